package disclosure

import (
	"math/big"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure/model"
)

// Bounds of sums.
//
// A sum that is hidden because few stand behind it, or one dominates it, must not only
// stay unknown: a reader who adds and subtracts shown sums, and knows that no part is
// negative, must be left room around it. A sum of 1000 that shares a shown 1003 with
// nothing but another hidden sum cannot be more than 1003, whatever that one is.
//
// The p % rule says how much room: enough that the second largest contributor cannot
// tell the largest one's part to within p per cent. With x₁ ≥ x₂ the largest and r the
// rest, the bounds must lie p·x₁/100 − r or more above the sum, and as much below
// (Handbook on Statistical Disclosure Control, upper and lower protection levels).
// Where fewer stand behind it than may be, p·x₁/100 is asked for whatever the rest.
//
// The audit works in whole steps: sums are rounded down to at most sumSteps steps for
// the whole nation, and what is asked for up. Both only make it stricter.
//
// Sums with negative parts (changes, balances) have no bound to begin with, and
// whatever cannot be computed has all the room there is: they are not asked for. That
// a scale has a greatest value is not reckoned with.

const sumSteps = 1 << 24

// sumRoom is how far from a hidden sum each bound must lie, nil where no rule on
// contributors hides it.
func sumRoom(c *cell.Contributors, limits Thresholds) *big.Int {
	rule := contributorRule(c, limits)
	if rule == "" {
		return nil
	}
	part := new(big.Int).Mul(c.Largest, big.NewInt(limits.Dominance))
	part.Add(part, big.NewInt(99)).Quo(part, big.NewInt(100))
	if rule == ruleDominance {
		part.Sub(part, c.All).Add(part, c.Largest).Add(part, c.Second)
	}
	return part
}

// sums are a measure's sums by group, for the bounds of those that are hidden.
type sums struct {
	by      []map[slot]*big.Int // by version
	largest *big.Int            // of all versions' sums over the nation
}

// newSums collects the sums of all versions, nil where their bounds are not asked for.
func newSums(versions []cellVersion) *sums {
	out := &sums{largest: new(big.Int)}
	for i := range versions {
		v := &versions[i]
		m := &v.pl.pkg.Measures[v.number]
		if !v.pl.rules.sumsProtected(m) || m.Kind == cell.Change {
			return nil
		}
		by, all := map[slot]*big.Int{}, new(big.Int)
		for k := range m.Sums {
			s := &m.Sums[k]
			if s.Sum == nil {
				continue
			}
			if s.Sum.Sign() < 0 || s.Contributors != nil && s.Contributors.All.Cmp(s.Sum) != 0 {
				return nil // a part is negative
			}
			at := slot{int32(v.pl.grid.at[s.Municipality]), s.Sex, s.Age}
			if at.sex == code.TotalSex {
				at.sex = code.Unknown
			}
			by[at] = plus(by[at], s.Sum)
			all.Add(all, s.Sum)
		}
		if out.by = append(out.by, by); all.Cmp(out.largest) > 0 {
			out.largest = all
		}
	}
	return out
}

// steps gives a sum in steps, rounded down or up.
func (s *sums) steps(x *big.Int, up bool) int64 {
	if x == nil {
		return 0
	}
	step := new(big.Int).Quo(s.largest, big.NewInt(sumSteps))
	step.Add(step, big.NewInt(1))
	whole, rest := new(big.Int).QuoRem(x, step, new(big.Int))
	if up && rest.Sign() > 0 {
		whole.Add(whole, big.NewInt(1))
	}
	return whole.Int64()
}

// ask writes the sum behind a hidden column into the model, and the room that the
// column must have.
func (b *cellBuilder) ask(col *model.Column, room *big.Int) {
	if b.sums == nil {
		return
	}
	for _, e := range col.Entries {
		col.Amount += e.Coef * b.out.Rows[e.Row].Amount
	}
	if r := b.sums.steps(room, true); col.Primary && r > 0 {
		col.Room = model.Room{Below: min(r, col.Amount), Above: r}
		b.asked = true
	}
}

// at is the sum of an inner cell, in steps.
func (s *sums) at(row cellRow) int64 {
	if s == nil {
		return 0
	}
	return s.steps(s.by[row.version][row.slot], false)
}
