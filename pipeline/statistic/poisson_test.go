package statistic

import (
	"errors"
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestPoissonIntervalsAgreeWithR(t *testing.T) {
	for _, r := range table(t, "poisson_ci") {
		x, level := r.f(t, "x"), Level(r.f(t, "conf"))
		exact, err := PoissonExact(x, level)
		byar, err2 := Byar(x, level)
		if err != nil || err2 != nil {
			t.Fatal(err, err2)
		}
		what := fmt.Sprintf("x=%v level=%v", x, level)
		close9(t, what+" exact lower", exact.Lower, r.f(t, "exact_lo"))
		close9(t, what+" exact upper", exact.Upper, r.f(t, "exact_hi"))
		close9(t, what+" byar lower", byar.Lower, r.f(t, "byar_lo"))
		close9(t, what+" byar upper", byar.Upper, r.f(t, "byar_hi"))
	}
}

func TestCountNamesTheMethodItUsed(t *testing.T) {
	for x, want := range map[float64]Method{0: MethodPoissonExact, 9: MethodPoissonExact, 9.5: MethodPoissonExact, 10: MethodByar, 5000: MethodByar} {
		got, err := Count(x, Level95)
		if err != nil || got.Method != want {
			t.Errorf("Count(%v): %v, %v, want %v", x, got.Method, err, want)
		}
	}
}

func TestRate(t *testing.T) {
	value, limits, err := Rate(65, 100, 100000, Level95)
	if err != nil {
		t.Fatal(err)
	}
	byar, _ := Byar(65, Level95)
	close9(t, "value", value, 65000)
	close9(t, "lower", limits.Lower, byar.Lower*1000)
	close9(t, "upper", limits.Upper, byar.Upper*1000)
	if value, _, err = Rate(150, 100, 1, Level95); err != nil || value != 1.5 {
		t.Errorf("x above n: %v, %v: events may exceed persons", value, err)
	}
	for _, c := range []struct {
		x, n float64
		want error
	}{{5, 0, ErrZeroBase}, {-5, 10, ErrNegative}, {5, -1, ErrNegative}, {math.NaN(), 1, ErrNotFinite}, {1, math.Inf(1), ErrNotFinite}} {
		if _, _, err := Rate(c.x, c.n, 1000, Level95); !errors.Is(err, c.want) {
			t.Errorf("Rate(%v, %v): %v, want %v", c.x, c.n, err, c.want)
		}
	}
}

func TestCountHoldsItsValue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := float64(rapid.Int64Range(0, 1e9).Draw(t, "x"))
		level := Level(rapid.Float64Range(0.9, 1).Draw(t, "level"))
		got, err := Count(x, level)
		if err != nil || !(got.Lower <= x && x <= got.Upper) {
			t.Fatalf("Count(%v, %v) = %v, %v", x, level, got, err)
		}
	})
}
