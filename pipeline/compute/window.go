package compute

import (
	"context"
	"slices"

	"jamfor/pipeline/code"
	"jamfor/pipeline/indicator"
)

// window is one period with what is read for it and the sets that have
// indicators for periods of its length and for which somebody delivered.
type window struct {
	selection *Selection
	sets      []indicator.Set
}

// windows lists the periods that the sets are computed for: for every year with a
// delivery in force, the year, then its parts and the rolling years that it ends.
func windows(ctx context.Context, view View, sets []indicator.Set, options Options) ([]window, error) {
	years, err := Years(ctx, view, options.reference)
	if err != nil {
		return nil, err
	}
	var all []window
	for _, year := range years {
		for _, period := range periodsOf(sets, year.YearNumber()) {
			selection, err := Select(ctx, view, period)
			if err != nil {
				return nil, err
			}
			if chosen := delivered(of(sets, period), selection, options); len(chosen) > 0 {
				all = append(all, window{selection, chosen})
			}
		}
	}
	return all, nil
}

// periodsOf lists the periods ending in a year that any indicator is computed
// for: the year first, then its parts, then rolling years.
func periodsOf(sets []indicator.Set, year int) []code.Period {
	used := map[indicator.Span]bool{}
	for _, s := range sets {
		for _, d := range s.Definitions {
			used[d.Span] = true
		}
	}
	var all []code.Period
	for _, span := range []indicator.Span{
		indicator.YearSpan, indicator.HalfSpan, indicator.QuarterSpan, indicator.MonthSpan, indicator.TwoYears, indicator.ThreeYears,
	} {
		if used[span] {
			all = append(all, span.Periods(year)...)
		}
	}
	return all
}

// of gives the sets that have indicators for the period, each with these alone.
func of(sets []indicator.Set, period code.Period) []indicator.Set {
	var all []indicator.Set
	for _, s := range sets {
		if s = s.For(period); slices.ContainsFunc(s.Definitions, func(d *indicator.Definition) bool { return !d.Kind.Derived() }) {
			all = append(all, s)
		}
	}
	return all
}
