"""Reads every PX file by pyaxis and compares every cell with the CSV."""
import csv, glob, os
from pyaxis import pyaxis

release, cells = os.environ["RELEASE"], 0
marks = {"suppressed": "..", "missing": "...", "not_applicable": "."}
for name in sorted(glob.glob(os.path.join(release, "px", "*.px"))):
    px = pyaxis.parse(uri=name, encoding="ISO-8859-1", null_values="^$", sd_values="^$")  # keep the marks
    meta, data = px["METADATA"], px["DATA"]
    variables = ["område", "kön", "indikator", "period"]
    split = [v for v in meta["STUB"] + meta["HEADING"] if v not in variables]
    assert len(split) <= 1, split
    variables += split
    code_of = {v: dict(zip(meta[f"VALUES({v})"], meta[f"CODES({v})"], strict=True)) for v in variables}
    read = {}
    for row in data.to_dict("records"):
        key = tuple(code_of[v][row[v]] for v in variables)
        assert key not in read, key
        read[key] = str(row["DATA"]).strip('"')
    base, held = os.path.basename(name).split("."), 0
    with open(os.path.join(release, "data", base[0] + ".csv"), encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key = [row["area_code"], row["sex"], row["indicator"], row["period"]]
            if not split:
                if row["age_group"] or row["dimension"]:
                    continue
            elif split == ["åldersgrupp"] and row["age_group"]:
                key.append(row["age_group"])
            elif row["dimension"] == base[1]:
                key.append(row["category"])
            else:
                key.append("TOT")
                if row["age_group"] or row["dimension"] or tuple(key) not in read:
                    continue
            want = row["value"] or marks[row["status"]]
            got = read[tuple(key)]
            assert got == want, (row, got)
            held += 1
    assert held > 0, f"{name}: nothing of it is in the CSV"
    cells += held
print(f"{cells} cells as in the CSV")
