"""koladapy, unchanged but for its base_url, against the released rows."""

from common import URL, need, number, rows, same, sets

koladapy = need("koladapy")
api = koladapy.KoladaAPI(base_url=f"{URL}/v3/")

towns = api.get_municipalities(municipality_type="K")
same("municipalities", len(towns), 290)
same("one municipality", api.get_municipality("0180")["title"], "Stockholm")
same("unknown municipality", api.get_municipalities(query="finns inte alls"), [])
same("units", api.get_organizational_units(municipality="0180"), [])
groups = api.get_municipality_groups()
same("members", all(m["member_id"] and m["member_title"] for g in groups for m in g["members"]), True)
same("one group", api.get_municipality_group(groups[0]["id"])["id"], groups[0]["id"])
kpi_groups = api.get_kpi_groups()
same("kpi groups", len(kpi_groups) >= 1, True)

name = sets()[0]
released = [r for r in rows(name) if r["area_type"] == "municipality" and not r["age_group"] and not r["category"]]
ids = sorted({r["indicator"] for r in released})
same("kpis", sorted(k["id"] for k in api.get_kpis(ids)), ids)
same("one kpi", api.get_kpi(ids[0])["id"], ids[0])
same("search", ids[0] in [k["id"] for k in api.search_kpis(api.get_kpi(ids[0])["title"][:12])], True)
frame = api.get_kpis(ids, as_dataframe=True)
same("kpis as a table", len(frame), len(ids))

# All municipalities: the client sends them 25 at a time.
kpi = ids[0]
want = {(r["area_code"], int(r["period"]), r["sex"]): number(r["value"]) for r in released if r["indicator"] == kpi}
years = sorted({period for _, period, _ in want})
got = {}
for row in api.get_values(kpi_id=kpi, municipality_id=[t["id"] for t in towns], years=years):
    for value in row["values"]:
        same("count", value["count"], 1)
        same("status", value["status"], "" if value["value"] is not None else "Missing")
        got[row["municipality"], row["period"], value["gender"]] = value["value"]
same("values", got, want)
table = api.get_data_as_dataframe(kpi_id=kpi, years=years[-1:], include_metadata=True)
same("as a table", int(table["value"].notna().sum() > 0), 1)
same("changes since a day to come", api.get_values(kpi_id=kpi, years=years, updated_since="2999-01-01"), [])
print(f"{len(got)} values of {kpi} are those released")
