package run_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"pgregory.net/rapid"

	"jamfor/pipeline/contract"
	"jamfor/pipeline/identity"
	"jamfor/pipeline/run"
	"jamfor/pipeline/supplier"
	"jamfor/pipeline/validate"
	"jamfor/pipeline/workspace"
)

// sending is one invented delivery: a file, or a folder of files.
type sending struct {
	name  string            // in the inbox
	files map[string]string // by name in the folder; "" is the delivery itself
}

// What leverera kontrollera says, intake says: the same status, the same rows,
// the same remarks in the same places, for sound deliveries and for faulty ones.
// Both real paths run over the same files: the supplier's check in process, and
// a whole ingest with its worker processes. Each delivery is of municipalities
// of its own, in a new workspace, so that no earlier delivery speaks.
func TestIntakeSaysWhatTheSupplierIsTold(t *testing.T) {
	const deliveries = 60
	codes := contract.Core().Lists["kommun"].Entries
	dir := filepath.Join(t.TempDir(), "workspace")
	if _, err := workspace.Init(dir); err != nil {
		t.Fatal(err)
	}
	p := openPipeline(t, dir)
	inbox := p.Workspace.Path(workspace.Inbox)
	told := map[string]validate.Report{}
	for i := range deliveries {
		s := rapid.Custom(func(t *rapid.T) sending {
			return drawSending(t, i, codes[2*i].Code, codes[2*i+1].Code)
		}).Example(i)
		path := filepath.Join(inbox, s.name)
		s.put(t, path)
		report, err := supplier.Check(t.Context(), path, "")
		if err != nil {
			t.Fatalf("%s: %v", s.name, err)
		}
		told[s.name] = report
	}
	if _, err := p.Ingest(t.Context()); err != nil {
		t.Fatal(err)
	}
	statuses := map[validate.Status]int{}
	reports := judgedReports(t, p)
	for name, report := range told {
		judged, found := reports[name]
		if !found {
			t.Errorf("%s was not judged", name)
			continue
		}
		statuses[report.Status]++
		if got, want := gist(judged), gist(report); !slices.Equal(got, want) {
			t.Errorf("%s: intake says\n  %s\nand the supplier is told\n  %s", name, strings.Join(got, "\n  "), strings.Join(want, "\n  "))
		}
	}
	t.Logf("%d deliveries: %v", len(told), statuses)
	for _, s := range []validate.Status{validate.Accepted, validate.Rejected, validate.Partial} {
		if statuses[s] == 0 {
			t.Errorf("no delivery is %s: the trial proves less than it says", s)
		}
	}
}

