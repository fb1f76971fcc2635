package observe

import (
	"errors"
	"fmt"
	"slices"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure"
	"jamfor/pipeline/indicator"
	"jamfor/pipeline/observation"
)

// ErrNotCleared refuses cells that did not pass disclosure control.
var ErrNotCleared = errors.New("observe: the cells have not passed disclosure control")

// Observe computes the observations of one cleared package by the definitions of
// its set, in their total order (observation.Compare) and with unique keys.
// Change and trend need several periods: see Link.
//
// Errors name every indicator that cannot be computed: one that the set does not
// define, or whose parts do not fit its kind. Nothing is returned then.
func Observe(c disclosure.Cleared, set indicator.Set, registry *area.Registry, o Options) ([]observation.Observation, error) {
	if c.IsZero() {
		return nil, ErrNotCleared
	}
	if c.Set() != set.Name {
		return nil, fmt.Errorf("observe: cells of set %s, definitions of set %s", c.Set(), set.Name)
	}
	w := &observer{
		specs: map[string]Spec{}, registry: registry, period: c.Period(), options: o,
		delivered: deliveredBy(c.Coverage(), set.Definitions),
	}
	for _, d := range set.Definitions {
		w.specs[d.ID] = SpecOf(d)
	}
	cells := make([]cleared, 0, c.Len())
	c.Each(func(k cell.Key, p cell.Parts, s code.Status) { cells = append(cells, cleared{k, p, s}) })
	return w.observe(cells)
}

// deliveredBy tells whether a municipality delivered everything that an
// indicator rests on.
func deliveredBy(coverage []cell.Coverage, definitions []*indicator.Definition) func(indicator, municipality string) bool {
	in := map[string][]string{}
	for _, c := range coverage {
		in[c.Collection] = c.Delivered
	}
	collections := map[string][]string{}
	for _, d := range definitions {
		collections[d.ID] = d.Collections
	}
	return func(indicator, municipality string) bool {
		for _, name := range collections[indicator] {
			if _, found := slices.BinarySearch(in[name], municipality); !found {
				return false
			}
		}
		return true
	}
}
