package intake

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml/lexer"

	"jamfor/pipeline/code"
	"jamfor/pipeline/identity"
	"jamfor/pipeline/table"
)

func ctnMapping(t testing.TB) *Mapping {
	t.Helper()
	raw, err := os.ReadFile("../../testdata/mappings/ctn0094.yaml")
	must(t, err)
	m, err := ParseMapping(raw, nil)
	must(t, err)
	return m
}

func TestMappingOfTheSample(t *testing.T) {
	checkCTN(t, "../../testdata/mappings/ctn0094_sample.csv")
}

func TestMappingOfTheRealData(t *testing.T) {
	path := "../../../shared/data/real/ctn0094_person_fore_efter.csv"
	if _, err := os.Stat(path); err != nil {
		t.Skipf("the shared real data is absent: %v", err)
	}
	checkCTN(t, path)
}

// checkCTN holds what the mapping gives against a slow reading of the same
// file in plain Go.
func checkCTN(t *testing.T, path string) {
	content, err := os.ReadFile(path)
	must(t, err)
	o := Options{Collection: "missbruk", Period: code.Year(2025), Keys: testKeys(t), Mapping: ctnMapping(t)}
	sink := &heap{}
	s, err := Read(context.Background(), File{filepath.Base(path), strings.NewReader(string(content)), int64(len(content))}, o, sink)
	if err != nil {
		t.Fatalf("%v\n%v", err, sink.findings)
	}
	want := slowCTN(t, string(content), o.Mapping)
	got := sink.rows()
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("%d rows, want %d; first %q, want %q", len(got), len(want), got[0], want[0])
	}
	t.Logf("%d cases, %d measurements, findings %v", s.Rows("arende"), s.Rows("matning"), sink.rules())
	for _, f := range sink.findings {
		if f.Severity == table.Stop {
			t.Errorf("a stop: %+v", f)
		}
	}
	if !slices.ContainsFunc(sink.findings, func(f table.Finding) bool { return f.Rule == RuleTestMap }) {
		t.Error("the test assignment is not told")
	}
}

// slowCTN makes the rows by hand.
func slowCTN(t *testing.T, content string, m *Mapping) []string {
	rows, err := csv.NewReader(strings.NewReader(content)).ReadAll()
	must(t, err)
	keys := testKeys(t)
	var out []string
	for i, row := range rows[1:] {
		cell := func(name string) string { return row[slices.Index(rows[0], name)] }
		kommun := m.Lookups["site_kommun"].Values[cell("site_masked")]
		arende := keys.Local(identity.Case, kommun, cell("who"))
		sex, born, end, reason := "U", "·", "·", "·"
		if cell("sex") != "" {
			sex = cell("sex")
		}
		if age, err := strconv.Atoi(cell("age")); err == nil {
			born = strconv.Itoa(2025 - age)
		}
		switch {
		case cell("is_dead") == "1":
			end, reason = "2025-06-30", "avliden"
		case cell("is_moved") == "1":
			end, reason = "2025-06-30", "flyttat"
		}
		out = append(out, fmt.Sprint(i+2, " ", kommun, " ", arende, " ", keys.Local(identity.LocalPerson, kommun, cell("who")),
			" lokal · Plats ", cell("site_masked"), " missbruk ", sex, " ", born, " 2025-01-15 ", end, " ", reason, " · · · ·"))
		for _, m := range [][3]string{
			{"fore", "2025-01-15", "tlfb_opioid_days_base28"},
			{"under", "2025-04-01", "tlfb_opioid_days_wk9_12"},
			{"efter", "2025-07-01", "tlfb_opioid_days_wk21_24"},
		} {
			if days := cell(m[2]); days != "" {
				n, err := strconv.Atoi(days)
				must(t, err)
				out = append(out, fmt.Sprint(i+2, " ", kommun, " ", arende, " tlfb 28 dagar opioid_dagar_28 klient ", m[0], " ", m[1], " · · ", n*10000, " ·"))
			}
		}
	}
	return out
}

const smallMapping = `
version: 1
name: liten
revision: 3
collection: missbruk
missing: ["-9"]
rows:
  - dataset: matning
    when: [{column: poang, present: true}]
    columns:
      arende: {local_id: {column: nr, context: arende}}
      instrument: {constant: asi}
      instrumentversion: {constant: "2022"}
      skala: {constant: halsa_klient}
      skattare: {constant: klient}
      tillfalle: {column: nar, codes: {"1": fore, "2": efter}}
      datum: {column: dag}
      varde: {column: poang, missing: [X, N]}
      saknadkod: {column: poang, codes: {X: X, N: N}, rest: missing}
`

