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
		below, above, _ := incompleteBeta(lower, c.x, c.n-c.x+1)
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
