package disclosure

import (
	"context"
	"errors"
	"slices"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
)

// Proposals.
//
// Hiding is not the only way. Where more of an indicator would be hidden than
// Rules.ProposeAbove says, coarser tables are tried, and what each would cost
// is shown to the person who decides: a coarser table loses distinctions, a
// finer one loses numbers. Nothing is made coarser by itself: a person changes
// the definitions or the rules.

// Option is a coarser way to publish.
type Option string

// The options: age groups merged two and two; the classes of other splits merged
// two and two; the period together with the one before it; no municipalities.
const (
	MergeAges    Option = "merge_ages"
	MergeClasses Option = "merge_classes"
	MergeYears   Option = "merge_years"
	RaiseGrain   Option = "raise_grain"
)

// Proposal is what an option would give for the indicators that are over the
// limit.
type Proposal struct {
	Option     Option   `json:"option"`
	Indicators []string `json:"indicators"`
	// Now and Then count the indicators' cells as the package is and as it would
	// be, those that are missing left out.
	Now  Share `json:"now"`
	Then Share `json:"then"`
	// Dropped counts the cells of today that there would be no cell for.
	Dropped int `json:"dropped"`
	// Blocked: this option could not be protected either.
	Blocked bool `json:"blocked,omitempty"`
}

// Share is how much of some cells is hidden. Things sum their denominators.
type Share struct {
	Cells        int   `json:"cells"`
	Hidden       int   `json:"hidden"`
	Things       int64 `json:"things"`
	HiddenThings int64 `json:"hidden_things"`
}

// over reports whether more than so many per cent is hidden.
func (s Share) over(percent int64) bool { return int64(s.Hidden)*100 > percent*int64(s.Cells) }

// Propose tries coarser tables for the indicators of a package of which more is
// hidden than the rules' ProposeAbove; none where there are none. before is the
// package of the period before, nil for none. Losses are counted without the
// interval audit and without earlier releases: a little more may be hidden in
// the end. It makes nothing that could be published.
func Propose(ctx context.Context, p cell.Package, before *cell.Package, r *area.Registry, rules Rules) ([]Proposal, error) {
	rules.Width = 0
	now, err := losses(ctx, p, r, rules)
	if err != nil {
		return nil, err
	}
	var indicators []string
	for _, m := range p.Measures {
		if s, ok := now[m.Indicator]; !ok || s.over(rules.ProposeAbove) {
			indicators = append(indicators, m.Indicator)
		}
	}
	if len(indicators) == 0 {
		return nil, nil
	}
	slices.Sort(indicators)
	var out []Proposal
	for _, o := range []struct {
		option Option
		make   func() (cell.Package, bool)
	}{
		{MergeAges, func() (cell.Package, bool) { return mergeAges(p) }},
		{MergeClasses, func() (cell.Package, bool) { return mergeClasses(p) }},
		{MergeYears, func() (cell.Package, bool) { return mergePeriods(p, before) }},
		{RaiseGrain, func() (cell.Package, bool) { return raiseGrain(p, indicators) }},
	} {
		coarse, ok := o.make()
		if !ok {
			continue
		}
		then, err := losses(ctx, coarse, r, rules)
		if err != nil {
			return nil, err
		}
		one := Proposal{Option: o.option, Indicators: indicators, Blocked: then == nil}
		for _, name := range indicators {
			one.Now.add(now[name])
			one.Then.add(then[name])
		}
		if one.Dropped = max(0, one.Now.Cells-one.Then.Cells); one.Blocked {
			one.Dropped = 0
		}
		out = append(out, one)
	}
	return out, nil
}

func (s *Share) add(o Share) {
	s.Cells, s.Hidden, s.Things, s.HiddenThings = s.Cells+o.Cells, s.Hidden+o.Hidden, s.Things+o.Things, s.HiddenThings+o.HiddenThings
}

// losses protects a package and tells what is hidden of each indicator; nil
// where it is blocked.
func losses(ctx context.Context, p cell.Package, r *area.Registry, rules Rules) (map[string]Share, error) {
	pl, _, err := protected(ctx, p, r, rules, false, nil)
	var b *Blocked
	if errors.As(err, &b) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	out := map[string]Share{}
	for i := range pl.cells {
		m := &pl.pkg.Measures[i]
		s := Share{}
		for _, c := range pl.cells[i] {
			if c.missing {
				continue
			}
			one := Share{Cells: 1, Things: pl.things(m, c.parts)}
			if c.hidden {
				one.Hidden, one.HiddenThings = 1, one.Things
			}
			s.add(one)
		}
		s.add(out[m.Indicator]) // the whole and its classes
		out[m.Indicator] = s
	}
	return out, nil
}

// raiseGrain leaves the municipalities of the indicators out.
func raiseGrain(p cell.Package, indicators []string) (cell.Package, bool) {
	p.Measures = slices.Clone(p.Measures)
	any := false
	for i := range p.Measures {
		m := &p.Measures[i]
		if !slices.Contains(indicators, m.Indicator) || !slices.Contains(m.Grains, area.Municipality) || len(m.Grains) == 1 {
			continue
		}
		m.Grains = slices.DeleteFunc(slices.Clone(m.Grains), func(g area.Type) bool { return g == area.Municipality })
		any = true
	}
	return p, any
}
