package workspace

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestInitMakesAnOpenableWorkspaceOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "ws")
	w, err := Init(dir)
	if err != nil {
		t.Fatal(err)
	}
	key, err := w.LakeKeys()
	if err != nil {
		t.Fatal(err)
	}
	again, err := Init(dir)
	if err != nil {
		t.Fatal(err)
	}
	if other, _ := again.LakeKeys(); len(other) != 1 || !slices.EqualFunc(other, key, bytes.Equal) {
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

func TestRulesOfASetOverrideTheWorkspaces(t *testing.T) {
	c, err := ParseConfig([]byte("version: 1\ndisclosure:\n  minimum_count: 5\n  unknown_sex: show\n  sets:\n    missbruk: {minimum_count: 7, corrections: show, source: Beslut}\n"))
	if err != nil {
		t.Fatal(err)
	}
	if r := c.Disclosure.Of("missbruk"); r.MinimumCount != 7 || r.UnknownSex != "show" || r.Corrections != "show" || r.Source != "Beslut" {
		t.Errorf("the set's rules: %+v", r)
	}
	if r := c.Disclosure.Of("ekonomi"); r.MinimumCount != 5 || r.Corrections != "" {
		t.Errorf("another set's rules: %+v", r)
	}
	widths, err := ParseConfig([]byte("version: 1\ndisclosure:\n  interval_width: 2\n  interval_widths: {minimum: 3, correction: 1}\n  sets:\n    missbruk: {interval_widths: {minimum: 4}}\n"))
	if err != nil {
		t.Fatal(err)
	}
	if r := widths.Disclosure.Of("missbruk"); r.IntervalWidth != 2 || r.IntervalWidths["minimum"] != 4 || r.IntervalWidths["correction"] != 1 {
		t.Errorf("the set's widths: %+v", r)
	}
	if r := widths.Disclosure.Of("ekonomi"); r.IntervalWidths["minimum"] != 3 {
		t.Errorf("another set's widths: %+v", r)
	}
	for _, bad := range []string{"interval_width: 101", "interval_widths: {minimum: 0}", "interval_widths: {small: 2}", "corrections: hide", "unknown_sex: hide", "sets: {missbruk: {corrections: hide}}", "sets: {missbruk: {lowest: 3}}"} {
		if _, err := ParseConfig([]byte("version: 1\ndisclosure:\n  " + bad + "\n")); err == nil {
			t.Errorf("%s passed", bad)
		}
	}
}
