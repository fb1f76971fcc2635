package statistic

import (
	"math"
	"slices"
)

// Methods for longer series than the trend rule looks at.

// maxSeries bounds the methods that compare every pair of points.
const maxSeries = 5000

// MannKendall is the Mann-Kendall test for a monotone trend (Mann 1945, Kendall
// 1975).
type MannKendall struct {
	N      int
	S      float64 // rising pairs less falling pairs
	VarS   float64 // (n(n-1)(2n+5) - Σu(u-1)(2u+5))/18 over tie groups of size u
	Z      float64 // (S - sign S)/sqrt(VarS)
	P      float64 // two-sided, normal
	TauB   float64
	ExactP float64 // two-sided, n < 50 without ties; otherwise NaN
}

const exactKendall = 50

// NewMannKendall tests values in the order of time. ErrTooFew below three,
// ErrNoVariation where all are equal.
func NewMannKendall(xs []float64) (MannKendall, error) {
	if !finite(xs...) {
		return MannKendall{}, ErrNotFinite
	}
	n := len(xs)
	switch {
	case n < 3:
		return MannKendall{}, ErrTooFew
	case n > maxSeries:
		return MannKendall{}, ErrTooMany
	}
	r := MannKendall{N: n, ExactP: math.NaN()}
	for i := range xs {
		for j := i + 1; j < n; j++ {
			r.S += sign(xs[j] - xs[i])
		}
	}
	size := float64(n)
	r.VarS = size * (size - 1) * (2*size + 5)
	tied := 0.0 // pairs with equal values
	ties := tieSizes(xs)
	for _, u := range ties {
		r.VarS -= u * (u - 1) * (2*u + 5)
		tied += u * (u - 1) / 2
	}
	r.VarS /= 18
	if r.VarS <= 0 {
		return MannKendall{}, ErrNoVariation
	}
	pairs := size * (size - 1) / 2
	r.Z = (r.S - sign(r.S)) / math.Sqrt(r.VarS)
	r.P = normalTwoSided(r.Z)
	r.TauB = r.S / math.Sqrt(pairs*(pairs-tied))
	if n < exactKendall && len(ties) == 0 {
		r.ExactP = kendallP(n, int64(math.Abs(r.S)))
	}
	return r, nil
}

// kendallP is P(|S| >= s) over all orders of n values: inversions are counted by
// dynamic programming.
func kendallP(n int, s int64) float64 {
	p := []float64{1} // P(number of inversions)
	for k := 2; k <= n; k++ {
		next := make([]float64, len(p)+k-1)
		for i, x := range p {
			for add := range k {
				next[i+add] += x / float64(k)
			}
		}
		p = next
	}
	pairs := int64(n) * int64(n-1) / 2
	return math.Min(1, 2*weights{0, p}.upTo((pairs-s)/2))
}

func sign(x float64) float64 {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return 0
}

// MethodSen names the interval of Sen's slope.
const MethodSen Method = "sen"

// SenSlope is Sen's slope (1968), the median of the slopes of all pairs of
// points, and its limits: the sorted slopes at positions (K-C)/2 and (K+C)/2+1,
// interpolated, C = z sqrt(VarS); a limit outside the slopes is NaN. Points with
// equal times make no pair.
func SenSlope(times, xs []float64, level Level) (float64, Interval, error) {
	z, err := level.z()
	if err != nil {
		return 0, Interval{}, err
	}
	if len(times) != len(xs) {
		return 0, Interval{}, ErrLength
	}
	if !finite(times...) {
		return 0, Interval{}, ErrNotFinite
	}
	test, err := NewMannKendall(xs)
	if err != nil {
		return 0, Interval{}, err
	}
	var slopes []float64
	for i := range xs {
		for j := i + 1; j < len(xs); j++ {
			if times[i] != times[j] {
				slopes = append(slopes, (xs[j]-xs[i])/(times[j]-times[i]))
			}
		}
	}
	if len(slopes) == 0 {
		return 0, Interval{}, ErrNoVariation
	}
	slices.Sort(slopes)
	count, c := float64(len(slopes)), z*math.Sqrt(test.VarS)
	return quantileSorted(slopes, 0.5, 7), Interval{
		position(slopes, (count-c)/2), position(slopes, (count+c)/2+1), MethodSen,
	}, nil
}

// position interpolates the sorted values at a 1-based position; NaN outside.
func position(xs []float64, at float64) float64 {
	if !(at >= 1 && at <= float64(len(xs))) {
		return math.NaN()
	}
	low := math.Floor(at)
	i := int(low) - 1
	if at == low {
		return xs[i]
	}
	return between(xs[i], xs[i+1], at-low)
}

// Correlation is Pearson's correlation. ErrNoVariation where one does not vary.
func Correlation(xs, ys []float64) (float64, error) {
	line, err := LeastSquares(xs, ys)
	if err != nil {
		return 0, err
	}
	if line.spreadY == 0 {
		return 0, ErrNoVariation
	}
	r := line.Slope * math.Sqrt(line.spreadX/line.spreadY)
	return math.Max(-1, math.Min(1, r)), nil
}

// Spearman is the correlation of the average ranks.
func Spearman(xs, ys []float64) (float64, error) {
	if !finite(xs...) || !finite(ys...) {
		return 0, ErrNotFinite
	}
	return Correlation(Ranks(xs, TiesAverage, false), Ranks(ys, TiesAverage, false))
}

// Line is an ordinary least-squares line. SE, T and P are NaN below three points.
type Line struct {
	Intercept, Slope, SE, T, P float64

	spreadX, spreadY float64
}

// LeastSquares fits y = intercept + slope x. ErrTooFew below two points,
// ErrNoVariation where x does not vary.
func LeastSquares(xs, ys []float64) (Line, error) {
	if len(xs) != len(ys) {
		return Line{}, ErrLength
	}
	if !finite(xs...) || !finite(ys...) {
		return Line{}, ErrNotFinite
	}
	n := float64(len(xs))
	if n < 2 {
		return Line{}, ErrTooFew
	}
	mx, my := sum(xs)/n, sum(ys)/n
	var xx, xy, yy summer
	for i := range xs {
		dx, dy := xs[i]-mx, ys[i]-my
		xx.add(dx * dx)
		xy.add(dx * dy)
		yy.add(dy * dy)
	}
	l := Line{spreadX: xx.total(), spreadY: yy.total(), SE: math.NaN(), T: math.NaN(), P: math.NaN()}
	if l.spreadX == 0 {
		return Line{}, ErrNoVariation
	}
	l.Slope = xy.total() / l.spreadX
	l.Intercept = my - l.Slope*mx
	if n < 3 {
		return l, nil
	}
	var rest summer
	for i := range xs {
		e := ys[i] - my - l.Slope*(xs[i]-mx)
		rest.add(e * e)
	}
	l.SE = math.Sqrt(rest.total() / (n - 2) / l.spreadX)
	l.T = l.Slope / l.SE
	l.P = tTwoSided(l.T, n-2)
	return l, nil
}
