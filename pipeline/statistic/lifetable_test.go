package statistic

import (
	"errors"
	"math"
	"testing"
)

// mortality is made up: few deaths among children, many among the old.
func mortality() (deaths, population []float64) {
	for i := range lifeGroups {
		population = append(population, 2000-60*float64(i))
		deaths = append(deaths, math.Ceil(0.3*math.Exp(0.33*float64(i))))
	}
	deaths[0] = 6
	return deaths, population
}

// lifeOracle follows the survivors of one birth cohort with plain loops.
func lifeOracle(deaths, population []float64, from int) (expectation float64) {
	survivors, years := 1.0, 0.0
	for i := from; i < lifeGroups; i++ {
		m := deaths[i] / population[i]
		if i == lifeGroups-1 {
			years += survivors / m
			break
		}
		h, lived := 5.0, 2.5 // width, years lived by those who die
		switch i {
		case 0:
			h, lived = 1, 0.1
		case 1:
			h, lived = 4, 2
		}
		q := h * m / (1 + (h-lived)*m)
		years += survivors * ((1-q)*h + q*lived)
		survivors *= 1 - q
	}
	return years
}

func TestLifeExpectancy(t *testing.T) {
	deaths, population := mortality()
	got := must[[]LifeExpectancy](t)(NewLifeExpectancy(deaths, population, Level95))
	for i, e := range got {
		close9(t, "life expectancy", e.Value, lifeOracle(deaths, population, i))
		if e.Reason != "" || !(e.Limits.Lower < e.Value && e.Value < e.Limits.Upper) {
			t.Errorf("group %d: %+v", i, e)
		}
	}
	if got[0].Age != 0 || got[1].Age != 1 || got[2].Age != 5 || got[19].Age != 90 {
		t.Errorf("ages %d %d %d %d", got[0].Age, got[1].Age, got[2].Age, got[19].Age)
	}
	// The last group alone: e = P/D with variance P²/D³ (one Poisson count).
	d, p := deaths[19], population[19]
	close9(t, "last se", got[19].SE, p/d/math.Sqrt(d))
}

// The analytic error agrees with how much life expectancy moves when one death
// more or less is counted: SE² is near Σ (de/dD)² D (1-q).
func TestLifeExpectancyErrorIsTheDeltaMethod(t *testing.T) {
	deaths, population := mortality()
	for i := range deaths { // large numbers, where the linear approximation holds
		deaths[i] *= 1000
		population[i] *= 1000
	}
	got := must[[]LifeExpectancy](t)(NewLifeExpectancy(deaths, population, Level95))
	variance := 0.0
	for i := range deaths {
		step := deaths[i] * 1e-4
		more, less := append([]float64{}, deaths...), append([]float64{}, deaths...)
		more[i] += step
		less[i] -= step
		slope := (lifeOracle(more, population, 0) - lifeOracle(less, population, 0)) / (2 * step)
		spread := deaths[i]
		if i < lifeGroups-1 { // binomial in q: var q = q²(1-q)/D, dq/dD = q²/(D M h)
			h, rest := 5.0, 2.5
			switch i {
			case 0:
				h, rest = 1, 0.9
			case 1:
				h, rest = 4, 2
			}
			m := deaths[i] / population[i]
			q := h * m / (1 + rest*m)
			perDeath := q / deaths[i] / (1 + rest*m)
			spread = q * q * (1 - q) / deaths[i] / (perDeath * perDeath)
		}
		variance += slope * slope * spread
	}
	closeTo(t, "se", got[0].SE, math.Sqrt(variance), 1e-6)
}

func TestLifeExpectancyEdges(t *testing.T) {
	for name, c := range map[string]struct {
		change func(d, p []float64) ([]float64, []float64)
		want   error
	}{
		"nineteen groups":   {func(d, p []float64) ([]float64, []float64) { return d[:19], p[:19] }, ErrLength},
		"negative deaths":   {func(d, p []float64) ([]float64, []float64) { d[3] = -1; return d, p }, ErrNegative},
		"empty group":       {func(d, p []float64) ([]float64, []float64) { p[3] = 0; return d, p }, ErrZeroBase},
		"more than all":     {func(d, p []float64) ([]float64, []float64) { d[3] = p[3] + 1; return d, p }, ErrAboveBase},
		"nobody dies":       {func(d, p []float64) ([]float64, []float64) { d[19] = 0; return d, p }, ErrFewEvents},
		"a small area":      {func(d, _ []float64) ([]float64, []float64) { return make([]float64, 20), equal(20, 250) }, ErrTooFew},
		"a missing figure":  {func(d, p []float64) ([]float64, []float64) { d[0] = math.NaN(); return d, p }, ErrNotFinite},
		"figures unmatched": {func(d, p []float64) ([]float64, []float64) { return d, p[:3] }, ErrLength},
	} {
		deaths, population := c.change(mortality())
		if _, err := NewLifeExpectancy(deaths, population, Level95); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	// One death in the last group of a small area: the interval is too wide.
	deaths, population := make([]float64, 20), equal(20, 251)
	deaths[19] = 1
	got := must[[]LifeExpectancy](t)(NewLifeExpectancy(deaths, population, Level95))
	if got[0].Reason != ErrRange || !math.IsNaN(got[0].Value) || got[0].Limits.Defined() {
		t.Errorf("too wide: %+v", got[0])
	}
	// More die than the group's half could: everyone does.
	deaths, population = mortality()
	deaths[10] = population[10] * 0.9
	got = must[[]LifeExpectancy](t)(NewLifeExpectancy(deaths, population, Level95))
	if !finite(got[0].Value) || got[10].Value != 2.5 {
		t.Errorf("everyone dies in the group: %+v", got[10])
	}
}

func equal(n int, x float64) []float64 {
	xs := make([]float64, n)
	for i := range xs {
		xs[i] = x
	}
	return xs
}
