package statistic

import (
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

// wild draws any float, with a liking for the ones that break things.
func wild() *rapid.Generator[float64] {
	return rapid.OneOf(
		rapid.SampledFrom([]float64{
			0, math.Copysign(0, -1), 1, 2, 5, 10, 0.5, -1, -0.5, 1e-300, 1e300, math.MaxFloat64, math.SmallestNonzeroFloat64,
			math.NaN(), math.Inf(1), math.Inf(-1), 0.95, 0.998, 95, 99.8, 100, 1e9, 1e15,
		}),
		rapid.Float64Range(0, 100),
		rapid.Float64(),
	)
}

// tame draws floats that figures could be, whole numbers mostly.
func tame() *rapid.Generator[float64] {
	return rapid.OneOf(rapid.Map(rapid.IntRange(0, 3000), func(i int) float64 { return float64(i) }), rapid.Float64Range(-10, 1000))
}

// holds checks what every interval promises, where there is no error.
func holds(t *rapid.T, what string, i Interval, err error) {
	if err == nil && i.Lower > i.Upper {
		t.Fatalf("%s: limits cross: %v", what, i)
	}
}

// Whatever the arguments, nothing panics, and limits never cross.
func TestNothingPanics(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.SampledFrom([]*rapid.Generator[float64]{wild(), tame()}).Draw(t, "numbers")
		f := func(name string) float64 { return number.Draw(t, name) }
		a, b, c, d := f("a"), f("b"), f("c"), f("d")
		level := Level(rapid.OneOf(rapid.Just(0.95), rapid.Just(1.0), rapid.Float64Range(0.9, 1), wild()).Draw(t, "level"))
		for name, method := range map[string]func(x, n float64, level Level) (Interval, error){
			"wilson": Wilson, "continuity": WilsonContinuity, "clopper": ClopperPearson,
			"agresti": AgrestiCoull, "jeffreys": Jeffreys, "wald": Wald,
		} {
			i, err := method(a, b, level)
			holds(t, name, i, err)
		}
		i, err := WilsonFinite(a, b, c, level)
		holds(t, "finite", i, err)
		i, err = PoissonExact(a, level)
		holds(t, "exact", i, err)
		i, err = Byar(a, level)
		holds(t, "byar", i, err)
		_, i, err = Rate(a, b, c, level)
		holds(t, "rate", i, err)
		_, i, err = NewcombeDifference(a, b, c, d, level)
		holds(t, "newcombe", i, err)
		_, _ = ProportionTest(a, b, c, d)
		_, i, _, err = RateRatio(rapid.Int64().Draw(t, "x1"), a, rapid.Int64().Draw(t, "x2"), b, level)
		holds(t, "rate ratio", i, err)
		_, i, _, err = RateRatio(rapid.Int64Range(0, 50).Draw(t, "x1"), a, rapid.Int64Range(0, 50).Draw(t, "x2"), b, level)
		holds(t, "rate ratio", i, err)
		_, _ = FisherExact(rapid.Int64().Draw(t, "x1"), rapid.Int64().Draw(t, "n1"), rapid.Int64Range(0, 9).Draw(t, "x2"), rapid.Int64Range(-1, 9).Draw(t, "n2"))
		_, _ = McNemar(rapid.Int64Range(-1, 1e12).Draw(t, "b"), rapid.Int64Range(-1, 90).Draw(t, "c"))
		funnel := FunnelLevel(f("funnel"))
		for _, l := range []FunnelLevel{funnel, Funnel95, Funnel998} {
			i, err = FunnelProportion(a, b, c, l)
			holds(t, "funnel proportion", i, err)
			i, err = FunnelObserved(a, l)
			holds(t, "funnel observed", i, err)
			i, err = FunnelExpected(a, l)
			holds(t, "funnel expected", i, err)
		}
		_, _ = FunnelPositions(a, b, rapid.IntRange(-1, 50).Draw(t, "count"))
		_, _ = NewReliableChange(a, b, c, d)
		_, _ = NewCutOffs(a, b, c, d)
		CompareBenchmark(Interval{Lower: a, Upper: b}, c, HighIsGood)
	})
}

