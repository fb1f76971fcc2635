"""DuckDB reads a release's Parquet by URL, in parts."""

import os
from decimal import Decimal

from common import file_url, need, rows, same, sets

duckdb = need("duckdb")


def connect():
    """DuckDB with httpfs, from PyPI where it is there, else with fsspec."""
    con = duckdb.connect()
    try:
        extension = need("duckdb_extension_httpfs")
        for folder, _, files in os.walk(os.path.dirname(extension.__file__)):
            for f in files:
                if f.endswith(".duckdb_extension") and f"v{duckdb.__version__}" in folder:
                    con.load_extension(os.path.join(folder, f))
                    return con, "httpfs"
    except SystemExit:
        pass
    fsspec = need("fsspec", "aiohttp")[0]
    con.register_filesystem(fsspec.filesystem("http"))
    return con, "fsspec"


if __name__ == "__main__":
    con, how = connect()
    seen = 0
    for name in sets():
        released = rows(name)
        url = file_url(f"data/{name}.parquet")
        got = con.execute(
            "SELECT count(*), count(value), sum(value), count(*) FILTER (WHERE status = 'suppressed') FROM read_parquet(?)", [url]
        ).fetchone()
        values = [Decimal(r["value"]) for r in released if r["value"]]
        same(name, got, (len(released), len(values), sum(values), sum(r["status"] == "suppressed" for r in released)))
        first = released[0]["indicator"]
        one = con.execute("SELECT area_code, period, sex, CAST(value AS VARCHAR) FROM read_parquet(?) WHERE indicator = ?", [url, first]).fetchall()
        same(f"{name}, one indicator", len(one), sum(r["indicator"] == first for r in released))
        seen += len(released)
    print(f"{seen} rows of {len(sets())} sets by {how}")
