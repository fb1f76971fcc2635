"""The request lines of clients that cannot be run here, with ids that exist.

rKolada has its base URL in its source and needs R; the npm client kolada could
not be fetched from the registry when this was written. What they send is known:
each line must be understood whole (no parameter ignored) and answered with what
the client reads.
"""

import json
import urllib.request

from common import URL, rows, same, sets

name = sets()[0]
some = next(r for r in rows(name) if r["area_type"] == "municipality" and r["value"] and not r["age_group"] and not r["category"])
kpi, town, year = some["indicator"], some["area_code"], some["period"]

LINES = {
    "rKolada": [
        ("/v3/kpi?per_page=1", 1),
        ("/v3/kpi?page=1&per_page=5", 5),
        ("/v3/municipality?region_type=L&page=1&per_page=5000", 22),
        (f"/v3/data/kpi/{kpi}/municipality/{town},0000/year/{year}?page=1&per_page=5000", None),
        ("/v3/municipality?page=1&per_page=5000", 312),
        (f"/v3/data/kpi/{kpi}/municipality/{town},GJL01/year/{year}?page=1&per_page=5000", 2),
        (f"/v3/kpi/{kpi},N99999?page=1&per_page=5000", 1),
        ("/v3/municipality_groups?title=stockholm&page=1&per_page=5000", None),
        ("/v3/ou?municipality=1267&page=1&per_page=5000", 0),
    ],
    "npm kolada": [
        (f"/v3/kpi/{kpi}?", 1),
        (f"/v3/municipality/{town}?", 1),
        ("/v3/ou?municipality=1267", 0),
        (f"/v3/data/kpi/{kpi}/municipality/{town}/year/{year}?from_date=2020-01-01", 1),
    ],
}

seen = 0
for client, lines in LINES.items():
    for line, want in lines:
        with urllib.request.urlopen(URL + line, timeout=60) as answer:
            body = json.load(answer)
            same(f"{client} {line}: ignored", answer.headers.get("X-Ignored-Parameters"), None)
            same(f"{client} {line}: type", answer.headers["Content-Type"], "application/json; charset=utf-8")
        same(f"{client} {line}: frame", list(body)[:4], ["values", "count", "next_url", "previous_url"])
        same(f"{client} {line}: count", body["count"], len(body["values"]) if want is None else want)
        for row in body["values"] if "/data/" in line else []:
            same(f"{client}: values of a row", [v["gender"] for v in row["values"]] in (["T"], ["T", "K", "M"]), True)
        seen += 1
print(f"{seen} lines of {', '.join(LINES)}")
