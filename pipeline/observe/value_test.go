package observe

import (
	"fmt"
	"math/big"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
)

// show writes an estimate as a line that a statistician can read.
func show(e Estimate, decimals int) string {
	if e.Status != code.OK {
		return fmt.Sprintf("%s %s", e.Status, e.Reason)
	}
	f := func(v *float64) string {
		if v == nil {
			return "·"
		}
		return strconv.FormatFloat(*v, 'f', decimals, 64)
	}
	return fmt.Sprintf("%s [%s; %s] [%s; %s] %s = %s / %s", f(e.Value), f(e.Lower95), f(e.Upper95), f(e.Lower998), f(e.Upper998), e.Method, e.Numerator, e.Denominator)
}

func TestValues(t *testing.T) {
	share := Spec{Indicator: "J1", Kind: cell.Share, Multiplier: 100, Decimals: 1, MinimumBase: 10}
	rate := Spec{Indicator: "J2", Kind: cell.Rate, Multiplier: 10000, Decimals: 1}
	mean := Spec{Indicator: "J3", Kind: cell.Mean, Decimals: 2}
	change := Spec{Indicator: "J4", Kind: cell.Change, Decimals: 1, PairingLimit: 50}
	median := Spec{Indicator: "J5", Kind: cell.Median}
	ratio := Spec{Indicator: "J6", Kind: cell.Ratio}
	counts := Spec{Indicator: "J7", Kind: cell.Count}
	poisson := Spec{Indicator: "J7", Kind: cell.Count, Interval: Poisson, Decimals: 1}
	inhabitants := Spec{Indicator: "J8", Kind: cell.Rate, Interval: Wilson, Multiplier: 100, Decimals: 1}
	for _, c := range []struct {
		name  string
		spec  Spec
		parts cell.Parts
		want  string
	}{
		{"share", share, cell.Parts{Numerator: 18, Denominator: 20}, "90.0 [69.9; 97.2] [55.7; 98.5] wilson = 18 / 20"},
		{"share of none", share, cell.Parts{Numerator: 0, Denominator: 20}, "0.0 [0.0; 16.1] [0.0; 32.3] wilson = 0 / 20"},
		{"share of all", share, cell.Parts{Numerator: 20, Denominator: 20}, "100.0 [83.9; 100.0] [67.7; 100.0] wilson = 20 / 20"},
		{"half is rounded away from zero", share, cell.Parts{Numerator: 1, Denominator: 16}, "6.3 [1.1; 28.3] [0.5; 44.7] wilson = 1 / 16"},
		{"empty base", share, cell.Parts{}, "not_applicable namnare_noll"},
		{"small base", share, cell.Parts{Numerator: 9, Denominator: 9}, "not_applicable liten_bas"},
		{"more than all", share, cell.Parts{Numerator: 21, Denominator: 20}, "not_applicable motstridigt_underlag"},
		{"negative", share, cell.Parts{Numerator: -1, Denominator: 20}, "not_applicable motstridigt_underlag"},
		{"rate, exact", rate, cell.Parts{Numerator: 5, Denominator: 20000}, "2.5 [0.8; 5.8] [0.4; 8.2] poisson_exact = 5 / 20000"},
		{"rate, Byar", rate, cell.Parts{Numerator: 65, Denominator: 20000}, "32.5 [25.1; 41.4] [21.4; 47.0] byar = 65 / 20000"},
		{"rate of none", rate, cell.Parts{Denominator: 20000}, "0.0 [0.0; 1.8] [0.0; 3.5] poisson_exact = 0 / 20000"},
		{"rate above its population", rate, cell.Parts{Numerator: 30, Denominator: 20}, "15000.0 [10118.5; 21414.2] [7919.5; 25559.3] byar = 30 / 20"},
		{"rate without population", rate, cell.Parts{Numerator: 30}, "not_applicable namnare_noll"},
		{"share of inhabitants", inhabitants, cell.Parts{Numerator: 18, Denominator: 20}, "90.0 [69.9; 97.2] [55.7; 98.5] wilson = 18 / 20"},
		{"mean", mean, cell.Parts{Denominator: 3, Sum: big.NewInt(60), SumSquares: big.NewInt(1400), Scale: 1}, "2.00 [-0.48; 4.48] [-10.89; 14.89] t = 6 / 3"},
		{"mean of one", mean, cell.Parts{Denominator: 1, Sum: big.NewInt(25), SumSquares: big.NewInt(625), Scale: 1}, "2.50 [·; ·] [·; ·]  = 2.5 / 1"},
		{"mean without variation", mean, cell.Parts{Denominator: 4, Sum: big.NewInt(8), SumSquares: big.NewInt(16)}, "2.00 [2.00; 2.00] [2.00; 2.00] t = 8 / 4"},
		{"impossible squares", mean, cell.Parts{Denominator: 4, Sum: big.NewInt(8), SumSquares: big.NewInt(1)}, "not_applicable motstridigt_underlag"},
		{"change", change, cell.Parts{Denominator: 4, Base: 8, Sum: big.NewInt(-6), SumSquares: big.NewInt(20)}, "-1.5 [-4.5; 1.5] [-11.3; 8.3] t = -6 / 4"},
		{"change with few pairs", change, cell.Parts{Denominator: 3, Base: 8, Sum: big.NewInt(-6), SumSquares: big.NewInt(20)}, "not_applicable fa_par"},
		{"more pairs than possible", change, cell.Parts{Denominator: 9, Base: 8, Sum: big.NewInt(-6), SumSquares: big.NewInt(20)}, "not_applicable motstridigt_underlag"},
		{"median, even", median, cell.Parts{Denominator: 4, Values: []cell.Value{{Value: 1, N: 2}, {Value: 4, N: 2}}}, "3 [·; ·] [·; ·]  =  / 4"},
		{"median with limits", median, cell.Parts{Denominator: 12, Values: []cell.Value{{Value: 1, N: 4}, {Value: 5, N: 5}, {Value: 9, N: 3}}}, "5 [1; 9] [·; ·] order_statistic =  / 12"},
		{"median of eight: limits would be the extremes", median, cell.Parts{Denominator: 8, Values: []cell.Value{{Value: 1, N: 4}, {Value: 5, N: 4}}}, "3 [·; ·] [·; ·]  =  / 8"},
		{"median of another number", median, cell.Parts{Denominator: 5, Values: []cell.Value{{Value: 1, N: 4}}}, "not_applicable motstridigt_underlag"},
		{"ratio", ratio, cell.Parts{Sum: big.NewInt(123456), SumBelow: big.NewInt(1000), Scale: 2}, "123 [·; ·] [·; ·]  = 1234.56 / 10"},
		{"ratio without units", ratio, cell.Parts{Sum: big.NewInt(5), SumBelow: big.NewInt(0)}, "not_applicable namnare_noll"},
		{"ratio without rows", ratio, cell.Parts{}, "not_applicable namnare_noll"},
		{"ratio of negative units", ratio, cell.Parts{Sum: big.NewInt(5), SumBelow: big.NewInt(-1)}, "not_applicable motstridigt_underlag"},
		{"count", counts, cell.Parts{Numerator: 118}, "118 [·; ·] [·; ·]  = 118 / "},
		{"count of none", counts, cell.Parts{}, "0 [·; ·] [·; ·]  = 0 / "},
		{"count with limits", poisson, cell.Parts{Numerator: 118}, "118.0 [97.7; 141.3] [87.2; 155.6] byar = 118 / "},
	} {
		e, err := Value(c.spec, c.parts)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := show(e, c.spec.Decimals); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestChangeTellsItsPairedShare(t *testing.T) {
	e, err := Value(Spec{Indicator: "J4", Kind: cell.Change, Decimals: 1}, cell.Parts{Denominator: 2, Base: 3, Sum: big.NewInt(6), SumSquares: big.NewInt(20)})
	if err != nil || e.PairedShare == nil || *e.PairedShare != 66.7 {
		t.Errorf("%v, %v, want 66.7 per cent", e.PairedShare, err)
	}
}

func TestSpecsThatFitNoValue(t *testing.T) {
	for name, c := range map[string]struct {
		spec  Spec
		parts cell.Parts
	}{
		"kind":            {Spec{Kind: "gap"}, cell.Parts{}},
		"interval":        {Spec{Kind: cell.Share, Interval: TInterval}, cell.Parts{}},
		"decimals":        {Spec{Kind: cell.Share, Decimals: 5}, cell.Parts{}},
		"multiplier":      {Spec{Kind: cell.Share, Multiplier: -1}, cell.Parts{}},
		"scale":           {Spec{Kind: cell.Mean}, cell.Parts{Denominator: 1, Sum: big.NewInt(1), Scale: -1}},
		"mean, no sum":    {Spec{Kind: cell.Mean}, cell.Parts{Denominator: 3}},
		"ratio, one sum":  {Spec{Kind: cell.Ratio}, cell.Parts{SumBelow: big.NewInt(3)}},
		"median negative": {Spec{Kind: cell.Median}, cell.Parts{Denominator: 3, Values: []cell.Value{{Value: 1, N: -3}}}},
	} {
		if _, err := Value(c.spec, c.parts); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// randomParts draws consistent parts of a kind.
func randomParts(t *rapid.T, kind cell.Kind) cell.Parts {
	p := cell.Parts{Scale: rapid.IntRange(0, 4).Draw(t, "scale")}
	values := rapid.SliceOfN(rapid.Int64Range(-5000, 5000), 0, 40).Draw(t, "values")
	p.Sum, p.SumSquares, p.SumBelow = new(big.Int), new(big.Int), new(big.Int)
	counted := map[int64]int64{}
	for _, v := range values {
		p.Sum.Add(p.Sum, big.NewInt(v))
		p.SumSquares.Add(p.SumSquares, big.NewInt(v*v))
		p.SumBelow.Add(p.SumBelow, big.NewInt(v*v+1))
		counted[v]++
	}
	for v := int64(-5000); v <= 5000 && kind == cell.Median; v++ {
		if counted[v] > 0 {
			p.Values = append(p.Values, cell.Value{Value: v, N: counted[v]})
		}
	}
	p.Denominator = int64(len(values))
	if kind == cell.Share || kind == cell.Rate || kind == cell.Count {
		p.Denominator = rapid.Int64Range(0, 100000).Draw(t, "denominator")
		p.Numerator = rapid.Int64Range(0, p.Denominator).Draw(t, "numerator")
	}
	p.Base = p.Denominator + rapid.Int64Range(0, 50).Draw(t, "unpaired")
	return p
}

var kinds = []cell.Kind{cell.Count, cell.Share, cell.Rate, cell.Mean, cell.Median, cell.Change, cell.Ratio}

func randomSpec(t *rapid.T) Spec {
	kind := rapid.SampledFrom(kinds).Draw(t, "kind")
	return Spec{
		Indicator: "J99999", Kind: kind,
		Multiplier:   rapid.SampledFrom([]int64{0, 1, 100, 10000}).Draw(t, "multiplier"),
		Decimals:     rapid.IntRange(0, 4).Draw(t, "decimals"),
		Interval:     rapid.SampledFrom(append(kindIntervals(kind), DefaultInterval)).Draw(t, "interval"),
		MinimumBase:  rapid.SampledFrom([]int64{0, 5}).Draw(t, "minimum base"),
		PairingLimit: rapid.SampledFrom([]float64{0, 50}).Draw(t, "pairing limit"),
	}
}

func TestLimitsHoldTheValueAfterRounding(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		spec := randomSpec(t)
		e, err := Value(spec, randomParts(t, spec.Kind))
		if err != nil {
			t.Fatal(err)
		}
		if e.Status != code.OK {
			if e.Value != nil || e.Numerator+e.Denominator+e.Method != "" || e.Lower95 != nil || e.Reason == "" {
				t.Fatalf("%s carries something or no reason: %+v", e.Status, e)
			}
			return
		}
		for _, pair := range [][2]*float64{{e.Lower998, e.Lower95}, {e.Lower95, e.Value}, {e.Value, e.Upper95}, {e.Upper95, e.Upper998}} {
			if pair[0] != nil && pair[1] != nil && *pair[0] > *pair[1] {
				t.Fatalf("out of order: %s", show(e, 6))
			}
		}
		if text := strconv.FormatFloat(*e.Value, 'f', spec.Decimals, 64); text[0] == '-' && *e.Value == 0 {
			t.Fatalf("minus zero: %s", text)
		}
	})
}

// The published value is the nearest decimal to numerator / denominator.
func TestValueIsNumeratorOverDenominator(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		spec := randomSpec(t)
		e, err := Value(spec, randomParts(t, spec.Kind))
		if err != nil {
			t.Fatal(err)
		}
		if e.Status != code.OK || e.Numerator == "" || e.Denominator == "" {
			return
		}
		quotient := new(big.Rat).Quo(decimal(e.Numerator), decimal(e.Denominator))
		quotient.Mul(quotient, big.NewRat(max(1, spec.Multiplier), 1))
		off := new(big.Rat).Sub(quotient, number(*e.Value, spec.Decimals))
		if off.Abs(off).Cmp(new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Lsh(pow10(spec.Decimals), 1))) > 0 {
			t.Fatalf("%s / %s is not %v", e.Numerator, e.Denominator, *e.Value)
		}
	})
}

