package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// renameKeys DIR PREFIX NAME gives the key files that begin with a prefix, whose
// names hold the random key's id, a name that a script can know.
func renameKeys(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: rename dir prefix name")
	}
	dir := ts.MkAbs(args[0])
	entries, err := os.ReadDir(dir)
	ts.Check(err)
	for _, e := range entries {
		if rest, found := strings.CutPrefix(e.Name(), args[1]); found {
			_, end, _ := strings.Cut(rest, ".")
			ts.Check(os.Rename(filepath.Join(dir, e.Name()), filepath.Join(dir, args[2]+"."+end)))
		}
	}
}

// replaceText FILE OLD NEW changes a text in a file, which must be there.
func replaceText(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: replace file old new")
	}
	text := ts.ReadFile(args[0])
	if !strings.Contains(text, args[1]) {
		ts.Fatalf("%s does not hold %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Replace(text, args[1], args[2], 1)), 0o600))
}

// takeReceipts WORKSPACE DIR copies every receipt of the workspace into a folder.
func takeReceipts(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: receipts workspace dir")
	}
	ts.Check(os.Mkdir(ts.MkAbs(args[1]), 0o750))
	found, err := filepath.Glob(filepath.Join(ts.MkAbs(args[0]), "deliveries", "*", "kvitto.json"))
	ts.Check(err)
	for _, path := range found {
		raw, err := os.ReadFile(path)
		ts.Check(err)
		ts.Check(os.WriteFile(filepath.Join(ts.MkAbs(args[1]), filepath.Base(filepath.Dir(path))+".kvitto.json"), raw, 0o600))
	}
}

// deliveryID WORKSPACE NAME puts the id of the one accepted delivery into a
// variable, and the id of the one registered key into KEY.
func deliveryID(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: deliveryid workspace variable")
	}
	ts.Setenv(args[1], firstID(ts, "deliveries", "list", "-w", args[0], "--state", "accepted", "--json"))
	raw := ts.ReadFile(filepath.Join(args[0], "keys", "leverantorer.json"))
	var register struct{ Suppliers []struct{ ID string } }
	ts.Check(json.Unmarshal([]byte(raw), &register))
	ts.Setenv("KEY", register.Suppliers[0].ID)
}

// oneDelivery VARIABLE WORKSPACE [FLAG…] puts the id of the one delivery that the
// flags of jamfor deliveries list choose into a variable.
func oneDelivery(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: onedelivery variable workspace [flag...]")
	}
	ts.Setenv(args[0], firstID(ts, append([]string{"deliveries", "list", "--json", "-w", args[1]}, args[2:]...)...))
}

func firstID(ts *testscript.TestScript, args ...string) string {
	ts.Check(ts.Exec("jamfor", args...))
	var lines []struct{ ID string }
	ts.Check(json.Unmarshal([]byte(ts.ReadFile("stdout")), &lines))
	if len(lines) != 1 {
		ts.Fatalf("%d deliveries, want one", len(lines))
	}
	return lines[0].ID
}
