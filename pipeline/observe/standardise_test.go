package observe

import (
	"math"
	"testing"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/statistic"
)

// bothSexes are strata of women and men, bands 0 and 1.
func bothSexes(events, population [4]int64) []cell.Stratum {
	var strata []cell.Stratum
	for i := range 4 {
		strata = append(strata, cell.Stratum{Sex: []code.Sex{code.Women, code.Men}[i/2], Band: i % 2, Events: events[i], Population: population[i]})
	}
	return strata
}

func rateSpec() Spec {
	s := Spec{Indicator: "J35916", Kind: cell.StandardisedRate, Multiplier: 10000, Decimals: 4, RankBase: 30}
	s.Weights[0], s.Weights[1] = 2, 3
	return s
}

// TestStandardisedRate: the exact value, the limits of package statistic, and
// what has no value.
func TestStandardisedRate(t *testing.T) {
	parts := cell.Parts{Numerator: 27, Denominator: 1050, Strata: append(
		bothSexes([4]int64{5, 6, 7, 8}, [4]int64{100, 200, 300, 400}),
		cell.Stratum{Sex: code.Unknown, Band: 0, Events: 1},
		cell.Stratum{Sex: code.Women, Band: 7, Population: 50}, // a band without weight
	)}
	e, err := Value(rateSpec(), parts)
	if err != nil {
		t.Fatal(err)
	}
	want := (2*(5.0/100+7.0/300) + 3*(6.0/200+8.0/400)) / 10 * 10000
	if math.Abs(*e.Value-want) > 1e-4 || e.Method != "dobson_byar" || e.Numerator != "27" || e.Denominator != "" || e.Base != 1050 {
		t.Errorf("%+v, want %v", e, want)
	}
	rate, err := statistic.NewDirectRate([]statistic.Stratum{{Events: 5, Population: 100, Weight: 2}, {Events: 6, Population: 200, Weight: 3}, {Events: 7, Population: 300, Weight: 2}, {Events: 8, Population: 400, Weight: 3}})
	if err != nil {
		t.Fatal(err)
	}
	limits, err := rate.DobsonByar(statistic.Level95, 10000)
	if err != nil || math.Abs(*e.Lower95-limits.Lower) > 1e-4 || math.Abs(*e.Upper95-limits.Upper) > 1e-4 {
		t.Errorf("limits %v %v, want %+v, %v", *e.Lower95, *e.Upper95, limits, err)
	}
	few := cell.Parts{Numerator: 9, Denominator: 1000, Strata: bothSexes([4]int64{2, 2, 2, 3}, [4]int64{100, 200, 300, 400})}
	if e, err := Value(rateSpec(), few); err != nil || e.Reason != ReasonFewEvents || e.Value != nil {
		t.Errorf("nine events: %+v, %v", e, err)
	}
	empty := cell.Parts{Numerator: 18, Denominator: 900, Strata: bothSexes([4]int64{6, 6, 6, 0}, [4]int64{100, 200, 600, 0})}
	if e, err := Value(rateSpec(), empty); err != nil || e.Reason != ReasonEmptyGroup {
		t.Errorf("an empty group: %+v, %v", e, err)
	}
	gone := empty
	gone.Strata = gone.Strata[:3] // a band with neither events nor inhabitants is not left out in silence
	if e, err := Value(rateSpec(), gone); err != nil || e.Reason != ReasonEmptyGroup {
		t.Errorf("a group that is not there: %+v, %v", e, err)
	}
	women := cell.Parts{Numerator: 11, Denominator: 300, Strata: parts.Strata[:2]}
	if e, err := Value(rateSpec(), women); err != nil || math.Abs(*e.Value-(2*5.0/100+3*6.0/200)/5*10000) > 1e-4 {
		t.Errorf("women alone: %+v, %v", e, err)
	}
}

// TestStandardisedRatio compares with the nation's rates: the nation itself is
// 1, and a hidden nation leaves nothing to compare with.
func TestStandardisedRatio(t *testing.T) {
	spec := rateSpec()
	spec.Indicator, spec.Kind, spec.Multiplier = "J35917", cell.StandardisedRatio, 100
	at := func(grain area.Type, number string, status code.Status, p cell.Parts) cleared {
		return cleared{cell.Key{Indicator: spec.Indicator, Area: area.ID{Type: grain, Code: number}, Sex: code.TotalSex}, p, status}
	}
	local := cell.Parts{Numerator: 12, Denominator: 400, Strata: bothSexes([4]int64{3, 3, 3, 3}, [4]int64{100, 100, 100, 100})}
	nation := cell.Parts{Numerator: 40, Denominator: 2000, Strata: bothSexes([4]int64{20, 10, 5, 5}, [4]int64{1000, 400, 300, 300})}
	expected := 100*20.0/1000 + 100*10.0/400 + 100*5.0/300 + 100*5.0/300
	for _, status := range []code.Status{code.OK, code.Suppressed} {
		o := observer{registry: area.Default(), period: code.Year(2025), specs: map[string]Spec{spec.Indicator: spec}}
		rows, err := o.observe([]cleared{at(area.Municipality, "1280", code.OK, local), at(area.Nation, "00", status, nation)})
		if err != nil {
			t.Fatal(err)
		}
		if status == code.Suppressed {
			if rows[0].Status != code.NotApplicable || rows[0].Value != nil || rows[0].Reason != ReasonEmptyGroup {
				t.Errorf("a hidden nation: %+v", rows[0])
			}
			continue
		}
		limits, err := statistic.Count(12, statistic.Level95)
		if err != nil || math.Abs(*rows[0].Value-12/expected*100) > 1e-4 || math.Abs(*rows[0].Lower95-limits.Lower/expected*100) > 1e-4 || rows[0].Method != "byar" {
			t.Errorf("%v %v, want %v", *rows[0].Value, *rows[0].Lower95, 12/expected*100)
		}
		if *rows[1].Value != 100 {
			t.Errorf("the nation against itself is %v", *rows[1].Value)
		}
	}
}
