package statistic

import "math"

// Paired is the paired t analysis of differences (after minus before).
type Paired struct {
	N        int64
	Mean, SD float64
	T        float64 // +-Inf where the differences do not vary and are not zero
	DF       int64
	P        float64 // two-sided
	Limits   Interval
	CohenDz  float64 // mean/sd; NaN where sd is zero
}

// PairedT computes the paired t test and interval from exact parts of the
// differences. ErrTooFew below two pairs. With no variation P is 0 (1 where the
// mean is zero too).
func PairedT(s Sums, level Level) (Paired, error) {
	variance, err := s.Variance()
	if err != nil {
		return Paired{}, err
	}
	limits, err := TMean(s, level)
	if err != nil {
		return Paired{}, err
	}
	exact, _ := s.Mean()
	mean, _ := exact.Float64()
	square, _ := variance.Float64()
	return newPaired(s.N, mean, math.Sqrt(square), limits), nil
}

func newPaired(n int64, mean, sd float64, limits Interval) Paired {
	p := Paired{N: n, Mean: mean, SD: sd, DF: n - 1, Limits: limits, CohenDz: math.NaN()}
	switch {
	case sd > 0:
		p.CohenDz = mean / sd
		p.T = mean / (sd / math.Sqrt(float64(n)))
	case mean != 0:
		p.T = math.Inf(int(math.Copysign(1, mean)))
	}
	p.P = tTwoSided(p.T, float64(p.DF))
	return p
}

// Differences returns after minus before, pair by pair.
func Differences(before, after []float64) ([]float64, error) {
	if len(before) != len(after) {
		return nil, ErrLength
	}
	if !finite(before...) || !finite(after...) {
		return nil, ErrNotFinite
	}
	out := make([]float64, len(before))
	for i := range before {
		out[i] = after[i] - before[i]
	}
	return out, nil
}

// SignTest is the exact binomial test that positive and negative differences are
// equally likely; zeros are left out. ErrTooFew where nothing is left.
func SignTest(differences []float64) (p float64, err error) {
	if !finite(differences...) {
		return 0, ErrNotFinite
	}
	var up, down int64
	for _, d := range differences {
		switch {
		case d > 0:
			up++
		case d < 0:
			down++
		}
	}
	if up+down == 0 {
		return 0, ErrTooFew
	}
	return binomial(up+down, 0.5).twoSided(up), nil
}

// McNemarResult holds the tests of b against c discordant pairs. MidP is NaN
// where b = c.
type McNemarResult struct {
	ChiSquare, P                   float64
	ChiSquareCorrected, PCorrected float64
	ExactP, MidP                   float64
}

// McNemar compares two discordant counts (McNemar 1947): (b-c)²/(b+c); with
// Edwards' correction max(0, |b-c|-1)²/(b+c); the exact two-sided binomial at
// 1/2; and its mid-p value, exact minus P(X = min(b, c)) (Fagerland, Lydersen and
// Laake 2013), the default. No discordant pair: ErrTooFew.
func McNemar(b, c int64) (McNemarResult, error) {
	switch {
	case b < 0 || c < 0:
		return McNemarResult{}, ErrNegative
	case b > maxExact/2 || c > maxExact/2:
		return McNemarResult{}, ErrTooMany
	case b+c == 0:
		return McNemarResult{}, ErrTooFew
	}
	n, gap := float64(b+c), math.Abs(float64(b-c))
	corrected := math.Max(0, gap-1)
	r := McNemarResult{ChiSquare: gap * gap / n, ChiSquareCorrected: corrected * corrected / n, MidP: math.NaN()}
	r.P, r.PCorrected = chiSquareSurvival(r.ChiSquare, 1), chiSquareSurvival(r.ChiSquareCorrected, 1)
	if b == c {
		r.ExactP = 1
		return r, nil
	}
	w := binomial(b+c, 0.5)
	less := min(b, c)
	r.ExactP = math.Min(1, 2*w.upTo(less))
	r.MidP = r.ExactP - w.at(less)
	return r, nil
}
