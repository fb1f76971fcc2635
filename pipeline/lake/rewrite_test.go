package lake

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
)

// rewriteAll gives every share left other values, marked by the target.
func rewriteAll(t testing.TB, l *Lake, staged, target string) (shares int, err error) {
	t.Helper()
	ctx := context.Background()
	left, err := l.RewriteLeft(ctx, target)
	if err != nil {
		return 0, err
	}
	for _, s := range left {
		var parts []Part
		for _, f := range s.Files {
			sheet := newSheet(t, f.Key, f.Delivery, int(f.Rows))
			sheet.value = func(c Column, row int) (parquet.Value, bool) {
				if c.Name != "arende" && c.Name != "svar_id" {
					return parquet.Value{}, false
				}
				return parquet.ByteArrayValue(fmt.Appendf(nil, "%s-%06d", target, row)), true
			}
			parts = append(parts, sheet.part(t, staged))
		}
		if err := l.Rewrite(ctx, target, s, parts, []byte("sketch "+target)); err != nil {
			return shares, err
		}
		shares++
	}
	return shares, nil
}

func rewriteLake(t testing.TB, l *Lake, staged, target string, generation int) (Version, error) {
	t.Helper()
	if _, err := rewriteAll(t, l, staged, target); err != nil {
		return Version{}, err
	}
	v, err := l.FinishRewriting(context.Background(), "rotate", KeyMark{generation, target})
	if err != nil {
		return v, err
	}
	_, err = l.Purge(context.Background())
	return v, err
}

// A rewriting replaces every file once, gives up every version before it and
// leaves a lake that goes on: what came in before can be replaced, withdrawn and
// rewritten again.
func TestRewritingReplacesEverythingOnce(t *testing.T) {
	ctx := context.Background()
	w := newWorkspace(t)
	w.commit(t, firstCommit()...)
	second := w.commit(t, secondCommit()...)
	if err := w.TagRelease(ctx, 1, "2025-1"); err != nil {
		t.Fatal(err)
	}
	old := dataFiles(t, w.Lake, second)
	if _, err := w.FinishRewriting(ctx, "rotate", KeyMark{2, "k2"}); !errors.Is(err, ErrUnfinished) {
		t.Fatalf("finished with everything left: %v", err)
	}
	v, err := rewriteLake(t, w.Lake, w.staged, "k2", 2)
	if err != nil || v.Number != 3 {
		t.Fatalf("version %d, %v", v.Number, err)
	}
	if diff := cmp.Diff(afterSecond, content(t, w.Lake, v)); diff != "" {
		t.Errorf("the rows' places changed (-want +got):\n%s", diff)
	}
	for name := range dataFiles(t, w.Lake, v) {
		if old[name] {
			t.Errorf("%s was not rewritten", name)
		}
	}
	for name := range old {
		if _, err := os.Stat(w.disk.path(name)); err == nil {
			t.Errorf("%s is still there", name)
		}
	}
	for _, number := range []int64{1, 2} {
		if _, err := w.Snapshot(ctx, Version{Number: number}); !errors.Is(err, ErrExpired) || !errors.Is(err, ErrNoVersion) {
			t.Errorf("version %d can be read: %v", number, err)
		}
	}
	if d, _, err := w.Delivery(ctx, "a2"); err != nil || string(d.Shares[0].Sketch) != "sketch k2" {
		t.Errorf("the sketch is %q, %v", d.Shares[0].Sketch, err)
	}
	if d, _, err := w.Delivery(ctx, "a1"); err != nil || d.Shares[0].Sketch != nil {
		t.Errorf("a replaced delivery keeps its sketch %q, %v", d.Shares[0].Sketch, err)
	}
	if m, found, err := w.KeyMark(ctx); err != nil || !found || m != (KeyMark{2, "k2"}) {
		t.Errorf("mark %+v %t, %v", m, found, err)
	}
	sound(t, w.Lake)
	nothingUnknown(t, w.Lake)
	w.commit(t, addiction("b2", "0180", 2, map[string]int{"arende": 4}))
	if v, err = rewriteLake(t, w.Lake, w.staged, "k3", 3); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for k, s := range afterSecond {
		want[k] = s
	}
	want["0180/missbruk/2025/arende"] = "b2 4"
	if diff := cmp.Diff(want, content(t, w.Lake, v)); diff != "" {
		t.Errorf("after the second rewriting (-want +got):\n%s", diff)
	}
	sound(t, w.Lake)
	nothingUnknown(t, w.Lake)
}

func dataFiles(t testing.TB, l *Lake, v Version) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	for dataset := range map[string]bool{"arende": true, "insats": true, "enkatsvar": true} {
		files, err := filesAt(context.Background(), l.db, dataset, v.Number)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			names[f.name] = true
		}
	}
	return names
}

