package publish

import (
	"context"
	"slices"

	"jamfor/pipeline/code"
	"jamfor/pipeline/observation"
	"jamfor/pipeline/release"
)

// rowTexts calls yield with the texts of every observation of the set, in
// published order and column by column. The slice is reused. A synthetic
// edition's rows carry the flag synthetic.
func rowTexts(ctx context.Context, e *release.Edition, s *release.Set, yield func([]string) error) (int64, error) {
	columns := release.Columns()
	texts := make([]string, len(columns))
	for i := range s.Observations {
		if i%4096 == 0 && ctx.Err() != nil {
			return 0, ctx.Err()
		}
		o := labelled(e, s.Observations[i])
		for c := range columns {
			texts[c] = columns[c].Text(&o)
		}
		if err := yield(texts); err != nil {
			return 0, err
		}
	}
	return int64(len(s.Observations)), nil
}

// labelled adds the synthetic flag to an observation of a synthetic edition.
func labelled(e *release.Edition, o observation.Observation) observation.Observation {
	if e.Synthetic && !slices.Contains(o.Flags, code.Synthetic) {
		o.Flags = append(slices.Clone(o.Flags), code.Synthetic)
	}
	return o
}
