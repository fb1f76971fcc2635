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
	if x/2 > 750+10*df { // below the smallest float
		return 0
	}
	return mathext.GammaIncRegComp(df/2, x/2)
}

// normalTwoSided is P(|Z| > |z|).
func normalTwoSided(z float64) float64 { return math.Erfc(math.Abs(z) / math.Sqrt2) }

// tTwoSided is P(|T| > |t|) with df degrees of freedom: I_x(df/2, 1/2) at x =
// df/(df+t²).
func tTwoSided(t, df float64) float64 {
	switch {
	case math.IsNaN(t) || !usable(0, df):
		return math.NaN()
	case t == 0:
		return 1
	case math.Abs(t) > 1e150:
		return 0
	case df > maxBeta:
		return normalTwoSided(t)
	}
	x, y := df/(df+t*t), t*t/(df+t*t)
	p, _, _ := incompleteBeta(x, y, df/2, 0.5)
	return p
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

// tUpper is the t that Student's distribution exceeds with probability tail, at
// most 1/2; +Inf at 0.
func tUpper(tail, df float64) float64 {
	switch {
	case !usable(tail, df):
		return math.NaN()
	case tail <= 0:
		return math.Inf(1)
	case df >= expandT:
		return expandedT(-distuv.UnitNormal.Quantile(tail), df)
	}
	x, y := betaQuantiles(2*tail, df/2, 0.5) // P(|T| > t) = I_x(df/2, 1/2), x = df/(df+t²)
	return math.Sqrt(df * (y / x))
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

// gammaQuantile is the quantile of the gamma distribution with scale 1. Between
// the shapes that gonum inverts surely, it is gonum's; above, the Cornish-Fisher
// expansion (Abramowitz and Stegun 26.4), exact to the last digit there; below,
// the power x^shape/Γ(shape+1) that the distribution starts with.
func gammaQuantile(p, shape float64) float64 {
	switch {
	case !usable(p, shape):
		return math.NaN()
	case p <= 0:
		return 0
	case p >= 1:
		return math.Inf(1)
	case shape > 1e9:
		return expandedGamma(distuv.UnitNormal.Quantile(p), shape)
	case shape < 1e-6:
		l, _ := math.Lgamma(shape + 1)
		return math.Exp((math.Log(p) + l) / shape)
	}
	return distuv.Gamma{Alpha: shape, Beta: 1}.Quantile(p)
}

func expandedGamma(z, shape float64) float64 {
	w, root := z*z, math.Sqrt(shape)
	q := shape + z*root + (w-1)/3 + z*(w-7)/(36*root) - (3*w*w+7*w-16)/(810*shape)
	return math.Max(0, q)
}
