package statistic

import (
	"math"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// Tail probabilities, computed as tails: small ones keep their digits.

// chiSquareSurvival is P(chi² > x).
func chiSquareSurvival(x, df float64) float64 {
	if x <= 0 {
		return 1
	}
	if df == 1 {
		return normalTwoSided(math.Sqrt(x))
	}
	if math.IsInf(x, 1) {
		return 0
	}
	return mathext.GammaIncRegComp(df/2, x/2)
}

// normalTwoSided is P(|Z| > |z|).
func normalTwoSided(z float64) float64 { return math.Erfc(math.Abs(z) / math.Sqrt2) }

// tTwoSided is P(|T| > |t|) with df degrees of freedom.
func tTwoSided(t, df float64) float64 {
	switch {
	case math.IsNaN(t):
		return math.NaN()
	case math.IsInf(t, 0):
		return 0
	case t == 0:
		return 1
	}
	return mathext.RegIncBeta(df/2, 0.5, df/(df+t*t))
}

// NormalQuantile is the standard normal quantile of p between 0 and 1.
func NormalQuantile(p float64) (float64, error) {
	if math.IsNaN(p) || p <= 0 || p >= 1 {
		return 0, ErrRange
	}
	return distuv.UnitNormal.Quantile(p), nil
}
