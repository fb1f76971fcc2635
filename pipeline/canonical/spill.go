package canonical

import (
	"fmt"
	"io"
	"sync"
)

// File is what a sorter spills to: an open file that the caller removes. Only
// the sorters of one Spill may use it.
type File interface {
	io.ReaderAt
	io.WriterAt
}

// Spill shares one file between sorters: it hands out the space behind what was
// written before. Safe for concurrent use.
type Spill struct {
	file File
	mu   sync.Mutex
	next int64
}

// NewSpill makes an empty spill on the file; what the file held is overwritten.
func NewSpill(file File) *Spill { return &Spill{file: file} }

// Written is how many bytes were spilled so far.
func (s *Spill) Written() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.next
}

// extent is a written piece of the file.
type extent struct{ offset, length int64 }

func (s *Spill) write(p []byte) (extent, error) {
	s.mu.Lock()
	at := s.next
	s.next += int64(len(p))
	s.mu.Unlock()
	if _, err := s.file.WriteAt(p, at); err != nil {
		return extent{}, fmt.Errorf("write spill file: %w", err)
	}
	return extent{at, int64(len(p))}, nil
}

// runBytes is the size of the pieces that a run is written and read in.
const runBytes = 256 << 10

// run is one sorted sequence of records, in pieces that hold whole records.
type run struct{ pieces []extent }

// runWriter collects records into pieces.
type runWriter struct {
	spill  *Spill
	buffer []byte
	run    run
}

func (w *runWriter) add(record []byte) error {
	if len(w.buffer)+len(record) > runBytes && len(w.buffer) > 0 {
		if err := w.flush(); err != nil {
			return err
		}
	}
	w.buffer = append(w.buffer, record...)
	return nil
}

func (w *runWriter) flush() error {
	piece, err := w.spill.write(w.buffer)
	if err != nil {
		return err
	}
	w.run.pieces = append(w.run.pieces, piece)
	w.buffer = w.buffer[:0]
	return nil
}

func (w *runWriter) close() (run, error) {
	if len(w.buffer) > 0 {
		if err := w.flush(); err != nil {
			return run{}, err
		}
	}
	return w.run, nil
}
