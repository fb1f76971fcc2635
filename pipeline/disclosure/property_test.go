package disclosure_test

import (
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure"
)

// protect runs Protect; a block by a person's decision is a legal outcome.
func protect(t *rapid.T, p cell.Package) (disclosure.Cleared, *disclosure.Report, bool) {
	cleared, report, err := disclosure.Protect(t.Context(), p, area.Default(), disclosure.DefaultRules())
	var b *disclosure.Blocked
	if errors.As(err, &b) {
		if !cleared.IsZero() {
			t.Fatal("a blocked package is cleared")
		}
		return cleared, report, false
	}
	if err != nil {
		t.Fatal(err)
	}
	return cleared, report, true
}

// forms lists the counts behind a measure: condition and excluded condition.
func forms(m *cell.Measure) [][2]int {
	var out [][2]int
	add := func(x *cell.Term) {
		if x != nil {
			out = append(out, [2]int{x.Condition, -1})
		}
	}
	add(m.Numerator)
	add(m.Denominator)
	add(m.Base)
	if m.Kind == cell.Share {
		out = append(out, [2]int{m.Denominator.Condition, m.Numerator.Condition})
	}
	if m.Base != nil {
		out = append(out, [2]int{m.Base.Condition, m.Denominator.Condition})
	}
	return out
}

// TestNothingFollows: a dense solver over the true inner cells derives neither a
// small count of any kind nor a hidden observation.
func TestNothingFollows(t *testing.T) {
	blocked, hidden, checked := 0, 0, 0
	rapid.Check(t, func(t *rapid.T) {
		p := smallPackage(t)
		cleared, _, ok := protect(t, p)
		if !ok {
			blocked++
			return
		}
		cells := cellsOf(cleared)
		checkAlone(t, &p, cells)
		for _, knowsU := range []bool{false, true} {
			o := newOracle(&p, 0, knowsU)
			for i := range p.Measures {
				for k, c := range cells {
					if m := &p.Measures[i]; k.Indicator == m.Indicator && c.status == code.OK {
						for _, f := range forms(m) {
							set := o.form(m, k, f[0], f[1])
							o.learn(set, o.count(set, 0))
						}
					}
				}
			}
			o.solve()
			var ones, small [][]bool
			for k, c := range cells {
				m := &p.Measures[slices.IndexFunc(p.Measures, func(m cell.Measure) bool { return m.Indicator == k.Indicator })]
				if c.status == code.Missing {
					continue
				}
				all := true
				sexes := []code.Sex{k.Sex}
				if k.Sex == code.TotalSex && m.BySex && !knowsU {
					sexes = append(sexes, code.Unknown)
				}
				for _, f := range forms(m) {
					for _, sex := range sexes {
						at := k
						at.Sex = sex
						set := o.form(m, at, f[0], f[1])
						derives, blank := o.derives(set)
						if sex == k.Sex && f[1] < 0 {
							all = all && derives
						}
						if n := o.count(set, 0); n > 0 && n < 5 && derives && !blank {
							t.Fatalf("%v form %v sex %s: %d follows (knows U: %v)", k, f, sex, n, knowsU)
						}
						if n := o.count(set, 0); sex == k.Sex && n > 0 && n < 5 {
							small = append(small, set)
							if n == 1 {
								ones = append(ones, set)
							}
						}
						checked++
					}
				}
				if c.status == code.Suppressed {
					hidden++
					additive := m.Kind == cell.Share || m.Kind == cell.Count
					if all && additive && !knowsU {
						t.Fatalf("%v is hidden and follows\n%s", k, picture(&p, cells, k.Area))
					}
				}
			}
			for _, one := range ones {
				for _, other := range small {
					if o.opens(one, other) {
						t.Fatalf("someone alone can compute another small count (knows U: %v)", knowsU)
					}
				}
			}
			checkSums(t, &p, cells, knowsU)
		}
	})
	t.Logf("%d counts attacked, %d hidden cells, %d packages blocked", checked, hidden, blocked)
}

