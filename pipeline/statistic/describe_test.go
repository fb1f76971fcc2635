package statistic

import (
	"errors"
	"fmt"
	"math"
	"math/big"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestQuantileTypes(t *testing.T) {
	input := table(t, "quantile_input")
	for _, r := range table(t, "quantile_types") {
		xs := column(t, input, r["set"], "x")
		for kind := 1; kind <= 9; kind++ {
			got, err := Quantile(xs, r.f(t, "p"), kind)
			if err != nil {
				t.Fatal(err)
			}
			close9(t, fmt.Sprintf("set %s p %s type %d", r["set"], r["p"], kind), got, r.f(t, fmt.Sprintf("type%d", kind)))
		}
	}
	if _, err := Quantile(nil, 0.5, 7); !errors.Is(err, ErrZeroBase) {
		t.Errorf("nothing: %v", err)
	}
	if _, err := Quantile([]float64{1}, 1.5, 7); !errors.Is(err, ErrRange) {
		t.Errorf("p above 1: %v", err)
	}
}

// distribution scales values to integers, as parts arrive.
func distribution(t *testing.T, xs []float64, scale float64) Distribution {
	t.Helper()
	var list []ValueCount
	for _, x := range xs {
		list = append(list, ValueCount{int64(math.Round(x * scale)), 1})
	}
	return must[Distribution](t)(NewDistribution(list))
}

func TestMedianInterval(t *testing.T) {
	input := table(t, "quantile_input")
	for _, r := range table(t, "median_ci") {
		xs := column(t, input, r["set"], "x")
		d := distribution(t, xs, 1000)
		if d.Len() != r.i(t, "n") {
			t.Fatalf("n = %d", d.Len())
		}
		median, _ := must[*big.Rat](t)(d.Median()).Float64()
		close9(t, "median", median, 1000*r.f(t, "median"))
		close9(t, "mad", must[float64](t)(MAD(xs)), r.f(t, "mad1.4826"))
		close9(t, "iqr", must[float64](t)(IQR(xs)), r.f(t, "iqr7"))
		limits, err := d.MedianInterval(Level95)
		if r.i(t, "k") == 0 {
			if !errors.Is(err, ErrTooFew) {
				t.Errorf("set %s: %v, want too few", r["set"], err)
			}
			continue
		}
		order, _ := MedianOrder(d.Len(), Level95)
		if order.K != r.i(t, "k") {
			t.Errorf("set %s: k = %d", r["set"], order.K)
		}
		close9(t, "coverage", order.Coverage, r.f(t, "coverage"))
		close9(t, "lower", limits.Lower, 1000*r.f(t, "lower"))
		close9(t, "upper", limits.Upper, 1000*r.f(t, "upper"))
	}
}

func TestMedianIntervalNeedsSixItems(t *testing.T) {
	if _, err := MedianOrder(5, Level95); !errors.Is(err, ErrTooFew) {
		t.Errorf("five items: %v", err)
	}
	if got, err := MedianOrder(6, Level95); err != nil || got.K != 1 {
		t.Errorf("six items: %v %v", got, err)
	}
	if _, err := MedianOrder(1<<33, Level95); !errors.Is(err, ErrTooMany) {
		t.Errorf("beyond the exact method: %v", err)
	}
}

// The distribution and the sorted list give the same quantile.
func TestDistributionIsTheSortedList(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		xs := rapid.SliceOfN(rapid.Int64Range(-20, 20), 1, 60).Draw(t, "xs")
		p := big.NewRat(rapid.Int64Range(0, 12).Draw(t, "num"), 12)
		var list []ValueCount
		for _, x := range xs {
			list = append(list, ValueCount{x, 1})
		}
		d, err := NewDistribution(list)
		if err != nil {
			t.Fatal(err)
		}
		got, err := d.Quantile(p)
		if err != nil {
			t.Fatal(err)
		}
		slices.Sort(xs)
		// Independent: walk the position in twelfths.
		position := int64(len(xs)-1) * p.Num().Int64() * (12 / p.Denom().Int64())
		i, rest := position/12, position%12
		want := big.NewRat(12*xs[i], 12)
		if rest > 0 {
			want = big.NewRat((12-rest)*xs[i]+rest*xs[i+1], 12)
		}
		if got.Cmp(want) != 0 {
			t.Fatalf("got %v, want %v", got, want)
		}
	})
}

func TestRanks(t *testing.T) {
	rows := table(t, "ranks")
	xs := column(t, rows, "", "x")
	for name, c := range map[string]struct {
		ties       Ties
		descending bool
	}{"min": {TiesMin, false}, "max": {TiesMax, false}, "average": {TiesAverage, false}, "dense": {TiesDense, false}, "desc_min": {TiesMin, true}} {
		if got := Ranks(xs, c.ties, c.descending); !slices.Equal(got, column(t, rows, "", name)) {
			t.Errorf("%s: %v", name, got)
		}
	}
	got := Ranks([]float64{2, math.NaN(), 1}, TiesMin, false)
	if got[0] != 2 || !math.IsNaN(got[1]) || got[2] != 1 {
		t.Errorf("missing values take no rank: %v", got)
	}
}

