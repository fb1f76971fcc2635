package lake

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jamfor/pipeline/contract"
)

// The disturbed commit: a replacement that omits a dataset, a new key, another
// table and a zero report, over a lake that has content already.
func firstCommit() []sent {
	return []sent{
		addiction("a1", "1280", 1, map[string]int{"arende": 3, "insats": 5}),
		addiction("b1", "0180", 1, map[string]int{"arende": 7}),
		addiction("c1", "1480", 1, map[string]int{"arende": 1}),
	}
}

func secondCommit() []sent {
	return []sent{
		addiction("a2", "1280", 2, map[string]int{"arende": 6}),
		{id: "d1", municipality: "1280", collection: "enkat", period: "2025", sequence: 1, rows: map[string]int{"enkatsvar": 2}},
		{id: "z2", municipality: "1480", collection: "missbruk", period: "2025", sequence: 2, zero: true},
	}
}

var afterFirst = map[string]string{
	"1280/missbruk/2025/arende": "a1 3", "1280/missbruk/2025/insats": "a1 5",
	"0180/missbruk/2025/arende": "b1 7", "1480/missbruk/2025/arende": "c1 1",
}

var afterSecond = map[string]string{
	"1280/missbruk/2025/arende": "a2 6", "0180/missbruk/2025/arende": "b1 7",
	"1280/enkat/2025/enkatsvar": "d1 2", "1480/missbruk/2025": "zero z2",
}

func deliveries(t testing.TB, staged string, all []sent) []Delivery {
	made := make([]Delivery, len(all))
	for i, s := range all {
		made[i] = s.delivery(t, staged)
	}
	return made
}

// recovered opens a lake after a stop, sees the old state or the new one whole,
// commits the same again and holds the end against an undisturbed run's.
func recovered(t *testing.T, dir, staged string, mustBeNew bool) {
	t.Helper()
	ctx := context.Background()
	l := open(t, dir, Options{})
	v, err := l.Latest(ctx)
	if err != nil {
		t.Fatal(err)
	}
	want := afterFirst
	if v.Number == 2 {
		want = afterSecond
	}
	if v.Number < 1 || v.Number > 2 || mustBeNew && v.Number != 2 {
		t.Fatalf("version %d after the stop", v.Number)
	}
	if diff := cmp.Diff(want, content(t, l, v)); diff != "" {
		t.Errorf("after the stop (-want +got):\n%s", diff)
	}
	v, err = l.Commit(ctx, "run", deliveries(t, staged, secondCommit()))
	if err != nil || v.Number != 2 {
		t.Fatalf("the same again: version %d, %v", v.Number, err)
	}
	if diff := cmp.Diff(afterSecond, content(t, l, v)); diff != "" {
		t.Errorf("after the same again (-want +got):\n%s", diff)
	}
	sound(t, l)
	nothingUnknown(t, l)
	if err := l.Close(); err != nil {
		t.Error(err)
	}
}

