package run_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"jamfor/pipeline/run"
	"jamfor/pipeline/supplier"
	"jamfor/pipeline/synthetic"
	"jamfor/pipeline/workspace"
)

// feedbackNation is two municipalities of the demo, whose suppliers send Parquet,
// workbooks and text, shared files and files of both, in all nine collections.
var feedbackNation = synthetic.Options{
	Scale: 0.2, Seed: 1, FirstYear: 2025, LastYear: 2025, Only: []string{"0780", "1290"},
}

// feedbackSets are released and compared in every run: cases with measurements,
// households, answers and amounts. Publishing all nine takes most of a minute of
// computing; make feedback does that.
var feedbackSets = []string{"ekonomi", "ekonomiskt_bistand", "enkat", "missbruk"}

// Local feedback equals the national figures of the same municipality wherever
// these are shown: a demo goes the whole way to a release, and every accepted
// delivery of it is fed back with leverera aterkoppla, as a supplier would.
func TestLocalFeedbackIsTheReleasedFigures(t *testing.T) {
	if testing.Short() {
		t.Skip("invents, computes and releases a small nation: left out of -short")
	}
	sets, least := feedbackSets, 300
	if os.Getenv("JAMFOR_FEEDBACK") == "all" {
		sets, least = []string{
			"aldreomsorg", "barn_unga", "ekonomi", "ekonomiskt_bistand", "enkat", "funktionsnedsattning", "missbruk", "socialpsykiatri", "vald",
		}, 700
	}
	p := releasing(t, sets)
	sent := t.TempDir()
	if _, err := synthetic.Generate(t.Context(), sent, feedbackNation, nil); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(p.Workspace.Path(workspace.Inbox), os.DirFS(sent)); err != nil {
		t.Fatal(err)
	}
	summary, err := p.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if summary.Release.State != "released" {
		t.Fatalf("release: %+v, ingest %+v", summary.Release, summary.Ingest)
	}
	equal, hidden, collections := 0, 0, []string{}
	paths := slices.DeleteFunc(acceptedDeliveries(t, p, sent), func(path string) bool {
		return !slices.ContainsFunc(sets, func(set string) bool { return strings.HasPrefix(filepath.Base(path), set+"_") })
	})
	var out, errs bytes.Buffer
	args := append([]string{"aterkoppla", "--utgava", summary.Release.Dir}, paths...)
	if exit := supplier.Main(t.Context(), args, &out, &errs); exit != 0 {
		t.Fatalf("exit %d: %s%s", exit, &out, &errs)
	}
	for _, path := range paths {
		e, h := feedbackOf(t, path)
		t.Logf("%s: %d figures equal the released ones, %d are hidden there", filepath.Base(path), e, h)
		equal, hidden = equal+e, hidden+h
		for _, set := range sets {
			if e > 0 && strings.HasPrefix(filepath.Base(path), set+"_") {
				collections = append(collections, set)
			}
		}
	}
	slices.Sort(collections)
	if collections = slices.Compact(collections); equal < least || !slices.Equal(collections, sets) {
		t.Errorf("%d figures of %v were compared", equal, collections)
	}
	t.Logf("%d figures equal, %d hidden", equal, hidden)
}

// releasing is a pipeline that publishes only these sets.
func releasing(t *testing.T, sets []string) *run.Pipeline {
	t.Helper()
	dir := newPipeline(t).Workspace.Dir
	path := filepath.Join(dir, workspace.ConfigName)
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(raw), "\nsets: []", "\nsets: ["+strings.Join(sets, ", ")+"]", 1)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return openPipeline(t, dir)
}

// acceptedDeliveries are the paths of what was sent and accepted whole.
func acceptedDeliveries(t *testing.T, p *run.Pipeline, sent string) (paths []string) {
	t.Helper()
	accepted := map[string]bool{}
	for _, line := range states(t, p) {
		if line.State == run.Accepted && line.Rows > 0 {
			accepted[filepath.Base(line.Name)] = true
		}
	}
	err := filepath.WalkDir(sent, func(path string, e fs.DirEntry, err error) error {
		if err == nil && accepted[e.Name()] {
			paths = append(paths, path)
			if e.IsDir() {
				return fs.SkipDir
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

// feedbackOf holds each own figure of a delivery's feedback against the released
// one beside it.
func feedbackOf(t *testing.T, path string) (equal, hidden int) {
	t.Helper()
	book, err := excelize.OpenFile(path + ".aterkoppling.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	rows, err := book.GetRows("Kommunen")
	if err != nil || len(rows) < 3 {
		t.Fatalf("%s: %d rows, %v", filepath.Base(path), len(rows), err)
	}
	own, released := slices.Index(rows[2], "Eget värde"), slices.Index(rows[2], "Utgåvan: kommunen")
	for _, row := range rows[3:] {
		for len(row) <= released {
			row = append(row, "")
		}
		switch {
		case row[released] == "" || row[released] == "–": // not in the release
		case row[released] == "..":
			hidden++
		case row[released] == row[own]:
			if row[own] != "." {
				equal++
			}
		default:
			t.Errorf("%s: %q: own %q, released %q", filepath.Base(path), row[:4], row[own], row[released])
		}
	}
	return equal, hidden
}
