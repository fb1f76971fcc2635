package statistic

import (
	"errors"
	"math"
	"math/big"
	"strings"
	"testing"
)

func TestWilcoxonSignedRank(t *testing.T) {
	input := table(t, "paired_input")
	for _, r := range table(t, "paired_expected") {
		set := r["set"]
		differences := must[[]float64](t)(Differences(column(t, input, set, "before"), column(t, input, set, "after")))
		if int64(len(differences)) != r.i(t, "n") {
			t.Errorf("%s: %d pairs", set, len(differences))
		}
		got, err := WilcoxonSignedRank(differences, Level95)
		if err != nil {
			t.Fatal(err)
		}
		close9(t, set+" V", got.V, r.f(t, "wilcoxon_V"))
		close9(t, set+" exact", got.ExactP, r.f(t, "p_wilcox_exact"))
		close9(t, set+" corrected", got.NormalP, r.f(t, "p_wilcox_normal_cc"))
		close9(t, set+" uncorrected", got.NormalUncorrected, r.f(t, "p_wilcox_normal_nocc"))
		close9(t, set+" HL", got.HodgesLehmann, r.f(t, "hodges_lehmann"))
		close9(t, set+" HL lower", got.Limits.Lower, r.f(t, "hl_lo95"))
		close9(t, set+" HL upper", got.Limits.Upper, r.f(t, "hl_hi95"))
	}
	if _, err := WilcoxonSignedRank([]float64{0, 0}, Level95); !errors.Is(err, ErrTooFew) {
		t.Errorf("only zeros: %v", err)
	}
	few, err := WilcoxonSignedRank([]float64{1, 2.5, 4}, Level95)
	if err != nil || few.Limits.Defined() || few.ExactP != 0.25 {
		t.Errorf("three pairs cannot reach 95 %%: %+v %v", few, err)
	}
}

// tenths gives the exact parts of values with one decimal.
func tenths(xs []float64) Sums {
	s := Sums{N: int64(len(xs)), Sum: new(big.Int), SumSquares: new(big.Int), Scale: 1}
	for _, x := range xs {
		v := big.NewInt(int64(math.Round(10 * x)))
		s.Sum.Add(s.Sum, v)
		s.SumSquares.Add(s.SumSquares, v.Mul(v, v))
	}
	return s
}

func TestTwoSamples(t *testing.T) {
	group1 := []float64{0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0} // sleep, Student 1908
	group2 := []float64{1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6}
	for _, r := range table(t, "two_sample") {
		if strings.HasPrefix(r["test"], "welch") {
			got := must[WelchResult](t)(Welch(group1, group2, Level95))
			close9(t, "t", got.Statistic, r.f(t, "stat"))
			close9(t, "df", got.DF, r.f(t, "df"))
			close9(t, "p", got.P, r.f(t, "p"))
			close9(t, "lower", got.Limits.Lower, r.f(t, "lo"))
			close9(t, "upper", got.Limits.Upper, r.f(t, "hi"))
			exact := must[WelchResult](t)(WelchSums(tenths(group1), tenths(group2), Level95))
			close9(t, "t from sums", exact.Statistic, r.f(t, "stat"))
			close9(t, "lower from sums", exact.Limits.Lower, r.f(t, "lo"))
			continue
		}
		got := must[Test](t)(MannWhitney(group1, group2))
		close9(t, "U", got.Statistic, r.f(t, "stat"))
		close9(t, "p", got.P, r.f(t, "p"))
	}
	if _, err := MannWhitney([]float64{1, 1}, []float64{1}); !errors.Is(err, ErrNoVariation) {
		t.Errorf("all equal: %v", err)
	}
	if _, err := Welch([]float64{1, 1}, []float64{2, 2}, Level95); !errors.Is(err, ErrNoVariation) {
		t.Errorf("no variation: %v", err)
	}
}

func TestReliableChange(t *testing.T) {
	for _, r := range table(t, "rci_jacobson_truax") {
		got := must[ReliableChange](t)(NewReliableChange(r.f(t, "pre"), r.f(t, "post"), r.f(t, "sd_norm"), r.f(t, "reliability")))
		close9(t, "rci", got.Index, r.f(t, "rci"))
		close9(t, "error", got.Error, r.f(t, "se_meas"))
		close9(t, "s_diff", got.SDiff, r.f(t, "s_diff"))
		close9(t, "least", got.Least, r.f(t, "min_change95"))
		if got.Reliable != (r["reliable"] == "TRUE") {
			t.Errorf("%v: reliable %v", r, got.Reliable)
		}
	}
	if _, err := NewReliableChange(1, 2, 3, 1); !errors.Is(err, ErrNoVariation) {
		t.Errorf("perfect instrument: %v", err)
	}
}

