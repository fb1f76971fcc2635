"""Reads every Parquet file by pyarrow and compares each cell with the CSV."""
import csv, decimal, glob, os
import pyarrow as pa, pyarrow.parquet as pq

release, rows = os.environ["RELEASE"], 0
for name in sorted(glob.glob(os.path.join(release, "data", "*.parquet"))):
    file = pq.ParquetFile(name)
    assert file.schema_arrow.field("value").type == pa.decimal128(18, 4), file.schema_arrow
    assert file.metadata.metadata[b"jamfor.synthetic"] == b"true"
    assert file.metadata.serialized_size < 64 << 10, "a large footer costs every remote reader"
    table = file.read().to_pylist()
    with open(name[:-8] + ".csv", encoding="utf-8", newline="") as source:
        for got, want in zip(table, csv.DictReader(source), strict=True):
            for column, text in want.items():
                value = got[column]
                if isinstance(value, decimal.Decimal):
                    assert text != "" and value == decimal.Decimal(text), (column, want, value)
                else:
                    assert ("" if value is None else str(value)) == text, (column, want, value)
            rows += 1
print(f"{rows} rows as in the CSV")
