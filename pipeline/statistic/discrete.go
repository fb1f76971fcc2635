package statistic

import "math"

// Discrete distributions on a range of integers, known up to a constant by the
// ratio of neighbouring probabilities. Weights start at 1 in the mode and run
// outwards until they vanish, so that nothing needs a factorial and the work
// grows with the standard deviation, not with the range.

// vanishing is where a weight no longer counts beside the mode's 1: for tests,
// whose probabilities may be tiny, and for quantiles, whose are not.
const (
	vanishing         = 1e-300
	vanishingQuantile = 1e-25
)

// weights holds consecutive outcomes' probabilities, summing to 1.
type weights struct {
	first int64 // outcome of p[0]
	p     []float64
}

// newWeights builds the distribution on low..high with the given mode, as far as
// weights of least; up(k) is P(k+1)/P(k).
func newWeights(low, high, mode int64, least float64, up func(k int64) float64) weights {
	var left []float64
	w := 1.0
	for k := mode; k > low; k-- {
		if w /= up(k - 1); w < least {
			break
		}
		left = append(left, w)
	}
	p := make([]float64, 0, 2*len(left)+1)
	for i := len(left) - 1; i >= 0; i-- {
		p = append(p, left[i])
	}
	p = append(p, 1)
	w = 1
	for k := mode; k < high; k++ {
		if w *= up(k); w < least {
			break
		}
		p = append(p, w)
	}
	total := sum(p)
	for i := range p {
		p[i] /= total
	}
	return weights{mode - int64(len(left)), p}
}

// at is the probability of one outcome.
func (w weights) at(k int64) float64 {
	if k < w.first || k >= w.first+int64(len(w.p)) {
		return 0
	}
	return w.p[k-w.first]
}

// upTo is P(X <= k).
func (w weights) upTo(k int64) float64 {
	end := min(k-w.first+1, int64(len(w.p)))
	if end <= 0 {
		return 0
	}
	return math.Min(1, sum(w.p[:end]))
}

// twoSided sums the probabilities of all outcomes that are no likelier than k,
// with relative slack 1e-7 (R's rule for exact two-sided tests).
func (w weights) twoSided(k int64) float64 {
	limit := w.at(k) * (1 + 1e-7)
	var chosen []float64
	for _, p := range w.p {
		if p <= limit {
			chosen = append(chosen, p)
		}
	}
	return math.Min(1, sum(chosen))
}

// binomial is the distribution of successes in n trials, 0 < p < 1.
func binomial(n int64, p float64) weights { return binomialTo(n, p, vanishing) }

func binomialTo(n int64, p, least float64) weights {
	odds := p / (1 - p)
	mode := min(n, int64(math.Floor(float64(n+1)*p)))
	return newWeights(0, n, mode, least, func(k int64) float64 {
		return float64(n-k) / float64(k+1) * odds
	})
}

// hypergeometric is the number of successes in the first of two groups of size
// a and b when the two have k successes together.
func hypergeometric(a, b, k int64) weights {
	low, high := max(0, k-b), min(a, k)
	mode := int64(math.Floor(float64(k+1) / float64(a+b+2) * float64(a+1)))
	mode = min(high, max(low, mode))
	return newWeights(low, high, mode, vanishing, func(x int64) float64 {
		return float64(a-x) / float64(x+1) * float64(k-x) / float64(b-k+x+1)
	})
}

// medianOrder finds the smallest k with P(Bin(n, 1/2) <= k) >= half, and
// P(Bin(n, 1/2) <= k-1).
func medianOrder(n int64, half float64) (k int64, below float64) {
	w := binomialTo(n, 0.5, vanishingQuantile)
	cumulative := summer{}
	for i, p := range w.p {
		before := cumulative.total()
		cumulative.add(p)
		if cumulative.total() >= half {
			return w.first + int64(i), before
		}
	}
	return n, 1
}

// summer adds floats with Neumaier's compensation.
type summer struct{ s, c float64 }

func (s *summer) add(x float64) {
	t := s.s + x
	if math.Abs(s.s) >= math.Abs(x) {
		s.c += (s.s - t) + x
	} else {
		s.c += (x - t) + s.s
	}
	s.s = t
}

func (s *summer) total() float64 { return s.s + s.c }

// sum adds floats with compensation.
func sum(xs []float64) float64 {
	var s summer
	for _, x := range xs {
		s.add(x)
	}
	return s.total()
}
