package statistic

import (
	"math"
	"math/big"
)

// Sums are the exact parts of a mean: N values whose sum is Sum/10^Scale and
// whose sum of squares is SumSquares/10^(2 Scale).
type Sums struct {
	N          int64
	Sum        *big.Int
	SumSquares *big.Int
	Scale      int
}

// maxScale bounds Scale; ten to its power must stay small in memory.
const maxScale = 64

// Mean returns Σx/n exactly.
func (s Sums) Mean() (*big.Rat, error) {
	switch {
	case s.N < 0:
		return nil, ErrNegative
	case s.N == 0:
		return nil, ErrZeroBase
	case s.Sum == nil:
		return nil, ErrInexact
	case s.Scale < 0 || s.Scale > maxScale:
		return nil, ErrRange
	}
	return new(big.Rat).SetFrac(s.Sum, new(big.Int).Mul(big.NewInt(s.N), pow10(s.Scale))), nil
}

// Variance returns the sample variance (n Σx² - (Σx)²)/(n(n-1)) exactly.
// Parts that no list of numbers can have (a negative result) are ErrInexact.
func (s Sums) Variance() (*big.Rat, error) {
	if _, err := s.Mean(); err != nil {
		return nil, err
	}
	if s.SumSquares == nil {
		return nil, ErrInexact
	}
	if s.N < 2 {
		return nil, ErrTooFew
	}
	n := big.NewInt(s.N)
	over := new(big.Int).Mul(n, s.SumSquares)
	over.Sub(over, new(big.Int).Mul(s.Sum, s.Sum))
	if over.Sign() < 0 {
		return nil, ErrInexact
	}
	under := new(big.Int).Mul(n, big.NewInt(s.N-1))
	under.Mul(under, pow10(2*s.Scale))
	return new(big.Rat).SetFrac(over, under), nil
}

// TMean is the t interval of a mean from exact parts: mean ∓ t(1-a/2, n-1) sd/
// sqrt(n), sd with n-1. Mean and variance are exact rationals, converted once;
// values far from zero lose nothing (NIST NumAcc). Fewer than two values: the
// error is ErrTooFew.
func TMean(s Sums, level Level) (Interval, error) {
	half, err := level.tail()
	if err != nil {
		return Interval{}, err
	}
	variance, err := s.Variance()
	if err != nil {
		return Interval{}, err
	}
	mean, err := s.Mean()
	if err != nil {
		return Interval{}, err
	}
	centre, _ := mean.Float64()
	square, _ := new(big.Rat).Quo(variance, new(big.Rat).SetInt64(s.N)).Float64()
	return tInterval(centre, math.Sqrt(square), float64(s.N-1), half, MethodT), nil
}

// tInterval is centre ∓ t(1-half, df) se; no width where se is zero.
func tInterval(centre, se, df, half float64, method Method) Interval {
	if se == 0 {
		return Interval{centre, centre, method}
	}
	width := tUpper(half, df) * se
	return Interval{centre - width, centre + width, method}
}

// pow10 returns 10^n.
func pow10(n int) *big.Int {
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil)
}
