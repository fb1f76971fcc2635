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
