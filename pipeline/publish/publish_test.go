package publish_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jamfor/pipeline/publish"
	"jamfor/pipeline/release"
	"jamfor/pipeline/release/releasetest"
)

// staged writes the edition into a release folder with its manifest.
func staged(t *testing.T, e *release.Edition) string {
	t.Helper()
	root := t.TempDir()
	store, err := release.NewStore(filepath.Join(root, "staged"), filepath.Join(root, "releases"))
	if err != nil {
		t.Fatal(err)
	}
	_, err = store.Stage(t.Context(), e, release.Terms{}, func(ctx context.Context, dir string) ([]release.FileInfo, error) {
		return publish.Write(ctx, dir, e, nil)
	})
	if err != nil {
		t.Fatal(err)
	}
	return store.CandidateDir(e.ID)
}

// folder reads every file below dir.
func folder(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(name string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		relative, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		files[filepath.ToSlash(relative)], err = os.ReadFile(name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestSameEditionSameBytes(t *testing.T) {
	t.Parallel()
	opt := releasetest.Options{Municipalities: 30, Seed: 1}
	a := folder(t, staged(t, releasetest.Edition(opt)))
	b := folder(t, staged(t, releasetest.Edition(opt)))
	for name := range a {
		if !bytes.Equal(a[name], b[name]) {
			t.Errorf("%s differs between two writings", name)
		}
	}
	if len(a) != len(b) || len(a) < 8 {
		t.Errorf("%d and %d files", len(a), len(b))
	}
}

func TestNationalEdition(t *testing.T) {
	t.Parallel()
	start := time.Now()
	e := releasetest.Edition(releasetest.Options{Seed: 1})
	made := time.Now()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	dir := staged(t, e)
	runtime.ReadMemStats(&after)
	report, err := release.Verify(t.Context(), dir)
	if err != nil || report.Err() != nil {
		t.Fatal(err, report.Err())
	}
	t.Logf("%d observations: made in %v, staged in %v, %d MiB allocated in all", len(e.Sets[0].Observations),
		made.Sub(start).Round(time.Millisecond), time.Since(made).Round(time.Millisecond), (after.TotalAlloc-before.TotalAlloc)>>20)
	for _, f := range report.Manifest.Files {
		t.Logf("%10d bytes %7d rows  %s", f.Bytes, f.Rows, f.Path)
	}
	checkRelease(t, dir)
}

// checkRelease lets the independent reader hold the release against itself.
func checkRelease(t *testing.T, dir string) {
	t.Helper()
	script := filepath.Join("..", "..", "..", "shared", "tools", "check_release.py")
	if _, err := os.Stat(script); err != nil {
		t.Skip("the independent reader is not here:", err)
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3:", err)
	}
	out, err := exec.CommandContext(t.Context(), python, script, dir).CombinedOutput()
	t.Logf("%s", out)
	if err != nil {
		t.Error("the independent reader objects:", err)
	}
}

func TestWriteStopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	e := releasetest.Edition(releasetest.Options{Municipalities: 20})
	_, err := publish.Write(ctx, t.TempDir(), e, func(file string, done, _ int) {
		if done == 1 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}

// Wherever writing stops, nothing is left behind and the next run makes the
// bytes of an undisturbed one. It is stopped before the first file of every
// folder and format, and before the last.
func TestStoppedAnywhereThenWhole(t *testing.T) {
	t.Parallel()
	edition := func() *release.Edition {
		return releasetest.Edition(releasetest.Options{Municipalities: 4, Years: 1, Seed: 9})
	}
	want := folder(t, staged(t, edition()))
	root := t.TempDir()
	waiting := filepath.Join(root, "staged")
	store, err := release.NewStore(waiting, filepath.Join(root, "releases"))
	if err != nil {
		t.Fatal(err)
	}
	e := edition()
	for _, stop := range stops(t, edition()) {
		ctx, cancel := context.WithCancel(t.Context())
		_, err := store.Stage(ctx, e, release.Terms{}, func(ctx context.Context, dir string) ([]release.FileInfo, error) {
			return publish.Write(ctx, dir, e, func(_ string, done, _ int) {
				if done == stop {
					cancel()
				}
			})
		})
		cancel()
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("stopped at file %d: %v", stop, err)
		}
		if left := folder(t, waiting); len(left) != 0 {
			t.Errorf("stopped at file %d: %d files are left", stop, len(left))
		}
	}
	if _, err := store.Stage(t.Context(), e, release.Terms{}, func(ctx context.Context, dir string) ([]release.FileInfo, error) {
		return publish.Write(ctx, dir, e, nil)
	}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, folder(t, store.CandidateDir(e.ID))); diff != "" {
		t.Error("another release after stops")
	}
}

// stops are the numbers of the files that are the first of their folder and format,
// and of the last.
func stops(t *testing.T, e *release.Edition) []int {
	t.Helper()
	seen, list, last := map[string]bool{}, []int{}, 0
	_, err := publish.Write(t.Context(), t.TempDir(), e, func(file string, done, total int) {
		if sort := path.Dir(file) + path.Ext(file); done < total && !seen[sort] {
			seen[sort] = true
			list = append(list, done)
		}
		last = total - 1
	})
	if err != nil || len(list) < 8 {
		t.Fatal(list, err)
	}
	return append(list, last)
}

func TestProgressCountsEveryFile(t *testing.T) {
	var seen []string
	last, lastTotal := -1, 0
	e := releasetest.Edition(releasetest.Options{Municipalities: 20})
	files, err := publish.Write(t.Context(), t.TempDir(), e, func(file string, done, total int) {
		if done != last+1 {
			t.Errorf("%s: %d done after %d", file, done, last)
		}
		last, lastTotal = done, total
		if file != "" {
			seen = append(seen, file)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	var written []string
	for _, f := range files {
		written = append(written, f.Path)
	}
	if diff := cmp.Diff(written, seen); diff != "" || lastTotal != len(files) || last != lastTotal {
		t.Errorf("progress told %d of %d; files %s", last, lastTotal, diff)
	}
}
