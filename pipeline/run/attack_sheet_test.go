package run_test

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/indicator"
	"jamfor/pipeline/release"
)

// sheet is a reader with one release's CSV in a spreadsheet, who knows the
// definitions: numbers as they are printed, sums that have one unknown solved,
// again and again until nothing new comes of it. It shares nothing with the other
// reader but the tables' geometry, and works with values, not with unknowns.
type sheet struct {
	*book
	number    map[quantity]int
	value     []*big.Rat // by number, nil: not known
	equations []sumOf
	of        [][]int // by number: its equations
	unseen    []bool  // by number: of unknown sex, never a row
	tried     map[string]int
}

// quantity is one number that a table shows or hides: a form, or a mean's sum.
type quantity struct {
	what string
	area area.ID
	sex  code.Sex
	age  string
}

// sumOf says that a total is the sum of its parts.
type sumOf struct {
	kind  string
	total int
	parts []int
	count bool // of things: zero has zeros for parts
}

func newSheet(b *book) *sheet {
	return &sheet{book: b, number: map[quantity]int{}, tried: map[string]int{}}
}

func (s *sheet) at(q quantity) int {
	n, ok := s.number[q]
	if !ok {
		n = len(s.value)
		s.number[q], s.value, s.of, s.unseen = n, append(s.value, nil), append(s.of, nil), append(s.unseen, q.sex == code.Unknown)
	}
	return n
}

func (s *sheet) equation(kind string, count bool, total int, parts ...int) {
	if len(parts) == 0 {
		return
	}
	e := len(s.equations)
	s.equations = append(s.equations, sumOf{kind, total, parts, count})
	for _, n := range append([]int{total}, parts...) {
		s.of[n] = append(s.of[n], e)
	}
}

// what names a form of a measure: two measures that count the same conditions
// over the same collections share it, as the definitions tell.
func (s *sheet) what(m *cell.Measure, f form) string {
	b := &s.pkg.Blocks[f.block]
	name := b.ID + "|" + b.Conditions[f.has]
	if f.not >= 0 {
		name += "|without|" + b.Conditions[f.not]
	}
	return name + "|" + strings.Join(m.Collections, "+")
}

// read takes in a release's rows: what they print of counts, sums, shares and
// means.
func (s *sheet) read(t *testing.T, dir, set string) {
	t.Helper()
	measures := map[string]*cell.Measure{}
	for i := range s.pkg.Measures {
		measures[s.pkg.Measures[i].Name()] = &s.pkg.Measures[i]
	}
	for o, err := range release.Rows(dir, set) {
		if err != nil {
			t.Fatal(err)
		}
		as := cell.Measure{Indicator: o.Indicator, Split: cell.Split{Age: o.AgeGroup, Dimension: o.Dimension, Category: o.Category}}
		m, age := measures[as.Name()], cell.AllAges
		if m == nil && o.Dimension == "" { // an age of the inner cells
			m, age = measures[o.Indicator], o.AgeGroup
		}
		if m == nil || o.Period != s.pkg.Period || o.Status != code.OK && o.Status != code.NotApplicable {
			continue
		}
		learn := func(what, text string) *big.Rat {
			x, ok := new(big.Rat).SetString(text)
			if ok {
				s.value[s.at(quantity{what, o.Area, o.Sex, age})] = x
			}
			return x
		}
		term := func(x *cell.Term, text string) {
			if x != nil && !s.pkg.Blocks[x.Block].Public {
				learn(s.what(m, form{x.Block, x.Condition, -1}), text)
			}
		}
		term(m.Denominator, o.Denominator)
		switch m.Kind {
		case cell.Mean, cell.Change:
			learn("sum|"+m.Indicator, o.Numerator)
		case cell.Share, cell.Count, cell.Rate:
			term(m.Numerator, o.Numerator)
		}
	}
}

