package workbook

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func small(t *testing.T) []byte {
	t.Helper()
	var out bytes.Buffer
	w := New(&out)
	s, err := w.Sheet("Ärenden/2025", Options{Widths: []float64{20}, Frozen: 1, Columns: []Style{Text, Date}, Validations: []Validation{
		{Kind: List, Min: "Koder!$A$2:$A$4", Column: 0, First: 2, Last: 99, Title: "Kön", Error: `<"fel">`},
		{Kind: Dates, Min: "DATE(1900,1,1)", Column: 1, First: 2, Last: 99},
	}})
	check(t, err)
	check(t, s.Row(1, Cell{Text: "a & b", Style: Heading}, Cell{}, Cell{Text: "c"}))
	check(t, s.Row(5, Cell{Text: "x\x01y"}, Cell{Text: "45672", Numeric: true, Style: StopDate}))
	s.Comment(5, 1, "Värdet är <fel>.")
	if err := s.Row(5); err == nil {
		t.Error("a row is written twice")
	}
	_, err = w.Sheet("ÄRENDEN 2025", Options{})
	check(t, err)
	check(t, w.Close())
	return out.Bytes()
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// An independent reader finds what was written.
func TestAnotherProgramReadsIt(t *testing.T) {
	raw := small(t)
	if !bytes.Equal(raw, small(t)) {
		t.Error("equal calls give different bytes")
	}
	book, err := excelize.OpenReader(bytes.NewReader(raw))
	check(t, err)
	if got := strings.Join(book.GetSheetList(), "|"); got != "Ärenden 2025|ÄRENDEN 2025 (2)" {
		t.Errorf("sheets %q", got)
	}
	for cell, want := range map[string]string{"A1": "a & b", "B1": "", "C1": "c", "A5": "x\ufffdy", "B5": "2025-01-15"} {
		if got, err := book.GetCellValue("Ärenden 2025", cell); err != nil || got != want {
			t.Errorf("%s = %q, want %q (%v)", cell, got, want, err)
		}
	}
	comments, err := book.GetComments("Ärenden 2025")
	check(t, err)
	if len(comments) != 1 || comments[0].Cell != "B5" || !strings.Contains(comments[0].Text, "<fel>") {
		t.Errorf("comments %+v", comments)
	}
	validations, err := book.GetDataValidations("Ärenden 2025")
	check(t, err)
	if len(validations) != 2 || validations[0].Sqref != "A2:A99" {
		t.Errorf("validations %+v", validations)
	}
}

func TestNames(t *testing.T) {
	for text, want := range map[string]string{"": "Blad", "a/b:c": "a b c", "'q'": "q", strings.Repeat("å", 40): strings.Repeat("å", 31)} {
		if got := Name(text); got != want {
			t.Errorf("%q → %q, want %q", text, got, want)
		}
	}
	if Letters(0) != "A" || Letters(26) != "AA" || Letters(701) != "ZZ" {
		t.Error("letters of columns")
	}
}
