package observe

import (
	"fmt"

	"jamfor/pipeline/area"
)

// coverage tells how many of an area's municipalities a row rests on.
type coverage struct {
	n, of int
	low   bool // below the indicator's limit
}

// cover counts the municipalities of an area that delivered what the indicator
// rests on, and weighs them by target population against the limit. It depends
// on who delivered, never on what.
func (o *observer) cover(spec Spec, id area.ID) coverage {
	members := o.registry.Members(id)
	c := coverage{of: len(members)}
	var have, all int64
	delivered := o.registry.Whole(func(m string) bool { return o.delivered == nil || o.delivered(spec.Indicator, m) })
	for _, m := range members {
		weight := o.target(spec.Indicator, m)
		all += weight
		if delivered(m) {
			c.n++
			have += weight
		}
	}
	if all == 0 {
		have, all = int64(c.n), int64(c.of)
	}
	above := id.Type == area.County || id.Type == area.MunicipalityGroup || id.Type == area.Nation
	c.low = above && 100*float64(have) < spec.CoverageLimit*float64(all)
	return c
}

func (o *observer) target(indicator, municipality string) int64 {
	if o.options.Target == nil {
		return 0
	}
	return max(0, o.options.Target(indicator, municipality))
}

// areaName names a row's area: below the coverage limit for the municipalities
// that take part, never for the whole.
func (o *observer) areaName(id area.ID, c coverage) string {
	name := o.registry.Name(id).SV
	if !c.low {
		return name
	}
	switch id.Type {
	case area.Nation:
		return fmt.Sprintf("Deltagande kommuner (%d av %d)", c.n, c.of)
	case area.MunicipalityGroup:
		return fmt.Sprintf("Deltagande kommuner i gruppen %s (%d av %d)", name, c.n, c.of)
	}
	return fmt.Sprintf("Deltagande kommuner i %s (%d av %d)", name, c.n, c.of)
}
