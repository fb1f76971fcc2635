package main

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// flags are those of make dist.
var flags = []string{"build", "-trimpath", "-buildvcs=false", "-ldflags", "-s -w -buildid="}

// Two builds from two folders give the same bytes. With JAMFOR_DIST=fresh (make
// dist-check) each has an empty cache of its own, so that everything is compiled
// twice; with JAMFOR_DIST=shared the compiled packages are shared and only what is
// ours, and the linking, is repeated.
func TestBuildIsReproducible(t *testing.T) {
	if os.Getenv("JAMFOR_DIST") == "" {
		t.Skip("compiles everything for a static program, which takes minutes: make dist-check runs it")
	}
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(t.TempDir(), "en annan mapp åäö")
	copySource(t, root, other)
	one, two := build(t, root), build(t, other)
	if !bytes.Equal(one, two) {
		t.Errorf("builds from two folders differ: %d and %d bytes", len(one), len(two))
	}
	for _, trace := range []string{root, other} {
		if bytes.Contains(one, []byte(trace)) {
			t.Errorf("the program holds a path of the machine that built it")
		}
	}
}

func build(t *testing.T, dir string) []byte {
	t.Helper()
	out := filepath.Join(t.TempDir(), "leverera")
	cmd := exec.CommandContext(t.Context(), "go", append(flags, "-o", out, "./cmd/leverera")...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS=linux", "GOARCH=amd64", "GOFLAGS=")
	if os.Getenv("JAMFOR_DIST") == "fresh" {
		cmd.Env = append(cmd.Env, "GOCACHE="+t.TempDir())
	}
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go %v: %v\n%s", flags, err, said)
	}
	raw, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// copySource copies what is compiled and embedded: no tests, no outputs.
func copySource(t *testing.T, from, to string) {
	t.Helper()
	for _, part := range []string{"go.mod", "go.sum", "cmd/leverera", "pipeline", "indicators", "sql"} {
		err := filepath.WalkDir(filepath.Join(from, part), func(path string, e fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if e.IsDir() && e.Name() == "testdata" && !strings.HasPrefix(path, filepath.Join(from, "sql")) {
				return fs.SkipDir
			}
			if e.IsDir() || strings.HasSuffix(path, "_test.go") {
				return nil
			}
			relative, err := filepath.Rel(from, path)
			if err != nil {
				return err
			}
			raw, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			target := filepath.Join(to, relative)
			if err := os.MkdirAll(filepath.Dir(target), 0o750); err != nil {
				return err
			}
			return os.WriteFile(target, raw, 0o600)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
