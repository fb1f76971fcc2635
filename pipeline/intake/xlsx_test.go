package intake

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// sheetOf is one sheet of a test workbook: rows from row 1.
type sheetOf struct {
	name string
	rows [][]any
}

// workbookOf writes a workbook with excelize, the independent writer of these
// tests.
func workbookOf(t testing.TB, sheets ...sheetOf) *excelize.File {
	t.Helper()
	f := excelize.NewFile()
	for i, s := range sheets {
		if i == 0 {
			must(t, f.SetSheetName("Sheet1", s.name))
		} else {
			_, err := f.NewSheet(s.name)
			must(t, err)
		}
		for r, row := range s.rows {
			cell, _ := excelize.CoordinatesToCellName(1, r+1)
			must(t, f.SetSheetRow(s.name, cell, &row))
		}
	}
	return f
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func bytesOf(t testing.TB, f *excelize.File) string {
	t.Helper()
	var b bytes.Buffer
	must(t, f.Write(&b))
	return b.String()
}

var caseHeader = []any{"Ärende", "person", "person_idtyp", "enhet", "område", "kön", "födelseår", "start", "slut"}

func TestWorkbook(t *testing.T) {
	c1, c2, who := p1(t, "a1"), p1(t, "a2"), p1(t, "w")
	f := workbookOf(
		t,
		sheetOf{"Lathund", [][]any{{"Så här fyller du i"}, {"arende", "kon"}}},
		sheetOf{"ÄRENDEN", [][]any{
			{"Underlag för missbruk"},
			nil,
			caseHeader,
			{c1, who, "lokal", "Syd", "missbruk", "K", 1985, 45672, "2025-06-30"},
			{c2, who, "lokal", "Norr", "missbruk", "M", "1990", "2025-02-01", nil},
		}},
		sheetOf{"matning", [][]any{
			{"arende", "instrument", "instrumentversion", "skala", "skattare", "tillfalle", "datum", "varde"},
			{c1, "asi", "2022", "alkohol_index", "intervjuare", "fore", "2025-02-01", 0.30000000000000004},
			{c1, "asi", "2022", "alkohol_index", "intervjuare", "efter", "2025-05-01", "0,25"},
			{c1, "asi", "2022", "alkohol_index", "intervjuare", "uppfoljning", "2025-08-01", "#N/A"},
		}},
		sheetOf{"Blad9", [][]any{{"något", "annat"}, {1, 2}}},
	)
	sink, s, err := readText(t, "missbruk_1280_2025_1.xlsx", bytesOf(t, f), options(t))
	if err != nil {
		t.Fatalf("%v\n%v", err, sink.findings)
	}
	got := strings.Join(sink.rows(), "\n")
	for _, want := range []string{
		" lokal · Syd missbruk K 1985 2025-01-15 2025-06-30",
		" lokal · Norr missbruk M 1990 2025-02-01 ·",
		"alkohol_index intervjuare fore 2025-02-01 · · 3000 ·",
		"alkohol_index intervjuare efter 2025-05-01 · · 2500 ·",
		"alkohol_index intervjuare uppfoljning 2025-08-01 · · · ·",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no row with %q in\n%s", want, got)
		}
	}
	if s.Rows("arende") != 2 || s.Rows("matning") != 3 {
		t.Errorf("summary = %+v", s)
	}
	want := "T06@4:varde F08@0:"
	if got := strings.Join(sink.rules(), " "); got != want {
		t.Errorf("findings = %s, want %s", got, want)
	}
	if sink.batches[0].Row[0] != 4 || sink.batches[0].Sheet != "ÄRENDEN" {
		t.Errorf("batch begins at %s row %d", sink.batches[0].Sheet, sink.batches[0].Row[0])
	}
}

