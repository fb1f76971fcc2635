package worker

import (
	"context"
	"errors"

	"jamfor/pipeline/table"
)

// feed carries what the reader finds to the rules and the sorters, which work
// on another processor meanwhile. Rows and remarks keep their order, so that
// equal files give equal reports. It is the reader's Sink for one file.
type feed struct {
	ctx   context.Context // of the reading; ends when the taking fails
	limit int64           // rows that may still come
	queue chan item
}

// item is a batch or a remark.
type item struct {
	batch   *table.Batch
	finding table.Finding
}

// queued is how many batches may wait: enough to smooth, few enough to bound
// the memory.
const queued = 4

// errTooManyRows ends the reading of a file beyond Limits.Rows.
var errTooManyRows = errors.New("more rows than the limits allow")

// Batch passes rows on.
func (f *feed) Batch(b *table.Batch) error {
	if f.limit -= int64(b.Len()); f.limit < 0 {
		return errTooManyRows
	}
	return f.send(item{batch: b})
}

// Finding passes a remark on.
func (f *feed) Finding(finding table.Finding) error { return f.send(item{finding: finding}) }

func (f *feed) send(i item) error {
	select {
	case f.queue <- i:
		return nil
	case <-f.ctx.Done():
		return f.ctx.Err()
	}
}

// while runs read with a feed and takes what it sends until it is done. The
// taking's error goes first: the reader's then only says that it was ended.
func (p *process) while(ctx context.Context, read func(context.Context, *feed) error) error {
	reading, cancel := context.WithCancel(ctx)
	defer cancel()
	f := &feed{ctx: reading, limit: p.job.Limits.Rows - p.total, queue: make(chan item, queued)}
	taken := make(chan error, 1)
	go func() {
		var err error
		for i := range f.queue {
			if err == nil {
				if err = p.takeItem(ctx, i); err != nil {
					cancel()
				}
			}
		}
		taken <- err
	}()
	readErr := read(reading, f)
	close(f.queue)
	if err := <-taken; err != nil {
		return err
	}
	return readErr
}

func (p *process) takeItem(ctx context.Context, i item) error {
	if i.batch != nil {
		return p.takeBatch(ctx, i.batch)
	}
	p.findings.Add(i.finding)
	return nil
}
