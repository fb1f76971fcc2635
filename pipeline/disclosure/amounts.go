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
// part is negative; where one is, nothing bounds the sum and no room is asked for.
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

// ended reports whether there is a lower end to count from.
func (l scale) ended() bool { return l.least != nil }

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

// sums are a measure's sums by group, for the bounds of those that are hidden.
type sums struct {
	by   []map[slot]groupSum // by version
	step *big.Int
}

// groupSum is the sum of a group of one municipality.
type groupSum struct{ reach, told reach }

// newSums collects the sums of all versions, nil where their bounds are not asked for.
func newSums(versions []cellVersion) *sums {
	newest := &versions[len(versions)-1]
	m := &newest.pl.pkg.Measures[newest.number]
	ends, out := scale{m.Least, m.Most}, &sums{step: new(big.Int)}
	for i := range versions {
		v := &versions[i]
		m := &v.pl.pkg.Measures[v.number]
		if !v.pl.rules.sumsProtected(m) {
			return nil
		}
		by, far := map[slot]groupSum{}, new(big.Int)
		for at, g := range v.sums() {
			if !ends.ended() && (g.sum.Sign() < 0 || g.behind != nil && g.behind.All.Cmp(g.sum) != 0) {
				return nil // a part is negative
			}
			n := v.mass.counts[at]
			x := groupSum{ends.around(g.sum, n), ends.reachTold(g.sum, n, g.behind)}
			by[at] = x
			if far.Add(far, x.reach.fall); x.reach.rise != nil {
				far.Add(far, x.reach.rise)
			}
		}
		out.by = append(out.by, by)
		if s := far.Quo(far, big.NewInt(sumSteps)); s.Cmp(out.step) > 0 {
			out.step = s
		}
	}
	out.step = new(big.Int).Add(out.step, big.NewInt(1))
	return out
}

// given is what a group's sum is made of.
type given struct {
	sum    *big.Int
	behind *cell.Contributors
}

// sums adds up a version's sums by group.
func (v *cellVersion) sums() map[slot]given {
	m, out := &v.pl.pkg.Measures[v.number], map[slot]given{}
	for k := range m.Sums {
		s := &m.Sums[k]
		if s.Sum == nil {
			continue
		}
		at := slot{int32(v.pl.grid.at[s.Municipality]), s.Sex, s.Age}
		if at.sex == code.TotalSex {
			at.sex = code.Unknown
		}
		g := out[at]
		out[at] = given{plus(g.sum, s.Sum), g.behind.Join(s.Contributors)}
	}
	return out
}

// down and up give a sum in steps, rounded.
func (s *sums) down(x *big.Int) int64 { return new(big.Int).Quo(x, s.step).Int64() }

func (s *sums) up(x *big.Int) int64 {
	whole, rest := new(big.Int).QuoRem(x, s.step, new(big.Int))
	if rest.Sign() > 0 {
		whole.Add(whole, big.NewInt(1))
	}
	return whole.Int64()
}

func (s *sums) steps(r reach) model.Reach {
	out := model.Reach{Fall: s.down(r.fall), Rise: model.Endless}
	if r.rise != nil {
		out.Rise = s.down(r.rise)
	}
	return out
}

// row is an inner cell with what is known of its sum. Its amount is counted from the
// least that it can be.
func (s *sums) row(at cellRow) model.Row {
	if s == nil {
		return model.Row{}
	}
	g, ok := s.by[at.version][at.slot]
	if !ok {
		return model.Row{Reach: model.Reach{Rise: model.Endless}}
	}
	out := model.Row{Reach: s.steps(g.reach), Knower: at.municipality + 1, Told: s.steps(g.told)}
	out.Amount = out.Reach.Fall
	return out
}

// ask writes the sum behind a hidden column into the model, and the room that the
// column must have: what the rule asks for, and no more than there can be.
func (b *cellBuilder) ask(col *model.Column, room *big.Int) {
	if b.sums == nil {
		return
	}
	rise := int64(0)
	for _, e := range col.Entries {
		r := &b.out.Rows[e.Row]
		col.Amount += e.Coef * r.Amount
		if rise += r.Reach.Rise; r.Reach.Rise == model.Endless || rise < 0 {
			rise = model.Endless
		}
	}
	if room == nil || !col.Primary {
		return
	}
	r := b.sums.up(room)
	if col.Room = (model.Room{Below: min(r, col.Amount), Above: min(r, rise)}); col.Room != (model.Room{}) {
		b.asked = true
	}
}
