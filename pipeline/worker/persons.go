package worker

import (
	"context"

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
}

func newPersons(p *process) (*persons, error) {
	layout, err := canonical.MakeLayout("personer", []canonical.Column{
		{Name: personColumn, Type: contract.Pseudonym},
		{Name: "kon", Type: contract.Code, List: p.contract.Lists["kon"]},
		{Name: "fodelsear", Type: contract.Year},
	}, []string{personColumn})
	if err != nil {
		return nil, err
	}
	return &persons{p, canonical.NewSorter(layout, p.spill, p.job.Limits.Memory)}, nil
}

func (s *persons) add(ctx context.Context, b *table.Batch) error { return s.sorter.Add(ctx, b, nil) }

// finish judges the persons and keeps their number and sketch per municipality.
func (s *persons) finish(ctx context.Context) error {
	if err := s.sorter.Finish(ctx); err != nil {
		return err
	}
	if s.sorter.Rows() == 0 {
		return nil
	}
	watch := validate.NewPersons(s.process.findings)
	s.process.ran(watch.IDs()...)
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
