// Package observation holds what is published: one value of one indicator for
// one area, period, sex and age group, with its uncertainty, its comparisons
// and its status. The schema is whole from the first release on; what a kind
// does not have is null.
package observation

import (
	"cmp"
	"slices"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
)

// Observation is one published row. Numbers are pointers: nil is null. A
// suppressed observation has nil in every number and empty derived texts.
//
// Value, Lower and Upper are rounded by the indicator's rule; Numerator and
// Denominator are exact decimals as text ("118", "1204.50").
type Observation struct {
	Indicator   string
	Area        area.ID
	AreaName    string
	Period      code.Period
	Sex         code.Sex
	AgeGroup    string // empty: all ages
	Value       *float64
	Numerator   string
	Denominator string
	Lower95     *float64
	Upper95     *float64
	Status      code.Status
	Flags       []code.Flag // in the order of their constants
	Rank        *int
	RankOf      *int
	Quartile    *int   // 1 best … 4 worst where a direction exists
	VsNation    string // better, similar, worse; higher, lower where no direction exists
	Persons     *int64 // number of persons, where persons are counted
	Lower998    *float64
	Upper998    *float64
	Method      string // name of the interval method
	Change      *float64
	Trend       string
	Reason      string // code of why there is no value or no rank
	PairedShare *float64
	CoverageN   *int // municipalities the row rests on
	CoverageOf  *int // municipalities the area has
	Dimension   string
	Category    string
	Decimals    int // decimals of Value and limits
}

// Compare orders observations totally: indicator, period, area type from
// municipality to nation, area, sex (T, K, M), age group, category.
func Compare(a, b Observation) int {
	return cmp.Or(
		cmp.Compare(a.Indicator, b.Indicator),
		cmp.Compare(a.Period.String(), b.Period.String()),
		cmp.Compare(slices.Index(area.Grains, a.Area.Type), slices.Index(area.Grains, b.Area.Type)),
		cmp.Compare(a.Area.Code, b.Area.Code),
		cmp.Compare(slices.Index(code.PublishedSexes, a.Sex), slices.Index(code.PublishedSexes, b.Sex)),
		cmp.Compare(a.AgeGroup, b.AgeGroup),
		cmp.Compare(a.Dimension, b.Dimension),
		cmp.Compare(a.Category, b.Category),
	)
}