// Stopped at any step, a rewriting leaves the old rows or the new ones, whole, and
// ends the same when it is done again.
func TestRewritingStoppedAtEveryStep(t *testing.T) {
	ctx := context.Background()
	for n := int64(1); ; n++ {
		dir := t.TempDir()
		root, staged := filepath.Join(dir, "lake"), filepath.Join(dir, "staged")
		l := open(t, root, Options{})
		if _, err := l.Commit(ctx, "run", deliveries(t, staged, firstCommit())); err != nil {
			t.Fatal(err)
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
		var steps atomic.Int64
		var armed atomic.Bool
		stop := stopAt(n, &steps)
		l = open(t, root, Options{Step: func(op, name string) error {
			if !armed.Load() {
				return nil
			}
			return stop(op, name)
		}})
		armed.Store(true)
		_, err := rewriteLake(t, l, staged, "k2", 2)
		if closeErr := l.Close(); closeErr != nil {
			t.Fatal(closeErr)
		}
		if err == nil {
			if n < 10 {
				t.Fatalf("only %d steps", n)
			}
			return
		}
		l = open(t, root, Options{})
		v, err := l.Latest(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(afterFirst, content(t, l, v)); diff != "" {
			t.Errorf("stopped at %d (-want +got):\n%s", n, diff)
		}
		if m, _, _ := l.KeyMark(ctx); m.Check != "k2" {
			if v, err = rewriteLake(t, l, staged, "k2", 2); err != nil {
				t.Fatalf("stopped at %d, again: %v", n, err)
			}
		} else if _, err := l.Purge(ctx); err != nil {
			t.Fatalf("stopped at %d, purge: %v", n, err)
		}
		if diff := cmp.Diff(afterFirst, content(t, l, v)); diff != "" || v.Number != 2 {
			t.Errorf("stopped at %d, after the same again: version %d (-want +got):\n%s", n, v.Number, diff)
		}
		sound(t, l)
		nothingUnknown(t, l)
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// Versions older than a time go, but never the newest and never one that a
// release rests on; no readable version loses a file, whatever was stopped.
func TestExpiryKeepsWhatIsNeeded(t *testing.T) {
	ctx := context.Background()
	w := newWorkspace(t)
	first := w.commit(t, firstCommit()...)
	for i := range 4 {
		w.commit(t, addiction(fmt.Sprintf("a%d", i+2), "1280", i+2, map[string]int{"arende": i + 2}))
	}
	if err := w.TagRelease(ctx, 3, "2025-1"); err != nil {
		t.Fatal(err)
	}
	kept := content(t, w.Lake, Version{Number: 3})
	newest, err := w.Latest(ctx)
	if err != nil {
		t.Fatal(err)
	}
	now := content(t, w.Lake, newest)
	far := newest.Committed.Add(time.Hour)
	if e, err := w.Expire(ctx, first.Committed, false); err != nil || len(e.Versions) != 0 || e.Files != 0 {
		t.Errorf("nothing is that old: %+v, %v", e, err)
	}
	dry, err := w.Expire(ctx, far, true)
	if err != nil || fmt.Sprint(dry.Versions) != "[1 2 4]" {
		t.Fatalf("dry: %+v, %v", dry, err)
	}
	content(t, w.Lake, Version{Number: 1}) // still there
	e, err := w.Expire(ctx, far, false)
	if err != nil || fmt.Sprint(e.Versions) != "[1 2 4]" || e.Files == 0 || e.Bytes == 0 {
		t.Fatalf("expiry: %+v, %v", e, err)
	}
	for _, number := range []string{"1", "2", "4"} {
		if _, err := w.At(ctx, number); !errors.Is(err, ErrExpired) {
			t.Errorf("version %s: %v", number, err)
		}
	}
	if diff := cmp.Diff(kept, content(t, w.Lake, Version{Number: 3})); diff != "" {
		t.Errorf("the tagged version changed (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(now, content(t, w.Lake, newest)); diff != "" {
		t.Errorf("the newest version changed (-want +got):\n%s", diff)
	}
	sound(t, w.Lake)
	nothingUnknown(t, w.Lake)
	damages, err := w.Verify(ctx, Version{Number: 3})
	if err != nil || len(damages) > 0 {
		t.Errorf("verify the tagged version: %v, %v", damages, err)
	}
	if again, err := w.Expire(ctx, far, false); err != nil || len(again.Versions) != 0 || again.Files != 0 {
		t.Errorf("again: %+v, %v", again, err)
	}
	w.commit(t, addiction("a9", "1280", 9, map[string]int{"arende": 9}))
	if diff := cmp.Diff(kept, content(t, w.Lake, Version{Number: 3})); diff != "" {
		t.Errorf("the tagged version changed with the next commit (-want +got):\n%s", diff)
	}
	sound(t, w.Lake)
}

// A register of the first format is brought to the second, by a reader too, and
// nothing of it changes.
func TestRegisterOfFormatOneIsBroughtForward(t *testing.T) {
	ctx := context.Background()
	w := newWorkspace(t)
	v := w.commit(t, firstCommit()...)
	want := content(t, w.Lake, v)
	for _, statement := range []string{
		"DROP TABLE expired", "DROP TABLE gone", "DROP TABLE rewritten", "DROP TABLE rewriting",
		"DROP TABLE rewriting_sketch", "DROP TABLE lake_key", "PRAGMA user_version = 1",
	} {
		if _, err := w.db.ExecContext(ctx, statement); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	reader := open(t, w.dir, Options{ReadOnly: true})
	if diff := cmp.Diff(want, content(t, reader, v)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	sound(t, reader)
}
