package disclosure

import (
	"math/big"

	"jamfor/pipeline/cell"
)

// Bounds of sums.
//
// A sum that is hidden because few stand behind it, or one dominates it, must not only
// stay unknown: a reader who adds and subtracts shown sums, and knows what no part can
// be less or more than, must be left room around it. A sum of 1000 that shares a shown
// 1003 with nothing but another hidden sum cannot be more than 1003, whatever that one is.
//
// The p % rule says how much room: enough that the second largest contributor cannot
// tell the largest one's part to within p per cent. With x₁ ≥ x₂ the largest and r the
// rest, the bounds must lie p·x₁/100 − r or more above the sum, and as much below
// (Handbook on Statistical Disclosure Control, upper and lower protection levels).
// Where fewer stand behind it than may be, p·x₁/100 is asked for whatever the rest.
//
// What a reader knows of a group's sum: where the measure's values lie on a scale from
// Least to Most, a sum of n of them lies between n·Least and n·Most, and the reader is
// taken to know n. Without a scale a sum has no upper end, and 0 is the lower one where no
// part is negative; where one is, nothing bounds the sum and no room is asked for. A scale
// that some group's sum does not keep to is taken for none.
//
// Who contributes to a sum knows his own part and takes it off: what is asked for must
// hold for the largest contributor of every other municipality too (reachTold).
//
// The audit works in whole steps: sums are rounded down to at most sumSteps steps for
// the whole nation, and what is asked for up. Both only make it stricter.

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

// reach is how far a sum can fall and rise; a nil rise has no end.
type reach struct{ fall, rise *big.Int }

// scale is the ends of a measure's values, nil for none.
type scale struct{ least, most *big.Int }

// of is the sum itself.
func (l scale) of(s *cell.Sum) *big.Int { return s.Sum }

func (l scale) holds(sum *big.Int, n int64) bool {
	return (l.least == nil || sum.Cmp(new(big.Int).Mul(l.least, big.NewInt(n))) >= 0) &&
		(l.most == nil || sum.Cmp(new(big.Int).Mul(l.most, big.NewInt(n))) <= 0)
}

func (scale) endless() magnitude { return scale{} }

// bounded reports whether there is a lower end to count from, or no part is negative.
func (l scale) bounded(g given) bool {
	return l.least != nil || g.sum.Sign() >= 0 && (g.behind == nil || g.behind.All.Cmp(g.sum) == 0)
}

// around is the reach of a sum of n values, never negative.
func (l scale) around(sum *big.Int, n int64) reach {
	out := reach{fall: new(big.Int).Set(sum)}
	if l.least != nil {
		out.fall.Sub(sum, new(big.Int).Mul(l.least, big.NewInt(n)))
	}
	if l.most != nil {
		out.rise = new(big.Int).Mul(l.most, big.NewInt(n))
		out.rise.Sub(out.rise, sum)
	}
	return out.notNegative()
}

func (r reach) notNegative() reach {
	for _, x := range []*big.Int{r.fall, r.rise} {
		if x != nil && x.Sign() < 0 {
			x.SetInt64(0)
		}
	}
	return r
}

// within is the lesser of two reaches, either way.
func (r reach) within(o reach) reach {
	if o.fall.Cmp(r.fall) < 0 {
		r.fall = o.fall
	}
	if o.rise != nil && (r.rise == nil || o.rise.Cmp(r.rise) < 0) {
		r.rise = o.rise
	}
	return r
}

// reachTold is the reach that a sum of n values has for its largest contributor, who
// takes off what he knows: none where nobody else is in it. How many of the n are his,
// and the sign of his part, are not told; the least reach that they can leave is taken.
func (l scale) reachTold(sum *big.Int, n int64, c *cell.Contributors) reach {
	if c == nil || c.N <= 1 {
		return reach{new(big.Int), new(big.Int)}
	}
	signs := []int64{1}
	if l.least != nil && l.least.Sign() < 0 {
		signs = append(signs, -1)
	}
	out := l.around(sum, n)
	for _, sign := range signs {
		rest := new(big.Int).Sub(sum, new(big.Int).Mul(c.Largest, big.NewInt(sign)))
		for _, others := range []int64{c.N - 1, n - 1} {
			out = out.within(l.around(rest, max(others, 0)))
		}
	}
	return out
}
