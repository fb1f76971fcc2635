"""pyjstat reads the JSON-stat of every set by URL."""

from collections import Counter

from common import file_url, need, number, rows, same, sets

pyjstat = need("pyjstat.pyjstat")

cells = 0
for name in sets():
    dataset = pyjstat.Dataset.read(file_url(f"jsonstat/{name}.json"))
    table = dataset.write("dataframe", naming="id")
    got = Counter(float(v) for v in table["value"].dropna())
    sexes = set(table["sex"])
    want = Counter(
        number(r["value"]) for r in rows(name)
        if r["value"] and not r["age_group"] and not r["category"] and r["sex"] in sexes
    )
    same(f"values of {name}", got, want)
    cells += sum(got.values())
print(f"{cells} values of {len(sets())} sets")
