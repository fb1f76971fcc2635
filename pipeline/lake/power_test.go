package lake

import (
	"context"
	"errors"
	"flag"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// states is how many states after a loss of power are tried: make crash tries a
// hundred thousand.
var states = flag.Int("states", 40, "states after a loss of power to try")

// from lets a long run be cut in pieces and go on.
var from = flag.Int("from", 0, "number of the first state to try")

// kept is how much of what was not synced survives, in per cent.
var kept = []int{0, 25, 50, 100}

// power plays a disk that loses its power: it hears of every step of a commit,
// stops at one of them, and then takes away what was not synced by then:
// contents of files, and entries of folders. The register is SQLite's own
// matter (synchronous=FULL) and stays.
type power struct {
	mu    sync.Mutex
	left  int               // steps until the power goes
	files map[string]bool   // written, by name: synced
	names map[string]string // new entries, by name: the folder that is not synced yet
	done  bool              // the commit has told that it is done
	ops   map[string]func(name string)
}

func newPower(steps int) *power {
	p := &power{left: steps, files: map[string]bool{}, names: map[string]string{}}
	p.ops = map[string]func(string){
		opCreate: func(name string) { p.files[name] = false; p.names[name] = path.Dir(name) },
		opRename: func(name string) { p.names[name] = path.Dir(name) },
		opFolder: func(name string) { p.names[name] = path.Dir(name) },
		opSync:   func(name string) { p.files[name] = true },
		opSyncFolder: func(folder string) {
			for name, in := range p.names {
				if in == folder {
					delete(p.names, name)
				}
			}
		},
		opDone: func(string) { p.done = true },
	}
	return p
}

// step is heard before it is done; what was heard earlier has been done when the
// commit returns.
func (p *power) step(op, name string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if op == opDone {
		p.done = true
	}
	if p.left--; p.left < 0 {
		return errStop
	}
	if do := p.ops[op]; do != nil {
		do(name)
	}
	return nil
}

// lose takes away what was not synced.
func (p *power) lose(t *testing.T, dir string, keep int, chance *rand.Rand) {
	t.Helper()
	survives := func() bool { return chance.IntN(100) < keep }
	for _, name := range sortedKeys(p.files) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		info, err := os.Stat(file)
		if p.files[name] || err != nil {
			continue
		}
		if err := errors.Join(os.Chmod(file, 0o600), os.Truncate(file, info.Size()*int64(keep)/100), os.Chmod(file, info.Mode())); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range sortedKeys(p.names) {
		if !survives() {
			if err := os.RemoveAll(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestPowerLoss cuts the power at steps of a commit, keeps 0, 25, 50 or 100 % of
// what was not synced, and holds the lake against its promises: the old state or
// the new one whole, the new one if the commit had answered, and the same commit
// again ends as if nothing had been.
func TestPowerLoss(t *testing.T) {
	base := filepath.Join(t.TempDir(), "lake")
	l := open(t, base, Options{})
	if _, err := l.Commit(context.Background(), "run", deliveries(t, t.TempDir(), firstCommit())); err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	undisturbed := newPower(1 << 30)
	cutPower(t, base, undisturbed, 100, nil)
	steps := 1<<30 - undisturbed.left
	points := steps * len(kept)
	news := 0
	for i := *from; i < *from+*states; i++ {
		at := i % points
		if *states < points {
			at = (i - *from) * points / *states
		}
		chance := rand.New(rand.NewPCG(uint64(i), 7))
		p := newPower(at / len(kept))
		if cutPower(t, base, p, kept[at%len(kept)], chance) {
			news++
		}
		if (i+1)%5000 == 0 {
			t.Logf("%d states tried", i+1)
		}
		if t.Failed() {
			t.Fatalf("state %d: power lost at step %d of %d, %d %% kept", i, at/len(kept), steps, kept[at%len(kept)])
		}
	}
	t.Logf("%d states, %d steps, %d commits had answered", *states, steps, news)
}

// cutPower runs the second commit over a copy of the lake until the power goes,
// and holds what is left; true when the commit had answered.
func cutPower(t *testing.T, base string, p *power, keep int, chance *rand.Rand) (answered bool) {
	t.Helper()
	root := t.TempDir()
	dir, staged := filepath.Join(root, "lake"), filepath.Join(root, "staged")
	if err := os.CopyFS(dir, os.DirFS(base)); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(staged, 0o700); err != nil {
		t.Fatal(err)
	}
	l := open(t, dir, Options{})
	l.disk.step = p.step
	_, err := l.Commit(context.Background(), "run", deliveries(t, staged, secondCommit()))
	if err != nil && !errors.Is(err, errStop) {
		t.Fatal(err)
	}
	l.Close()
	if chance != nil {
		p.lose(t, dir, keep, chance)
	}
	recovered(t, dir, staged, err == nil || p.done)
	if err := os.RemoveAll(root); err != nil && !strings.Contains(err.Error(), "permission") {
		t.Fatal(err)
	}
	return err == nil
}
