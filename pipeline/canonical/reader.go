package canonical

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"

	"jamfor/pipeline/contract"
	"jamfor/pipeline/table"
)

// ErrFormat is wrapped when a file is not a canonical file of its schema.
var ErrFormat = errors.New("not a canonical file")

// maxFooter bounds a footer before it is parsed.
const maxFooter = 8 << 20

// Footer is what a canonical file says about itself.
type Footer struct {
	Dataset   string // name of the schema's root
	CreatedBy string
	Rows      int64
	Groups    int
	Columns   []FooterColumn
}

// FooterColumn is a column as the footer declares it. Bounded tells whether any
// row group publishes its minimum and maximum.
type FooterColumn struct {
	Name     string
	ID       int
	Required bool
	Bounded  bool
	Bloom    bool
}

// Inspect reads the footer of the file in r and nothing else. It never panics,
// whatever the bytes.
func Inspect(r io.ReaderAt, size int64) (footer Footer, err error) {
	defer func() {
		if p := recover(); p != nil {
			footer, err = Footer{}, fmt.Errorf("%w: footer cannot be read", ErrFormat)
		}
	}()
	file, err := open(r, size)
	if err != nil {
		return Footer{}, err
	}
	meta := file.Metadata()
	footer = Footer{Dataset: file.Root().Name(), CreatedBy: meta.CreatedBy, Rows: meta.NumRows, Groups: len(meta.RowGroups)}
	var rows int64
	for _, group := range meta.RowGroups {
		rows += group.NumRows
	}
	if rows != meta.NumRows {
		return Footer{}, fmt.Errorf("%w: row groups hold %d rows, the footer says %d", ErrFormat, rows, meta.NumRows)
	}
	for i, c := range file.Root().Columns() {
		column := FooterColumn{Name: c.Name(), ID: c.ID(), Required: c.Required()}
		for _, group := range meta.RowGroups {
			chunk := group.Columns[i].MetaData
			column.Bounded = column.Bounded || len(chunk.Statistics.MinValue) > 0 || len(chunk.Statistics.MaxValue) > 0
			column.Bloom = column.Bloom || chunk.BloomFilterOffset > 0
		}
		footer.Columns = append(footer.Columns, column)
	}
	return footer, nil
}

// Match holds a footer against a schema: same dataset, producer, columns, ids
// and requirements, in the same order.
func (f Footer) Match(s *Schema) error {
	if f.CreatedBy != CreatedBy || f.Dataset != s.Dataset || len(f.Columns) != len(s.Columns) {
		return fmt.Errorf("%w: written by %q as %q with %d columns, want %q as %q with %d",
			ErrFormat, f.CreatedBy, f.Dataset, len(f.Columns), CreatedBy, s.Dataset, len(s.Columns))
	}
	for i, c := range s.Columns {
		if got := f.Columns[i]; got.Name != c.Name || got.ID != c.ID || got.Required != c.Required {
			return fmt.Errorf("%w: column %d is %s (field %d), want %s (field %d)", ErrFormat, i+1, got.Name, got.ID, c.Name, c.ID)
		}
	}
	return nil
}

// footerLength reads the length of the footer at the end of the file.
func footerLength(r io.ReaderAt, size int64) (int64, error) {
	var tail [8]byte
	if size < 12 {
		return 0, fmt.Errorf("%w: %d bytes", ErrFormat, size)
	}
	if _, err := r.ReadAt(tail[:], size-8); err != nil {
		return 0, fmt.Errorf("read footer: %w", err)
	}
	length := int64(binary.LittleEndian.Uint32(tail[:4]))
	if string(tail[4:]) != "PAR1" || length > maxFooter || length > size-12 {
		return 0, fmt.Errorf("%w: no footer", ErrFormat)
	}
	return length, nil
}

func open(r io.ReaderAt, size int64) (*parquet.File, error) {
	length, err := footerLength(r, size)
	if err != nil {
		return nil, err
	}
	raw := make([]byte, length)
	if _, err := r.ReadAt(raw, size-8-length); err != nil {
		return nil, fmt.Errorf("read footer: %w", err)
	}
	if err := checkFooter(raw); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	file, err := parquet.OpenFile(r, size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	return file, nil
}

// Read calls each for every batch of the file, in order. The batch is reused:
// it is valid until each returns.
func Read(r io.ReaderAt, size int64, s *Schema, each func(*table.Batch) error) error {
	footer, err := Inspect(r, size)
	if err != nil {
		return err
	}
	if err := footer.Match(s); err != nil {
		return err
	}
	file, err := open(r, size)
	if err != nil {
		return err
	}
	row := 0
	for _, group := range file.RowGroups() {
		if err := readGroup(group, s, &row, each); err != nil {
			return fmt.Errorf("read canonical file of %s: %w", s.Dataset, err)
		}
	}
	return nil
}

func readGroup(group parquet.RowGroup, s *Schema, row *int, each func(*table.Batch) error) error {
	rows := group.Rows()
	defer rows.Close()
	buffer := make([]parquet.Row, table.BatchRows)
	for {
		n, err := rows.ReadRows(buffer)
		if n > 0 {
			if err := each(batch(s, buffer[:n], row)); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func batch(s *Schema, rows []parquet.Row, row *int) *table.Batch {
	b := &table.Batch{Dataset: s.Dataset, Row: make([]int, len(rows)), Columns: make([]table.Column, len(s.Columns))}
	for i, c := range s.Columns {
		b.Columns[i] = newColumn(c, len(rows))
	}
	for i, r := range rows {
		*row++
		b.Row[i] = *row
		for _, v := range r {
			store(&b.Columns[v.Column()], s.Columns[v.Column()].Type, i, v)
		}
	}
	return b
}

func newColumn(c Column, n int) table.Column {
	col := table.Column{Name: c.Name, Kind: c.Type.Kind(), Valid: make([]bool, n)}
	if col.Kind == table.Text {
		col.Text = make([]string, n)
	} else {
		col.Int = make([]int64, n)
	}
	return col
}

func store(c *table.Column, t contract.Type, row int, v parquet.Value) {
	if v.IsNull() {
		return
	}
	c.Valid[row] = true
	switch {
	case c.Kind == table.Text:
		c.Text[row] = string(v.ByteArray())
	case narrow(t):
		c.Int[row] = int64(v.Int32())
	default:
		c.Int[row] = v.Int64()
	}
}
