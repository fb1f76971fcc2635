package statistic

import "math"

// Comparison is how an area stands against a benchmark.
type Comparison string

// The comparisons: Better, Similar, Worse where a polarity exists, otherwise
// Higher, Similar, Lower.
const (
	NotCompared Comparison = "NotCompared"
	Better      Comparison = "Better"
	Similar     Comparison = "Similar"
	Worse       Comparison = "Worse"
	Higher      Comparison = "Higher"
	Lower       Comparison = "Lower"
)

// CompareBenchmark holds an area's interval against the benchmark's value, never
// against the benchmark's interval (Fingertips, technical guidance on comparison
// with benchmarks): an upper limit below the value is lower, a lower limit above
// it higher, equality is similar. The level is the interval's. A limit or a
// value that is missing (NaN) is not compared.
func CompareBenchmark(limits Interval, benchmark float64, p Polarity) Comparison {
	switch {
	case !limits.Defined() || math.IsNaN(benchmark):
		return NotCompared
	case limits.Upper < benchmark:
		return judged(Lower, p)
	case limits.Lower > benchmark:
		return judged(Higher, p)
	}
	return Similar
}

func judged(c Comparison, p Polarity) Comparison {
	switch {
	case p == NoJudgement:
		return c
	case (c == Higher) == (p == HighIsGood):
		return Better
	}
	return Worse
}

// QuintileLabel names a quintile, group 1 holding the smallest values: Worst to
// Best where high is good, Best to Worst where low is good, otherwise Lowest to
// Highest. Any other group is not compared.
func QuintileLabel(group int, p Polarity) string {
	if group < 1 || group > 5 {
		return string(NotCompared)
	}
	switch p {
	case HighIsGood:
		return [5]string{"Worst", "Worse", "Middle", "Better", "Best"}[group-1]
	case LowIsGood:
		return [5]string{"Best", "Better", "Middle", "Worse", "Worst"}[group-1]
	}
	return [5]string{"Lowest", "Low", "Middle", "High", "Highest"}[group-1]
}

// Spine holds the points of a spine chart: each a position from 0 (worst or, with
// no judgement, lowest) to 1, the benchmark in the middle.
type Spine struct {
	Worst, Quarter1, Benchmark, Quarter3, Best float64
	scale, benchmark                           float64
	flipped                                    bool
}

// NewSpine places the areas' values around a benchmark: scaled by the larger of
// the distances of the extremes to the benchmark, quarters by type 7, the order
// turned where low is good. Distances are taken between values with their signs,
// so that net changes and balances keep their places.
func NewSpine(values []float64, benchmark float64, p Polarity) (Spine, error) {
	if len(values) == 0 {
		return Spine{}, ErrTooFew
	}
	if !finite(values...) || !finite(benchmark) {
		return Spine{}, ErrNotFinite
	}
	s := Spine{benchmark: benchmark, flipped: p == LowIsGood}
	var at [4]float64
	for i, q := range []float64{0, 0.25, 0.75, 1} {
		at[i], _ = Quantile(values, q, 7)
	}
	s.scale = math.Max(math.Abs(at[0]-benchmark), math.Abs(at[3]-benchmark))
	if s.flipped {
		at[0], at[1], at[2], at[3] = at[3], at[2], at[1], at[0]
	}
	s.Worst, s.Quarter1, s.Benchmark = s.Position(at[0]), s.Position(at[1]), s.Position(benchmark)
	s.Quarter3, s.Best = s.Position(at[2]), s.Position(at[3])
	return s, nil
}

// Position is where a value lies on the spine.
func (s Spine) Position(value float64) float64 {
	if s.scale == 0 {
		return 0.5
	}
	offset := (value - s.benchmark) / s.scale / 2
	if s.flipped {
		offset = -offset
	}
	return 0.5 + offset
}
