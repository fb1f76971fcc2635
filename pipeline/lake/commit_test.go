package lake

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jamfor/pipeline/area"
	"jamfor/pipeline/contract"
)

func addiction(id, municipality string, sequence int, rows map[string]int) sent {
	return sent{id: id, municipality: municipality, collection: "missbruk", period: "2025", sequence: sequence, rows: rows}
}

func TestCommitReplacesAKeyAndNothingElse(t *testing.T) {
	w := newWorkspace(t)
	first := w.commit(t,
		addiction("a1", "1280", 1, map[string]int{"arende": 3, "insats": 5}),
		addiction("b1", "0180", 1, map[string]int{"arende": 7}),
		sent{id: "c1", municipality: "1280", collection: "missbruk", period: "2024", sequence: 1, rows: map[string]int{"arende": 2}},
		sent{id: "d1", municipality: "1280", collection: "barn_unga", period: "2025", sequence: 1, rows: map[string]int{"arende": 4}},
	)
	second := w.commit(t, addiction("a2", "1280", 2, map[string]int{"arende": 6}))
	before := map[string]string{
		"1280/missbruk/2025/arende": "a1 3", "1280/missbruk/2025/insats": "a1 5", "0180/missbruk/2025/arende": "b1 7",
		"1280/missbruk/2024/arende": "c1 2", "1280/barn_unga/2025/arende": "d1 4",
	}
	after := map[string]string{
		"1280/missbruk/2025/arende": "a2 6", "0180/missbruk/2025/arende": "b1 7",
		"1280/missbruk/2024/arende": "c1 2", "1280/barn_unga/2025/arende": "d1 4",
	}
	if diff := cmp.Diff(before, content(t, w.Lake, first)); diff != "" {
		t.Errorf("first version (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(after, content(t, w.Lake, second)); diff != "" {
		t.Errorf("second version (-want +got):\n%s", diff)
	}
	if first.Number != 1 || second.Number != 2 {
		t.Errorf("versions %d and %d, want 1 and 2", first.Number, second.Number)
	}
	sound(t, w.Lake)
}

func TestRules(t *testing.T) {
	rows := func(n int) map[string]int { return map[string]int{"arende": n} }
	zero := func(id string, sequence int) sent {
		return sent{id: id, municipality: "1280", collection: "missbruk", period: "2025", sequence: sequence, zero: true}
	}
	with := func(s sent, change func(*sent)) sent { change(&s); return s }
	const key, slot = "1280/missbruk/2025/arende", "1280/missbruk/2025"
	for _, test := range []struct {
		name    string
		commits [][]sent
		refused error // of the last commit
		version int64
		want    map[string]string
	}{
		{"same delivery again", [][]sent{{addiction("a1", "1280", 1, rows(3))}, {addiction("a1", "1280", 1, rows(3))}}, nil, 1, map[string]string{key: "a1 3"}},
		{"same content under another name", [][]sent{{addiction("a1", "1280", 1, rows(3))}, {with(addiction("copy", "1280", 1, rows(3)), func(s *sent) { s.content = "a1" })}}, nil, 1, map[string]string{key: "a1 3"}},
		{"higher number replaces", [][]sent{{addiction("a1", "1280", 1, rows(3))}, {addiction("a4", "1280", 4, rows(5))}}, nil, 2, map[string]string{key: "a4 5"}},
		{"lower number is stale", [][]sent{{addiction("a2", "1280", 2, rows(3))}, {addiction("a1", "1280", 1, rows(5))}}, ErrStale, 1, map[string]string{key: "a2 3"}},
		{"same number, other content", [][]sent{{addiction("a1", "1280", 1, rows(3))}, {addiction("x1", "1280", 1, rows(5))}}, ErrConflict, 1, map[string]string{key: "a1 3"}},
		{"same id, other content", [][]sent{{addiction("a1", "1280", 1, rows(3))}, {with(addiction("a1", "1280", 2, rows(5)), func(s *sent) { s.content = "other" })}}, ErrConflict, 1, map[string]string{key: "a1 3"}},
		{"replaced content is not revived", [][]sent{{addiction("a1", "1280", 1, rows(3))}, {addiction("a2", "1280", 2, rows(5))}, {addiction("a1", "1280", 1, rows(3))}}, nil, 2, map[string]string{key: "a2 5"}},
		{"old content under a new number comes back", [][]sent{{addiction("a1", "1280", 1, rows(3))}, {addiction("a2", "1280", 2, rows(5))}, {with(addiction("a3", "1280", 3, rows(3)), func(s *sent) { s.content = "a1" })}}, nil, 3, map[string]string{key: "a3 3"}},
		{"zero report replaces with nothing", [][]sent{{addiction("a1", "1280", 1, rows(3))}, {zero("z2", 2)}}, nil, 2, map[string]string{slot: "zero z2"}},
		{"rows after a zero report", [][]sent{{zero("z1", 1)}, {addiction("a2", "1280", 2, rows(3))}}, nil, 2, map[string]string{key: "a2 3"}},
		{"withdrawal makes missing", [][]sent{{addiction("a1", "1280", 1, rows(3))}, {{id: "w2", municipality: "1280", collection: "missbruk", period: "2025", sequence: 2, withdrawn: true}}}, nil, 2, map[string]string{}},
		{"stale after a withdrawal", [][]sent{{{id: "w2", municipality: "1280", collection: "missbruk", period: "2025", sequence: 2, withdrawn: true}}, {addiction("a1", "1280", 1, rows(3))}}, ErrStale, 1, map[string]string{}},
		{"rejected makes no version", [][]sent{{addiction("a1", "1280", 1, rows(3))}, {with(addiction("r2", "1280", 2, nil), func(s *sent) { s.rejected = true })}}, nil, 1, map[string]string{key: "a1 3"}},
		{"rejected, then accepted", [][]sent{{with(addiction("a1", "1280", 1, nil), func(s *sent) { s.rejected = true })}, {addiction("a1", "1280", 1, rows(3))}}, nil, 1, map[string]string{key: "a1 3"}},
		{"two numbers in one commit", [][]sent{{addiction("a2", "1280", 2, rows(5)), addiction("a1", "1280", 1, rows(3))}}, nil, 1, map[string]string{key: "a2 5"}},
		{"conflict within one commit", [][]sent{{addiction("a1", "1280", 1, rows(5)), addiction("x1", "1280", 1, rows(3))}}, ErrConflict, 0, map[string]string{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := newWorkspace(t)
			var err error
			for i, commit := range test.commits {
				if _, err = w.try(t, commit...); err != nil && i < len(test.commits)-1 {
					t.Fatal(err)
				}
			}
			var refused *RefusedError
			if !errors.Is(err, test.refused) || (test.refused != nil) != errors.As(err, &refused) {
				t.Fatalf("error = %v, want %v", err, test.refused)
			}
			v, err := w.Latest(context.Background())
			if err != nil || v.Number != test.version {
				t.Errorf("version = %d (%v), want %d", v.Number, err, test.version)
			}
			if diff := cmp.Diff(test.want, content(t, w.Lake, v)); diff != "" {
				t.Errorf("content (-want +got):\n%s", diff)
			}
			sound(t, w.Lake)
		})
	}
}

func TestRefusalChangesNothing(t *testing.T) {
	w := newWorkspace(t)
	w.commit(t, addiction("a2", "1280", 2, map[string]int{"arende": 3}))
	_, err := w.try(t, addiction("a1", "1280", 1, map[string]int{"arende": 3}), addiction("b1", "0180", 1, map[string]int{"arende": 3}))
	var refused *RefusedError
	if !errors.As(err, &refused) || len(refused.Refusals) != 1 {
		t.Fatalf("error = %v, want one refusal", err)
	}
	want := Refusal{"a1", "1280", "missbruk", "2025", 1, ErrStale, Newest{"a2", 2, digestOf("a2"), AcceptedShare}}
	if diff := cmp.Diff(want, refused.Refusals[0], cmp.Comparer(func(a, b error) bool { return errors.Is(a, b) })); diff != "" {
		t.Error(diff)
	}
	if _, found, err := w.Delivery(context.Background(), "b1"); found || err != nil {
		t.Errorf("b1 was recorded (%v)", err)
	}
	w.commit(t, addiction("b1", "0180", 1, map[string]int{"arende": 3})) // the lake stays usable
}

func TestSeveralMunicipalitiesInOneDelivery(t *testing.T) {
	w := newWorkspace(t)
	w.commit(t, addiction("old", "0180", 5, map[string]int{"arende": 9}))
	d := Delivery{
		ID: "multi", Name: "missbruk_multi_2025_1.csv", ContentSHA256: digestOf("multi"), Collection: "missbruk",
		Period: "2025", Municipality: MultiMunicipality, Sequence: 1, Status: Accepted, ReceivedSlot: "2026-01-10",
		Shares: []Share{{"0180", RejectedShare, 0, nil}, {"1280", AcceptedShare, 2, []byte{1}}, {"1480", ZeroShare, 0, nil}},
		Parts:  []Part{newSheet(t, Key{"1280", "missbruk", "2025", "arende"}, "multi", 2).part(t, w.staged)},
	}
	v, err := w.Commit(context.Background(), "run", []Delivery{d})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"0180/missbruk/2025/arende": "old 9", "1280/missbruk/2025/arende": "multi 2", "1480/missbruk/2025": "zero multi",
	}
	if diff := cmp.Diff(want, content(t, w.Lake, v)); diff != "" {
		t.Error(diff)
	}
	d.Parts = nil
	got, found, err := w.Delivery(context.Background(), "multi")
	if err != nil || !found {
		t.Fatal(found, err)
	}
	if diff := cmp.Diff(d, got); diff != "" {
		t.Errorf("delivery as read (-want +got):\n%s", diff)
	}
}

