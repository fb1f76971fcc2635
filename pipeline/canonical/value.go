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

// int32 columns hold years and dates.
func narrow(t contract.Type) bool { return t == contract.Year || t == contract.Date }
