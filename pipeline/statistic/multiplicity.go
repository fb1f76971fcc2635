package statistic

import (
	"math"
	"slices"
)

// Adjustment is a correction of p-values for many tests.
type Adjustment int

// The adjustments: Bonferroni, Holm (1979) and Hochberg (1988) bound the chance
// of any false finding; Benjamini and Hochberg (1995) and, under any dependence,
// Benjamini and Yekutieli (2001) the expected share of false ones.
const (
	Bonferroni Adjustment = iota
	Holm
	Hochberg
	BenjaminiHochberg
	BenjaminiYekutieli
)

// Adjust returns adjusted p-values in the order given, at most 1. A NaN is a
// missing test: it stays NaN and is not counted.
func Adjust(ps []float64, a Adjustment) ([]float64, error) {
	if a < Bonferroni || a > BenjaminiYekutieli {
		return nil, ErrRange
	}
	for _, p := range ps {
		if p < 0 || p > 1 {
			return nil, ErrRange
		}
	}
	order := present(ps, false)
	n := float64(len(order))
	out := slices.Clone(ps)
	harmonic := 0.0
	for i := range order {
		harmonic += 1 / float64(i+1)
	}
	factor := func(i int) float64 { // for the i-th smallest, from 0
		switch a {
		case Holm, Hochberg:
			return n - float64(i)
		case BenjaminiHochberg:
			return n / float64(i+1)
		case BenjaminiYekutieli:
			return harmonic * n / float64(i+1)
		}
		return n
	}
	if a == Holm {
		worst := 0.0
		for i, index := range order {
			worst = math.Max(worst, factor(i)*ps[index])
			out[index] = math.Min(1, worst)
		}
		return out, nil
	}
	best := 1.0
	for i := len(order) - 1; i >= 0; i-- {
		p := math.Min(1, factor(i)*ps[order[i]])
		if a != Bonferroni {
			best = math.Min(best, p)
			p = best
		}
		out[order[i]] = p
	}
	return out, nil
}
