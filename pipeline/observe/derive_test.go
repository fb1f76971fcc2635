package observe

import (
	"math"
	"math/big"
	"testing"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
)

func shareSpec(id string) Spec {
	return Spec{Indicator: id, Kind: cell.Share, Multiplier: 100, Decimals: 1, RankBase: 30}
}

func sourced(t *testing.T, spec Spec, parts cell.Parts) Sourced {
	t.Helper()
	e, err := Value(spec, parts)
	if err != nil || e.Status != code.OK {
		t.Fatalf("%+v, %v", e, err)
	}
	return Sourced{Spec: spec, Parts: parts, Estimate: e}
}

// TestGapOfShares is the reference of methods/statistics.md §5: 56/70 against
// 48/80 gives 0.2 with Newcombe limits 0.0524..0.3339.
func TestGapOfShares(t *testing.T) {
	spec := Spec{Indicator: "J35005", Kind: gapKind, Multiplier: 100, Decimals: 2, Of: []string{"J35004"}, Compare: [2]code.Sex{code.Women, code.Men}}
	e, err := Derive(spec, []Sourced{
		sourced(t, shareSpec("J35004"), cell.Parts{Numerator: 56, Denominator: 70}),
		sourced(t, shareSpec("J35004"), cell.Parts{Numerator: 48, Denominator: 80}),
	})
	if err != nil || *e.Value != 20 || *e.Lower95 != 5.24 || *e.Upper95 != 33.39 || e.Method != "newcombe" || e.Base != 70 || e.Lower998 == nil {
		t.Errorf("%+v, %v", e, err)
	}
}

// TestGapOfRates is the ratio of two rates with the exact conditional limits of
// the reference set rate_ratio_exact: 20 in 1000 against 10 in 1200.
func TestGapOfRates(t *testing.T) {
	source := Spec{Indicator: "J35003", Kind: cell.Rate, Multiplier: 10000, Decimals: 1}
	spec := Spec{Indicator: "J35005", Kind: gapKind, Multiplier: 1, Decimals: 4, Of: []string{"J35003"}}
	a := sourced(t, source, cell.Parts{Numerator: 20, Denominator: 1000})
	b := sourced(t, source, cell.Parts{Numerator: 10, Denominator: 1200})
	e, err := Derive(spec, []Sourced{a, b})
	if err != nil || *e.Value != 2.4 || *e.Lower95 != 1.0722 || *e.Upper95 != 5.7415 || e.Method != "conditional_exact" {
		t.Fatalf("%+v, %v", e, err)
	}
	back, err := Derive(spec, []Sourced{b, a})
	if err != nil || math.Abs(*back.Value-0.4167) > 1e-12 || math.Abs(*back.Lower95**e.Upper95-1) > 1e-3 {
		t.Errorf("%+v, %v: the reversed ratio has not the inverse limits", back, err)
	}
	none := sourced(t, source, cell.Parts{Numerator: 0, Denominator: 1000})
	if e, err := Derive(spec, []Sourced{a, none}); err != nil || e.Status != code.NotApplicable || e.Value != nil {
		t.Errorf("a ratio to zero: %+v, %v", e, err)
	}
}

// TestGapOfMeans uses Welch; where nothing varies there are no limits.
func TestGapOfMeans(t *testing.T) {
	source := Spec{Indicator: "J35021", Kind: cell.Mean, Decimals: 1}
	spec := Spec{Indicator: "J35005", Kind: gapKind, Decimals: 1, Of: []string{"J35021"}}
	values := func(xs ...int64) cell.Parts {
		p := cell.Parts{Sum: new(big.Int), SumSquares: new(big.Int)}
		for _, x := range xs {
			p.Denominator++
			p.Sum.Add(p.Sum, big.NewInt(x))
			p.SumSquares.Add(p.SumSquares, big.NewInt(x*x))
		}
		return p
	}
	e, err := Derive(spec, []Sourced{sourced(t, source, values(5, 6, 7)), sourced(t, source, values(1, 2, 3))})
	if err != nil || *e.Value != 4 || e.Method != "welch_t" || *e.Lower95 >= 4 || *e.Upper95 <= 4 {
		t.Errorf("%+v, %v", e, err)
	}
	e, err = Derive(spec, []Sourced{sourced(t, source, values(5, 5)), sourced(t, source, values(1, 1))})
	if err != nil || *e.Value != 4 || e.Lower95 != nil || e.Method != "" {
		t.Errorf("%+v, %v", e, err)
	}
}

