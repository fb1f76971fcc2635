// Package template makes the empty forms that suppliers fill in, from the
// contract alone: a workbook with a sheet for each dataset of a collection, its
// drop-down lists and cell checks, definitions, code lists and examples; and CSV
// files with the headings. A form that is filled in passes the check and intake
// as it is. What the cells cannot check (rules over several rows, keys) is left
// to leverera kontrollera.
package template

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"jamfor/pipeline/contract"
	"jamfor/pipeline/supplier/workbook"
)

// lastRow is how far down lists and checks reach.
const lastRow = 20_000

// Column is one column of a form. kommun has the contract's system variable.
type Column struct {
	contract.Variable
	// System marks kommun, which is needed only in files for several
	// municipalities.
	System bool
}

// Columns lists the columns of a dataset's form: kommun first where no parent
// tells it, then the dataset's own.
func Columns(c *contract.Contract, d *contract.Dataset) []Column {
	var columns []Column
	if d.Parent == "" {
		for _, v := range c.System {
			if v.Name == "kommun" {
				columns = append(columns, Column{v, true})
			}
		}
	}
	for _, v := range d.Variables {
		columns = append(columns, Column{v, false})
	}
	return columns
}

// CSV writes a dataset's headings as one line: UTF-8 with a byte order mark,
// semicolons, as Swedish spreadsheets open it.
func CSV(w io.Writer, c *contract.Contract, d *contract.Dataset) error {
	names := make([]string, 0, len(d.Variables)+1)
	for _, column := range Columns(c, d) {
		names = append(names, column.Name)
	}
	_, err := io.WriteString(w, "\ufeff"+strings.Join(names, ";")+"\r\n")
	return err
}

// Workbook writes a collection's form. The collection must be the contract's.
func Workbook(w io.Writer, c *contract.Contract, collection string) error {
	col := c.Collections[collection]
	if col == nil {
		return fmt.Errorf("make template: unknown collection %q", collection)
	}
	f := form{book: workbook.New(w), contract: c, collection: col}
	f.lists = f.usedLists()
	steps := []func() error{f.guide}
	for _, name := range col.Datasets {
		steps = append(steps, func() error { return f.dataset(c.Datasets[name]) })
	}
	for _, step := range append(steps, f.definitions, f.examples, f.codes) {
		if err := step(); err != nil {
			return fmt.Errorf("make template %s: %w", collection, err)
		}
	}
	return f.book.Close()
}

// form is one workbook being made.
type form struct {
	book       *workbook.Writer
	contract   *contract.Contract
	collection *contract.Collection
	lists      []string // code lists in use, in the order of the sheet Kodlistor
}

func (f *form) usedLists() []string {
	var names []string
	for _, dataset := range f.collection.Datasets {
		for _, column := range Columns(f.contract, f.contract.Datasets[dataset]) {
			if column.List != "" && !slices.Contains(names, column.List) {
				names = append(names, column.List)
			}
		}
	}
	return names
}

// lines writes rows of single texts from row 1 on.
func lines(s *workbook.Sheet, texts ...string) error {
	for i, text := range texts {
		style := workbook.Wrapped
		if i == 0 {
			style = workbook.Title
		}
		if err := s.Row(i+1, workbook.Cell{Text: text, Style: style}); err != nil {
			return err
		}
	}
	return nil
}

func (f *form) guide() error {
	s, err := f.book.Sheet("Lathund", workbook.Options{Widths: []float64{110}})
	if err != nil {
		return err
	}
	required := strings.Join(f.collection.Required, ", ")
	return lines(
		s, "Mall för insamlingen "+f.collection.Title.SV,
		"1. Fyll i ett blad per datamängd. Ändra inte rubrikerna. Mörka rubriker måste fyllas i, ljusa får vara tomma.",
		"2. Välj i listorna där de finns. Koderna förklaras i bladet Kodlistor, kolumnerna i bladet Definitioner. Bladet Exempel visar ifyllda rader och läses inte.",
		"3. Skriv datum som 2025-03-01 och tal med decimalkomma.",
		"4. Kolumnen kommun behövs bara om filen gäller flera kommuner.",
		"5. Datamängder som måste finnas: "+required+". En datamängd som ni inte har något att redovisa i: skriv ordet nollrapport i första cellen under rubrikerna. Ett tomt blad betyder att uppgiften saknas, inte att antalet är noll.",
		"6. Skriv aldrig namn, adress eller fritext om någon. Personnummer och ärendenummer byts mot pseudonymer:  leverera pseudonymisera FIL --nyckel NYCKELFIL",
		"7. Döp filen till "+f.collection.Name+"_<kommunkod>_<år>_1.xlsx och kontrollera den:  leverera kontrollera "+f.collection.Name+"_1280_2025_1.xlsx",
	)
}

// dataset writes the sheet to be filled in.
func (f *form) dataset(d *contract.Dataset) error {
	columns := Columns(f.contract, d)
	o := workbook.Options{Frozen: 1}
	headings := make([]workbook.Cell, len(columns))
	for i, column := range columns {
		headings[i] = workbook.Cell{Text: column.Name, Style: workbook.Heading}
		if column.Required {
			headings[i].Style = workbook.Required
		}
		o.Widths = append(o.Widths, width(column))
		o.Columns = append(o.Columns, cellStyle(column.Type))
		if v, ok := f.validation(column); ok {
			v.Column, v.First, v.Last = i, 2, lastRow
			o.Validations = append(o.Validations, v)
		}
	}
	s, err := f.book.Sheet(d.Name, o)
	if err != nil {
		return err
	}
	return s.Row(1, headings...)
}

func width(c Column) float64 {
	switch c.Type {
	case contract.Pseudonym:
		return 34
	case contract.Date:
		return 12
	}
	return float64(max(12, len(c.Name)+3))
}

// cellStyle keeps spreadsheets from rewriting what is typed: codes such as 0180
// and 0-12 stay text.
func cellStyle(t contract.Type) workbook.Style {
	switch t {
	case contract.Date:
		return workbook.Date
	case contract.Integer, contract.Decimal, contract.Year:
		return workbook.Plain
	}
	return workbook.Text
}