func TestNoListPanics(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.SampledFrom([]*rapid.Generator[float64]{wild(), tame()}).Draw(t, "numbers")
		list := func(name string) []float64 { return rapid.SliceOfN(number, 0, 12).Draw(t, name) }
		x, y := list("x"), list("y")
		z := rapid.SliceOfN(number, len(x), len(x)).Draw(t, "z")
		for kind := 0; kind <= 10; kind++ {
			_, _ = Quantile(x, number.Draw(t, "p"), kind)
		}
		_, _ = MAD(x)
		_, _ = IQR(x)
		_, _ = Autocorrelation(x)
		for ties := TiesMin; ties <= TiesDense; ties++ {
			Ranks(x, ties, ties == TiesMax)
		}
		_, _ = Groups(x, rapid.IntRange(-1, 6).Draw(t, "k"), true)
		var limits []Interval
		for i := range x {
			limits = append(limits, Interval{Lower: x[i], Upper: z[i]})
		}
		RankIntervals(limits, false)
		for _, other := range [][]float64{y, z} {
			if r, err := NewRatioOfSums(x, other); err == nil {
				i, err := r.Log(Level95)
				holds(t, "log", i, err)
				i, err = r.Linear(Level998)
				holds(t, "linear", i, err)
				_, _ = r.Fieller(Level95)
			}
			TrendProportion(x, other)
			TrendValues(x, other, z)
			_, _ = CochranArmitage(x, other)
			_, _ = Differences(x, other)
			_, _ = Welch(x, other, Level95)
			_, _ = MannWhitney(x, other)
			_, _, _ = SenSlope(x, other, Level95)
			_, _ = Spearman(x, other)
			_, _ = LeastSquares(x, other)
			_, _ = GoalT(x, other, 0.3)
			_, _ = NewMarshall(x, other)
			for m := CommonEffect; m <= MaximumLikelihood; m++ {
				_, _ = Pool(x, other, m, Level95)
			}
			for transform := Arcsine; transform <= Root; transform++ {
				for trim := TrimNone; trim <= Truncate10; trim++ {
					if d, err := NewDispersion(x, other, transform, trim); err == nil {
						i, err := d.Limits(number.Draw(t, "base"), Funnel95)
						holds(t, "dispersion", i, err)
					}
				}
			}
		}
		_, _ = SignTest(x)
		_, _ = WilcoxonSignedRank(x, Level95)
		_, _ = NewMannKendall(x)
		for a := Bonferroni; a <= BenjaminiYekutieli; a++ {
			_, _ = Adjust(x, a)
		}
		_, _ = NewSpine(x, number.Draw(t, "benchmark"), LowIsGood)
		_, _ = Nearest([][]float64{x, z, x}, z, 2)
	})
}

func TestNoStandardPanics(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.SampledFrom([]*rapid.Generator[float64]{wild(), tame()}).Draw(t, "numbers")
		f := func() float64 { return number.Draw(t, "x") }
		var groups []Stratum
		var references []Reference
		var slopes []SlopeGroup
		for range rapid.IntRange(0, 8).Draw(t, "groups") {
			groups = append(groups, Stratum{f(), f(), f()})
			references = append(references, Reference{f(), f(), f()})
			slopes = append(slopes, SlopeGroup{f(), f(), f(), f()})
		}
		if r, err := NewDirectRate(groups); err == nil {
			i, err := r.DobsonByar(Level95, 1000)
			holds(t, "dobson", i, err)
			_, _ = r.DobsonExact(Level998, 1000)
			_, _ = r.FayFeuer(Level95, 1000)
		}
		_, _ = NewIndirectRatio(f(), references, Level95)
		_, _ = NewSlopeIndex(slopes, SlopeOptions{Level: Level95, Draws: 100, Scale: Scale(rapid.IntRange(0, 2).Draw(t, "scale"))})
		_, _ = NewLifeExpectancy(rapid.SliceOfN(number, 20, 20).Draw(t, "deaths"), rapid.SliceOfN(number, 20, 20).Draw(t, "population"), Level95)
	})
}

func TestNoPartsPanic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		integer := func(name string) *big.Int {
			if rapid.Bool().Draw(t, name+" is nil") {
				return nil
			}
			return big.NewInt(rapid.Int64().Draw(t, name))
		}
		s := Sums{rapid.Int64Range(-2, 1e15).Draw(t, "n"), integer("sum"), integer("squares"), rapid.IntRange(-2, 70).Draw(t, "scale")}
		i, err := TMean(s, Level95)
		holds(t, "t", i, err)
		_, _ = PairedT(s, Level998)
		list := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) ValueCount {
			return ValueCount{rapid.Int64().Draw(t, "value"), rapid.Int64Range(-1, 50).Draw(t, "n")}
		}), 0, 20).Draw(t, "list")
		d, err := NewDistribution(list)
		if err != nil {
			return
		}
		_, _ = d.Median()
		_, _ = d.Quantile(big.NewRat(rapid.Int64Range(-1, 11).Draw(t, "p"), 10))
		i, err = d.MedianInterval(Level95)
		holds(t, "median", i, err)
		d.At(rapid.Int64().Draw(t, "k"))
	})
}
