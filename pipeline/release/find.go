package release

import (
	"context"
	"fmt"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/observation"
)

// Query names published observations. Empty fields mean any, but Indicator is
// required.
type Query struct {
	Indicator string
	Area      area.ID // a Type of "" matches every type
	Period    code.Period
	Sex       code.Sex
}

// Found is one observation with the set it was published in.
type Found struct {
	Set string
	observation.Observation
}

// Find reads the observations that match from a release folder, all their age
// groups and categories, in published order. None is no error.
func Find(ctx context.Context, dir string, q Query) ([]Found, error) {
	if q.Indicator == "" {
		return nil, fmt.Errorf("find observation: no indicator named")
	}
	m, err := ReadManifest(dir)
	if err != nil {
		return nil, err
	}
	var found []Found
	for _, set := range m.Sets {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for o, err := range Rows(dir, set.Name) {
			if err != nil {
				return nil, err
			}
			if o.Indicator > q.Indicator {
				break // rows are ordered by indicator
			}
			if q.matches(&o) {
				found = append(found, Found{set.Name, o})
			}
		}
	}
	return found, nil
}

func (q Query) matches(o *observation.Observation) bool {
	return o.Indicator == q.Indicator &&
		(q.Area.Type == "" || o.Area.Type == q.Area.Type) &&
		(q.Area.Code == "" || o.Area.Code == q.Area.Code) &&
		(q.Period.IsZero() || o.Period == q.Period) &&
		(q.Sex == "" || o.Sex == q.Sex)
}
