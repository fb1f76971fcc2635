"""Holds every JSON-stat file against its schema, its own invariants and the CSV."""
import csv, glob, json, os, sys
import jsonschema
from pyjstat import pyjstat

release, formats = os.environ["RELEASE"], os.environ.get("FORMATS", "")
cells = 0
for name in sorted(glob.glob(os.path.join(release, "jsonstat", "*.json"))):
    text = open(name, encoding="utf-8").read()
    doc = json.loads(text)
    if formats:
        schema = json.load(open(os.path.join(formats, "jsonstat", "jsonstat-2.0-v1.03.schema.json"), encoding="utf-8"))
        jsonschema.validators.validator_for(schema)(schema).validate(doc)
    try:
        import jsonstat_validator
        jsonstat_validator.validate_jsonstat(doc)
    except ImportError:
        pass
    product = 1
    for dimension, size in zip(doc["id"], doc["size"], strict=True):
        category = doc["dimension"][dimension]["category"]
        assert len(category["index"]) == size == len(set(category["index"])), dimension
        assert set(category["label"]) == set(category["index"]), dimension
        product *= size
    assert set(doc["id"]) == set(doc["dimension"])
    assert product == len(doc["value"])
    for at, value in enumerate(doc["value"]):
        assert (value is None) == (str(at) in doc["status"]), f"{name}: cell {at}"
    # pyjstat's table, by codes, is the CSV's rows: those without further division,
    # or, in a cube of a split, those of its classes and the whole beside them.
    split = [d for d in doc["id"] if d not in ("area", "sex", "indicator", "period")]
    assert len(split) <= 1, split
    frame = pyjstat.Dataset.read(text).write("dataframe", naming="id")
    keys = ["area", "sex", "indicator", "period"] + split
    read = {tuple(row[:-1]): row[-1] for row in frame[keys + ["value"]].itertuples(index=False)}
    held = 0
    with open(os.path.join(release, "data", os.path.basename(name).split(".")[0] + ".csv"), encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key = [row["area_code"], row["sex"], row["indicator"], row["period"]]
            if not split:
                if row["age_group"] or row["dimension"]:
                    continue
            elif split == ["age_group"] and row["age_group"]:
                key.append(row["age_group"])
            elif row["dimension"] == split[0]:
                key.append(row["category"])
            else:
                key.append("TOT")
                if row["age_group"] or row["dimension"] or tuple(key) not in read:
                    continue
            got = read[tuple(key)]
            if row["value"] == "":
                assert got is None or got != got, row
            else:
                assert float(row["value"]) == got, (row, got)
            held += 1
    assert held > 0, f"{name}: nothing of it is in the CSV"
    cells += held
print(f"{cells} values as in the CSV" + ("" if formats else "; the schema is not here"))
