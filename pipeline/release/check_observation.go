package release

import (
	"math"
	"slices"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/observation"
)

// observationCheck holds observations against the rules of the published rows.
type observationCheck struct {
	*problems
	known   map[string]IndicatorInfo
	periods []code.Period
	hidden  map[observationKey]bool
}

// observationKey names an observation.
type observationKey struct {
	indicator string
	area      area.ID
	period    string
	sex       code.Sex
	age       string
	dimension string
	category  string
}

func keyOf(o *observation.Observation) observationKey {
	return observationKey{o.Indicator, o.Area, o.Period.String(), o.Sex, o.AgeGroup, o.Dimension, o.Category}
}

func hiddenKeys(all []observation.Observation) map[observationKey]bool {
	hidden := map[observationKey]bool{}
	for i := range all {
		if all[i].Status == code.Suppressed {
			hidden[keyOf(&all[i])] = true
		}
	}
	return hidden
}

func (c *observationCheck) check(o *observation.Observation) {
	c.checkKey(o)
	c.checkRow(o)
}

// checkRow checks what a row must keep whatever its definition says.
func (c *observationCheck) checkRow(o *observation.Observation) {
	c.checkStatus(o)
	for _, text := range []string{o.Indicator, o.Area.Code, o.AreaName, o.AgeGroup, o.VsNation, o.Method, o.Trend, o.Reason, o.Dimension, o.Category} {
		if lineBreaking.MatchString(text) {
			c.add(where(o), "en text innehåller radbrytning eller styrtecken", "a text holds a line break or control character")
		}
	}
	for _, number := range []string{o.Numerator, o.Denominator} {
		if number != "" {
			if _, err := ScaledDecimal(number); err != nil {
				c.add(where(o), "täljare eller nämnare är inte ett decimaltal med högst fyra decimaler", "numerator or denominator: "+err.Error())
			}
		}
	}
	if !slices.Contains(code.PublishedSexes, o.Sex) {
		c.add(where(o), "könet kan inte vara en publicerad rad", "the sex cannot be a published row")
	}
	if !slices.Contains(c.periods, o.Period) {
		c.add(where(o), "perioden hör inte till uppsättningen", "the period is not one of the set's")
	}
}

func (c *observationCheck) checkStatus(o *observation.Observation) {
	switch o.Status {
	case code.OK:
		c.checkValue(o)
	case code.Suppressed:
		if carries(o) || o.CoverageN != nil || o.CoverageOf != nil || o.Persons != nil {
			c.add(where(o), "en skyddad uppgift bär ett tal eller något härlett", "a suppressed observation carries a number or something derived")
		}
	case code.Missing, code.NotApplicable:
		if carries(o) {
			c.add(where(o), "en rad utan värde bär ett tal eller något härlett", "a row without a value carries a number or something derived")
		}
	default:
		c.add(where(o), "okänd status "+string(o.Status), "unknown status "+string(o.Status))
	}
}

func (c *observationCheck) checkKey(o *observation.Observation) {
	info, ok := c.known[o.Indicator]
	switch {
	case !ok:
		c.add(where(o), "indikatorn är inte beskriven i uppsättningen", "the indicator is not described in the set")
	case o.Value != nil && o.Decimals != info.Decimals:
		c.add(where(o), "antalet decimaler skiljer sig från indikatorns", "decimals differ from the indicator's")
	}
	if o.Area.Type != area.Unit && !area.Default().Known(o.Area) || o.AreaName == "" {
		c.add(where(o), "okänt område eller område utan namn", "unknown area or area without a name")
	}
}

// carries reports whether anything that derives from a value is set.
func carries(o *observation.Observation) bool {
	for _, v := range []*float64{o.Value, o.Lower95, o.Upper95, o.Lower998, o.Upper998, o.Change, o.PairedShare} {
		if v != nil {
			return true
		}
	}
	return o.Rank != nil || o.RankOf != nil || o.Quartile != nil ||
		o.Numerator != "" || o.Denominator != "" || o.VsNation != "" || o.Trend != ""
}

func (c *observationCheck) checkValue(o *observation.Observation) {
	if o.Value == nil {
		c.add(where(o), "raden saknar värde men har status ok", "the row has status ok and no value")
		return
	}
	for _, v := range []*float64{o.Value, o.Lower95, o.Upper95, o.Lower998, o.Upper998, o.Change, o.PairedShare} {
		if v == nil {
			continue
		}
		if math.IsNaN(*v) || math.IsInf(*v, 0) || math.Abs(*v) >= 1e13 {
			c.add(where(o), "ett tal är inte ändligt eller för stort", "a number is not finite or too large")
			return
		}
	}
	if (o.Lower95 != nil || o.Upper95 != nil) && o.Method == "" {
		c.add(where(o), "gränserna saknar metodens namn", "the limits lack the method's name")
	}
	for _, limits := range [][2]*float64{{o.Lower95, o.Upper95}, {o.Lower998, o.Upper998}} {
		if lower, upper := limits[0], limits[1]; lower != nil && *lower > *o.Value || upper != nil && *upper < *o.Value {
			c.add(where(o), "värdet ligger utanför sina gränser", "the value lies outside its limits")
		}
	}
	if (o.Rank == nil) != (o.RankOf == nil) || o.Rank != nil && (*o.Rank < 1 || *o.Rank > *o.RankOf) {
		c.add(where(o), "rangen ligger inte bland de rangordnade", "the rank is not among the ranked")
	}
	if o.Quartile != nil && (*o.Quartile < 1 || *o.Quartile > 4) {
		c.add(where(o), "fjärdedelen måste vara 1–4", "the quartile must be 1–4")
	}
	if (o.Change != nil || o.Trend != "") && c.hidden[c.before(o)] {
		c.add(where(o), "förändringen avslöjar föregående periods skyddade uppgift", "the change gives away the previous period's suppressed value")
	}
}

// before is the key of the same observation in the period that ends the day
// before this one begins, as long as this one; the zero key when there is none.
func (c *observationCheck) before(o *observation.Observation) observationKey {
	key := keyOf(o)
	for _, p := range c.periods {
		if p.End().AddDate(0, 0, 1).Equal(o.Period.Start()) && months(p) == months(o.Period) {
			key.period = p.String()
			return key
		}
	}
	return observationKey{}
}

func months(p code.Period) int {
	end := p.End().AddDate(0, 0, 1)
	return 12*(end.Year()-p.Start().Year()) + int(end.Month()) - int(p.Start().Month())
}
