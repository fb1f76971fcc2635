package run_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"jamfor/indicators"
	"jamfor/pipeline/engine/duckdb"
	"jamfor/pipeline/run"
	"jamfor/pipeline/synthetic"
	"jamfor/pipeline/workspace"
)

// demoNation is a demo of addiction care that three releases are made of.
type demoNation struct {
	synthetic.Options
	templates []string // the indicators; none: all of the set
}

func cellsOf(p *run.Pipeline, id string) string  { return p.Workspace.Path(workspace.Cells, id) }
func publicOf(p *run.Pipeline, id string) string { return p.Workspace.Path(workspace.Releases, id) }

// threeReleases makes a release without the deliveries of some municipalities and
// with a county's first one, a release with them and the county's second one, and
// one after corrections of single municipalities.
func threeReleases(t *testing.T, n demoNation) (*run.Pipeline, []string) {
	t.Helper()
	p := withDefinitions(t, newPipeline(t), n.templates)
	inbox := p.Workspace.Path(workspace.Inbox)
	if _, err := synthetic.Generate(t.Context(), inbox, n.Options, nil); err != nil {
		t.Fatal(err)
	}
	keep(t, inbox, "missbruk_")
	var single, shared []string
	for _, name := range folders(t, inbox) {
		if strings.Contains(filepath.Base(name), "_multi_") {
			shared = append(shared, name)
		} else {
			single = append(single, name)
		}
	}
	if len(single) < 2 || len(shared) == 0 {
		t.Fatalf("%d deliveries of one municipality and %d of several in folders of CSV files", len(single), len(shared))
	}
	late, again := t.TempDir(), t.TempDir()
	next := func(name string) string { return strings.TrimSuffix(name, "_1") + "_2" }
	for _, name := range shared[:min(2, len(shared))] {
		correct(t, filepath.Join(inbox, name), filepath.Join(late, next(name)))
	}
	for _, name := range single {
		correct(t, filepath.Join(inbox, name), filepath.Join(again, next(name)))
	}
	for _, name := range single[:(len(single)+1)/2] {
		move(t, filepath.Join(inbox, name), filepath.Join(late, name))
	}
	ids := []string{releaseNext(t, p, -1)}
	for _, dir := range []string{late, again} {
		names := sent(t, dir)
		for _, name := range names {
			move(t, filepath.Join(dir, name), filepath.Join(inbox, name))
		}
		ids = append(ids, releaseNext(t, p, len(names)))
	}
	return p, ids
}

// releaseNext runs the chain; everything new must be accepted where wanted is
// told.
func releaseNext(t *testing.T, p *run.Pipeline, wanted int) string {
	t.Helper()
	begin := time.Now()
	made, err := p.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if made.Release.ID == "" || made.Release.Unchanged || wanted >= 0 && made.Ingest.Accepted != wanted {
		t.Fatalf("release %q, unchanged %t, %d deliveries accepted of %d", made.Release.ID, made.Release.Unchanged, made.Ingest.Accepted, wanted)
	}
	for _, s := range made.Release.Sets {
		t.Logf("release %s: %d deliveries taken in, %d observations, %d suppressed, %d unproven (%v)",
			made.Release.ID, made.Ingest.Accepted, s.Observations, s.Suppressed, made.Release.Unproven, time.Since(begin).Round(time.Second))
	}
	return made.Release.ID
}

