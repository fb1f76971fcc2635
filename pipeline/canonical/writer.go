package canonical

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"sync/atomic"

	"github.com/parquet-go/parquet-go"
	"golang.org/x/sync/errgroup"

	"jamfor/pipeline/contract"
	"jamfor/pipeline/table"
)

// RowGroupRows bounds a row group, and with it the memory of a Writer: the
// compressed pages of one row group wait in memory until it is full.
const RowGroupRows = 1 << 18

const (
	pageBytes     = 256 << 10 // of uncompressed values, at most
	valueBytes    = 32        // room for one value of a small file's page
	bloomBits     = 10        // per value: about 1 % false positives
	dictionaryMax = 4 << 20   // beyond it a column goes on without a dictionary
	fewRows       = 512       // fewer are not worth a second lane
	maxLanes      = 4         // columns written at the same time
)

// Identity is what the system columns of a file say, the same in every row.
type Identity struct {
	Delivery, Collection, Municipality, Period string
	Year                                       int
	// Rows is how many rows will come, 0 where it is not known. It decides the
	// size of pages and buffers, for most municipalities are small; equal rows
	// with an equal number give equal bytes.
	Rows int64
}

// Writer writes one canonical file. Rows must come sorted; the writer does not
// look. Not safe for concurrent use.
type Writer struct {
	schema  *Schema
	file    *parquet.GenericWriter[any]
	columns []*parquet.ColumnWriter
	fixed   [][]parquet.Value // by column: a batch of a system column's one value
	values  [][]parquet.Value // by lane: a batch of one column's values
	stride  int               // rows written at once, at most
	rows    int64
	inGroup int64
}

// NewWriter starts a file on out.
func NewWriter(out io.Writer, s *Schema, id Identity) (*Writer, error) {
	rows := id.Rows
	if rows <= 0 {
		rows = RowGroupRows
	}
	config := &parquet.WriterConfig{CreatedBy: CreatedBy}
	options := []parquet.WriterOption{
		s.parquet, config,
		parquet.Compression(s.zstd),
		parquet.PageBufferSize(int(min(rows*valueBytes, pageBytes))),
		parquet.DataPageStatistics(false),
		parquet.DictionaryMaxBytes(dictionaryMax),
		parquet.DataPageVersion(1),
	}
	var blooms []parquet.BloomFilterColumn
	var order []parquet.SortingColumn
	for _, c := range s.Columns {
		if c.Type == contract.Pseudonym {
			options = append(options, parquet.SkipPageBounds(c.Name))
			if c.Key {
				blooms = append(blooms, parquet.SplitBlockFilter(bloomBits, c.Name))
			}
		}
		if c.Key {
			order = append(order, parquet.Ascending(c.Name))
		}
	}
	options = append(options, parquet.BloomFilters(blooms...), parquet.SortingWriterConfig(parquet.SortingColumns(order...)))
	if _, err := parquet.NewWriterConfig(options...); err != nil {
		return nil, fmt.Errorf("configure writer of %s: %w", s.Dataset, err)
	}
	file := parquet.NewGenericWriter[any](out, options...)
	w := &Writer{
		schema: s, file: file, columns: file.ColumnWriters(), fixed: make([][]parquet.Value, len(s.Columns)),
		stride: int(min(rows, table.BatchRows)),
	}
	lanes := 1
	if rows >= fewRows {
		lanes = min(runtime.GOMAXPROCS(0), maxLanes)
	}
	for range lanes {
		w.values = append(w.values, make([]parquet.Value, w.stride))
	}
	return w, w.identify(id)
}

// identify prepares the values of the system columns, a stride of each.
func (w *Writer) identify(id Identity) error {
	for i, c := range w.schema.Columns {
		if !c.System {
			continue
		}
		v, err := systemValue(c, id)
		if err != nil {
			return err
		}
		w.fixed[i] = slices.Repeat([]parquet.Value{v.Level(0, 0, i)}, w.stride)
	}
	return nil
}

