"""pandas, polars and pyarrow read a release and the API by URL."""

import io
from decimal import Decimal

from common import URL, fetch, file_url, need, rows, same, sets

pandas, polars, pyarrow, _, _ = need("pandas", "polars", "pyarrow", "fsspec", "aiohttp")
import pyarrow.ipc

name = sets()[0]
released = rows(name)
indicator = released[0]["indicator"]


def decimal(text):
    return None if text == "" else Decimal(text)


want = [(r["area_code"], r["period"], r["sex"], decimal(r["value"]), r["status"]) for r in released]
some = [w for w, r in zip(want, released) if r["indicator"] == indicator]
columns = ["area_code", "period", "sex", "value", "status"]


def plain(table):
    """Rows as tuples, numbers as exact decimals."""
    fields = (table.column(c).to_pylist() for c in columns)
    return [(a, p, s, None if v is None else Decimal(v).normalize(), t) for a, p, s, v, t in zip(*fields)]


def exact(expected):
    return [(a, p, s, None if v is None else v.normalize(), t) for a, p, s, v, t in expected]


frame = pandas.read_csv(file_url(f"data/{name}.csv"), dtype=str, keep_default_na=False)
same("pandas csv", frame[columns].values.tolist(), [[r[c] for c in columns] for r in released])
frame = pandas.read_parquet(file_url(f"data/{name}.parquet"), columns=columns, dtype_backend="pyarrow")
same("pandas parquet", plain(pyarrow.Table.from_pandas(frame)), exact(want))

lazy = polars.scan_parquet(file_url(f"data/{name}.parquet")).filter(polars.col("indicator") == indicator).select(columns)
same("polars parquet", plain(lazy.collect().to_arrow()), exact(some))
frame = polars.read_csv(file_url(f"data/{name}.csv"), infer_schema=False)
same("polars csv", frame.select(columns).rows(), [tuple(r[c] or None for c in columns) for r in released])

query = f"/api/v1/observations?indicator={indicator}&set={name}"
stream = fetch(query, "application/vnd.apache.arrow.stream")
same("arrow stream", plain(pyarrow.ipc.open_stream(stream).read_all()), exact(some))
same("polars arrow", plain(polars.read_ipc_stream(io.BytesIO(stream)).to_arrow()), exact(some))
answer = pandas.read_parquet(io.BytesIO(fetch(query, "application/vnd.apache.parquet")), dtype_backend="pyarrow")
same("parquet answer", plain(pyarrow.Table.from_pandas(answer)), exact(some))
frame = pandas.read_csv(f"{URL}{query}&format=csv", dtype=str, keep_default_na=False)
same("csv answer", len(frame), len(some))
print(f"{len(want)} rows as CSV and Parquet, {len(some)} as Arrow")