// relate writes down every sum that the definitions tell of.
func (s *sheet) relate() {
	done := map[string]bool{}
	for i := range s.pkg.Measures {
		m := &s.pkg.Measures[i]
		forms := s.forms(m)
		for k, f := range forms {
			if what := s.what(m, f); !done[what+grains(m)] {
				done[what+grains(m)] = true
				s.sums(m, what, true)
			}
			s.classes(m, k)
			if f.not >= 0 {
				s.everywhere(m, func(id area.ID, sex code.Sex, age string) {
					at := func(f form) int { return s.at(quantity{s.what(m, f), id, sex, age}) }
					s.equation("part and whole", true, at(form{f.block, f.has, -1}), at(form{f.block, f.not, -1}), at(f))
				})
			}
		}
		if m.Kind == cell.Mean || m.Kind == cell.Change {
			s.sums(m, "sum|"+m.Indicator, false)
		}
	}
}

// classes relates a form of a whole to those of the classes of each of its splits and
// of what these leave over.
func (s *sheet) classes(whole *cell.Measure, k int) {
	if !whole.Split.IsZero() || whole.Rest != "" {
		return
	}
	parts := map[string][]*cell.Measure{}
	for i := range s.pkg.Measures {
		m := &s.pkg.Measures[i]
		split := cmp.Or(m.Rest, m.Split.Dimension)
		if m.Split.Age != "" {
			split = indicator.AgeSplit
		}
		if m.Indicator == whole.Indicator && split != "" && k < len(s.forms(m)) {
			parts[split] = append(parts[split], m)
		}
	}
	for _, members := range parts {
		s.everywhere(members[0], func(id area.ID, sex code.Sex, age string) {
			var numbers []int
			for _, m := range members {
				numbers = append(numbers, s.at(quantity{s.what(m, s.forms(m)[k]), id, sex, age}))
			}
			s.equation("classes", true, s.at(quantity{s.what(whole, s.forms(whole)[k]), id, sex, age}), numbers...)
		})
	}
}

func grains(m *cell.Measure) string { return fmt.Sprint(m.Grains, m.BySex, m.Ages) }

// everywhere visits the cells of a measure.
func (s *sheet) everywhere(m *cell.Measure, visit func(area.ID, code.Sex, string)) {
	sexes := code.PublishedSexes
	if !m.BySex {
		sexes = []code.Sex{code.TotalSex}
	}
	for _, g := range m.Grains {
		for _, id := range area.Default().Areas(g) {
			if len(s.covered(m, id)) == 0 {
				continue
			}
			for _, sex := range sexes {
				for _, age := range append([]string{cell.AllAges}, m.Ages...) {
					visit(id, sex, age)
				}
			}
		}
	}
}

// sums relates a quantity over areas, sexes and ages.
func (s *sheet) sums(m *cell.Measure, what string, count bool) {
	kind := func(name string) string {
		if !count {
			return "means × counts, " + name
		}
		return name
	}
	s.everywhere(m, func(id area.ID, sex code.Sex, age string) {
		at := func(id area.ID, sex code.Sex, age string) int { return s.at(quantity{what, id, sex, age}) }
		total := at(id, sex, age)
		if id.Type != area.Municipality {
			for _, finer := range m.Grains {
				if parts := s.parts(m, id, finer); parts != nil {
					var numbers []int
					for _, p := range parts {
						numbers = append(numbers, at(p, sex, age))
					}
					s.equation(kind("areas, "+string(finer)), count, total, numbers...)
				}
			}
		}
		if sex == code.TotalSex && m.BySex {
			s.equation(kind("sexes"), count, total, at(id, code.Women, age), at(id, code.Men, age), at(id, code.Unknown, age))
		}
		if age == cell.AllAges && len(m.Ages) > 0 {
			var numbers []int
			for _, a := range m.Ages {
				numbers = append(numbers, at(id, sex, a))
			}
			s.equation(kind("ages"), count, total, numbers...)
		}
	})
}

// parts are the areas of a grain that an area consists of, as far as anyone there
// delivered; nil where it does not consist of such.
func (s *sheet) parts(m *cell.Measure, id area.ID, finer area.Type) []area.ID {
	if finer == area.Municipality {
		var out []area.ID
		for _, code1 := range s.covered(m, id) {
			out = append(out, area.ID{Type: finer, Code: code1})
		}
		return out
	}
	if id.Type != area.Nation || finer == area.Nation {
		return nil
	}
	return slices.DeleteFunc(area.Default().Areas(finer), func(part area.ID) bool { return len(s.covered(m, part)) == 0 })
}

