package observe

import (
	"math/big"
	"slices"
	"strings"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/observation"
	"jamfor/pipeline/statistic"
)

// The trend markers of a published row. Empty where there are fewer than five
// comparable annual values up to the row's period. What a direction makes of
// them (better or worse) is for the reader of the definition to say.
const (
	TrendIncreasing         = "increasing"
	TrendDecreasing         = "decreasing"
	TrendNoChange           = "no_change"
	TrendCannotBeCalculated = "cannot_be_calculated"
)

// Link fills Change and Trend across the periods of the given observations, all
// from published figures, and returns them in their total order; the argument is
// not modified.
//
// Change is the difference of two published values of adjacent periods. There is
// none across a break or where one of the two has no value. Trend is the
// Fingertips rule (package statistic) over the five latest consecutive years up
// to the row's own, all with values and without a break between them; a
// proportion is judged by its counts, a rate by the Poisson limits of its
// counts, everything else by its published limits. Half-years, quarters, months
// and rolling years have no trend. Nothing is linked past a hidden value.
func Link(series []observation.Observation) []observation.Observation {
	out := slices.Clone(series)
	slices.SortStableFunc(out, observation.Compare)
	groups := map[seriesKey][]int{}
	for i := range out {
		out[i].Change, out[i].Trend = nil, ""
		key := keyOf(out[i])
		groups[key] = append(groups[key], i)
	}
	for i := range out { // any order of groups gives the same result; this one is fixed
		indices := groups[keyOf(out[i])]
		if indices[0] != i {
			continue
		}
		line := make([]*observation.Observation, len(indices))
		for n, index := range indices {
			line[n] = &out[index]
		}
		linkSeries(line)
	}
	return out
}

// seriesKey names a series: an observation's key without its period.
type seriesKey struct {
	indicator           string
	area                area.ID
	sex                 code.Sex
	age                 string
	dimension, category string
}

func keyOf(o observation.Observation) seriesKey {
	return seriesKey{o.Indicator, o.Area, o.Sex, o.AgeGroup, o.Dimension, o.Category}
}

// linkSeries links one area's series.
func linkSeries(line []*observation.Observation) {
	slices.SortStableFunc(line, func(a, b *observation.Observation) int {
		return a.Period.Start().Compare(b.Period.Start())
	})
	run := 0 // length of the unbroken run that ends in the row
	for i, o := range line {
		switch {
		case o.Status != code.OK || o.Value == nil:
			run = 0
			continue
		case i > 0 && run > 0 && continues(line[i-1], o):
			run++
			o.Change = difference(o, line[i-1])
		default:
			run = 1
		}
		if run >= statistic.TrendPoints && o.Period.IsYear() {
			o.Trend = trend(line[i+1-statistic.TrendPoints : i+1])
		}
	}
}

// continues reports whether b follows a without gap or break: periods of the
// same length, adjacent, and no break flagged on b.
func continues(a, b *observation.Observation) bool {
	if slices.Contains(b.Flags, code.Break) || months(a.Period) != months(b.Period) {
		return false
	}
	return a.Period.End().AddDate(0, 0, 1).Equal(b.Period.Start())
}

func months(p code.Period) int {
	end := p.End().AddDate(0, 0, 1)
	return 12*(end.Year()-p.Start().Year()) + int(end.Month()) - int(p.Start().Month())
}

// difference of the published values, exact in their decimals.
func difference(now, before *observation.Observation) *float64 {
	decimals := max(now.Decimals, before.Decimals)
	d := number(*now.Value, now.Decimals)
	return rounded(d.Sub(d, number(*before.Value, before.Decimals)), decimals)
}

// trend judges five consecutive years.
func trend(line []*observation.Observation) string {
	var t statistic.Trend
	switch method := statistic.Method(line[len(line)-1].Method); method {
	case statistic.MethodWilson:
		x, n, ok := counts(line)
		if !ok {
			return TrendCannotBeCalculated
		}
		t = statistic.TrendProportion(x, n)
	case statistic.MethodByar, statistic.MethodPoissonExact:
		t = statistic.TrendValues(poissonLimits(line))
	default:
		t = statistic.TrendValues(publishedLimits(line))
	}
	switch t.Marker {
	case statistic.Increasing:
		return TrendIncreasing
	case statistic.Decreasing:
		return TrendDecreasing
	case statistic.NoChange:
		return TrendNoChange
	}
	return TrendCannotBeCalculated
}

// counts reads numerators and denominators; a count without a denominator has
// base 1.
func counts(line []*observation.Observation) (x, n []float64, ok bool) {
	for _, o := range line {
		above, below := decimal(o.Numerator), decimal(o.Denominator)
		if o.Denominator == "" {
			below = big.NewRat(1, 1)
		}
		if above == nil || below == nil || below.Sign() <= 0 {
			return nil, nil, false
		}
		a, _ := above.Float64()
		b, _ := below.Float64()
		x, n = append(x, a), append(n, b)
	}
	return x, n, true
}

// poissonLimits rebuilds the limits of rates from their published counts: the
// rounding of published limits would blur them. The rule does not depend on the
// multiplier.
func poissonLimits(line []*observation.Observation) (value, lower, upper []float64) {
	x, n, ok := counts(line)
	if !ok {
		return nil, nil, nil
	}
	for i := range x {
		v, limits, err := statistic.Rate(x[i], n[i], 1, statistic.Level95)
		if err != nil {
			return nil, nil, nil
		}
		value, lower, upper = append(value, v), append(lower, limits.Lower), append(upper, limits.Upper)
	}
	return value, lower, upper
}

func publishedLimits(line []*observation.Observation) (value, lower, upper []float64) {
	for _, o := range line {
		if o.Lower95 == nil || o.Upper95 == nil {
			return nil, nil, nil
		}
		value, lower, upper = append(value, *o.Value), append(lower, *o.Lower95), append(upper, *o.Upper95)
	}
	return value, lower, upper
}

// decimal reads plain decimal text exactly; nil where it is none.
func decimal(text string) *big.Rat {
	if text == "" || strings.Trim(text, "-0123456789.") != "" {
		return nil
	}
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		return nil
	}
	return r
}
