package statistic

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"
)

func average(xs []float64) float64 { return sum(xs) / float64(len(xs)) }

// Of 200 values the bootstrap's limits are near the t interval, and the same again.
func TestBootstrapMeetsTheT(t *testing.T) {
	source := rand.New(rand.NewPCG(3, 5))
	xs := make([]float64, 200)
	for i := range xs {
		xs[i] = source.NormFloat64()
	}
	got := must[Interval](t)(Bootstrap(xs, average, Level95, 4000, 1))
	exact := must[Moments](t)(MomentsOf(xs))
	want := must[Paired](t)(exact.Paired(Level95)).Limits
	width := want.Upper - want.Lower
	if math.Abs(got.Lower-want.Lower) > 0.05*width || math.Abs(got.Upper-want.Upper) > 0.05*width {
		t.Errorf("%v, t gives %v", got, want)
	}
	if again := must[Interval](t)(Bootstrap(xs, average, Level95, 4000, 1)); again != got {
		t.Errorf("same seed: %v, then %v", got, again)
	}
	if other := must[Interval](t)(Bootstrap(xs, average, Level95, 4000, 2)); other == got {
		t.Error("another seed gives the same limits")
	}
}

// Over 400 samples of 60 exponential values about 93 of 100 intervals hold the true
// mean, as the percentile method does for a skewed distribution of that size.
func TestBootstrapCovers(t *testing.T) {
	source := rand.New(rand.NewPCG(11, 13))
	const samples = 400
	held := 0
	xs := make([]float64, 60)
	for s := range uint64(samples) {
		for i := range xs {
			xs[i] = source.ExpFloat64()
		}
		limits := must[Interval](t)(Bootstrap(xs, average, Level95, 500, s))
		if limits.Lower <= 1 && 1 <= limits.Upper {
			held++
		}
	}
	if held < 0.90*samples || held > 0.97*samples {
		t.Errorf("%d of %d intervals hold the mean", held, samples)
	}
}

func TestBootstrapEdges(t *testing.T) {
	equal := must[Interval](t)(Bootstrap([]float64{2, 2, 2}, average, Level95, 100, 0))
	if equal.Lower != 2 || equal.Upper != 2 {
		t.Errorf("all equal: %v", equal)
	}
	missing := func([]float64) float64 { return math.NaN() }
	for name, c := range map[string]struct {
		err  error
		want error
	}{
		"one value": {second(Bootstrap([]float64{1}, average, Level95, 100, 0)), ErrTooFew},
		"missing":   {second(Bootstrap([]float64{1, math.NaN()}, average, Level95, 100, 0)), ErrNotFinite},
		"undefined": {second(Bootstrap([]float64{1, 2}, missing, Level95, 100, 0)), ErrNotFinite},
		"few draws": {second(Bootstrap([]float64{1, 2}, average, Level95, 99, 0)), ErrRange},
		"too much":  {second(Bootstrap(make([]float64, 1000), average, Level95, 1e8, 0)), ErrTooMany},
		"level":     {second(Bootstrap([]float64{1, 2}, average, 0.5, 100, 0)), ErrLevel},
	} {
		if !errors.Is(c.err, c.want) {
			t.Errorf("%s: %v, want %v", name, c.err, c.want)
		}
	}
}

func second(_ Interval, err error) error { return err }
