package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"text/template"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"

	"jamfor/pipeline/contract"
	form "jamfor/pipeline/supplier/template"
)

// system is one source system's trial. Its two exports lie in
// testdata/systems/NAME; the faulty one has the prefix fel_.
type system struct {
	Name string
	File string // the export, named as a delivery
	Rule string // that the faulty export breaks; empty: it cannot even be pseudonymised
	Says string // where the fault is, in the report's words
	Zero bool   // the person has to say that the datasets the system lacks are empty
}

// Out is the pseudonymised delivery.
func (s system) Out() string { return strings.TrimSuffix(s.File, filepath.Ext(s.File)) + ".csv" }

// Stem is the delivery's name without its ending.
func (s system) Stem() string { return strings.TrimSuffix(s.File, filepath.Ext(s.File)) }

var trials = []system{
	{"asi", "missbruk_1280_2025_1.csv", "M02", "rad 3, kolumn varde", false},
	{"ekonomi", "ekonomi_1280_2025_1.csv", "X01", "Verksamhet", false},
	{"ekonomiskt-bistand", "ekonomiskt_bistand_1280_2025K1_1.txt", "X01", "Kon1", false},
	{"enkat", "enkat_1280_2025_1.csv", "X01", "rad 3", false},
	{"kvalitetsregister", "missbruk_1280_2025_1.csv", "X01", "Instrument", true},
	{"lss", "funktionsnedsattning_1280_2025_1.csv", "", "rad 3", true},
	{"mos", "missbruk_1280_2025_1.txt", "X01", "kolumn Tillfälle", true},
	{"plan-sip", "missbruk_1280_2025_1.txt", "X01", "Målets uppfyllelse", true},
	{"scb-folkmangd", "befolkning_1280_2025_1.csv", "X01", "kön", false},
	{"sol", "aldreomsorg_1280_2025-03_1.csv", "T09", "PERIOD", true},
	{"su-reg", "missbruk_1280_2025_1.csv", "X01", "kolumn Måluppfyllelse", true},
}

// wholeWay is what a person does with an export, from the mapping to the
// feedback. Keys, card and workspace lie there already.
var wholeWay = template.Must(template.New("way").Parse(`# {{.Name}}: export with a fault, mended, packed, taken in, acknowledged, fed back.
exec leverera mappning {{.Name}}
cp stdout mappning.yaml
{{if .Zero}}replace mappning.yaml '# zero:' 'zero:'
{{end}}cp $ROOT/testdata/systems/{{.Name}}/fel_{{.File}} {{.File}}
{{if .Rule}}exec leverera pseudonymisera {{.File}} --nyckel 'Våra nycklar/prov.nyckel' --mappning mappning.yaml --ut fel
exits 3 leverera kontrollera --mappning mappning.yaml fel/{{.Out}}
stdout 'Stopp {{.Rule}}'
stdout '{{.Says}}'
exists fel/{{.Out}}.rapport.html fel/{{.Out}}.rapport.xlsx
exits 3 leverera packa fel/{{.Out}} --mottagare mottagare.kort --signera 'Våra nycklar/vår.nyckel' --andamal Prov --mappning mappning.yaml
stderr 'packas inte'
! exists fel/{{.Stem}}.jfp
{{else}}exits 3 leverera pseudonymisera {{.File}} --nyckel 'Våra nycklar/prov.nyckel' --mappning mappning.yaml --ut fel
stderr '{{.Says}}'
! exists fel/{{.Out}}
{{end}}
# Mended at its source.
cp $ROOT/testdata/systems/{{.Name}}/{{.File}} {{.File}}
exec leverera pseudonymisera {{.File}} --nyckel 'Våra nycklar/prov.nyckel' --mappning mappning.yaml --ut 'Att skicka'
! grep '19[0-9][0-9][01][0-9][0-9][0-9]-?[0-9][0-9][0-9][0-9]' 'Att skicka/{{.Out}}'
{{if .Zero}}exec leverera mappning {{.Name}}
cp stdout utan-nollrapport.yaml
exits 3 leverera kontrollera --mappning utan-nollrapport.yaml 'Att skicka/{{.Out}}'
stdout 'Stopp D12'
{{end}}exec leverera kontrollera --mappning mappning.yaml 'Att skicka/{{.Out}}'
stdout 'Leveransen är godkänd'
! stdout 'Stopp|G08'
exec leverera packa 'Att skicka/{{.Out}}' --mottagare mottagare.kort --signera 'Våra nycklar/vår.nyckel' --nyckel 'Våra nycklar/prov.nyckel' --andamal 'Systematisk uppföljning' --mappning mappning.yaml --ut 'ws/inbox/FoU Prov'
` + takenIn + `exec leverera aterkoppla 'Att skicka/{{.Out}}' --mappning mappning.yaml
stdout 'INTERNT'
exists 'Att skicka/{{.Out}}.aterkoppling.html' 'Att skicka/{{.Out}}.aterkoppling.xlsx'
`))