func TestInvalidDeliveriesAreToldAllAtOnce(t *testing.T) {
	w := newWorkspace(t)
	good := addiction("a1", "1280", 1, map[string]int{"arende": 1}).delivery(t, w.staged)
	bad := good
	bad.ContentSHA256, bad.Collection, bad.Period = "x", "nothing", "2025-13"
	bad.Shares = []Share{{"9999", AcceptedShare, 1, nil}}
	_, err := w.Commit(context.Background(), "run", []Delivery{good, bad, {ID: ""}})
	var invalid *InvalidError
	if !errors.As(err, &invalid) || len(invalid.Problems) < 8 {
		t.Fatalf("error = %v", err)
	}
	if v, err := w.Latest(context.Background()); err != nil || v.Number != 0 {
		t.Errorf("version %d after a refused call (%v)", v.Number, err)
	}
}

func TestNineHundredPartsInOneCommit(t *testing.T) {
	w := newWorkspace(t)
	var all []Delivery
	for _, m := range area.Default().Municipalities {
		all = append(all, addiction("d"+m.Code, m.Code, 1, map[string]int{"arende": 2, "insats": 3, "matning": 4}).delivery(t, w.staged))
	}
	// 30 more: another year, so that two manifests are written.
	for _, m := range area.Default().Municipalities[:30] {
		s := addiction("e"+m.Code, m.Code, 1, map[string]int{"arende": 2})
		s.period = "2024"
		all = append(all, s.delivery(t, w.staged))
	}
	start := time.Now()
	v, err := w.Commit(context.Background(), "run", all)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("900 parts in one commit: %v", time.Since(start).Round(time.Millisecond))
	start = time.Now()
	if _, err := w.Commit(context.Background(), "run", []Delivery{
		addiction("again", "1280", 2, map[string]int{"arende": 5}).delivery(t, w.staged),
	}); err != nil {
		t.Fatal(err)
	}
	t.Logf("one replacement beside 900 parts: %v", time.Since(start).Round(time.Millisecond))
	if got := len(content(t, w.Lake, v)); got != 900 {
		t.Errorf("%d keys, want 900", got)
	}
	metadata, err := filepath.Glob(filepath.Join(w.dir, metadataFolder, "arende", "*"))
	if err != nil || len(metadata) != 4+3 {
		t.Errorf("files of two snapshots: %d (%v), want 7 (two years, list, metadata; one year, list, metadata)", len(metadata), err)
	}
	sound(t, w.Lake)
}

