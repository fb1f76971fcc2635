package contract

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

var update = flag.Bool("update", false, "rewrite docs/leverera/regler.md")

// edited is the embedded contract with a piece of one file changed.
func edited(t *testing.T, file, old, now string) fs.FS {
	t.Helper()
	core, err := fs.Sub(files, "core")
	if err != nil {
		t.Fatal(err)
	}
	folder := fstest.MapFS{}
	names, err := fs.Glob(core, "*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		raw, err := fs.ReadFile(core, name)
		if err != nil {
			t.Fatal(err)
		}
		if name == file {
			if !bytes.Contains(raw, []byte(old)) {
				t.Fatalf("%s holds no %q", file, old)
			}
			raw = bytes.Replace(raw, []byte(old), []byte(now), 1)
		}
		folder[name] = &fstest.MapFile{Data: raw}
	}
	return folder
}

// line is where a text first stands in an embedded file, counted from 1.
func line(t *testing.T, file, text string) int {
	t.Helper()
	raw, err := files.ReadFile("core/" + file)
	if err != nil {
		t.Fatal(err)
	}
	at := strings.Index(string(raw), text)
	if at < 0 {
		t.Fatalf("%s holds no %q", file, text)
	}
	return 1 + strings.Count(string(raw[:at]), "\n")
}

func problemsOf(t *testing.T, folder fs.FS) Problems {
	t.Helper()
	_, err := Load(folder)
	var problems Problems
	if !errors.As(err, &problems) {
		t.Fatalf("no problems but %v", err)
	}
	return problems
}

// Every mistake is told at its own place.
func TestMistakesInRulesHaveTheirPlace(t *testing.T) {
	head := line(t, "rules.yaml", "- id: A01")
	for _, test := range []struct{ name, old, now, want string }{
		{"an unknown column", `assert: "slut >= start"`, `assert: "slut >= starrt"`, fmt.Sprintf("rules.yaml:%d:22: okänd kolumn starrt", head+5)},
		{"an expression that cannot be read", `assert: "slut >= start"`, `assert: "slut >="`, fmt.Sprintf("rules.yaml:%d:", head+5)},
		{"a code outside its list", `when: "status = 'avbruten'"`, `when: "status = 'avbrott'"`, fmt.Sprintf("rules.yaml:%d:", line(t, "rules.yaml", `when: "status = 'avbruten'"`))},
		{"no condition", `assert: "slut >= start"`, `assert: "slut"`, "villkor"},
		{"an unknown kind", "kind: instrument", "kind: skript", "okänt slag \"skript\""},
		{"an unknown key", "dataset: placering\n", "datasett: placering\n", "okänd nyckel datasett (menade du dataset?)"},
		{"an unknown severity", "severity: note\n    columns", "severity: fatal\n    columns", "allvar"},
		{"a rule that stands twice", "- id: A02", "- id: A01", fmt.Sprintf("rules.yaml:%d:9: regelns id", line(t, "rules.yaml", "- id: A02"))},
		{"an unknown dataset", "dataset: placering\n", "dataset: placeringar\n", "okänd datamängd"},
		{"an unknown collection", "collections: [vald]", "collections: [valld]", "okänd insamling"},
		{"a key of another kind", "columns: [manad]", "columns: [manad]\n    when: \"TRUE\"", "when hör inte till slaget within_period"},
		{"a missing key", "    when: \"slut IS NOT NULL\"\n", "", "when saknas"},
		{"a missing number", "{factor: 2, difference: 20}", "{factor: 2}", "talet difference saknas"},
		{"a number too many", "{factor: 2, difference: 20}", "{factor: 2, difference: 20, u: 1}", "talet u hör inte till"},
		{"half a row", "{factor: 2, difference: 20}", "{factor: 2, difference: 20.5}", "ska vara helt"},
		{"a share above one", "least: 0.01", "least: 1.5", "andel"},
		{"a language is missing", `en: "Correct the year of birth."`, `de: "Jahr"`, "engelsk text saknas"},
		{"a placeholder that nobody fills", "Värdet ligger utanför det tillåtna: {range}.", "Värdet ligger utanför: {gräns}.", "platshållaren {gräns}"},
		{"no rule of a kind that must be", "kind: unique", "kind: program", "ingen regel av slaget unique"},
		{"two of a kind that must be one", "kind: pattern", "kind: length", "redan en regel av slaget length"},
		{"a group that is not the key's beginning", "group: [arende, instrument, instrumentversion", "group: [instrument, arende, instrumentversion", "nyckelns början"},
		{"an occasion of the wrong order", "first: fore\n    then: efter", "first: efter\n    then: fore", "sorteras före"},
		{"no rule to be beside", "beside: D10", "beside: D11", "beside"},
		{"limits that do not meet", "numbers: {few: 20} #", "numbers: {few: 30} #", "few ska vara detsamma som i regel D12"},
		{"no YAML at all", "version: 1\nrules:", "version: 1\nrules: [", "rules.yaml:"},
		{"an unknown version", "version: 1", "version: 7", "formatversion 7"},
		{"an alias", "columns: [manad]", "columns: &k [manad]", "YAML-element"},
	} {
		problems := problemsOf(t, edited(t, "rules.yaml", test.old, test.now))
		if !strings.Contains(problems.Error(), test.want) {
			t.Errorf("%s: no %q in\n%v", test.name, test.want, problems)
		}
		for _, p := range problems {
			if p.Line == 0 && test.name != "no YAML at all" || p.Message.SV == "" || p.Message.EN == "" {
				t.Errorf("%s: without place or in one language: %+v", test.name, p)
			}
		}
	}
}

