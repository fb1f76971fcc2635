package statistic

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Control limits of funnel plots. A point is flagged by the same method that
// draws the line, so a label can never contradict the picture.

// FunnelLevel is a one-sided probability of a control limit.
type FunnelLevel float64

// The two pairs of limits that are drawn: 2.5 % and 0.1 % in each tail.
const (
	Funnel95  FunnelLevel = 0.975
	Funnel998 FunnelLevel = 0.999
)

func (l FunnelLevel) check() error {
	if !(l > 0.5 && l < 1) {
		return ErrLevel
	}
	return nil
}

// FunnelProportion is theta ∓ z sqrt(theta(1-theta)/n) within 0 and 1, times the
// multiplier: the inverse of the Wilson interval, so a point lies outside exactly
// when its Wilson interval excludes theta.
func FunnelProportion(theta, n, multiplier float64, level FunnelLevel) (Interval, error) {
	if err := level.check(); err != nil {
		return Interval{}, err
	}
	if !finite(theta, n, multiplier) {
		return Interval{}, ErrNotFinite
	}
	if theta < 0 || theta > 1 || multiplier <= 0 {
		return Interval{}, ErrRange
	}
	if n <= 0 {
		return Interval{}, ErrZeroBase
	}
	width := distuv.UnitNormal.Quantile(float64(level)) * math.Sqrt(theta*(1-theta)/n)
	return Interval{
		math.Max(0, theta-width) * multiplier,
		math.Min(1, theta+width) * multiplier,
		MethodWilson,
	}, nil
}

// FunnelObserved gives the limits of a rate or ratio at observed events O, as
// multiples of the average: lower O/(chi²(p, 2O+2)/2), upper O/(chi²(1-p, 2O)/2).
// A point lies outside exactly when its exact Poisson interval excludes the
// average. O must be at least 1.
func FunnelObserved(events float64, level FunnelLevel) (Interval, error) {
	if err := level.check(); err != nil {
		return Interval{}, err
	}
	if !finite(events) {
		return Interval{}, ErrNotFinite
	}
	if events < 1 {
		return Interval{}, ErrFewEvents
	}
	p := float64(level)
	return Interval{
		events / (chiSquareQuantile(p, 2*events+2) / 2),
		events / (chiSquareQuantile(1-p, 2*events) / 2),
		MethodPoissonExact,
	}, nil
}

// FunnelExpected gives the limits of a ratio O/E at expected events E (as
// FunnelPlotR draws them): chi²(1-p, 2E)/2/E and chi²(p, 2E+2)/2/E.
func FunnelExpected(expected float64, level FunnelLevel) (Interval, error) {
	if err := level.check(); err != nil {
		return Interval{}, err
	}
	if !finite(expected) {
		return Interval{}, ErrNotFinite
	}
	if expected <= 0 {
		return Interval{}, ErrZeroBase
	}
	p := float64(level)
	return Interval{
		chiSquareQuantile(1-p, 2*expected) / 2 / expected,
		chiSquareQuantile(p, 2*expected+2) / 2 / expected,
		MethodPoissonExact,
	}, nil
}

// FunnelPositions spaces count positions geometrically from low to high.
func FunnelPositions(low, high float64, count int) ([]float64, error) {
	if !finite(low, high) {
		return nil, ErrNotFinite
	}
	if low <= 0 || high < low {
		return nil, ErrRange
	}
	if count < 2 || count > 1e6 {
		return nil, ErrTooFew
	}
	out := make([]float64, count)
	step := math.Log(high/low) / float64(count-1)
	for i := range out {
		out[i] = low * math.Exp(step*float64(i))
	}
	out[count-1] = high
	return out, nil
}

// FunnelFlag is where a point lies against both pairs of limits.
type FunnelFlag string

// The flags.
const (
	FunnelNotSignificant FunnelFlag = "Not significant"
	FunnelLow95          FunnelFlag = "Low (0.025)"
	FunnelHigh95         FunnelFlag = "High (0.025)"
	FunnelLow998         FunnelFlag = "Low (0.001)"
	FunnelHigh998        FunnelFlag = "High (0.001)"
)

// Flag holds a value against its two pairs of limits, all in the same unit.
func Flag(value float64, inner, outer Interval) FunnelFlag {
	switch {
	case value < outer.Lower:
		return FunnelLow998
	case value > outer.Upper:
		return FunnelHigh998
	case value < inner.Lower:
		return FunnelLow95
	case value > inner.Upper:
		return FunnelHigh95
	}
	return FunnelNotSignificant
}
