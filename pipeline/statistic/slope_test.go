package statistic

import (
	"errors"
	"math"
	"testing"
)

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