// takenIn is the recipient's part, and the receipt at the supplier.
const takenIn = `cp 'ws/inbox/FoU Prov/{{.Stem}}.jfp' skickat.jfp
exec jamfor ingest -w ws
stdout '1 godkända'
! exists 'ws/inbox/FoU Prov/{{.Stem}}.jfp'
exec leverera kvitto 'ws/inbox/FoU Prov/{{.Stem}}.jfp.kvitto.json' --mottagare mottagare.kort --leverans skickat.jfp
stdout 'Kvitto 1 gäller skickat.jfp'
stdout 'Kvittona håller'
`

// theTemplate is the same way with the workbook that leverera mall makes.
var theTemplate = template.Must(template.New("mall").Parse(`# The template: filled in with a fault, mended, and the rest of the way.
exec leverera mall missbruk --kommun 1280 --period 2025 --ut 'Mina mallar'
exists 'Mina mallar/{{.Stem}}/matning.csv'
cp 'Mina mallar/{{.File}}' tom.xlsx
fillin 'Mina mallar/{{.File}}' missbruk X
exec leverera pseudonymisera 'Mina mallar/{{.File}}' --nyckel 'Våra nycklar/prov.nyckel' --ut fel
exits 3 leverera kontrollera fel/{{.Stem}}
stdout 'Stopp T02'
stdout 'rad 2, kolumn kon'
exists fel/{{.Stem}}.rapport.xlsx
cp tom.xlsx 'Mina mallar/{{.File}}'
fillin 'Mina mallar/{{.File}}' missbruk K
exec leverera pseudonymisera 'Mina mallar/{{.File}}' --nyckel 'Våra nycklar/prov.nyckel' --ut 'Att skicka'
stdout '1 personnummer'
exec leverera kontrollera 'Att skicka/{{.Stem}}'
stdout 'Leveransen är godkänd'
exec leverera packa 'Att skicka/{{.Stem}}' --mottagare mottagare.kort --signera 'Våra nycklar/vår.nyckel' --nyckel 'Våra nycklar/prov.nyckel' --andamal 'Systematisk uppföljning' --ut 'ws/inbox/FoU Prov'
` + takenIn + `exec leverera aterkoppla 'Att skicka/{{.Stem}}'
stdout 'INTERNT'
grep 'Ä-17' 'Att skicka/{{.Stem}}.aterkoppling.html'
`))

// Every source system goes the whole way: template or export, pseudonyms, the
// check with a fault, mended, the package, the real intake, the receipt, the
// feedback.
func TestSystemsGoTheWholeWay(t *testing.T) {
	scripts := map[string]string{"mall": script(t, theTemplate, templateTrial)}
	for _, s := range trials {
		scripts[s.Name] = script(t, wholeWay, s)
	}
	runWays(t, scripts, nil)
}

var templateTrial = system{Name: "mall", File: "missbruk_1280_2025_1.xlsx"}

