package disclosure_test

import (
	"math/big"
	"testing"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
)

// TestLimits: a mean of eight has a value and no limits, and the county's limits
// less those of the other municipalities do not give them.
func TestLimits(t *testing.T) {
	mean := cell.Measure{Indicator: "J10005", Kind: cell.Mean, Denominator: term(everyone), Sums: []cell.Sum{
		{Municipality: "0305", Sex: code.Men, Sum: big.NewInt(32), SumSquares: big.NewInt(140)},
		{Municipality: "0319", Sex: code.Men, Sum: big.NewInt(100), SumSquares: big.NewInt(400)},
		{Municipality: "0330", Sex: code.Men, Sum: big.NewInt(90), SumSquares: big.NewInt(300)},
	}}
	p := example(func(b *cell.Block) {
		things(b, "0305", code.Men, 8)
		things(b, "0319", code.Men, 40)
		things(b, "0330", code.Men, 40)
	}, mean)
	spread(&p)
	cells := clear(t, p)
	if p := wantStatus(t, cells, at("J10005", area.Municipality, "0305", code.TotalSex), code.OK); p.SumSquares != nil || p.Sum.Int64() != 32 {
		t.Errorf("eight persons: %+v", p)
	}
	county := wantStatus(t, cells, at("J10005", area.County, "03", code.TotalSex), code.OK)
	shown := 0
	for _, code1 := range []string{"0319", "0330"} {
		if p := wantStatus(t, cells, at("J10005", area.Municipality, code1, code.TotalSex), code.OK); p.SumSquares != nil {
			shown++
		}
	}
	if county.SumSquares != nil && shown == 2 {
		t.Error("the limits of the eight follow from the county's and the others'")
	}
	if county.SumSquares == nil {
		t.Error("the county lost its limits: a municipality's should go first")
	}
}
