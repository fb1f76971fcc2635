package given

import (
	"cmp"
	"math/big"
	"slices"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
)

// RollUp adds up the parts of one measure in one cell, plainly: over the
// area's municipalities that delivered every collection of the measure. Members
// is 0 where none did.
func RollUp(pkg *cell.Package, measure int, id area.ID, sex code.Sex) cell.Parts {
	m := &pkg.Measures[measure]
	all := area.Default().Members(id)
	in := map[string]bool{}
	for _, municipality := range all {
		if covered(pkg, m, municipality) {
			in[municipality] = true
		}
	}
	p := cell.Parts{Scale: m.Scale, Members: len(in), Of: len(all)}
	holds := func(municipality string, s code.Sex) bool {
		return in[municipality] && (sex == code.TotalSex || sex == s)
	}
	count := func(t *cell.Term) (n int64) {
		if t == nil {
			return 0
		}
		for _, a := range pkg.Blocks[t.Block].Atoms {
			if holds(a.Municipality, a.Sex) && a.Pattern>>t.Condition&1 == 1 {
				n += a.N
			}
		}
		return n
	}
	p.Numerator, p.Denominator, p.Base = count(m.Numerator), count(m.Denominator), count(m.Base)
	rollSums(&p, m, holds)
	rollValues(&p, m, holds)
	for _, s := range m.Strata {
		if holds(s.Municipality, s.Sex) {
			p.Strata = cell.AddStratum(p.Strata, cell.Stratum{Sex: s.Sex, Band: s.Band, Events: s.Events, Population: s.Population})
		}
	}
	return p
}

func covered(pkg *cell.Package, m *cell.Measure, municipality string) bool {
	for _, collection := range m.Collections {
		if !slices.ContainsFunc(pkg.Coverage, func(c cell.Coverage) bool {
			return c.Collection == collection && slices.Contains(c.Delivered, municipality)
		}) {
			return false
		}
	}
	return true
}

func rollSums(p *cell.Parts, m *cell.Measure, holds func(string, code.Sex) bool) {
	switch m.Kind {
	case cell.Mean, cell.Change:
		p.Sum, p.SumSquares = new(big.Int), new(big.Int)
	case cell.Ratio:
		p.Sum, p.SumBelow = new(big.Int), new(big.Int)
	}
	add := func(into, n *big.Int) {
		if n != nil {
			into.Add(into, n)
		}
	}
	for _, s := range m.Sums {
		if holds(s.Municipality, s.Sex) {
			add(p.Sum, s.Sum)
			add(p.SumSquares, s.SumSquares)
			add(p.SumBelow, s.SumBelow)
		}
	}
}

func rollValues(p *cell.Parts, m *cell.Measure, holds func(string, code.Sex) bool) {
	for _, v := range m.Values {
		if !holds(v.Municipality, v.Sex) {
			continue
		}
		i, found := slices.BinarySearchFunc(p.Values, v.Value, func(have cell.Value, value int64) int { return cmp.Compare(have.Value, value) })
		if found {
			p.Values[i].N += v.N
		} else {
			p.Values = slices.Insert(p.Values, i, cell.Value{Value: v.Value, N: v.N})
		}
	}
}
