package disclosure

import (
	"context"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/disclosure/audit"
)

// Limits.
//
// The limits of a mean give its Σx², to within rounding. Beside n and Σx that is
// a third equation on the scores of n persons: five scores of 0–4 with a given
// sum and sum of squares are one list of scores or two. Means of fewer than
// LimitsBase are therefore shown without limits. Σx² adds up like n does, so a
// limit that is left out must not follow from others by subtraction either: it
// is protected as a hidden cell is, in the same model, and more limits are left
// out. The value and n of these cells stay. What
// limits earlier releases showed is known, and what they withheld stays protected. Sums that few stand behind have room in
// their Σx² too: see the file squares.

// withholdLimits leaves out limits, measure by measure.
func (pl *plan) withholdLimits(ctx context.Context, report *Report) error {
	for i := range pl.cells {
		m := &pl.pkg.Measures[i]
		if m.Kind != cell.Mean && m.Kind != cell.Change {
			continue
		}
		base := pl.rules.For(m.Indicator).LimitsBase
		for k := range pl.cells[i] {
			c := &pl.cells[i][k]
			n := c.parts.Denominator
			c.bare = !c.missing && n > 0 && n < base
		}
		limits, cells, amounts := pl.limitsModel(i)
		if limits == nil {
			continue
		}
		s, err := pl.settle(ctx, limits, audit.Options{Amounts: amounts})
		if err != nil {
			return pl.explain(err)
		}
		withheld := 0
		for column, k := range cells {
			c := &pl.cells[i][k]
			c.bare = c.bare || s.hides(column)
			if c.bare && !c.hidden {
				withheld++
			}
		}
		report.Limits = append(report.Limits, LimitsReport{Indicator: m.Indicator, Withheld: withheld})
	}
	return nil
}
