package indicator

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/sql"
)

// kindRule is which fields and interval methods go with a kind.
type kindRule struct {
	required, optional []string
	intervals          []Interval
	multipliers        []int64
}

func ruleOf(kind Kind) kindRule {
	switch kind {
	case Gap:
		return kindRule{[]string{"of"}, []string{"compare"}, []Interval{Newcombe, Welch, ExactRatio, NoLimits}, []int64{1, 100}}
	case Composite:
		return kindRule{[]string{"of"}, nil, []Interval{NoLimits}, []int64{1, 100}}
	case Improved, Deteriorated:
		return kindRule{[]string{"value", "denominator_text", "pairing"}, []string{"denominator", "threshold"}, []Interval{Wilson, NoLimits}, []int64{100}}
	case Goal:
		return kindRule{[]string{"outcome", "attained", "denominator_text"}, []string{"denominator"}, []Interval{Wilson, NoLimits}, []int64{100}}
	case Transition:
		return kindRule{[]string{"state_before", "state_after", "paired", "states", "denominator_text", "pairing"}, nil, []Interval{Wilson, NoLimits}, []int64{100}}
	case NotAgain:
		return kindRule{[]string{"within_months", "denominator_text"}, []string{"denominator"}, []Interval{Wilson, NoLimits}, []int64{100}}
	case Duration:
		return kindRule{[]string{"value", "denominator_text"}, []string{"denominator", "quantile"}, []Interval{Order, NoLimits}, []int64{1}}
	}
	switch kind.Cell() {
	case cell.Count:
		return kindRule{intervals: []Interval{Byar, NoLimits}, multipliers: []int64{1}}
	case cell.Share:
		return kindRule{[]string{"numerator", "denominator_text"}, []string{"denominator"}, []Interval{Wilson, NoLimits}, []int64{100}}
	case cell.Rate:
		return kindRule{[]string{"population", "denominator_text", "age_at"}, []string{"numerator"}, []Interval{Byar, Wilson, NoLimits}, []int64{100, 1000, 10000, 100000}}
	case cell.StandardisedRate:
		return kindRule{[]string{"population", "standard", "denominator_text", "age_at"}, []string{"numerator"}, []Interval{DobsonByar, NoLimits}, []int64{1000, 10000, 100000}}
	case cell.StandardisedRatio:
		return kindRule{[]string{"population", "denominator_text", "age_at"}, []string{"numerator"}, []Interval{Byar, NoLimits}, []int64{1, 100}}
	case cell.Mean:
		return kindRule{[]string{"value", "denominator_text"}, []string{"denominator"}, []Interval{StudentT, NoLimits}, []int64{1}}
	case cell.Median:
		return kindRule{[]string{"value", "denominator_text"}, []string{"denominator"}, []Interval{Order, NoLimits}, []int64{1}}
	case cell.Quantile:
		return kindRule{[]string{"value", "quantile", "denominator_text"}, []string{"denominator"}, []Interval{Order, NoLimits}, []int64{1}}
	case cell.Change:
		return kindRule{[]string{"value", "denominator_text", "pairing"}, []string{"denominator"}, []Interval{StudentT, NoLimits}, []int64{1}}
	case cell.Ratio:
		return kindRule{[]string{"value", "below", "denominator_text"}, nil, []Interval{LogDelta, NoLimits}, []int64{1, 100, 1000}}
	}
	return kindRule{}
}

// ownRows are the fields that every kind with rows of its own must have.
var ownRows = []string{"from", "unit", "among", "period", "collections"}

// kindFields are the fields that only some kinds have.
var kindFields = []string{
	"numerator", "denominator", "value", "population", "below", "pairing",
	"quantile", "threshold", "outcome", "attained", "state_before", "state_after", "paired", "states", "within_months", "standard", "compare", "of",
}

// fields checks that the definition has what its kind needs and nothing that
// would be left unread.
func (c *checker) fields(d *Definition) {
	rule := ruleOf(d.Kind)
	for _, name := range ownRows {
		_, given := d.places[name]
		switch {
		case !given && !d.Kind.Derived():
			c.report.add(d.at(""), name+" saknas", name+" is missing")
		case given && d.Kind.Derived() && (name == "from" || name == "among"):
			c.bad(d, name, fmt.Sprintf("slaget %s har inga egna rader: %s ska inte anges", d.Kind, name), fmt.Sprintf("the kind %s has no rows of its own: %s must not be given", d.Kind, name))
		}
	}
	for _, name := range rule.required {
		if _, given := d.places[name]; !given {
			c.bad(d, "kind", fmt.Sprintf("slaget %s behöver %s", d.Kind, name), fmt.Sprintf("the kind %s needs %s", d.Kind, name))
		}
	}
	for _, name := range kindFields {
		_, given := d.places[name]
		if given && !slices.Contains(rule.required, name) && !slices.Contains(rule.optional, name) {
			c.bad(d, name, fmt.Sprintf("%s hör inte till slaget %s", name, d.Kind), fmt.Sprintf("%s does not belong to the kind %s", name, d.Kind))
		}
	}
	if !slices.Contains(rule.intervals, d.Interval) {
		c.bad(d, "interval", fmt.Sprintf("metoden %s passar inte slaget %s", d.Interval, d.Kind), fmt.Sprintf("the method %s does not fit the kind %s", d.Interval, d.Kind)).
			hint("välj bland "+strings.Join(texts(rule.intervals), ", "), "choose among "+strings.Join(texts(rule.intervals), ", "))
	}
	if !slices.Contains(rule.multipliers, d.Multiplier) {
		c.bad(d, "multiplier", fmt.Sprintf("multiplikatorn %d passar inte slaget %s", d.Multiplier, d.Kind), fmt.Sprintf("the multiplier %d does not fit the kind %s", d.Multiplier, d.Kind)).
			hint(fmt.Sprintf("välj bland %v", rule.multipliers), fmt.Sprintf("choose among %v", rule.multipliers))
	}
	if d.Pairing != nil && (d.Pairing.Limit < 1 || d.Pairing.Limit > 100) {
		c.bad(d, "pairing.limit_percent", "gränsen ska ligga mellan 1 och 100", "the limit must lie between 1 and 100")
	}
}

