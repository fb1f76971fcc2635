package canonical

import (
	"context"
	"encoding/binary"
	"fmt"

	"jamfor/pipeline/table"
)

// DefaultMemory is the budget of a sorter in bytes.
const DefaultMemory = 64 << 20

const (
	minMemory = 4 << 20 // the least a sorter works with
	fanIn     = 64      // runs merged at once: their buffers stay within fanIn × runBytes
	keepBytes = 4 << 20 // what a finished sorter may keep in memory instead of spilling it
)

// Sorter sorts rows in bounded memory: half the budget collects rows while the
// other half is sorted and spilled. After Finish the rows can be read, in order,
// any number of times. Not safe for concurrent use.
type Sorter struct {
	layout  *Layout
	spill   *Spill
	half    int64
	filling *arena
	spare   *arena // emptied, to be filled next
	sources sources
	record  []byte
	key     []byte
	rows    int64
	runs    []run
	pending chan spilled // the run being written, nil when none is
	done    bool
}

type spilled struct {
	run   run
	arena *arena
	err   error
}

// NewSorter makes a sorter for rows of the layout. memory is its budget in
// bytes; zero means DefaultMemory.
func NewSorter(l *Layout, spill *Spill, memory int64) *Sorter {
	if memory == 0 {
		memory = DefaultMemory
	}
	return &Sorter{layout: l, spill: spill, half: max(memory, minMemory) / 2, filling: &arena{}}
}

// Rows is the number of rows added.
func (s *Sorter) Rows() int64 { return s.rows }

// Layout is how the rows are sorted.
func (s *Sorter) Layout() *Layout { return s.layout }

// Add takes the rows of a batch for which keep is true; all where keep is nil.
// Columns are found by name; the municipality of a row is its column kommun.
// Values are copied: the batch may be reused.
func (s *Sorter) Add(ctx context.Context, b *table.Batch, keep []bool) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	source, err := s.sources.number(b.File, b.Sheet)
	if err != nil {
		return err
	}
	in := s.layout.input(b)
	for row := range b.Row {
		if keep != nil && !keep[row] {
			continue
		}
		if err := s.add(&in, row, source); err != nil {
			return err
		}
	}
	return nil
}

func (s *Sorter) add(in *inputColumns, row int, source uint16) (err error) {
	if s.key, err = s.layout.appendKey(s.key[:0], in, row, source); err != nil {
		return err
	}
	record := append(append(s.record[:0], make([]byte, headerBytes)...), s.key...)
	record = s.layout.appendPayload(record, in, row)
	s.record = record
	binary.LittleEndian.PutUint32(record, uint32(len(s.key)))
	binary.LittleEndian.PutUint32(record[4:], uint32(len(record)-headerBytes-len(s.key)))
	if int64(len(record)) > s.half/4 {
		return fmt.Errorf("%w: it takes %d bytes", ErrRow, len(record))
	}
	s.filling.add(record)
	s.rows++
	if s.filling.full(s.half) {
		return s.spillFilling()
	}
	return nil
}

// spillFilling hands the full half to be sorted and written, waiting first for
// the one before.
func (s *Sorter) spillFilling() error {
	if err := s.wait(); err != nil {
		return err
	}
	full := s.filling
	if s.filling, s.spare = s.spare, nil; s.filling == nil {
		s.filling = &arena{}
	}
	s.pending = make(chan spilled, 1)
	go func(done chan<- spilled) {
		r, err := writeArena(full, s.spill)
		full.empty()
		done <- spilled{r, full, err}
	}(s.pending)
	return nil
}

func (s *Sorter) wait() error {
	if s.pending == nil {
		return nil
	}
	result := <-s.pending
	s.pending = nil
	if result.err != nil {
		return result.err
	}
	s.runs, s.spare = append(s.runs, result.run), result.arena
	return nil
}

func writeArena(a *arena, spill *Spill) (run, error) {
	a.sort()
	w := runWriter{spill: spill}
	for _, p := range a.places {
		if err := w.add(a.record(p)); err != nil {
			return run{}, err
		}
	}
	return w.close()
}

// Finish ends the adding. A small sorter keeps its rows in memory; a large one
// spills the rest and gives its memory back. Runs are merged until few enough
// remain to be read at once.
func (s *Sorter) Finish(ctx context.Context) error {
	if s.done {
		return nil
	}
	s.done = true
	if len(s.filling.places) > 0 && (s.filling.used() > keepBytes || s.pending != nil || len(s.runs) > 0) {
		if err := s.spillFilling(); err != nil {
			return err
		}
	}
	if err := s.wait(); err != nil {
		return err
	}
	s.spare = nil
	if len(s.filling.places) == 0 {
		s.filling = &arena{}
	}
	s.filling.sort()
	for len(s.runs) > fanIn {
		merged, err := s.mergeRuns(ctx, s.runs[:fanIn])
		if err != nil {
			return err
		}
		s.runs = append(s.runs[fanIn:len(s.runs):len(s.runs)], merged)
	}
	return nil
}

func (s *Sorter) mergeRuns(ctx context.Context, runs []run) (run, error) {
	m, err := newMerge(s.spill, runs, nil)
	if err != nil {
		return run{}, err
	}
	w := runWriter{spill: s.spill}
	for n := 0; ; n++ {
		if n%table.BatchRows == 0 && ctx.Err() != nil {
			return run{}, ctx.Err()
		}
		record, _, _, ok := m.head()
		if !ok {
			return w.close()
		}
		if err := w.add(record); err != nil {
			return run{}, err
		}
		if err := m.next(); err != nil {
			return run{}, err
		}
	}
}

// sources numbers files and sheets in the order they are met.
type sources struct {
	list []source
}

type source struct{ file, sheet string }

func (s *sources) number(file, sheet string) (uint16, error) {
	for i := len(s.list) - 1; i >= 0; i-- {
		if s.list[i] == (source{file, sheet}) {
			return uint16(i), nil
		}
	}
	if len(s.list) == maxSources {
		return 0, fmt.Errorf("%w: more than %d files and sheets", ErrRow, maxSources)
	}
	s.list = append(s.list, source{file, sheet})
	return uint16(len(s.list) - 1), nil
}
