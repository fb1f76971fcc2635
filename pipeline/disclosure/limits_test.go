package disclosure_test

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure"
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

// TestLimitsOfSmallGroups: in drawn packages what is left of a shown area's sum of squares,
// when those of shown counties and municipalities are taken off, is nothing or that of ten
// things or more.
func TestLimitsOfSmallGroups(t *testing.T) {
	left, withheld := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		parts := map[string]scores{}
		for _, m := range few {
			n := rapid.SampledFrom([]int64{1, 2, 3, 6, 8, 20, 40}).Draw(t, "n")
			parts[m] = scores{n, n * 3, n * 11}
		}
		p := scored(parts)
		cleared, _, err := disclosure.Protect(t.Context(), p, area.Default(), disclosure.DefaultRules())
		if err != nil {
			t.Fatal(err)
		}
		cells := cellsOf(cleared)
		limits := func(id area.ID) bool {
			return cells[at("J10005", id.Type, id.Code, code.TotalSex)].parts.SumSquares != nil
		}
		rest := func(id area.ID) (n int64) {
			for _, m := range area.Default().Members(id) {
				if !limits(area.ID{Type: area.Municipality, Code: m}) {
					n += parts[m].n
				}
			}
			return n
		}
		nation, all := int64(0), int64(0)
		for _, county := range []string{"01", "03", "04"} {
			id := area.ID{Type: area.County, Code: county}
			n := rest(id)
			if all += n; !limits(id) {
				nation += n
				continue
			}
			if left++; n > 0 && n < 10 {
				t.Fatalf("county %s: the squares of %d follow", county, n)
			}
		}
		if !limits(area.ID{Type: area.Nation, Code: "00"}) {
			withheld++
			return
		}
		for _, n := range []int64{nation, all} {
			if left++; n > 0 && n < 10 {
				t.Fatalf("nation: the squares of %d follow", n)
			}
		}
	})
	if left == 0 {
		t.Error("no area has limits")
	}
	t.Logf("%d areas with limits, %d times the nation without", left, withheld)
}

// TestLimitsOfUnknownSex: eight of unknown sex have a mean that follows from total, women
// and men; their squares must not.
func TestLimitsOfUnknownSex(t *testing.T) {
	for _, c := range []struct {
		unknown int64
		all     bool
	}{{8, false}, {12, true}} {
		mean := cell.Measure{Indicator: "J10005", Kind: cell.Mean, Denominator: term(everyone), BySex: true, Grains: []area.Type{area.Municipality}}
		of := map[code.Sex]int64{code.Women: 60, code.Men: 70, code.Unknown: c.unknown}
		for _, sex := range code.PersonSexes {
			mean.Sums = append(mean.Sums, cell.Sum{Municipality: "0305", Sex: sex, Sum: big.NewInt(3 * of[sex]), SumSquares: big.NewInt(11 * of[sex])})
		}
		p := example(func(b *cell.Block) {
			for _, sex := range code.PersonSexes {
				things(b, "0305", sex, of[sex])
			}
		}, mean)
		spread(&p)
		cells, shown := clear(t, p), 0
		for _, sex := range []code.Sex{code.TotalSex, code.Women, code.Men} {
			if wantStatus(t, cells, at("J10005", area.Municipality, "0305", sex), code.OK).SumSquares != nil {
				shown++
			}
		}
		if all := shown == 3; all != c.all {
			t.Errorf("%d of unknown sex: %d limits shown", c.unknown, shown)
		}
	}
}
