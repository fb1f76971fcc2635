package feedback

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"sync"

	"jamfor/pipeline/supplier/workbook"
)

// Internal is what every output says first.
const Internal = "INTERNT – får inte lämnas ut eller publiceras. Siffrorna är inte skyddade mot röjande."

//go:embed feedback.html
var page string

var pageTemplate = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("feedback").Funcs(template.FuncMap{
		"internal": func() string { return Internal }, "municipality": MunicipalityName, "sex": SexName, "compared": Compared,
	}).Parse(page))
})

// WriteHTML writes the report as one page that needs nothing else.
func (r *Report) WriteHTML(w io.Writer) error {
	if err := pageTemplate().Execute(w, r); err != nil {
		return fmt.Errorf("write feedback: %w", err)
	}
	return nil
}

// WriteXLSX writes the report as a workbook.
func (r *Report) WriteXLSX(w io.Writer) error {
	book := workbook.New(w)
	for _, write := range []func(*workbook.Writer) error{r.writeLines, r.writeUnits, r.writeCases, r.writeLeft} {
		if err := write(book); err != nil {
			return fmt.Errorf("write feedback: %w", err)
		}
	}
	return book.Close()
}

// grid writes a sheet: the mark, a blank row, headings, rows.
func grid(book *workbook.Writer, name string, widths []float64, heads []string, rows [][]string) error {
	s, err := book.Sheet(name, workbook.Options{Widths: widths, Frozen: 3})
	if err != nil {
		return err
	}
	if err := s.Row(1, workbook.Cell{Text: Internal, Style: workbook.Stop}); err != nil {
		return err
	}
	cells := make([]workbook.Cell, len(heads))
	for i, h := range heads {
		cells[i] = workbook.Cell{Text: h, Style: workbook.Heading}
	}
	if err := s.Row(3, cells...); err != nil {
		return err
	}
	for n, row := range rows {
		if n+4 > workbook.MaxRow {
			return nil
		}
		cells = cells[:0]
		for _, text := range row {
			cells = append(cells, workbook.Cell{Text: text})
		}
		if err := s.Row(n+4, cells...); err != nil {
			return err
		}
	}
	return nil
}

func (r *Report) writeLines(book *workbook.Writer) error {
	var rows [][]string
	for _, l := range r.Lines {
		row := []string{MunicipalityName(l.Municipality), l.Indicator.ID, l.Indicator.Title.SV, SexName(l.Sex), l.Own, l.Persons, l.Indicator.ValueUnit.SV}
		rows = append(rows, append(row, l.Compared...))
	}
	heads := append([]string{"Kommun", "Indikator", "Namn", "Kön", "Eget värde", "Nämnare", "Enhet för värdet"}, Compared()...)
	return grid(book, "Kommunen", []float64{22, 10, 60, 10, 12, 10, 18, 18, 18, 22, 18}, heads, rows)
}

func (r *Report) writeUnits(book *workbook.Writer) error {
	var rows [][]string
	for _, l := range r.Units {
		rows = append(rows, append([]string{l.Indicator.ID, l.Indicator.Title.SV}, l.Values...))
	}
	return grid(book, "Enheter", []float64{10, 60}, append([]string{"Indikator", "Namn"}, r.UnitNames...), rows)
}

func (r *Report) writeCases(book *workbook.Writer) error {
	var rows [][]string
	for _, c := range r.Cases {
		rows = append(rows, []string{
			c.Unit, c.Case, c.Start, c.End, c.Plan, fmt.Sprint(c.Interventions), c.Goals, c.Series,
			c.Before, c.BeforeOn, c.During, c.DuringOn, c.After, c.On, c.Change,
		})
	}
	return grid(book, "Ärenden", []float64{18, 34, 12, 12, 8, 8, 24, 44}, []string{
		"Enhet", "Ärende", "Start", "Slut", "Plan", "Insatser", "Mål", "Mätserie", "Före", "Före, datum", "Under", "Under, datum", "Efter", "Efter, datum", "Förändring",
	}, rows)
}

func (r *Report) writeLeft(book *workbook.Writer) error {
	var rows [][]string
	for _, l := range r.Left {
		rows = append(rows, []string{l.Indicator.ID, l.Indicator.Title.SV, l.Why})
	}
	return grid(book, "Inte räknade här", []float64{10, 60, 60}, []string{"Indikator", "Namn", "Varför"}, rows)
}
