package statistic

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// gonum's incomplete beta loses digits as its parameters grow (1e-8 at ten
// million), and its inverse fails far out in the tails of skewed parameters. Here
// the quantile is a Newton iteration on a continued fraction whose leading factor
// comes from Loader's saddle-point expansion (2000), where large logarithms never
// cancel.

// maxBeta is the largest parameter sum for which quantiles are computed; the
// continued fraction takes steps with its square root.
const maxBeta = 2e9

// betaQuantiles is the quantile of Beta(a, b) at p and its complement, each with
// its own digits; 0 at p = 0 and 1 at p = 1. The logarithms of both tails are
// concave in log(x/y), the density on that scale being log-concave: from the
// second step on, Newton's method on the smaller tail comes nearer from one side.
// An upper quantile at 1-p is asked for as the complement with a and b exchanged.
func betaQuantiles(p, a, b float64) (x, y float64) {
	switch {
	case !usable(p, a, b) || a+b > 2*maxBeta:
		return math.NaN(), math.NaN()
	case p <= 0:
		return 0, 1
	case p >= 1:
		return 1, 0
	case p > 0.5:
		y, x = betaQuantiles(1-p, b, a)
		return x, y
	}
	x, y = a/(a+b), b/(a+b)
	move := distuv.UnitNormal.Quantile(p) * math.Sqrt(1/a+1/b)
	for range 200 {
		x, y = shiftLogit(x, y, math.Max(-700, math.Min(700, move)))
		if x == 0 || y == 0 {
			break
		}
		lower, kernel := logIncompleteBeta(x, y, a, b)
		move = math.Exp(lower-kernel) * (math.Log(p) - lower)
		if math.Abs(move) <= 1e-15 || math.IsNaN(move) {
			break
		}
	}
	return x, y
}

// logIncompleteBeta returns log I_x(a, b) and the logarithm of [betaKernel].
func logIncompleteBeta(x, y, a, b float64) (lower, kernel float64) {
	kernel = logBetaKernel(x, y, a, b)
	if x < (a+1)/(a+b+2) {
		return kernel + math.Log(betaFraction(x, a, b)/a), kernel
	}
	return math.Log1p(-math.Exp(kernel) / b * betaFraction(y, b, a)), kernel
}

// shiftLogit adds to log(x/y), y being 1-x.
func shiftLogit(x, y, by float64) (float64, float64) {
	if by > 0 {
		y *= math.Exp(-by)
	} else {
		x *= math.Exp(by)
	}
	return x / (x + y), y / (x + y)
}

// incompleteBeta returns I_x(a, b), its complement, and the kernel
// x^a y^b / B(a, b), for x and y = 1-x, each with all its digits.
func incompleteBeta(x, y, a, b float64) (lower, upper, kernel float64) {
	kernel = betaKernel(x, y, a, b)
	if x < (a+1)/(a+b+2) {
		lower = kernel / a * betaFraction(x, a, b)
		return lower, 1 - lower, kernel
	}
	upper = kernel / b * betaFraction(y, b, a)
	return 1 - upper, upper, kernel
}

// betaFraction is the continued fraction 1/(1+ d1/(1+ d2/(1+ …))) of DLMF 8.17.22,
// evaluated forwards (Lentz's method).
func betaFraction(x, a, b float64) float64 {
	const tiny = 1e-300
	guard := func(v float64) float64 {
		if math.Abs(v) < tiny {
			return tiny
		}
		return v
	}
	c, d, h := 1.0, 1/guard(1-(a+b)*x/(a+1)), 1.0
	h = d
	for k := 1.0; k < 1e6; k++ {
		even := k * (b - k) * x / ((a + 2*k - 1) * (a + 2*k))
		d, c = 1/guard(1+even*d), guard(1+even/c)
		h *= d * c
		odd := -(a + k) * (a + b + k) * x / ((a + 2*k) * (a + 2*k + 1))
		d, c = 1/guard(1+odd*d), guard(1+odd/c)
		step := d * c
		h *= step
		if math.Abs(step-1) < 1e-16 {
			break
		}
	}
	return h
}

// betaKernel is x^a y^b / B(a, b).
func betaKernel(x, y, a, b float64) float64 { return math.Exp(logBetaKernel(x, y, a, b)) }

// logBetaKernel is its logarithm, from ab/(a+b) times the binomial probability of a
// in a+b at x.
func logBetaKernel(x, y, a, b float64) float64 {
	n := a + b
	exponent := stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, n*x) - deviance(b, n*y)
	return exponent + math.Log(a*b/n/(2*math.Pi))/2
}

// stirlingError is log Γ(z+1) less Stirling's approximation of it.
func stirlingError(z float64) float64 {
	if z < 16 {
		l, _ := math.Lgamma(z + 1)
		return l - (z+0.5)*math.Log(z) + z - math.Log(2*math.Pi)/2
	}
	w := 1 / (z * z)
	return (1.0/12 - (1.0/360-(1.0/1260-(1.0/1680-w/1188)*w)*w)*w) / z
}

// deviance is x log(x/m) + m - x, by its series where x is near m.
func deviance(x, m float64) float64 {
	gap := x - m
	v := gap / (x + m)
	if math.Abs(v) >= 0.1 {
		return x*math.Log(x/m) - gap
	}
	total, term := gap*v, 2*x*v
	for j := 3.0; j < 200; j += 2 {
		term *= v * v
		next := total + term/j
		if next == total {
			break
		}
		total = next
	}
	return total
}
