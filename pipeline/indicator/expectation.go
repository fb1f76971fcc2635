package indicator

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
)

// Expectation is what one indicator must be in one cell. Parts holds the
// expected parts by their names; a part that is not named is not checked.
type Expectation struct {
	Indicator string
	Split     cell.Split // the class expected, zero for the whole
	Area      area.ID
	Sex       code.Sex
	Status    code.Status // OK, or Missing for a municipality that did not deliver
	Parts     map[string]string
	Line      int
}

// Category names the class of a split by a column, as a test file writes it:
// svarighetsgrad=svar; empty for none.
func (e Expectation) Category() string {
	if e.Split.Dimension == "" {
		return ""
	}
	return e.Split.Dimension + "=" + e.Split.Category
}

// Class names the class expected, empty for the whole.
func (e Expectation) Class() string { return e.Split.Age + e.Category() }

// The names that Expectation.Parts uses. Sums are in units (not scaled);
// values lists a distribution, ascending, separated by spaces; value is the
// published value before disclosure, rounded by the definition.
var partNames = []string{"numerator", "denominator", "base", "sum", "sum_squares", "below", "values", "value"}

func (t *testReader) expectations(text, path string) []Expectation {
	at := t.places[path]
	grid := readGrid(t.report, text, at)
	for _, required := range []string{"indicator", "area", "sex"} {
		if !slices.Contains(grid.columns, required) {
			t.report.add(at, "kolumnen "+required+" saknas", "the column "+required+" is missing")
			return nil
		}
	}
	var all []Expectation
	for i, row := range grid.rows {
		where := at.inside(grid.lines[i], 1)
		e := Expectation{Parts: map[string]string{}, Status: code.OK, Line: where.line}
		for j, column := range grid.columns {
			t.expected(&e, column, row[j], where)
		}
		t.class(e, where)
		if len(e.Parts) == 0 && e.Status == code.OK {
			t.report.add(where, "raden väntar sig ingenting", "the row expects nothing")
		}
		all = append(all, e)
	}
	if len(all) == 0 {
		t.report.add(at, "inget väntas", "nothing is expected")
	}
	return all
}

func (t *testReader) expected(e *Expectation, column, text string, at place) {
	switch column {
	case "indicator":
		e.Indicator = text
		if len(t.known) > 0 && t.known[text] == nil && path.Dir(t.file) != "templates" {
			t.report.add(at, "okänd indikator "+text, "unknown indicator "+text)
		}
	case "area":
		e.Area = areaOf(text)
		if !area.Default().Known(e.Area) {
			t.report.add(at, "okänt område "+text, "unknown area "+text)
		}
	case "sex":
		e.Sex = code.Sex(text)
		if !slices.Contains([]code.Sex{code.TotalSex, code.Women, code.Men, code.Unknown}, e.Sex) {
			t.report.add(at, "okänt kön "+text, "unknown sex "+text)
		}
	case "age_group":
		e.Split.Age = text
	case "category":
		e.Split.Dimension, e.Split.Category, _ = strings.Cut(text, "=")
	case "status":
		if text != "" {
			e.Status = code.Status(text)
		}
		if e.Status != code.OK && e.Status != code.Missing {
			t.report.add(at, "status ska vara ok eller missing", "status must be ok or missing")
		}
	default:
		if !slices.Contains(partNames, column) {
			t.report.add(at, "okänd del "+column, "unknown part "+column).hint(strings.Join(partNames, ", "), strings.Join(partNames, ", "))
		}
		if text != "" {
			e.Parts[column] = text
		}
	}
}

// class refuses a class that the indicator is not split into.
func (t *testReader) class(e Expectation, at place) {
	d := t.known[e.Indicator]
	if d == nil || e.Split.IsZero() {
		return
	}
	if e.Split.Age != "" && e.Split.Dimension != "" {
		t.report.add(at, "en rad har antingen age_group eller category", "a row has either an age_group or a category")
		return
	}
	if _, ok := d.MemberOf(e.Split); ok {
		return
	}
	var classes []string
	for _, m := range d.Members {
		if m.Member.Rest == "" {
			classes = append(classes, Expectation{Split: m.Member.Split}.Class())
		}
	}
	p := t.report.add(at, fmt.Sprintf("%s delas inte på %s", d.ID, e.Class()), fmt.Sprintf("%s is not split into %s", d.ID, e.Class()))
	if len(classes) > 0 {
		p.hint("klasser: "+strings.Join(classes, ", "), "classes: "+strings.Join(classes, ", "))
	}
}

// areaOf tells a code's type by its form: 1280, 14, A1, 00.
func areaOf(text string) area.ID {
	switch {
	case text == area.NationCode:
		return area.ID{Type: area.Nation, Code: text}
	case len(text) == 4:
		return area.ID{Type: area.Municipality, Code: text}
	case len(text) == 2 && text[0] >= 'A':
		return area.ID{Type: area.MunicipalityGroup, Code: text}
	}
	return area.ID{Type: area.County, Code: text}
}
