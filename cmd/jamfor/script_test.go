package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"jamfor/pipeline/supplier"
)

var update = flag.Bool("update", false, "rewrite golden output in testdata/scripts")

// TestMain lets this test binary stand in for the jamfor command.
func TestMain(m *testing.M) {
	testscript.Main(tidy{m}, map[string]func(){"jamfor": main, "leverera": leverera})
}

// leverera is the supplier's program, as cmd/leverera has it.
func leverera() {
	os.Exit(supplier.Main(context.Background(), os.Args[1:], os.Stdout, os.Stderr))
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
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "synthetic": synthetic, "few": few,
			"rename": renameKeys, "replace": replaceText, "receipts": takeReceipts, "deliveryid": deliveryID, "onedelivery": oneDelivery,
		},
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

// synthetic DIR marks a workspace synthetic, so that its releases go out by
// themselves.
func synthetic(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: synthetic dir")
	}
	path := ts.MkAbs(filepath.Join(args[0], "jamfor.yaml"))
	text := strings.Replace(ts.ReadFile(path), "synthetic: false", "synthetic: true", 1)
	text = strings.Replace(text, `name: ""`, `name: "Prov"`, 1)
	ts.Check(os.WriteFile(path, []byte(text), 0o600))
}

// fewTemplates are the indicators that few leaves.
var fewTemplates = []string{"personer", "personer_per_invanare", "andel_kvinnor", "nya_arenden", "arenden_med_insats", "mal_helt", "nojd"}

// few DIR gives a workspace definitions of its own, a few of addiction care: a
// release of all shipped ones takes many times as long to write, and what scripts
// look at does not need them.
func few(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: few dir")
	}
	root, dir := filepath.Join(ts.Getenv("ROOT"), "indicators"), ts.MkAbs(filepath.Join(args[0], "definitioner"))
	ts.Check(os.MkdirAll(filepath.Join(dir, "missbruk"), 0o700))
	ts.Check(os.CopyFS(filepath.Join(dir, "templates"), os.DirFS(filepath.Join(root, "templates"))))
	ts.Check(os.WriteFile(filepath.Join(dir, "areas.yaml"), []byte(ts.ReadFile(filepath.Join(root, "areas.yaml"))), 0o600))
	head, uses, found := strings.Cut(ts.ReadFile(filepath.Join(root, "missbruk", "set.yaml")), "\ntemplates:\n")
	set := head + "\ntemplates:\n"
	for _, name := range fewTemplates {
		line := "  - use: " + name + "\n"
		if !found || !strings.Contains(uses, line) {
			ts.Fatalf("the set missbruk does not use the template %s as it did", name)
		}
		set += line
	}
	ts.Check(os.WriteFile(filepath.Join(dir, "missbruk", "set.yaml"), []byte(set), 0o600))
	settings := ts.MkAbs(filepath.Join(args[0], "jamfor.yaml"))
	text := strings.Replace(ts.ReadFile(settings), `definitions: ""`, "definitions: definitioner", 1)
	ts.Check(os.WriteFile(settings, []byte(text), 0o600))
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

// programs is the folder of the real programs, which several tests need: linking
// takes longer than most of them.
var programs = sync.OnceValues(func() (dir string, err error) {
	if dir, err = os.MkdirTemp("", "jamfor-programs-"); err != nil {
		return "", err
	}
	built = dir
	for _, args := range [][]string{
		{"build", "-tags", "duckdb_arrow", "-o", filepath.Join(dir, "jamfor"), "."},
		{"build", "-o", filepath.Join(dir, "jamfor-worker"), "../jamfor-worker"},
	} {
		if out, err := exec.Command("go", args...).CombinedOutput(); err != nil {
			return dir, fmt.Errorf("go %v: %w\n%s", args, err, out)
		}
	}
	return dir, nil
})

// buildPrograms is the real jamfor beside its worker, for tests that strike them.
func buildPrograms(t *testing.T) (jamfor string) {
	t.Helper()
	dir, err := programs()
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "jamfor")
}

// built is the folder to remove after the last test; empty while nothing is built.
var built string

// tidy removes the built programs when the tests are over.
type tidy struct{ *testing.M }

func (m tidy) Run() int {
	code := m.M.Run()
	_ = os.RemoveAll(built) // an empty name removes nothing
	return code
}
