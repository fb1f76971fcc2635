package serve

import (
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"

	"jamfor/pipeline/release"
)

const parquetType = "application/vnd.apache.parquet"

// rowsPerGroup bounds what is held before it is sent.
const rowsPerGroup = 20_000

// parquetRows writes rows as Parquet with the types of the released files.
type parquetRows struct {
	fields []field
	out    *parquet.GenericWriter[any]
	batch  []parquet.Row
}

func newParquetRows(w io.Writer, frame rowFrame) *parquetRows {
	schema := parquetGroup{Group: parquet.Group{}}
	for _, f := range frame.fields {
		node := parquetNode(f)
		if !f.required {
			node = parquet.Optional(node)
		}
		schema.Group[f.name] = node
		schema.order = append(schema.order, f.name)
	}
	return &parquetRows{fields: frame.fields, out: parquet.NewGenericWriter[any](w,
		parquet.NewSchema("observation", schema),
		parquet.CreatedBy("jamfor", apiVersion, ""),
		parquet.Compression(&zstd.Codec{Level: zstd.SpeedFastest}),
		parquet.MaxRowsPerRowGroup(rowsPerGroup),
		parquet.KeyValueMetadata("jamfor.releases", strings.Join(frame.view.releaseIDs(), " ")),
		parquet.KeyValueMetadata("jamfor.synthetic", strconv.FormatBool(frame.view.synthetic())),
		parquet.KeyValueMetadata("jamfor.total", strconv.Itoa(frame.page.Total)),
	)}
}

// parquetGroup keeps the fields in their order; a plain group sorts them.
type parquetGroup struct {
	parquet.Group
	order []string
}

func (g parquetGroup) Fields() []parquet.Field {
	fields := g.Group.Fields()
	slices.SortFunc(fields, func(a, b parquet.Field) int {
		return slices.Index(g.order, a.Name()) - slices.Index(g.order, b.Name())
	})
	return fields
}

func parquetNode(f field) parquet.Node {
	switch {
	case f.kind == release.DecimalColumn:
		return parquet.Decimal(release.DecimalScale, release.DecimalPrecision, parquet.Int64Type)
	case f.kind == dateColumn:
		return parquet.Date()
	case f.kind == release.IntegerColumn && f.long:
		return parquet.Int(64)
	case f.kind == release.IntegerColumn:
		return parquet.Int(32)
	}
	return parquet.Encoded(parquet.String(), &parquet.RLEDictionary)
}

// parquetBatch is how many rows are handed over at a time.
const parquetBatch = 512

func (p *parquetRows) row(texts []string) error {
	row := make(parquet.Row, len(p.fields))
	for i, f := range p.fields {
		v, err := parquetValue(f, texts[f.at])
		if err != nil {
			return err
		}
		level := 0
		if !f.required && texts[f.at] != "" {
			level = 1
		}
		row[i] = v.Level(0, level, i)
	}
	p.batch = append(p.batch, row)
	if len(p.batch) == parquetBatch {
		return p.flush()
	}
	return nil
}

func (p *parquetRows) flush() error {
	_, err := p.out.WriteRows(p.batch)
	p.batch = p.batch[:0]
	return err
}

func (p *parquetRows) close() error {
	if err := p.flush(); err != nil {
		return err
	}
	return p.out.Close()
}

func parquetValue(f field, text string) (parquet.Value, error) {
	switch {
	case text == "":
		return parquet.NullValue(), nil
	case f.kind == release.DecimalColumn:
		scaled, err := release.ScaledDecimal(text)
		return parquet.Int64Value(scaled), err
	case f.kind == dateColumn:
		days, err := daysOf(text)
		return parquet.Int32Value(days), err
	case f.kind == release.IntegerColumn && f.long:
		n, err := strconv.ParseInt(text, 10, 64)
		return parquet.Int64Value(n), err
	case f.kind == release.IntegerColumn:
		n, err := strconv.ParseInt(text, 10, 32)
		return parquet.Int32Value(int32(n)), err
	}
	return parquet.ByteArrayValue([]byte(text)), nil
}

// daysOf counts a day, YYYY-MM-DD, from 1970 as the DATE of Parquet and Arrow is.
func daysOf(text string) (int32, error) {
	day, err := time.Parse(time.DateOnly, text)
	return int32(day.Unix() / (24 * 60 * 60)), err
}
