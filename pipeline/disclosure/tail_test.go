package disclosure

import (
	"math/big"
	"testing"

	"jamfor/pipeline/cell"
)

// TestQuantilesNeedEnoughBeyond: a quantile is shown only where the minimum
// stands on either side of it, and one that is none cannot be judged.
func TestQuantilesNeedEnoughBeyond(t *testing.T) {
	term := &cell.Term{}
	limits := DefaultRules().Default // minimum 5
	for _, c := range []struct {
		kind     cell.Kind
		quantile string
		n        int64
		hidden   bool
	}{
		{cell.Median, "", 9, true},
		{cell.Median, "", 10, false},
		{cell.Quantile, "0.5", 9, true},
		{cell.Quantile, "0.5", 10, false},
		{cell.Quantile, "0.9", 49, true},
		{cell.Quantile, "0.9", 50, false},
		{cell.Quantile, "0.25", 19, true},
		{cell.Quantile, "0.25", 20, false},
		{cell.Quantile, "0.5", 0, false},
	} {
		m := &cell.Measure{Indicator: "J35001", Kind: c.kind, Quantile: c.quantile, Denominator: term}
		if err := checkMeasure(m); err != nil {
			t.Fatal(err)
		}
		if got := cellRule(m, cell.Parts{Denominator: c.n}, limits) != ""; got != c.hidden {
			t.Errorf("%s %s of %d: hidden %t", c.kind, c.quantile, c.n, got)
		}
	}
	for _, q := range []string{"", "0", "1", "x", "-0.5"} {
		if err := checkMeasure(&cell.Measure{Kind: cell.Quantile, Quantile: q, Denominator: term}); err == nil {
			t.Errorf("the quantile %q was judged", q)
		}
	}
	if p, ok := tail(&cell.Measure{Kind: cell.Quantile, Quantile: "0.9"}); !ok || p.Cmp(big.NewRat(1, 10)) != 0 {
		t.Errorf("tail %v", p)
	}
}