func TestMissingMarksAndUnmappedValues(t *testing.T) {
	m, err := ParseMapping([]byte(smallMapping), nil)
	must(t, err)
	o := options(t)
	o.Mapping = m
	sink, s, err := readText(t, "a.csv", "nr;nar;dag;poang;extra\n1;1;2025-01-02;3;a\n2;2;2025-02-03;X;b\n3;7;2025-02-04;1;c\n4;1;2025-02-05;-9;d\n", o)
	must(t, err)
	key := func(id string) string { return testKeys(t).Local(identity.Case, "1280", id) }
	want := []string{
		"2 1280 " + key("1") + " asi 2022 halsa_klient klient fore 2025-01-02 · · 30000 ·",
		"3 1280 " + key("2") + " asi 2022 halsa_klient klient efter 2025-02-03 · · · X",
		"4 1280 " + key("3") + " asi 2022 halsa_klient klient · 2025-02-04 · · 10000 ·",
	}
	if got := sink.rows(); !slices.Equal(got, want) {
		t.Errorf("rows:\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if got := strings.Join(sink.rules(), " "); got != "K04@0:extra X01@4:nar" {
		t.Errorf("findings = %s", got)
	}
	if s.Stopped["1280"] != 1 || s.Mapping != "liten@3" {
		t.Errorf("summary = %+v", s)
	}
}

func TestFaultyMappings(t *testing.T) {
	for name, c := range map[string]struct{ from, to, want string }{
		"version":    {"version: 1", "version: 2", "unknown format version"},
		"unknown":    {"name: liten", "name: liten\nfarg: 3", "farg"},
		"code":       {"tillfalle: {column: nar, codes: {\"1\": fore", "tillfalle: {column: nar, codes: {\"1\": forr", "no value of tillfalle"},
		"column":     {"varde:", "varden:", "no column"},
		"dataset":    {"dataset: matning", "dataset: volym", "not part of the collection"},
		"context":    {"context: arende", "context: pnr", "context"},
		"required":   {"      datum: {column: dag}\n", "", "required column datum"},
		"two":        {"instrument: {constant: asi}", "instrument: {constant: asi, column: nr}", "exactly one"},
		"anchor":     {"name: liten", "name: &a liten", "anchors"},
		"pseudonym":  {"{local_id: {column: nr, context: arende}}", "{constant: p2-x}", "pseudonym"},
		"condition":  {"{column: poang, present: true}", "{column: poang}", "present or in"},
		"rest":       {"rest: missing", "rest: gissa", "rest can only be missing"},
		"collection": {"collection: missbruk", "collection: annat", "unknown collection"},
	} {
		if !strings.Contains(smallMapping, c.from) {
			t.Fatalf("%s: the test's own text is wrong", name)
		}
		_, err := ParseMapping([]byte(strings.Replace(smallMapping, c.from, c.to, 1)), nil)
		var wrong *MappingError
		if !errors.As(err, &wrong) || !strings.Contains(wrong.In(code.English), c.want) || strings.Contains(wrong.Error(), "%!") {
			t.Errorf("%s: err = %v, want %q", name, err, c.want)
		}
	}
}

// A mapping that names a sheet reads that one alone, also where it is called like
// a sheet of a template; without it every sheet that fits.
func TestMappingOfOneSheet(t *testing.T) {
	head := []any{"nr", "nar", "dag", "poang"}
	content := bytesOf(t, workbookOf(t,
		sheetOf{"Utkast", [][]any{head, {"1", "1", "2025-01-02", "9"}}},
		sheetOf{"Information 2025", [][]any{{"Uttag"}, head, {"1", "1", "2025-01-02", "3"}, {"2", "1", "2025-01-03", "4"}}},
	))
	for sheet, want := range map[string]int{"Information 2025": 2, "utkast": 1, "": 1, "Blad9": -1} {
		m, err := ParseMapping([]byte(smallMapping+"sheet: \""+sheet+"\"\n"), nil)
		must(t, err)
		o := options(t)
		o.Mapping = m
		sink, _, err := readText(t, "a.xlsx", content, o)
		var refusal *Refusal
		if refused := errors.As(err, &refusal); refused != (want < 0) {
			t.Errorf("%q: err = %v", sheet, err)
		}
		if want < 0 {
			if said := refusal.Findings[0]; said.Rule != RuleMapWrong || !strings.Contains(said.Message.SV, "Utkast, Information 2025") {
				t.Errorf("%q: says %+v", sheet, said)
			}
			continue
		}
		if got := len(sink.rows()); got != want {
			t.Errorf("%q: %d rows, want %d", sheet, got, want)
		}
	}
}

func TestMappingNeedsItsColumns(t *testing.T) {
	m, err := ParseMapping([]byte(smallMapping), nil)
	must(t, err)
	o := options(t)
	o.Mapping = m
	_, _, err = readText(t, "a.csv", "nr;nar\n1;1\n", o)
	var refusal *Refusal
	if !errors.As(err, &refusal) || len(refusal.Findings) != 2 || refusal.Findings[0].Rule != RuleMapColumn {
		t.Errorf("err = %v", err)
	}
}

func FuzzMapping(f *testing.F) {
	f.Add([]byte(smallMapping))
	raw, err := os.ReadFile("../../testdata/mappings/ctn0094.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw)
	f.Add([]byte("version: 1\nrows: [{dataset: arende, columns: {arende: {local_id: {}}}}]"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		m, err := ParseMapping(raw, nil)
		var wrong *MappingError
		switch {
		case err != nil && !errors.As(err, &wrong):
			t.Fatalf("error of another type: %v", err)
		case err == nil && (m.Name == "" || len(m.Rows) == 0):
			t.Fatal("an empty mapping passes")
		}
	})
}

// What is nested beyond reason is refused before the decoder, whose time grows with
// the square of the depth, sees it.
func TestDeepMappingsAreRefusedAtOnce(t *testing.T) {
	for _, piece := range []string{"[", "{", "- ", "- [", "a: ", "? "} {
		began := time.Now()
		_, err := ParseMapping(bytes.Repeat([]byte(piece), 40_000/len(piece)), nil)
		var wrong *MappingError
		if !errors.As(err, &wrong) {
			t.Errorf("%q: %v", piece, err)
		}
		if spent := time.Since(began); spent > 20*time.Second {
			t.Errorf("%q: refused after %v", piece, spent)
		}
	}
}

func TestWideMappingsAreNotDeep(t *testing.T) {
	for name, text := range map[string]string{
		"one line": "codes: {" + strings.Repeat("k: v, ", 40) + "}\nnext: x\n", "lists": strings.Repeat("- [a, [b, c]]\n", 40), "tables": strings.Repeat("a:\n  b: c\n", 40),
	} {
		if line := tooDeep(lexer.Tokenize(text)); line != 0 {
			t.Errorf("%s: too deep at line %d", name, line)
		}
	}
}
