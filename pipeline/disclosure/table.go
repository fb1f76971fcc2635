package disclosure

import (
	"fmt"
	"maps"
	"math/big"
	"slices"
	"sort"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
)

// form is a kind of count within a block: the things that meet condition has
// and, where not ≥ 0, do not meet condition not.
type form struct{ has, not int }

func (f form) matches(pattern uint64) bool {
	return pattern>>f.has&1 == 1 && (f.not < 0 || pattern>>f.not&1 == 0)
}

// table is the data behind one linear model: counts of every used form by group
// (municipality, sex, age group). It stands for a block, or for a series of
// sums that count users.
type table struct {
	label string
	// conditions are the texts of the block's conditions, by number.
	conditions []string
	unit       int64 // value that stands for one thing
	ages       []string
	forms      []form
	index      map[form]int
	// patterns are the patterns that occur anywhere in the nation, as the set
	// of forms they match; patterns that match the same forms are one.
	patterns []bitset
	former   map[uint64]bool // patterns of earlier releases
	values   [][]int64       // by form, by group
	inner    map[innerKey]int64
	atoms    []cell.Atom
	at       map[string]int
}

func newTable(label string, conditions []string, atoms []cell.Atom, at map[string]int) *table {
	t := &table{label: label, conditions: conditions, unit: 1, index: map[form]int{}, former: map[uint64]bool{}, atoms: atoms, at: at}
	ages := map[string]bool{}
	for _, a := range atoms {
		ages[a.Age] = true
	}
	t.ages = slices.Sorted(maps.Keys(ages))
	return t
}

// form gives the number of a form, a new one where it is not known yet.
func (t *table) form(f form) int {
	i, ok := t.index[f]
	if !ok {
		i = len(t.forms)
		t.index[f] = i
		t.forms = append(t.forms, f)
	}
	return i
}

// formNumber is the number of a form that the table has, else -1.
func (t *table) formNumber(f form) int {
	if i, ok := t.index[f]; ok {
		return i
	}
	return -1
}

// nested reports whether every thing that meets inner meets outer.
func (t *table) nested(inner, outer int) bool {
	return !slices.ContainsFunc(t.atoms, func(a cell.Atom) bool {
		return a.N > 0 && form{inner, outer}.matches(a.Pattern)
	})
}

func (t *table) groups() int { return len(t.at) * len(code.PersonSexes) * len(t.ages) }

func (t *table) group(municipality int32, sex, age int) int32 {
	return (municipality*int32(len(code.PersonSexes))+int32(sex))*int32(len(t.ages)) + int32(age)
}

// sexOf is the sex of a group, as an index of code.PersonSexes.
func (t *table) sexOf(group int32) int {
	return int(group) / len(t.ages) % len(code.PersonSexes)
}

// innerKey names a true inner cell: a group and a pattern by the forms it matches.
type innerKey struct {
	group int32
	mask  string
}

// fill counts the forms, once all of them are known.
func (t *table) fill() {
	t.values, t.inner = make([][]int64, len(t.forms)), map[innerKey]int64{}
	for i := range t.values {
		t.values[i] = make([]int64, t.groups())
	}
	seen := map[string]bool{}
	masks := map[uint64]bitset{}
	occurs := func(pattern uint64) bitset {
		mask := t.mask(pattern)
		masks[pattern] = mask
		if !seen[mask.key()] && !mask.empty() {
			seen[mask.key()] = true
			t.patterns = append(t.patterns, mask)
		}
		return mask
	}
	for pattern := range t.former {
		occurs(pattern) // sorted below
	}
	for _, a := range t.atoms {
		if a.N == 0 {
			continue
		}
		mask, ok := masks[a.Pattern]
		if !ok {
			mask = occurs(a.Pattern)
		}
		age, _ := slices.BinarySearch(t.ages, a.Age)
		g := t.group(int32(t.at[a.Municipality]), slices.Index(code.PersonSexes, a.Sex), age)
		if len(t.atoms) <= mostAtoms {
			t.inner[innerKey{g, mask.key()}] += a.N
		}
		for i := range t.forms {
			if mask.has(i) {
				t.values[i][g] += a.N
			}
		}
	}
	t.sortPatterns()
}

func (t *table) mask(pattern uint64) bitset {
	m := newBitset(len(t.forms))
	for i, f := range t.forms {
		if f.matches(pattern) {
			m.set(i)
		}
	}
	return m
}

// sortPatterns puts patterns that meet few conditions first, which keeps the
// elimination sparse; ties go by the forms themselves.
func (t *table) sortPatterns() {
	met := func(b bitset) int {
		n := 0
		for i, f := range t.forms {
			if f.not < 0 && b.has(i) {
				n++
			}
		}
		return n
	}
	sort.Slice(t.patterns, func(i, j int) bool {
		a, b := t.patterns[i], t.patterns[j]
		if x, y := met(a), met(b); x != y {
			return x < y
		}
		return slices.Compare(a, b) < 0
	})
}

// within lists the groups of a place, rising.
func (t *table) within(municipalities []int32, sex code.Sex, age string) []int32 {
	var out []int32
	for _, m := range municipalities {
		for s, personSex := range code.PersonSexes {
			if !holdsSex(sex, personSex) {
				continue
			}
			for a, name := range t.ages {
				if holdsAge(age, name) {
					out = append(out, t.group(m, s, a))
				}
			}
		}
	}
	return out
}

func (t *table) sum(formNumber int, groups []int32) int64 {
	total := int64(0)
	for _, g := range groups {
		total += t.values[formNumber][g]
	}
	return total
}

// most bounds a single sum of a series, so that national totals stay far from
// overflow; what is larger than this is no small number of users.
const most = 1 << 50

// seriesTable makes a table of sums that count users, as if each were a block
// with one condition. Whole numbers stay whole whatever the measure's scale.
func seriesTable(m *cell.Measure, pick func(*cell.Sum) *big.Int, at map[string]int) (*table, error) {
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(m.Scale)), nil)
	whole := true
	for i := range m.Sums {
		x := pick(&m.Sums[i])
		if x.Sign() < 0 {
			return nil, fmt.Errorf("measure %s: a negative number of users", m.Indicator)
		}
		whole = whole && new(big.Int).Rem(x, scale).Sign() == 0
	}
	atoms := make([]cell.Atom, len(m.Sums))
	for i := range m.Sums {
		s := &m.Sums[i]
		x := new(big.Int).Set(pick(s))
		if whole {
			x.Quo(x, scale)
		}
		n := int64(most)
		if x.IsInt64() {
			n = min(n, x.Int64())
		}
		if _, ok := at[s.Municipality]; !ok || !slices.Contains(code.PersonSexes, s.Sex) && s.Sex != code.TotalSex {
			return nil, fmt.Errorf("measure %s: a sum of municipality %q and sex %q is not one", m.Indicator, s.Municipality, s.Sex)
		}
		sex := s.Sex
		if sex == code.TotalSex {
			sex = code.Unknown
		}
		atoms[i] = cell.Atom{Municipality: s.Municipality, Sex: sex, Age: s.Age, Pattern: 1, N: n}
	}
	t := newTable("sums of "+m.Indicator, []string{"users"}, atoms, at)
	if !whole {
		t.unit = scale.Int64()
	}
	return t, nil
}
