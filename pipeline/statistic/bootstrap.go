package statistic

import (
	"math/rand/v2"
	"slices"
)

// MethodBootstrap names an interval from resampling.
const MethodBootstrap Method = "bootstrap"

// maxResampled bounds the work of a bootstrap, values times draws.
const maxResampled = 1e9

// Bootstrap is the percentile interval of a statistic by resampling (Efron 1979):
// draws samples of len(xs) values, with replacement, and of the statistic's values
// the type 7 quantiles at both tails. It is for statistics that have no interval of
// their own, and to hold analytic limits against; it is too narrow for few values.
// The same seed gives the same limits. The statistic gets a slice that is reused;
// where it is NaN in a sample, the error is ErrNotFinite. A hundred draws at least,
// two values at least.
func Bootstrap(xs []float64, statistic func([]float64) float64, level Level, draws int, seed uint64) (Interval, error) {
	half, err := level.tail()
	if err != nil {
		return Interval{}, err
	}
	switch {
	case !finite(xs...):
		return Interval{}, ErrNotFinite
	case len(xs) < 2:
		return Interval{}, ErrTooFew
	case draws < 100 || statistic == nil:
		return Interval{}, ErrRange
	case float64(len(xs))*float64(draws) > maxResampled:
		return Interval{}, ErrTooMany
	}
	source := rand.New(rand.NewPCG(seed, uint64(len(xs))))
	sample, values := make([]float64, len(xs)), make([]float64, draws)
	for d := range values {
		for i := range sample {
			sample[i] = xs[source.IntN(len(xs))]
		}
		values[d] = statistic(sample)
	}
	if !finite(values...) {
		return Interval{}, ErrNotFinite
	}
	slices.Sort(values)
	return Interval{quantileSorted(values, half, 7), quantileSorted(values, 1-half, 7), MethodBootstrap}, nil
}
