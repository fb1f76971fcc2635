package workspace

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestInitMakesAnOpenableWorkspaceOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "ws")
	w, err := Init(dir)
	if err != nil {
		t.Fatal(err)
	}
	key, err := w.LakeKey()
	if err != nil {
		t.Fatal(err)
	}
	again, err := Init(dir)
	if err != nil {
		t.Fatal(err)
	}
	if other, _ := again.LakeKey(); string(other) != string(key) {
		t.Error("a second init changed the lake key")
	}
	info, err := os.Stat(w.Path(Keys, "lake.key"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("lake key mode = %v, %v; want 0600", info.Mode(), err)
	}
	if w.Config.Synthetic || w.Config.Disclosure.MinimumCount != 5 || len(w.Config.Schedule) != 1 {
		t.Errorf("defaults = %+v", w.Config)
	}
}

func TestInitRefusesAFolderOfOtherThings(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "something.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Init(dir); err == nil {
		t.Error("a folder with other content became a workspace")
	}
}

func TestOneRunAtATime(t *testing.T) {
	w, err := Init(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	unlock, err := w.Lock()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Lock(); !errors.Is(err, ErrLocked) {
		t.Errorf("second lock: %v, want ErrLocked", err)
	}
	unlock()
	if unlock, err = w.Lock(); err != nil {
		t.Errorf("lock after unlock: %v", err)
	}
	unlock()
}

func TestConfigurationIsStrict(t *testing.T) {
	for name, raw := range map[string]string{
		"unknown version": "version: 2\n",
		"unknown field":   "version: 1\nsyntetic: true\n",
		"bad slot":        "version: 1\nrelease: {slot: mars}\n",
		"bad job":         "version: 1\nschedule: [{name: x, do: fly, cron: '* * * * *'}]\n",
	} {
		if _, err := ParseConfig([]byte(raw)); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}
