package statistic

import (
	"math"
	"slices"
)

// SignedRank is Wilcoxon's signed rank analysis (1945) of paired differences.
// Values that a method does not define are NaN.
type SignedRank struct {
	N                 int     // differences that are not zero
	V                 float64 // sum of the ranks of the positive differences
	ExactP            float64 // n < 50, no ties, no zeros
	NormalP           float64 // tie correction and continuity correction
	NormalUncorrected float64 // tie correction only
	HodgesLehmann     float64 // median of the Walsh averages; no ties, no zeros
	Limits            Interval
}

// MethodWalsh is the exact interval from the order statistics of the averages of
// pairs of differences.
const MethodWalsh Method = "walsh_averages"

const (
	exactSignedRank = 50   // below it the distribution is computed exactly
	maxWalsh        = 4000 // Walsh averages grow with the square of n
)

// WilcoxonSignedRank drops zero differences and ranks the rest by size, ties by
// average. The exact distribution comes from dynamic programming over the ranks.
// Ties are exact equalities, as in R: give differences of scores as whole numbers
// (scaled), because 0.3 and 1.3-1.0 differ as floats. All differences zero:
// ErrTooFew. The limits are those of the pseudomedian at the level; none where
// so few pairs cannot reach it.
func WilcoxonSignedRank(differences []float64, level Level) (SignedRank, error) {
	half, err := level.tail()
	if err != nil {
		return SignedRank{}, err
	}
	if !finite(differences...) {
		return SignedRank{}, ErrNotFinite
	}
	sizes, kept := nonZero(differences)
	n := len(kept)
	if n == 0 {
		return SignedRank{}, ErrTooFew
	}
	ranks := Ranks(sizes, TiesAverage, false)
	r := SignedRank{N: n, ExactP: math.NaN(), HodgesLehmann: math.NaN(), Limits: undefined(MethodWalsh)}
	for i, d := range kept {
		if d > 0 {
			r.V += ranks[i]
		}
	}
	ties := tieSizes(sizes)
	size := float64(n)
	variance := size * (size + 1) * (2*size + 1) / 24
	for _, t := range ties {
		variance -= t * (t*t - 1) / 48
	}
	z := r.V - size*(size+1)/4
	r.NormalUncorrected = normalTwoSided(z / math.Sqrt(variance))
	r.NormalP = normalTwoSided(continuity(z) / math.Sqrt(variance))
	if len(ties) > 0 || n < len(differences) {
		return r, nil
	}
	if n <= maxWalsh {
		r.hodgesLehmann(kept, half)
	}
	if n < exactSignedRank {
		r.ExactP = signedRankP(n, r.V)
	}
	return r, nil
}

// continuity moves a deviation half a step towards zero; nothing moves past it.
func continuity(z float64) float64 {
	switch {
	case z > 0:
		return z - 0.5
	case z < 0:
		return z + 0.5
	}
	return 0
}

// nonZero returns the differences that are not zero and their sizes.
func nonZero(differences []float64) (sizes, kept []float64) {
	for _, d := range differences {
		if d != 0 {
			kept = append(kept, d)
			sizes = append(sizes, math.Abs(d))
		}
	}
	return sizes, kept
}

// tieSizes lists how many values share each value that occurs more than once.
func tieSizes(xs []float64) []float64 {
	sorted := slices.Clone(xs)
	slices.Sort(sorted)
	var sizes []float64
	for start := 0; start < len(sorted); {
		end := start + 1
		for end < len(sorted) && sorted[end] == sorted[start] {
			end++
		}
		if end-start > 1 {
			sizes = append(sizes, float64(end-start))
		}
		start = end
	}
	return sizes
}

// signedRankWeights is the distribution of V for n untied differences: the
// number of subsets of 1..n with each sum, over 2^n.
func signedRankWeights(n int) weights {
	p := make([]float64, n*(n+1)/2+1)
	p[0] = 1
	for rank := 1; rank <= n; rank++ {
		for s := rank * (rank + 1) / 2; s >= rank; s-- {
			p[s] += p[s-rank]
		}
	}
	for s := range p {
		p[s] = math.Ldexp(p[s], -n)
	}
	return weights{0, p}
}

// signedRankP is the exact two-sided probability of V.
func signedRankP(n int, v float64) float64 {
	w := signedRankWeights(n)
	k := int64(math.Round(v))
	lower := min(k, int64(n)*int64(n+1)/2-k) // the distribution is symmetric
	return math.Min(1, 2*w.upTo(lower))
}

func (r *SignedRank) hodgesLehmann(differences []float64, half float64) {
	n := len(differences)
	walsh := make([]float64, 0, n*(n+1)/2)
	for i := range differences {
		for j := i; j < n; j++ {
			walsh = append(walsh, (differences[i]+differences[j])/2)
		}
	}
	slices.Sort(walsh)
	r.HodgesLehmann = quantileSorted(walsh, 0.5, 7)
	if n >= exactSignedRank {
		return
	}
	w := signedRankWeights(n)
	var cumulative summer
	for k, p := range w.p {
		if cumulative.add(p); cumulative.total() >= half {
			if k > 0 {
				r.Limits = Interval{walsh[k-1], walsh[len(walsh)-k], MethodWalsh}
			}
			return
		}
	}
}
