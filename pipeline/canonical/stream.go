package canonical

import (
	"context"
	"encoding/binary"
	"errors"
	"io"

	"jamfor/pipeline/table"
)

// ErrNotFinished is returned when a sorter is read before Finish.
var ErrNotFinished = errors.New("sorter is not finished")

// Rows is a run of sorted rows. Its batch has the column kommun first, then the
// layout's columns. File and Sheet of the batch are empty; see Source.
type Rows struct {
	table.Batch
	// Keys are the rows' sort keys without their source: equal keys are equal
	// municipality and key columns, and they compare like the rows.
	Keys [][]byte
	// Sources tell each row's file and sheet.
	Sources []uint16
	keys    []byte // holds all keys
	room    int    // rows that the columns have room for
	sorter  *Sorter
}

// Source is the file and sheet that a row of the run came from.
func (r *Rows) Source(row int) (file, sheet string) {
	s := r.sorter.sources.list[r.Sources[row]]
	return s.file, s.sheet
}

// Stream reads a finished sorter's rows in order.
type Stream struct {
	sorter  *Sorter
	merge   *merge
	decoder *decoder
	key     []byte
}

// Stream starts reading from the first row.
func (s *Sorter) Stream() (*Stream, error) {
	if !s.done {
		return nil, ErrNotFinished
	}
	m, err := newMerge(s.spill, s.runs, s.filling)
	if err != nil {
		return nil, err
	}
	return &Stream{sorter: s, merge: m, decoder: newDecoder(s.layout)}, nil
}

// NewRows makes room for one run of rows; reuse it from Next to Next.
func (s *Sorter) NewRows() *Rows {
	room := int(max(1, min(s.rows, table.BatchRows)))
	return &Rows{Batch: *s.layout.newBatch(room), room: room, sorter: s}
}

// Next fills rows with the next at most table.BatchRows rows; io.EOF after the
// last. What it filled before is overwritten, apart from texts.
func (s *Stream) Next(ctx context.Context, rows *Rows) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	rows.Row, rows.Sources, rows.Keys, rows.keys = rows.Row[:0], rows.Sources[:0], rows.Keys[:0], rows.keys[:0]
	rows.resize(rows.room)
	var ends [table.BatchRows]int
	n := 0
	for ; n < rows.room; n++ {
		_, key, payload, ok := s.merge.head()
		if !ok {
			break
		}
		s.decoder.row(&rows.Batch, n, key, payload)
		bare := key[:len(key)-sourceBytes]
		rows.Sources = append(rows.Sources, binary.BigEndian.Uint16(key[len(bare):]))
		rows.keys = append(rows.keys, bare...)
		ends[n] = len(rows.keys)
		if err := s.merge.next(); err != nil {
			return err
		}
	}
	if n == 0 {
		return io.EOF
	}
	rows.resize(n)
	start := 0
	for _, end := range ends[:n] {
		rows.Keys = append(rows.Keys, rows.keys[start:end])
		start = end
	}
	return nil
}

// resize sets the length of every column, within the room that newBatch made.
func (r *Rows) resize(n int) {
	for i := range r.Columns {
		c := &r.Columns[i]
		c.Valid = c.Valid[:n]
		if c.Kind == table.Text {
			c.Text = c.Text[:n]
		} else {
			c.Int = c.Int[:n]
		}
	}
}

// NextKey is the next row's key without its source, valid until the next call;
// nil after the last. It decodes nothing.
func (s *Stream) NextKey() ([]byte, error) {
	_, key, _, ok := s.merge.head()
	if !ok {
		return nil, nil
	}
	s.key = append(s.key[:0], key[:len(key)-sourceBytes]...)
	return s.key, s.merge.next()
}
