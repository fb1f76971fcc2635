package durable

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
)

func TestAFailedWriteLeavesTheOldFileAndNothingElse(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "manifest.json")
	if err := WriteFile(name, []byte("old"), 0o640); err != nil {
		t.Fatal(err)
	}
	full := errors.New("disk full")
	err := Write(name, 0o640, func(w io.Writer) error {
		_, _ = io.WriteString(w, "half")
		return full
	})
	if !errors.Is(err, full) {
		t.Errorf("error = %v, want the writer's", err)
	}
	if raw, _ := os.ReadFile(name); string(raw) != "old" {
		t.Errorf("the file holds %q, want the old content", raw)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Errorf("the folder holds %v, want the file alone", entries)
	}
}

func TestAWriteReplacesAndSetsTheMode(t *testing.T) {
	name := filepath.Join(t.TempDir(), "lake.key")
	for _, content := range []string{"one", "two"} {
		if err := WriteFile(name, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(name)
		raw, _ := os.ReadFile(name)
		if err != nil || string(raw) != content || info.Mode().Perm() != 0o600 {
			t.Errorf("%q with mode %v, %v", raw, info.Mode(), err)
		}
	}
	if err := WriteFile(filepath.Join(t.TempDir(), "none", "x"), nil, 0o600); err == nil {
		t.Error("a missing folder was made up")
	}
}

func TestSweepTakesOnlyItsOwn(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{".tmp-123", ".tmp-mine", "tmp-1", ".tmp-7x"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := Sweep(dir); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 3 {
		t.Errorf("left: %v, %v", entries, err)
	}
}
