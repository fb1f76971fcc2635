package observe

import (
	"math/big"
	"slices"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/statistic"
)

// Rows above the municipality that need their municipalities' own figures: the
// interval of a ratio of sums, and unweighted means.

// combine completes the rows above the municipality.
func (o *observer) combine() {
	for i := range o.rows {
		r := &o.rows[i]
		if r.key.Area.Type == area.Municipality || r.estimate.Status != code.OK {
			continue
		}
		switch {
		case slices.Contains(r.spec.Unweighted, r.key.Area.Type):
			o.average(r)
		case r.spec.Kind == cell.Ratio && r.spec.interval() == LogDelta:
			o.ratioLimits(r)
		}
	}
}

// members lists the rows of an area's municipalities that have a value, by code,
// and tells whether one of the others is suppressed.
func (o *observer) members(r *row) (rows []*row, hidden bool) {
	for _, row := range o.registry.RowsIn(r.key.Area) {
		key := r.key
		key.Area = row
		i, found := o.index[key]
		if !found {
			continue
		}
		member := &o.rows[i]
		hidden = hidden || member.status == code.Suppressed
		if member.estimate.Status == code.OK {
			rows = append(rows, member)
		}
	}
	return rows, hidden
}

// ratioLimits gives a ratio of sums its log-delta interval over the area's
// municipalities. There is none where one of them is hidden, or where those
// shown do not add up to the area: the interval would rest on what nobody may
// see, or on something else than the value.
func (o *observer) ratioLimits(r *row) {
	rows, hidden := o.members(r)
	if hidden || len(rows) < 2 {
		return
	}
	var above, below []float64
	sumAbove, sumBelow := new(big.Int), new(big.Int)
	for _, m := range rows {
		p := m.parts
		if p.Sum == nil || p.SumBelow == nil || p.Scale != r.parts.Scale {
			return
		}
		above, below = append(above, scaled(p.Sum, p.Scale)), append(below, scaled(p.SumBelow, p.Scale))
		sumAbove.Add(sumAbove, p.Sum)
		sumBelow.Add(sumBelow, p.SumBelow)
	}
	if sumAbove.Cmp(r.parts.Sum) != 0 || sumBelow.Cmp(r.parts.SumBelow) != 0 {
		return
	}
	ratio, err := statistic.NewRatioOfSums(above, below)
	if err != nil {
		return
	}
	// What the log-delta interval does not define (a negative cost) leaves the
	// row without limits; nothing else can fail here.
	_ = r.estimate.limits(r.spec, big.NewRat(r.spec.multiplier(), 1), ratio.Log)
}

func scaled(v *big.Int, scale int) float64 {
	f, _ := new(big.Rat).SetFrac(v, pow10(scale)).Float64()
	return f
}

// average replaces a pooled value by the plain mean of the municipalities'
// unrounded values, over those that have one and are shown. The numerator stays
// empty, because no quotient of two published sums gives the value.
func (o *observer) average(r *row) {
	rows, _ := o.members(r)
	n := len(rows)
	if n == 0 {
		r.estimate = Estimate{Status: code.NotApplicable, Reason: ReasonNoMembers}
		return
	}
	total := new(big.Rat)
	for _, m := range rows {
		total.Add(total, m.estimate.exact)
	}
	mean := total.Quo(total, new(big.Rat).SetInt64(int64(n)))
	r.estimate = Estimate{
		Status: code.OK, exact: mean, Value: rounded(mean, r.spec.Decimals),
		Denominator: r.estimate.Denominator, Base: r.estimate.Base,
	}
	r.coverage.n = n
}
