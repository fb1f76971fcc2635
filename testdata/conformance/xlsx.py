"""Compares a workbook with what LibreOffice made of it, and looks at its structure."""
import sys
import openpyxl

ours, theirs = (openpyxl.load_workbook(name) for name in sys.argv[1:3])
assert ours.sheetnames == theirs.sheetnames, (ours.sheetnames, theirs.sheetnames)
cells = 0
for name in ours.sheetnames:
    a, b = ours[name], theirs[name]
    filtered = a.auto_filter.ref
    assert name in ("Om tabellerna", "Kvalitet") or (filtered and a.freeze_panes), f"{name}: no filter or frozen panes"
    if filtered:
        header = openpyxl.utils.cell.range_boundaries(filtered)[1]
        for merged in a.merged_cells.ranges:
            assert merged.max_row < header, f"{name}: merged data cells {merged}"
    for row in a.iter_rows():
        for cell in row:
            other = b[cell.coordinate].value
            assert cell.value == other or cell.value in (None, "") and other in (None, ""), (name, cell.coordinate, cell.value, other)
            assert cell.data_type != "f", (name, cell.coordinate)
            cells += 1
print(f"{sys.argv[1]}: {len(ours.sheetnames)} sheets, {cells} cells")
