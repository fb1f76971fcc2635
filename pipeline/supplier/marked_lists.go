package supplier

import (
	"strconv"

	"jamfor/pipeline/code"
	"jamfor/pipeline/supplier/workbook"
	"jamfor/pipeline/validate"
)

// remarks is the first sheet: every finding in words, and what was not listed.
func (m *markedCopy) remarks() error {
	s, err := m.sheetWith("Anmärkningar", []float64{12, 26, 20, 8, 22, 60, 60, 8, 16, 10, 60, 60},
		"allvar", "fil", "blad", "rad", "kolumn", "anmärkning", "gör så här", "regel", "datamängd", "kommun", "remark (English)", "what to do (English)")
	if err != nil {
		return err
	}
	row := 1
	for _, f := range m.report.Findings {
		at := ""
		if f.Row > 0 {
			at = strconv.Itoa(f.Row)
		}
		row++
		cells := wrapped(severityWord[f.Severity], f.File, f.Sheet, at, f.Column, remarkText(f), f.Remedy.SV, f.Rule, f.Dataset, f.Municipality, f.Message.EN, f.Remedy.EN)
		cells[0].Style = styleOf(f.Severity, false)
		if err := s.Row(row, cells...); err != nil {
			return err
		}
	}
	for _, t := range m.report.Totals {
		if t.Count <= int64(t.Kept) {
			continue
		}
		row++
		count, all := strconv.Itoa(t.Kept), code.Number(float64(t.Count), 0, code.Swedish)
		cells := wrapped(severityWord[t.Severity], "", "", "", t.Column, "Visar "+count+" av "+all+".", "", t.Rule, t.Dataset, t.Municipality,
			"Shows "+count+" of "+code.Number(float64(t.Count), 0, code.English)+".", "")
		if err := s.Row(row, cells...); err != nil {
			return err
		}
	}
	return nil
}

// rules is the last sheet: how the delivery stands to every rule.
func (m *markedCopy) rules() error {
	s, err := m.sheetWith("Regler", []float64{8, 70, 12, 20, 14, 50, 70, 20, 50},
		"regel", "krav", "allvar", "utfall", "anmärkningar", "varför den inte kunde prövas", "demand (English)", "outcome (English)", "why not evaluable (English)")
	if err != nil {
		return err
	}
	for i, o := range m.report.Outcomes {
		demand, outcome, found := validate.Demand(o.Rule), o.Outcome.Text(), ""
		if o.Findings > 0 {
			found = strconv.FormatInt(o.Findings, 10)
		}
		cells := wrapped(o.Rule, demand.SV, severityWord[o.Severity], outcome.SV, found, o.Why.SV, demand.EN, outcome.EN, o.Why.EN)
		if o.Outcome == validate.Fail {
			cells[3].Style = styleOf(o.Severity, false)
		}
		if err := s.Row(i+2, cells...); err != nil {
			return err
		}
	}
	return nil
}

// sheetWith begins a sheet with its headings.
func (m *markedCopy) sheetWith(title string, widths []float64, headings ...string) (*workbook.Sheet, error) {
	s, err := m.book.Sheet(title, workbook.Options{Widths: widths, Frozen: 1})
	if err != nil {
		return nil, err
	}
	cells := make([]workbook.Cell, len(headings))
	for i, h := range headings {
		cells[i] = workbook.Cell{Text: h, Style: workbook.Heading}
	}
	return s, s.Row(1, cells...)
}

func wrapped(texts ...string) []workbook.Cell {
	cells := make([]workbook.Cell, len(texts))
	for i, t := range texts {
		cells[i] = workbook.Cell{Text: t, Style: workbook.Wrapped}
	}
	return cells
}
