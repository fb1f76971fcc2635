package observe

import (
	"errors"
	"math/big"
	"testing"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure"
	"jamfor/pipeline/indicator"
)

// pack is a small package: cases of Blekinge and Gotland with a share, and the
// costs of the same municipalities with a ratio.
func pack() cell.Package {
	grains := []area.Type{area.Municipality, area.County, area.Nation}
	p := cell.Package{
		Set: "missbruk", Period: code.Year(2025),
		Coverage: []cell.Coverage{{Collection: "missbruk", Delivered: []string{"0980", "1060", "1080", "1081", "1082"}}},
		Blocks:   []cell.Block{{ID: "arende/2025", Conditions: []string{"all", "planned"}}},
	}
	for _, m := range []struct {
		code string
		x, n int64
	}{{"0980", 30, 60}, {"1060", 40, 80}, {"1080", 90, 120}, {"1081", 45, 70}, {"1082", 2, 40}} {
		p.Blocks[0].Atoms = append(p.Blocks[0].Atoms,
			cell.Atom{Municipality: m.code, Sex: code.Women, Pattern: 1, N: m.n - m.x},
			cell.Atom{Municipality: m.code, Sex: code.Women, Pattern: 3, N: m.x},
		)
	}
	p.Measures = []cell.Measure{
		{
			Indicator: "J35001", Kind: cell.Share, Collections: []string{"missbruk"}, Grains: grains,
			Numerator: &cell.Term{Condition: 1}, Denominator: &cell.Term{},
		},
		{
			Indicator: "J35002", Kind: cell.Ratio, Collections: []string{"missbruk"}, Grains: grains, PublicSums: true,
			Sums: []cell.Sum{
				{Municipality: "0980", Sex: code.TotalSex, Sum: big.NewInt(260), SumBelow: big.NewInt(20)},
				{Municipality: "1060", Sex: code.TotalSex, Sum: big.NewInt(120), SumBelow: big.NewInt(10)},
				{Municipality: "1080", Sex: code.TotalSex, Sum: big.NewInt(340), SumBelow: big.NewInt(25)},
			},
		},
	}
	return p
}

func set() indicator.Set {
	return indicator.Set{Name: "missbruk", Definitions: []*indicator.Definition{
		{
			ID: "J35001", Kind: indicator.Kind(cell.Share), Multiplier: 100, Decimals: 1, Direction: indicator.Higher, Interval: indicator.Wilson,
			RankBase: 30, Coverage: 90, Collections: []string{"missbruk"}, Grains: []indicator.Grain{"municipality", "county", "nation"}, Unit: "case",
		},
		{
			ID: "J35002", Kind: indicator.Kind(cell.Ratio), Multiplier: 1, Direction: indicator.None, Interval: indicator.LogDelta,
			Collections: []string{"missbruk"}, Grains: []indicator.Grain{"municipality", "county", "nation"},
		},
	}}
}

// From exact parts through disclosure control to observations.
func TestObserveWhatDisclosureClears(t *testing.T) {
	registry := area.Default()
	cells, _, err := disclosure.Protect(t.Context(), pack(), registry, disclosure.DefaultRules())
	if err != nil {
		t.Fatal(err)
	}
	all, err := Observe(cells, set(), registry, Options{Synthetic: true})
	if err != nil {
		t.Fatal(err)
	}
	if want := 2 * (290 + 21 + 1); len(all) != want {
		t.Fatalf("%d observations, want %d", len(all), want)
	}
	kept := all[:0]
	for _, o := range all {
		if o.Area.Type == area.Nation || o.Area.Code == "0980" || o.Area.Code[:2] == "10" {
			kept = append(kept, o)
		}
		if o.Area.Code == "1082" && o.Indicator == "J35001" && o.Status != code.Suppressed {
			t.Errorf("two cases are shown: %+v", o)
		}
	}
	golden(t, "cleared.txt", table(kept))
}

func TestObserveRefusesWhatWasNotCleared(t *testing.T) {
	if _, err := Observe(disclosure.Cleared{}, set(), area.Default(), Options{}); !errors.Is(err, ErrNotCleared) {
		t.Errorf("zero value: %v", err)
	}
	cells, _, err := disclosure.Protect(t.Context(), pack(), area.Default(), disclosure.DefaultRules())
	if err != nil {
		t.Fatal(err)
	}
	other := set()
	other.Name = "barn_unga"
	if _, err := Observe(cells, other, area.Default(), Options{}); err == nil {
		t.Error("cells of one set with definitions of another")
	}
}

func TestSpecOf(t *testing.T) {
	d := &indicator.Definition{
		ID: "J35009", Kind: "change", Interval: indicator.StudentT, Weighting: indicator.Unweighted, Unit: "person",
		Grains: []indicator.Grain{"nation", "municipality", "county"}, Coverage: 80, MinimumBase: 10, RankBase: 50,
		Pairing: &indicator.Pairing{Limit: 60}, ComparableFrom: 2024, Breaks: []indicator.SeriesGap{{From: 2025}},
	}
	s := SpecOf(d)
	if len(s.Unweighted) != 2 || s.Unweighted[0] != area.County || s.Unweighted[1] != area.Nation {
		t.Errorf("unweighted grains: %v", s.Unweighted)
	}
	if s.PairingLimit != 60 || s.CoverageLimit != 80 || s.MinimumBase != 10 || s.RankBase != 50 || !s.CountsPersons {
		t.Errorf("%+v", s)
	}
	for year, want := range map[int]bool{2023: false, 2024: true, 2025: true, 2026: false} {
		if got := s.breaksAt(code.Year(year), code.Period{}); got != want {
			t.Errorf("break in %d: %v", year, got)
		}
	}
	for _, i := range []indicator.Interval{indicator.Wilson, indicator.Byar, indicator.StudentT, indicator.Order, indicator.LogDelta, indicator.NoLimits} {
		fits := false
		for _, k := range kinds {
			for _, m := range kindIntervals(k) {
				fits = fits || m == intervalOf(i)
			}
		}
		if !fits {
			t.Errorf("interval %s of the definitions has no method", i)
		}
	}
}
