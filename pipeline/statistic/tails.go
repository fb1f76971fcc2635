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
	if !usable(x, df) {
		return math.NaN()
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
	case !usable(0, df):
		return math.NaN()
	}
	return mathext.RegIncBeta(df/2, 0.5, df/(df+t*t))
}

// Quantiles, with their ends, guarded: gonum's inverses do not end, or panic,
// where a parameter is not a number.

// NormalQuantile is the standard normal quantile of p between 0 and 1.
func NormalQuantile(p float64) (float64, error) {
	if math.IsNaN(p) || p <= 0 || p >= 1 {
		return 0, ErrRange
	}
	return distuv.UnitNormal.Quantile(p), nil
}

// usable reports whether gonum may be asked for a quantile.
func usable(p float64, parameters ...float64) bool {
	for _, x := range parameters {
		if !(x > 0) {
			return false
		}
	}
	return finite(p) && finite(parameters...)
}

// expandT is the number of degrees of freedom from which Student's quantile comes
// from its expansion in 1/df, more exact there than the incomplete beta.
const expandT = 1000

// tQuantile is the quantile of Student's t for p >= 1/2, +Inf at p = 1.
func tQuantile(p, df float64) float64 {
	switch {
	case !usable(p, df):
		return math.NaN()
	case p >= 1:
		return math.Inf(1)
	case df >= expandT:
		return expandedT(distuv.UnitNormal.Quantile(p), df)
	}
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}.Quantile(p)
}

// expandedT is the Cornish-Fisher expansion of Student's quantile around the
// normal quantile z (Abramowitz and Stegun 26.7.5).
func expandedT(z, df float64) float64 {
	w := z * z
	g1 := z * (w + 1) / 4
	g2 := z * ((5*w+16)*w + 3) / 96
	g3 := z * (((3*w+19)*w+17)*w - 15) / 384
	g4 := z * ((((79*w+776)*w+1482)*w-1920)*w - 945) / 92160
	return z + (g1+(g2+(g3+g4/df)/df)/df)/df
}

// chiSquareQuantile is the chi-squared quantile, 0 at p = 0 and +Inf at p = 1.
func chiSquareQuantile(p, df float64) float64 { return 2 * gammaQuantile(p, df/2) }

// gammaQuantile is the quantile of the gamma distribution with scale 1.
func gammaQuantile(p, shape float64) float64 {
	switch {
	case !usable(p, shape):
		return math.NaN()
	case p <= 0:
		return 0
	case p >= 1:
		return math.Inf(1)
	}
	return distuv.Gamma{Alpha: shape, Beta: 1}.Quantile(p)
}