// Old versions stay readable after their snapshot has left the newest metadata.
func TestManyCommits(t *testing.T) {
	w := newWorkspace(t)
	const commits = listedSnapshots + 3
	for i := range commits {
		w.commit(t, addiction(fmt.Sprintf("a%d", i+1), "1280", i+1, map[string]int{"arende": 1 + i%3}))
	}
	for n := range int64(commits) {
		want := map[string]string{"1280/missbruk/2025/arende": fmt.Sprintf("a%d %d", n+1, 1+n%3)}
		if diff := cmp.Diff(want, content(t, w.Lake, Version{Number: n + 1})); diff != "" {
			t.Fatalf("version %d: %s", n+1, diff)
		}
	}
	heads, err := tableHeads(context.Background(), w.db, commits)
	if err != nil {
		t.Fatal(err)
	}
	metadata, err := w.loadMetadata(heads["arende"].location)
	if err != nil || len(metadata.Snapshots()) != listedSnapshots || metadata.CurrentSnapshot().SnapshotID != commits {
		t.Errorf("snapshots listed: %d (%v), want %d", len(metadata.Snapshots()), err, listedSnapshots)
	}
	sound(t, w.Lake)
}

func TestStagedFilesAreTakenOver(t *testing.T) {
	w := newWorkspace(t)
	w.commit(t, addiction("a1", "1280", 1, map[string]int{"arende": 3}))
	left, err := os.ReadDir(w.staged)
	if err != nil || len(left) != 0 {
		t.Errorf("left in the staging folder: %v %v", left, err)
	}
	found, err := filepath.Glob(filepath.Join(w.dir, "data", "arende", "ar=2025", "kommun=1280", "*.parquet"))
	if err != nil || len(found) != 1 {
		t.Fatalf("files: %v %v", found, err)
	}
	info, err := os.Stat(found[0])
	if err != nil || info.Mode().Perm() != 0o400 {
		t.Errorf("mode %v (%v), want read-only for the owner", info.Mode(), err)
	}
}