func (s sending) put(t *testing.T, path string) {
	t.Helper()
	for member, text := range s.files {
		at := filepath.Join(path, member)
		if err := os.MkdirAll(filepath.Dir(at), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// judgedReports are intake's reports by the deliveries' names.
func judgedReports(t *testing.T, p *run.Pipeline) map[string]validate.Report {
	t.Helper()
	paths, err := filepath.Glob(p.Workspace.Path(workspace.Deliveries, "*", "rapport.json"))
	if err != nil {
		t.Fatal(err)
	}
	reports := map[string]validate.Report{}
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var r validate.Report
		if err := json.Unmarshal(raw, &r); err != nil {
			t.Fatal(err)
		}
		reports[r.Name] = r
	}
	return reports
}

// gist is what of a report must be the same on both sides.
func gist(r validate.Report) []string {
	lines := []string{string(r.Status)}
	for _, m := range r.Municipalities {
		lines = append(lines, fmt.Sprintf("%s %s %v %d", m.Municipality, m.Status, m.Rows, m.Stops))
	}
	for _, total := range r.Totals {
		lines = append(lines, fmt.Sprintf("%s %s %s %s %s %d", total.Rule, total.Severity, total.Dataset, total.Column, total.Municipality, total.Count))
	}
	for _, f := range r.Findings {
		lines = append(lines, fmt.Sprintf("%s %s %s %s %d %s %s", f.Rule, f.File, f.Sheet, f.Dataset, f.Row, f.Column, f.Message.SV))
	}
	return lines
}

// drawSending invents a delivery and, most times, spoils it.
func drawSending(t *rapid.T, number int, home, other string) sending {
	d := &draft{t: t, homes: []string{home}}
	form := rapid.SampledFrom([]string{"file", "folder", "folder", "multi", "multi", "zero"}).Draw(t, "form")
	place := home
	if form == "multi" {
		d.homes, place = append(d.homes, other), "multi"
	}
	name := fmt.Sprintf("missbruk_%s_2025_%d", place, number+1)
	if form == "zero" {
		return sending{name + ".nollrapport", map[string]string{"": ""}}
	}
	d.keys = testKeyer(t)
	d.fill(form == "file")
	for range rapid.IntRange(0, 2).Draw(t, "faults") {
		rapid.SampledFrom(faults).Draw(t, "fault")(d)
	}
	files := map[string]string{}
	for dataset, rows := range d.rows {
		files[dataset+".csv"] = d.text(rows)
	}
	if form == "file" {
		return sending{name + ".csv", map[string]string{"": files["arende.csv"]}}
	}
	return sending{name, files}
}

func testKeyer(t *rapid.T) *identity.P1Keyer {
	keys, err := identity.NewP1Keyer([]byte(strings.Repeat("k", identity.MinKeyLength)))
	if err != nil {
		t.Fatal(err)
	}
	return keys
}

// draft is a delivery being invented: rows of cells by dataset, the headings
// first. Faults change it in place.
type draft struct {
	t     *rapid.T
	keys  *identity.P1Keyer
	homes []string
	rows  map[string][][]string
	after func(text string) string // how the text is spoiled, if it is
}

func (d *draft) fill(alone bool) {
	d.rows = map[string][][]string{
		"arende": {strings.Fields("kommun arende person person_idtyp enhet omrade kon fodelsear start slut avslutsorsak")},
	}
	if alone {
		d.rows["arende"] = append([][]string{{"nollrapport", "insats", "matning"}}, d.rows["arende"]...)
	} else {
		d.rows["insats"] = [][]string{strings.Fields("arende insats_nr insats_kod lagrum behovsprovad start status")}
		d.rows["matning"] = [][]string{strings.Fields("arende instrument instrumentversion skala skattare tillfalle datum varde")}
	}
	for _, home := range d.homes {
		for i := range rapid.IntRange(1, 4).Draw(d.t, "cases") {
			d.addCase(home, fmt.Sprint(i), alone)
		}
	}
}

func (d *draft) addCase(home, id string, alone bool) {
	key := d.keys.Local(identity.Case, home, id)
	sex := rapid.SampledFrom([]string{"K", "M", "U"}).Draw(d.t, "sex")
	d.add("arende", home, key, d.keys.Local(identity.LocalPerson, home, id), "lokal", "Norr", "missbruk", sex, "1980", "2025-02-01", "", "")
	if alone {
		return
	}
	d.add("insats", key, "1", "YAD.15.ZZ", "SoL_2001", "ja", "2025-03-01", "pagaende")
	d.add("matning", key, "audit", "1", "summa", "klient", "fore", "2025-02-01", "12")
	d.add("matning", key, "audit", "1", "summa", "klient", "under", "2025-06-01", "9,5")
}

func (d *draft) add(dataset string, cells ...string) {
	d.rows[dataset] = append(d.rows[dataset], cells)
}

func (d *draft) text(rows [][]string) string {
	var b strings.Builder
	for _, row := range rows {
		b.WriteString(strings.Join(row, ";") + "\n")
	}
	if d.after != nil {
		return d.after(b.String())
	}
	return b.String()
}

// cell spoils one cell of a column in one of the last rows of a dataset; nothing
// where the delivery has no such dataset.
func (d *draft) cell(dataset, column, value string) {
	rows := d.rows[dataset]
	for _, head := range rows[:min(2, len(rows))] {
		at := slices.Index(head, column)
		if at < 0 {
			continue
		}
		row := rows[len(rows)-1-rapid.IntRange(0, 1).Draw(d.t, "from the end")]
		if at < len(row) && row[at] != column {
			row[at] = value
		}
	}
}

// faults are what goes wrong in suppliers' files.
var faults = []func(*draft){
	func(d *draft) { d.cell("arende", "start", "2025-02-30") },
	func(d *draft) { d.cell("arende", "slut", "2024-01-01") },
	func(d *draft) { d.cell("arende", "kon", "X") },
	func(d *draft) { d.cell("arende", "omrade", "vald") },
	func(d *draft) { d.cell("arende", "person", "p1-avskriven") },
	func(d *draft) { d.cell("arende", "enhet", "ring 18900101-9802") },
	func(d *draft) { d.cell("arende", "fodelsear", "1850") },
	func(d *draft) { d.cell("arende", "kommun", "9999") },
	func(d *draft) {
		if len(d.homes) == 1 { // else the other municipality would be there twice in one ingest
			d.cell("arende", "kommun", "0114")
		}
	},
	func(d *draft) { d.cell("arende", "arende", "") },
	func(d *draft) { d.cell("matning", "varde", "99") },
	func(d *draft) { d.cell("matning", "varde", "mycket") },
	func(d *draft) { d.cell("matning", "instrument", "egen") },
	func(d *draft) { d.cell("matning", "tillfalle", "fore") },
	func(d *draft) { d.cell("matning", "arende", d.keys.Local(identity.Case, "1280", "okänt")) },
	func(d *draft) { d.cell("insats", "insats_kod", "QQQ") },
	func(d *draft) { d.cell("insats", "lagrum", "SoL_2025") },
	func(d *draft) { d.cell("insats", "start", "") },
	func(d *draft) { delete(d.rows, "insats") },
	func(d *draft) { d.rows["arende"] = d.rows["arende"][:1] },
	func(d *draft) { d.rows["arende"] = append(d.rows["arende"], d.rows["arende"][len(d.rows["arende"])-1]) },
	func(d *draft) { d.rows["arende"] = append(d.rows["arende"], []string{"en", "kort", "rad"}) },
	func(d *draft) { d.rows["arende"][0] = append(slices.Clone(d.rows["arende"][0]), "Personnummer") },
	func(d *draft) { d.after = func(s string) string { return strings.Replace(s, ";K;", ";\"K;", 1) } },
	func(d *draft) { d.after = func(s string) string { return s[:len(s)/2] } },
	func(d *draft) { d.after = func(s string) string { return strings.ReplaceAll(s, ";", ",") } },
	func(d *draft) { d.after = utf16Text },
	func(d *draft) {
		d.after = func(s string) string { return "\ufeff" + strings.ReplaceAll(s, "\n", "\r\n") }
	},
	func(d *draft) { d.after = func(s string) string { return "Uttag 2025\n\n" + s } },
	func(d *draft) { d.after = func(string) string { return "" } },
}

func utf16Text(s string) string {
	var b []byte
	for _, u := range utf16.Encode([]rune("\ufeff" + s)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return string(b)
}