func script(t *testing.T, text *template.Template, s system) string {
	t.Helper()
	var b strings.Builder
	if err := text.Execute(&b, s); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// runWays runs scripts by their names, each in a copy of a new desk and with
// more in its environment.
func runWays(t *testing.T, scripts, environment map[string]string) {
	t.Helper()
	dir, desk, programs := t.TempDir(), newDesk(t), buildSupplier(t)
	for name, text := range scripts {
		if err := os.WriteFile(filepath.Join(dir, name+".txtar"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 dir,
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("ROOT", root)
			env.Setenv("LANG", "sv_SE.UTF-8")
			env.Setenv("PATH", programs+string(os.PathListSeparator)+env.Getenv("PATH"))
			for name, value := range environment {
				env.Setenv(name, value)
			}
			return os.CopyFS(env.WorkDir, os.DirFS(desk))
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "replace": replaceText, "fillin": fillIn},
	})
}

// buildSupplier builds the real leverera into a folder: what suppliers run, and
// quicker to start than this test binary with its DuckDB.
func buildSupplier(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	cmd := exec.CommandContext(t.Context(), "go", "build", "-o", filepath.Join(dir, "leverera"), "../leverera")
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("build leverera: %v\n%s", err, said)
	}
	return dir
}

// Every mapping that ships has its trial, its exports and its page.
func TestEverySystemHasATrialAndAPage(t *testing.T) {
	known := map[string]bool{"mall": true}
	for _, s := range trials {
		known[s.Name] = true
	}
	mappings, err := filepath.Glob(filepath.Join("..", "..", "pipeline", "intake", "systems", "*.yaml"))
	if err != nil || len(mappings) == 0 {
		t.Fatalf("%d mappings, %v", len(mappings), err)
	}
	for _, path := range mappings {
		name := strings.TrimSuffix(filepath.Base(path), ".yaml")
		if !known[name] {
			t.Errorf("%s has no trial", name)
		}
		page, err := os.ReadFile(filepath.Join("..", "..", "docs", "leverera", name+".md"))
		if err != nil || !strings.Contains(string(page), "leverera kontrollera") {
			t.Errorf("%s has no page to copy from: %v", name, err)
		}
	}
}

// newDesk makes what both sides have before the first delivery: the supplier's
// keys, a workspace that knows the supplier, the recipient's card.
func newDesk(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	run := func(name string, args ...string) {
		t.Helper()
		cmd := exec.CommandContext(t.Context(), name, args...)
		cmd.Dir = dir
		if said, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s %v: %v\n%s", name, args, err, said)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "Våra nycklar"), 0o700); err != nil {
		t.Fatal(err)
	}
	run("leverera", "nyckel", "skapa", "pseudonym", "--id", "prov", "--ut", "Våra nycklar")
	run("leverera", "nyckel", "skapa", "signering", "--agare", "FoU Prov", "--ut", "Våra nycklar")
	made, err := filepath.Glob(filepath.Join(dir, "Våra nycklar", "signering-*"))
	if err != nil || len(made) != 3 {
		t.Fatalf("signing key: %v, %v", made, err)
	}
	for _, path := range made {
		_, end, _ := strings.Cut(filepath.Base(path), ".")
		if err := os.Rename(path, filepath.Join(dir, "Våra nycklar", "vår."+end)); err != nil {
			t.Fatal(err)
		}
	}
	run("jamfor", "init", "ws")
	run("jamfor", "keys", "create", "-w", "ws")
	run("jamfor", "keys", "card", "mottagare.kort", "-w", "ws")
	run("jamfor", "keys", "register", "Våra nycklar/vår.publik", "--municipality", "12", "-w", "ws")
	if err := os.Mkdir(filepath.Join(dir, "ws", "inbox", "FoU Prov"), 0o750); err != nil {
		t.Fatal(err)
	}
	return dir
}

// fillIn WORKBOOK COLLECTION SEX fills a template's sheets as a person would: own
// numbers, an identity number, codes; SEX goes into the case's kon.
func fillIn(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: fillin workbook collection sex")
	}
	c := contract.Core()
	col := c.Collections[args[1]]
	book, err := excelize.OpenFile(ts.MkAbs(args[0]))
	ts.Check(err)
	defer book.Close()
	for _, name := range col.Datasets {
		d := c.Datasets[name]
		for i, v := range form.Columns(c, d) {
			text := form.Example(c, col, d, v)
			switch v.Name {
			case "person":
				text = "18900101-9802" // published for tests by Skatteverket
			case "kon":
				text = args[2]
			case "fodelsear", "person_idtyp":
				text = "" // filled in from the number
			}
			cell, err := excelize.CoordinatesToCellName(i+1, 2)
			ts.Check(err)
			ts.Check(book.SetCellValue(name, cell, text))
		}
	}
	ts.Check(book.Save())
}
