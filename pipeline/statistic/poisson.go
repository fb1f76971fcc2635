package statistic

import "math"

// exactBelow is the count below which a count's default interval is exact.
const exactBelow = 10

// PoissonExact is the exact interval of a Poisson count (Garwood 1936):
// chi²(a/2, 2x)/2 and chi²(1-a/2, 2x+2)/2, lower 0 at x = 0.
func PoissonExact(x float64, level Level) (Interval, error) {
	half, err := level.tail()
	if err != nil {
		return Interval{}, err
	}
	if err := checkCount(x); err != nil {
		return Interval{}, err
	}
	limits := Interval{0, math.Inf(1), MethodPoissonExact}
	if half == 0 {
		return limits, nil
	}
	if x > 0 {
		limits.Lower = chiSquareQuantile(half, 2*x) / 2
	}
	limits.Upper = chiSquareQuantile(1-half, 2*x+2) / 2
	return limits, nil
}

// Byar is Byar's approximation to the exact interval of a Poisson count (Breslow
// and Day 1987): x(1-1/(9x)-z/(3 sqrt x))³ and, with y = x+1,
// y(1-1/(9y)+z/(3 sqrt y))³. The lower limit is not defined (NaN) where it would
// be negative, which includes x = 0.
func Byar(x float64, level Level) (Interval, error) {
	z, err := level.z()
	if err != nil {
		return Interval{}, err
	}
	if err := checkCount(x); err != nil {
		return Interval{}, err
	}
	y := x + 1
	limits := Interval{math.NaN(), y * cube(1-1/(9*y)+z/(3*math.Sqrt(y))), MethodByar}
	if x > 0 {
		if lower := x * cube(1-1/(9*x)-z/(3*math.Sqrt(x))); lower >= 0 {
			limits.Lower = lower
		}
	}
	return limits, nil
}

// Count is the default interval of a count: exact below 10, Byar from 10 on
// (where Byar's lower limit is not defined, at levels close to 1, exact). The
// method says which one was used.
func Count(x float64, level Level) (Interval, error) {
	if x >= exactBelow {
		limits, err := Byar(x, level)
		if err != nil || limits.Defined() {
			return limits, err
		}
	}
	return PoissonExact(x, level)
}

// Rate is the value x/n times a multiplier with the limits of [Count] scaled
// alike (n is a population or person-years and carries no error). x may exceed n.
func Rate(x, n, multiplier float64, level Level) (value float64, limits Interval, err error) {
	if !finite(n, multiplier) {
		return 0, Interval{}, ErrNotFinite
	}
	if n < 0 || multiplier < 0 {
		return 0, Interval{}, ErrNegative
	}
	limits, err = Count(x, level)
	if err != nil {
		return 0, Interval{}, err
	}
	if n == 0 {
		return 0, Interval{}, ErrZeroBase
	}
	scale := func(v float64) float64 { return v / n * multiplier }
	return scale(x), Interval{scale(limits.Lower), scale(limits.Upper), limits.Method}, nil
}

func checkCount(x float64) error {
	if !finite(x) {
		return ErrNotFinite
	}
	if x < 0 {
		return ErrNegative
	}
	return nil
}

func cube(x float64) float64 { return x * x * x }
