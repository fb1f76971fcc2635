package validate

import (
	"bytes"
	"encoding/xml"
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/table"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func sampleReport(t testing.TB) Report {
	f := NewFindings(2)
	for row := range 4 {
		f.Add(table.Finding{
			Rule: "A01", Severity: table.Stop, Dataset: "arende", Municipality: "0180", File: "arende.csv", Row: 12 + row, Column: "start",
			ValueClass: "datum",
			Message:    code.Text{SV: "Slutdatum ligger före startdatum.", EN: "End date is before start date."},
			Remedy:     code.Text{SV: "Rätta start eller slut.", EN: "Correct start or slut."},
		})
	}
	f.Add(table.Finding{
		Rule: "A04", Severity: table.Warn, Municipality: "0114", File: "<script>alert(1)</script>.xlsx", Sheet: "blad\x1b[31m&", Row: 3, Column: "slut",
		Message: code.Text{SV: "Avslutat ärende saknar \"avslutsorsak\" & mer.", EN: "A closed case has no reason for closing."},
		Remedy:  code.Text{SV: "Fyll i avslutsorsak.", EN: "Fill in avslutsorsak."},
	})
	rows := map[string]map[string]int64{"0180": {"arende": 12345, "insats": 1}, "0114": {"arende": 7}}
	outcomes, status := Outcomes(f, rows, map[string]int64{"0114": 6})
	f.Evaluated("A02")
	rules := f.RuleOutcomes(contract.Core(), "missbruk", code.Text{})
	rules = slices.DeleteFunc(rules, func(o RuleOutcome) bool {
		return !slices.Contains([]string{"A01", "A02", "A04", "D07", "D08", "D14"}, o.Rule)
	})
	return Report{
		Version: ReportVersion, Delivery: "d1", Name: "missbruk_multi_2025_1", Collection: "missbruk", Period: period(t, "2025"), Sequence: 1,
		Synthetic: true, Status: status, Municipalities: outcomes,
		Files:    []FileNote{{Name: "arende.csv", Format: "csv", Encoding: "utf-8", Delimiter: ";", Datasets: []string{"arende"}, Rows: 12352}},
		Findings: f.List(), Totals: f.Totals(), Rules: RulesRun(rules), Outcomes: rules,
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (run with -update to make it)", err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs (run with -update and read the diff):\n%s", path, got)
	}
}

func TestReportForms(t *testing.T) {
	r := sampleReport(t)
	raw, err := r.JSON()
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "report.json", raw)
	var page, sv, en bytes.Buffer
	if err := r.WriteHTML(&page); err != nil {
		t.Fatal(err)
	}
	golden(t, "report.golden.html", page.Bytes())
	if err := r.WriteText(&sv, code.Swedish); err != nil {
		t.Fatal(err)
	}
	golden(t, "report.sv.txt", sv.Bytes())
	if err := r.WriteText(&en, code.English); err != nil {
		t.Fatal(err)
	}
	golden(t, "report.en.txt", en.Bytes())
}

func TestReportEscapesWhatAFileNamed(t *testing.T) {
	var page, text bytes.Buffer
	r := sampleReport(t)
	if err := r.WriteHTML(&page); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(page.String(), "<script") {
		t.Error("a file's name became markup")
	}
	if err := r.WriteText(&text, code.Swedish); err != nil {
		t.Fatal(err)
	}
	if strings.ContainsRune(text.String(), '\x1b') || bytes.ContainsRune(page.Bytes(), '\x1b') {
		t.Error("a sheet's name drives the terminal")
	}
}

// The page is well formed, names its languages, heads every table and has
// nothing that needs another file.
func TestReportPageIsAccessibleAndSelfContained(t *testing.T) {
	var page bytes.Buffer
	if err := sampleReport(t).WriteHTML(&page); err != nil {
		t.Fatal(err)
	}
	text := page.String()
	for _, must := range []string{`<html lang="sv">`, `lang="en"`, `<main>`, `<caption>`, `scope="col"`, `scope="row"`, `<title>`} {
		if !strings.Contains(text, must) {
			t.Errorf("no %s", must)
		}
	}
	for _, mustNot := range []string{"http://", "https://", "<script", "<img", "@import", "src="} {
		if strings.Contains(text, mustNot) {
			t.Errorf("has %s", mustNot)
		}
	}
	d := xml.NewDecoder(&page)
	d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	for {
		if _, err := d.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatalf("page is not well formed: %v", err)
		}
	}
}

func TestReceiptNamesRulesAndCounts(t *testing.T) {
	r := sampleReport(t)
	raw, err := r.Receipt("ab", 12353, 1).JSON()
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "receipt.json", raw)
}