func TestAllMistakesAreToldAtOnce(t *testing.T) {
	folder := edited(t, "rules.yaml", `assert: "slut >= start"`, `assert: "slutt >= starrt"`).(fstest.MapFS)
	text := string(folder["rules.yaml"].Data)
	text = strings.Replace(text, "kind: instrument", "kind: skript", 1)
	text = strings.Replace(text, "least: 0.01", "least: 2", 1)
	folder["rules.yaml"].Data = []byte(text)
	if got := problemsOf(t, folder); len(got) < 4 || !slices.IsSortedFunc(got, func(a, b Problem) int { return a.Line - b.Line }) {
		t.Errorf("not all told, or not in order:\n%v", got)
	}
}

func TestMistakesInTheModelHaveTheirPlace(t *testing.T) {
	for _, test := range []struct{ file, old, now, want string }{
		{"model.yaml", "list: orsaksroll", "list: orsaksrol", fmt.Sprintf("model.yaml:%d:", line(t, "model.yaml", "list: orsaksroll"))},
		{"model.yaml", "type: month", "type: manad", "okänd typ"},
		{"model.yaml", "name: roll, id: 3", "name: roll, id: 2", "id 2 är inte ledigt"},
		{"model.yaml", "parent: arende", "parent: arenden", "okänd datamängd"},
		{"model.yaml", `max: "10000"`, `max: "tusen"`, "is no number"},
		{"model.yaml", "required: [volym]", "required: [arende]", "inte en av insamlingens"},
		{"codes.yaml", `from: "2025-07-01"`, `from: "i somras"`, fmt.Sprintf("codes.yaml:%d:", line(t, "codes.yaml", `from: "2025-07-01"`))},
		{"instruments.yaml", "raters: [klient]", "bedomare: [klient]", "okänd nyckel bedomare"},
	} {
		if problems := problemsOf(t, edited(t, test.file, test.old, test.now)); !strings.Contains(problems.Error(), test.want) {
			t.Errorf("%s: no %q in\n%v", test.now, test.want, problems)
		}
	}
}

// The list of rules that suppliers read is the contract's.
func TestTheListOfRulesIsTheContracts(t *testing.T) {
	path := filepath.Join("..", "..", "docs", "leverera", "regler.md")
	got := Core().Page()
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (run with -update to make it)", err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what the contract says: run go test ./pipeline/contract -update", path)
	}
	for _, r := range Core().Rules {
		if n := bytes.Count(got, []byte("| "+r.ID+" |")); n != 2 {
			t.Errorf("rule %s stands %d times, not once in each language", r.ID, n)
		}
	}
}

// The reader of the rules file does not panic, whatever it holds.
func FuzzRules(f *testing.F) {
	raw, err := files.ReadFile("core/rules.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw[:3000])
	f.Add([]byte("version: 1\nrules:\n  - {id: A01, kind: assert, dataset: arende, columns: [start], assert: \"start\"}\n"))
	f.Add([]byte("rules: {a: [}]"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		r := &report{}
		var into ruleFile
		at := decodeFile(r, readDocument(r, fstest.MapFS{"rules.yaml": {Data: raw}}, "rules.yaml"), &into)
		if at[""].file == "" {
			at[""] = place{file: "rules.yaml"}
		}
		c := *Core()
		c.Rules = into.Rules
		ruleCheck{r, at, &c}.run()
		_ = r.err()
	})
}
