package worker

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"

	"jamfor/pipeline/canonical"
	"jamfor/pipeline/validate"
)

// write judges a dataset's rows in key order and writes one part for each
// municipality that nothing has stopped. One goroutine merges and judges,
// another writes: the two halves of the work are about as heavy.
func (p *process) write(ctx context.Context, d *dataset) error {
	parents, err := p.parents(ctx, d)
	if err != nil {
		return err
	}
	judge, err := validate.NewOrdered(p.contract, p.job.Collection, d.name, p.job.Period, parents, p.findings)
	if err != nil {
		return err
	}
	schema, err := canonical.NewSchema(p.contract, d.name)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	out := &partWriter{process: p, schema: schema, offset: p.staged(), rows: p.rowsOf(d.name)}
	free, full := make(chan *canonical.Rows, 2), make(chan stretches, 1)
	for range cap(free) {
		free <- d.sorter.NewRows()
	}
	done := make(chan error, 1)
	go func() {
		done <- out.run(full, free)
		cancel() // a writer that failed stops the reading
	}()
	err = p.judge(ctx, d, judge, free, full)
	close(full)
	if writeErr := <-done; writeErr != nil {
		return writeErr
	}
	if err != nil {
		return err
	}
	p.parts = append(p.parts, out.parts...)
	return nil
}

// stretches is a run of rows and what to do with each municipality's stretch.
type stretches struct {
	rows *canonical.Rows
	list []stretch
}

type stretch struct {
	municipality string
	from, to     int
	stopped      bool
}

func (p *process) judge(ctx context.Context, d *dataset, judge *validate.Ordered, free chan *canonical.Rows, full chan<- stretches) error {
	stream, err := d.sorter.Stream()
	if err != nil {
		return err
	}
	for {
		var rows *canonical.Rows
		select {
		case rows = <-free:
		case <-ctx.Done():
			return ctx.Err()
		}
		err := stream.Next(ctx, rows)
		if errors.Is(err, io.EOF) {
			return judge.Close()
		}
		if err != nil {
			return err
		}
		if err := judge.Check(sorted(rows)); err != nil {
			return err
		}
		select {
		case full <- p.split(rows):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (p *process) split(rows *canonical.Rows) stretches {
	s := stretches{rows: rows}
	kommun := rows.Columns[0].Text
	for from := 0; from < len(kommun); {
		to := from + 1
		for to < len(kommun) && kommun[to] == kommun[from] {
			to++
		}
		s.list = append(s.list, stretch{kommun[from], from, to, p.in.Staging == nil || p.findings.Stopped(kommun[from])})
		from = to
	}
	return s
}

// rowsOf counts a dataset's rows by municipality.
func (p *process) rowsOf(dataset string) map[string]int64 {
	rows := make(map[string]int64, len(p.rows))
	for municipality, byDataset := range p.rows {
		rows[municipality] = byDataset[dataset]
	}
	return rows
}

// staged is where the next part begins.
func (p *process) staged() int64 {
	if len(p.parts) == 0 {
		return 0
	}
	last := p.parts[len(p.parts)-1]
	return last.Offset + last.Length
}

// partWriter writes the parts of one dataset behind each other.
type partWriter struct {
	process *process
	schema  *canonical.Schema
	offset  int64 // where the current part begins
	parts   []Part
	current *openPart
	file    *canonical.Writer // of the current part
	buffer  *bufio.Writer
	rows    map[string]int64 // to come, by municipality
}

// openPart is a part being written.
type openPart struct {
	municipality string
	hash         hash.Hash
	written      int64
}

func (w *partWriter) run(full <-chan stretches, free chan<- *canonical.Rows) error {
	for s := range full {
		for _, part := range s.list {
			if err := w.add(s.rows, part); err != nil {
				return err
			}
		}
		free <- s.rows
	}
	return w.close()
}

// add writes one stretch. A municipality that was stopped in the middle of its
// part loses the part: the next one begins at the same place.
func (w *partWriter) add(rows *canonical.Rows, s stretch) error {
	if w.current != nil && (s.stopped || w.current.municipality != s.municipality) {
		if s.stopped && w.current.municipality == s.municipality {
			w.current = nil // the half-written file is left where it is
		} else if err := w.close(); err != nil {
			return err
		}
	}
	if s.stopped {
		return nil
	}
	if w.current == nil {
		if err := w.open(s.municipality); err != nil {
			return err
		}
	}
	if err := w.file.Write(&rows.Batch, s.from, s.to); err != nil {
		return fmt.Errorf("write part of %s: %w", s.municipality, err)
	}
	return nil
}

func (w *partWriter) open(municipality string) (err error) {
	job := w.process.job
	part := &openPart{municipality: municipality, hash: sha256.New()}
	target := io.MultiWriter(io.NewOffsetWriter(w.process.in.Staging, w.offset), part.hash, (*counter)(&part.written))
	id := canonical.Identity{
		Delivery: job.Delivery, Collection: job.Collection, Municipality: municipality,
		Period: job.Period.String(), Year: job.Period.YearNumber(), Rows: w.rows[municipality],
	}
	if w.buffer == nil {
		w.buffer = bufio.NewWriterSize(target, partBuffer)
	}
	w.buffer.Reset(target)
	w.file, err = canonical.NewWriter(w.buffer, w.schema, id)
	w.current = part
	return err
}

// partBuffer is the size in bytes of the writes to the staging file.
const partBuffer = 128 << 10

func (w *partWriter) close() error {
	part := w.current
	if part == nil {
		return nil
	}
	w.current = nil
	rows, err := w.file.Close()
	if err != nil {
		return err
	}
	if err := w.buffer.Flush(); err != nil {
		return fmt.Errorf("write staging file: %w", err)
	}
	w.parts = append(w.parts, Part{
		Municipality: part.municipality, Dataset: w.schema.Dataset, Offset: w.offset,
		Length: part.written, Rows: rows, SHA256: hex.EncodeToString(part.hash.Sum(nil)),
	})
	w.offset += part.written
	return nil
}

// counter counts the bytes written to it.
type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}
