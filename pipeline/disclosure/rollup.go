package disclosure

import (
	"math/big"
	"slices"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
)

// rollup adds the exact parts of a package up to any cell. It is the one place
// where the numbers to be published are added.
type rollup struct {
	pkg  *cell.Package
	grid *grid
	// counts of a term, made once: by municipality, sex and age.
	terms map[cell.Term]map[slot]int64
}

// slot is one municipality, sex and age group.
type slot struct {
	municipality int32
	sex          code.Sex
	age          string
}

func newRollup(p *cell.Package, g *grid) *rollup {
	return &rollup{pkg: p, grid: g, terms: map[cell.Term]map[slot]int64{}}
}

func (r *rollup) term(t *cell.Term) map[slot]int64 {
	if t == nil {
		return nil
	}
	counts, ok := r.terms[*t]
	if ok {
		return counts
	}
	counts = map[slot]int64{}
	for _, a := range r.pkg.Blocks[t.Block].Atoms {
		if a.Pattern>>t.Condition&1 == 1 {
			counts[slot{int32(r.grid.at[a.Municipality]), a.Sex, a.Age}] += a.N
		}
	}
	r.terms[*t] = counts
	return counts
}

// measureRollup holds one measure's parts by slot.
type measureRollup struct {
	m     *cell.Measure
	grid  *grid
	ages  []string
	slots map[slot]*cell.Parts
	// behind are those who stand behind the sums; they never reach a cell's parts.
	behind map[slot]*cell.Contributors
}

func (r *rollup) measure(m *cell.Measure) *measureRollup {
	out := &measureRollup{m: m, grid: r.grid, slots: map[slot]*cell.Parts{}, behind: map[slot]*cell.Contributors{}}
	at := func(s slot) *cell.Parts {
		p, ok := out.slots[s]
		if !ok {
			p = &cell.Parts{}
			out.slots[s] = p
		}
		return p
	}
	for s, n := range r.term(m.Numerator) {
		at(s).Numerator = n
	}
	for s, n := range r.term(m.Denominator) {
		at(s).Denominator = n
	}
	for s, n := range r.term(m.Base) {
		at(s).Base = n
	}
	for i := range m.Sums {
		x := &m.Sums[i]
		where := slot{int32(r.grid.at[x.Municipality]), x.Sex, x.Age}
		out.behind[where] = out.behind[where].Join(x.Contributors)
		p := at(where)
		p.Sum = plus(p.Sum, x.Sum)
		p.SumSquares = plus(p.SumSquares, x.SumSquares)
		p.SumBelow = plus(p.SumBelow, x.SumBelow)
	}
	for _, v := range m.Values {
		p := at(slot{int32(r.grid.at[v.Municipality]), v.Sex, v.Age})
		p.Values = append(p.Values, cell.Value{Value: v.Value, N: v.N})
	}
	for _, x := range m.Strata {
		p := at(slot{int32(r.grid.at[x.Municipality]), x.Sex, cell.AllAges})
		p.Strata = cell.AddStratum(p.Strata, cell.Stratum{Sex: x.Sex, Band: x.Band, Events: x.Events, Population: x.Population})
	}
	for s := range out.slots {
		if !slices.Contains(out.ages, s.age) {
			out.ages = append(out.ages, s.age)
		}
	}
	slices.Sort(out.ages)
	return out
}

// plus adds without changing its arguments; nil is nothing.
func plus(a, b *big.Int) *big.Int {
	if b == nil {
		return a
	}
	if a == nil {
		return new(big.Int).Set(b)
	}
	return new(big.Int).Add(a, b)
}

// slotSexes are the sexes that can stand in parts; sums of things without a sex
// come as the total.
var slotSexes = []code.Sex{code.Women, code.Men, code.Unknown, code.TotalSex}

// parts adds up one cell.
func (r *measureRollup) parts(at place) cell.Parts {
	inside := r.grid.inside(r.m, at.area)
	out := cell.Parts{Scale: r.m.Scale, Members: len(inside), Of: len(r.grid.members[at.area])}
	values := map[int64]int64{}
	for _, m := range inside {
		for _, sex := range slotSexes {
			if !holdsSex(at.sex, sex) {
				continue
			}
			for _, age := range r.ages {
				p := r.slots[slot{m, sex, age}]
				if p == nil || !holdsAge(at.age, age) {
					continue
				}
				out.Numerator += p.Numerator
				out.Denominator += p.Denominator
				out.Base += p.Base
				out.Sum = plus(out.Sum, p.Sum)
				out.SumSquares = plus(out.SumSquares, p.SumSquares)
				out.SumBelow = plus(out.SumBelow, p.SumBelow)
				for _, s := range p.Strata {
					out.Strata = cell.AddStratum(out.Strata, s)
				}
				for _, v := range p.Values {
					values[v.Value] += v.N
				}
			}
		}
	}
	for v, n := range values {
		out.Values = append(out.Values, cell.Value{Value: v, N: n})
	}
	slices.SortFunc(out.Values, func(a, b cell.Value) int {
		if a.Value < b.Value {
			return -1
		}
		return 1
	})
	return out
}
