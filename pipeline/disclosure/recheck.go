package disclosure

import (
	"fmt"
	"math/big"

	"jamfor/pipeline/cell"
)

// recheck looks once more at what is about to be cleared, from the parts that
// will be published and with none of the columns' flags: every shown count,
// complement and base must keep to the rules. It is the last gate; a failure
// here is a fault of this package.
func (pl *plan) recheck() error {
	roll := newRollup(pl.pkg, pl.grid)
	for i := range pl.cells {
		m := &pl.pkg.Measures[i]
		limits := pl.rules.For(m.Indicator)
		nested := pl.shareNested(m)
		rolled := roll.measure(m)
		for _, c := range pl.cells[i] {
			if c.missing || c.hidden {
				continue
			}
			what := pl.violation(m, c.parts, limits, nested)
			if what == "" && pl.rules.sumsProtected(m) && contributorRule(rolled.contributors(c.place), limits) != "" {
				what = "a sum of few contributors"
			}
			if what != "" {
				return fmt.Errorf("recheck %s %s %s %s %q: %s would be shown", m.Name(), c.place.area.Type, c.place.area.Code, c.place.sex, c.place.age, what)
			}
		}
	}
	return nil
}

// violation names the rule that a shown cell breaks, empty for none.
func (pl *plan) violation(m *cell.Measure, p cell.Parts, limits Thresholds, nested bool) string {
	small := func(n int64) bool { return n > 0 && n < limits.Minimum }
	private := func(t *cell.Term) bool { return t != nil && !pl.pkg.Blocks[t.Block].Public }
	switch {
	case private(m.Numerator) && small(p.Numerator):
		return "a small numerator"
	case private(m.Denominator) && small(p.Denominator):
		return "a small denominator"
	case private(m.Denominator) && p.Denominator > 0 && p.Denominator < limits.Responses:
		return "a value of few responses"
	case private(m.Base) && small(p.Base):
		return "a small base"
	case m.Base != nil && m.Denominator != nil && private(m.Base) && m.Base.Block == m.Denominator.Block && small(p.Base-p.Denominator):
		return "a small number without a pair"
	case cellRule(m, p, limits) == ruleMedian:
		return "a median or quantile of few"
	case m.Kind == cell.Ratio && p.SumBelow != nil && smallSum(p, limits):
		return "a small number of users"
	}
	if !nested {
		return ""
	}
	switch {
	case small(p.Denominator - p.Numerator):
		return "a small complement"
	case p.Denominator > 0 && p.Denominator < limits.GroupMinimum && p.Denominator == p.Numerator && pl.anyOther(m):
		return "all of a small group"
	case p.Denominator > 0 && p.Denominator < limits.GroupMinimum && p.Numerator == 0 && pl.anyMeets(m):
		return "none of a small group"
	}
	return ""
}

// smallSum compares the lower sum of a ratio with the minimum, at its scale.
func smallSum(p cell.Parts, limits Thresholds) bool {
	least := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(p.Scale)), nil)
	least.Mul(least, big.NewInt(limits.Minimum))
	return p.SumBelow.Sign() > 0 && p.SumBelow.Cmp(least) < 0
}

// shareNested reports whether the measure is a share whose numerator is a part
// of its denominator, both of them no public knowledge.
func (pl *plan) shareNested(m *cell.Measure) bool {
	if m.Kind != cell.Share || m.Numerator.Block != m.Denominator.Block || pl.pkg.Blocks[m.Numerator.Block].Public {
		return false
	}
	for _, a := range pl.pkg.Blocks[m.Numerator.Block].Atoms {
		if a.N > 0 && a.Pattern>>m.Numerator.Condition&1 == 1 && a.Pattern>>m.Denominator.Condition&1 == 0 {
			return false
		}
	}
	return true
}

// anyOther and anyMeets: a share that is 0 or 100 % for the whole nation says
// nothing of a small group.
func (pl *plan) anyOther(m *cell.Measure) bool {
	return pl.any(m, func(meets bool) bool { return !meets })
}

func (pl *plan) anyMeets(m *cell.Measure) bool {
	return pl.any(m, func(meets bool) bool { return meets })
}

func (pl *plan) any(m *cell.Measure, want func(meets bool) bool) bool {
	for _, a := range pl.pkg.Blocks[m.Numerator.Block].Atoms {
		if a.N > 0 && a.Pattern>>m.Denominator.Condition&1 == 1 && want(a.Pattern>>m.Numerator.Condition&1 == 1) {
			return true
		}
	}
	return false
}
