"""Counts the rows of Iceberg tables from their metadata files alone.

Arguments: the register, then pairs of table name and metadata file. Prints one
line per table: name, rows, rows of 1280, whether the catalog agrees.
"""
import sys

from pyiceberg.table import StaticTable

register, *pairs = sys.argv[1:]
try:
    from pyiceberg.catalog.sql import SqlCatalog

    catalog = SqlCatalog("jamfor", uri=f"sqlite:///{register}", init_catalog_tables="false")
except ImportError:
    catalog = None

for name, metadata in zip(pairs[::2], pairs[1::2]):
    table = StaticTable.from_metadata(metadata)
    rows = table.scan().to_arrow()
    part = table.scan(row_filter="kommun = '1280' and ar = 2025").to_arrow()
    same = catalog is None or catalog.load_table(f"lake.{name}").scan().to_arrow().num_rows == rows.num_rows
    print(name, rows.num_rows, part.num_rows, same)
