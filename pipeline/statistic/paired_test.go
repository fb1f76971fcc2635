package statistic

import (
	"errors"
	"math"
	"math/big"
	"testing"
)

func TestPaired(t *testing.T) {
	input := table(t, "paired_input")
	for _, r := range table(t, "paired_expected") {
		set := r["set"]
		differences := must[[]float64](t)(Differences(column(t, input, set, "before"), column(t, input, set, "after")))
		m := must[Moments](t)(MomentsOf(differences))
		fromFloats := must[Paired](t)(m.Paired(Level95))
		sums := Sums{N: int64(len(differences)), Scale: 3, Sum: new(big.Int), SumSquares: new(big.Int)}
		for _, d := range differences {
			v := big.NewInt(int64(math.Round(1000 * d)))
			sums.Sum.Add(sums.Sum, v)
			sums.SumSquares.Add(sums.SumSquares, v.Mul(v, v))
		}
		fromSums := must[Paired](t)(PairedT(sums, Level95))
		for _, got := range []Paired{fromFloats, fromSums} {
			close9(t, set+" mean", got.Mean, r.f(t, "mean_diff"))
			close9(t, set+" sd", got.SD, r.f(t, "sd_diff"))
			close9(t, set+" t", got.T, r.f(t, "t"))
			close9(t, set+" df", float64(got.DF), r.f(t, "df"))
			close9(t, set+" p", got.P, r.f(t, "p_t"))
			close9(t, set+" lower", got.Limits.Lower, r.f(t, "lo95"))
			close9(t, set+" upper", got.Limits.Upper, r.f(t, "hi95"))
			close9(t, set+" dz", got.CohenDz, r.f(t, "cohen_dz"))
		}
		close9(t, set+" sign", must[float64](t)(SignTest(differences)), r.f(t, "p_sign"))
	}
}

func TestPairedWithoutVariation(t *testing.T) {
	same := Sums{N: 4, Sum: big.NewInt(8), SumSquares: big.NewInt(16)}
	got, err := PairedT(same, Level95)
	if err != nil || got.P != 0 || !math.IsInf(got.T, 1) || got.Limits.Lower != 2 || got.Limits.Upper != 2 {
		t.Errorf("four times two: %+v %v", got, err)
	}
	zero := Sums{N: 4, Sum: big.NewInt(0), SumSquares: big.NewInt(0)}
	if got, err = PairedT(zero, Level95); err != nil || got.P != 1 || got.T != 0 {
		t.Errorf("four zeros: %+v %v", got, err)
	}
}

func TestMcNemar(t *testing.T) {
	for _, r := range table(t, "mcnemar") {
		got, err := McNemar(r.i(t, "b"), r.i(t, "c"))
		if err != nil {
			t.Fatal(err)
		}
		close9(t, "chisq", got.ChiSquare, r.f(t, "chisq"))
		close9(t, "p", got.P, r.f(t, "p"))
		close9(t, "chisq cc", got.ChiSquareCorrected, r.f(t, "chisq_cc"))
		close9(t, "p cc", got.PCorrected, r.f(t, "p_cc"))
		close9(t, "exact", got.ExactP, r.f(t, "exact_p"))
		close9(t, "mid", got.MidP, r.f(t, "mid_p"))
	}
	if _, err := McNemar(0, 0); !errors.Is(err, ErrTooFew) {
		t.Errorf("no discordant pair: %v", err)
	}
}
