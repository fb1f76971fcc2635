"""Reads every PX file by pyaxis and compares every cell with the CSV."""
import csv, glob, os
from pyaxis import pyaxis

release, cells = os.environ["RELEASE"], 0
marks = {"suppressed": "..", "missing": "...", "not_applicable": "."}
for name in sorted(glob.glob(os.path.join(release, "px", "*.px"))):
    px = pyaxis.parse(uri=name, encoding="ISO-8859-1", null_values="^$", sd_values="^$")  # keep the marks
    meta, data = px["METADATA"], px["DATA"]
    code_of = {}
    for variable in ("område", "kön", "indikator", "period"):
        code_of[variable] = dict(zip(meta[f"VALUES({variable})"], meta[f"CODES({variable})"], strict=True))
    read = {}
    for row in data.to_dict("records"):
        key = tuple(code_of[v][row[v]] for v in ("område", "kön", "indikator", "period"))
        assert key not in read, key
        read[key] = str(row["DATA"]).strip('"')
    base = os.path.basename(name)[:-3]
    with open(os.path.join(release, "data", base + ".csv"), encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["age_group"] or row["dimension"]:
                continue
            want = row["value"] or marks[row["status"]]
            got = read[row["area_code"], row["sex"], row["indicator"], row["period"]]
            assert got == want, (row, got)
            cells += 1
print(f"{cells} cells as in the CSV")
