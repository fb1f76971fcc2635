package statistic

import "math"

// WelchResult is Welch's t test of two means with its interval for their
// difference.
type WelchResult struct {
	Test
	Difference float64
	Limits     Interval
}

// Welch compares the means of a and b without assuming equal variances (Welch
// 1947), Satterthwaite's degrees of freedom. ErrTooFew below two values in
// either, ErrNoVariation where neither varies.
func Welch(a, b []float64, level Level) (WelchResult, error) {
	half, err := level.tail()
	if err != nil {
		return WelchResult{}, err
	}
	first, err := MomentsOf(a)
	if err != nil {
		return WelchResult{}, err
	}
	second, err := MomentsOf(b)
	if err != nil {
		return WelchResult{}, err
	}
	if len(a) < 2 || len(b) < 2 {
		return WelchResult{}, ErrTooFew
	}
	na, nb := float64(len(a)), float64(len(b))
	va, vb := first.SD()*first.SD()/na, second.SD()*second.SD()/nb
	if va+vb == 0 {
		return WelchResult{}, ErrNoVariation
	}
	se := math.Sqrt(va + vb)
	df := (va + vb) * (va + vb) / (va*va/(na-1) + vb*vb/(nb-1))
	d := first.Mean() - second.Mean()
	return WelchResult{
		Test:       Test{d / se, df, tTwoSided(d/se, df)},
		Difference: d,
		Limits:     tInterval(d, se, df, half, MethodWelch),
	}, nil
}

// MannWhitney is the rank sum test of a against b: U counts the pairs in which a
// is larger, ties by half; P from the normal distribution with tie and
// continuity correction. ErrTooFew without values, ErrNoVariation where all are
// equal.
func MannWhitney(a, b []float64) (Test, error) {
	if !finite(a...) || !finite(b...) {
		return Test{}, ErrNotFinite
	}
	if len(a) == 0 || len(b) == 0 {
		return Test{}, ErrTooFew
	}
	all := append(append([]float64{}, a...), b...)
	ranks := Ranks(all, TiesAverage, false)
	na, nb := float64(len(a)), float64(len(b))
	u := sum(ranks[:len(a)]) - na*(na+1)/2
	n := na + nb
	correction := 0.0
	for _, t := range tieSizes(all) {
		correction += t * (t*t - 1)
	}
	variance := na * nb / 12 * (n + 1 - correction/(n*(n-1)))
	if !(variance > 0) {
		return Test{}, ErrNoVariation
	}
	return Test{u, math.NaN(), normalTwoSided(continuity(u-na*nb/2) / math.Sqrt(variance))}, nil
}
