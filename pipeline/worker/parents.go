package worker

import (
	"context"
	"errors"
	"io"

	"jamfor/pipeline/canonical"
	"jamfor/pipeline/validate"
)

// parents walks the rows that a dataset's rows belong to: their keys alone, unless
// a rule reads them. nil for a dataset without parent.
func (p *process) parents(ctx context.Context, d *dataset) (validate.ParentKeys, error) {
	name := p.contract.Datasets[d.name].Parent
	if name == "" {
		return nil, nil
	}
	parent := p.datasets[name]
	if parent == nil {
		return noParents{}, nil
	}
	stream, err := parent.sorter.Stream()
	if err != nil || !validate.NeedsParentRows(p.contract, p.job.Collection, d.name) {
		return stream, err
	}
	return &parentRows{ctx: ctx, stream: stream, rows: parent.sorter.NewRows(), at: -1}, nil
}

// noParents are those of a dataset that was not delivered.
type noParents struct{}

func (noParents) NextKey() ([]byte, error) { return nil, nil }

func (noParents) Row() (validate.Sorted, int) { return validate.Sorted{}, 0 }

// parentRows walks a dataset's rows one by one, a run of them in memory.
type parentRows struct {
	ctx    context.Context // of the merge that the walk is part of
	stream *canonical.Stream
	rows   *canonical.Rows
	at     int
	ended  bool
}

// NextKey moves to the next row.
func (p *parentRows) NextKey() ([]byte, error) {
	if p.at++; p.at < len(p.rows.Keys) {
		return p.rows.Keys[p.at], nil
	}
	if p.ended {
		return nil, nil
	}
	p.at = 0
	switch err := p.stream.Next(p.ctx, p.rows); {
	case errors.Is(err, io.EOF):
		p.ended = true
		p.rows.Keys = p.rows.Keys[:0]
		return nil, nil
	case err != nil:
		return nil, err
	}
	return p.rows.Keys[0], nil
}

// Row is the row that NextKey moved to.
func (p *parentRows) Row() (validate.Sorted, int) { return sorted(p.rows), p.at }