// TestWorkbookLeaks holds that the guard reads what no dataset does.
func TestWorkbookLeaks(t *testing.T) {
	const number = "19780314-2392" // an official test number
	good := sheetOf{"orsak", [][]any{{"arende", "orsak"}, {p1(t, "a"), "alkohol"}}}
	for name, plant := range map[string]func(f *excelize.File){
		"comment": func(f *excelize.File) {
			must(t, f.AddComment("orsak", excelize.Comment{Cell: "A2", Author: "x", Text: "mor " + number}))
		},
		"properties":  func(f *excelize.File) { must(t, f.SetDocProps(&excelize.DocProperties{Title: number})) },
		"other sheet": func(f *excelize.File) { _, _ = f.NewSheet("Exempel"); must(t, f.SetCellStr("Exempel", "D9", number)) },
		"sheet name":  func(f *excelize.File) { _, err := f.NewSheet(number); must(t, err) },
		"loose cell":  func(f *excelize.File) { must(t, f.SetCellStr("orsak", "H2", number)) },
		"title row": func(f *excelize.File) {
			must(t, f.InsertRows("orsak", 1, 1))
			must(t, f.SetCellStr("orsak", "A1", number))
		},
		"number cell": func(f *excelize.File) {
			must(t, f.SetCellStr("orsak", "C1", "egen"))
			must(t, f.SetCellInt("orsak", "C2", 197803142392))
		},
		"formula": func(f *excelize.File) {
			must(t, f.SetCellStr("orsak", "C1", "egen"))
			must(t, f.SetCellFormula("orsak", "C2", `"`+number+`"`))
			must(t, f.SetCellStr("orsak", "C3", number))
		},
	} {
		f := workbookOf(t, good)
		plant(f)
		sink, _, err := readText(t, "missbruk_1280_2025_1.xlsx", bytesOf(t, f), options(t))
		var refusal *Refusal
		if !errors.As(err, &refusal) {
			t.Errorf("%s: err = %v, findings %v", name, err, sink.rules())
		}
		for _, f := range sink.findings {
			if strings.Contains(f.Message.SV+f.Message.EN+f.ValueClass+f.Column+f.Sheet, "2392") {
				t.Errorf("%s: a finding echoes the number", name)
			}
		}
	}
}

// rewrite copies a workbook's zip entry by entry through change, which may
// return nil to leave one out.
func rewrite(t testing.TB, book string, change func(name string, content []byte) []byte, extra map[string]string) string {
	t.Helper()
	in, err := zip.NewReader(strings.NewReader(book), int64(len(book)))
	must(t, err)
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, e := range in.File {
		r, err := e.Open()
		must(t, err)
		content, err := io.ReadAll(r)
		must(t, err)
		if content = change(e.Name, content); content == nil {
			continue
		}
		to, err := w.Create(e.Name)
		must(t, err)
		_, err = to.Write(content)
		must(t, err)
	}
	for name, content := range extra {
		to, err := w.Create(name)
		must(t, err)
		_, err = to.Write([]byte(content))
		must(t, err)
	}
	must(t, w.Close())
	return out.String()
}

func same(_ string, content []byte) []byte { return content }

func TestHostileWorkbooks(t *testing.T) {
	good := bytesOf(t, workbookOf(t, sheetOf{"orsak", [][]any{{"arende", "orsak"}, {p1(t, "a"), "alkohol"}}}))
	sheet := func(body string) func(string, []byte) []byte {
		return func(name string, content []byte) []byte {
			if strings.HasPrefix(name, "xl/worksheets/") {
				return []byte(body)
			}
			return content
		}
	}
	for name, c := range map[string]struct{ content, rule string }{
		"truncated":      {good[:len(good)*2/3], RuleDamaged},
		"macros":         {rewrite(t, good, same, map[string]string{"xl/vbaProject.bin": "x"}), RuleForbidden},
		"external links": {rewrite(t, good, same, map[string]string{"xl/externalLinks/externalLink1.xml": "<a/>"}), RuleForbidden},
		"embedding":      {rewrite(t, good, same, map[string]string{"xl/embeddings/oleObject1.bin": "x"}), RuleForbidden},
		"traversal":      {rewrite(t, good, same, map[string]string{"../../etc/x": "x"}), RuleForbidden},
		"bomb":           {rewrite(t, good, same, map[string]string{"xl/media/a.bin": strings.Repeat("0", 8<<20)}), RuleLimit},
		"row number":     {rewrite(t, good, sheet(`<worksheet><sheetData><row r="2147483647"><c r="A1"><v>1</v></c></row></sheetData></worksheet>`), nil), RuleLimit},
		"row order":      {rewrite(t, good, sheet(`<worksheet><sheetData><row r="9"><c><v>1</v></c></row><row r="3"><c><v>1</v></c></row></sheetData></worksheet>`), nil), RuleLimit},
		"wide":           {rewrite(t, good, sheet(`<worksheet><sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData></worksheet>`), nil), RuleLimit},
		"no XML":         {rewrite(t, good, sheet(`<worksheet><sheetData><row r="1"><c r="A1"><v>&boom;`), nil), RuleDamaged},
		"shared index":   {rewrite(t, good, sheet(`<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>999999</v></c></row></sheetData></worksheet>`), nil), RuleDamaged},
		"not a workbook": {rewrite(t, good, func(name string, c []byte) []byte {
			if name == "xl/workbook.xml" {
				return nil
			}
			return c
		}, nil), RuleFormat},
	} {
		_, _, err := readText(t, "missbruk_1280_2025_1.xlsx", c.content, options(t))
		var refusal *Refusal
		if !errors.As(err, &refusal) || refusal.Findings[0].Rule != c.rule {
			t.Errorf("%s: err = %v, want %s", name, err, c.rule)
		}
	}
}
