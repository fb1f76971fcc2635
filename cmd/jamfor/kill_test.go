package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// killPoints is how many times a run is struck down before it may complete.
const killPoints = 6

// A run that is killed at any moment, again and again, completes in the end, and
// every published file is byte for byte that of an undisturbed run.
func TestKilledRunsPublishTheSameBytes(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and kills the real program: left out of -short")
	}
	jamfor := buildPrograms(t)
	calm, struck := filepath.Join(t.TempDir(), "calm"), filepath.Join(t.TempDir(), "struck")
	for _, dir := range []string{calm, struck} {
		wantExit(t, exec.CommandContext(t.Context(), jamfor, "demo", "-w", dir, "--scale", "0.002", "--years", "2025"), 0)
		onlyTwoSets(t, dir)
	}
	began := time.Now()
	wantExit(t, exec.CommandContext(t.Context(), jamfor, "run", "-w", calm), 3)
	whole := time.Since(began)
	want := digests(t, filepath.Join(calm, "releases"))
	if len(want) < 10 {
		t.Fatalf("an undisturbed run published %d files", len(want))
	}
	holdAgainstItself(t, filepath.Join(calm, "releases"))
	moments := rand.New(rand.NewPCG(20260302, 1))
	for i := range killPoints {
		after := time.Duration(moments.Int64N(int64(whole)))
		signal := syscall.SIGKILL
		if i%3 == 2 {
			signal = syscall.SIGINT
			after = max(after, time.Second) // most likely it listens by then
		}
		strike(t, jamfor, struck, after, signal)
		for name, digest := range digests(t, filepath.Join(struck, "releases")) {
			if want[name] != digest {
				t.Fatalf("struck after %v: %s is public and differs", after, name)
			}
		}
	}
	cmd := exec.CommandContext(t.Context(), jamfor, "run", "-w", struck)
	if out, err := cmd.CombinedOutput(); err != nil && cmd.ProcessState.ExitCode() != 3 {
		t.Fatalf("the run after the last strike: %v\n%s", err, out)
	}
	got := digests(t, filepath.Join(struck, "releases"))
	for name, digest := range want {
		if got[name] != digest {
			t.Errorf("%s differs from the undisturbed run's", name)
		}
	}
	for name := range got {
		if want[name] == "" {
			t.Errorf("%s was published only by the struck runs", name)
		}
	}
}

// holdAgainstItself runs the independent reader of releases where it and Python
// are present.
func holdAgainstItself(t *testing.T, releases string) {
	t.Helper()
	checker, err := filepath.Abs(filepath.Join("..", "..", "..", "shared", "tools", "check_release.py"))
	if err != nil {
		t.Fatal(err)
	}
	python, noPython := exec.LookPath("python3")
	if _, err := os.Stat(checker); err != nil || noPython != nil {
		t.Log("the independent reader of releases or python3 is not here: left out")
		return
	}
	folders, err := filepath.Glob(filepath.Join(releases, "*", "manifest.json"))
	if err != nil || len(folders) != 1 {
		t.Fatalf("releases: %v, %v", folders, err)
	}
	out, err := exec.CommandContext(t.Context(), python, checker, filepath.Dir(folders[0])).CombinedOutput()
	if err != nil {
		t.Errorf("the independent reader: %v\n%s", err, out)
	}
}

// onlyTwoSets keeps a set of answers and one of costs: disclosure control, which writes
// nothing, takes a second over them and twenty over a set of cases, so that the strikes
// fall on the stages that write, and the test stays short.
func onlyTwoSets(t *testing.T, dir string) {
	t.Helper()
	path := filepath.Join(dir, "jamfor.yaml")
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(raw), "sets: []", "sets: [ekonomi, enkat]", 1)
	if text == string(raw) {
		t.Fatal("the settings do not list sets as they did")
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// strike runs jamfor and kills it with all its children after the given time.
func strike(t *testing.T, jamfor, workspace string, after time.Duration, signal syscall.Signal) {
	t.Helper()
	cmd := exec.Command(jamfor, "run", "-w", workspace)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	select {
	case <-done: // it was quicker: the workspace is complete already
		return
	case <-time.After(after):
	}
	target := -cmd.Process.Pid // the whole group, as a power cut would
	if signal == syscall.SIGINT {
		target = cmd.Process.Pid
	}
	_ = syscall.Kill(target, signal) // it may just have ended
	err := <-done
	var exit *exec.ExitError
	if signal == syscall.SIGINT && errors.As(err, &exit) && exit.Exited() && exit.ExitCode() != 130 && exit.ExitCode() != 3 {
		t.Errorf("interrupted: exit code %d, want 130", exit.ExitCode()) // one that ended by the signal had not begun to listen
	}
}

func wantExit(t *testing.T, cmd *exec.Cmd, want ...int) {
	t.Helper()
	out, err := cmd.CombinedOutput()
	if cmd.ProcessState == nil || !slices.Contains(want, cmd.ProcessState.ExitCode()) {
		t.Fatalf("%s: %v, want exit code %v\n%s", strings.Join(cmd.Args[1:], " "), err, want, out)
	}
}

// digests maps every file below a folder to its SHA-256.
func digests(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(raw)
		rel, err := filepath.Rel(dir, path)
		files[rel] = hex.EncodeToString(sum[:])
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
