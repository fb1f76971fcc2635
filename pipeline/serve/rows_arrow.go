package serve

import (
	"io"
	"strconv"
	"strings"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/decimal128"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"jamfor/pipeline/release"
)

const arrowType = "application/vnd.apache.arrow.stream"

// arrowBatch is how many rows a record batch holds.
const arrowBatch = 8192

// arrowRows writes rows as an Arrow IPC stream: texts as utf8, decimals as
// decimal128(18, 4), integers as int32, persons as int64, days as date32.
type arrowRows struct {
	fields []field
	build  *array.RecordBuilder
	out    *ipc.Writer
	rows   int
}

func newArrowRows(w io.Writer, frame rowFrame) *arrowRows {
	columns := make([]arrow.Field, len(frame.fields))
	for i, f := range frame.fields {
		columns[i] = arrow.Field{Name: f.name, Type: arrowTypeOf(f), Nullable: !f.required}
	}
	about := arrow.NewMetadata(
		[]string{"jamfor.releases", "jamfor.synthetic", "jamfor.total"},
		[]string{strings.Join(frame.view.releaseIDs(), " "), strconv.FormatBool(frame.view.synthetic()), strconv.Itoa(frame.page.Total)},
	)
	schema := arrow.NewSchema(columns, &about)
	return &arrowRows{
		fields: frame.fields, build: array.NewRecordBuilder(memory.DefaultAllocator, schema),
		out: ipc.NewWriter(w, ipc.WithSchema(schema)),
	}
}

func arrowTypeOf(f field) arrow.DataType {
	switch {
	case f.kind == release.DecimalColumn:
		return &arrow.Decimal128Type{Precision: release.DecimalPrecision, Scale: release.DecimalScale}
	case f.kind == dateColumn:
		return arrow.FixedWidthTypes.Date32
	case f.kind == release.IntegerColumn && f.long:
		return arrow.PrimitiveTypes.Int64
	case f.kind == release.IntegerColumn:
		return arrow.PrimitiveTypes.Int32
	}
	return arrow.BinaryTypes.String
}

func (a *arrowRows) row(texts []string) error {
	for i, f := range a.fields {
		if err := appendArrow(a.build.Field(i), texts[f.at]); err != nil {
			return err
		}
	}
	if a.rows++; a.rows%arrowBatch == 0 {
		return a.flush()
	}
	return nil
}

func appendArrow(b array.Builder, text string) error {
	if text == "" {
		b.AppendNull()
		return nil
	}
	switch b := b.(type) {
	case *array.Decimal128Builder:
		scaled, err := release.ScaledDecimal(text)
		b.Append(decimal128.FromI64(scaled))
		return err
	case *array.Date32Builder:
		days, err := daysOf(text)
		b.Append(arrow.Date32(days))
		return err
	case *array.Int64Builder:
		n, err := strconv.ParseInt(text, 10, 64)
		b.Append(n)
		return err
	case *array.Int32Builder:
		n, err := strconv.ParseInt(text, 10, 32)
		b.Append(int32(n))
		return err
	case *array.StringBuilder:
		b.Append(strings.Clone(text))
	}
	return nil
}

func (a *arrowRows) flush() error {
	batch := a.build.NewRecordBatch()
	defer batch.Release()
	return a.out.Write(batch)
}

// close writes what is left. An answer without rows has a schema all the same.
func (a *arrowRows) close() error {
	defer a.build.Release()
	if err := a.flush(); err != nil {
		return err
	}
	return a.out.Close()
}
