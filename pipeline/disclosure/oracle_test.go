package disclosure_test

import (
	"math/big"
	"slices"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure"
)

// oracle is a reader with a dense solver in fractions and no cleverness: its
// unknowns are the true inner cells (municipality, sex, age, whole pattern).
type oracle struct {
	p        *cell.Package
	unknowns []unknown
	dead     []bool
	rows     [][]*big.Rat // reduced, 1 at the pivot
	pivots   []int
	known    [][]bool // shown forms as sets of unknowns
	values   []int64
}

type unknown struct {
	municipality string
	sex          code.Sex
	age          string
	pattern      uint64
}

// newOracle reads the shown cells. knowsSexU leaves the things of unknown sex
// out, as known.
func newOracle(p *cell.Package, block int, knowsSexU bool) *oracle {
	o := &oracle{p: p}
	patterns := map[uint64]bool{}
	ages := map[string]bool{}
	for _, a := range p.Blocks[block].Atoms {
		patterns[a.Pattern] = true
		ages[a.Age] = true
	}
	seen := map[string]bool{}
	for _, a := range p.Blocks[block].Atoms {
		if seen[a.Municipality] {
			continue
		}
		seen[a.Municipality] = true
		for _, sex := range code.PersonSexes {
			for age := range ages {
				for pattern := range patterns {
					o.unknowns = append(o.unknowns, unknown{a.Municipality, sex, age, pattern})
				}
			}
		}
	}
	o.dead = make([]bool, len(o.unknowns))
	count := map[unknown]int64{}
	for _, a := range p.Blocks[block].Atoms {
		count[unknown{a.Municipality, a.Sex, a.Age, a.Pattern}] += a.N
	}
	for i, u := range o.unknowns {
		o.dead[i] = knowsSexU && u.sex == code.Unknown
	}
	return o
}

// form selects unknowns: in the covered municipalities of an area, of a sex and
// age, that meet has and not not.
func (o *oracle) form(m *cell.Measure, k cell.Key, has, not int) []bool {
	inside := map[string]bool{}
	for _, code := range area.Default().Members(k.Area) {
		inside[code] = covered(o.p, m, code)
	}
	out := make([]bool, len(o.unknowns))
	for i, u := range o.unknowns {
		out[i] = inside[u.municipality] && (k.Sex == code.TotalSex || k.Sex == u.sex) && (k.Age == "" || k.Age == u.age) &&
			u.pattern>>has&1 == 1 && (not < 0 || u.pattern>>not&1 == 0)
	}
	return out
}

func covered(p *cell.Package, m *cell.Measure, municipality string) bool {
	for _, c := range m.Collections {
		found := false
		for _, x := range p.Coverage {
			if x.Collection == c {
				for _, d := range x.Delivered {
					found = found || d == municipality
				}
			}
		}
		if !found {
			return false
		}
	}
	return true
}

// learn notes a shown count.
func (o *oracle) learn(set []bool, value int64) {
	o.known = append(o.known, set)
	o.values = append(o.values, value)
}

// solve draws the conclusions: zeros first (parts of a zero are zero), then
// elimination.
func (o *oracle) solve() {
	for k, set := range o.known {
		if o.values[k] == 0 {
			for i, in := range set {
				o.dead[i] = o.dead[i] || in
			}
		}
	}
	for _, set := range o.known {
		o.insert(o.vector(set))
	}
}

// insert learns that a combination of unknowns is known.
func (o *oracle) insert(v []*big.Rat) {
	v = o.reduce(v)
	lead := slices.IndexFunc(v, func(x *big.Rat) bool { return x.Sign() != 0 })
	if lead < 0 {
		return
	}
	scale := new(big.Rat).Inv(v[lead])
	for i := range v {
		if v[i].Sign() != 0 {
			v[i] = new(big.Rat).Mul(v[i], scale)
		}
	}
	o.rows = append(o.rows, v)
	o.pivots = append(o.pivots, lead)
}

var zeroRat, oneRat = new(big.Rat), big.NewRat(1, 1)

func (o *oracle) vector(set []bool) []*big.Rat {
	v := make([]*big.Rat, len(set))
	for i, in := range set {
		v[i] = zeroRat
		if in && !o.dead[i] {
			v[i] = oneRat
		}
	}
	return v
}

func (o *oracle) reduce(v []*big.Rat) []*big.Rat {
	for k, row := range o.rows {
		factor := v[o.pivots[k]]
		if factor.Sign() == 0 {
			continue
		}
		for i := range v {
			if row[i].Sign() != 0 {
				v[i] = new(big.Rat).Sub(v[i], new(big.Rat).Mul(factor, row[i]))
			}
		}
	}
	return v
}

// derives reports whether the count of the set follows from what is known.
// blank: nothing of it is unknown in the first place.
func (o *oracle) derives(set []bool) (derives, blank bool) {
	blank = true
	for i, in := range set {
		blank = blank && (!in || o.dead[i])
	}
	for _, x := range o.reduce(o.vector(set)) {
		if x.Sign() != 0 {
			return false, blank
		}
	}
	return true, blank
}

// opens reports whether someone who knows the count of the first set can work
// out that of the second, another set of things.
func (o *oracle) opens(first, second []bool) bool {
	same := true
	for i := range first {
		same = same && (o.dead[i] || first[i] == second[i])
	}
	if same {
		return false
	}
	a, b := o.reduce(o.vector(first)), o.reduce(o.vector(second))
	lead := slices.IndexFunc(a, func(x *big.Rat) bool { return x.Sign() != 0 })
	if lead < 0 || b[lead].Sign() == 0 {
		return false
	}
	factor := new(big.Rat).Quo(b[lead], a[lead])
	for i := range a {
		if b[i].Cmp(new(big.Rat).Mul(factor, a[i])) != 0 {
			return false
		}
	}
	return true
}

// count is the true count of a set.
func (o *oracle) count(set []bool, block int) int64 {
	at := map[unknown]int64{}
	for _, a := range o.p.Blocks[block].Atoms {
		at[unknown{a.Municipality, a.Sex, a.Age, a.Pattern}] += a.N
	}
	total := int64(0)
	for i, in := range set {
		if in {
			total += at[o.unknowns[i]]
		}
	}
	return total
}

// cellsOf collects the cleared cells.
func cellsOf(c disclosure.Cleared) map[cell.Key]shownCell {
	out := map[cell.Key]shownCell{}
	c.Each(func(k cell.Key, p cell.Parts, s code.Status) { out[k] = shownCell{p, s} })
	return out
}

type shownCell struct {
	parts  cell.Parts
	status code.Status
}
