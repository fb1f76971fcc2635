package compute

import (
	"context"
	"fmt"

	"jamfor/pipeline/engine"
	"jamfor/pipeline/lake"
)

// View is a version of the lake as compute reads it. *lake.View is one; tests
// bring their own Parquet files.
type View interface {
	// Columns lists a dataset's columns with their field ids.
	Columns(ctx context.Context, dataset string) ([]lake.Column, error)
	// Files lists a dataset's Parquet files (absolute paths), each of one
	// municipality, collection and period.
	Files(ctx context.Context, dataset string, s lake.Selection) ([]lake.File, error)
	// Deliveries lists the deliveries in force, zero reports included.
	Deliveries(ctx context.Context, s lake.Selection) ([]lake.InForce, error)
}

var _ View = (*lake.View)(nil)

// lakeSchema is the schema under which models find the datasets.
const lakeSchema = "lake"

// relations are the datasets as a session reads them: only the files of the
// selected deliveries.
func relations(ctx context.Context, view View, datasets []string, s *Selection) ([]engine.Relation, error) {
	var all []engine.Relation
	for _, dataset := range datasets {
		columns, err := view.Columns(ctx, dataset)
		if err != nil {
			return nil, fmt.Errorf("read columns of %s: %w", dataset, err)
		}
		files, err := view.Files(ctx, dataset, lake.Selection{Periods: s.periods()})
		if err != nil {
			return nil, fmt.Errorf("list files of %s: %w", dataset, err)
		}
		r := engine.Relation{Schema: lakeSchema, Name: dataset}
		for _, c := range columns {
			r.Fields = append(r.Fields, engine.Field{ID: c.ID, Name: c.Name, Type: engine.Type(c.Type.SQL())})
		}
		for _, f := range files {
			if s.holds(f.Municipality, f.Collection, f.Period) {
				r.Files = append(r.Files, f.Path)
			}
		}
		all = append(all, r)
	}
	return all, nil
}
