package run_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/compute"
	"jamfor/pipeline/release"
	"jamfor/pipeline/run"
	"jamfor/pipeline/synthetic"
	"jamfor/pipeline/workspace"
)

// TestAttackDemo: four counties of the demo nation in three releases: one without the
// deliveries of some municipalities, one with them, and one after corrections.
// A reader of all public files recovers no small number that the releases hide,
// no small difference between two versions of one, and no hidden sum.
func TestAttackDemo(t *testing.T) {
	if os.Getenv("JAMFOR_ATTACK") == "" {
		t.Skip("heavy: make attack runs it")
	}
	p := newPipeline(t)
	inbox := p.Workspace.Path(workspace.Inbox)
	options := synthetic.Options{Scale: 0.01, Seed: 4, FirstYear: 2025, LastYear: 2025}
	for _, county := range []string{"03", "04", "09", "24"} {
		options.Only = append(options.Only, area.Default().Members(area.ID{Type: area.County, Code: county})...)
	}
	if _, err := synthetic.Generate(t.Context(), inbox, options, nil); err != nil {
		t.Fatal(err)
	}
	keep(t, inbox, "missbruk_")
	late, again := t.TempDir(), t.TempDir()
	corrected := folders(t, inbox, "missbruk_")
	if len(corrected) == 0 {
		t.Fatal("no delivery of CSV files to correct")
	}
	for _, name := range corrected {
		correct(t, filepath.Join(inbox, name), filepath.Join(again, filepath.Dir(name), strings.TrimSuffix(filepath.Base(name), "_1")+"_2"))
	}
	held := slices.DeleteFunc(sent(t, inbox), func(name string) bool {
		base := filepath.Base(name)
		return !strings.HasPrefix(base, "missbruk_") || strings.Contains(base, "multi") || slices.Contains(corrected, name)
	})
	for _, name := range held[:min(3, len(held))] {
		move(t, filepath.Join(inbox, name), filepath.Join(late, name))
	}
	var ids []string
	step := func() {
		made, err := p.Run(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, made.Release.ID)
		t.Logf("release %s: %d deliveries taken in", made.Release.ID, made.Ingest.Accepted)
	}
	step()
	for _, dir := range []string{late, again} {
		for _, name := range sent(t, dir) {
			move(t, filepath.Join(dir, name), filepath.Join(inbox, name))
		}
		step()
	}
	if len(slices.Compact(slices.Clone(ids))) != 3 {
		t.Fatalf("releases %v", ids)
	}
	var all attempts
	for _, set := range []string{"missbruk"} {
		for _, knowsUnknown := range []bool{false, true} {
			all.add(attack(t, p, ids, set, knowsUnknown))
		}
	}
	t.Logf("%d shown numbers; attempts: %d on hidden counts, %d on hidden sums, %d on differences between releases; %d known before they were hidden; recovered: %d",
		all.shown, all.counts, all.sums, all.differences, all.before, len(all.recovered))
	for _, r := range all.recovered[:min(20, len(all.recovered))] {
		t.Error(r)
	}
	if all.counts == 0 || all.sums == 0 { // differences: disclosure's TestReleases draws them in plenty
		t.Error("the attack attacks nothing")
	}
}

// attempts counts what was tried.
type attempts struct {
	shown, counts, sums, differences, before int
	recovered                                []string
}

func (a *attempts) add(b attempts) {
	a.shown, a.counts, a.sums, a.differences, a.before = a.shown+b.shown, a.counts+b.counts, a.sums+b.sums, a.differences+b.differences, a.before+b.before
	a.recovered = append(a.recovered, b.recovered...)
}

