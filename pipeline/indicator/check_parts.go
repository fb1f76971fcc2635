package indicator

import (
	"fmt"
	"slices"
	"strings"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/expression"
	"jamfor/sql"
)

// PopulationModel is the model with the inhabitants below the line of a rate;
// PopulationWeight is its column with their number.
const (
	PopulationModel  = "befolkning"
	PopulationWeight = "antal"
)

// expressions compiles a definition's expressions into its parts and reports
// whether all of them are there.
func (c *checker) expressions(d *Definition, model *sql.Model) bool {
	before := len(c.report.problems)
	p := &d.checked
	among := c.condition(d, "among", d.Among, model)
	period := c.period(d, model)
	var denominator, numerator *expression.Checked
	if d.Denominator != "" {
		denominator = c.condition(d, "denominator", d.Denominator, model)
	}
	if d.Numerator != "" {
		numerator = c.condition(d, "numerator", d.Numerator, model)
	}
	if d.Value != "" {
		p.value = c.number(d, "value", d.Value, model)
	}
	c.below(d)
	c.rests(d, model)
	if len(c.report.problems) > before {
		return false
	}
	p.written = written{among: among, period: period, denominator: denominator, numerator: numerator}
	p.join(d.Kind)
	p.written.judged, p.written.counted = c.question(d, model)
	if len(c.report.problems) > before {
		return false
	}
	p.join(d.Kind)
	return true
}

// join makes the conditions of the rows in the base, below the line and above it.
func (p *checked) join(kind Kind) {
	w := p.written
	p.base = expression.And(w.among, w.period)
	p.denominator = expression.And(p.base, w.denominator, w.judged)
	if p.value != nil && kind.Cell() != cell.Ratio {
		p.denominator = expression.And(p.denominator, expression.NotNull(p.value))
	}
	p.numerator = expression.And(p.denominator, w.numerator, w.counted)
}

// period is the condition that a period rule adds; nil where it adds none.
func (c *checker) period(d *Definition, model *sql.Model) *expression.Checked {
	columns := map[PeriodRule][]string{
		Start:   {"paborjad_under_aret"},
		Closing: {"avslutad_under_aret", "arende_avslutat"},
		YearEnd: {"oppen_vid_arets_slut", "har_oppet_arende_arets_slut"},
	}[d.Period]
	for _, name := range columns {
		if model.Column(name) != nil {
			return c.condition(d, "period", name, model)
		}
	}
	if columns != nil {
		c.bad(d, "period", fmt.Sprintf("modellen %s kan inte räknas efter %s", model.Name, d.Period), fmt.Sprintf("the model %s cannot be counted by %s", model.Name, d.Period)).
			hint("skriv period: year", "write period: year")
	}
	return nil
}

// below compiles what stands below the line of a rate or a ratio.
func (c *checker) below(d *Definition) {
	if d.Population != "" {
		if m := c.model(d, PopulationModel, "population"); m != nil {
			d.checked.population = c.condition(d, "population", d.Population, m)
			if d.Kind.Standardised() && d.checked.population != nil {
				c.standardise(d)
			}
			c.rests(d, m)
		}
	}
	if d.Below == nil {
		return
	}
	m := c.model(d, d.Below.From, "below.from")
	if m == nil {
		return
	}
	if d.Below.Among == "" {
		c.bad(d, "below", "säg vilka rader som summeras under strecket", "say which rows are summed below the line").hint("skriv among: …", "write among: …")
		return
	}
	d.checked.belowModel = m
	d.checked.belowBase = c.condition(d, "below.among", d.Below.Among, m)
	d.checked.belowValue = c.number(d, "below.value", d.Below.Value, m)
	c.rests(d, m)
	if d.checked.belowBase != nil {
		c.fixed(d, m, d.checked.belowBase, "below.among")
	}
}

