package bench

import (
	"cmp"
	"math/big"
	"math/bits"
	"slices"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
)

// Rolling up: what a package holds by municipality and sex, added up to every
// cell that its measures are published for. Compute leaves this to disclosure
// control, which decides beside it what may be shown; here it is done alone, so
// that ours ends where one statement per grain ends.

// spot is a cell of one measure.
type spot struct {
	area area.ID
	sex  code.Sex
}

// rollUp gives the parts of every measure of a package in all its cells. Members
// and Of are not told.
func rollUp(pkg *cell.Package, registry *area.Registry) []map[spot]*cell.Parts {
	blocks := make([]map[spot]*[64]int64, len(pkg.Blocks))
	for i := range pkg.Blocks {
		blocks[i] = conditions(pkg.Blocks[i].Atoms)
	}
	all := make([]map[spot]*cell.Parts, len(pkg.Measures))
	for i := range pkg.Measures {
		r := roller{m: &pkg.Measures[i], registry: registry, covered: covered(pkg, &pkg.Measures[i]), into: map[spot]*cell.Parts{}}
		r.counts(blocks)
		r.amounts()
		all[i] = r.into
	}
	return all
}

// conditions counts the things of a block that meet each condition, by
// municipality and sex.
func conditions(atoms []cell.Atom) map[spot]*[64]int64 {
	counted := map[spot]*[64]int64{}
	for _, a := range atoms {
		at := spot{area.ID{Type: area.Municipality, Code: a.Municipality}, a.Sex}
		n := counted[at]
		if n == nil {
			n = new([64]int64)
			counted[at] = n
		}
		for left := a.Pattern; left != 0; left &= left - 1 {
			n[bits.TrailingZeros64(left)] += a.N
		}
	}
	return counted
}

// covered are the municipalities that delivered all that a measure rests on.
func covered(pkg *cell.Package, m *cell.Measure) map[string]bool {
	times := map[string]int{}
	for _, c := range pkg.Coverage {
		if slices.Contains(m.Collections, c.Collection) {
			for _, municipality := range c.Delivered {
				times[municipality]++
			}
		}
	}
	in := map[string]bool{}
	for municipality, n := range times {
		in[municipality] = n == len(m.Collections)
	}
	return in
}

// roller rolls one measure up.
type roller struct {
	m        *cell.Measure
	registry *area.Registry
	covered  map[string]bool
	into     map[spot]*cell.Parts
}

// each gives the parts of every cell that a municipality's part counts in.
func (r *roller) each(municipality string, sex code.Sex, add func(*cell.Parts)) {
	if !r.covered[municipality] {
		return
	}
	sexes := []code.Sex{code.TotalSex}
	if r.m.BySex && sex != code.Unknown {
		sexes = append(sexes, sex)
	}
	for _, id := range r.registry.Above(municipality, r.m.Grains) {
		for _, s := range sexes {
			p := r.into[spot{id, s}]
			if p == nil {
				p = &cell.Parts{Scale: r.m.Scale}
				r.into[spot{id, s}] = p
			}
			add(p)
		}
	}
}

func (r *roller) counts(blocks []map[spot]*[64]int64) {
	for _, term := range []struct {
		*cell.Term
		into func(*cell.Parts) *int64
	}{
		{r.m.Numerator, func(p *cell.Parts) *int64 { return &p.Numerator }},
		{r.m.Denominator, func(p *cell.Parts) *int64 { return &p.Denominator }},
		{r.m.Base, func(p *cell.Parts) *int64 { return &p.Base }},
	} {
		if term.Term == nil {
			continue
		}
		for at, n := range blocks[term.Block] {
			r.each(at.area.Code, at.sex, func(p *cell.Parts) { *term.into(p) += n[term.Condition] })
		}
	}
}

func (r *roller) amounts() {
	for i := range r.m.Sums {
		s := &r.m.Sums[i]
		r.each(s.Municipality, s.Sex, func(p *cell.Parts) {
			p.Sum, p.SumSquares, p.SumBelow = plus(p.Sum, s.Sum), plus(p.SumSquares, s.SumSquares), plus(p.SumBelow, s.SumBelow)
		})
	}
	for _, v := range r.m.Values {
		r.each(v.Municipality, v.Sex, func(p *cell.Parts) {
			at, found := slices.BinarySearchFunc(p.Values, v.Value, func(have cell.Value, value int64) int { return cmp.Compare(have.Value, value) })
			if !found {
				p.Values = slices.Insert(p.Values, at, cell.Value{Value: v.Value})
			}
			p.Values[at].N += v.N
		})
	}
	for _, s := range r.m.Strata {
		r.each(s.Municipality, s.Sex, func(p *cell.Parts) {
			p.Strata = cell.AddStratum(p.Strata, cell.Stratum{Sex: s.Sex, Band: s.Band, Events: s.Events, Population: s.Population})
		})
	}
}

// plus adds to a sum, which nil stands for none of.
func plus(sum, n *big.Int) *big.Int {
	if n == nil {
		return sum
	}
	if sum == nil {
		sum = new(big.Int)
	}
	return sum.Add(sum, n)
}