// TestDerivedRowsFollowWhatIsHidden: a gap of a hidden or missing row is hidden
// or missing, whatever the other is, and a composite is the mean of the published
// values.
func TestDerivedRowsFollowWhatIsHidden(t *testing.T) {
	o := observer{
		registry: area.Default(), period: code.Year(2025),
		specs: map[string]Spec{
			"J35004": shareSpec("J35004"), "J35006": shareSpec("J35006"),
			"J35005": {Indicator: "J35005", Kind: gapKind, Multiplier: 100, Decimals: 1, Of: []string{"J35004"}, Compare: [2]code.Sex{code.Women, code.Men}},
			"J35007": {Indicator: "J35007", Kind: compositeKind, Multiplier: 100, Decimals: 1, Of: []string{"J35004", "J35006"}},
		},
	}
	cellOf := func(id, municipality string, sex code.Sex, status code.Status, x, n int64) cleared {
		return cleared{cell.Key{Indicator: id, Area: area.ID{Type: area.Municipality, Code: municipality}, Sex: sex}, cell.Parts{Numerator: x, Denominator: n, Members: 1, Of: 1}, status}
	}
	var cells []cleared
	for _, sex := range code.PublishedSexes {
		cells = append(cells, cellOf("J35004", "1280", sex, code.OK, 20, 60), cellOf("J35006", "1280", sex, code.OK, 10, 60))
		status := code.OK
		if sex == code.Women {
			status = code.Suppressed
		}
		cells = append(cells, cellOf("J35004", "1281", sex, status, 20, 60), cellOf("J35006", "1281", sex, code.OK, 10, 60))
		cells = append(cells, cellOf("J35004", "1282", sex, code.Missing, 0, 0), cellOf("J35006", "1282", sex, code.OK, 10, 60))
		cells = append(cells, cellOf("J35004", "1283", sex, code.OK, 0, 0), cellOf("J35006", "1283", sex, code.OK, 10, 60))
	}
	rows, err := o.observe(cells)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]code.Status{
		"J35005 1280 T": code.OK, "J35005 1281 T": code.Suppressed, "J35005 1282 T": code.Missing, "J35005 1283 T": code.NotApplicable,
		"J35007 1280 T": code.OK, "J35007 1280 K": code.OK, "J35007 1280 M": code.OK,
		"J35007 1281 T": code.OK, "J35007 1281 K": code.Suppressed, "J35007 1281 M": code.OK,
		"J35007 1282 T": code.Missing, "J35007 1282 K": code.Missing, "J35007 1282 M": code.Missing,
		"J35007 1283 T": code.NotApplicable, "J35007 1283 K": code.NotApplicable, "J35007 1283 M": code.NotApplicable,
	}
	found := 0
	for _, r := range rows {
		key := r.Indicator + " " + r.Area.Code + " " + string(r.Sex)
		status, derived := want[key]
		if !derived {
			if r.Indicator == "J35005" || r.Indicator == "J35007" {
				t.Errorf("a row %s", key)
			}
			continue
		}
		found++
		if r.Status != status || (r.Value != nil) != (status == code.OK) {
			t.Errorf("%s: %s %v, want %s", key, r.Status, r.Value, status)
		}
		if r.Indicator == "J35007" && status == code.OK && *r.Value != 25 { // (33.3 + 16.7) / 2
			t.Errorf("%s is %v, want the mean of the published values", key, *r.Value)
		}
		if status == code.Suppressed && (r.CoverageN != nil || r.Persons != nil || r.Lower95 != nil) {
			t.Errorf("%s is hidden and carries numbers", key)
		}
	}
	if found != len(want) {
		t.Errorf("%d derived rows, want %d", found, len(want))
	}
}
