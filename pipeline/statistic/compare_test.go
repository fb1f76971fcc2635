package statistic

import (
	"errors"
	"math"
	"testing"
)

func TestDifferenceOfProportions(t *testing.T) {
	for _, r := range table(t, "proportion_difference") {
		x1, n1, x2, n2 := r.f(t, "x1"), r.f(t, "n1"), r.f(t, "x2"), r.f(t, "n2")
		d, limits, err := NewcombeDifference(x1, n1, x2, n2, Level95)
		if err != nil {
			t.Fatal(err)
		}
		close9(t, "difference", d, r.f(t, "diff"))
		close9(t, "lower", limits.Lower, r.f(t, "newcombe_lo"))
		close9(t, "upper", limits.Upper, r.f(t, "newcombe_hi"))
		p, err := FisherExact(int64(x1), int64(n1), int64(x2), int64(n2))
		if err != nil {
			t.Fatal(err)
		}
		close9(t, "fisher", p, r.f(t, "fisher_p"))
		test, err := ProportionTest(x1, n1, x2, n2)
		if want := r.f(t, "chisq"); math.IsNaN(want) {
			if !errors.Is(err, ErrNoVariation) {
				t.Errorf("chi-squared of %v: %v, want no variation", r, err)
			}
			continue
		}
		close9(t, "chisq", test.Statistic, r.f(t, "chisq"))
		close9(t, "p", test.P, r.f(t, "chisq_p"))
	}
}

func TestRateRatio(t *testing.T) {
	for _, r := range table(t, "rate_ratio_exact") {
		ratio, limits, p, err := RateRatio(r.i(t, "x1"), r.f(t, "t1"), r.i(t, "x2"), r.f(t, "t2"), Level95)
		if err != nil {
			t.Fatal(err)
		}
		close9(t, "ratio", ratio, r.f(t, "ratio"))
		close9(t, "lower", limits.Lower, r.f(t, "lo"))
		close9(t, "upper", limits.Upper, r.f(t, "hi"))
		close9(t, "p", p, r.f(t, "p"))
	}
	ratio, limits, _, err := RateRatio(4, 10, 0, 10, Level95)
	if err != nil || !math.IsInf(ratio, 1) || !math.IsInf(limits.Upper, 1) || !(limits.Lower > 0) {
		t.Errorf("no events in the second: %v %v %v", ratio, limits, err)
	}
	if _, _, _, err := RateRatio(0, 10, 0, 10, Level95); !errors.Is(err, ErrZeroBase) {
		t.Errorf("no events: %v", err)
	}
}

func TestRatioOfSums(t *testing.T) {
	input := table(t, "ratio_of_sums_input")
	for _, r := range table(t, "ratio_of_sums_expected") {
		got, err := NewRatioOfSums(column(t, input, r["set"], "cost"), column(t, input, r["set"], "units"))
		if err != nil {
			t.Fatal(err)
		}
		if n := len(column(t, input, r["set"], "cost")); int64(n) != r.i(t, "n") {
			t.Errorf("%s: %d areas", r["set"], n)
		}
		close9(t, "ratio", got.Ratio, r.f(t, "ratio"))
		close9(t, "se", got.SE, r.f(t, "se_lin"))
		linear, log := must[Interval](t)(got.Linear(95)), must[Interval](t)(got.Log(95))
		close9(t, "linear lower", linear.Lower, r.f(t, "lo_t"))
		close9(t, "linear upper", linear.Upper, r.f(t, "hi_t"))
		close9(t, "log lower", log.Lower, r.f(t, "lo_log"))
		close9(t, "log upper", log.Upper, r.f(t, "hi_log"))
		close9(t, "g", must[float64](t)(got.FiellerG(95)), r.f(t, "fieller_g"))
		fieller := must[Interval](t)(got.Fieller(95))
		close9(t, "fieller lower", fieller.Lower, r.f(t, "fieller_lo"))
		close9(t, "fieller upper", fieller.Upper, r.f(t, "fieller_hi"))
	}
}

func TestRatioOfSumsEdges(t *testing.T) {
	if got, err := NewRatioOfSums([]float64{12}, []float64{4}); !errors.Is(err, ErrTooFew) || got.Ratio != 3 {
		t.Errorf("one area: %v, %v, want ratio 3 and no interval", got.Ratio, err)
	}
	if _, err := NewRatioOfSums([]float64{1, 2}, []float64{0, 0}); !errors.Is(err, ErrZeroBase) {
		t.Errorf("no units: %v", err)
	}
	if _, err := NewRatioOfSums([]float64{1, 2}, []float64{1}); !errors.Is(err, ErrLength) {
		t.Errorf("lengths: %v", err)
	}
	wild, err := NewRatioOfSums([]float64{5, 1}, []float64{100, 1})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := wild.Fieller(Level95); !errors.Is(err, ErrUnbounded) {
		t.Errorf("g above 1: %v", err)
	}
	same, err := NewRatioOfSums([]float64{6, 8}, []float64{3, 4})
	if err != nil {
		t.Fatal(err)
	}
	if got := must[Interval](t)(same.Log(Level95)); got.Lower != 2 || got.Upper != 2 {
		t.Errorf("equal ratios: %v, want no width", got)
	}
	negative, _ := NewRatioOfSums([]float64{-6, -8}, []float64{3, 5})
	if _, err := negative.Log(Level95); !errors.Is(err, ErrRange) {
		t.Errorf("negative ratio has no log interval: %v", err)
	}
}

