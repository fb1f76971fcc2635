package statistic

import (
	"errors"
	"math"
	"testing"
)

// strata are made up; the expectations below were worked out by hand from the
// formulas.
var strata = []Stratum{{6, 3000, 5500}, {12, 4000, 7000}, {30, 2500, 4000}}

func TestDirectRate(t *testing.T) {
	r := must[DirectRate](t)(NewDirectRate(strata))
	// (5500*6/3000 + 7000*12/4000 + 4000*30/2500)/16500 = (11 + 21 + 48)/16500
	close9(t, "value", r.Value, 80.0/16500)
	// 5500²*6/3000² + 7000²*12/4000² + 4000²*30/2500² = 20.1666… + 36.75 + 76.8
	close9(t, "variance", r.Variance, (121.0/6+36.75+76.8)/(16500.0*16500))
	close9(t, "events", r.Events, 48)
	byar := must[Interval](t)(Byar(48, Level95))
	limits := must[Interval](t)(r.DobsonByar(Level95, 1000))
	step := math.Sqrt(r.Variance / 48)
	close9(t, "lower", limits.Lower, 1000*(r.Value+step*(byar.Lower-48)))
	close9(t, "upper", limits.Upper, 1000*(r.Value+step*(byar.Upper-48)))
	exact := must[Interval](t)(r.DobsonExact(Level95, 1000))
	gamma := must[Interval](t)(r.FayFeuer(Level95, 1000))
	for _, other := range []Interval{exact, gamma} {
		if math.Abs(other.Lower-limits.Lower) > 0.3 || math.Abs(other.Upper-limits.Upper) > 0.5 {
			t.Errorf("%v is far from %v", other, limits)
		}
	}
}

// With weights in proportion to the population a standardised rate is the crude
// rate, and its gamma interval's lower limit the exact one.
func TestDirectRateWithOwnWeights(t *testing.T) {
	own := []Stratum{{6, 3000, 3000}, {12, 4000, 4000}, {30, 2500, 2500}}
	r := must[DirectRate](t)(NewDirectRate(own))
	close9(t, "value", r.Value, 48.0/9500)
	exact := must[Interval](t)(PoissonExact(48, Level95))
	gamma := must[Interval](t)(r.FayFeuer(Level95, 1))
	close9(t, "lower", gamma.Lower, exact.Lower/9500)
	close9(t, "upper", gamma.Upper, exact.Upper/9500)
	dobson := must[Interval](t)(r.DobsonExact(Level95, 1))
	close9(t, "dobson lower", dobson.Lower, exact.Lower/9500)
}

func TestRepeatedEvents(t *testing.T) {
	// 20 persons once and 5 three times: 35 events, variance 20 + 9*5.
	r := must[DirectRate](t)(NewRepeatedRate([]RepeatedStratum{{[]float64{20, 0, 5}, 1000, 1}}))
	close9(t, "value", r.Value, 0.035)
	close9(t, "variance", r.Variance, 65.0/1e6)
	close9(t, "events", r.Events, 35)
}

