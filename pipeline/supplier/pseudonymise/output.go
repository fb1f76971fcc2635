package pseudonymise

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"

	"jamfor/pipeline/code"
)

// NewCSV writes a table as CSV: UTF-8, semicolons, a heading row (above it a
// line with the datasets that are empty on purpose), quotation marks where they
// are needed.
func NewCSV(w io.Writer, columns, zero []string) (Output, error) {
	c := &csvOutput{w: bufio.NewWriterSize(w, 64<<10)}
	if len(zero) > 0 {
		if _, err := fmt.Fprintf(c.w, "%s;%s\n", zeroWord, strings.Join(zero, ";")); err != nil {
			return nil, fmt.Errorf("write CSV: %w", err)
		}
	}
	cells := make([][]byte, len(columns))
	for i, name := range columns {
		cells[i] = []byte(name)
	}
	return c, c.Row(cells)
}

type csvOutput struct{ w *bufio.Writer }

func (c *csvOutput) Row(cells [][]byte) error {
	for i, cell := range cells {
		if i > 0 {
			c.w.WriteByte(';')
		}
		c.cell(cell, len(cells) == 1)
	}
	if err := c.w.WriteByte('\n'); err != nil { // the buffer keeps its first error
		return fmt.Errorf("write CSV: %w", err)
	}
	return nil
}

func (c *csvOutput) cell(cell []byte, alone bool) {
	if !bytes.ContainsAny(cell, ";\"\r\n") && !(alone && len(cell) == 0) {
		c.w.Write(cell)
		return
	}
	c.w.WriteByte('"')
	c.w.Write(bytes.ReplaceAll(cell, []byte(`"`), []byte(`""`)))
	c.w.WriteByte('"')
}

func (c *csvOutput) Close() error { return c.w.Flush() }

// ErrZero refuses Parquet for a table that also says which datasets are empty.
var ErrZero = code.Problem("filen säger att andra datamängder är tomma (nollrapport); det kan inte stå i Parquet, så skriv CSV", "the file says that other datasets are empty (nollrapport); Parquet has no place for that, so write CSV")

// parquetRows is how many rows are held before they are written as a row group.
const parquetRows = 50_000

// NewParquet writes a table as Parquet: text columns, missing where a cell is
// blank, row groups of a bounded number of rows. It has no place to say that
// other datasets are empty: ErrZero.
func NewParquet(w io.Writer, columns, zero []string) (Output, error) {
	if len(zero) > 0 {
		return nil, ErrZero
	}
	group := parquet.Group{}
	codec := &zstd.Codec{Concurrency: 1} // one for all columns: an encoder takes megabytes
	for _, name := range columns {
		group[name] = parquet.Optional(parquet.Compressed(parquet.String(), codec))
	}
	schema := parquet.NewSchema("leverans", group)
	p := &parquetOutput{w: parquet.NewGenericWriter[any](w, schema, parquet.CreatedBy("leverera", "", ""))}
	for _, name := range columns { // a group orders its columns by name
		leaf, found := schema.Lookup(name)
		if !found {
			return nil, errors.New("write Parquet: a column is missing from its own schema")
		}
		p.place = append(p.place, leaf.ColumnIndex)
	}
	p.row = make(parquet.Row, len(columns))
	return p, nil
}

type parquetOutput struct {
	w     *parquet.GenericWriter[any]
	place []int
	row   parquet.Row
	n     int
}

func (p *parquetOutput) Row(cells [][]byte) error {
	for i, cell := range cells {
		at := p.place[i]
		p.row[at] = parquet.NullValue().Level(0, 0, at)
		if len(cell) > 0 {
			p.row[at] = parquet.ByteArrayValue(cell).Level(0, 1, at)
		}
	}
	if _, err := p.w.WriteRows([]parquet.Row{p.row}); err != nil {
		return fmt.Errorf("write Parquet: %w", err)
	}
	if p.n++; p.n%parquetRows == 0 {
		if err := p.w.Flush(); err != nil {
			return fmt.Errorf("write Parquet: %w", err)
		}
	}
	return nil
}

func (p *parquetOutput) Close() error { return p.w.Close() }
