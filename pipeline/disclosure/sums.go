package disclosure

import (
	"math/big"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure/model"
)

// sums are a measure's sums by group, for the bounds of those that are hidden.
type sums struct {
	by    []map[slot]groupSum // by version
	step  *big.Int
	taken bool // contributors take off what they know
}

// groupSum is the sum of a group of one municipality.
type groupSum struct{ reach, told reach }

// magnitude is what is summed: values or their squares.
type magnitude interface {
	// of gives what a group sums, nil for nothing.
	of(s *cell.Sum) *big.Int
	// holds reports whether a sum of n lies within the scale's ends; endless is the
	// magnitude without them, for a scale that the data do not keep to.
	holds(sum *big.Int, n int64) bool
	endless() magnitude
	// bounded reports whether a reader knows any bounds.
	bounded(g given) bool
	// around is the group's reach for every reader, reachTold that for its largest
	// contributor.
	around(sum *big.Int, n int64) reach
	reachTold(sum *big.Int, n int64, c *cell.Contributors) reach
}

// newSums collects the sums of all versions, nil where their bounds are not asked for.
func newSums(versions []cellVersion, what magnitude) *sums {
	for i := range versions {
		for at, g := range versions[i].sums(what) {
			if !what.holds(g.sum, versions[i].mass.counts[at]) {
				what = what.endless()
			}
		}
	}
	out := &sums{step: new(big.Int), taken: true}
	for i := range versions {
		v := &versions[i]
		if !v.pl.rules.sumsProtected(&v.pl.pkg.Measures[v.number]) {
			return nil
		}
		by, far := map[slot]groupSum{}, new(big.Int)
		for at, g := range v.sums(what) {
			n := v.mass.counts[at]
			if !what.bounded(g) {
				return nil
			}
			x := groupSum{what.around(g.sum, n), what.reachTold(g.sum, n, g.behind)}
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

// newThings are the numbers of things as sums, for groups that limits must not tell of.
func newThings(versions []cellVersion) *sums {
	out := &sums{step: big.NewInt(1)}
	for i := range versions {
		by := map[slot]groupSum{}
		for at, n := range versions[i].mass.counts {
			by[at] = groupSum{reach: reach{fall: big.NewInt(n)}}
		}
		out.by = append(out.by, by)
	}
	return out
}

// given is what a group's sum is made of.
type given struct {
	sum    *big.Int
	behind *cell.Contributors
}

// sums adds up a version's sums by group.
func (v *cellVersion) sums(what magnitude) map[slot]given {
	m, out := &v.pl.pkg.Measures[v.number], map[slot]given{}
	for k := range m.Sums {
		s := &m.Sums[k]
		sum := what.of(s)
		if sum == nil {
			continue
		}
		at := slot{int32(v.pl.grid.at[s.Municipality]), s.Sex, s.Age}
		if at.sex == code.TotalSex {
			at.sex = code.Unknown
		}
		g := out[at]
		out[at] = given{plus(g.sum, sum), g.behind.Join(s.Contributors)}
	}
	return out
}

// down and up give a sum in steps, rounded.
func (s *sums) down(x *big.Int) int64 { return new(big.Int).Quo(x, s.step).Int64() }

func (s *sums) up(x *big.Int) int64 {
	if x == nil {
		return 0
	}
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
	out := model.Row{Reach: s.steps(g.reach)}
	out.Amount = out.Reach.Fall
	if s.taken {
		out.Knower, out.Told = at.municipality+1, s.steps(g.told)
	}
	return out
}

// room is how far a number's bounds must lie below and above it, nil where nothing is
// asked for.
type room struct{ below, above *big.Int }

// ask writes the sum behind a hidden column into the model, and the room that the
// column must have: what the rule asks for, and no more than there can be.
func (b *cellBuilder) ask(col *model.Column, r room) {
	if b.sums == nil {
		return
	}
	rise := int64(0)
	for _, e := range col.Entries {
		x := &b.out.Rows[e.Row]
		col.Amount += e.Coef * x.Amount
		if rise += x.Reach.Rise; x.Reach.Rise == model.Endless || rise < 0 {
			rise = model.Endless
		}
	}
	if !col.Primary {
		return
	}
	col.Room = model.Room{Below: min(b.sums.up(r.below), col.Amount), Above: min(b.sums.up(r.above), rise)}
	b.asked = b.asked || col.Room != (model.Room{})
}
