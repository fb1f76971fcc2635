package indicator

import (
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"

	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/expression"
	"jamfor/sql"
)

// checker holds definitions against the models, the core model and each other.
type checker struct {
	report  *report
	models  map[string]*sql.Model
	columns map[string]map[string]expression.Column // by model
	ids     map[string]*Definition
}

func newChecker(r *report, models map[string]*sql.Model) *checker {
	c := &checker{report: r, models: models, columns: map[string]map[string]expression.Column{}, ids: map[string]*Definition{}}
	for name, m := range models {
		c.columns[name] = Columns(m)
	}
	return c
}

// Columns are a model's columns as expressions see them. Pseudonyms are left
// out: no definition has any business with them.
func Columns(m *sql.Model) map[string]expression.Column {
	types := map[string]expression.Type{
		"code": expression.Text, "text": expression.Text, "integer": expression.Int,
		"decimal": expression.Decimal, "date": expression.Date, "boolean": expression.Bool,
	}
	columns := map[string]expression.Column{}
	for _, c := range m.Columns {
		t, ok := types[c.Type]
		if !ok {
			continue
		}
		column := expression.Column{Type: t}
		if list := contract.Core().Lists[c.List]; list != nil {
			for _, e := range list.Entries {
				column.Codes = append(column.Codes, e.Code)
			}
		}
		columns[c.Name] = column
	}
	return columns
}

func (c *checker) set(s *Set, places places, folder string) {
	if s.Version != formatVersion {
		c.report.add(places["version"], fmt.Sprintf("okänd formatversion %d", s.Version), fmt.Sprintf("unknown format version %d", s.Version))
	}
	if s.Name != folder {
		c.report.add(places["name"], "namnet ska vara mappens, "+folder, "the name must be the folder's, "+folder)
	}
	if s.Coverage < 0 || s.Coverage > 100 {
		c.report.add(places["coverage_percent"], "täckningen ska ligga mellan 0 och 100", "coverage must lie between 0 and 100")
	}
	if s.ServiceArea != "" && !knownServiceArea(s.ServiceArea) {
		c.report.add(places["service_area"], "okänt verksamhetsområde "+string(s.ServiceArea), "unknown service area "+string(s.ServiceArea))
	}
	for _, name := range s.Collections {
		if contract.Core().Collections[name] == nil {
			c.report.add(places["collections"], "okänd insamling "+name, "unknown collection "+name)
		}
	}
}

func knownServiceArea(a code.ServiceArea) bool {
	for _, known := range code.ServiceAreas {
		if known.Code == a {
			return true
		}
	}
	return false
}

// at is where a definition's value stands, or the definition itself.
func (d *Definition) at(path string) place {
	if p, ok := d.places[path]; ok {
		return p
	}
	return d.places[""]
}

func (c *checker) bad(d *Definition, path, sv, en string) *Problem {
	return c.report.add(d.at(path), d.ID+": "+sv, d.ID+": "+en)
}

// definition checks one decoded definition and fills in its checked parts.
func (c *checker) definition(s *Set, d *Definition) {
	c.identity(s, d)
	if d.Kind.Derived() {
		c.fields(d)
		c.figures(d)
		c.undivided(d, "en indikator som är härledd ur andra", "an indicator that is made of others")
		return // derived sees to the rest once the set is read
	}
	if d.From == "" || d.Among == "" || d.Unit == "" || d.Period == "" {
		c.fields(d)
		return
	}
	model := c.model(d, d.From, "from")
	c.fields(d)
	c.figures(d)
	c.collections(s, d)
	if model == nil {
		return
	}
	d.checked.model = model
	if string(d.Unit) != model.Unit {
		c.bad(d, "unit", fmt.Sprintf("modellen %s räknar %s, inte %s", model.Name, model.Unit, d.Unit), fmt.Sprintf("the model %s counts %s, not %s", model.Name, model.Unit, d.Unit))
	}
	c.dimensions(d, model)
	if c.expressions(d, model) {
		c.meaning(d, model)
		c.span(d)
		c.splits(d, model)
	}
}

// digits are the ids' first digits by service area, as in Kolada.
var digits = map[code.ServiceArea][]string{
	"aldreomsorg":          {"20", "21", "22", "23"},
	"funktionsnedsattning": {"25", "26", "27", "28"},
	"socialpsykiatri":      {"25", "26", "27", "28"},
	"ekonomiskt_bistand":   {"31"},
	"barn_unga":            {"33"},
	"familjecentral":       {"33"},
	"ungdomsmottagning":    {"33"},
	"vald":                 {"34"},
	"missbruk":             {"35"},
}

