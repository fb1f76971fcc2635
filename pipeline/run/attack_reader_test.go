package run_test

import (
	"fmt"
	"math/bits"
	"slices"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
)

// reader is someone who keeps every public file and subtracts. It shares no code
// with disclosure control. Its unknowns are what a municipality has of one thing
// (a condition of a block, or a measure's sum), by sex and age group and by
// version: one unknown where the number did not change between releases, which
// the reader is taken to know. Every shown number is a sum of unknowns; what is a
// combination of shown ones follows, whoever adds and subtracts: across grains,
// sexes, ages, releases, parts and wholes, means and their counts.
type reader struct {
	unknown map[string]int32
	pivots  map[int32][]coefficient // by last unknown, which is 1
}

type coefficient struct {
	unknown int32
	by      uint64
}

// field is a prime of 61 bits; arithmetic is modulo it.
const field = 1<<61 - 1

func times(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	_, rest := bits.Div64(hi%field, lo, field)
	return rest
}

func inverse(x uint64) uint64 {
	out := uint64(1)
	for e := uint64(field - 2); e > 0; e >>= 1 {
		if e&1 == 1 {
			out = times(out, x)
		}
		x = times(x, x)
	}
	return out
}

func newReader() *reader {
	return &reader{unknown: map[string]int32{}, pivots: map[int32][]coefficient{}}
}

// number finds or makes an unknown.
func (r *reader) number(name string) int32 {
	n, ok := r.unknown[name]
	if !ok {
		n = int32(len(r.unknown))
		r.unknown[name] = n
	}
	return n
}

// rest is what remains of a sum after all that is known, unknowns rising. The sum
// is used up.
func (r *reader) rest(sum map[int32]uint64) []coefficient {
	order := make([]int32, 0, len(sum))
	for u := range sum {
		order = append(order, u)
	}
	slices.Sort(order)
	var out []coefficient
	for len(order) > 0 {
		last := order[len(order)-1]
		order = order[:len(order)-1]
		by := sum[last]
		if by == 0 {
			continue
		}
		pivot, ok := r.pivots[last]
		if !ok {
			out = append(out, coefficient{last, by})
			continue
		}
		sum[last] = 0
		for _, c := range pivot[:len(pivot)-1] {
			if _, there := sum[c.unknown]; !there {
				at, _ := slices.BinarySearch(order, c.unknown)
				order = slices.Insert(order, at, c.unknown)
			}
			sum[c.unknown] = (sum[c.unknown] + field - times(by, c.by)) % field
		}
	}
	slices.Reverse(out)
	return out
}

// learn takes in that a sum is known.
func (r *reader) learn(sum map[int32]uint64) {
	v := r.rest(sum)
	if len(v) == 0 {
		return
	}
	scale := inverse(v[len(v)-1].by)
	for i := range v {
		v[i].by = times(v[i].by, scale)
	}
	r.pivots[v[len(v)-1].unknown] = v
}

// follows reports whether a sum follows from what is known; one of nothing does
// not count.
func (r *reader) follows(sum map[int32]uint64) bool { return len(sum) > 0 && len(r.rest(sum)) == 0 }

// less gives the first sum less the second.
func less(a, b map[int32]uint64) map[int32]uint64 {
	for u, by := range b {
		if a[u] = (a[u] + field - by) % field; a[u] == 0 {
			delete(a, u)
		}
	}
	return a
}

// book is a package as a reader of its definitions sees it.
type book struct {
	*reader
	pkg     *cell.Package
	members map[area.ID][]string
	ages    [][]string          // by block: the age groups of its atoms
	counts  map[countKey]int64  // truth
	ids     map[countKey]int32  // the unknowns' numbers
	sums    map[countKey]string // a measure's groups: what is in them
	inside  map[string][]string // by collections and area: municipalities covered
	index   map[string]int      // indicator to measure
}

// countKey is a group's count of a condition of a block; with block -1, its share
// in a measure's sum, with -2 in its sum of squares.
type countKey struct {
	municipality     string
	sex              code.Sex
	age              string
	block, condition int
}

func newBook(r *reader, pkg *cell.Package) *book {
	b := &book{
		reader: r, pkg: pkg, members: map[area.ID][]string{}, counts: map[countKey]int64{}, ids: map[countKey]int32{},
		sums: map[countKey]string{}, inside: map[string][]string{}, index: map[string]int{},
	}
	for _, g := range area.Grains {
		for _, id := range area.Default().Areas(g) {
			b.members[id] = area.Default().Members(id)
		}
	}
	for i := range pkg.Blocks {
		var ages []string
		for _, a := range pkg.Blocks[i].Atoms {
			if !slices.Contains(ages, a.Age) {
				ages = append(ages, a.Age)
			}
			for c := range pkg.Blocks[i].Conditions {
				if a.Pattern>>c&1 == 1 {
					b.counts[countKey{a.Municipality, a.Sex, a.Age, i, c}] += a.N
				}
			}
		}
		slices.Sort(ages)
		b.ages = append(b.ages, ages)
	}
	for i := range pkg.Measures {
		m := &pkg.Measures[i]
		b.index[m.Name()] = i
		for _, s := range m.Sums {
			k := countKey{s.Municipality, s.Sex, s.Age, -1, i}
			b.sums[k] += fmt.Sprint(s.Sum, s.SumSquares, ";")
			for _, t := range []*cell.Term{m.Denominator, m.Base} {
				if t != nil {
					b.sums[k] += fmt.Sprint(b.counts[countKey{s.Municipality, s.Sex, s.Age, t.Block, t.Condition}], ";")
				}
			}
		}
	}
	return b
}

