package disclosure

import (
	"errors"
	"fmt"
	"slices"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
)

// checkPackage refuses a package that cannot be judged: nothing is guessed
// about what the rules would have to protect.
func checkPackage(p *cell.Package, r *area.Registry) error {
	var problems []error
	bad := func(format string, args ...any) { problems = append(problems, fmt.Errorf(format, args...)) }
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if len(b.Conditions) > cell.MaxConditions {
			bad("block %s: %d conditions, at most %d", b.ID, len(b.Conditions), cell.MaxConditions)
		}
		for _, a := range b.Atoms {
			if _, ok := r.Lookup(a.Municipality); !ok || !slices.Contains(code.PersonSexes, a.Sex) || a.N < 0 {
				bad("block %s: an atom of municipality %q and sex %q is not one", b.ID, a.Municipality, a.Sex)
				break
			}
		}
	}
	seen := map[string]bool{}
	for i := range p.Measures {
		m := &p.Measures[i]
		if seen[m.Name()] {
			bad("measure %s: twice", m.Name())
		}
		seen[m.Name()] = true
		if m.Split.Age != "" && len(m.Ages) > 0 {
			bad("measure %s: ages of an age group", m.Name())
		}
		if (!m.Split.IsZero() || m.Rest != "") && m.Kind != cell.Count && m.Kind != cell.Share && m.Kind != cell.Rate {
			bad("measure %s: classes of the kind %s cannot be protected", m.Name(), m.Kind)
		}
		for _, t := range []*cell.Term{m.Numerator, m.Denominator, m.Base} {
			if t != nil && (t.Block < 0 || t.Block >= len(p.Blocks) || t.Condition < 0 || t.Condition >= len(p.Blocks[t.Block].Conditions)) {
				bad("measure %s: term outside the blocks", m.Indicator)
			}
		}
		if err := checkMeasure(m); err != nil {
			problems = append(problems, err)
		}
		for _, grain := range m.Grains {
			if !slices.Contains(area.Grains, grain) {
				bad("measure %s: grain %s is not published", m.Indicator, grain)
			}
		}
	}
	return errors.Join(problems...)
}

// checkMeasure asks for the counts that the rules of its kind look at.
func checkMeasure(m *cell.Measure) error {
	need := func(ok bool, what string) error {
		if ok {
			return nil
		}
		return fmt.Errorf("measure %s: a %s without %s cannot be judged", m.Indicator, m.Kind, what)
	}
	switch m.Kind {
	case cell.Count:
		return need(m.Numerator != nil, "numerator")
	case cell.Share, cell.Rate, cell.StandardisedRate, cell.StandardisedRatio:
		return need(m.Numerator != nil && m.Denominator != nil, "numerator and denominator")
	case cell.Mean, cell.Median, cell.Change:
		return need(m.Denominator != nil, "denominator")
	case cell.Quantile:
		if _, ok := tail(m); !ok {
			return need(false, "quantile between 0 and 1")
		}
		return need(m.Denominator != nil, "denominator")
	case cell.Ratio:
		return need(m.Denominator != nil || len(m.Sums) > 0 || m.PublicSums, "denominator or sums")
	}
	return fmt.Errorf("measure %s: unknown kind %q", m.Indicator, m.Kind)
}
