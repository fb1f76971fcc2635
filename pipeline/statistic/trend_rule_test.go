package statistic

import (
	"math"
	"testing"
)

func TestCochranArmitage(t *testing.T) {
	for _, r := range table(t, "cochran_armitage") {
		got, err := CochranArmitage(r.list(t, "x"), r.list(t, "n"))
		if err != nil {
			t.Fatal(err)
		}
		close9(t, "chisq", got.Statistic, r.f(t, "chisq_trend"))
		close9(t, "p", got.P, r.f(t, "p"))
	}
}

func TestTrendOfProportions(t *testing.T) {
	for _, r := range shared(t, "fingertips/fingertips_trend_proportion") {
		got := TrendProportion(r.list(t, "r"), r.list(t, "n"))
		close9(t, r["set"]+" chisq", got.ChiSquare, r.f(t, "chisq"))
		close9(t, r["set"]+" slope", got.Slope, r.f(t, "slope_logodds"))
		if string(got.Marker) != r["marker"] || got.SameSign != (r["loo_slopes_same_sign"] == "TRUE") {
			t.Errorf("%s: %+v", r["set"], got)
		}
	}
}

func TestTrendOfValues(t *testing.T) {
	for _, r := range shared(t, "fingertips/fingertips_trend_weighted") {
		got := TrendValues(r.list(t, "value"), r.list(t, "lo"), r.list(t, "hi"))
		close9(t, r["set"]+" slope", got.Slope, r.f(t, "slope"))
		close9(t, r["set"]+" se", got.SE, r.f(t, "se"))
		close9(t, r["set"]+" chisq", got.ChiSquare, r.f(t, "chisq"))
		if string(got.Marker) != r["marker"] || got.SameSign != (r["loo_slopes_same_sign"] == "TRUE") {
			t.Errorf("%s: %+v", r["set"], got)
		}
	}
}

func TestTrendPolarity(t *testing.T) {
	polarities := map[string]Polarity{"High is good": HighIsGood, "Low is good": LowIsGood, "No judgement": NoJudgement}
	for _, r := range shared(t, "fingertips/trend_polarity") {
		if got := Marker(r["marker"]).With(polarities[r["polarity"]]); got != r["result"] {
			t.Errorf("%v: %v", r, got)
		}
	}
}

func TestTrendRule(t *testing.T) {
	n := []float64{1000, 1000, 1000, 1000, 1000}
	for name, c := range map[string]struct {
		x    []float64
		n    []float64
		want Marker
	}{
		"rising":                 {[]float64{100, 130, 160, 190, 220}, n, Increasing},
		"falling":                {[]float64{220, 190, 160, 130, 100}, n, Decreasing},
		"flat":                   {[]float64{100, 101, 99, 100, 100}, n, NoChange},
		"one point carries it":   {[]float64{100, 99, 98, 97, 180}, n, NoChange},
		"only the last five":     {[]float64{900, 900, 100, 130, 160, 190, 220}, append([]float64{1000, 1000}, n...), Increasing},
		"four points":            {[]float64{1, 2, 3, 4}, n[:4], CannotBeCalculated},
		"everyone in a year":     {[]float64{1000, 130, 160, 190, 220}, n, CannotBeCalculated},
		"no one in a year":       {[]float64{0, 130, 160, 190, 220}, n, CannotBeCalculated},
		"more than everyone":     {[]float64{1001, 130, 160, 190, 220}, n, CannotBeCalculated},
		"an empty year":          {[]float64{0, 130, 160, 190, 220}, []float64{0, 1000, 1000, 1000, 1000}, CannotBeCalculated},
		"lists differ in length": {[]float64{100, 130, 160, 190, 220}, n[:4], CannotBeCalculated},
	} {
		if got := TrendProportion(c.x, c.n); got.Marker != c.want {
			t.Errorf("%s: %+v, want %v", name, got, c.want)
		}
	}
}

func TestTrendOfValuesEdges(t *testing.T) {
	value := []float64{1, 2, 3, 4, 5}
	below, above := []float64{0.9, 1.9, 2.9, 3.9, 4.9}, []float64{1.1, 2.1, 3.1, 4.1, 5.1}
	if got := TrendValues(value, below, above); got.Marker != Increasing {
		t.Errorf("%+v", got)
	}
	for name, upper := range map[string][]float64{
		"a point without width":  {1.1, 2.1, 2.9, 4.1, 5.1},
		"a point without limits": {1.1, math.NaN(), 3.1, 4.1, 5.1},
		"an endless interval":    {1.1, math.Inf(1), 3.1, 4.1, 5.1},
		"too short":              {1.1, 2.1, 3.1, 4.1},
	} {
		if got := TrendValues(value, below, upper); got.Marker != CannotBeCalculated {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestMarkerStates(t *testing.T) {
	states := map[string]bool{}
	for _, m := range []Marker{Increasing, Decreasing, NoChange, CannotBeCalculated, NotYetCalculated} {
		for _, p := range []Polarity{NoJudgement, HighIsGood, LowIsGood} {
			states[m.With(p)] = true
		}
	}
	if len(states) != 9 {
		t.Errorf("%d states, want nine: %v", len(states), states)
	}
}
