package suppress

import (
	"cmp"
	"math"
	"slices"

	"jamfor/pipeline/disclosure/model"
)

// Order ranks the columns for publication: zeros first, then falling score
// |(value+1)·weight| + 0.99·tie, where tie is |X'X((value+1)·weight)| over its
// maximum; equal scores keep the order of the columns.
//
// Products are converted to float64 one by one, so that no machine fuses them
// with an addition and orders otherwise.
func Order(m *model.Model) []int {
	score := make([]float64, len(m.Columns))
	byRow := make([]float64, len(m.Rows))
	for i, c := range m.Columns {
		score[i] = float64((float64(c.Value) + 1) * weight(c))
		for _, e := range c.Entries {
			byRow[e.Row] += float64(float64(e.Coef) * score[i])
		}
	}
	tie := make([]float64, len(m.Columns))
	top := 0.0
	for i, c := range m.Columns {
		for _, e := range c.Entries {
			tie[i] += float64(float64(e.Coef) * byRow[e.Row])
		}
		tie[i] = math.Abs(tie[i])
		top = max(top, tie[i])
	}
	highest := 0.0
	for i := range score {
		score[i] = math.Abs(score[i])
		if top > 0 {
			score[i] += float64(0.99 * (tie[i] / top))
		}
		highest = max(highest, score[i])
	}
	order := make([]int, len(score))
	for i, c := range m.Columns {
		order[i] = i
		if c.Value == 0 {
			score[i] = math.Inf(1)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(score[b], score[a]) })
	return order
}

func weight(c model.Column) float64 {
	if c.Weight == 0 {
		return 1
	}
	return c.Weight
}
