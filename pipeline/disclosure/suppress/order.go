package suppress

import (
	"cmp"
	"math"
	"slices"

	"jamfor/pipeline/disclosure/model"
)

// Order ranks the columns for publication by falling score
// |(value+1)·weight| + 0.99·tie, where tie is |X'X((value+1)·weight)| over its
// maximum; equal scores keep the order of the columns. Zeros come first, unless
// ZerosLast treats them as any other number.
//
// Products are converted to float64 one by one, so that no machine fuses them
// with an addition and orders otherwise.
//
// Under k-disclosure (coalition k) counts up to k rank in reverse: the smaller
// one of two says less about the members of the coalition. Ties are not counted
// then, as in the reference.
func Order(m *model.Model, o Options) []int {
	score := make([]float64, len(m.Columns))
	byRow := make([]float64, len(m.Rows))
	highest := 0.0
	for i, c := range m.Columns {
		if c.Virtual {
			continue
		}
		value := c.Value
		if o.Coalition > 0 && 0 <= value && value <= o.Coalition {
			value = o.Coalition - value
		}
		score[i] = float64((float64(value) + 1) * weight(c))
		for _, e := range c.Entries {
			byRow[e.Row] += float64(float64(e.Coef) * score[i])
		}
		score[i] = math.Abs(score[i])
		highest = max(highest, score[i])
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
	order := make([]int, len(score))
	for i, c := range m.Columns {
		order[i] = i
		if c.Value == 0 && !o.ZerosLast && !c.Virtual {
			score[i] = highest + 1
		}
		if top > 0 && o.Coalition == 0 {
			score[i] += float64(0.99 * (tie[i] / top))
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