// attack reads the releases in order and tries, after each, everything that any
// of them hides.
func attack(t *testing.T, p *run.Pipeline, ids []string, set string, knowsUnknown bool) (out attempts) {
	t.Helper()
	r := newReader()
	var books []*book
	var shown []map[cell.Key]code.Status
	known := map[string]bool{} // recovered or shown before the release that hides it
	for v, id := range ids {
		pkg, _, err := compute.Thaw(filepath.Join(p.Workspace.Path(workspace.Cells, id), compute.FrozenFile(set, "2025")))
		if err != nil {
			t.Fatal(err)
		}
		b := newBook(r, &pkg, v)
		rows := map[cell.Key]code.Status{}
		for o, err := range release.Rows(p.Workspace.Path(workspace.Releases, id), set) {
			if err != nil {
				t.Fatal(err)
			}
			rows[cell.Key{Indicator: o.Indicator, Area: o.Area, Sex: o.Sex, Age: o.AgeGroup}] = o.Status
		}
		books, shown = append(books, b), append(shown, rows)
		b.each(rows, func(m *cell.Measure, at cell.Key, status code.Status) {
			for _, f := range b.forms(m) {
				if sum, n := b.count(m, at, f, knowsUnknown); n > 0 && n < 5 && status == code.Suppressed && r.follows(sum) {
					known[fmt.Sprint(v, at, f)] = true // out before
				}
			}
		})
		b.each(rows, func(m *cell.Measure, at cell.Key, status code.Status) {
			if status != code.OK && status != code.NotApplicable {
				return
			}
			for _, f := range b.forms(m) {
				sum, n := b.count(m, at, f, knowsUnknown)
				r.learn(sum)
				out.shown++
				if n == 0 {
					b.learnZeros(m, at, f, knowsUnknown)
				}
			}
			if (m.Kind == cell.Mean || m.Kind == cell.Change) && status == code.OK {
				r.learn(b.total(m, at, knowsUnknown))
				out.shown++
			}
		})
	}
	for v, b := range books {
		b.each(shown[v], func(m *cell.Measure, at cell.Key, status code.Status) {
			if status == code.Suppressed && (m.Kind == cell.Mean || m.Kind == cell.Change) {
				out.sums++
				if sum := b.total(m, at, knowsUnknown); r.follows(sum) && !wasShown(shown, v, at) {
					out.recovered = append(out.recovered, fmt.Sprintf("%s %v: the sum of a hidden mean follows", ids[v], at))
				}
			}
			for _, f := range b.forms(m) {
				sum, n := b.count(m, at, f, knowsUnknown)
				if status == code.Suppressed {
					out.counts++
					switch {
					case n <= 0 || n >= 5 || !r.follows(sum):
					case known[fmt.Sprint(v, at, f)]:
						out.before++
					default:
						out.recovered = append(out.recovered, fmt.Sprintf("%s %v %v: %d follows", ids[v], at, f, n))
					}
				}
				for w := range v {
					k := slices.IndexFunc(books[w].pkg.Measures, func(o cell.Measure) bool { return o.Indicator == m.Indicator })
					if k < 0 || shown[w][at] == code.Missing || !sameForms(books[w], &books[w].pkg.Measures[k], b, m) {
						continue
					}
					old, before := books[w].count(&books[w].pkg.Measures[k], at, f, knowsUnknown)
					if d := n - before; d == 0 || d >= 5 || d <= -5 {
						continue
					}
					out.differences++
					for u, by := range old {
						if sum[u] = (sum[u] + field - by) % field; sum[u] == 0 {
							delete(sum, u)
						}
					}
					if r.follows(sum) {
						out.recovered = append(out.recovered, fmt.Sprintf("%s less %s %v %v: %d follows", ids[v], ids[w], at, f, n-before))
					}
					sum, _ = b.count(m, at, f, knowsUnknown)
				}
			}
		})
	}
	return out
}

// wasShown: a mean that an earlier release showed of the same things is out.
func wasShown(shown []map[cell.Key]code.Status, v int, at cell.Key) bool {
	for w := range v {
		if shown[w][at] == code.OK {
			return true
		}
	}
	return false
}

// sameForms: the measure counts the same conditions at the same places.
func sameForms(a *book, m *cell.Measure, b *book, n *cell.Measure) bool {
	x, y := a.forms(m), b.forms(n)
	return slices.Equal(x, y) && !slices.ContainsFunc(x, func(f form) bool {
		return !slices.Equal(a.pkg.Blocks[f.block].Conditions, b.pkg.Blocks[f.block].Conditions)
	})
}

// each visits the measures' cells that a release has rows of.
func (b *book) each(rows map[cell.Key]code.Status, visit func(*cell.Measure, cell.Key, code.Status)) {
	for i := range b.pkg.Measures {
		m := &b.pkg.Measures[i]
		for _, g := range m.Grains {
			for _, id := range area.Default().Areas(g) {
				for _, sex := range code.PublishedSexes {
					at := cell.Key{Indicator: m.Indicator, Area: id, Sex: sex}
					if status, ok := rows[at]; ok && status != code.Missing {
						visit(m, at, status)
					}
				}
			}
		}
	}
}

// keep removes all deliveries but those of some collections and what they need.
func keep(t *testing.T, inbox string, prefixes ...string) {
	t.Helper()
	for _, name := range sent(t, inbox) {
		base := filepath.Base(name)
		if !slices.ContainsFunc(append(prefixes, "befolkning"), func(p string) bool { return strings.HasPrefix(base, p) }) {
			if err := os.RemoveAll(filepath.Join(inbox, name)); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// sent lists what suppliers sent, relative to the inbox.
func sent(t *testing.T, inbox string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(inbox, "*", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range found {
		if found[i], err = filepath.Rel(inbox, found[i]); err != nil {
			t.Fatal(err)
		}
	}
	return found
}

// folders lists the deliveries of a collection that are folders of CSV files,
// of one municipality, sent once.
func folders(t *testing.T, inbox, prefix string) []string {
	return slices.DeleteFunc(sent(t, inbox), func(name string) bool {
		_, err := os.Stat(filepath.Join(inbox, name, "arende.csv"))
		base := filepath.Base(name)
		return err != nil || !strings.HasPrefix(base, prefix) || !strings.HasSuffix(base, "_1") || strings.Contains(base, "multi")
	})
}

func move(t *testing.T, from, to string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(to), 0o750); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
}

// correct copies a delivery and turns a few answers round.
func correct(t *testing.T, from, to string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(to, "arende.csv")
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.Split(raw, []byte("\n"))
	turned := 0
	for i := len(lines) - 1; i > 0 && turned < 3; i-- {
		if bytes.Contains(lines[i], []byte(";ja;")) {
			lines[i] = bytes.Replace(lines[i], []byte(";ja;"), []byte(";nej;"), 1)
			turned++
		}
	}
	if turned == 0 {
		t.Fatalf("%s: nothing to correct", name)
	}
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, bytes.Join(lines, []byte("\n")), 0o600); err != nil {
		t.Fatal(err)
	}
}
