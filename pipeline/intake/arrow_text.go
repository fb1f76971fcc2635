package intake

import (
	"math/big"
	"strconv"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
)

// arrowWriter writes one value of a column as text; the value is not null.
type arrowWriter func(dst []byte, row int) []byte

// arrowText is the writer of an Arrow column; nil for types that are not read.
func arrowText(column arrow.Array) arrowWriter {
	switch a := column.(type) {
	case *array.String:
		return func(dst []byte, r int) []byte { return append(dst, a.Value(r)...) }
	case *array.LargeString:
		return func(dst []byte, r int) []byte { return append(dst, a.Value(r)...) }
	case *array.StringView:
		return func(dst []byte, r int) []byte { return append(dst, a.Value(r)...) }
	case *array.Boolean:
		return func(dst []byte, r int) []byte { return appendBool(dst, a.Value(r)) }
	case *array.Null:
		return func(dst []byte, _ int) []byte { return dst }
	case *array.Dictionary:
		values := arrowText(a.Dictionary())
		if values == nil {
			return nil
		}
		return func(dst []byte, r int) []byte {
			i := a.GetValueIndex(r)
			if a.Dictionary().IsNull(i) {
				return dst
			}
			return values(dst, i)
		}
	}
	if w := arrowNumber(column); w != nil {
		return w
	}
	return arrowPoint(column)
}

// arrowNumber is the writer of a number column.
func arrowNumber(column arrow.Array) arrowWriter {
	switch a := column.(type) {
	case *array.Int8:
		return func(dst []byte, r int) []byte { return strconv.AppendInt(dst, int64(a.Value(r)), 10) }
	case *array.Int16:
		return func(dst []byte, r int) []byte { return strconv.AppendInt(dst, int64(a.Value(r)), 10) }
	case *array.Int32:
		return func(dst []byte, r int) []byte { return strconv.AppendInt(dst, int64(a.Value(r)), 10) }
	case *array.Int64:
		return func(dst []byte, r int) []byte { return strconv.AppendInt(dst, a.Value(r), 10) }
	case *array.Uint8:
		return func(dst []byte, r int) []byte { return strconv.AppendUint(dst, uint64(a.Value(r)), 10) }
	case *array.Uint16:
		return func(dst []byte, r int) []byte { return strconv.AppendUint(dst, uint64(a.Value(r)), 10) }
	case *array.Uint32:
		return func(dst []byte, r int) []byte { return strconv.AppendUint(dst, uint64(a.Value(r)), 10) }
	case *array.Uint64:
		return func(dst []byte, r int) []byte { return strconv.AppendUint(dst, a.Value(r), 10) }
	case *array.Float32:
		return func(dst []byte, r int) []byte { return appendFloat(dst, float64(a.Value(r)), 32) }
	case *array.Float64:
		return func(dst []byte, r int) []byte { return appendFloat(dst, a.Value(r), 64) }
	case *array.Decimal128:
		scale := int(a.DataType().(*arrow.Decimal128Type).Scale)
		return decimalWriter(scale, func(r int) *big.Int { return a.Value(r).BigInt() })
	case *array.Decimal256:
		scale := int(a.DataType().(*arrow.Decimal256Type).Scale)
		return decimalWriter(scale, func(r int) *big.Int { return a.Value(r).BigInt() })
	}
	return nil
}

// decimalWriter writes scaled integers; nil for a scale that no one uses.
func decimalWriter(scale int, value func(r int) *big.Int) arrowWriter {
	if scale < 0 || scale > 76 {
		return nil
	}
	return func(dst []byte, r int) []byte { return appendScaled(dst, value(r), scale) }
}

// arrowPoint is the writer of a column of dates or points in time.
func arrowPoint(column arrow.Array) arrowWriter {
	switch a := column.(type) {
	case *array.Date32:
		return func(dst []byte, r int) []byte { return appendDate(dst, int64(a.Value(r))) }
	case *array.Date64:
		return func(dst []byte, r int) []byte { return appendTime(dst, floorDiv(int64(a.Value(r)), 1e3)) }
	case *array.Timestamp:
		units := map[arrow.TimeUnit]int64{arrow.Second: 1, arrow.Millisecond: 1e3, arrow.Microsecond: 1e6, arrow.Nanosecond: 1e9}[a.DataType().(*arrow.TimestampType).Unit]
		return func(dst []byte, r int) []byte { return appendTime(dst, floorDiv(int64(a.Value(r)), units)) }
	}
	return nil
}
