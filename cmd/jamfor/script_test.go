package main

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite golden output in testdata/scripts")

// TestMain lets this test binary stand in for the jamfor command.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"jamfor": main})
}

// Every command as a user meets it: words, exit codes, files.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("..", "..", "testdata", "scripts"),
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			root, err := filepath.Abs(filepath.Join("..", ".."))
			env.Setenv("ROOT", root)
			env.Setenv("LANG", "sv_SE.UTF-8")
			return err
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits},
	})
}

// exits CODE COMMAND … runs a command and wants that exit code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits code command [args...]")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := "0"
	var exit *exec.ExitError
	if asExit(err, &exit) {
		got = exitText(exit)
	} else if err != nil {
		ts.Fatalf("run %s: %v", args[1], err)
	}
	if got != args[0] {
		ts.Fatalf("%v: exit code %s, want %s", args[1:], got, args[0])
	}
}

func asExit(err error, into **exec.ExitError) bool {
	exit, ok := err.(*exec.ExitError)
	*into = exit
	return ok
}

func exitText(err *exec.ExitError) string {
	if !err.Exited() {
		return err.String()
	}
	return string(rune('0' + err.ExitCode()%10)) // the codes in use here have one digit
}

// buildPrograms builds the real programs into a folder, for tests that kill them.
func buildPrograms(t *testing.T) (jamfor string) {
	t.Helper()
	dir := t.TempDir()
	jamfor = filepath.Join(dir, "jamfor")
	for _, args := range [][]string{
		{"build", "-tags", "duckdb_arrow", "-o", jamfor, "."},
		{"build", "-o", filepath.Join(dir, "jamfor-worker"), "../jamfor-worker"},
	} {
		cmd := exec.CommandContext(t.Context(), "go", args...)
		cmd.Stderr = os.Stderr
		if err := cmd.Run(); err != nil {
			t.Fatalf("go %v: %v", args, err)
		}
	}
	return jamfor
}
