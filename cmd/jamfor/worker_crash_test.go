package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// workerBlows strike the worker: at reading the delivery, at writing rows and its
// answer, at getting memory.
var workerBlows = []blow{
	{"pread64", "error=EIO", false, []int{2}},
	{"pread64", "signal=SIGKILL", true, []int{2}},
	{"pwrite64", "error=ENOSPC", false, []int{1}},
	{"pwrite64", "signal=SIGKILL", true, []int{1}},
	{"write", "error=ENOSPC", false, []int{1}},
	{"mmap", "error=ENOMEM", false, []int{25}},
}

// A worker that is killed, or told of a broken disk or of no memory, ends its own
// delivery and nothing else: the ingest goes on or fails in words, nothing half is
// in the lake, and the next ingest with a sound worker takes what was not judged.
func TestWorkerStruckAtSystemCalls(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("builds and strikes the real program: left out of -short")
	}
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("strace is not here (Debian: apt-get install strace)")
	}
	if strace, err = filepath.Abs(strace); err != nil {
		t.Fatal(err)
	}
	jamfor := buildPrograms(t)
	mayTrace(t, strace, jamfor)
	fresh := filepath.Join(t.TempDir(), "fresh")
	prepareInbox(t, jamfor, fresh)
	struck := 0
	for _, b := range workerBlows {
		missed := 0
		for _, n := range b.points() {
			dir := filepath.Join(t.TempDir(), "struck")
			copyTree(t, fresh, dir)
			hit := b.strikeWorker(t, strace, jamfor, dir, n)
			if err := os.RemoveAll(dir); err != nil {
				t.Fatal(err)
			}
			if hit {
				struck, missed = struck+1, 0
			} else if missed++; *everyCall && missed == beyond {
				break
			}
		}
	}
	t.Logf("%d strikes fell", struck)
	if struck < firstCalls {
		t.Errorf("only %d strikes fell", struck)
	}
}

// strikeWorker runs an ingest whose workers are hit at the n-th call of a thread,
// then a sound one, and holds what both say and leave; false when no thread came so
// far.
func (b blow) strikeWorker(t *testing.T, strace, jamfor, dir string, n int) bool {
	t.Helper()
	name := fmt.Sprintf("%s %s at call %d", b.call, b.inject, n)
	log := filepath.Join(t.TempDir(), "strace")
	cmd := exec.CommandContext(t.Context(), withStruckWorker(t, b, n, strace, jamfor, log), "ingest", "-w", dir)
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	if code := cmd.ProcessState.ExitCode(); !slices.Contains([]int{0, 1, 3}, code) || code == 1 && said.Len() == 0 {
		t.Errorf("%s: exit %d\n%s", name, code, said.String())
	}
	for _, bad := range []string{"goroutine ", "panic:", clearNumber} {
		if strings.Contains(said.String(), bad) {
			t.Errorf("%s: it says %q\n%s", name, bad, said.String())
		}
	}
	wantExit(t, exec.CommandContext(t.Context(), jamfor, "ingest", "-w", dir), 0, 3)
	wantExit(t, exec.CommandContext(t.Context(), jamfor, "lake", "verify", "-w", dir), 0)
	holdJudged(t, name, jamfor, dir)
	noClearIdentity(t, name, dir)
	raw, err := os.ReadFile(log)
	return err == nil && (bytes.Contains(raw, []byte("(INJECTED)")) || bytes.Contains(raw, []byte("= ?")))
}

// withStruckWorker is jamfor beside a worker that strace strikes. The worker's
// descriptors pass through the shell and strace untouched.
func withStruckWorker(t *testing.T, b blow, n int, strace, jamfor, log string) string {
	t.Helper()
	dir := t.TempDir()
	beside := filepath.Join(dir, filepath.Base(jamfor))
	if err := os.Link(jamfor, beside); err != nil {
		t.Skipf("a second name for the program cannot be made: %v", err)
	}
	line := []string{"exec", strace, "-f", "-qq", "-e", "signal=none", "-o", log, "-e", "trace=" + b.call, "-e", fmt.Sprintf("inject=%s:%s:when=%d", b.call, b.inject, n), filepath.Join(filepath.Dir(jamfor), "jamfor-worker")}
	for i, word := range line[1:] {
		line[1+i] = "'" + word + "'"
	}
	script := "#!/bin/sh\n" + strings.Join(line, " ") + "\n"
	if err := os.WriteFile(filepath.Join(dir, "jamfor-worker"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	return beside
}

// holdJudged holds that every delivery of prepareInbox is judged once and that
// none waits: accepted (a later one of the same run may have taken its place), or
// rejected with a report.
func holdJudged(t *testing.T, name, jamfor, dir string) {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), jamfor, "deliveries", "list", "--json", "-w", dir).Output()
	if err != nil {
		t.Fatalf("%s: deliveries: %v", name, err)
	}
	var lines []struct {
		ID    string `json:"id"`
		Name  string `json:"name"`
		State string `json:"state"`
	}
	if err := json.Unmarshal(out, &lines); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, l := range lines {
		if seen[l.Name] {
			t.Errorf("%s: %s is judged twice", name, l.Name)
		}
		seen[l.Name] = true
		if !slices.Contains([]string{"accepted", "rejected", "replaced", "repeated"}, l.State) {
			t.Errorf("%s: %s is %s", name, l.Name, l.State)
		}
		if _, err := os.Stat(filepath.Join(dir, "deliveries", l.ID, "rapport.json")); err != nil {
			t.Errorf("%s: %s has no report: %v", name, l.Name, err)
		}
	}
	if len(lines) != 4 {
		t.Errorf("%s: %d deliveries are judged, want 4", name, len(lines))
	}
}

// noClearIdentity holds that nothing of ours keeps a clear identity. (The file of a
// delivery whose worker died was not read: it stays with its supplier's reports in
// the inbox, as every refused file does.)
func noClearIdentity(t *testing.T, name, dir string) {
	t.Helper()
	for _, zone := range []string{"lake", "deliveries", "ledger"} {
		err := filepath.WalkDir(filepath.Join(dir, zone), func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			raw, err := os.ReadFile(path)
			if bytes.Contains(raw, []byte(clearNumber)) {
				t.Errorf("%s: a clear identity is left in %s", name, path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
