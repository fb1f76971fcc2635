package statistic

import "math"

// Shrunken values are a supplement that shows how much of a difference chance
// could make; they are never the published rate.

// Marshall holds the global empirical Bayes estimates of rates (Marshall 1991).
type Marshall struct {
	Mean      float64   // Σx/Σn
	Variance  float64   // of the true rates, at least 0
	Estimates []float64 // in the order given; Mean where n is 0
}

// NewMarshall shrinks rates x/n towards their mean M: with s² = Σn(p-M)²/Σn and
// A = max(0, s² - M/mean(n)), the estimate is M + A(p-M)/(A + M/n).
func NewMarshall(x, n []float64) (Marshall, error) {
	if len(x) != len(n) {
		return Marshall{}, ErrLength
	}
	if !finite(x...) || !finite(n...) {
		return Marshall{}, ErrNotFinite
	}
	for i := range x {
		if x[i] < 0 || n[i] < 0 {
			return Marshall{}, ErrNegative
		}
		if n[i] == 0 && x[i] > 0 {
			return Marshall{}, ErrZeroBase
		}
	}
	total := sum(n)
	if total == 0 {
		return Marshall{}, ErrZeroBase
	}
	m := Marshall{Mean: sum(x) / total}
	var spread summer
	areas := 0.0
	for i := range x {
		if n[i] > 0 {
			off := x[i]/n[i] - m.Mean
			spread.add(n[i] * off * off)
			areas++
		}
	}
	m.Variance = math.Max(0, spread.total()/total-m.Mean/(total/areas))
	for i := range x {
		estimate := m.Mean
		if n[i] > 0 && m.Variance > 0 {
			estimate += m.Variance * (x[i]/n[i] - m.Mean) / (m.Variance + m.Mean/n[i])
		}
		m.Estimates = append(m.Estimates, estimate)
	}
	return m, nil
}

// Heterogeneity is how the variance between studies or areas is estimated.
type Heterogeneity int

// The estimators: none (one common effect), DerSimonian and Laird (1986), Hedges
// and Olkin (1985), Sidik and Jonkman (2005), Paule and Mandel (1982), restricted
// and plain maximum likelihood.
const (
	CommonEffect Heterogeneity = iota
	DerSimonianLaird
	HedgesOlkin
	SidikJonkman
	PauleMandel
	REML
	MaximumLikelihood
)

// Pooled is a weighted mean of estimates with their heterogeneity.
type Pooled struct {
	K              int
	Estimate, SE   float64
	Limits         Interval
	Z, P           float64
	Tau2           float64
	I2, H2, Q, QP  float64 // I2 in per cent; Q's P with k-1 degrees of freedom
	Shrunk, Errors []float64
}

// Pool combines estimates y with variances v > 0. Shrunk holds each estimate's
// best linear prediction b y + (1-b) mu, b = tau²/(tau²+v), and Errors its
// standard error sqrt(b v + (1-b)² var(mu)). ErrTooFew below two estimates.
func Pool(y, v []float64, method Heterogeneity, level Level) (Pooled, error) {
	z, err := level.z()
	if err != nil {
		return Pooled{}, err
	}
	if err := checkPool(y, v, method); err != nil {
		return Pooled{}, err
	}
	k := float64(len(y))
	common := newWeighted(y, v, 0)
	p := Pooled{K: len(y), Q: common.squares, Tau2: tau2(y, v, method)}
	p.QP = chiSquareSurvival(p.Q, k-1)
	w := newWeighted(y, v, p.Tau2)
	p.Estimate, p.SE = w.mean, math.Sqrt(1/w.sum)
	p.Limits = Interval{p.Estimate - z*p.SE, p.Estimate + z*p.SE, MethodNormal}
	p.Z = p.Estimate / p.SE
	p.P = normalTwoSided(p.Z)
	typical := (k - 1) / (common.sum - common.sumSquares/common.sum)
	p.I2, p.H2 = 100*p.Tau2/(p.Tau2+typical), p.Tau2/typical+1
	if method == CommonEffect {
		p.I2, p.H2 = 0, p.Q/(k-1)
		if p.Q > 0 {
			p.I2 = 100 * math.Max(0, (p.Q-(k-1))/p.Q)
		}
	}
	for i := range y {
		b := p.Tau2 / (p.Tau2 + v[i])
		p.Shrunk = append(p.Shrunk, b*y[i]+(1-b)*p.Estimate)
		p.Errors = append(p.Errors, math.Sqrt(b*v[i]+(1-b)*(1-b)/w.sum))
	}
	return p, nil
}