// withDefinitions opens the pipeline again with addiction care alone, and of that
// with some indicators only where any are named.
func withDefinitions(t *testing.T, p *run.Pipeline, templates []string) *run.Pipeline {
	t.Helper()
	dir := t.TempDir()
	shipped := indicators.Files()
	for _, name := range []string{"templates", "missbruk"} {
		sub, err := fs.Sub(shipped, name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.CopyFS(filepath.Join(dir, name), sub); err != nil {
			t.Fatal(err)
		}
	}
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	read := func(name string) string {
		raw, err := fs.ReadFile(shipped, name)
		if err != nil {
			t.Fatal(err)
		}
		return string(raw)
	}
	write("areas.yaml", read("areas.yaml"))
	if len(templates) > 0 {
		for _, name := range []string{"behov.yaml", "matningar.yaml", "missbruk_test.yaml"} {
			if err := os.Remove(filepath.Join(dir, "missbruk", name)); err != nil {
				t.Fatal(err)
			}
		}
		head, uses, _ := strings.Cut(read("missbruk/set.yaml"), "\ntemplates:\n")
		head += "\ntemplates:\n"
		for _, name := range templates {
			line := "  - use: " + name + "\n"
			if !strings.Contains(uses, line) {
				t.Fatalf("the set does not use the template %s", name)
			}
			head += line + splitsOf(name)
		}
		if err := os.Remove(filepath.Join(dir, "missbruk", "set.yaml")); err != nil {
			t.Fatal(err)
		}
		write("missbruk/set.yaml", head)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	out, err := run.New(run.Config{
		Workspace: p.Workspace, Indicators: os.DirFS(dir), Engine: duckdb.Engine{}, Worker: []string{self, "worker"}, Now: p.Now,
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
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

// folders lists the deliveries that are folders of CSV files, sent once and
// without a planted fault.
func folders(t *testing.T, inbox string) []string {
	all := sent(t, inbox)
	planted := []string{"0192", "0642", "0767", "1080", "1380", "fou-17", "fou-20"}
	return slices.DeleteFunc(all, func(name string) bool {
		_, err := os.Stat(filepath.Join(inbox, name, "arende.csv"))
		again := strings.TrimSuffix(name, "_1") + "_2"
		return err != nil || !strings.HasSuffix(name, "_1") || slices.Contains(all, again) ||
			slices.ContainsFunc(planted, func(p string) bool { return strings.Contains(name, p) })
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

// The columns of arende.csv that corrections look at.
const (
	caseColumn   = 0
	personColumn = 1
	sexColumn    = 6
)

// correct copies a delivery with a few small corrections: answers turned round,
// the sex of persons with one case, and a case that should not have been sent.
func correct(t *testing.T, from, to string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	const cases = "arende.csv"
	lines := readLines(t, filepath.Join(to, cases))
	turned, swapped, removed := 0, 0, ""
	persons := map[string]int{}
	for _, line := range lines[1:] {
		persons[column(line, personColumn)]++
	}
	for i := len(lines) - 1; i > 0; i-- {
		line, once := lines[i], persons[column(lines[i], personColumn)] == 1
		switch {
		case turned < 3 && bytes.Contains(line, []byte(";ja;")):
			lines[i] = bytes.Replace(line, []byte(";ja;"), []byte(";nej;"), 1)
			turned++
		case swapped < 2 && once && column(line, sexColumn) == "K":
			cells := bytes.Split(line, []byte(";"))
			cells[sexColumn] = []byte("M")
			lines[i] = bytes.Join(cells, []byte(";"))
			swapped++
		case removed == "" && once && swapped == 2:
			removed = column(line, caseColumn)
		}
	}
	if turned == 0 || swapped == 0 {
		t.Fatalf("%s: nothing to correct", from)
	}
	files, err := os.ReadDir(to)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		name := filepath.Join(to, f.Name())
		content := lines
		if f.Name() != cases {
			content = readLines(t, name)
		}
		if err := os.Remove(name); err != nil { // the copy may be read-only
			t.Fatal(err)
		}
		content = slices.DeleteFunc(content, func(line []byte) bool { return removed != "" && column(line, caseColumn) == removed })
		if err := os.WriteFile(name, bytes.Join(content, []byte("\n")), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func readLines(t *testing.T, name string) [][]byte {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Split(raw, []byte("\n"))
}

func column(line []byte, number int) string {
	cells := bytes.Split(line, []byte(";"))
	if number >= len(cells) {
		return ""
	}
	return string(cells[number])
}

// splitsOf splits two of the templates, by age and one of them by severity too:
// the reader tries their classes, and what these leave over.
func splitsOf(template string) string {
	const ages = "    age_at: year_end\n    age_groups: [18-24, 25-44, 45-64, 65+]\n"
	switch template {
	case "personer":
		return ages + "    splits: [{column: svarighetsgrad, title: {sv: Svårighetsgrad, en: Severity}}]\n"
	case "genomforandeplan":
		return ages
	}
	return ""
}
