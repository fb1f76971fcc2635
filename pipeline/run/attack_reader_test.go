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
// (a condition of a block, or a measure's sum), by sex and by version: one
// unknown where nothing of the municipality's block changed between releases.
// Every shown number is a sum of unknowns; what is a combination of shown ones
// follows, whoever adds and subtracts: across grains, sexes, releases, parts and
// wholes, means and their counts.
type reader struct {
	unknown map[string]int32
	pivots  map[int32][]coefficient // by last unknown, which is 1
	version map[string]int          // municipality's block and content to the release that first had it
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
	return &reader{unknown: map[string]int32{}, pivots: map[int32][]coefficient{}, version: map[string]int{}}
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

// rest is what remains of a sum after all that is known, unknowns rising.
func (r *reader) rest(sum map[int32]uint64) []coefficient {
	var order []int32
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

// book is a package as a reader of its definitions sees it.
type book struct {
	*reader
	pkg     *cell.Package
	release int
	members map[area.ID][]string
	content map[string]string  // municipality and block to what is in it
	counts  map[countKey]int64 // truth
	sums    map[string]bool    // measures' groups with a sum
}

type countKey struct {
	municipality string
	sex          code.Sex
	block        int
	has, not     int // condition; -1: none
}

func newBook(r *reader, pkg *cell.Package, release int) *book {
	b := &book{reader: r, pkg: pkg, release: release, members: map[area.ID][]string{}, content: map[string]string{}, counts: map[countKey]int64{}, sums: map[string]bool{}}
	for _, g := range area.Grains {
		for _, id := range area.Default().Areas(g) {
			b.members[id] = area.Default().Members(id)
		}
	}
	for i := range pkg.Blocks {
		for _, a := range pkg.Blocks[i].Atoms {
			k := fmt.Sprint(a.Municipality, "|", pkg.Blocks[i].ID)
			b.content[k] += fmt.Sprint(a.Sex, a.Pattern, a.N, ";")
		}
	}
	for i := range pkg.Measures {
		for _, s := range pkg.Measures[i].Sums {
			k := fmt.Sprint(s.Municipality, "|", pkg.Measures[i].Indicator)
			b.content[k] += fmt.Sprint(s.Sex, s.Sum, ";")
			b.sums[fmt.Sprint(k, "|", s.Sex)] = true
		}
	}
	return b
}

// name is an unknown's: of the release that first had the same content.
func (b *book) name(municipality, what string, sex code.Sex, thing string) string {
	k := municipality + "|" + what
	first, ok := b.version[k+"|"+b.content[k]]
	if !ok {
		first = b.release
		b.version[k+"|"+b.content[k]] = first
	}
	return fmt.Sprint(k, "|", sex, "|", thing, "|", first)
}

// covered lists the municipalities behind a cell of a measure.
func (b *book) covered(m *cell.Measure, id area.ID) []string {
	return slices.DeleteFunc(slices.Clone(b.members[id]), func(municipality string) bool {
		for _, c := range m.Collections {
			if !slices.ContainsFunc(b.pkg.Coverage, func(x cell.Coverage) bool {
				return x.Collection == c && slices.Contains(x.Delivered, municipality)
			}) {
				return true
			}
		}
		return false
	})
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
	block := &b.pkg.Blocks[f.block]
	for _, municipality := range b.covered(m, at.Area) {
		for _, sex := range code.PersonSexes {
			if at.Sex != code.TotalSex && at.Sex != sex {
				continue
			}
			whole := b.value(municipality, sex, f.block, f.has)
			part := int64(0)
			if f.not >= 0 {
				part = b.value(municipality, sex, f.block, f.not)
			}
			value += whole - part
			if knowsUnknown && sex == code.Unknown {
				continue
			}
			add := func(condition int, by uint64) {
				n := b.number(b.name(municipality, block.ID, sex, block.Conditions[condition]))
				sum[n] = (sum[n] + by) % field
			}
			add(f.has, 1)
			if f.not >= 0 {
				add(f.not, field-1)
			}
		}
	}
	for u, by := range sum {
		if by == 0 {
			delete(sum, u)
		}
	}
	return sum, value
}

// value is the truth.
func (b *book) value(municipality string, sex code.Sex, block, condition int) int64 {
	if len(b.counts) == 0 {
		for i := range b.pkg.Blocks {
			for _, a := range b.pkg.Blocks[i].Atoms {
				for c := range b.pkg.Blocks[i].Conditions {
					if a.Pattern>>c&1 == 1 {
						b.counts[countKey{a.Municipality, a.Sex, i, c, -1}] += a.N
					}
				}
			}
		}
	}
	return b.counts[countKey{municipality, sex, block, condition, -1}]
}

// learnZeros: parts of a zero are zero.
func (b *book) learnZeros(m *cell.Measure, at cell.Key, f form, knowsUnknown bool) {
	for _, municipality := range b.covered(m, at.Area) {
		for _, sex := range code.PersonSexes {
			if at.Sex != code.TotalSex && at.Sex != sex {
				continue
			}
			sum, _ := b.count(m, cell.Key{Area: area.ID{Type: area.Municipality, Code: municipality}, Sex: sex}, f, knowsUnknown)
			b.learn(sum)
		}
	}
}

// total gives the unknowns behind a mean's sum in a cell.
func (b *book) total(m *cell.Measure, at cell.Key, knowsUnknown bool) map[int32]uint64 {
	sum := map[int32]uint64{}
	for _, municipality := range b.covered(m, at.Area) {
		for _, sex := range code.PersonSexes {
			if at.Sex != code.TotalSex && at.Sex != sex || knowsUnknown && sex == code.Unknown || !b.sums[fmt.Sprint(municipality, "|", m.Indicator, "|", sex)] {
				continue
			}
			sum[b.number(b.name(municipality, m.Indicator, sex, "sum"))] = 1
		}
	}
	return sum
}
