package indicator

import (
	"fmt"
	"slices"
	"strings"

	"jamfor/pipeline/code"
)

// Span is how long the periods are that an indicator is published for.
type Span string

// The spans. A rolling span ends with every year: 2023-2025, 2024-2026.
const (
	YearSpan    Span = "year"
	HalfSpan    Span = "half_year"
	QuarterSpan Span = "quarter"
	MonthSpan   Span = "month"
	// TwoYears is for those who left in the first year, followed to the end of
	// the second (not_again).
	TwoYears   Span = "two_years"
	ThreeYears Span = "three_years"
)

// Spans lists them from the longest to the shortest.
var Spans = []Span{ThreeYears, TwoYears, YearSpan, HalfSpan, QuarterSpan, MonthSpan}

func (Span) values() []string { return texts(Spans) }

// Rolling reports whether the span's periods overlap: each year ends one.
func (s Span) Rolling() bool { return s == TwoYears || s == ThreeYears }

// Periods lists the span's periods that end in a year, ascending.
func (s Span) Periods(year int) []code.Period {
	switch s {
	case TwoYears:
		return []code.Period{rolling(year-1, year)}
	case ThreeYears:
		return []code.Period{rolling(year-2, year)}
	case HalfSpan:
		return parts(year, "H%d", 2)
	case QuarterSpan:
		return parts(year, "Q%d", 4)
	case MonthSpan:
		return parts(year, "-%02d", 12)
	}
	return []code.Period{code.Year(year)}
}

func rolling(first, last int) code.Period { return period(fmt.Sprintf("%04d-%04d", first, last)) }

func parts(year int, form string, n int) []code.Period {
	all := make([]code.Period, n)
	for i := range all {
		all[i] = period(fmt.Sprintf("%04d"+form, year, i+1))
	}
	return all
}

// period reads a text that is a period by its making.
func period(text string) code.Period {
	p, err := code.ParsePeriod(text)
	if err != nil {
		panic("indicator: " + err.Error())
	}
	return p
}

// Holds reports whether a period is one of the span's.
func (s Span) Holds(p code.Period) bool { return slices.Contains(s.Periods(p.YearNumber()), p) }

// For gives the set with the definitions that are published for periods of the
// length of p; nothing is copied where these are all.
func (s Set) For(p code.Period) Set {
	s.Definitions = slices.DeleteFunc(slices.Clone(s.Definitions), func(d *Definition) bool { return !d.Span.Holds(p) })
	return s
}

// span checks that a definition's rows can be counted over periods of its span.
func (c *checker) span(d *Definition) {
	if follows := d.Kind == NotAgain || d.checked.model != nil && d.checked.model.Name == leavers; follows != (d.Span == TwoYears) {
		c.bad(d, "span", "två år (two_years) är för dem som avslutats första året och följs till slutet av det andra (not_again på modellen "+leavers+")", "two_years is for those who left in the first year and are followed to the end of the second (not_again on the model "+leavers+")").
			hint("skriv span: two_years för modellen "+leavers+" och för inget annat", "write span: two_years for the model "+leavers+" and for nothing else")
	}
	if d.Span == YearSpan {
		return
	}
	if d.Population != "" {
		c.bad(d, "span", "befolkningen är känd den 31 december varje år: tal per invånare räknas för år", "populations are known on 31 December of each year: rates are computed for years").
			hint("skriv span: year", "write span: year")
	}
	if m := d.checked.model; m != nil && !m.Windows {
		c.bad(d, "span", "modellen "+m.Name+" räknar bara kalenderår", "the model "+m.Name+" counts calendar years only").
			hint("skriv span: year", "write span: year")
	}
	if d.Below != nil && d.checked.belowModel != nil && !d.checked.belowModel.Windows {
		c.bad(d, "below.from", "modellen "+d.Below.From+" räknar bara kalenderår", "the model "+d.Below.From+" counts calendar years only")
	}
	if d.Span.Rolling() && d.Period == YearEnd {
		c.bad(d, "span", "läget på periodens sista dag är det samma för ett år och för flera", "the status on a period's last day is the same for one year and for several").
			hint("skriv span: year", "write span: year")
	}
}

// leavers is the model of those who left in the first of two years.
const leavers = "avslut"