func checkPool(y, v []float64, method Heterogeneity) error {
	switch {
	case len(y) != len(v):
		return ErrLength
	case len(y) < 2:
		return ErrTooFew
	case !finite(y...) || !finite(v...):
		return ErrNotFinite
	case method < CommonEffect || method > MaximumLikelihood:
		return ErrRange
	}
	for _, x := range v {
		if x < 0 {
			return ErrNegative
		}
		if x == 0 {
			return ErrNoVariation
		}
	}
	return nil
}

// weighted holds the sums for weights w = 1/(v+tau2).
type weighted struct {
	sum, sumSquares float64 // Σw, Σw²
	mean            float64 // Σwy/Σw
	squares         float64 // Σw(y-mean)²
	steep           float64 // Σw²(y-mean)²
}

func newWeighted(y, v []float64, tau2 float64) weighted {
	var w, ww, wy summer
	for i := range y {
		weight := 1 / (v[i] + tau2)
		w.add(weight)
		ww.add(weight * weight)
		wy.add(weight * y[i])
	}
	out := weighted{sum: w.total(), sumSquares: ww.total(), mean: wy.total() / w.total()}
	var q, steep summer
	for i := range y {
		weight, off := 1/(v[i]+tau2), y[i]-out.mean
		q.add(weight * off * off)
		steep.add(weight * weight * off * off)
	}
	out.squares, out.steep = q.total(), steep.total()
	return out
}

// tau2 estimates the variance between studies, never below zero.
func tau2(y, v []float64, method Heterogeneity) float64 {
	k := float64(len(y))
	switch method {
	case CommonEffect:
		return 0
	case DerSimonianLaird:
		w := newWeighted(y, v, 0)
		return math.Max(0, (w.squares-(k-1))/(w.sum-w.sumSquares/w.sum))
	case HedgesOlkin:
		return math.Max(0, unweightedSquares(y)/(k-1)-sum(v)/k)
	case SidikJonkman:
		start := unweightedSquares(y) / k
		if start == 0 {
			return 0
		}
		return start * newWeighted(y, v, start).squares / (k - 1)
	}
	return root(unweightedSquares(y), func(t float64) float64 {
		w := newWeighted(y, v, t)
		switch method {
		case PauleMandel:
			return w.squares - (k - 1)
		case REML:
			return w.steep - (w.sum - w.sumSquares/w.sum)
		}
		return w.steep - w.sum
	})
}

func unweightedSquares(y []float64) float64 {
	mean := sum(y) / float64(len(y))
	var q summer
	for _, x := range y {
		q.add((x - mean) * (x - mean))
	}
	return q.total()
}

// root finds where f, positive at 0 and negative far out, crosses zero; 0 where
// it is not positive at 0.
func root(guess float64, f func(float64) float64) float64 {
	if !(f(0) > 0) {
		return 0
	}
	low, high := 0.0, math.Max(guess, math.SmallestNonzeroFloat64)
	for f(high) > 0 && high < math.MaxFloat64/4 {
		low, high = high, 2*high
	}
	for range 2000 {
		middle := low + (high-low)/2
		if middle <= low || middle >= high {
			break
		}
		if f(middle) > 0 {
			low = middle
		} else {
			high = middle
		}
	}
	return high
}