// checkAlone: no cell is hidden alone beside a shown whole and shown siblings,
// whatever it holds.
func checkAlone(t *rapid.T, p *cell.Package, cells map[cell.Key]shownCell) {
	alone := func(whole cell.Key, parts []cell.Key) {
		hidden := 0
		for _, k := range parts {
			if cells[k].status == code.Suppressed {
				hidden++
			}
		}
		if cells[whole].status == code.OK && hidden == 1 {
			t.Fatalf("one part of %v is hidden alone\n%s", whole, picture(p, cells, whole.Area))
		}
	}
	for k := range cells {
		if k.Sex == code.TotalSex {
			w, m := k, k
			w.Sex, m.Sex = code.Women, code.Men
			if _, ok := cells[w]; ok {
				alone(k, []cell.Key{w, m})
				if cells[w].status == code.OK && cells[m].status == code.OK && cells[k].status == code.Suppressed {
					t.Fatalf("the total %v is hidden alone\n%s", k, picture(p, cells, k.Area))
				}
			}
		}
		if k.Area.Type == area.County || k.Area.Type == area.MunicipalityGroup {
			var parts []cell.Key
			for _, m := range area.Default().Members(k.Area) {
				part := k
				part.Area = area.ID{Type: area.Municipality, Code: m}
				parts = append(parts, part)
			}
			alone(k, parts)
		}
	}
}

// picture shows an area's cells and atoms, for the reader of a failure.
func picture(p *cell.Package, cells map[cell.Key]shownCell, at area.ID) string {
	out := ""
	for i := range p.Measures {
		m := &p.Measures[i]
		for k, c := range cells {
			if k.Area == at && k.Indicator == m.Indicator {
				out += fmt.Sprintf("%v %v %d/%d %s %v %v\n", k, m.Kind, c.parts.Numerator, c.parts.Denominator, c.status, forms(m), m.Collections)
			}
		}
	}
	for _, a := range p.Blocks[0].Atoms {
		out += fmt.Sprintf("%+v\n", a)
	}
	return out
}

// checkSums: the sums behind hidden means do not follow from shown ones. The
// unknowns are the Σx of municipality, sex and age.
func checkSums(t *rapid.T, p *cell.Package, cells map[cell.Key]shownCell, knowsU bool) {
	for i := range p.Measures {
		m := &p.Measures[i]
		if m.Kind != cell.Mean && m.Kind != cell.Change && m.Kind != cell.Median {
			continue
		}
		q := cell.Package{Coverage: p.Coverage, Blocks: []cell.Block{{}}}
		for _, a := range p.Blocks[0].Atoms {
			if a.Pattern>>m.Denominator.Condition&1 == 1 {
				a.Pattern = 1
				q.Blocks[0].Atoms = append(q.Blocks[0].Atoms, a)
			}
		}
		o := newOracle(&q, 0, knowsU)
		for j, u := range o.unknowns { // nobody there: Σx is 0
			set := make([]bool, len(o.unknowns))
			set[j] = true
			o.dead[j] = o.dead[j] || o.count(set, 0) == 0
			_ = u
		}
		for k, c := range cells {
			if k.Indicator == m.Indicator && c.status == code.OK {
				o.learn(o.form(m, k, 0, -1), 1)
			}
		}
		o.solve()
		for k, c := range cells {
			if k.Indicator == m.Indicator && c.status == code.Suppressed {
				if derives, blank := o.derives(o.form(m, k, 0, -1)); derives && !blank {
					t.Fatalf("the sum of %v follows (knows U: %v)", k, knowsU)
				}
			}
		}
	}
}

// TestInvariance: nothing is hidden for nothing, and the answer is the same again,
// with one thread, and under other names.
func TestInvariance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := smallPackage(t)
		cleared, report, ok := protect(t, p)
		if ok && report.Primary == 0 && report.Hidden > 0 {
			t.Fatalf("%d hidden for nothing", report.Hidden)
		}
		threads := runtime.GOMAXPROCS(1)
		again, _, _ := protect(t, p)
		runtime.GOMAXPROCS(threads)
		if ok && !reflect.DeepEqual(cellsOf(cleared), cellsOf(again)) {
			t.Fatal("another answer to the same question")
		}
		q := p
		q.Measures = slices.Clone(p.Measures)
		for i := range q.Measures {
			q.Measures[i].Indicator = "X" + q.Measures[i].Indicator
		}
		q.Blocks = slices.Clone(p.Blocks)
		q.Blocks[0].ID = "other"
		slices.Reverse(q.Coverage)
		renamed, _, okToo := protect(t, q)
		if ok != okToo {
			t.Fatal("names decide")
		}
		if !ok {
			return
		}
		want := cellsOf(cleared)
		renamed.Each(func(k cell.Key, _ cell.Parts, s code.Status) {
			k.Indicator = k.Indicator[1:]
			if want[k].status != s {
				t.Fatalf("%v: %s, under another name %s", k, want[k].status, s)
			}
		})
	})
}
