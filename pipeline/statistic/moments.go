package statistic

import (
	"math"
	"math/big"
	"slices"
)

// Moments holds exact rational sums of floating-point values.
type Moments struct {
	n            int64
	sum, squares *big.Rat
}

// MomentsOf gives the exact sums of floating-point values: every float is a
// dyadic rational, so nothing is rounded before mean and standard deviation.
func MomentsOf(xs []float64) (Moments, error) {
	if !finite(xs...) {
		return Moments{}, ErrNotFinite
	}
	total, squares := new(big.Rat), new(big.Rat)
	for _, x := range xs {
		r := new(big.Rat).SetFloat64(x)
		total.Add(total, r)
		squares.Add(squares, r.Mul(r, r))
	}
	return Moments{int64(len(xs)), total, squares}, nil
}

// Mean is the mean, rounded once. NaN without values.
func (m Moments) Mean() float64 {
	if m.n == 0 {
		return math.NaN()
	}
	mean, _ := new(big.Rat).Quo(m.sum, new(big.Rat).SetInt64(m.n)).Float64()
	return mean
}

// SD is the standard deviation with n-1; the variance is exact before the root.
// NaN below two values.
func (m Moments) SD() float64 {
	if m.n < 2 {
		return math.NaN()
	}
	n := new(big.Rat).SetInt64(m.n)
	over := new(big.Rat).Mul(m.sum, m.sum)
	over.Quo(over, n)
	over.Sub(m.squares, over)
	variance, _ := over.Quo(over, new(big.Rat).SetInt64(m.n-1)).Float64()
	return math.Sqrt(variance)
}

// Paired is [PairedT] for differences given as floats.
func (m Moments) Paired(level Level) (Paired, error) {
	half, err := level.tail()
	if err != nil {
		return Paired{}, err
	}
	if m.n < 2 {
		return Paired{}, ErrTooFew
	}
	mean, sd := m.Mean(), m.SD()
	limits := tInterval(mean, sd/math.Sqrt(float64(m.n)), float64(m.n-1), half, MethodT)
	return newPaired(m.n, mean, sd, limits), nil
}

// Autocorrelation is the lag-1 autocorrelation Σ(x_i - m)(x_{i+1} - m)/Σ(x_i - m)²,
// from exact deviations.
func Autocorrelation(xs []float64) (float64, error) {
	m, err := MomentsOf(xs)
	if err != nil {
		return 0, err
	}
	if len(xs) < 2 {
		return 0, ErrTooFew
	}
	mean := new(big.Rat).Quo(m.sum, new(big.Rat).SetInt64(m.n))
	var over, under, before float64
	for i, x := range xs {
		d, _ := new(big.Rat).Sub(new(big.Rat).SetFloat64(x), mean).Float64()
		under += d * d
		if i > 0 {
			over += before * d
		}
		before = d
	}
	if under == 0 {
		return 0, ErrNoVariation
	}
	return over / under, nil
}

// MAD is the median absolute deviation times 1.4826, the standard deviation of a
// normal distribution with that spread.
func MAD(xs []float64) (float64, error) {
	middle, err := Quantile(xs, 0.5, 7)
	if err != nil {
		return 0, err
	}
	off := slices.Clone(xs)
	for i := range off {
		off[i] = math.Abs(off[i] - middle)
	}
	spread, err := Quantile(off, 0.5, 7)
	return 1.4826 * spread, err
}

// IQR is the interquartile range with type 7 quartiles.
func IQR(xs []float64) (float64, error) {
	low, err := Quantile(xs, 0.25, 7)
	if err != nil {
		return 0, err
	}
	high, err := Quantile(xs, 0.75, 7)
	return high - low, err
}
