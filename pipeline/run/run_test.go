package run_test

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jamfor/indicators"
	"jamfor/pipeline/engine/duckdb"
	"jamfor/pipeline/run"
	"jamfor/pipeline/worker"
	"jamfor/pipeline/workspace"
)

// TestMain lets this test binary stand in for jamfor-worker.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "worker" {
		os.Exit(worker.Main(os.Args[2:], os.Stdin, os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}

// newPipeline makes a pipeline over a new workspace that is marked synthetic,
// so that its releases go out by themselves.
func newPipeline(t *testing.T) *run.Pipeline {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "workspace")
	if _, err := workspace.Init(dir); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, workspace.ConfigName)
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(raw), "synthetic: false", "synthetic: true", 1)
	text = strings.Replace(text, `name: ""`, `name: "Prov"`, 1)
	text = strings.Replace(text, `slot: ""`, `slot: "2026-03-02"`, 1)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return openPipeline(t, dir)
}

func openPipeline(t *testing.T, dir string) *run.Pipeline {
	t.Helper()
	w, err := workspace.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p, err := run.New(run.Config{
		Workspace: w, Indicators: indicators.Files(), Engine: duckdb.Engine{}, Worker: []string{self, "worker"},
		Now: func() time.Time { return time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC) },
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	in, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(out, in); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
}
