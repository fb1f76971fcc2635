package statistic

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// The quantiles that every interval rests on.
func TestQuantilesAgreeWithR(t *testing.T) {
	for _, r := range table(t, "quantile_functions") {
		p, a, b, want := r.f(t, "p"), r.f(t, "a"), r.f(t, "b"), r.f(t, "x")
		relative := 1e-10
		if p < 1e-5 || p > 1-1e-5 {
			relative = 1e-6 // beyond every level that is offered
		}
		switch r["dist"] {
		case "norm":
			closeTo(t, "normal", must[float64](t)(NormalQuantile(p)), want, relative)
		case "t":
			if p >= 0.5 {
				closeTo(t, "t", tQuantile(p, a), want, relative)
			}
		case "chisq":
			closeTo(t, "chi-squared", chiSquareQuantile(p, a), want, relative)
		case "gamma_shape_rate1":
			closeTo(t, "gamma", gammaQuantile(p, a), want, relative)
		case "beta":
			closeTo(t, "beta", betaQuantile(p, a, b), want, relative)
		}
	}
}

// Beta(1, n) has a closed quantile; gonum alone is 1e-8 off at ten million.
func TestBetaQuantileOfLargeParameters(t *testing.T) {
	for _, n := range []float64{1, 50, 1e3, 1e6, 1e7, 1e9} {
		for _, p := range []float64{0.001, 0.025, 0.5, 0.975, 0.999} {
			closeTo(t, "beta", betaQuantile(p, 1, n), -math.Expm1(math.Log1p(-p)/n), 1e-9)
		}
	}
	for _, c := range []struct{ x, n float64 }{{3, 40}, {250, 1000}, {120000, 1e6}} {
		lower := betaQuantile(0.025, c.x, c.n-c.x+1)
		below, above, _ := incompleteBeta(lower, 1-lower, c.x, c.n-c.x+1)
		closeTo(t, "tail", below, 0.025, 1e-11)
		// P(Beta <= q) is P(Bin(n, q) >= x): summed term by term.
		w := binomial(int64(c.n), lower)
		closeTo(t, "binomial tail", 1-w.upTo(int64(c.x)-1), 0.025, 1e-9)
		closeTo(t, "both tails", below+above, 1, 1e-15)
	}
}

func TestStudentQuantileMeetsItsExpansion(t *testing.T) {
	for _, p := range []float64{0.95, 0.975, 0.995, 0.999} {
		for _, df := range []float64{500, 999, 1000, 5000} {
			exact := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}.Quantile(p)
			closeTo(t, "t", expandedT(distuv.UnitNormal.Quantile(p), df), exact, 2e-12)
		}
	}
}

// P(|T| > t) has a closed form for one and two degrees of freedom, and is the
// normal one in the end.
func TestStudentTails(t *testing.T) {
	for _, x := range []float64{1e-6, 0.1, 1, 2.5, 40, 1e6} {
		close9(t, "one", tTwoSided(x, 1), 2/math.Pi*math.Atan(1/x))
		root := math.Sqrt(2 + x*x)
		close9(t, "two", tTwoSided(-x, 2), 2/(root*(root+x)))
	}
	for _, x := range []float64{0.5, 2, 6} {
		closeTo(t, "many", tTwoSided(x, 1e9), normalTwoSided(x), 1e-6)
		closeTo(t, "more", tTwoSided(x, 1e12), normalTwoSided(x), 1e-9)
	}
}

func TestGammaQuantileMeetsItsExpansion(t *testing.T) {
	for _, p := range []float64{0.001, 0.025, 0.975, 0.999} {
		for _, shape := range []float64{1e6, 1e8, 1e9} {
			exact := distuv.Gamma{Alpha: shape, Beta: 1}.Quantile(p)
			closeTo(t, "gamma", expandedGamma(distuv.UnitNormal.Quantile(p), shape), exact, 1e-13)
		}
	}
	if got := gammaQuantile(0.5, 1e-9); got != 0 {
		t.Errorf("next to nothing: %v", got)
	}
}