func TestCutOffs(t *testing.T) {
	for _, r := range table(t, "csc_cutoffs") {
		got := must[CutOffs](t)(NewCutOffs(r.f(t, "m_clin"), r.f(t, "s_clin"), r.f(t, "m_norm"), r.f(t, "s_norm")))
		close9(t, "a", got.A, r.f(t, "a"))
		close9(t, "b", got.B, r.f(t, "b"))
		close9(t, "c", got.C, r.f(t, "c"))
	}
	low := must[CutOffs](t)(NewCutOffs(20, 4, 8, 3)) // low scores are healthy
	if low.A != 12 || low.B != 14 {
		t.Errorf("signs must turn: %+v", low)
	}
}

func TestGoalT(t *testing.T) {
	for _, r := range table(t, "gas_tscore") {
		close9(t, "T", must[float64](t)(GoalT(r.list(t, "weights"), r.list(t, "scores"), r.f(t, "rho"))), r.f(t, "T"))
	}
	if _, err := GoalT([]float64{0}, []float64{1}, GoalCorrelation); !errors.Is(err, ErrZeroBase) {
		t.Errorf("no weight: %v", err)
	}
}

func TestSeries(t *testing.T) {
	input := table(t, "trend_input")
	for _, r := range table(t, "trend_expected") {
		set := r["set"]
		times, xs := column(t, input, set, "t"), column(t, input, set, "x")
		mk := must[MannKendall](t)(NewMannKendall(xs))
		close9(t, set+" n", float64(mk.N), r.f(t, "n"))
		close9(t, set+" S", mk.S, r.f(t, "S"))
		close9(t, set+" varS", mk.VarS, r.f(t, "varS"))
		close9(t, set+" Z", mk.Z, r.f(t, "Z"))
		close9(t, set+" p", mk.P, r.f(t, "p"))
		close9(t, set+" p cor.test", mk.P, r.f(t, "p_cor_test_cc"))
		close9(t, set+" tau-b", mk.TauB, r.f(t, "tau_b"))
		close9(t, set+" exact", mk.ExactP, r.f(t, "p_exact"))
		slope, limits, err := SenSlope(times, xs, Level95)
		if err != nil {
			t.Fatal(err)
		}
		close9(t, set+" sen", slope, r.f(t, "sen_slope"))
		close9(t, set+" sen lower", limits.Lower, r.f(t, "sen_lo95_interp"))
		close9(t, set+" sen upper", limits.Upper, r.f(t, "sen_hi95_interp"))
		close9(t, set+" spearman", must[float64](t)(Spearman(times, xs)), r.f(t, "spearman_rho"))
		line := must[Line](t)(LeastSquares(times, xs))
		close9(t, set+" ols", line.Slope, r.f(t, "ols_slope"))
		close9(t, set+" ols se", line.SE, r.f(t, "ols_se"))
		close9(t, set+" ols t", line.T, r.f(t, "ols_t"))
		close9(t, set+" ols p", line.P, r.f(t, "ols_p"))
	}
	if _, err := NewMannKendall([]float64{3, 3, 3}); !errors.Is(err, ErrNoVariation) {
		t.Errorf("flat series: %v", err)
	}
}

func TestAdjust(t *testing.T) {
	rows := table(t, "p_adjust")
	ps := column(t, rows, "", "p")
	for name, a := range map[string]Adjustment{"holm": Holm, "BH": BenjaminiHochberg, "bonferroni": Bonferroni, "BY": BenjaminiYekutieli, "hochberg": Hochberg} {
		// Backwards: the order given must not matter.
		reversed := make([]float64, len(ps))
		for i, p := range ps {
			reversed[len(ps)-1-i] = p
		}
		got := must[[]float64](t)(Adjust(reversed, a))
		for i, want := range column(t, rows, "", name) {
			close9(t, name, got[len(ps)-1-i], want)
		}
	}
	got := must[[]float64](t)(Adjust([]float64{0.02, math.NaN(), 0.5}, Bonferroni))
	if got[0] != 0.04 || !math.IsNaN(got[1]) || got[2] != 1 {
		t.Errorf("a missing test is not counted: %v", got)
	}
	if _, err := Adjust([]float64{1.5}, Holm); !errors.Is(err, ErrRange) {
		t.Errorf("p above 1: %v", err)
	}
}