func TestBenchmarkLabels(t *testing.T) {
	for _, r := range shared(t, "fingertips/ci_overlap_benchmark") {
		limits := Interval{Lower: r.f(t, "lower"), Upper: r.f(t, "upper")}
		if value := r.f(t, "value"); value < limits.Lower || value > limits.Upper {
			t.Errorf("%v: the value lies outside its limits", r)
		}
		for column, polarity := range map[string]Polarity{"high_is_good": HighIsGood, "low_is_good": LowIsGood, "no_judgement": NoJudgement} {
			if got := CompareBenchmark(limits, r.f(t, "benchmark"), polarity); string(got) != r[column] {
				t.Errorf("%v: %v, want %v", r, got, r[column])
			}
		}
	}
}

func TestBenchmark(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		lower, upper, benchmark float64
		polarity                Polarity
		want                    Comparison
	}{
		{1, 2, 3, HighIsGood, Worse},
		{1, 2, 3, LowIsGood, Better},
		{1, 2, 3, NoJudgement, Lower},
		{4, 5, 3, HighIsGood, Better},
		{4, 5, 3, NoJudgement, Higher},
		{1, 3, 3, HighIsGood, Similar},
		{3, 4, 3, HighIsGood, Similar},
		{nan, 4, 3, HighIsGood, NotCompared},
		{1, 2, nan, HighIsGood, NotCompared},
	} {
		if got := CompareBenchmark(Interval{Lower: c.lower, Upper: c.upper}, c.benchmark, c.polarity); got != c.want {
			t.Errorf("%v: %v", c, got)
		}
	}
}

func TestQuintileLabels(t *testing.T) {
	for _, r := range shared(t, "fingertips/quintile_outcomes") {
		for column, polarity := range map[string]Polarity{"high_is_good": HighIsGood, "low_is_good": LowIsGood, "no_judgement": NoJudgement} {
			if got := QuintileLabel(int(r.i(t, "quintile")), polarity); got != r[column] {
				t.Errorf("%v: %v", r, got)
			}
		}
	}
}

func TestQuintileOutsideItsRange(t *testing.T) {
	for _, g := range []int{-1, 0, 6} {
		if got := QuintileLabel(g, HighIsGood); got != "NotCompared" {
			t.Errorf("quintile %d: %v", g, got)
		}
	}
}

func TestSpineKeepsSigns(t *testing.T) {
	s, err := NewSpine([]float64{-4, -2, 0, 2, 3}, 1, HighIsGood)
	if err != nil {
		t.Fatal(err)
	}
	if s.Worst != 0 || s.Benchmark != 0.5 || s.Best != 0.7 {
		t.Errorf("spine %+v", s)
	}
	turned, _ := NewSpine([]float64{-4, -2, 0, 2, 3}, 1, LowIsGood)
	if turned.Best != 1 || turned.Worst != 0.3 {
		t.Errorf("low is good: %+v", turned)
	}
	if flat, _ := NewSpine([]float64{1, 1}, 1, HighIsGood); flat.Best != 0.5 || flat.Worst != 0.5 {
		t.Errorf("no spread: %+v", flat)
	}
}

func TestFunnel(t *testing.T) {
	// Published FunnelPlotR limits, seven digits.
	for _, c := range []struct{ e, l95, u95, l998, u998 float64 }{
		{15, 0.5596924, 1.649348, 0.3862650, 2.082907},
		{20, 0.6108260, 1.544419, 0.4479107, 1.902094},
		{30, 0.6746958, 1.427562, 0.5289724, 1.702771},
	} {
		inner := must[Interval](t)(FunnelExpected(c.e, Funnel95))
		outer := must[Interval](t)(FunnelExpected(c.e, Funnel998))
		closeTo(t, "95 lower", inner.Lower, c.l95, 1e-6)
		closeTo(t, "95 upper", inner.Upper, c.u95, 1e-6)
		closeTo(t, "99.8 lower", outer.Lower, c.l998, 1e-6)
		closeTo(t, "99.8 upper", outer.Upper, c.u998, 1e-6)
	}
	if got := must[Interval](t)(FunnelProportion(0.02, 50, 100, Funnel95)); got.Lower != 0 || got.Upper > 100 {
		t.Errorf("proportion limits must stay within 0 and the multiplier: %v", got)
	}
	if got := must[Interval](t)(FunnelProportion(0.9, 5, 1, Funnel998)); got.Upper != 1 {
		t.Errorf("clamped at 1 per 1, not at 100: %v", got)
	}
	if _, err := FunnelObserved(0.5, Funnel95); !errors.Is(err, ErrFewEvents) {
		t.Errorf("below one event: %v", err)
	}
}

// A point lies outside the observed-events funnel exactly when its exact interval
// excludes the average.
func TestFunnelAgreesWithTheInterval(t *testing.T) {
	for events := 1.0; events <= 60; events++ {
		limits := must[Interval](t)(FunnelObserved(events, Funnel95))
		exact := must[Interval](t)(PoissonExact(events, Level95))
		for expected := 0.25; expected < 100; expected += 0.5 {
			outside := events/expected < limits.Lower || events/expected > limits.Upper
			excludes := exact.Lower > expected || exact.Upper < expected
			if outside != excludes {
				t.Fatalf("%v of %v: funnel says %v, interval %v", events, expected, outside, excludes)
			}
		}
	}
}
