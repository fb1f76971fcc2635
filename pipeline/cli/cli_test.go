package cli

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jamfor/indicators"
	"jamfor/pipeline/workspace"
)

// command runs one command in this process.
func command(t *testing.T, ctx context.Context, lang string, args ...string) (exit int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	exit = Main(ctx, Env{
		Args: args, Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs,
		Getenv: func(name string) string {
			if name == "LANG" {
				return lang
			}
			return ""
		},
		Now:        func() time.Time { return time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC) },
		Executable: "/nonexistent/jamfor", Indicators: indicators.Files(),
	})
	return exit, out.String(), errs.String()
}

func TestOnlyOneRunAndOneDaemon(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "ws")
	w, err := workspace.Init(dir)
	if err != nil {
		t.Fatal(err)
	}
	unlock, err := w.Lock()
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	for _, args := range [][]string{{"run"}, {"ingest"}, {"compute"}, {"release", "create"}, {"demo"}} {
		exit, _, said := command(t, t.Context(), "sv_SE.UTF-8", append(args, "-w", dir)...)
		if exit != ExitLocked || !strings.Contains(said, "En annan körning") {
			t.Errorf("%v beside a run: exit code %d, %q", args, exit, said)
		}
	}
	unlockDaemon, err := w.LockDaemon()
	if err != nil {
		t.Fatal(err)
	}
	defer unlockDaemon()
	if exit, _, said := command(t, t.Context(), "sv_SE.UTF-8", "daemon", "-w", dir); exit != ExitLocked {
		t.Errorf("second daemon: exit code %d, %q", exit, said)
	}
}

func TestInterruptedIsItsOwnExitCode(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "ws")
	if _, err := workspace.Init(dir); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if exit, _, said := command(t, ctx, "en_GB.UTF-8", "run", "-w", dir); exit != ExitInterrupted || !strings.Contains(said, "Nothing is half done") {
		t.Errorf("interrupted run: exit code %d, %q", exit, said)
	}
	if exit, _, _ := command(t, ctx, "", "daemon", "-w", dir); exit != ExitInterrupted {
		t.Errorf("interrupted daemon: exit code %d", exit)
	}
}

func TestLanguageFollowsFlagThenEnvironmentThenSwedish(t *testing.T) {
	for _, c := range []struct {
		lang string
		args []string
		want string
	}{
		{"", nil, "Returkoder"},
		{"C.UTF-8", nil, "Returkoder"},
		{"sv_SE.UTF-8", nil, "Returkoder"},
		{"en_GB.UTF-8", nil, "Exit codes"},
		{"sv_SE.UTF-8", []string{"--lang", "en"}, "Exit codes"},
		{"en_GB.UTF-8", []string{"--lang=sv"}, "Returkoder"},
	} {
		_, out, _ := command(t, t.Context(), c.lang, append(c.args, "--help")...)
		if !strings.Contains(out, c.want) {
			t.Errorf("LANG %q, %v: help begins %.60q, want %q", c.lang, c.args, out, c.want)
		}
	}
}

func TestShippedDefinitionsHold(t *testing.T) {
	exit, out, said := command(t, t.Context(), "sv", "indicators", "test")
	if exit != ExitDone || !strings.Contains(out, "0 misslyckade") {
		t.Errorf("exit code %d\n%s%s", exit, out, said)
	}
	exit, out, _ = command(t, t.Context(), "en", "indicators", "check", "--json")
	if exit != ExitDone || !strings.Contains(out, `"sets": 9`) {
		t.Errorf("exit code %d\n%s", exit, out)
	}
}
