package observe

import (
	"testing"

	"pgregory.net/rapid"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/observation"
)

// better counts by hand the ranked rows of o's contest with a better published
// value.
func better(all []observation.Observation, o observation.Observation, highIsGood bool) (before, ranked int) {
	for _, other := range all {
		if other.Area.Type != o.Area.Type || other.Rank == nil {
			continue
		}
		ranked++
		if highIsGood && *other.Value > *o.Value || !highIsGood && *other.Value < *o.Value {
			before++
		}
	}
	return before, ranked
}

// Ranks, quarters and comparisons are what a reader finds by hand in the
// published table.
func TestReadersFindTheSameRanks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		high := rapid.Bool().Draw(t, "high is good")
		spec := Spec{Indicator: "J10001", Kind: cell.Share, Multiplier: 100, Decimals: rapid.IntRange(0, 1).Draw(t, "decimals"), Direction: LowerIsBetter, RankBase: 30}
		if high {
			spec.Direction = HigherIsBetter
		}
		var cells []cleared
		for _, m := range area.Default().Municipalities[:rapid.IntRange(1, 30).Draw(t, "municipalities")] {
			n := rapid.Int64Range(20, 90).Draw(t, "n")
			cells = append(cells, cleared{at("J10001", m.Code), cell.Parts{Numerator: rapid.Int64Range(0, n).Draw(t, "x"), Denominator: n}, rapid.SampledFrom([]code.Status{code.OK, code.OK, code.Suppressed}).Draw(t, "status")})
		}
		cells = append(cells, cleared{at("J10001", "00"), cell.Parts{Numerator: 500, Denominator: 1000}, code.OK})
		w := &observer{specs: map[string]Spec{"J10001": spec}, registry: area.Default(), period: code.Year(2025)}
		all, err := w.observe(cells)
		if err != nil {
			t.Fatal(err)
		}
		nation := *all[len(all)-1].Value
		for _, o := range all[:len(all)-1] {
			if o.Status != code.OK {
				continue
			}
			want := "similar"
			switch {
			case *o.Upper95 < nation:
				want = map[bool]string{true: "worse", false: "better"}[high]
			case *o.Lower95 > nation:
				want = map[bool]string{true: "better", false: "worse"}[high]
			}
			if o.VsNation != want {
				t.Fatalf("%s: %s, by hand %s", o.Area.Code, o.VsNation, want)
			}
			if decimal(o.Denominator).Cmp(number(30, 0)) < 0 {
				if o.Rank != nil || o.Quartile != nil || o.Reason != ReasonSmallRankBase {
					t.Fatalf("%s is ranked on %s", o.Area.Code, o.Denominator)
				}
				continue
			}
			checkRank(t, all, o, high)
		}
	})
}

func checkRank(t *rapid.T, all []observation.Observation, o observation.Observation, high bool) {
	before, ranked := better(all, o, high)
	if *o.Rank != before+1 || *o.RankOf != ranked {
		t.Fatalf("%s: rank %d of %d, by hand %d of %d", o.Area.Code, *o.Rank, *o.RankOf, before+1, ranked)
	}
	if ranked < 4 {
		if o.Quartile != nil {
			t.Fatalf("%s: a quarter among %d", o.Area.Code, ranked)
		}
		return
	}
	// The quarter by counting: how many quarters of the places from the bottom up
	// are needed to reach the area's place.
	quarter := 4
	for quarter > 1 && (ranked-before)*4 > (5-quarter)*ranked {
		quarter--
	}
	if *o.Quartile != quarter {
		t.Fatalf("%s: quarter %d, by hand %d (rank %d of %d)", o.Area.Code, *o.Quartile, quarter, *o.Rank, ranked)
	}
}
