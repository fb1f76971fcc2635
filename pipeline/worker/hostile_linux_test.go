package worker

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"jamfor/pipeline/validate"
	"jamfor/pipeline/worker/hostile"
)

var (
	update = flag.Bool("update", false, "write testdata/hostile anew")
	// costs prints what each hostile file costs, for docs/measurements.md.
	costs = flag.Bool("hostile-table", false, "print the cost of each hostile file")
)

// corpus is where the small hostile files lie.
const corpus = "../../testdata/hostile"

// TestCommittedCorpusIsTheGenerators holds testdata/hostile against the
// generator: nothing in it comes from elsewhere.
func TestCommittedCorpusIsTheGenerators(t *testing.T) {
	known := map[string]bool{"README.md": true}
	for _, f := range hostile.Files() {
		if f.Large {
			continue
		}
		known[f.Name] = true
		made, err := f.Write(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile(made)
		if err != nil {
			t.Fatal(err)
		}
		if *update {
			if err := os.WriteFile(filepath.Join(corpus, f.Name), want, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := os.ReadFile(filepath.Join(corpus, f.Name)); err != nil || !bytes.Equal(got, want) {
			t.Errorf("testdata/hostile/%s is not what the generator makes (go test -update): %v", f.Name, err)
		}
	}
	entries, err := os.ReadDir(corpus)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !known[e.Name()] {
			t.Errorf("testdata/hostile/%s is not the generator's", e.Name())
		}
	}
}

// TestHostileFilesAreRefusedWithinTheCaps lets the real worker read every file
// of the corpus: each ends in the rejection that is meant for it, with the
// worker inside its memory and its time.
func TestHostileFilesAreRefusedWithinTheCaps(t *testing.T) {
	worker := buildWorker(t)
	for _, f := range hostile.Files() {
		t.Run(f.Name, func(t *testing.T) {
			if f.Large && testing.Short() {
				t.Skip("a large file: left out of -short")
			}
			path, err := f.Write(t.TempDir())
			if err != nil {
				t.Fatal(err)
			}
			info, err := os.Stat(path)
			if err != nil {
				t.Fatal(err)
			}
			job := testJob("1280")
			job.Files = []File{{Name: f.Name, Path: path}}
			job.Limits.Memory = 16 * mebibyte
			r, err := Run(context.Background(), Config{Command: []string{worker}, Dir: t.TempDir(), Keys: [][]byte{testK2}}, job)
			if err != nil {
				t.Fatal(err)
			}
			limits := job.Limits.WithDefaults(info.Size())
			rule := ""
			if len(r.Report.Findings) > 0 {
				rule = r.Report.Findings[0].Rule
			}
			if r.Status != validate.Rejected || rule != f.Rule {
				t.Errorf("status %s, rule %q, want a rejection by %s: %q", r.Status, rule, f.Rule, told(r))
			}
			if r.Usage.PeakResident > limits.Resident || r.Usage.WallMillis > limits.Wall.Milliseconds() {
				t.Errorf("it cost %d MB and %d ms, more than the limits", r.Usage.PeakResident>>20, r.Usage.WallMillis)
			}
			if *costs {
				fmt.Printf("| %s | %s | %s | %s | %d | %.1f |\n", f.Name, f.About, size(info.Size()), rule, r.Usage.PeakResident>>20, float64(r.Usage.WallMillis)/1000)
			}
		})
	}
}

func size(n int64) string {
	switch {
	case n >= 1<<30:
		return fmt.Sprintf("%d GiB", n>>30)
	case n >= 1<<20:
		return fmt.Sprintf("%d MiB", n>>20)
	case n >= 1<<10:
		return fmt.Sprintf("%d KiB", n>>10)
	}
	return fmt.Sprintf("%d B", n)
}

// buildWorker builds the real program: memory is measured without what testing
// and the race detector add.
func buildWorker(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "jamfor-worker")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", path, "jamfor/cmd/jamfor-worker").CombinedOutput(); err != nil {
		t.Fatalf("build jamfor-worker: %v\n%s", err, out)
	}
	return path
}
