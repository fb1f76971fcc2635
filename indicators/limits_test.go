package indicators

import (
	"fmt"
	"math/big"
	"testing"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/indicator"
)

// TestScoresHaveEnds: a mean or a change of scores has the ends of its scale, which a
// reader knows; other values have those that their model declares.
func TestScoresHaveEnds(t *testing.T) {
	got := map[string]string{}
	for _, s := range load(t) {
		for _, d := range s.Definitions {
			least, most := d.ValueLimits()
			got[d.ID] = limitsOf(d, least, most)
			scored := d.Model().Column("instrument") != nil && (d.Kind.Cell() == cell.Mean || d.Kind.Cell() == cell.Change)
			if scored && (least == nil || most == nil) {
				t.Errorf("%s: a score without ends: %s", d.ID, got[d.ID])
			}
			if d.Kind.Cell() == cell.Change && scored && new(big.Int).Neg(least).Cmp(most) != 0 {
				t.Errorf("%s: a change from %s", d.ID, got[d.ID])
			}
		}
	}
	for id, want := range map[string]string{
		"J33021": "-40 to 40",         // change of SDQ's total
		"J33031": "0 to 40",           // SDQ's total
		"J23101": "0 to 10000",        // hours of home help
		"J33047": "337/25 to 2163/25", // GAS T: 50 ± 36.52
		"J31001": "none",              // a share
		"J23901": "none",              // costs
	} {
		if got[id] != want {
			t.Errorf("%s: %s, want %s", id, got[id], want)
		}
	}
}

func limitsOf(d *indicator.Definition, least, most *big.Int) string {
	if least == nil && most == nil {
		return "none"
	}
	unit := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(d.ValueScale())), nil)
	end := func(x *big.Int) string {
		if x == nil {
			return "none"
		}
		return new(big.Rat).SetFrac(x, unit).RatString()
	}
	return fmt.Sprint(end(least), " to ", end(most))
}
