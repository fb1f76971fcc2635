package canonical

import (
	"unsafe"

	"github.com/parquet-go/parquet-go"

	"jamfor/pipeline/contract"
	"jamfor/pipeline/table"
)

// value is one valid value in Parquet's form. Text is not copied: the column
// writer copies it at once.
func value(t contract.Type, c *table.Column, row int) parquet.Value {
	switch t {
	case contract.Year, contract.Date:
		return parquet.Int32Value(int32(c.Int[row]))
	case contract.Integer, contract.Decimal:
		return parquet.Int64Value(c.Int[row])
	}
	text := c.Text[row]
	return parquet.ByteArrayValue(unsafe.Slice(unsafe.StringData(text), len(text)))
}

// alike reports whether two valid values of a column are surely the same: equal
// numbers, or texts that share their memory, as repeated ones do.
func alike(c *table.Column, one, other int) bool {
	if c.Kind != table.Text {
		return c.Int[one] == c.Int[other]
	}
	a, b := c.Text[one], c.Text[other]
	return len(a) == len(b) && unsafe.StringData(a) == unsafe.StringData(b)
}

// int32 columns hold years and dates.
func narrow(t contract.Type) bool { return t == contract.Year || t == contract.Date }
