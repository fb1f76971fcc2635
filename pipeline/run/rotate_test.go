package run_test

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jamfor/pipeline/code"
	"jamfor/pipeline/run"
	"jamfor/pipeline/workspace"
)

// lakeFiles are the data files of the lake with their content.
func lakeFiles(t *testing.T, p *run.Pipeline) map[string]string {
	t.Helper()
	files := map[string]string{}
	root := p.Workspace.Path(workspace.Lake, "data")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		name, _ := filepath.Rel(root, path)
		files[name] = string(raw)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func sendAs(t *testing.T, p *run.Pipeline, name string) run.IngestSummary {
	t.Helper()
	copyFile(t, filepath.Join(deliveries, fixture), p.Workspace.Path(workspace.Inbox, name))
	summary, err := p.Ingest(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return summary
}

// After a rotation the lake holds, byte for byte, what an ingest under the whole
// chain of keys holds, now and for later deliveries, and nothing of before.
func TestRotationGivesWhatTheWholeChainGives(t *testing.T) {
	p := newPipeline(t)
	sendAs(t, p, "missbruk_1280_2025_1.csv")
	sendAs(t, p, "missbruk_0180_2025_1.csv")
	before := lakeFiles(t, p)
	if len(before) < 2 {
		t.Fatalf("%d files to rotate", len(before))
	}
	r, err := p.RotateKey(t.Context(), "prov")
	if err != nil || r.Resumed || r.Generation != 2 || r.Files != len(before) || r.Removed == 0 {
		t.Fatalf("rotation: %+v, %v", r, err)
	}
	if summary := sendAs(t, p, "missbruk_1480_2025_1.csv"); summary.Accepted != 1 {
		t.Fatalf("a delivery after the rotation: %+v", summary)
	}
	other := newPipeline(t)
	key, err := os.ReadFile(p.Workspace.Path(workspace.Keys, "lake.key"))
	if err != nil || bytes.Count(key, []byte("\n")) != 2 {
		t.Fatalf("the chain of keys: %d bytes, %v", len(key), err)
	}
	if err := os.WriteFile(other.Workspace.Path(workspace.Keys, "lake.key"), key, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"missbruk_1280_2025_1.csv", "missbruk_0180_2025_1.csv", "missbruk_1480_2025_1.csv"} {
		sendAs(t, other, name)
	}
	got, want := lakeFiles(t, p), lakeFiles(t, other)
	for name, raw := range want {
		if got[name] != raw {
			t.Errorf("%s differs from what the chain gives", name)
		}
	}
	for name := range got {
		if _, known := want[name]; !known || before[name] != "" {
			t.Errorf("%s is left over", name)
		}
	}
	soundLake(t, p)
	var gone *run.UserError
	if old, err := p.Plan(t.Context(), "", "1"); !errors.As(err, &gone) || !strings.Contains(gone.Text.SV, "borttagna") {
		t.Errorf("a version under the old key can be read: %+v, %v", old, err)
	}
	log, err := os.ReadFile(p.Workspace.Path(workspace.Ledger, "granskningslogg.jsonl"))
	if err != nil || !bytes.Contains(log, []byte(run.EventKeyRotated)) {
		t.Errorf("the audit log does not tell of it: %v", err)
	}
	for line := range bytes.Lines(key) {
		if bytes.Contains(log, bytes.TrimSpace(line)) {
			t.Error("a key stands in the audit log")
		}
	}
}

func soundLake(t *testing.T, p *run.Pipeline) {
	t.Helper()
	damages, err := p.VerifyLake(t.Context())
	if err != nil || len(damages) > 0 {
		t.Errorf("verify: %v, %v", damages, err)
	}
}

// A rotation that was stopped holds every other run off and goes on where it was.
func TestStoppedRotationGoesOn(t *testing.T) {
	p := newPipeline(t)
	for _, name := range []string{"missbruk_1380_2025_1.csv", "missbruk_1280_2025_1.csv", "missbruk_0180_2025_1.csv"} {
		sendAs(t, p, name)
	}
	all := len(lakeFiles(t, p))
	ctx, stop := context.WithCancel(t.Context())
	p.Progress = func(_ code.Text, done, _ int) {
		if done == 1 {
			stop()
		}
	}
	if _, err := p.RotateKey(ctx, "prov"); err == nil {
		t.Fatal("the rotation was not stopped")
	}
	p.Progress = func(code.Text, int, int) {}
	var refused *run.UserError
	if _, err := p.Ingest(t.Context()); !errors.As(err, &refused) || !strings.Contains(refused.Text.SV, "keys rotate") {
		t.Errorf("an ingest meanwhile: %v", err)
	}
	id := states(t, p)[0].ID
	if _, err := p.Withdraw(t.Context(), id, "prov", nil); !errors.As(err, &refused) {
		t.Errorf("a withdrawal meanwhile: %v", err)
	}
	r, err := p.RotateKey(t.Context(), "prov")
	if err != nil || !r.Resumed || r.Files == 0 || r.Files >= all || len(lakeFiles(t, p)) != all {
		t.Fatalf("it does not go on: %+v of %d files, %v", r, all, err)
	}
	soundLake(t, p)
	if summary, err := p.Ingest(t.Context()); err != nil || summary.Rejected != 0 {
		t.Errorf("the ingest afterwards: %+v, %v", summary, err)
	}
}

func TestAWrongLakeKeyIsNoticed(t *testing.T) {
	p := newPipeline(t)
	sendAs(t, p, fixture)
	path := p.Workspace.Path(workspace.Keys, "lake.key")
	if err := os.WriteFile(path, []byte(hex.EncodeToString(bytes.Repeat([]byte{7}, 32))+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	copyFile(t, filepath.Join(deliveries, fixture), p.Workspace.Path(workspace.Inbox, "missbruk_1480_2025_1.csv"))
	var refused *run.UserError
	if _, err := p.Ingest(t.Context()); !errors.As(err, &refused) {
		t.Errorf("rows were taken in under another key: %v", err)
	}
	if _, err := p.RotateKey(t.Context(), "prov"); !errors.As(err, &refused) {
		t.Errorf("another key was rotated: %v", err)
	}
	if names, _ := os.ReadDir(p.Workspace.Path(workspace.Keys)); slices.ContainsFunc(names, func(e fs.DirEntry) bool { return strings.Contains(e.Name(), "next") }) {
		t.Error("a refused rotation left a key behind")
	}
}
