package disclosure_test

import (
	"testing"

	"pgregory.net/rapid"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
)

// The classes of the hand-made splits: every class has a bit for the whole and one
// for those with a plan; bits 0 and 1 are the undivided.
const (
	young    = 2
	old      = 4
	otherAge = 6
	severe   = 8
	notKnown = 10
)

// divided makes the measures of a share or count, its classes and what these leave
// over.
func divided(kind cell.Kind, indicator string, grains, classGrains []area.Type) []cell.Measure {
	make := func(bit int, split cell.Split, rest string, grains []area.Type) cell.Measure {
		m := cell.Measure{Indicator: indicator, Split: split, Rest: rest, Kind: kind, Numerator: term(bit), BySex: true, Grains: grains, Collections: []string{"a"}}
		if kind == cell.Share {
			m.Numerator, m.Denominator = term(bit+1), term(bit)
		}
		return m
	}
	return []cell.Measure{
		make(0, cell.Split{}, "", grains),
		make(young, cell.Split{Age: "18-24"}, "", classGrains),
		make(old, cell.Split{Age: "65+"}, "", classGrains),
		make(otherAge, cell.Split{}, "age_group", classGrains),
		make(severe, cell.Split{Dimension: "svarighetsgrad", Category: "svar"}, "", classGrains),
		make(notKnown, cell.Split{}, "svarighetsgrad", classGrains),
	}
}

// classes is the pattern of a thing.
func classes(plan bool, age, severity int) uint64 {
	x := uint64(1) | 1<<age | 1<<severity
	if plan {
		x |= x << 1
	}
	return x
}

func classConditions() []string {
	return []string{"n", "p", "n y", "p y", "n o", "p o", "n -", "p -", "n s", "p s", "n ?", "p ?"}
}

// TestWhatNoClassCoversIsProtected: three persons of another age follow from the
// whole and its classes; so one class is hidden, and the whole stays.
func TestWhatNoClassCoversIsProtected(t *testing.T) {
	p := example(func(b *cell.Block) {
		b.Conditions = classConditions()
		put := func(municipality string, n int64, age, severity int) {
			b.Atoms = append(b.Atoms, cell.Atom{Municipality: municipality, Sex: code.Women, Pattern: classes(false, age, severity), N: n})
		}
		put("0305", 40, young, severe)
		put("0319", 57, old, severe)
		put("0330", 3, otherAge, severe)
	}, divided(cell.Count, "J10001", []area.Type{area.County, area.Nation}, []area.Type{area.County, area.Nation})...)
	cells := clear(t, p)
	county := at("J10001", area.County, "03", code.TotalSex)
	if n := wantStatus(t, cells, county, code.OK).Numerator; n != 100 {
		t.Errorf("the whole is %d", n)
	}
	hidden := 0
	for _, group := range []string{"18-24", "65+"} {
		county.Age = group
		c, ok := cells[county]
		if !ok {
			t.Fatalf("no cell %v", county)
		}
		if c.status == code.Suppressed {
			hidden++
		}
	}
	if hidden == 0 {
		t.Error("the three of another age follow from the whole and its classes")
	}
	county.Age, county.Dimension, county.Category = "", "svarighetsgrad", "svar"
	wantStatus(t, cells, county, code.OK)
	for k := range cells {
		if k.Area.Type == area.Municipality {
			t.Errorf("%v is no published cell", k)
		}
	}
	if want := 3 * 4 * (21 + 1); len(cells) != want { // sexes, the whole and three classes, counties and the nation
		t.Errorf("%d cells, want %d: what no class covers is no row", len(cells), want)
	}
}

// TestNothingFollowsFromClasses: a dense solver over the true inner cells derives
// no small count of the whole, of a class or of what the classes leave over.
func TestNothingFollowsFromClasses(t *testing.T) {
	checked, blocked, small := 0, 0, 0
	rapid.Check(t, func(t *rapid.T) {
		p := dividedPackage(t)
		cleared, _, ok := protect(t, p)
		if !ok {
			blocked++
			return
		}
		cells := cellsOf(cleared)
		for _, knowsU := range []bool{false, true} {
			o := newOracle(&p, 0, knowsU)
			each := func(visit func(m *cell.Measure, k cell.Key)) {
				for i := range p.Measures {
					m := &p.Measures[i]
					for _, grain := range m.Grains {
						for _, id := range area.Default().Areas(grain) {
							for _, sex := range []code.Sex{code.TotalSex, code.Women, code.Men} {
								visit(m, cell.Key{Indicator: m.Indicator, Area: id, Sex: sex})
							}
						}
					}
				}
			}
			each(func(m *cell.Measure, k cell.Key) {
				shown := k
				shown.Age, shown.Dimension, shown.Category = m.Split.Age, m.Split.Dimension, m.Split.Category
				if m.Rest != "" || cells[shown].status != code.OK {
					return
				}
				for _, f := range forms(m) {
					set := o.form(m, k, f[0], f[1])
					o.learn(set, o.count(set, 0))
				}
			})
			o.solve()
			each(func(m *cell.Measure, k cell.Key) {
				for _, f := range forms(m) {
					set := o.form(m, k, f[0], f[1])
					n := o.count(set, 0)
					if n == 0 || n >= 5 {
						continue
					}
					small++
					if derives, blank := o.derives(set); derives && !blank {
						t.Fatalf("%s %v form %v: %d follows (knows U: %v)", m.Name(), k, f, n, knowsU)
					}
				}
			})
			checked++
		}
	})
	if small == 0 || checked == 0 {
		t.Errorf("%d small counts in %d readings", small, checked)
	}
	t.Logf("%d small counts attacked, %d packages blocked", small, blocked)
}

// dividedPackage draws a few municipalities with persons of every class.
func dividedPackage(t *rapid.T) cell.Package {
	p := cell.Package{Set: "test", Period: code.Year(2025), Blocks: []cell.Block{{ID: "b", Conditions: classConditions()}}}
	municipalities := few[:rapid.IntRange(2, 4).Draw(t, "municipalities")]
	p.Coverage = []cell.Coverage{{Collection: "a", Delivered: municipalities}}
	all := rapid.SliceOfNDistinct(rapid.Custom(func(t *rapid.T) uint64 {
		return classes(rapid.Bool().Draw(t, "plan"), rapid.SampledFrom([]int{young, old, otherAge}).Draw(t, "age"), rapid.SampledFrom([]int{severe, notKnown}).Draw(t, "severity"))
	}), 2, 6, rapid.ID[uint64]).Draw(t, "patterns")
	top := rapid.SampledFrom([]int{3, 8, 30}).Draw(t, "top")
	unknown := rapid.SampledFrom([]int{0, 0, 2}).Draw(t, "unknown")
	for _, m := range municipalities {
		for _, sex := range code.PersonSexes {
			for _, x := range all {
				most := top
				if sex == code.Unknown {
					most = unknown
				}
				if n := rapid.IntRange(-most/2, most).Draw(t, "n"); n > 0 {
					p.Blocks[0].Atoms = append(p.Blocks[0].Atoms, cell.Atom{Municipality: m, Sex: sex, Pattern: x, N: int64(n)})
				}
			}
		}
	}
	upper := []area.Type{area.County, area.Nation}
	grains := rapid.SampledFrom([][]area.Type{upper, append([]area.Type{area.Municipality}, upper...)}).Draw(t, "grains of classes")
	p.Measures = append(
		divided(cell.Count, "J00001", append([]area.Type{area.Municipality}, upper...), grains),
		divided(cell.Share, "J00002", append([]area.Type{area.Municipality}, upper...), grains)...,
	)
	return p
}
