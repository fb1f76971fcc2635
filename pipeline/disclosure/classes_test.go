package disclosure

import (
	"slices"
	"testing"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
)

// severities is a share by three classes of severity and three of age, each class
// with a bit for its denominator and one for its numerator; bit 14 is no class's.
func severities() cell.Package {
	term := func(bit int) *cell.Term { return &cell.Term{Condition: bit} }
	share := func(bit int, s cell.Split) cell.Measure {
		return cell.Measure{Indicator: "J1", Kind: cell.Share, Split: s, Denominator: term(bit), Numerator: term(bit + 1)}
	}
	p := cell.Package{
		Blocks: []cell.Block{{ID: "b", Conditions: []string{"n", "p", "n1", "p1", "n2", "p2", "n3", "p3", "a", "pa", "b", "pb", "c", "pc", "rest"}}},
		Measures: []cell.Measure{
			share(0, cell.Split{}),
			share(6, cell.Split{Dimension: "grad", Category: "3"}),
			share(2, cell.Split{Dimension: "grad", Category: "1"}),
			share(4, cell.Split{Dimension: "grad", Category: "2"}),
			share(8, cell.Split{Age: "0-17"}), share(10, cell.Split{Age: "18-64"}), share(12, cell.Split{Age: "65+"}),
			{Indicator: "J1", Kind: cell.Count, Rest: "grad", Numerator: term(14)},
			share(8, cell.Split{Dimension: "one", Category: "x"}),
		},
	}
	for pattern := range uint64(1 << 15) {
		if pattern%7 == 1 {
			p.Blocks[0].Atoms = append(p.Blocks[0].Atoms, cell.Atom{Municipality: "0305", Sex: code.Women, Pattern: pattern, N: int64(pattern%5) + 1})
		}
	}
	return p
}

// counted adds up what a term counts.
func counted(p cell.Package, t *cell.Term, also ...int) int64 {
	mask := uint64(1) << t.Condition
	for _, bit := range also {
		mask |= 1 << bit
	}
	n := int64(0)
	for _, a := range p.Blocks[t.Block].Atoms {
		if a.Pattern&mask != 0 {
			n += a.N
		}
	}
	return n
}

// TestMergedClassesCountWhatTheirPartsCount: three neighbours become a pair and
// one joined to it, which are all: the split is left out; four become two pairs,
// which count what either counts. Everything else counts what it did.
func TestMergedClassesCountWhatTheirPartsCount(t *testing.T) {
	p := severities()
	three, ok := mergeClasses(p)
	if !ok || len(three.Measures) != 6 {
		t.Fatalf("three classes: %v, %d measures", ok, len(three.Measures))
	}
	p.Measures = append(p.Measures, cell.Measure{
		Indicator: "J1", Kind: cell.Share, Split: cell.Split{Dimension: "grad", Category: "4"},
		Denominator: &cell.Term{Condition: 10}, Numerator: &cell.Term{Condition: 11},
	})
	before := severities()
	got, ok := mergeClasses(p)
	if !ok {
		t.Fatal("nothing was merged")
	}
	want := map[string][2][]int{ // bits of denominator and numerator
		"J1": {{0}, {1}}, "J1 grad 1+2": {{2, 4}, {3, 5}}, "J1 grad 3+4": {{6, 10}, {7, 11}},
		"J1 0-17": {{8}, {9}}, "J1 18-64": {{10}, {11}}, "J1 65+": {{12}, {13}}, "J1 one x": {{8}, {9}}, "J1 grad rest": {nil, {14}},
	}
	for i := range got.Measures {
		m := &got.Measures[i]
		w, ok := want[m.Name()]
		if !ok {
			t.Errorf("%s is there", m.Name())
			continue
		}
		delete(want, m.Name())
		for k, term := range []*cell.Term{m.Denominator, m.Numerator} {
			if w[k] == nil {
				continue
			}
			if x, y := counted(got, term), counted(before, &cell.Term{Condition: w[k][0]}, w[k][1:]...); x != y {
				t.Errorf("%s, term %d: %d, want %d", m.Name(), k, x, y)
			}
		}
	}
	if len(want) > 0 {
		t.Errorf("missing: %v", want)
	}
	if !slices.EqualFunc(p.Blocks[0].Atoms, before.Blocks[0].Atoms, func(a, b cell.Atom) bool { return a == b }) {
		t.Error("the package itself has changed")
	}
	if slices.ContainsFunc(p.Measures, func(m cell.Measure) bool { return m.Split.Category == "1+2" }) {
		t.Error("the package's measures have changed")
	}
}

// TestMergedAgeClasses: age groups that are classes are merged as ages are.
func TestMergedAgeClasses(t *testing.T) {
	p := severities()
	p.Measures = append(p.Measures, cell.Measure{
		Indicator: "J1", Kind: cell.Share, Split: cell.Split{Age: "80+"},
		Denominator: &cell.Term{Condition: 2}, Numerator: &cell.Term{Condition: 3},
	})
	p.Measures[6].Split.Age = "65-79"
	got, ok := mergeAges(p)
	var ages []string
	for _, m := range got.Measures {
		if m.Split.Age != "" {
			ages = append(ages, m.Split.Age)
		}
	}
	if want := []string{"0-64", "65+"}; !ok || !slices.Equal(ages, want) {
		t.Errorf("age groups %v, want %v", ages, want)
	}
	p.Measures = p.Measures[:1]
	if _, ok := mergeAges(p); ok {
		t.Error("ages were merged where there are none")
	}
	if _, ok := mergeClasses(p); ok {
		t.Error("classes were merged where there are none")
	}
}
