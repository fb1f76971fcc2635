package compute_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"jamfor/pipeline/code"
	"jamfor/pipeline/compute"
	"jamfor/pipeline/compute/given"
	"jamfor/pipeline/indicator"
)

func TestComputeNeedsAnEngine(t *testing.T) {
	world, err := given.NewWorld(t.TempDir(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := compute.Compute(t.Context(), world, nil, nil, compute.Options{}); err == nil {
		t.Error("want an error")
	}
}

// TestPartsOfAYear: a quarter is computed from a delivery of the year, for the
// indicators that are defined for quarters, and no other.
func TestPartsOfAYear(t *testing.T) {
	world, err := given.NewWorld(t.TempDir(), crowd(9, 1, 20))
	if err != nil {
		t.Fatal(err)
	}
	quarter, err := code.ParsePeriod("2025Q3")
	if err != nil {
		t.Fatal(err)
	}
	packages, err := compute.Compute(t.Context(), world, loadSets(t), []code.Period{quarter}, options())
	if err != nil {
		t.Fatal(err)
	}
	if len(packages) != 1 || packages[0].Period != quarter || len(packages[0].Measures) != 1 || packages[0].Measures[0].Indicator != "J35918" || len(packages[0].Blocks[0].Atoms) == 0 {
		t.Errorf("packages %+v", packages)
	}
}

// TestPeriodsAreWhereSomebodyDelivered: a set has a package for the years in
// which one of its collections was delivered, and for no other.
func TestPeriodsAreWhereSomebodyDelivered(t *testing.T) {
	year := func(y int, collection, dataset, columns, row string) indicator.TestDelivery {
		return indicator.TestDelivery{
			Municipality: "1280", Collection: collection, Period: code.Year(y), Sequence: 1,
			Tables: []indicator.TestTable{{Dataset: dataset, Columns: strings.Fields(columns), Rows: [][]string{strings.Fields(row)}}},
		}
	}
	const arende, a = "arende person person_idtyp enhet omrade kon start", "a1 p1 pnr E1 missbruk K 2023-05-01"
	world, err := given.NewWorld(t.TempDir(), []indicator.TestDelivery{
		year(2023, "missbruk", "arende", arende, a),
		year(2024, "ekonomi", "volym", "omrade matt varde", "missbruk kostnad_brutto 5"),
		year(2025, "missbruk", "arende", arende, a),
		year(2026, "befolkning", "befolkning", "kon alder antal kalla", "K 20 5 syntetisk"),
	})
	if err != nil {
		t.Fatal(err)
	}
	packages, err := compute.Compute(t.Context(), world, loadSets(t), nil, options())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range packages {
		got = append(got, p.Set+" "+p.Period.String())
	}
	want := []string{
		"missbruk 2023", "prov 2023", "prov 2023Q1", "prov 2023Q2", "prov 2023Q3", "prov 2023Q4",
		"ekonomi 2024", "enkat 2024", "prov 2024",
		"missbruk 2025", "prov 2025", "prov 2025Q1", "prov 2025Q2", "prov 2025Q3", "prov 2025Q4",
	}
	if !slices.Equal(got, want) {
		t.Errorf("packages %v, want %v", got, want)
	}
}

// TestCancelledComputeEnds cancels at every step of a computation.
func TestCancelledComputeEnds(t *testing.T) {
	world, err := given.NewWorld(t.TempDir(), crowd(5, 2, 50))
	if err != nil {
		t.Fatal(err)
	}
	sets := some(t, "missbruk", "prov")
	for at := 0; ; at += 11 {
		ctx, cancel := context.WithCancel(t.Context())
		o := options()
		seen := 0
		o.Progress = func(s compute.Step) {
			if s.Done < 0 || s.Done >= s.Total || s.Model == "" || s.What == "" {
				t.Errorf("step %+v", s)
			}
			if seen == at {
				cancel()
			}
			seen++
		}
		_, err := compute.Compute(ctx, world, sets, nil, o)
		cancel()
		if err == nil {
			if seen > at {
				t.Errorf("cancelled at step %d and went on to the end", at)
			}
			return
		}
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("cancelled at step %d: %v", at, err)
		}
	}
}