func TestRoundingIsHalfAwayFromZero(t *testing.T) {
	for _, c := range []struct {
		num, den int64
		decimals int
		want     string
	}{
		{5, 2, 0, "3"},
		{-5, 2, 0, "-3"},
		{1, 8, 2, "0.13"},
		{-1, 8, 2, "-0.13"},
		{1, 3, 3, "0.333"},
		{2, 3, 0, "1"},
		{-1, 1000, 1, "0.0"},
		{0, 5, 2, "0.00"},
		{12345, 1, 0, "12345"},
	} {
		r := big.NewRat(c.num, c.den)
		if got := decimalText(half(r, c.decimals), c.decimals); got != c.want {
			t.Errorf("%v to %d decimals: %s, want %s", r, c.decimals, got, c.want)
		}
		if v := rounded(r, c.decimals); strconv.FormatFloat(*v, 'f', c.decimals, 64) != c.want {
			t.Errorf("%v as float: %v", r, *v)
		}
	}
}

func TestExactText(t *testing.T) {
	for _, c := range []struct {
		v     int64
		scale int
		want  string
	}{{12050, 2, "120.5"}, {12000, 2, "120"}, {5, 3, "0.005"}, {-5, 3, "-0.005"}, {0, 4, "0"}, {100, 0, "100"}} {
		if got := exactText(big.NewInt(c.v), c.scale); got != c.want {
			t.Errorf("%d at scale %d: %s, want %s", c.v, c.scale, got, c.want)
		}
	}
}

func TestReasonsHaveTexts(t *testing.T) {
	for _, r := range []Reason{ReasonZeroBase, ReasonSmallBase, ReasonFewPairs, ReasonContradiction, ReasonNoMembers, ReasonSmallRankBase, ReasonLowCoverage} {
		if text := ReasonText(r); text.SV == "" || text.EN == "" {
			t.Errorf("%s has no text", r)
		}
	}
}
