package statistic

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Scale is the scale on which a slope index is fitted.
type Scale int

// The scales.
const (
	Plain Scale = iota
	LogScale
	LogitScale
)

// SlopeGroup is one group of a slope index, most deprived first: a value with its
// 95 % limits and the size of the group.
type SlopeGroup struct{ Value, Lower, Upper, Population float64 }

// SlopeOptions says how a slope index is fitted and its interval drawn.
type SlopeOptions struct {
	Scale Scale
	// Multiplier of the slope index; a negative one turns its sign and inverts
	// the relative index. 0 means 1.
	Multiplier float64
	Level      Level
	Draws      int    // of the interval; 0 means 100,000
	Seed       uint64 // the same seed gives the same limits
}

// SlopeIndex is the slope (absolute) and relative index of inequality.
type SlopeIndex struct {
	Slope, Relative             float64
	SlopeLimits, RelativeLimits Interval
	// Reliability is the mean absolute deviation of the slope's limits over ten
	// repeats of the drawing.
	Reliability float64
}

// MethodDraws names an interval made by drawing.
const MethodDraws Method = "simulation"

const (
	defaultDraws = 100000
	maxDraws     = 10000000
	repeats      = 10
)

// NewSlopeIndex regresses the groups' values on the mid-points of their
// cumulative population share, weighted by share (Mackenbach and Kunst 1997).
// The slope index is the difference between top and bottom of the fitted line,
// the relative index their ratio, both back-transformed. Limits come from values
// drawn from normal(value, se), se = (upper-lower)/2/1.959964 on the fitted
// scale. Five to a hundred groups.
func NewSlopeIndex(groups []SlopeGroup, o SlopeOptions) (SlopeIndex, error) {
	half, err := o.Level.tail()
	if err != nil {
		return SlopeIndex{}, err
	}
	if o.Multiplier == 0 {
		o.Multiplier = 1
	}
	if o.Draws == 0 {
		o.Draws = defaultDraws
	}
	if o.Draws < 100 || o.Draws > maxDraws || !finite(o.Multiplier) {
		return SlopeIndex{}, ErrRange
	}
	f, err := newSlopeFit(groups, o)
	if err != nil {
		return SlopeIndex{}, err
	}
	var s SlopeIndex
	s.Slope, s.Relative = f.indices(f.values)
	var lowers, uppers []float64
	for repeat := range repeats {
		slope, relative := f.draw(o, uint64(repeat), half)
		if repeat == 0 {
			s.SlopeLimits, s.RelativeLimits = slope, relative
		}
		lowers, uppers = append(lowers, slope.Lower), append(uppers, slope.Upper)
	}
	s.Reliability = (meanDeviation(lowers) + meanDeviation(uppers)) / 2
	return s, nil
}

// slopeFit holds the regression: the line is linear in the values.
type slopeFit struct {
	scale      Scale
	multiplier float64
	values, se []float64
	share      []float64 // of the population
	offset     []float64 // mid-point of the cumulative share less its mean
	mean       float64
	spread     float64
}

func newSlopeFit(groups []SlopeGroup, o SlopeOptions) (*slopeFit, error) {
	if len(groups) < 5 || len(groups) > 100 {
		return nil, ErrTooFew
	}
	f := &slopeFit{scale: o.Scale, multiplier: o.Multiplier}
	total := 0.0
	for _, g := range groups {
		switch {
		case !finite(g.Population):
			return nil, ErrNotFinite
		case g.Population < 0:
			return nil, ErrNegative
		case g.Population == 0:
			return nil, ErrZeroBase
		}
		total += g.Population
	}
	cumulative := 0.0
	z, _ := Level95.z()
	for _, g := range groups {
		value, lower, upper := o.Scale.to(g.Value), o.Scale.to(g.Lower), o.Scale.to(g.Upper)
		if !finite(value, lower, upper) {
			return nil, ErrNotFinite
		}
		if lower > upper {
			return nil, ErrRange
		}
		share := g.Population / total
		f.values, f.se = append(f.values, value), append(f.se, (upper-lower)/2/z)
		f.share, f.offset = append(f.share, share), append(f.offset, cumulative+share/2)
		cumulative += share
	}
	for i, s := range f.share {
		f.mean += s * f.offset[i]
	}
	for i, s := range f.share {
		f.offset[i] -= f.mean
		f.spread += s * f.offset[i] * f.offset[i]
	}
	return f, nil
}

// indices fits the line to values and gives both indices.
func (f *slopeFit) indices(values []float64) (slope, relative float64) {
	level, b := 0.0, 0.0
	for i, v := range values {
		level += f.share[i] * v
		b += f.share[i] * f.offset[i] * v
	}
	b /= f.spread
	a := level - b*f.mean
	bottom, top := f.scale.from(a), f.scale.from(a+b)
	slope, relative = (top-bottom)*f.multiplier, top/bottom
	if f.multiplier < 0 {
		relative = 1 / relative
	}
	return slope, relative
}

// draw makes the limits of both indices from random values.
func (f *slopeFit) draw(o SlopeOptions, repeat uint64, half float64) (slope, relative Interval) {
	source := rand.New(rand.NewPCG(o.Seed, repeat))
	slopes, relatives := make([]float64, o.Draws), make([]float64, o.Draws)
	values := make([]float64, len(f.values))
	for d := range o.Draws {
		for i := range values {
			values[i] = f.values[i] + f.se[i]*source.NormFloat64()
		}
		slopes[d], relatives[d] = f.indices(values)
	}
	limits := func(xs []float64) Interval {
		slices.Sort(xs)
		return Interval{quantileSorted(xs, half, 7), quantileSorted(xs, 1-half, 7), MethodDraws}
	}
	return limits(slopes), limits(relatives)
}

func (s Scale) to(x float64) float64 {
	switch s {
	case LogScale:
		return math.Log(x)
	case LogitScale:
		return math.Log(x / (1 - x))
	}
	return x
}

func (s Scale) from(x float64) float64 {
	switch s {
	case LogScale:
		return math.Exp(x)
	case LogitScale:
		return 1 / (1 + math.Exp(-x))
	}
	return x
}

func meanDeviation(xs []float64) float64 {
	mean := sum(xs) / float64(len(xs))
	total := 0.0
	for _, x := range xs {
		total += math.Abs(x - mean)
	}
	return total / float64(len(xs))
}
