package statistic

import (
	"errors"
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestProportionIntervalsAgreeWithR(t *testing.T) {
	methods := map[string]func(x, n float64, level Level) (Interval, error){
		"wilson": Wilson, "wilsoncc": WilsonContinuity, "clopper": ClopperPearson,
		"agresti": AgrestiCoull, "jeffreys": Jeffreys, "wald": Wald,
	}
	for _, r := range table(t, "proportion_ci") {
		for name, method := range methods {
			x, n, level := r.f(t, "x"), r.f(t, "n"), r.f(t, "conf")
			close9(t, "p", x/n, r.f(t, "p"))
			for _, l := range []Level{Level(level), Level(100 * level)} {
				got, err := method(x, n, l)
				if err != nil {
					t.Fatal(err)
				}
				what := fmt.Sprintf("%s(%v, %v, %v)", name, x, n, l)
				close9(t, what+" lower", got.Lower, r.f(t, name+"_lo"))
				close9(t, what+" upper", got.Upper, r.f(t, name+"_hi"))
			}
		}
	}
}

func TestWilsonKnownValues(t *testing.T) {
	got, err := Wilson(18, 20, Level95)
	if err != nil {
		t.Fatal(err)
	}
	close9(t, "lower", got.Lower, 0.6989663547715128)
	close9(t, "upper", got.Upper, 0.972133518786232)
	if got.Method != MethodWilson {
		t.Errorf("method %q", got.Method)
	}
	if got, err = Wilson(3, 7, 1); err != nil || got.Lower != 0 || got.Upper != 1 {
		t.Errorf("level 1: %v %v, want 0 and 1", got, err)
	}
}

func TestWilsonFinitePopulation(t *testing.T) {
	for _, r := range table(t, "wilson_fpc") {
		got, err := WilsonFinite(r.f(t, "x"), r.f(t, "n"), r.f(t, "N"), Level95)
		if err != nil {
			t.Fatal(err)
		}
		nEff := r.f(t, "n_eff")
		close9(t, "p", r.f(t, "x")/r.f(t, "n"), r.f(t, "p"))
		if !math.IsInf(nEff, 0) && !math.IsNaN(nEff) {
			// The finite population's interval is Wilson's on the effective sample.
			same := must[Interval](t)(Wilson(r.f(t, "p")*nEff, nEff, Level95))
			close9(t, "lower on n_eff", got.Lower, same.Lower)
			close9(t, "upper on n_eff", got.Upper, same.Upper)
		}
		close9(t, "lower", got.Lower, r.f(t, "wilson_fpc_lo"))
		close9(t, "upper", got.Upper, r.f(t, "wilson_fpc_hi"))
	}
	if _, err := WilsonFinite(3, 10, 9, Level95); !errors.Is(err, ErrAboveBase) {
		t.Errorf("sample above population: %v", err)
	}
}

func TestProportionsThatAreNone(t *testing.T) {
	for _, c := range []struct {
		x, n  float64
		level Level
		want  error
	}{
		{-1, 10, Level95, ErrNegative},
		{0, 0, Level95, ErrZeroBase},
		{0, -1, Level95, ErrNegative},
		{11, 10, Level95, ErrAboveBase},
		{math.NaN(), 10, Level95, ErrNotFinite},
		{1, math.Inf(1), Level95, ErrNotFinite},
		{1, 10, 0.5, ErrLevel},
		{1, 10, 95.5e3, ErrLevel},
		{1, 10, Level(math.NaN()), ErrLevel},
	} {
		for name, method := range map[string]func(x, n float64, level Level) (Interval, error){
			"wilson": Wilson, "clopper": ClopperPearson, "jeffreys": Jeffreys, "wald": Wald,
			"agresti": AgrestiCoull, "continuity": WilsonContinuity,
		} {
			if _, err := method(c.x, c.n, c.level); !errors.Is(err, c.want) {
				t.Errorf("%s(%v, %v, %v): %v, want %v", name, c.x, c.n, c.level, err, c.want)
			}
		}
	}
}

func TestWilsonHoldsItsValueAndMirrors(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(1, 1e12).Draw(t, "n")
		x := rapid.Int64Range(0, n).Draw(t, "x")
		narrow, err := Wilson(float64(x), float64(n), Level95)
		wide, err2 := Wilson(float64(x), float64(n), Level998)
		mirror, err3 := Wilson(float64(n-x), float64(n), Level95)
		if err != nil || err2 != nil || err3 != nil {
			t.Fatal(err, err2, err3)
		}
		p := float64(x) / float64(n)
		if !(wide.Lower <= narrow.Lower && narrow.Lower <= p && p <= narrow.Upper && narrow.Upper <= wide.Upper) {
			t.Fatalf("%v %v do not nest around %v", wide, narrow, p)
		}
		if math.Abs(narrow.Lower-(1-mirror.Upper)) > 1e-12 {
			t.Fatalf("%v is not the mirror of %v", narrow, mirror)
		}
	})
}
