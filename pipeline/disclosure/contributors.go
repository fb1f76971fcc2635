package disclosure

import (
	"errors"
	"fmt"
	"math/big"

	"jamfor/pipeline/cell"
)

// Contributors.
//
// A mean, a change or a ratio shows a sum. Few things, or many things of few
// persons, stand behind some sums, and one contribution can be nearly all of
// another. So a sum is hidden where fewer than MinimumContributors stand behind
// it, or where the contributions of all but the two largest are less than
// Dominance per cent of the largest: the second largest contributor could then
// tell the largest contribution to within that (the p % rule). What one person,
// household or provider stands for in a municipality is one contribution, its
// absolute value. Sums whose amounts are public are let be.
//
// A cell that is hidden so is protected in its measure's model of cells, where a
// lone contributor, who knows the cell's sum, must not open another cell by it
// (package audit, insiders).

// contributors adds up who stands behind a cell's sum; nil for nobody.
func (r *measureRollup) contributors(at place) *cell.Contributors {
	var out *cell.Contributors
	for _, m := range r.grid.inside(r.m, at.area) {
		for _, sex := range slotSexes {
			if !holdsSex(at.sex, sex) {
				continue
			}
			for _, age := range r.ages {
				if holdsAge(at.age, age) {
					out = out.Join(r.behind[slot{m, sex, age}])
				}
			}
		}
	}
	return out
}

// contributorRule judges a sum by who stands behind it, empty for no rule.
func contributorRule(c *cell.Contributors, limits Thresholds) string {
	switch {
	case c == nil || c.N == 0:
		return ""
	case c.N < limits.MinimumContributors:
		return ruleContributors
	case dominated(c, limits.Dominance):
		return ruleDominance
	}
	return ""
}

// dominated is the p % rule: (all - largest - second) · 100 < p · largest.
func dominated(c *cell.Contributors, p int64) bool {
	rest := new(big.Int).Sub(c.All, c.Largest)
	rest.Sub(rest, c.Second)
	rest.Mul(rest, big.NewInt(100))
	return rest.Cmp(new(big.Int).Mul(c.Largest, big.NewInt(p))) < 0
}

// sumsProtected reports whether the rules on contributors apply to a measure.
func (r Rules) sumsProtected(m *cell.Measure) bool {
	return r.Contributions == ProtectContributions && !m.PublicSums && len(m.Sums) > 0 &&
		(m.Kind == cell.Mean || m.Kind == cell.Change || m.Kind == cell.Ratio)
}

// checkContributors refuses sums that do not tell who stands behind them: they
// cannot be judged. (Earlier releases' cells may come from a version that did
// not ask.)
func checkContributors(p *cell.Package, rules Rules) error {
	var problems []error
	for i := range p.Measures {
		m := &p.Measures[i]
		if !rules.sumsProtected(m) {
			continue
		}
		for k := range m.Sums {
			s := &m.Sums[k]
			c := s.Contributors
			if c == nil && (s.Sum == nil || s.Sum.Sign() == 0) {
				continue
			}
			if c == nil || c.N < 0 || c.All == nil || c.Largest == nil || c.Second == nil || c.Second.Sign() < 0 ||
				c.Largest.Cmp(c.Second) < 0 || c.All.Cmp(new(big.Int).Add(c.Largest, c.Second)) < 0 ||
				s.Sum != nil && c.All.CmpAbs(s.Sum) < 0 {
				problems = append(problems, fmt.Errorf("measure %s: a sum of municipality %s without its contributors cannot be judged", m.Indicator, s.Municipality))
				break
			}
		}
	}
	return errors.Join(problems...)
}