func TestReadOnly(t *testing.T) {
	w := newWorkspace(t)
	if _, err := Open(context.Background(), filepath.Join(w.dir, "nothing"), w.contract, Options{ReadOnly: true}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("opening nothing: %v", err)
	}
	reader := open(t, w.dir, Options{ReadOnly: true})
	v := w.commit(t, addiction("a1", "1280", 1, map[string]int{"arende": 3}))
	if got := content(t, reader, v); len(got) != 1 {
		t.Errorf("reader sees %v", got)
	}
	if _, err := reader.Commit(context.Background(), "run", nil); !errors.Is(err, ErrReadOnly) {
		t.Errorf("commit by a reader: %v", err)
	}
	if _, err := reader.db.Exec("DELETE FROM version"); err == nil {
		t.Error("the reader's connection can write")
	}
}

func TestUnknownFormatIsRefused(t *testing.T) {
	for name, pragma := range map[string]string{"version": "user_version = 99", "application": "application_id = 7"} {
		t.Run(name, func(t *testing.T) {
			w := newWorkspace(t)
			if _, err := w.db.Exec("PRAGMA " + pragma); err != nil {
				t.Fatal(err)
			}
			w.Close()
			if _, err := Open(context.Background(), w.dir, w.contract, Options{}); !errors.Is(err, ErrFormat) {
				t.Errorf("error = %v, want ErrFormat", err)
			}
		})
	}
}

// The process was killed between making the register's file and filling it.
func TestAnEmptyRegister(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, registerFile), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(context.Background(), dir, contract.Core(), Options{ReadOnly: true}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("reader: %v", err)
	}
	sound(t, open(t, dir, Options{}))
}

func TestAMovedLakeGoesOnWorking(t *testing.T) {
	w := newWorkspace(t)
	first := w.commit(t, addiction("a1", "1280", 1, map[string]int{"arende": 3}))
	w.Close()
	moved := filepath.Join(filepath.Dir(w.dir), "flyttad sjö 1")
	if err := os.Rename(w.dir, moved); err != nil {
		t.Fatal(err)
	}
	w.Lake = open(t, moved, Options{})
	second := w.commit(t, addiction("b1", "0180", 1, map[string]int{"arende": 4}))
	if got := len(content(t, w.Lake, first)) + len(content(t, w.Lake, second)); got != 3 {
		t.Errorf("keys in both versions: %d, want 3", got)
	}
	sound(t, w.Lake)
}
