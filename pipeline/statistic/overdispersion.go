package statistic

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// Transform is the scale on which areas are held against their average when a
// funnel plot is adjusted for overdispersion (Spiegelhalter 2005).
type Transform int

// The transforms: of a proportion; of a ratio O/E as SHMI and as the Care
// Quality Commission do it.
const (
	Arcsine Transform = iota // Y = asin sqrt(x/n), s = 1/(2 sqrt n), Y0 = asin sqrt(Σx/Σn)
	Log                      // Y = log(O/E), s = 1/sqrt E, Y0 = 0
	Root                     // Y = sqrt(O/E), s = 1/(2 sqrt E), Y0 = 1
)

// Trim says what happens to the areas furthest out before dispersion is measured.
type Trim int

// The trims: Winsorise clips z at its type 7 quantiles and keeps every area;
// Truncate leaves out the groups at both ends of floor(10 rank/(N+1)).
const (
	TrimNone Trim = iota
	Winsorise10
	Truncate10
)

// Dispersion is how much more areas vary than chance allows.
type Dispersion struct {
	Transform Transform
	N         int     // areas that dispersion was measured on
	Target    float64 // Y0
	Phi       float64 // mean of squared z
	Tau2      float64 // between-area variance on the transformed scale
	// By area, in the order given; NaN where an area has no value on this scale
	// (no base; no events and Log).
	Y, S, Z              []float64
	ZAdditive, ZMultiple []float64
}

// NewDispersion measures overdispersion. Above are numerators or observed events,
// below denominators or expected events. For ratios expected events should sum
// to about the observed ones. ErrTooFew below two areas with a value.
func NewDispersion(above, below []float64, transform Transform, trim Trim) (Dispersion, error) {
	if len(above) != len(below) {
		return Dispersion{}, ErrLength
	}
	if !finite(above...) || !finite(below...) {
		return Dispersion{}, ErrNotFinite
	}
	if transform < Arcsine || transform > Root || trim < TrimNone || trim > Truncate10 {
		return Dispersion{}, ErrRange
	}
	d := Dispersion{Transform: transform}
	for i := range above {
		if above[i] < 0 || below[i] < 0 {
			return Dispersion{}, ErrNegative
		}
		if transform == Arcsine && above[i] > below[i] {
			return Dispersion{}, ErrAboveBase
		}
		y, s := transform.of(above[i], below[i])
		d.Y, d.S = append(d.Y, y), append(d.S, s)
	}
	switch total := sum(below); {
	case total == 0:
		return Dispersion{}, ErrZeroBase
	case transform == Arcsine:
		d.Target = math.Asin(math.Sqrt(math.Min(1, sum(above)/total)))
	case transform == Root:
		d.Target = 1
	}
	for i := range d.Y {
		d.Z = append(d.Z, (d.Y[i]-d.Target)/d.S[i])
	}
	if err := d.measure(trim); err != nil {
		return Dispersion{}, err
	}
	for i := range d.Y {
		d.ZAdditive = append(d.ZAdditive, (d.Y[i]-d.Target)/math.Sqrt(d.S[i]*d.S[i]+d.Tau2))
		d.ZMultiple = append(d.ZMultiple, d.Z[i]/math.Sqrt(math.Max(1, d.Phi)))
	}
	return d, nil
}

// of is an area's value and standard error on the transformed scale.
func (t Transform) of(above, below float64) (y, s float64) {
	if below == 0 || t == Log && above == 0 {
		return math.NaN(), math.NaN()
	}
	switch t {
	case Log:
		return math.Log(above / below), 1 / math.Sqrt(below)
	case Root:
		return math.Sqrt(above / below), 1 / (2 * math.Sqrt(below))
	}
	return math.Asin(math.Sqrt(above / below)), 1 / (2 * math.Sqrt(below))
}

// measure sets N, Phi and Tau2 from the areas that the trim keeps.
func (d *Dispersion) measure(trim Trim) error {
	order := present(d.Z, false)
	if len(order) < 2 {
		return ErrTooFew
	}
	slices.Sort(order) // area order, so that sums do not depend on the ranks
	z, s := make([]float64, len(order)), make([]float64, len(order))
	for i, index := range order {
		z[i], s[i] = d.Z[index], d.S[index]
	}
	switch trim {
	case Winsorise10:
		sorted := slices.Clone(z)
		slices.Sort(sorted)
		low, high := quantileSorted(sorted, 0.1, 7), quantileSorted(sorted, 0.9, 7)
		for i := range z {
			z[i] = math.Min(high, math.Max(low, z[i]))
		}
	case Truncate10:
		z, s = truncate(z, s)
		if len(z) < 2 {
			return ErrTooFew
		}
	}
	var squares, w, ww summer
	for i := range z {
		squares.add(z[i] * z[i])
		weight := 1 / (s[i] * s[i])
		w.add(weight)
		ww.add(weight * weight)
	}
	d.N = len(z)
	n := float64(d.N)
	d.Phi = squares.total() / n
	if excess := n*d.Phi - (n - 1); excess > 0 {
		d.Tau2 = excess / (w.total() - ww.total()/w.total())
	}
	return nil
}

// truncate keeps the groups 1 to 8 of floor(10 rank/(N+1)).
func truncate(z, s []float64) (keptZ, keptS []float64) {
	ranks := Ranks(z, TiesAverage, false)
	for i, r := range ranks {
		if group := math.Floor(10 * r / float64(len(z)+1)); group >= 1 && group <= 8 {
			keptZ, keptS = append(keptZ, z[i]), append(keptS, s[i])
		}
	}
	return keptZ, keptS
}

// Limits are the additive control limits for an area with the given base (n or
// E), on the original scale: a proportion, or a ratio to the average.
func (d Dispersion) Limits(base float64, level FunnelLevel) (Interval, error) {
	if err := level.check(); err != nil {
		return Interval{}, err
	}
	if !finite(base) {
		return Interval{}, ErrNotFinite
	}
	if base <= 0 {
		return Interval{}, ErrZeroBase
	}
	_, s := d.Transform.of(base, base)
	width := distuv.UnitNormal.Quantile(float64(level)) * math.Sqrt(s*s+d.Tau2)
	return Interval{d.Transform.back(d.Target - width), d.Transform.back(d.Target + width), MethodNormal}, nil
}

// back returns from the transformed scale, held within its range.
func (t Transform) back(y float64) float64 {
	switch t {
	case Log:
		return math.Exp(y)
	case Root:
		y = math.Max(0, y)
		return y * y
	}
	root := math.Sin(math.Min(math.Pi/2, math.Max(0, y)))
	return root * root
}