// dated are the columns that tell whether something began, ended or was ongoing
// in a period. What is ongoing at its end is what occurred less what ended, so
// the last two are one kind of date.
var dated = map[string]string{
	"paborjad_under_aret": "start",
	"avslutad_under_aret": "closing", "arende_avslutat": "closing",
	"oppen_vid_arets_slut": "closing", "har_oppet_arende_arets_slut": "closing",
	"langd_dagar": "closing", "langd_vid_arets_slut": "closing",
}

// together reports indicators that add up over time: the quarters' cases closed
// are the year's, and three years' those of each. Where both are published, what
// is hidden in one package is the difference of what is shown in others, and
// disclosure control protects each package by itself. So no two indicators of
// different spans may count things of one unit by the same dates in one service
// area.
func (c *checker) together(sets []Set) {
	var seen []*Definition
	for _, s := range sets {
		for _, d := range s.Definitions {
			if d.Kind.Derived() || d.checked.base == nil {
				continue
			}
			for _, other := range seen {
				if shared := addsUp(d, other); shared {
					c.bad(d, "span", fmt.Sprintf("%s räknar samma händelser för andra perioder: delarna avslöjar helheten och tvärtom", other.ID), fmt.Sprintf("%s counts the same events for other periods: the parts give away the whole and the reverse", other.ID)).
						hint("publicera bara det ena, eller räkna något annat", "publish only one of them, or count something else")
					break
				}
			}
			seen = append(seen, d)
		}
	}
}

// addsUp reports whether two definitions of different spans count the same dates
// of rows that may be the same.
func addsUp(a, b *Definition) bool {
	if a.Span == b.Span || a.Unit != b.Unit {
		return false
	}
	first, second := a.checked.base.Fixed("omrade"), b.checked.base.Fixed("omrade")
	if len(first) > 0 && len(second) > 0 && !slices.ContainsFunc(first, func(v string) bool { return slices.Contains(second, v) }) {
		return false
	}
	dates := a.dates()
	return slices.ContainsFunc(b.dates(), func(kind string) bool { return slices.Contains(dates, kind) })
}

// dates are the kinds of dates that a definition's conditions ask for, sorted.
func (d *Definition) dates() []string {
	p := &d.checked
	var kinds []string
	if d.From == leavers {
		kinds = append(kinds, "closing")
	}
	for _, e := range []interface{ Columns() []string }{p.numerator, p.denominator} {
		for _, name := range e.Columns() {
			if kind := dated[name]; kind != "" {
				kinds = append(kinds, kind)
			}
		}
	}
	if p.value != nil {
		for _, name := range p.value.Columns() {
			if kind := dated[name]; kind != "" {
				kinds = append(kinds, kind)
			}
		}
	}
	slices.Sort(kinds)
	return slices.Compact(kinds)
}

// Words tells the span and the rule of the period in words.
func (d *Definition) periodWords() code.Text {
	name := map[Span]code.Text{
		YearSpan: {SV: "år", EN: "year"}, HalfSpan: {SV: "halvår", EN: "half-year"}, QuarterSpan: {SV: "kvartal", EN: "quarter"},
		MonthSpan: {SV: "månad", EN: "month"}, TwoYears: {SV: "tvåårsperiod", EN: "two years"}, ThreeYears: {SV: "treårsperiod", EN: "three years"},
	}[d.Span]
	rule := map[PeriodRule]code.Text{
		Year:    {SV: "allt som förekommit någon dag under perioden", EN: "everything that occurred on any day of the period"},
		Start:   {SV: "det som påbörjats under perioden", EN: "what began in the period"},
		Closing: {SV: "det som avslutats under perioden", EN: "what was closed in the period"},
		YearEnd: {SV: "läget på periodens sista dag", EN: "the status on the period's last day"},
	}[d.Period]
	if d.Span == TwoYears {
		rule = code.Text{SV: "de som avslutats under det första året, följda till slutet av det andra", EN: "those who left in the first year, followed to the end of the second"}
	}
	if d.Span.Rolling() {
		name.SV, name.EN = "rullande "+name.SV, "rolling "+name.EN
	}
	return code.Text{SV: strings.Join([]string{name.SV, rule.SV}, ": "), EN: strings.Join([]string{name.EN, rule.EN}, ": ")}
}