func TestGroups(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		xs         []float64
		k          int
		descending bool
		want       []int
	}{
		{[]float64{1, 2, 3, 4, 5}, 5, false, []int{1, 2, 3, 4, 5}},
		{[]float64{1, 2, 3, 4, 5, 6, 7, 8}, 4, false, []int{1, 1, 2, 2, 3, 3, 4, 4}},
		{[]float64{1, 2, 3, 4, 5, 6}, 4, false, []int{1, 1, 2, 3, 3, 4}},
		{[]float64{1, 2, 3, 4}, 4, true, []int{4, 3, 2, 1}},
		{[]float64{7, 7, 7, 7}, 4, false, []int{1, 1, 1, 1}},
		{[]float64{1, nan, 2, 3, 4}, 4, false, []int{1, 0, 2, 3, 4}},
	} {
		got, err := Groups(c.xs, c.k, c.descending)
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%v in %d: %v, %v, want %v", c.xs, c.k, got, err, c.want)
		}
	}
	if _, err := Groups([]float64{1, 2, nan}, 4, false); !errors.Is(err, ErrTooFew) {
		t.Errorf("n < k: %v", err)
	}
}

func TestGroupsAreEqualForEqualValues(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.IntRange(1, 10).Draw(t, "k")
		xs := rapid.SliceOfN(rapid.Map(rapid.IntRange(0, 9), func(i int) float64 { return float64(i) }), k, 80).Draw(t, "xs")
		groups, err := Groups(xs, k, false)
		if err != nil {
			t.Fatal(err)
		}
		for i := range xs {
			if groups[i] < 1 || groups[i] > k {
				t.Fatalf("group %d of %d", groups[i], k)
			}
			for j := range xs {
				if xs[i] == xs[j] && groups[i] != groups[j] || xs[i] < xs[j] && groups[i] > groups[j] {
					t.Fatalf("values %v %v in groups %d %d", xs[i], xs[j], groups[i], groups[j])
				}
			}
		}
	})
}

func TestRankIntervals(t *testing.T) {
	limits := []Interval{{Lower: 1, Upper: 2}, {Lower: 1.5, Upper: 3}, {Lower: 3, Upper: 4}, undefined(MethodWilson), {Lower: 5, Upper: 5}}
	want := []RankInterval{{1, 2, 4}, {1, 2, 4}, {3, 3, 4}, {}, {4, 4, 4}}
	if got := RankIntervals(limits, false); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if got := RankIntervals(limits, true); got[0] != (RankInterval{3, 4, 4}) || got[4] != (RankInterval{1, 1, 4}) {
		t.Errorf("descending: %v", got)
	}
	points := []Interval{{Lower: 1, Upper: 1}, {Lower: 1, Upper: 1}}
	if got := RankIntervals(points, false); got[0] != (RankInterval{1, 2, 2}) {
		t.Errorf("equal points: %v", got)
	}
}

// numAcc builds a NIST set from its description "a then (b c)x500".
func numAcc(t *testing.T, r row) []float64 {
	t.Helper()
	text := r["construction"]
	if !strings.Contains(text, "then") {
		return r.list(t, "construction")
	}
	var first, low, high float64
	text = strings.NewReplacer(";", " ", "(", "", ")x500", "").Replace(text)
	if _, err := fmt.Sscanf(text, "%g then %g %g", &first, &low, &high); err != nil {
		t.Fatal(err)
	}
	xs := []float64{first}
	for range 500 {
		xs = append(xs, low, high)
	}
	return xs
}

func TestMomentsAgainstNIST(t *testing.T) {
	for _, r := range table(t, "nist_numacc") {
		xs := numAcc(t, r)
		m, err := MomentsOf(xs)
		if err != nil || int64(len(xs)) != r.i(t, "n") {
			t.Fatal(len(xs), err)
		}
		relative := tolerance
		if r["set"] == "NumAcc4" {
			relative = 1e-8 // the inputs themselves round
		}
		close9(t, "mean", m.Mean(), r.f(t, "mean"))
		closeTo(t, r["set"]+" sd", m.SD(), r.f(t, "sd"), relative)
		closeTo(t, r["set"]+" r1", must[float64](t)(Autocorrelation(xs)), r.f(t, "r1"), 1e-8)
	}
}

func TestExactMean(t *testing.T) {
	// 10000000.2 and neighbours with one decimal: floats would lose the spread.
	s := Sums{N: 1001, Scale: 1, Sum: big.NewInt(0), SumSquares: big.NewInt(0)}
	add := func(v int64, times int64) {
		s.Sum.Add(s.Sum, big.NewInt(v*times))
		s.SumSquares.Add(s.SumSquares, new(big.Int).Mul(big.NewInt(v*times), big.NewInt(v)))
	}
	add(100000002, 1)
	add(100000001, 500)
	add(100000003, 500)
	variance, err := s.Variance()
	if err != nil || variance.Cmp(big.NewRat(1, 100)) != 0 {
		t.Errorf("variance %v, %v, want exactly 1/100", variance, err)
	}
}

func TestSumsThatAreNone(t *testing.T) {
	one := big.NewInt(1)
	for name, c := range map[string]struct {
		s    Sums
		want error
	}{
		"nothing":        {Sums{N: 0, Sum: one, SumSquares: one}, ErrZeroBase},
		"negative count": {Sums{N: -1, Sum: one, SumSquares: one}, ErrNegative},
		"one value":      {Sums{N: 1, Sum: one, SumSquares: one}, ErrTooFew},
		"no sum":         {Sums{N: 2, SumSquares: one}, ErrInexact},
		"no squares":     {Sums{N: 2, Sum: one}, ErrInexact},
		"impossible":     {Sums{N: 2, Sum: big.NewInt(10), SumSquares: one}, ErrInexact},
		"scale":          {Sums{N: 2, Sum: one, SumSquares: one, Scale: -1}, ErrRange},
	} {
		if _, err := TMean(c.s, Level95); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}
