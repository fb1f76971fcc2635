package statistic

import "math"

// RatioOfSums is a ratio Σy/Σu over areas, such as cost per unit, with the spread
// that its intervals need. Never the mean of the areas' ratios.
type RatioOfSums struct {
	Ratio float64
	// SE is the delta-method standard error: sqrt(Σe²/((N-1)N))/mean(u) with
	// e = y - R u (Cochran 1977, 2.11).
	SE float64
	// N is the number of areas.
	N int

	meanBelow, varAbove, varBelow, covariance float64
}

// NewRatioOfSums computes the ratio of above to below over areas. Two areas are
// needed for a standard error: with one, the error is ErrTooFew and Ratio is set.
// A sum of below that is not positive is ErrZeroBase or ErrNegative.
func NewRatioOfSums(above, below []float64) (RatioOfSums, error) {
	if len(above) != len(below) {
		return RatioOfSums{}, ErrLength
	}
	if !finite(above...) || !finite(below...) {
		return RatioOfSums{}, ErrNotFinite
	}
	size := float64(len(below))
	sumAbove, sumBelow := sum(above), sum(below)
	switch {
	case sumBelow < 0:
		return RatioOfSums{}, ErrNegative
	case sumBelow == 0:
		return RatioOfSums{}, ErrZeroBase
	}
	r := RatioOfSums{Ratio: sumAbove / sumBelow, N: len(below), SE: math.NaN()}
	if len(below) < 2 {
		return r, ErrTooFew
	}
	r.meanBelow = sumBelow / size
	var squares, yy, uu, yu summer
	for i := range above {
		e := above[i] - r.Ratio*below[i]
		dy, du := above[i]-sumAbove/size, below[i]-r.meanBelow
		squares.add(e * e)
		yy.add(dy * dy)
		uu.add(du * du)
		yu.add(dy * du)
	}
	over := (size - 1) * size
	r.SE = math.Sqrt(squares.total()/over) / r.meanBelow
	r.varAbove, r.varBelow, r.covariance = yy.total()/over, uu.total()/over, yu.total()/over
	return r, nil
}

// t returns the two-sided t quantile with N-1 degrees of freedom.
func (r RatioOfSums) t(level Level) (float64, error) {
	half, err := level.tail()
	if err != nil {
		return 0, err
	}
	if r.N < 2 {
		return 0, ErrTooFew
	}
	return tUpper(half, float64(r.N-1)), nil
}

// Log is the default interval, R exp(∓ t se/R): it respects that a ratio of
// amounts is positive. ErrRange where R is not positive.
func (r RatioOfSums) Log(level Level) (Interval, error) {
	t, err := r.t(level)
	if err != nil {
		return Interval{}, err
	}
	if r.Ratio <= 0 {
		return Interval{}, ErrRange
	}
	if r.SE == 0 {
		return Interval{r.Ratio, r.Ratio, MethodRatioLog}, nil
	}
	factor := math.Exp(t * r.SE / r.Ratio)
	return Interval{r.Ratio / factor, r.Ratio * factor, MethodRatioLog}, nil
}

// Linear is R ∓ t se.
func (r RatioOfSums) Linear(level Level) (Interval, error) {
	half, err := level.tail()
	if err != nil {
		return Interval{}, err
	}
	if r.N < 2 {
		return Interval{}, ErrTooFew
	}
	return tInterval(r.Ratio, r.SE, float64(r.N-1), half, MethodRatioLinear), nil
}

// FiellerG is Fieller's g = t² var(mean u)/mean(u)²; from 1 on the interval is
// unbounded.
func (r RatioOfSums) FiellerG(level Level) (float64, error) {
	t, err := r.t(level)
	if err != nil {
		return 0, err
	}
	return t * t * r.varBelow / (r.meanBelow * r.meanBelow), nil
}

// Fieller is Fieller's interval (1954), exact for normal sums:
//
//	(R - g c/v ∓ t/mean(u) sqrt(vy - 2Rc + R²v - g(vy - c²/v)))/(1-g)
//
// with v the variance of mean u, vy of mean y, c their covariance. ErrUnbounded
// where g >= 1.
func (r RatioOfSums) Fieller(level Level) (Interval, error) {
	t, err := r.t(level)
	if err != nil {
		return Interval{}, err
	}
	g, _ := r.FiellerG(level)
	if g >= 1 || math.IsNaN(g) {
		return Interval{}, ErrUnbounded
	}
	slope, unexplained := 0.0, r.varAbove
	if r.varBelow > 0 {
		slope = r.covariance / r.varBelow
		unexplained -= r.covariance * slope
	}
	inner := r.varAbove - 2*r.Ratio*r.covariance + r.Ratio*r.Ratio*r.varBelow - g*unexplained
	width := t / r.meanBelow * math.Sqrt(math.Max(0, inner))
	centre := r.Ratio - g*slope
	return Interval{(centre - width) / (1 - g), (centre + width) / (1 - g), MethodFieller}, nil
}