// id is the number of a count's unknown: the same in two releases where the count
// is the same.
func (b *book) id(k countKey) int32 {
	n, ok := b.ids[k]
	if !ok {
		if k.block >= 0 {
			block := &b.pkg.Blocks[k.block]
			n = b.number(fmt.Sprint(block.ID, "|", block.Conditions[k.condition], "|", k.municipality, "|", k.sex, "|", k.age, "|", b.counts[k]))
		} else {
			group := k
			group.block = theSum.block
			n = b.number(fmt.Sprint("sum", k.block, "|", b.pkg.Measures[k.condition].Indicator, "|", k.municipality, "|", k.sex, "|", k.age, "|", b.sums[group]))
		}
		b.ids[k] = n
	}
	return n
}

// covered lists the municipalities behind a cell of a measure.
func (b *book) covered(m *cell.Measure, id area.ID) []string {
	key := fmt.Sprint(m.Collections, id)
	if list, ok := b.inside[key]; ok {
		return list
	}
	list := slices.DeleteFunc(slices.Clone(b.members[id]), func(municipality string) bool {
		for _, c := range m.Collections {
			if !slices.ContainsFunc(b.pkg.Coverage, func(x cell.Coverage) bool {
				return x.Collection == c && slices.Contains(x.Delivered, municipality)
			}) {
				return true
			}
		}
		return false
	})
	b.inside[key] = list
	return list
}

// form is a count behind an observation: of a condition, less another one.
type form struct {
	block, has, not int
}

// forms lists the counts that an observation of a measure shows or lets follow.
func (b *book) forms(m *cell.Measure) []form {
	var out []form
	for _, t := range []*cell.Term{m.Numerator, m.Denominator, m.Base} {
		if t != nil && !b.pkg.Blocks[t.Block].Public {
			out = append(out, form{t.Block, t.Condition, -1})
		}
	}
	less := func(whole, part *cell.Term) {
		if whole != nil && part != nil && whole.Block == part.Block && !b.pkg.Blocks[whole.Block].Public && whole.Condition != part.Condition {
			out = append(out, form{whole.Block, whole.Condition, part.Condition})
		}
	}
	if m.Kind == cell.Share {
		less(m.Denominator, m.Numerator)
	}
	less(m.Base, m.Denominator)
	return out
}

// count gives the sum behind a form in a cell, and its true value. Groups of
// unknown sex are in totals; knowsUnknown leaves them out, as known.
func (b *book) count(m *cell.Measure, at cell.Key, f form, knowsUnknown bool) (sum map[int32]uint64, value int64) {
	sum = map[int32]uint64{}
	for _, municipality := range b.covered(m, at.Area) {
		for _, sex := range code.PersonSexes {
			if at.Sex != code.TotalSex && at.Sex != sex {
				continue
			}
			for _, age := range b.ages[f.block] {
				if ageOf(m, at) != cell.AllAges && ageOf(m, at) != age {
					continue
				}
				k := countKey{municipality, sex, age, f.block, f.has}
				value += b.counts[k]
				known := knowsUnknown && sex == code.Unknown
				if !known {
					sum[b.id(k)] = 1
				}
				if f.not < 0 {
					continue
				}
				k.condition = f.not
				value -= b.counts[k]
				if !known {
					sum[b.id(k)] = field - 1
				}
			}
		}
	}
	return sum, value
}

// learnZeros: parts of a zero are zero.
func (b *book) learnZeros(m *cell.Measure, at cell.Key, f form, knowsUnknown bool) {
	for _, municipality := range b.covered(m, at.Area) {
		for _, sex := range code.PersonSexes {
			if at.Sex != code.TotalSex && at.Sex != sex {
				continue
			}
			for _, age := range b.ages[f.block] {
				if ageOf(m, at) != cell.AllAges && ageOf(m, at) != age {
					continue
				}
				sum, _ := b.count(m, cell.Key{Area: area.ID{Type: area.Municipality, Code: municipality}, Sex: sex, Age: age}, f, knowsUnknown)
				b.learn(sum)
			}
		}
	}
}

// summed gives the unknowns behind a mean's sum, or its sum of squares, in a cell.
func (b *book) summed(what form, m *cell.Measure, at cell.Key, knowsUnknown bool) map[int32]uint64 {
	sum := map[int32]uint64{}
	ages := []string{cell.AllAges}
	if m.Denominator != nil && len(b.ages[m.Denominator.Block]) > 0 {
		ages = b.ages[m.Denominator.Block]
	}
	for _, municipality := range b.covered(m, at.Area) {
		for _, sex := range code.PersonSexes {
			if at.Sex != code.TotalSex && at.Sex != sex || knowsUnknown && sex == code.Unknown {
				continue
			}
			for _, age := range ages {
				k := countKey{municipality, sex, age, -1, b.index[m.Name()]}
				if _, ok := b.sums[k]; ok && (ageOf(m, at) == cell.AllAges || ageOf(m, at) == age) {
					k.block = what.block
					sum[b.id(k)] = 1
				}
			}
		}
	}
	return sum
}

// ageOf is the age of the inner cells in a cell: a class's things are told by its
// conditions, not by an age of their own.
func ageOf(m *cell.Measure, at cell.Key) string {
	if m.Split.Age != "" {
		return cell.AllAges
	}
	return at.Age
}

// classAt names a cell of a measure as its row does; what a split leaves over has
// no row.
func classAt(m *cell.Measure, id area.ID, sex code.Sex, age string) cell.Key {
	at := cell.Key{Indicator: m.Indicator, Area: id, Sex: sex, Age: age + m.Split.Age, Dimension: m.Split.Dimension, Category: m.Split.Category}
	if m.Rest != "" {
		at.Dimension, at.Category = m.Rest, "(rest)"
	}
	return at
}
