package run_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/compute"
	"jamfor/pipeline/release"
	"jamfor/pipeline/run"
	"jamfor/pipeline/synthetic"
)

// TestAttackFew: two counties and the indicators of every kind, in three releases:
// without some deliveries, with them, and after corrections. A reader of all
// public files recovers no small number that a release hides, no small difference
// between two versions of one, and no hidden sum.
func TestAttackFew(t *testing.T) {
	if testing.Short() {
		t.Skip("three releases: some ten seconds")
	}
	attackDemo(t, demoNation{
		Options:   synthetic.Options{Scale: 0.01, Seed: 4, FirstYear: 2025, LastYear: 2025, Only: countiesOf("03", "24")},
		templates: []string{"personer", "andel_kvinnor", "arenden_med_insats", "insatser_slutforda", "arendets_langd", "forandring_ors", "forbattrade_ors", "ors_fore", "genomforandeplan", "sip"},
	})
}

// TestAttackDemo: four counties with all indicators of addiction care. It takes a
// minute, and it is what found that a third release told of two earlier ones.
func TestAttackDemo(t *testing.T) {
	if testing.Short() {
		t.Skip("three releases of all indicators: a minute")
	}
	attackDemo(t, demoNation{
		Options: synthetic.Options{Scale: 0.01, Seed: 4, FirstYear: 2025, LastYear: 2025, Only: countiesOf("03", "04", "09", "24")},
	})
}

// TestAttackNation: all 290 municipalities, at a scale at which most numbers are
// small, with the faulty deliveries of the demo.
func TestAttackNation(t *testing.T) {
	heavyAttack(t)
	attackDemo(t, demoNation{Options: synthetic.Options{Scale: 0.02, Seed: 4, FirstYear: 2025, LastYear: 2025}})
}

func heavyAttack(t *testing.T) {
	t.Helper()
	if os.Getenv("JAMFOR_ATTACK") == "" {
		t.Skip("heavy: make attack runs it")
	}
}

func countiesOf(codes ...string) []string {
	var out []string
	for _, county := range codes {
		out = append(out, area.Default().Members(area.ID{Type: area.County, Code: county})...)
	}
	return out
}

// attackDemo makes three releases of addiction care and attacks them.
func attackDemo(t *testing.T, n demoNation) {
	t.Helper()
	p, ids := threeReleases(t, n)
	all := attempts{tried: map[string]int{}}
	for _, knowsUnknown := range []bool{false, true} {
		all.add(attack(t, p, ids, "missbruk", knowsUnknown, false))
	}
	if bare := attack(t, p, ids, "missbruk", false, true); len(bare.recovered) == 0 {
		t.Error("the attack recovers nothing where small numbers alone are hidden")
	} else {
		t.Logf("with small numbers alone hidden: %d recovered", len(bare.recovered))
	}
	total := 0
	for _, kind := range slices.Sorted(maps.Keys(all.tried)) {
		t.Logf("%8d  %s", all.tried[kind], kind)
		total += all.tried[kind]
	}
	t.Logf("%d shown numbers; %d attempts; %d known before they were hidden; recovered: %d", all.shown, total, all.before, len(all.recovered))
	for _, r := range all.recovered[:min(20, len(all.recovered))] {
		t.Error(r)
	}
	for _, kind := range []string{
		"hidden count, municipality", "hidden complement, municipality", "hidden sum, municipality", "small difference from or to a hidden number, municipality", "changed sum of few, municipality",
		"hidden squares, municipality", "squares of few, municipality", "squares left over, county",
		"spreadsheet: sexes", "spreadsheet: areas, municipality", "spreadsheet: part and whole", "spreadsheet: means × counts, sexes",
	} {
		if all.tried[kind] == 0 {
			t.Errorf("nothing was tried: %s", kind)
		}
	}
}

// attempts counts what was tried.
type attempts struct {
	shown, before int
	tried         map[string]int
	recovered     []string
}

func (a *attempts) add(b attempts) {
	a.shown, a.before = a.shown+b.shown, a.before+b.before
	for kind, n := range b.tried {
		a.tried[kind] += n
	}
	a.recovered = append(a.recovered, b.recovered...)
}

// attacked is a series of releases under attack.
type attacked struct {
	attempts
	*reader
	ids    []string
	books  []*book
	rows   []map[cell.Key]code.Status
	limits []map[cell.Key]bool // rows shown with limits
	knows  bool
	known  map[string]bool // out before the release that hides it
}

