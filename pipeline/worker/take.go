package worker

import (
	"context"

	"jamfor/pipeline/canonical"
	"jamfor/pipeline/table"
	"jamfor/pipeline/validate"
)

// takeBatch takes rows of one dataset as the reader gives them.
func (p *process) takeBatch(ctx context.Context, b *table.Batch) error {
	d, err := p.dataset(b.Dataset)
	if err != nil {
		return err
	}
	if d == nil {
		p.findings.Add(validate.DatasetFinding(p.contract, p.job.Collection, b.Dataset, SafeName(b.File), b.Sheet))
		return nil
	}
	p.total += int64(b.Len())
	home, homeless := splitByHome(b)
	if homeless != nil {
		if err := p.keepHomeless(ctx, d, homeless); err != nil {
			return err
		}
	}
	if home == nil {
		return nil
	}
	return p.take(ctx, d, home)
}

// take judges rows whose municipality is known and puts them in order.
func (p *process) take(ctx context.Context, d *dataset, b *table.Batch) error {
	p.count(b)
	d.rules.Check(b, p.findings)
	if d.persons {
		if err := p.persons.add(ctx, b); err != nil {
			return err
		}
	}
	return d.sorter.Add(ctx, b, nil)
}

// count counts rows by municipality and dataset.
func (p *process) count(b *table.Batch) {
	kommun := b.Columns[0].Text
	for from := 0; from < len(kommun); {
		to := from + 1
		for to < len(kommun) && kommun[to] == kommun[from] {
			to++
		}
		rows := p.rows[kommun[from]]
		if rows == nil {
			rows = map[string]int64{}
			p.rows[kommun[from]] = rows
		}
		rows[b.Dataset] += int64(to - from)
		from = to
	}
}

// keepHomeless puts aside rows whose municipality must be found by their parent.
func (p *process) keepHomeless(ctx context.Context, d *dataset, b *table.Batch) error {
	if d.homeless == nil {
		d.homeless = canonical.NewSorter(d.layout, p.spill, p.job.Limits.Memory)
	}
	return d.homeless.Add(ctx, b, nil)
}

// splitByHome parts a batch into rows with and without municipality; nil for a
// part that has no rows. The column kommun comes first.
func splitByHome(b *table.Batch) (home, homeless *table.Batch) {
	with := 0
	valid := b.Columns[0].Valid
	for _, v := range valid {
		if v {
			with++
		}
	}
	switch with {
	case len(valid):
		return b, nil
	case 0:
		return nil, b
	}
	return selectRows(b, func(i int) bool { return valid[i] }), selectRows(b, func(i int) bool { return !valid[i] })
}

// selectRows copies the rows of a batch for which keep is true.
func selectRows(b *table.Batch, keep func(int) bool) *table.Batch {
	out := &table.Batch{Dataset: b.Dataset, File: b.File, Sheet: b.Sheet}
	for _, c := range b.Columns {
		out.Columns = append(out.Columns, table.Column{Name: c.Name, Kind: c.Kind})
	}
	for i, row := range b.Row {
		if !keep(i) {
			continue
		}
		out.Row = append(out.Row, row)
		for n := range b.Columns {
			from, to := &b.Columns[n], &out.Columns[n]
			to.Valid = append(to.Valid, from.Valid[i])
			if from.Kind == table.Text {
				to.Text = append(to.Text, from.Text[i])
			} else {
				to.Int = append(to.Int, from.Int[i])
			}
		}
	}
	return out
}
