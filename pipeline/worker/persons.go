package worker

import (
	"context"
	"slices"

	"jamfor/pipeline/canonical"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/table"
	"jamfor/pipeline/validate"
)

const personColumn = "person"

// persons brings the rows of each person together, over all datasets that name
// persons.
type persons struct {
	process *process
	sorter  *canonical.Sorter
	dataset string              // the only one that names persons; empty for several
	name    map[string][]string // a dataset's name, for every row of a batch
	valid   []bool
}

func newPersons(p *process) (*persons, error) {
	rule := p.contract.One(contract.KindConstant)
	var datasets []string
	for _, name := range p.contract.Collections[p.job.Collection].Datasets {
		if p.contract.Datasets[name].Variable(personColumn) != nil {
			datasets = append(datasets, name)
		}
	}
	columns := []canonical.Column{{Name: personColumn, Type: contract.Pseudonym}}
	for _, name := range rule.Columns {
		columns = append(columns, personValue(p.contract, datasets, name))
	}
	s := &persons{process: p, name: map[string][]string{}}
	if len(datasets) == 1 {
		s.dataset = datasets[0]
	} else {
		columns = append(columns, canonical.Column{Name: validate.PersonDataset, Type: contract.Text})
	}
	layout, err := canonical.MakeLayout("personer", columns, []string{personColumn})
	if err != nil {
		return nil, err
	}
	s.sorter = canonical.NewSorter(layout, p.spill, p.job.Limits.Memory)
	return s, nil
}

// personValue is a column of the first dataset that has it.
func personValue(c *contract.Contract, datasets []string, name string) canonical.Column {
	for _, dataset := range datasets {
		if v := c.Datasets[dataset].Variable(name); v != nil {
			return canonical.Column{Name: name, Type: v.Type, List: c.Lists[v.List]}
		}
	}
	return canonical.Column{Name: name, Type: contract.Text}
}

func (s *persons) add(ctx context.Context, b *table.Batch) error {
	if s.dataset != "" {
		return s.sorter.Add(ctx, b, nil)
	}
	told := *b
	told.Columns = append(slices.Clip(b.Columns), s.datasetColumn(b.Dataset, b.Len()))
	return s.sorter.Add(ctx, &told, nil)
}

// datasetColumn tells the dataset in every row of a batch.
func (s *persons) datasetColumn(dataset string, rows int) table.Column {
	for len(s.valid) < rows {
		s.valid = append(s.valid, true)
	}
	for len(s.name[dataset]) < rows {
		s.name[dataset] = append(s.name[dataset], dataset)
	}
	return table.Column{Name: validate.PersonDataset, Kind: table.Text, Valid: s.valid[:rows], Text: s.name[dataset][:rows]}
}

// finish judges the persons and keeps their number and sketch per municipality.
func (s *persons) finish(ctx context.Context) error {
	if err := s.sorter.Finish(ctx); err != nil {
		return err
	}
	if s.sorter.Rows() == 0 {
		return nil
	}
	watch := validate.NewPersons(s.process.contract, s.dataset, s.process.findings)
	err := eachRows(ctx, s.sorter, func(rows *canonical.Rows) error {
		watch.Check(sorted(rows))
		return nil
	})
	if err != nil {
		return err
	}
	s.process.distinct, s.process.sketches = watch.Close()
	return nil
}