// attack reads the releases in order and tries, after each and after all of them,
// everything that any of them hides. bare shows what is hidden though no small
// number is in it: what a release would be that hides small cells and nothing else.
func attack(t *testing.T, p *run.Pipeline, ids []string, set string, knowsUnknown, bare bool) attempts {
	t.Helper()
	a := &attacked{attempts: attempts{tried: map[string]int{}}, reader: newReader(), ids: ids, knows: knowsUnknown, known: map[string]bool{}}
	for v, id := range ids {
		pkg, _, err := compute.Thaw(filepath.Join(cellsOf(p, id), compute.FrozenFile(set, "2025")))
		if err != nil {
			t.Fatal(err)
		}
		dir := publicOf(p, id)
		rows, limits := map[cell.Key]code.Status{}, map[cell.Key]bool{}
		for o, err := range release.Rows(dir, set) {
			if err != nil {
				t.Fatal(err)
			}
			if o.Period == pkg.Period {
				at := cell.Key{Indicator: o.Indicator, Area: o.Area, Sex: o.Sex, Age: o.AgeGroup, Dimension: o.Dimension, Category: o.Category}
				rows[at], limits[at] = o.Status, o.Lower95 != nil || o.Lower998 != nil
			}
		}
		a.books, a.rows, a.limits = append(a.books, newBook(a.reader, &pkg)), append(a.rows, rows), append(a.limits, limits)
		if bare {
			a.bare(v)
		}
		a.noteKnown(v)
		a.noteKnownSquares(v)
		a.read(v)
		a.readSquares(v)
		if bare {
			continue
		}
		tried, recovered := spreadsheet(t, a.books[v], dir, set, knowsUnknown, func(m *cell.Measure, at cell.Key, f form) bool {
			return a.known[fmt.Sprint(v, at, f)]
		})
		for kind, n := range tried {
			a.tried["spreadsheet: "+kind] += n
		}
		for _, r := range recovered {
			a.recovered = append(a.recovered, id+" "+r)
		}
	}
	for v := range ids {
		a.tryAll(v)
		a.trySquares(v)
	}
	return a.attempts
}

// bare shows the rows of a release that are hidden to protect others.
func (a *attacked) bare(v int) {
	b := a.books[v]
	a.each(v, func(m *cell.Measure, at cell.Key, status code.Status) {
		small := slices.ContainsFunc(b.forms(m), func(f form) bool {
			_, n := b.count(m, at, f, false)
			return n > 0 && n < 5
		})
		if status == code.Suppressed && !small {
			a.rows[v][at] = code.OK
			status = code.OK
		}
		if status == code.OK && scored(m) {
			a.limits[v][at] = b.base(m, at) >= fewForLimits
		}
	})
}

// theSum stands for a mean's sum among the forms of its counts.
var theSum = form{-1, -1, -1}

// noteKnown notes the small numbers and the sums that earlier releases give away
// already.
func (a *attacked) noteKnown(v int) {
	b := a.books[v]
	a.each(v, func(m *cell.Measure, at cell.Key, status code.Status) {
		if status != code.Suppressed {
			return
		}
		for _, f := range b.forms(m) {
			if sum, n := b.count(m, at, f, a.knows); n > 0 && n < 5 && a.follows(sum) {
				a.known[fmt.Sprint(v, at, f)] = true
			}
		}
		if (m.Kind == cell.Mean || m.Kind == cell.Change) && a.follows(b.total(m, at, a.knows)) {
			a.known[fmt.Sprint(v, at, theSum)] = true
		}
	})
}

// read learns what a release shows.
func (a *attacked) read(v int) {
	b := a.books[v]
	a.each(v, func(m *cell.Measure, at cell.Key, status code.Status) {
		if status != code.OK && status != code.NotApplicable {
			return
		}
		for _, f := range b.forms(m) {
			sum, n := b.count(m, at, f, a.knows)
			a.learn(sum)
			a.shown++
			if n == 0 {
				b.learnZeros(m, at, f, a.knows)
			}
		}
		if (m.Kind == cell.Mean || m.Kind == cell.Change) && status == code.OK {
			a.learn(b.total(m, at, a.knows))
			a.shown++
		}
	})
}

// tryAll tries every hidden number of a release, and every small difference from
// an earlier one, hidden or shown.
func (a *attacked) tryAll(v int) {
	b := a.books[v]
	a.each(v, func(m *cell.Measure, at cell.Key, status code.Status) {
		grain := string(at.Area.Type)
		means := m.Kind == cell.Mean || m.Kind == cell.Change
		if status == code.Suppressed && means {
			a.tried["hidden sum, "+grain]++
			switch {
			case !a.follows(b.total(m, at, a.knows)):
			case a.known[fmt.Sprint(v, at, theSum)]:
				a.before++
			default:
				a.recovered = append(a.recovered, fmt.Sprintf("%s %v: the sum of a hidden mean follows", a.ids[v], at))
			}
		}
		for _, f := range b.forms(m) {
			if status == code.Suppressed {
				a.tryCount(v, m, at, f)
			}
			for w := range v {
				a.tryDifference(v, w, m, at, f)
			}
		}
		for w := range v {
			if means {
				a.trySums(v, w, m, at)
			}
		}
	})
}

