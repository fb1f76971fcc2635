package statistic

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Level is a confidence level, as a fraction (0.95) or in percent (95).
type Level float64

// The two levels that are published.
const (
	Level95  Level = 0.95
	Level998 Level = 0.998
)

// Fraction returns the level as a fraction, ErrLevel outside 0.9–1 and 90–100.
func (l Level) Fraction() (float64, error) {
	c := float64(l)
	switch {
	case c >= 0.9 && c <= 1:
		return c, nil
	case c >= 90 && c <= 100:
		return c / 100, nil
	}
	return 0, ErrLevel
}

// tail returns half the error probability, (1-c)/2.
func (l Level) tail() (float64, error) {
	c, err := l.Fraction()
	if err != nil {
		return 0, err
	}
	return (1 - c) / 2, nil
}

// z returns the standard normal quantile at 1-a/2; +Inf for level 1.
func (l Level) z() (float64, error) {
	half, err := l.tail()
	if err != nil {
		return 0, err
	}
	if half == 0 {
		return math.Inf(1), nil
	}
	return -distuv.UnitNormal.Quantile(half), nil
}

// Method names the method that made an interval; it travels with the figure.
type Method string

// The interval methods.
const (
	MethodWilson           Method = "wilson"
	MethodWilsonFinite     Method = "wilson_finite_population"
	MethodWilsonContinuity Method = "wilson_continuity"
	MethodClopperPearson   Method = "clopper_pearson"
	MethodJeffreys         Method = "jeffreys"
	MethodAgrestiCoull     Method = "agresti_coull"
	MethodWald             Method = "wald"
	MethodPoissonExact     Method = "poisson_exact"
	MethodByar             Method = "byar"
	MethodT                Method = "t"
	MethodOrderStatistic   Method = "order_statistic"
	MethodRatioLinear      Method = "ratio_linear"
	MethodRatioLog         Method = "ratio_log_delta"
	MethodFieller          Method = "fieller"
	MethodNewcombe         Method = "newcombe"
	MethodConditional      Method = "conditional_exact"
	MethodWelch            Method = "welch_t"
	MethodDobsonByar       Method = "dobson_byar"
	MethodDobsonExact      Method = "dobson_exact"
	MethodFayFeuer         Method = "fay_feuer"
	MethodSilcocks         Method = "chiang_silcocks"
	MethodNormal           Method = "normal"
)

// Interval is a pair of limits and the method that made them. A limit that the
// method does not define is NaN.
type Interval struct {
	Lower, Upper float64
	Method       Method
}

// Defined reports whether both limits are defined (an infinite one is).
func (i Interval) Defined() bool { return !math.IsNaN(i.Lower) && !math.IsNaN(i.Upper) }

// Times scales the limits by a positive multiplier or a unit.
func (i Interval) Times(m float64) Interval {
	return Interval{i.Lower * m, i.Upper * m, i.Method}
}

// undefined is an interval with no limits.
func undefined(m Method) Interval { return Interval{math.NaN(), math.NaN(), m} }

// finite reports whether every number is neither NaN nor infinite.
func finite(xs ...float64) bool {
	for _, x := range xs {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return false
		}
	}
	return true
}
