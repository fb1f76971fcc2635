package statistic

import "math"

// checkProportion holds x of n against what a proportion can be.
func checkProportion(x, n float64) error {
	switch {
	case !finite(x, n):
		return ErrNotFinite
	case x < 0 || n < 0:
		return ErrNegative
	case n == 0:
		return ErrZeroBase
	case x > n:
		return ErrAboveBase
	}
	return nil
}

// Wilson is the score interval of the proportion x/n (Wilson 1927; Newcombe
// 1998, method 3): the p with |x/n - p| = z sqrt(p(1-p)/n), that is
//
//	(2x + z² ∓ z sqrt(z² + 4x(1-x/n))) / (2(n + z²))
//
// within 0 and 1. x and n may be weighted sums. Level 1 gives 0 and 1. The lower
// limit is taken from the product of the two roots, so that nothing cancels at
// small x. Grouped data: sum x and n first.
func Wilson(x, n float64, level Level) (Interval, error) {
	z, err := level.z()
	if err != nil {
		return Interval{}, err
	}
	if err := checkProportion(x, n); err != nil {
		return Interval{}, err
	}
	return Interval{wilsonLower(x, n, z), wilsonUpper(x, n, z), MethodWilson}, nil
}

func wilsonLower(x, n, z float64) float64 {
	if x == 0 || math.IsInf(z, 1) {
		return 0
	}
	root := z * math.Sqrt(z*z+4*x*((n-x)/n))
	return math.Min(x/n, 2*x*(x/n)/(2*x+z*z+root))
}

func wilsonUpper(x, n, z float64) float64 {
	if x == n || math.IsInf(z, 1) {
		return 1
	}
	root := z * math.Sqrt(z*z+4*x*((n-x)/n))
	return math.Min(1, math.Max(x/n, (2*x+z*z+root)/(2*(n+z*z))))
}

// WilsonFinite is Wilson for a sample of n out of a population of size total:
// n is replaced by n(total-1)/(total-n) and x by its share of that. A complete
// count has zero width (our convention).
func WilsonFinite(x, n, total float64, level Level) (Interval, error) {
	if _, err := level.Fraction(); err != nil {
		return Interval{}, err
	}
	if err := checkProportion(x, n); err != nil {
		return Interval{}, err
	}
	if !finite(total) {
		return Interval{}, ErrNotFinite
	}
	if n > total {
		return Interval{}, ErrAboveBase
	}
	p := x / n
	if n == total {
		return Interval{p, p, MethodWilsonFinite}, nil
	}
	effective := n * (total - 1) / (total - n)
	if effective <= 0 {
		return Interval{}, ErrZeroBase
	}
	interval, err := Wilson(math.Min(p*effective, effective), effective, level)
	interval.Method = MethodWilsonFinite
	return interval, err
}

// The check intervals: known alternatives to hold Wilson against, not defaults.

// ClopperPearson is the exact interval of a proportion from beta quantiles
// (Clopper and Pearson 1934). Its lower limit is 0 at x = 0, the upper 1 at x = n.
// ErrTooMany above a thousand million.
func ClopperPearson(x, n float64, level Level) (Interval, error) {
	half, err := level.tail()
	if err != nil {
		return Interval{}, err
	}
	if err := checkProportion(x, n); err != nil {
		return Interval{}, err
	}
	if n > maxBeta/2 {
		return Interval{}, ErrTooMany
	}
	limits := Interval{0, 1, MethodClopperPearson}
	if x > 0 {
		limits.Lower, _ = betaQuantiles(half, x, n-x+1)
	}
	if x < n {
		_, limits.Upper = betaQuantiles(half, n-x, x+1)
	}
	return limits, nil
}

// Jeffreys is the equal-tailed interval of the Beta(x+1/2, n-x+1/2) posterior
// (Brown, Cai and DasGupta 2001): lower 0 at x = 0, upper 1 at x = n. ErrTooMany
// above a thousand million.
func Jeffreys(x, n float64, level Level) (Interval, error) {
	half, err := level.tail()
	if err != nil {
		return Interval{}, err
	}
	if err := checkProportion(x, n); err != nil {
		return Interval{}, err
	}
	if n > maxBeta/2 {
		return Interval{}, ErrTooMany
	}
	limits := Interval{0, 1, MethodJeffreys}
	if x > 0 {
		limits.Lower, _ = betaQuantiles(half, x+0.5, n-x+0.5)
	}
	if x < n {
		_, limits.Upper = betaQuantiles(half, n-x+0.5, x+0.5)
	}
	return limits, nil
}

// AgrestiCoull is the Wald interval around (x+z²/2)/(n+z²) (Agresti and Coull
// 1998), not clipped to 0 and 1.
func AgrestiCoull(x, n float64, level Level) (Interval, error) {
	z, err := level.z()
	if err != nil {
		return Interval{}, err
	}
	if err := checkProportion(x, n); err != nil {
		return Interval{}, err
	}
	if math.IsInf(z, 1) {
		return Interval{math.Inf(-1), math.Inf(1), MethodAgrestiCoull}, nil
	}
	size := n + z*z
	p := (x + z*z/2) / size
	width := z * math.Sqrt(p*(1-p)/size)
	return Interval{p - width, p + width, MethodAgrestiCoull}, nil
}

// Wald is p ∓ z sqrt(p(1-p)/n), not clipped: the textbook interval, too narrow
// near 0 and 1.
func Wald(x, n float64, level Level) (Interval, error) {
	z, err := level.z()
	if err != nil {
		return Interval{}, err
	}
	if err := checkProportion(x, n); err != nil {
		return Interval{}, err
	}
	p := x / n
	spread := math.Sqrt(p * ((n - x) / n) / n)
	if spread == 0 {
		return Interval{p, p, MethodWald}, nil
	}
	return Interval{p - z*spread, p + z*spread, MethodWald}, nil
}

// WilsonContinuity is Wilson with continuity correction (Newcombe 1998, method
// 4): the lower limit of x - c and the upper limit of x + c, kept within 0 and 1.
// c is 1/2 but, as in R's prop.test, never more than |x - n/2|, so that exactly
// one half is not corrected.
func WilsonContinuity(x, n float64, level Level) (Interval, error) {
	z, err := level.z()
	if err != nil {
		return Interval{}, err
	}
	if err := checkProportion(x, n); err != nil {
		return Interval{}, err
	}
	c := math.Min(0.5, math.Abs(x-n/2))
	return Interval{
		wilsonLower(math.Max(0, x-c), n, z),
		wilsonUpper(math.Min(n, x+c), n, z),
		MethodWilsonContinuity,
	}, nil
}