func TestDirectRateEdges(t *testing.T) {
	for name, c := range map[string]struct {
		strata []Stratum
		want   error
	}{
		"nine events":   {[]Stratum{{9, 100, 1}}, ErrFewEvents},
		"no population": {[]Stratum{{9, 100, 1}, {0, 0, 1}}, ErrZeroBase},
		"missing":       {[]Stratum{{math.NaN(), 100, 1}}, ErrNotFinite},
		"negative":      {[]Stratum{{-1, 100, 1}}, ErrNegative},
		"no weight":     {[]Stratum{{20, 100, 0}}, ErrZeroBase},
		"nothing":       {nil, ErrTooFew},
	} {
		if _, err := NewDirectRate(c.strata); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	if total := sum(ESP2013()); total != 100000 || len(ESP2013()) != 19 {
		t.Errorf("ESP2013 sums to %v over %d groups", total, len(ESP2013()))
	}
}

func TestIndirectRatio(t *testing.T) {
	groups := []Reference{{1000, 50, 10000}, {2000, 300, 20000}}
	r := must[IndirectRatio](t)(NewIndirectRatio(42, groups, Level95))
	close9(t, "expected", r.Expected, 35)
	close9(t, "ratio", r.Ratio, 1.2)
	close9(t, "crude", r.Crude, 350.0/30000)
	byar := must[Interval](t)(Byar(42, Level95))
	close9(t, "lower", r.Limits.Lower, byar.Lower/35)
	if r.Limits.Method != MethodByar {
		t.Errorf("method %s", r.Limits.Method)
	}
	few := must[IndirectRatio](t)(NewIndirectRatio(0, groups, Level95))
	if few.Limits.Method != MethodPoissonExact || few.Limits.Lower != 0 {
		t.Errorf("no events: %+v", few)
	}
	if _, err := NewIndirectRatio(4, []Reference{{1000, 0, 100}}, Level95); !errors.Is(err, ErrZeroBase) {
		t.Errorf("nothing expected: %v", err)
	}
	if _, err := NewIndirectRatio(4, []Reference{{1000, 1, 0}}, Level95); !errors.Is(err, ErrZeroBase) {
		t.Errorf("no reference population: %v", err)
	}
}

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

func deciles() []SlopeGroup {
	var groups []SlopeGroup
	for i := range 10 {
		value := 70 + 0.8*float64(i)
		groups = append(groups, SlopeGroup{value, value - 0.5, value + 0.5, 1000 + 10*float64(i)})
	}
	return groups
}

func TestSlopeIndex(t *testing.T) {
	groups := deciles()
	got, err := NewSlopeIndex(groups, SlopeOptions{Level: Level95, Draws: 20000, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	// Independent: weighted normal equations, and the exact normal interval of a
	// linear combination.
	var w, x, y, xx, xy, cumulative float64
	total := 0.0
	for _, g := range groups {
		total += g.Population
	}
	mid := make([]float64, len(groups))
	for i, g := range groups {
		mid[i] = (cumulative + g.Population/2) / total
		cumulative += g.Population
		w += g.Population
		x += g.Population * mid[i]
		y += g.Population * g.Value
		xx += g.Population * mid[i] * mid[i]
		xy += g.Population * mid[i] * g.Value
	}
	slope := (w*xy - x*y) / (w*xx - x*x)
	intercept := (y - slope*x) / w
	close9(t, "slope", got.Slope, slope)
	close9(t, "relative", got.Relative, (intercept+slope)/intercept)
	variance := 0.0
	for i, g := range groups {
		c := g.Population * (w*mid[i] - x) / (w*xx - x*x)
		se := 0.5 / 1.959963984540054
		variance += c * c * se * se
	}
	width := 1.959963984540054 * math.Sqrt(variance)
	closeTo(t, "lower", got.SlopeLimits.Lower, slope-width, 0.01)
	closeTo(t, "upper", got.SlopeLimits.Upper, slope+width, 0.01)
	if !(got.Reliability > 0 && got.Reliability < 0.05) {
		t.Errorf("reliability %v", got.Reliability)
	}
	again, _ := NewSlopeIndex(groups, SlopeOptions{Level: Level95, Draws: 20000, Seed: 1})
	if again != got {
		t.Error("the same seed must give the same limits")
	}
}

func TestSlopeIndexScalesAndSigns(t *testing.T) {
	options := SlopeOptions{Level: Level95, Draws: 2000, Seed: 7}
	plain := must[SlopeIndex](t)(NewSlopeIndex(deciles(), options))
	options.Multiplier = -1
	turned := must[SlopeIndex](t)(NewSlopeIndex(deciles(), options))
	close9(t, "turned slope", turned.Slope, -plain.Slope)
	close9(t, "inverted ratio", turned.Relative, 1/plain.Relative)
	options.Multiplier, options.Scale = 0, LogScale
	var steep []SlopeGroup // log-linear: top over bottom is exp of the slope
	for i := range 5 {
		v := math.Exp(1 + 0.2*float64(i))
		steep = append(steep, SlopeGroup{v, v * 0.9, v / 0.9, 100})
	}
	log := must[SlopeIndex](t)(NewSlopeIndex(steep, options))
	close9(t, "log ratio", log.Relative, math.E)
	for name, c := range map[string]struct {
		groups []SlopeGroup
		want   error
	}{
		"four groups":  {deciles()[:4], ErrTooFew},
		"no logarithm": {append(deciles(), SlopeGroup{0, 0, 1, 100}), ErrNotFinite},
		"no people":    {append(deciles(), SlopeGroup{5, 4, 6, 0}), ErrZeroBase},
		"limits cross": {append(deciles(), SlopeGroup{5, 6, 4, 10}), ErrRange},
	} {
		if _, err := NewSlopeIndex(c.groups, options); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}
