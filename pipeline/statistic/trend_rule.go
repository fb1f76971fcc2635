package statistic

import "math"

// Marker is the outcome of the trend rule.
type Marker string

// The markers. NotYetCalculated is for callers that have not asked yet.
const (
	Increasing         Marker = "Increasing"
	Decreasing         Marker = "Decreasing"
	NoChange           Marker = "NoChange"
	CannotBeCalculated Marker = "CannotBeCalculated"
	NotYetCalculated   Marker = "NotYetCalculated"
)

// Polarity tells which values of an indicator are good.
type Polarity int

// The polarities.
const (
	NoJudgement Polarity = iota
	HighIsGood
	LowIsGood
)

// With adds to a marker what it means: IncreasingAndGettingBetter and so on, one
// of nine states in all. Markers without a direction stay as they are.
func (m Marker) With(p Polarity) string {
	if p == NoJudgement || m != Increasing && m != Decreasing {
		return string(m)
	}
	if (m == Increasing) == (p == HighIsGood) {
		return string(m) + "AndGettingBetter"
	}
	return string(m) + "AndGettingWorse"
}

// TrendPoints is the number of points that the trend rule looks at.
const TrendPoints = 5

// trendCritical is the 99.8 % quantile of chi-squared with one degree of freedom.
const trendCritical = 9.54953570608324

// Trend is the outcome of the trend rule with what it rests on. All numbers are
// zero where the marker is CannotBeCalculated.
type Trend struct {
	Marker    Marker
	ChiSquare float64
	Slope     float64
	// SE is the slope's standard error; zero for proportions.
	SE float64
	// SameSign: the slope and the five slopes that leave one point out point the
	// same way (zero counts as upwards).
	SameSign bool
}

// TrendProportion is the Fingertips trend rule for proportions (Public Health
// England, technical guidance on recent trends) on the last five of the given
// points: Cochran-Armitage's chi-squared above its 99.8 % quantile, and one sign
// in the slopes of log(x/(n-x)) on time, all points and each left out. The
// points must be independent annual values without breaks. Fewer than five
// points, or a point without a log odds (x = 0 or x = n), cannot be calculated.
func TrendProportion(x, n []float64) Trend {
	if len(x) != len(n) || len(x) < TrendPoints {
		return Trend{Marker: CannotBeCalculated}
	}
	x, n = x[len(x)-TrendPoints:], n[len(n)-TrendPoints:]
	logits, equal := make([]float64, TrendPoints), make([]float64, TrendPoints)
	for i := range x {
		if checkProportion(x[i], n[i]) != nil || x[i] == 0 || x[i] == n[i] {
			return Trend{Marker: CannotBeCalculated}
		}
		logits[i], equal[i] = math.Log(x[i]/(n[i]-x[i])), 1
	}
	test, err := CochranArmitage(x, n)
	if err != nil {
		return Trend{Marker: CannotBeCalculated}
	}
	t := Trend{ChiSquare: test.Statistic}
	t.Slope, _ = weightedSlope(logits, equal)
	return t.judge(logits, equal)
}

// TrendValues is the Fingertips trend rule for values with 95 % limits: the
// slope weighted by 1/se², se = (upper-lower)/3.92, against its own error, with
// the same threshold and signs as [TrendProportion]. A point without a finite
// interval wider than nothing cannot be calculated.
func TrendValues(value, lower, upper []float64) Trend {
	if len(value) != len(lower) || len(value) != len(upper) || len(value) < TrendPoints {
		return Trend{Marker: CannotBeCalculated}
	}
	from := len(value) - TrendPoints
	value = value[from:]
	weight := make([]float64, TrendPoints)
	for i := range value {
		se := (upper[from+i] - lower[from+i]) / 3.92
		if !finite(value[i], se) || se <= 0 {
			return Trend{Marker: CannotBeCalculated}
		}
		weight[i] = 1 / (se * se)
	}
	t := Trend{}
	t.Slope, t.SE = weightedSlope(value, weight)
	t.ChiSquare = (t.Slope / t.SE) * (t.Slope / t.SE)
	if !finite(t.Slope, t.SE, t.ChiSquare) {
		return Trend{Marker: CannotBeCalculated}
	}
	return t.judge(value, weight)
}

// judge sets SameSign and Marker.
func (t Trend) judge(y, weight []float64) Trend {
	t.SameSign = true
	for leave := range y {
		kept := append([]float64(nil), weight...)
		kept[leave] = 0
		slope, _ := weightedSlope(y, kept)
		t.SameSign = t.SameSign && (slope >= 0) == (t.Slope >= 0)
	}
	switch {
	case t.ChiSquare <= trendCritical || !t.SameSign:
		t.Marker = NoChange
	case t.Slope >= 0:
		t.Marker = Increasing
	default:
		t.Marker = Decreasing
	}
	return t
}

// weightedSlope is the least-squares slope of y on t = 1, 2, … with weights, and
// its standard error sqrt(Σw/D) when the weights are inverse variances.
func weightedSlope(y, weight []float64) (slope, se float64) {
	var w, wt, wy summer
	for i := range y {
		w.add(weight[i])
		wt.add(weight[i] * float64(i+1))
		wy.add(weight[i] * y[i])
	}
	centre, level := wt.total()/w.total(), wy.total()/w.total()
	var tt, ty summer
	for i := range y {
		d := float64(i+1) - centre
		tt.add(weight[i] * d * d)
		ty.add(weight[i] * d * (y[i] - level))
	}
	return ty.total() / tt.total(), math.Sqrt(1 / tt.total())
}

// CochranArmitage is the chi-squared test, one degree of freedom, for a linear
// trend in proportions x/n over t = 1, 2, … (Cochran 1954, Armitage 1955):
// N(N Σxt - R Σnt)²/(R(N-R)(N Σnt² - (Σnt)²)), computed from deviations.
func CochranArmitage(x, n []float64) (Test, error) {
	if len(x) != len(n) {
		return Test{}, ErrLength
	}
	if len(x) < 2 {
		return Test{}, ErrTooFew
	}
	for i := range x {
		if err := checkProportion(x[i], n[i]); err != nil {
			return Test{}, err
		}
	}
	events, size := sum(x), sum(n)
	if events == 0 || events == size {
		return Test{}, ErrNoVariation
	}
	p := events / size
	var nt summer
	for i := range n {
		nt.add(n[i] * float64(i+1))
	}
	centre := nt.total() / size
	var score, spread summer
	for i := range x {
		d := float64(i+1) - centre
		score.add(d * (x[i] - n[i]*p))
		spread.add(n[i] * d * d)
	}
	statistic := score.total() * score.total() / (p * ((size - events) / size) * spread.total())
	return Test{statistic, 1, chiSquareSurvival(statistic, 1)}, nil
}