const (
	maxDecimals    = 4
	firstYearKnown = 1990
	lastYearKnown  = 2100
)

// figures checks numbers, dates and what is not computed yet.
func (c *checker) figures(d *Definition) {
	if d.Decimals < 0 || d.Decimals > maxDecimals {
		c.bad(d, "decimals", fmt.Sprintf("decimalerna ska vara 0–%d", maxDecimals), fmt.Sprintf("decimals must be 0–%d", maxDecimals))
	}
	if d.MinimumBase < 0 || d.RankBase < 1 {
		c.bad(d, "minimum_base", "minsta bas får inte vara negativ, rankingens bas inte under 1", "the minimum base must not be negative, the rank base not under 1")
	}
	if d.Coverage < 0 || d.Coverage > 100 {
		c.bad(d, "coverage_percent", "täckningen ska ligga mellan 0 och 100", "coverage must lie between 0 and 100")
	}
	if d.ComparableFrom < firstYearKnown || d.ComparableFrom > lastYearKnown {
		c.bad(d, "comparable_from", "året är orimligt", "the year is unreasonable")
	}
	for i, b := range d.Breaks {
		if b.From < d.ComparableFrom || i > 0 && b.From <= d.Breaks[i-1].From {
			c.bad(d, "breaks", "brotten ska stå i ordning och efter comparable_from", "breaks must be in order and after comparable_from")
		}
	}
	if _, err := time.Parse(time.DateOnly, d.Published); d.Published != "" && err != nil {
		c.bad(d, "published", "datumet ska skrivas YYYY-MM-DD", "the date is written YYYY-MM-DD")
	}
	if d.Weighting != Pooled && d.Kind.Cell() == cell.Count {
		c.bad(d, "weighting", "antal läggs ihop, de har inget medelvärde", "counts are added up, they have no mean").
			hint("skriv weighting: pooled", "write weighting: pooled")
	}
	if d.Question == "resources" && d.Direction != None {
		c.bad(d, "direction", "kostnader och volymer har ingen riktning", "costs and volumes have no direction").
			hint("skriv direction: none", "write direction: none")
	}
	if d.AgeAt != "" && d.AgeAt != "year_end" {
		c.bad(d, "age_at", "modellerna har bara ålder vid årets slut", "the models hold only the age at the end of the year")
	}
	if len(d.Grains) != len(d.AreaTypes()) {
		c.bad(d, "grains", "en områdestyp står två gånger", "an area type is given twice")
	}
}

// dimensions checks that the model can be split and added up as declared.
func (c *checker) dimensions(d *Definition, model *sql.Model) {
	if sex := model.Column("kon"); d.SplitBySex() && (sex == nil || sex.List != "kon") {
		c.bad(d, "dimensions", "modellen "+model.Name+" kan inte delas på kön", "the model "+model.Name+" cannot be split by sex")
	}
	if model.Weight != "" {
		// A mean or a quantile would count rows; and figures of inhabitants may be
		// estimates, which only what names a population is held against.
		c.bad(d, "from", "varje rad i modellen "+model.Name+" står för flera: den kan bara stå under strecket", "every row of the model "+model.Name+" stands for several: it can only stand below the line").
			hint("skriv population: … (tal per invånare) eller below: {from: "+model.Name+", …}", "write population: … (rates) or below: {from: "+model.Name+", …}")
	}
	above := slices.ContainsFunc(d.Grains, func(g Grain) bool { return g != Grain(area.Municipality) })
	switch needed := model.Unit == "person" && above; {
	case d.Kind.Standardised() && model.Column("alder") == nil:
		c.bad(d, "from", "modellen "+model.Name+" har ingen ålder att standardisera efter", "the model "+model.Name+" has no age to standardise by")
	case d.Kind.Standardised() && d.Weighting != Pooled:
		c.bad(d, "weighting", "standardiserade tal vägs samman på grupperna: skriv weighting: pooled", "standardised rates are pooled by their groups: write weighting: pooled")
	case needed && d.Above == "":
		c.bad(d, "above_municipality", "personer räknas bara inom en pseudonymnyckel: säg vad siffran betyder ovanför kommunen", "persons are counted only within a pseudonym key: say what the figure means above the municipality").
			hint("skriv above_municipality: sum_of_municipalities", "write above_municipality: sum_of_municipalities")
	case !needed && d.Above != "":
		c.bad(d, "above_municipality", "regeln gäller bara personer ovanför kommunen", "the rule is for persons above the municipality only")
	}
}
