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
				closeTo(t, "t", tUpper(1-p, a), want, 1e-9)
			}
		case "chisq":
			closeTo(t, "chi-squared", chiSquareQuantile(p, a), want, relative)
		case "gamma_shape_rate1":
			closeTo(t, "gamma", gammaQuantile(p, a), want, relative)
		case "beta":
			x, _ := betaQuantiles(p, a, b)
			closeTo(t, "beta", x, want, 1e-9)
		}
	}
}

// Beta(1, n) has a closed quantile; gonum alone is 1e-8 off at ten million.
func TestBetaQuantileOfLargeParameters(t *testing.T) {
	for _, n := range []float64{1, 50, 1e3, 1e6, 1e7, 1e9} {
		for _, p := range []float64{0.001, 0.025, 0.5, 0.975, 0.999} {
			x, _ := betaQuantiles(p, 1, n)
			closeTo(t, "beta", x, -math.Expm1(math.Log1p(-p)/n), 1e-9)
		}
	}
	for _, c := range []struct{ x, n float64 }{{3, 40}, {250, 1000}, {120000, 1e6}} {
		lower, rest := betaQuantiles(0.025, c.x, c.n-c.x+1)
		below, above, _ := incompleteBeta(lower, rest, c.x, c.n-c.x+1)
		closeTo(t, "tail", below, 0.025, 1e-11)
		// P(Beta <= q) is P(Bin(n, q) >= x): summed term by term.
		w := binomial(int64(c.n), lower)
		closeTo(t, "binomial tail", 1-w.upTo(int64(c.x)-1), 0.025, 1e-9)
		closeTo(t, "both tails", below+above, 1, 1e-15)
	}
}

// Far out in skewed tails, as joint limits for 290 areas ask (1 - 0.002/290) and
// further: R 4.2.2, qbeta(tail, x, n-x+1) and qbeta(tail, x+1, n-x, lower.tail =
// FALSE), tail 0.001/290 and 5e-10. gonum's inverse gave 0.037 for the first upper.
func TestExactLimitsFarOut(t *testing.T) {
	joint := must[Level](t)(BonferroniLevel(Level998, 290))
	for _, c := range []struct {
		x, n         float64
		level        Level
		lower, upper float64
	}{
		{4, 126238, joint, 7.7037361309270242e-07, 0.00017381638311324865},
		{35290, 35293, joint, 0.9994358811885552, 0.99999921673776127},
		{3, 1033584, joint, 2.6744733009442276e-08, 1.9266990937424966e-05},
		{28156391, 28156394, joint, 0.99999929272865962, 0.99999999901823711},
		{0, 8481, joint, 0, 0.0014819377740010705},
		{1, 1, joint, 3.4482758620724141e-06, 1},
		{2, 65767, 1 - 1e-9, 4.8083917322608844e-10, 0.00041682443212659188},
		{1, 13, 1 - 1e-9, 3.8461537382647623e-11, 0.86291754586652425},
	} {
		limits := must[Interval](t)(ClopperPearson(c.x, c.n, c.level))
		close9(t, "lower", limits.Lower, c.lower)
		close9(t, "upper", limits.Upper, c.upper)
	}
	half := must[Interval](t)(Jeffreys(878, 878, 1-1e-9))
	close9(t, "jeffreys", half.Lower, 0.97822116610261856)
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
