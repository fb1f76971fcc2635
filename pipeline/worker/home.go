package worker

import (
	"bytes"
	"context"
	"errors"
	"io"

	"jamfor/pipeline/canonical"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/table"
	"jamfor/pipeline/validate"
)

// homeColumn carries a parent row's municipality in an index that is sorted by
// the parent's key alone.
const homeColumn = "hemkommun"

// settle gives the homeless rows of a dataset the municipality of their parent,
// by a join in key order, and takes them like any others.
func (p *process) settle(ctx context.Context, d *dataset) error {
	if d.homeless == nil {
		return nil
	}
	if err := d.homeless.Finish(ctx); err != nil {
		return err
	}
	index, err := p.homes(ctx, p.datasets[p.contract.Datasets[d.name].Parent])
	if err != nil {
		return err
	}
	settled := canonical.NewSorter(d.layout, p.spill, p.job.Limits.Memory)
	// Rows of the dataset that named their municipality are sorted already;
	// both kinds go into one sorter.
	if err := copyRows(ctx, d.sorter, settled); err != nil {
		return err
	}
	d.sorter = settled
	if err := p.join(ctx, d, index); err != nil {
		return err
	}
	d.homeless = nil
	return settled.Finish(ctx)
}

// join walks children and index together.
func (p *process) join(ctx context.Context, d *dataset, index *canonical.Sorter) error {
	parent := p.contract.Datasets[d.name].Parent
	homes, err := newHomeCursor(ctx, index)
	if err != nil {
		return err
	}
	p.findings.Evaluated(p.contract.One(contract.KindHome).ID)
	return eachRows(ctx, d.homeless, func(rows *canonical.Rows) error {
		out := &table.Batch{Dataset: d.name}
		for i, key := range rows.Keys {
			home, err := homes.find(ctx, key)
			if err != nil {
				return err
			}
			if home == "" {
				p.findings.Add(validate.HomelessFinding(p.contract, sorted(rows), i, parent))
				continue
			}
			file, sheet := rows.Source(i)
			if out.Len() > 0 && (out.File != file || out.Sheet != sheet) {
				if err := p.take(ctx, d, out); err != nil {
					return err
				}
				out = &table.Batch{Dataset: d.name}
			}
			out.File, out.Sheet = file, sheet
			appendRow(out, &rows.Batch, i, home)
		}
		if out.Len() == 0 {
			return nil
		}
		return p.take(ctx, d, out)
	})
}

// homes is an index from a parent's key, without municipality, to municipality.
func (p *process) homes(ctx context.Context, parent *dataset) (*canonical.Sorter, error) {
	var columns []canonical.Column
	var key []string
	name := "hem"
	if parent != nil {
		name, key = parent.name, p.contract.Datasets[parent.name].Key()
		for _, c := range parent.layout.Columns {
			if c.Key {
				columns = append(columns, c)
			}
		}
	}
	columns = append(columns, canonical.Column{Name: homeColumn, Type: contract.Text})
	layout, err := canonical.MakeLayout(name, columns, key)
	if err != nil {
		return nil, err
	}
	index := canonical.NewSorter(layout, p.spill, p.job.Limits.Memory)
	if parent != nil {
		err = eachRows(ctx, parent.sorter, func(rows *canonical.Rows) error { return addBySource(ctx, index, rows, indexed) })
	}
	if err != nil {
		return nil, err
	}
	return index, index.Finish(ctx)
}

// indexed turns a parent's rows into rows of the index: kommun becomes
// hemkommun, and there is no kommun.
func indexed(b *table.Batch) {
	b.Columns[0].Name = homeColumn
}

// findTwoHomes finds parents that lie in several municipalities.
func (p *process) findTwoHomes(ctx context.Context) error {
	for _, d := range p.ordered() {
		if !p.isParent(d.name) || len(p.rows) < 2 {
			continue
		}
		p.findings.Evaluated(p.contract.One(contract.KindOneHome).ID)
		index, err := p.homes(ctx, d)
		if err != nil {
			return err
		}
		var lastKey []byte
		lastHome := ""
		err = eachRows(ctx, index, func(rows *canonical.Rows) error {
			homes := rows.Column(homeColumn)
			for i, key := range rows.Keys {
				if home := homes.Text[i]; bytes.Equal(key, lastKey) && home != lastHome {
					p.findings.Add(validate.TwoHomesFinding(p.contract, sorted(rows), i, d.name, home, lastHome))
					p.findings.Add(validate.TwoHomesFinding(p.contract, sorted(rows), i, d.name, lastHome, home))
				}
				lastKey, lastHome = append(lastKey[:0], key...), homes.Text[i]
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (p *process) isParent(name string) bool {
	for _, d := range p.contract.Datasets {
		if d.Parent == name {
			return true
		}
	}
	return false
}

// homeCursor walks an index in step with its children.
type homeCursor struct {
	stream *canonical.Stream
	rows   *canonical.Rows
	at     int
	ended  bool
}

func newHomeCursor(ctx context.Context, index *canonical.Sorter) (*homeCursor, error) {
	stream, err := index.Stream()
	if err != nil {
		return nil, err
	}
	c := &homeCursor{stream: stream, rows: index.NewRows(), at: -1}
	return c, c.next(ctx)
}

func (c *homeCursor) next(ctx context.Context) error {
	if c.at++; c.at < len(c.rows.Keys) {
		return nil
	}
	c.at = 0
	err := c.stream.Next(ctx, c.rows)
	if errors.Is(err, io.EOF) {
		c.ended = true
		return nil
	}
	return err
}

// find is the municipality of the parent of a child's key, empty where there is
// none. Keys must rise from call to call.
func (c *homeCursor) find(ctx context.Context, child []byte) (string, error) {
	for !c.ended {
		parent := c.rows.Keys[c.at]
		if canonical.HasParent(child, parent) {
			return c.rows.Column(homeColumn).Text[c.at], nil
		}
		if bytes.Compare(parent, child) > 0 {
			break
		}
		if err := c.next(ctx); err != nil {
			return "", err
		}
	}
	return "", nil
}