// solve goes on until no sum has exactly one unknown.
func (s *sheet) solve() {
	for _, e := range s.equations {
		known, open := 0, 0
		for _, n := range append([]int{e.total}, e.parts...) {
			switch {
			case s.value[n] != nil:
				known++
			case !s.unseen[n]:
				open++
			}
		}
		if known > 0 && open > 0 {
			s.tried[e.kind]++
		}
	}
	queue := make([]int, len(s.equations))
	for i := range queue {
		queue[i] = i
	}
	for len(queue) > 0 {
		e := s.equations[queue[0]]
		queue = queue[1:]
		found := func(n int, x *big.Rat) {
			s.value[n] = x
			queue = append(queue, s.of[n]...)
		}
		unknown, rest := -1, new(big.Rat)
		if total := s.value[e.total]; total != nil {
			rest.Set(total)
			if e.count && total.Sign() == 0 {
				for _, n := range e.parts {
					if s.value[n] == nil {
						found(n, new(big.Rat))
					}
				}
				continue
			}
		} else {
			unknown = e.total
		}
		several := false
		for _, n := range e.parts {
			switch {
			case s.value[n] != nil:
				rest.Sub(rest, s.value[n])
			case unknown >= 0:
				several = true
			default:
				unknown = n
			}
		}
		if several || unknown < 0 {
			continue
		}
		if unknown == e.total {
			rest.Neg(rest)
		}
		found(unknown, rest)
	}
}

// knowUnknown gives the reader the truth about things of unknown sex.
func (s *sheet) knowUnknown() {
	for i := range s.pkg.Measures {
		m := &s.pkg.Measures[i]
		if !m.BySex {
			continue
		}
		for _, f := range s.forms(m) {
			s.everywhere(m, func(id area.ID, sex code.Sex, age string) {
				if sex == code.TotalSex {
					_, n := s.count(m, cell.Key{Area: id, Sex: code.Unknown, Age: age}, f, false)
					s.value[s.at(quantity{s.what(m, f), id, code.Unknown, age})] = big.NewRat(n, 1)
				}
			})
		}
	}
}

// spreadsheet attacks one release and lists what it recovered of the small
// numbers that no row shows, and of the sums.
func spreadsheet(t *testing.T, b *book, dir, set string, knows bool, before func(*cell.Measure, cell.Key, form) bool) (tried map[string]int, recovered []string) {
	t.Helper()
	s := newSheet(b)
	s.relate()
	s.read(t, dir, set)
	if knows {
		s.knowUnknown()
	}
	printed := make([]bool, len(s.value))
	for n := range printed {
		printed[n] = s.value[n] != nil
	}
	s.solve()
	seen := map[int]bool{}
	for i := range b.pkg.Measures {
		m := &b.pkg.Measures[i]
		for _, f := range b.forms(m) {
			s.everywhere(m, func(id area.ID, sex code.Sex, age string) {
				n := s.at(quantity{s.what(m, f), id, sex, age})
				if n >= len(printed) || printed[n] || seen[n] || s.value[n] == nil {
					return
				}
				seen[n] = true
				at := classAt(m, id, sex, age)
				own, truth := b.count(m, at, f, knows)
				if truth > 0 && truth < 5 && len(own) > 0 && s.value[n].Cmp(big.NewRat(truth, 1)) == 0 && !before(m, at, f) {
					recovered = append(recovered, fmt.Sprintf("%v %v: %d by subtraction", at, f, truth))
				}
			})
		}
		if m.Kind == cell.Mean || m.Kind == cell.Change {
			s.everywhere(m, func(id area.ID, sex code.Sex, age string) {
				at := cell.Key{Indicator: m.Indicator, Area: id, Sex: sex, Age: age}
				n := s.at(quantity{"sum|" + m.Indicator, id, sex, age})
				if n < len(printed) && !printed[n] && s.value[n] != nil && len(b.total(m, at, knows)) > 0 && !before(m, at, theSum) {
					recovered = append(recovered, fmt.Sprintf("%v: the sum %s by subtraction", at, s.value[n].FloatString(2)))
				}
			})
		}
	}
	return s.tried, recovered
}