// meaning checks what the grammar allows and statistics does not.
func (c *checker) meaning(d *Definition, model *sql.Model) {
	p := &d.checked
	c.fixed(d, model, p.base, "among")
	named := map[string]bool{}
	for _, e := range []*expression.Checked{p.numerator, p.denominator, p.value, p.population} {
		if e != nil {
			for _, name := range e.Columns() {
				named[name] = true
			}
		}
	}
	if (named["alder"] || named["vuxen"]) && d.AgeAt == "" {
		c.bad(d, "age_at", "åldern används: säg när den tas", "the age is used: say when it is taken").hint("skriv age_at: year_end", "write age_at: year_end")
	}
	if model.Column("matt") != nil && !named["matt"] {
		c.bad(d, "value", "olika mått summeras: säg vilket (matt)", "different quantities are summed: say which (matt)")
	}
	if model.Unit == "volume" && d.Kind.Cell() != cell.Ratio {
		c.bad(d, "kind", fmt.Sprintf("slaget %s passar inte modellen %s", d.Kind, model.Name), fmt.Sprintf("the kind %s does not fit the model %s", d.Kind, model.Name)).
			hint("volymer summeras (ratio), rader räknas", "volumes are summed (ratio), rows are counted")
	}
	if d.Pairing != nil && model.Column("har_par") == nil {
		c.bad(d, "from", "en förändring räknas på modellen matningspar", "a change is computed from the model matningspar")
	}
	c.instrument(d, model)
}

// fixed reports columns that a definition must limit, because rows with
// different values of them do not add up to anything.
func (c *checker) fixed(d *Definition, model *sql.Model, rows *expression.Checked, path string) {
	for _, column := range limiting(model) {
		switch limit := rows.Fixed(column); {
		case len(limit) == 0:
			c.bad(d, path, "säg vilka värden av "+column+" som räknas", "say which values of "+column+" are counted").
				hint("skriv "+column+" = '…' AND …", "write "+column+" = '…' AND …")
		case len(limit) > 1 && single(column):
			c.bad(d, path, "olika "+column+" går inte att lägga ihop: "+strings.Join(limit, ", "), "different "+column+" cannot be put together: "+strings.Join(limit, ", "))
		}
	}
}

// limiting are the columns of a model that every definition must limit.
func limiting(model *sql.Model) []string {
	var all []string
	for _, column := range []string{"omrade", "fraga", "niva", "svarande", "instrument", "skala", "skattare"} {
		if model.Column(column) != nil && (column != "svarande" || model.Unit == "response") {
			all = append(all, column)
		}
	}
	return all
}

// single reports whether values of a limiting column never add up.
func single(column string) bool {
	return column != "omrade" && column != "niva" && column != "svarande"
}

// addable reports whether rows are limited as fixed asks.
func addable(model *sql.Model, rows *expression.Checked) bool {
	for _, column := range limiting(model) {
		if n := len(rows.Fixed(column)); n == 0 || n > 1 && single(column) {
			return false
		}
	}
	return true
}

// instrument holds measurements against the instrument registry.
func (c *checker) instrument(d *Definition, model *sql.Model) {
	if model.Column("instrument") == nil {
		return
	}
	name, scale, rater := only(d, "instrument"), only(d, "skala"), only(d, "skattare")
	if name == "" || scale == "" || rater == "" {
		return // reported by fixed
	}
	instrument, known := contract.Core().Instruments[name]
	if !known || instrument.Scale(scale) == nil {
		c.bad(d, "among", fmt.Sprintf("instrumentet %s har ingen skala %s", name, scale), fmt.Sprintf("the instrument %s has no scale %s", name, scale))
		return
	}
	s := instrument.Scale(scale)
	if !slices.Contains(s.Raters, rater) {
		c.bad(d, "among", fmt.Sprintf("skalan %s skattas inte av %s", scale, rater), fmt.Sprintf("the scale %s is not rated by %s", scale, rater)).
			hint(strings.Join(s.Raters, ", "), strings.Join(s.Raters, ", "))
	}
	if name == "mos" && d.Kind.Cell() != cell.Share {
		c.bad(d, "kind", "MOS-skalor har inget gemensamt mått: bara andelar kan räknas", "MOS scales share no measure: only shares can be computed")
	}
	if len(s.Codes) > 0 && d.Kind.Cell() != cell.Share {
		c.bad(d, "kind", fmt.Sprintf("skalan %s är kodad: talen är namn och kan bara jämföras, inte läggas ihop", scale), fmt.Sprintf("the scale %s is coded: its numbers are names and can only be compared, not added up", scale))
	}
	if d.Kind.Cell() == cell.Change && string(d.Direction) != s.Direction {
		c.bad(d, "direction", fmt.Sprintf("på skalan %s är %s bättre", scale, s.Direction), fmt.Sprintf("on the scale %s %s is better", scale, s.Direction))
	}
}

// only is the one text that the base limits a column to, empty when not one.
func only(d *Definition, column string) string {
	if limit := d.checked.base.Fixed(column); len(limit) == 1 {
		return limit[0]
	}
	return ""
}
