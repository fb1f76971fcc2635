package statistic

import (
	"math"
	"math/big"
)

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
	if !finite(a...) || !finite(b...) {
		return WelchResult{}, ErrNotFinite
	}
	if len(a) < 2 || len(b) < 2 {
		return WelchResult{}, ErrTooFew
	}
	first, err := MomentsOf(a)
	if err != nil {
		return WelchResult{}, err
	}
	second, err := MomentsOf(b)
	if err != nil {
		return WelchResult{}, err
	}
	va, vb := first.SD()*first.SD()/float64(len(a)), second.SD()*second.SD()/float64(len(b))
	return welch(first.Mean()-second.Mean(), va, vb, float64(len(a)), float64(len(b)), half)
}

// WelchSums is [Welch] from exact parts: the gap between two groups' means, as
// women less men.
func WelchSums(a, b Sums, level Level) (WelchResult, error) {
	half, err := level.tail()
	if err != nil {
		return WelchResult{}, err
	}
	va, err := a.Variance()
	if err != nil {
		return WelchResult{}, err
	}
	vb, err := b.Variance()
	if err != nil {
		return WelchResult{}, err
	}
	first, _ := a.Mean()
	second, _ := b.Mean()
	gap, _ := first.Sub(first, second).Float64()
	return welch(gap, perValue(va, a.N), perValue(vb, b.N), float64(a.N), float64(b.N), half)
}

// perValue is a variance over n, rounded once.
func perValue(variance *big.Rat, n int64) float64 {
	v, _ := new(big.Rat).Quo(variance, new(big.Rat).SetInt64(n)).Float64()
	return v
}

// welch finishes the test from the gap and the variances of the two means.
func welch(gap, va, vb, na, nb, half float64) (WelchResult, error) {
	if va+vb == 0 {
		return WelchResult{}, ErrNoVariation
	}
	se := math.Sqrt(va + vb)
	df := (va + vb) * (va + vb) / (va*va/(na-1) + vb*vb/(nb-1))
	return WelchResult{
		Test:       Test{gap / se, df, tTwoSided(gap/se, df)},
		Difference: gap,
		Limits:     tInterval(gap, se, df, half, MethodWelch),
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
