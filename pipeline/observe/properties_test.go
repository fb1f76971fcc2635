package observe

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/observation"
)

var samePeriod = cmp.Comparer(func(a, b code.Period) bool { return a == b })

// nationOf draws a nation of shares, ratios or means over two counties with
// random statuses.
func nationOf(t *rapid.T) (map[string]Spec, []cleared) {
	kind := rapid.SampledFrom(kinds).Draw(t, "kind")
	spec := Spec{
		Indicator: "J10001", Kind: kind, Decimals: rapid.IntRange(0, 2).Draw(t, "decimals"),
		Direction:     rapid.SampledFrom([]Direction{HigherIsBetter, LowerIsBetter, NoDirection}).Draw(t, "direction"),
		CoverageLimit: rapid.SampledFrom([]float64{0, 90}).Draw(t, "coverage"),
	}
	if rapid.Bool().Draw(t, "unweighted") {
		spec.Unweighted = []area.Type{area.County, area.Nation}
	}
	var cells []cleared
	for _, a := range append([]string{"0980", "09", "10", "00"}, blekinge...) {
		cells = append(cells, cleared{
			at("J10001", a), randomParts(t, kind),
			rapid.SampledFrom([]code.Status{code.OK, code.OK, code.Suppressed, code.Missing, code.NotApplicable}).Draw(t, "status"),
		})
	}
	return map[string]Spec{"J10001": spec}, cells
}

func TestHiddenPartsChangeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		specs, cells := nationOf(t)
		before, err := observer2025(specs, Options{}).observe(cells)
		if err != nil {
			t.Fatal(err)
		}
		for i := range cells {
			if cells[i].status != code.OK {
				cells[i].parts = randomParts(t, specs["J10001"].Kind)
			}
		}
		after, err := observer2025(specs, Options{}).observe(cells)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(before, after, samePeriod); diff != "" {
			t.Fatalf("hidden parts show:\n%s", diff)
		}
	})
}

func TestRowsWithoutValueCarryNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		specs, cells := nationOf(t)
		all, err := observer2025(specs, Options{}).observe(cells)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range all {
			if o.Status == code.OK {
				continue
			}
			bare := observation.Observation{
				Indicator: o.Indicator, Area: o.Area, AreaName: o.AreaName, Period: o.Period, Sex: o.Sex,
				Status: o.Status, Flags: o.Flags, Decimals: o.Decimals, Reason: o.Reason,
			}
			if o.Status == code.Suppressed {
				bare.Reason = ""
			} else {
				bare.CoverageN, bare.CoverageOf = o.CoverageN, o.CoverageOf
			}
			if diff := cmp.Diff(bare, o, samePeriod); diff != "" {
				t.Fatalf("%s carries:\n%s", o.Status, diff)
			}
		}
	})
}

func TestOrderOfCellsDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		specs, cells := nationOf(t)
		one, err := observer2025(specs, Options{}).observe(cells)
		if err != nil {
			t.Fatal(err)
		}
		other, err := observer2025(specs, Options{}).observe(rapid.Permutation(cells).Draw(t, "order"))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(one, other, samePeriod); diff != "" {
			t.Fatal(diff)
		}
	})
}
