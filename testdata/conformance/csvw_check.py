"""Holds every CSV against its CSVW metadata: by own checks, and by the package csvw.

The own checks read every row of every set: columns and their order, datatypes,
required, primary key. The package reads them all too, or, where QUICK is set, the
smallest set's: it takes a minute for a nation.
"""
import csv, decimal, glob, json, os, warnings
from csvw import Table

warnings.simplefilter("error")
types = {"string": str, "decimal": decimal.Decimal, "integer": int}


def own(name, meta):
    schema = meta["tableSchema"]
    columns = schema["columns"]
    keys = [i for i, c in enumerate(columns) if c["name"] in schema["primaryKey"]]
    assert len(keys) == len(schema["primaryKey"]), name
    seen = set()
    with open(os.path.join(os.path.dirname(name), meta["url"]), encoding="utf-8", newline="") as file:
        rows = csv.reader(file, strict=True)
        assert next(rows) == [c["titles"] for c in columns], name
        for row in rows:
            for text, column in zip(row, columns, strict=True):
                assert text or not column.get("required"), (name, row, column["name"])
                if text:
                    types[column["datatype"]](text)
            key = tuple(row[i] for i in keys)
            assert key not in seen, (name, key)
            seen.add(key)
    return len(seen)


names = glob.glob(os.path.join(os.environ["RELEASE"], "data", "*.csv-metadata.json"))
names.sort(key=lambda name: os.path.getsize(name.removesuffix("-metadata.json")))
ours = {}
for name in names:
    with open(name, encoding="utf-8") as file:
        ours[name] = own(name, json.load(file))
theirs = 0
for name in names[:1] if os.environ.get("QUICK") else names:
    table, read = Table.from_file(name), 0
    for row in table:  # one that is not as described is an error
        assert row["value"] is None or isinstance(row["value"], decimal.Decimal), row
        read += 1
    assert read == ours[name], (name, read, ours[name])
    assert name != names[0] or table.check_primary_key(), name
    theirs += read
assert theirs, "no rows"
print(f"{sum(ours.values())} rows of {len(names)} sets as described, {theirs} of them by the package csvw")
