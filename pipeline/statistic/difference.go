package statistic

import "math"

// NewcombeDifference is the interval of p1 - p2 from the two Wilson intervals
// (Newcombe 1998, method 10): d - sqrt((p1-l1)²+(u2-p2)²), d + sqrt((u1-p1)²+
// (p2-l2)²). It returns the difference with it.
func NewcombeDifference(x1, n1, x2, n2 float64, level Level) (float64, Interval, error) {
	first, err := Wilson(x1, n1, level)
	if err != nil {
		return 0, Interval{}, err
	}
	second, err := Wilson(x2, n2, level)
	if err != nil {
		return 0, Interval{}, err
	}
	p1, p2 := x1/n1, x2/n2
	d := p1 - p2
	return d, Interval{
		d - math.Hypot(p1-first.Lower, second.Upper-p2),
		d + math.Hypot(first.Upper-p1, p2-second.Lower),
		MethodNewcombe,
	}, nil
}

// Test is a test's statistic and its two-sided probability under no difference.
// DF is NaN where the statistic has none.
type Test struct{ Statistic, DF, P float64 }

// ProportionTest is Pearson's chi-squared test of two proportions without
// continuity correction, one degree of freedom. ErrNoVariation where all or none
// of the items have the property.
func ProportionTest(x1, n1, x2, n2 float64) (Test, error) {
	if err := checkProportion(x1, n1); err != nil {
		return Test{}, err
	}
	if err := checkProportion(x2, n2); err != nil {
		return Test{}, err
	}
	x, n := x1+x2, n1+n2
	if x == 0 || x == n {
		return Test{}, ErrNoVariation
	}
	cross := x1*(n2-x2) - x2*(n1-x1)
	statistic := (cross / n1) * (cross / n2) * n / x / (n - x)
	return Test{statistic, 1, chiSquareSurvival(statistic, 1)}, nil
}

// maxExact is the largest total that the exact tests accept: work and memory grow
// with its square root.
const maxExact = 1 << 32

// FisherExact is Fisher's exact two-sided probability that two groups of n1 and
// n2, with x1 and x2 successes, differ: all tables no likelier than the one
// observed count.
func FisherExact(x1, n1, x2, n2 int64) (float64, error) {
	if err := checkProportion(float64(x1), float64(n1)); err != nil {
		return 0, err
	}
	if err := checkProportion(float64(x2), float64(n2)); err != nil {
		return 0, err
	}
	if n1 > maxExact/2 || n2 > maxExact/2 {
		return 0, ErrTooMany
	}
	return hypergeometric(n1, n2, x1+x2).twoSided(x1), nil
}

// RateRatio compares two Poisson rates x1/t1 and x2/t2 by the exact conditional
// method: given x1+x2, x1 is binomial. The limits are Clopper-Pearson limits of
// x1 of x1+x2 turned into odds, times t2/t1; with x2 = 0 the ratio and the upper
// limit are +Inf. P is the exact two-sided probability of equal rates. No event
// at all: ErrZeroBase.
func RateRatio(x1 int64, t1 float64, x2 int64, t2 float64, level Level) (ratio float64, limits Interval, p float64, err error) {
	switch {
	case !finite(t1, t2):
		return 0, Interval{}, 0, ErrNotFinite
	case x1 < 0 || x2 < 0 || t1 < 0 || t2 < 0:
		return 0, Interval{}, 0, ErrNegative
	case t1 == 0 || t2 == 0 || x1+x2 == 0:
		return 0, Interval{}, 0, ErrZeroBase
	case x1 > maxBeta/4 || x2 > maxBeta/4:
		return 0, Interval{}, 0, ErrTooMany
	}
	a, b := float64(x1), float64(x2)
	shares, err := ClopperPearson(a, a+b, level)
	if err != nil {
		return 0, Interval{}, 0, err
	}
	other, err := ClopperPearson(b, a+b, level) // 1 - limit, without cancelling
	if err != nil {
		return 0, Interval{}, 0, err
	}
	times := t2 / t1
	limits = Interval{times * shares.Lower / other.Upper, times * shares.Upper / other.Lower, MethodConditional}
	p = binomial(x1+x2, t1/(t1+t2)).twoSided(x1)
	return a / b * times, limits, p, nil
}

// Overlap of intervals is no comparison; there is no function for it on purpose.