// tryCount tries one hidden count.
func (a *attacked) tryCount(v int, m *cell.Measure, at cell.Key, f form) {
	kind := "hidden count, "
	if f.not >= 0 {
		kind = "hidden complement, "
	}
	a.tried[kind+string(at.Area.Type)]++
	sum, n := a.books[v].count(m, at, f, a.knows)
	switch {
	case n <= 0 || n >= 5 || !a.follows(sum):
	case a.known[fmt.Sprint(v, at, f)]:
		a.before++
	default:
		a.recovered = append(a.recovered, fmt.Sprintf("%s %v %v: %d follows", a.ids[v], at, f, n))
	}
}

// tryDifference tries the difference of a count between two releases, where it is
// small. Between two numbers that are both shown there should be none.
func (a *attacked) tryDifference(v, w int, m *cell.Measure, at cell.Key, f form) {
	now, old := a.books[v], a.books[w]
	k, ok := old.index[m.Name()]
	if !ok || a.rows[w][at] == code.Missing || !sameForms(old, &old.pkg.Measures[k], now, m) {
		return
	}
	before, y := old.count(&old.pkg.Measures[k], at, f, a.knows)
	sum, x := now.count(m, at, f, a.knows)
	if d := x - y; d == 0 || d >= 5 || d <= -5 {
		return
	}
	isShown := func(s code.Status) bool { return s == code.OK || s == code.NotApplicable }
	kind := "small difference from or to a hidden number, " // or what is left over, which is never a row
	if isShown(a.rows[v][at]) && isShown(a.rows[w][at]) {
		kind = "small difference between two shown numbers, "
	}
	a.tried[kind+string(at.Area.Type)]++
	if a.follows(less(sum, before)) {
		a.recovered = append(a.recovered, fmt.Sprintf("%s less %s %v %v: %d less %d follows", a.ids[v], a.ids[w], at, f, x, y))
	}
}

// trySums tries what a mean's sum changed by where the number of things changed
// by few or not at all.
func (a *attacked) trySums(v, w int, m *cell.Measure, at cell.Key) {
	now, old := a.books[v], a.books[w]
	k, ok := old.index[m.Name()]
	if !ok || a.rows[w][at] == code.Missing || m.Denominator == nil {
		return
	}
	f := form{m.Denominator.Block, m.Denominator.Condition, -1}
	_, x := now.count(m, at, f, a.knows)
	_, y := old.count(&old.pkg.Measures[k], at, f, a.knows)
	change := less(now.total(m, at, a.knows), old.total(&old.pkg.Measures[k], at, a.knows))
	if d := x - y; len(change) == 0 || d >= 5 || d <= -5 {
		return
	}
	a.tried["changed sum of few, "+string(at.Area.Type)]++
	if a.follows(change) {
		a.recovered = append(a.recovered, fmt.Sprintf("%s less %s %v: what the sum changed by follows", a.ids[v], a.ids[w], at))
	}
}

// sameForms: the measure counts the same conditions at the same places.
func sameForms(a *book, m *cell.Measure, b *book, n *cell.Measure) bool {
	x, y := a.forms(m), b.forms(n)
	return slices.EqualFunc(x, y, func(f, g form) bool {
		p, q := &a.pkg.Blocks[f.block], &b.pkg.Blocks[g.block]
		return p.ID == q.ID && p.Conditions[f.has] == q.Conditions[g.has] && (f.not < 0) == (g.not < 0) &&
			(f.not < 0 || p.Conditions[f.not] == q.Conditions[g.not])
	})
}

// each visits the cells that a release has rows of.
func (a *attacked) each(v int, visit func(*cell.Measure, cell.Key, code.Status)) {
	b := a.books[v]
	for i := range b.pkg.Measures {
		m := &b.pkg.Measures[i]
		for _, g := range m.Grains {
			for _, id := range area.Default().Areas(g) {
				for _, sex := range code.PublishedSexes {
					for _, age := range append([]string{cell.AllAges}, m.Ages...) {
						at := classAt(m, id, sex, age)
						status, ok := a.rows[v][at]
						if m.Rest != "" && len(b.covered(m, id)) > 0 { // never a row, always tried
							status, ok = code.Suppressed, true
						}
						if ok && status != code.Missing {
							visit(m, at, status)
						}
					}
				}
			}
		}
	}
}
