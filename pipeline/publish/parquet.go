package publish

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"

	"jamfor/pipeline/code"
	"jamfor/pipeline/release"
)

// rowsPerGroup keeps row groups small enough that a reader who wants one
// indicator by HTTP range requests fetches little, and few enough that the
// footer stays small.
const rowsPerGroup = 50_000

// parquetFormat is the set's observations as Parquet: the columns of the CSV,
// texts as strings, decimals as DECIMAL(18,4) over INT64, integers as INT32
// (persons as INT64), null where the CSV is empty. Two columns of DATE follow, the
// first and the last day of the period, so that readers need not know how periods
// are written. The file's own metadata names the release and says whether it is synthetic.
func parquetFormat(e *release.Edition, s *release.Set) format {
	return format{
		path: release.ParquetPath(s.Name), mediaType: "application/vnd.apache.parquet",
		write: func(ctx context.Context, w io.Writer, _ string) (int64, error) {
			out := parquet.NewGenericWriter[any](w, parquetOptions(e, s)...)
			rows := parquetRows{columns: release.Columns(), out: out}
			n, err := rowTexts(ctx, e, s, rows.add)
			if err != nil {
				return 0, err
			}
			if err := rows.flush(); err != nil {
				return 0, err
			}
			return n, out.Close()
		},
	}
}

func parquetOptions(e *release.Edition, s *release.Set) []parquet.WriterOption {
	return []parquet.WriterOption{
		parquetSchema(),
		parquet.CreatedBy("jamfor", e.ProgramVersion, ""),
		parquet.Compression(&zstd.Codec{Level: zstd.SpeedBetterCompression}),
		parquet.MaxRowsPerRowGroup(rowsPerGroup),
		parquet.SortingWriterConfig(parquet.SortingColumns(parquet.Ascending("indicator"), parquet.Ascending("period"))),
		parquet.KeyValueMetadata("jamfor.release", e.ID),
		parquet.KeyValueMetadata("jamfor.version", strconv.Itoa(e.Version)),
		parquet.KeyValueMetadata("jamfor.created", e.Created),
		parquet.KeyValueMetadata("jamfor.set", s.Name),
		parquet.KeyValueMetadata("jamfor.synthetic", strconv.FormatBool(e.Synthetic)),
		parquet.KeyValueMetadata("jamfor.preliminary", strconv.FormatBool(e.Preliminary)),
		parquet.KeyValueMetadata("jamfor.publisher", e.Publisher),
	}
}

// orderedGroup is a group whose fields keep the published order; a plain group
// sorts them by name.
type orderedGroup struct {
	parquet.Group
	order []string
}

func (g orderedGroup) Fields() []parquet.Field {
	fields := g.Group.Fields()
	slices.SortFunc(fields, func(a, b parquet.Field) int {
		return slices.Index(g.order, a.Name()) - slices.Index(g.order, b.Name())
	})
	return fields
}

func parquetSchema() *parquet.Schema {
	g := orderedGroup{Group: parquet.Group{}}
	for _, c := range release.Columns() {
		node := parquetNode(c)
		if !c.Required {
			node = parquet.Optional(node)
		}
		g.Group[c.Name] = node
		g.order = append(g.order, c.Name)
	}
	for _, name := range dateColumns {
		g.Group[name] = parquet.Date()
		g.order = append(g.order, name)
	}
	return parquet.NewSchema("observation", g)
}

func parquetNode(c release.Column) parquet.Node {
	switch c.Kind {
	case release.DecimalColumn:
		return parquet.Decimal(release.DecimalScale, release.DecimalPrecision, parquet.Int64Type)
	case release.IntegerColumn:
		if c.Name == "persons" {
			return parquet.Int(64)
		}
		return parquet.Int(32)
	default:
		return parquet.Encoded(parquet.String(), &parquet.RLEDictionary)
	}
}

// dateColumns are the columns that only Parquet has: what follows from the period.
var dateColumns = []string{"period_start", "period_end"}

// parquetRows turns texts into Parquet rows, a batch at a time.
type parquetRows struct {
	columns []release.Column
	out     *parquet.GenericWriter[any]
	batch   []parquet.Row
}

const parquetBatch = 512

func (p *parquetRows) add(texts []string) error {
	row := make(parquet.Row, len(p.columns)+len(dateColumns))
	for i, c := range p.columns {
		v, err := parquetValue(c, texts[i])
		if err != nil {
			return fmt.Errorf("column %s: %w", c.Name, err)
		}
		level := 0
		if !c.Required && texts[i] != "" {
			level = 1
		}
		row[i] = v.Level(0, level, i)
		if c.Name == "period" {
			if err := p.dates(row, texts[i]); err != nil {
				return err
			}
		}
	}
	p.batch = append(p.batch, row)
	if len(p.batch) == parquetBatch {
		return p.flush()
	}
	return nil
}

// dates fills in the days of a period, counted from 1970 as DATE is.
func (p *parquetRows) dates(row parquet.Row, text string) error {
	period, err := code.ParsePeriod(text)
	if err != nil {
		return fmt.Errorf("column period: %w", err)
	}
	for i, day := range []time.Time{period.Start(), period.End()} {
		at := len(p.columns) + i
		row[at] = parquet.Int32Value(int32(day.Unix()/secondsOfDay)).Level(0, 0, at)
	}
	return nil
}

const secondsOfDay = 24 * 60 * 60

func (p *parquetRows) flush() error {
	_, err := p.out.WriteRows(p.batch)
	p.batch = p.batch[:0]
	return err
}

func parquetValue(c release.Column, text string) (parquet.Value, error) {
	if text == "" {
		return parquet.NullValue(), nil
	}
	switch c.Kind {
	case release.DecimalColumn:
		scaled, err := release.ScaledDecimal(text)
		return parquet.Int64Value(scaled), err
	case release.IntegerColumn:
		bits := 32
		if c.Name == "persons" {
			bits = 64
		}
		n, err := strconv.ParseInt(text, 10, bits)
		if bits == 64 {
			return parquet.Int64Value(n), err
		}
		return parquet.Int32Value(int32(n)), err
	default:
		return parquet.ByteArrayValue([]byte(text)), nil
	}
}
