package observe

import (
	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/statistic"
)

// quarters is the number of groups that ranked areas are put into.
const quarters = 4

// contest names the rows that are ranked against each other.
type contest struct {
	indicator string
	grain     area.Type
	sex       code.Sex
	class     cell.Split
}

// rank ranks municipalities among municipalities and counties among counties by
// their published values, 1 best, and puts them into quarters, 1 best. A class of a
// split indicator is ranked among municipalities only, within the class, where it
// is published for them.
func (o *observer) rank() {
	contests := map[contest][]*row{}
	var order []contest
	for i := range o.rows {
		r := &o.rows[i]
		if !o.enters(r) {
			continue
		}
		c := contest{r.key.Indicator, r.key.Area.Type, r.key.Sex, r.key.Split()}
		if contests[c] == nil {
			order = append(order, c)
		}
		contests[c] = append(contests[c], r)
	}
	for _, c := range order {
		rankRows(contests[c])
	}
}

// enters decides whether a row is ranked, and says why not where that depends on
// the row.
func (o *observer) enters(r *row) bool {
	grain := r.key.Area.Type
	ranked := grain == area.Municipality || grain == area.County && r.key.Split().IsZero()
	if !ranked || o.registry.Undivided(r.key.Area) || !r.comparable() || r.spec.polarity() == statistic.NoJudgement {
		return false
	}
	switch {
	case r.coverage.low:
		r.out.Reason = ReasonLowCoverage
	case r.estimate.Base < r.spec.RankBase:
		r.out.Reason = ReasonSmallRankBase
	default:
		return true
	}
	return false
}

// comparable reports whether a row has a value that says something beside
// others': a count alone follows the size of its area.
func (r *row) comparable() bool {
	return r.out.Status == code.OK && r.spec.Kind != cell.Count
}

func rankRows(rows []*row) {
	values := make([]float64, len(rows))
	for i, r := range rows {
		values[i] = *r.out.Value
	}
	ranks := statistic.Ranks(values, statistic.TiesMin, rows[0].spec.polarity() == statistic.HighIsGood)
	for i, r := range rows {
		rank, of := int(ranks[i]), len(rows)
		r.out.Rank, r.out.RankOf = &rank, &of
		if group := statistic.Group(rank, of, quarters); group > 0 {
			r.out.Quartile = &group
		}
	}
}

func (s Spec) polarity() statistic.Polarity {
	switch s.Direction {
	case HigherIsBetter:
		return statistic.HighIsGood
	case LowerIsBetter:
		return statistic.LowIsGood
	}
	return statistic.NoJudgement
}

// compareNation holds every area's published 95 per cent limits against the
// nation's published value for the same sex and age group. There is nothing to
// compare with where the nation is not shown or not covered.
func (o *observer) compareNation() {
	for i := range o.rows {
		r := &o.rows[i]
		if r.key.Area.Type == area.Nation || !r.comparable() || r.coverage.low || r.out.Lower95 == nil || r.out.Upper95 == nil {
			continue
		}
		key := r.key
		key.Area = area.ID{Type: area.Nation, Code: area.NationCode}
		n, found := o.index[key]
		if !found || o.rows[n].out.Status != code.OK || o.rows[n].coverage.low {
			continue
		}
		limits := statistic.Interval{Lower: *r.out.Lower95, Upper: *r.out.Upper95}
		r.out.VsNation = versus(statistic.CompareBenchmark(limits, *o.rows[n].out.Value, r.spec.polarity()))
	}
}

// versus is the published code of a comparison.
func versus(c statistic.Comparison) string {
	switch c {
	case statistic.Better:
		return "better"
	case statistic.Worse:
		return "worse"
	case statistic.Higher:
		return "higher"
	case statistic.Lower:
		return "lower"
	case statistic.Similar:
		return "similar"
	}
	return ""
}