// nothingUnknown looks for files that no version knows.
func nothingUnknown(t *testing.T, l *Lake) {
	t.Helper()
	known, err := l.knownFiles(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{dataFolder, metadataFolder} {
		err := fs.WalkDir(os.DirFS(l.disk.root), folder, func(name string, entry fs.DirEntry, err error) error {
			if err == nil && !entry.IsDir() && !known[name] {
				t.Errorf("left over: %s", name)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
}

// stopAt stops at the n-th step and at every later one, as a crash does.
func stopAt(n int64, steps *atomic.Int64) func(op, name string) error {
	return func(string, string) error {
		if steps.Add(1) >= n {
			return errStop
		}
		return nil
	}
}

func TestStopAtEveryStep(t *testing.T) {
	n := int64(1)
	for ; ; n++ {
		dir, staged := filepath.Join(t.TempDir(), "lake"), t.TempDir()
		l := open(t, dir, Options{})
		if _, err := l.Commit(context.Background(), "run", deliveries(t, staged, firstCommit())); err != nil {
			t.Fatal(err)
		}
		var steps atomic.Int64
		l.disk.step = stopAt(n, &steps)
		_, err := l.Commit(context.Background(), "run", deliveries(t, staged, secondCommit()))
		if err == nil {
			break
		}
		if !errors.Is(err, errStop) {
			t.Fatal(err)
		}
		if _, err := l.Commit(context.Background(), "run", nil); !errors.Is(err, ErrBroken) {
			t.Errorf("a broken lake went on: %v", err)
		}
		l.Close()
		recovered(t, dir, staged, false)
	}
	t.Logf("%d steps", n-1)
	if n < 30 {
		t.Errorf("only %d steps, the test does not bite", n-1)
	}
}

func TestStopDuringTheSweep(t *testing.T) {
	for n := int64(1); n < 6; n++ {
		dir, staged := filepath.Join(t.TempDir(), "lake"), t.TempDir()
		l := open(t, dir, Options{})
		if _, err := l.Commit(context.Background(), "run", deliveries(t, staged, firstCommit())); err != nil {
			t.Fatal(err)
		}
		l.disk.step = func(op, _ string) error {
			if op == opRegister {
				return errStop
			}
			return nil
		}
		if _, err := l.Commit(context.Background(), "run", deliveries(t, staged, secondCommit())); !errors.Is(err, errStop) {
			t.Fatal(err)
		}
		l.Close()
		var steps atomic.Int64
		if _, err := Open(context.Background(), dir, contract.Core(), Options{Step: stopAt(n, &steps)}); !errors.Is(err, errStop) {
			t.Fatalf("the sweep did not stop: %v", err)
		}
		recovered(t, dir, staged, false)
	}
}

// A commit that failed and was tried again in the same folder without a sweep
// between (two openings, the first for reading) finds its own files in place.
func TestFilesTakenInBeforeAreUsed(t *testing.T) {
	w := newWorkspace(t)
	all := deliveries(t, w.staged, firstCommit())
	w.disk.step = func(op, _ string) error {
		if op == opRegister {
			return errStop
		}
		return nil
	}
	if _, err := w.Commit(context.Background(), "run", all); !errors.Is(err, errStop) {
		t.Fatal(err)
	}
	w.disk.step, w.broken = func(string, string) error { return nil }, nil
	v, err := w.Commit(context.Background(), "run", all) // the staged files are gone
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(afterFirst, content(t, w.Lake, v)); diff != "" {
		t.Error(diff)
	}
	w.Close()
	w.Lake = open(t, w.dir, Options{}) // sweeps the first try's metadata
	sound(t, w.Lake)
	nothingUnknown(t, w.Lake)
}

const killVariable = "JAMFOR_LAKE_KILL_AT"

// TestKilledProcess is the child of TestKill: it kills itself at a step.
func TestKilledProcess(t *testing.T) {
	at, err := strconv.ParseInt(os.Getenv(killVariable), 10, 64)
	if err != nil {
		t.Skip("runs as a child process of TestKill")
	}
	dir, staged := os.Getenv("JAMFOR_LAKE_DIR"), os.Getenv("JAMFOR_LAKE_STAGED")
	l := open(t, dir, Options{})
	if _, err := l.Commit(context.Background(), "run", deliveries(t, staged, firstCommit())); err != nil {
		t.Fatal(err)
	}
	var steps atomic.Int64
	l.disk.step = func(string, string) error {
		if steps.Add(1) == at {
			if err := syscall.Kill(os.Getpid(), syscall.SIGKILL); err != nil {
				return err
			}
			select {}
		}
		return nil
	}
	if _, err := l.Commit(context.Background(), "run", deliveries(t, staged, secondCommit())); err != nil {
		t.Fatal(err)
	}
}

func TestKill(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	for n := 1; ; n += 3 {
		dir, staged := filepath.Join(t.TempDir(), "lake"), t.TempDir()
		child := exec.Command(os.Args[0], "-test.run=^TestKilledProcess$")
		child.Env = append(os.Environ(), killVariable+"="+strconv.Itoa(n), "JAMFOR_LAKE_DIR="+dir, "JAMFOR_LAKE_STAGED="+staged)
		out, err := child.CombinedOutput()
		var exit *exec.ExitError
		killed := errors.As(err, &exit) && exit.Sys().(syscall.WaitStatus).Signal() == syscall.SIGKILL
		if err != nil && !killed {
			t.Fatalf("child: %v\n%s", err, out)
		}
		recovered(t, dir, staged, !killed)
		if !killed {
			t.Logf("killed at %d points", n/3)
			return
		}
	}
}

// Everything that the register names was synced after its last write, and so
// was every folder that gained an entry, before the register was told.
func TestSyncedBeforeTheRegisterIsTold(t *testing.T) {
	var mu sync.Mutex
	last := map[string]int{} // op and name → when last
	n := 0
	dir, staged := filepath.Join(t.TempDir(), "lake"), t.TempDir()
	l := open(t, dir, Options{Step: func(op, name string) error {
		mu.Lock()
		defer mu.Unlock()
		n++
		last[op+" "+name] = n
		return nil
	}})
	for _, all := range [][]sent{firstCommit(), secondCommit()} {
		if _, err := l.Commit(context.Background(), "run", deliveries(t, staged, all)); err != nil {
			t.Fatal(err)
		}
		told := last["register run"]
		known, err := l.knownFiles(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		for name := range known {
			appeared := max(last["create "+name], last["rename "+name])
			inPlace := last["sync "+name]
			if appeared == 0 || inPlace == 0 || inPlace > told {
				t.Errorf("%s: appeared %d, synced %d, register %d", name, appeared, inPlace, told)
			}
			if synced := last["sync-folder "+path.Dir(name)]; synced < appeared || synced > told {
				t.Errorf("%s: appeared %d, folder synced %d, register %d", name, appeared, synced, told)
			}
			for at := path.Dir(name); at != "."; at = path.Dir(at) {
				if made := last["folder "+at]; made > last["sync-folder "+path.Dir(at)] {
					t.Errorf("new folder %s is not synced into its parent", at)
				}
			}
		}
	}
}