func (c *checker) identity(s *Set, d *Definition) {
	if len(d.ID) != 6 || d.ID[0] != 'J' || strings.Trim(d.ID[1:], "0123456789") != "" {
		c.bad(d, "id", "id ska vara J och fem siffror", "the id must be J and five digits")
	} else if allowed := digits[d.Area]; allowed != nil && !slices.Contains(allowed, d.ID[1:3]) {
		c.bad(d, "id", fmt.Sprintf("id för %s ska börja med J%s", d.Area, strings.Join(allowed, " eller J")), fmt.Sprintf("ids of %s begin with J%s", d.Area, strings.Join(allowed, " or J")))
	}
	if other := c.ids[d.ID]; other != nil {
		c.bad(d, "id", fmt.Sprintf("id finns redan (%s:%d)", other.File, other.Line), fmt.Sprintf("the id is taken (%s:%d)", other.File, other.Line))
	}
	c.ids[d.ID] = d
	if s.ServiceArea != "" && d.Area != s.ServiceArea {
		c.bad(d, "id", fmt.Sprintf("indikatorn hör till %s, uppsättningen till %s", d.Area, s.ServiceArea), fmt.Sprintf("the indicator belongs to %s, the set to %s", d.Area, s.ServiceArea))
	}
}

func (c *checker) model(d *Definition, name, path string) *sql.Model {
	m := c.models[name]
	if m != nil && !m.Internal {
		return m
	}
	var known []string
	for n, m := range c.models {
		if !m.Internal {
			known = append(known, n)
		}
	}
	sort.Strings(known)
	c.bad(d, path, "okänd modell "+name, "unknown model "+name).
		hint("modeller: "+strings.Join(known, ", "), "models: "+strings.Join(known, ", "))
	return nil
}

func (c *checker) collections(s *Set, d *Definition) {
	for _, name := range d.Collections {
		switch {
		case contract.Core().Collections[name] == nil:
			c.bad(d, "collections", "okänd insamling "+name, "unknown collection "+name)
		case !slices.Contains(s.Collections, name):
			c.bad(d, "collections", "insamlingen "+name+" hör inte till uppsättningen", "the collection "+name+" does not belong to the set").
				hint("skriv in den i set.yaml", "add it to set.yaml")
		}
	}
}

// rests reports a model whose rows none of the definition's collections bring.
func (c *checker) rests(d *Definition, m *sql.Model) {
	for _, name := range d.Collections {
		collection := contract.Core().Collections[name]
		if collection != nil && len(m.Reads) > 0 && slices.Contains(collection.Datasets, m.Reads[0]) {
			return
		}
	}
	c.bad(d, "collections", "ingen av insamlingarna ger modellen "+m.Name, "none of the collections brings the model "+m.Name).
		hint("lägg till den insamling som har "+strings.Join(m.Reads, ", "), "add the collection that has "+strings.Join(m.Reads, ", "))
}

// compile parses and checks one expression of a definition; nil after
// reporting its mistakes at their place in the file.
func (c *checker) compile(d *Definition, path, source string, model *sql.Model) *expression.Checked {
	parsed, err := expression.Parse(source)
	if err == nil {
		var checked *expression.Checked
		if checked, err = parsed.CheckColumns(c.columns[model.Name]); err == nil {
			return checked
		}
	}
	var problems expression.Problems
	if !errors.As(err, &problems) {
		c.bad(d, path, err.Error(), err.Error())
		return nil
	}
	for _, p := range problems {
		at := d.at(path).inside(p.Line, p.Column)
		c.report.add(at, d.ID+": "+p.Message.SV, d.ID+": "+p.Message.EN).hint(p.Hint.SV, p.Hint.EN)
	}
	return nil
}

func (c *checker) condition(d *Definition, path, source string, model *sql.Model) *expression.Checked {
	checked := c.compile(d, path, source, model)
	if checked != nil && checked.Type() != expression.Bool {
		c.bad(d, path, "ett villkor väntas, inte "+checked.Type().String(), "a condition is expected, not "+checked.Type().String())
		return nil
	}
	return checked
}

func (c *checker) number(d *Definition, path, source string, model *sql.Model) *expression.Checked {
	checked := c.compile(d, path, source, model)
	if checked != nil && checked.Type() != expression.Int && checked.Type() != expression.Decimal {
		c.bad(d, path, "ett tal väntas, inte "+checked.Type().String(), "a number is expected, not "+checked.Type().String())
		return nil
	}
	return checked
}