func systemValue(c Column, id Identity) (parquet.Value, error) {
	text := func(s string) parquet.Value { return parquet.ByteArrayValue([]byte(s)) }
	switch c.Name {
	case "leverans":
		return text(id.Delivery), nil
	case "insamling":
		return text(id.Collection), nil
	case "kommun":
		return text(id.Municipality), nil
	case "period":
		return text(id.Period), nil
	case "ar":
		return parquet.Int32Value(int32(id.Year)), nil
	}
	return parquet.Value{}, fmt.Errorf("configure writer: unknown system column %q", c.Name)
}

// ErrRequired is wrapped when a required column has a missing value.
var ErrRequired = errors.New("required value is missing")

// Write appends the rows of a batch from row from up to (not including) row to.
// Columns are found by name; a column that the batch lacks is missing in every
// row. The batch's own kommun column is ignored: the Identity decides.
func (w *Writer) Write(b *table.Batch, from, to int) error {
	for from < to {
		n := min(to-from, int(RowGroupRows-w.inGroup), w.stride)
		if err := w.write(b, from, from+n); err != nil {
			return err
		}
		from += n
		if w.inGroup == RowGroupRows {
			if err := w.flush(); err != nil {
				return err
			}
		}
	}
	return nil
}

// write appends rows, the columns side by side: they share nothing but the file
// that flush writes them to, one after the other.
func (w *Writer) write(b *table.Batch, from, to int) error {
	err := w.sideBySide(to-from, func(lane, i int) error {
		values, c := w.fixed[i], w.schema.Columns[i]
		if c.System {
			values = values[:to-from]
		} else {
			var err error
			if values, err = w.collect(w.values[lane], i, c, b.Column(c.Name), from, to); err != nil {
				return err
			}
		}
		if _, err := w.columns[i].WriteRowValues(values); err != nil {
			return fmt.Errorf("write column %s: %w", c.Name, err)
		}
		return nil
	})
	w.rows += int64(to - from)
	w.inGroup += int64(to - from)
	return err
}

// sideBySide calls do for every column, in as many lanes as pay for so many
// rows. Of several errors it returns one.
func (w *Writer) sideBySide(rows int, do func(lane, column int) error) error {
	lanes := len(w.values)
	if rows < fewRows {
		lanes = 1
	}
	var next atomic.Int64
	var group errgroup.Group
	for lane := range lanes {
		group.Go(func() error {
			for i := int(next.Add(1)) - 1; i < len(w.columns); i = int(next.Add(1)) - 1 {
				if err := do(lane, i); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return group.Wait()
}

// collect turns a column's values into Parquet's, with their definition levels.
func (w *Writer) collect(values []parquet.Value, index int, c Column, from *table.Column, first, end int) ([]parquet.Value, error) {
	values = values[:end-first]
	missing := parquet.NullValue().Level(0, 0, index)
	if c.Required && (from == nil || slices.Contains(from.Valid[first:end], false)) {
		return nil, fmt.Errorf("write column %s: %w", c.Name, ErrRequired)
	}
	if from == nil {
		for i := range values {
			values[i] = missing
		}
		return values, nil
	}
	level := 1
	if c.Required {
		level = 0
	}
	var last parquet.Value // of the row lastAt
	lastAt := -1
	for i := range values {
		row := first + i
		switch {
		case !from.Valid[row]:
			values[i] = missing
			continue
		case lastAt < 0 || !alike(from, lastAt, row):
			last = value(c.Type, from, row).Level(0, level, index)
		}
		values[i], lastAt = last, row
	}
	return values, nil
}

// Close ends the file and tells how many rows it holds.
func (w *Writer) Close() (rows int64, err error) {
	if w.inGroup > 0 {
		if err := w.flush(); err != nil {
			return 0, err
		}
	}
	if err := w.file.Close(); err != nil {
		return 0, fmt.Errorf("close canonical file of %s: %w", w.schema.Dataset, err)
	}
	return w.rows, nil
}

func (w *Writer) flush() error {
	err := w.sideBySide(int(w.inGroup), func(_, i int) error { return w.columns[i].Flush() })
	if err != nil {
		return fmt.Errorf("write row group: %w", err)
	}
	if err := w.file.Flush(); err != nil {
		return fmt.Errorf("write row group: %w", err)
	}
	w.inGroup = 0
	return nil
}
