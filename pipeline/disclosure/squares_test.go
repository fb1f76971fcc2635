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

// TestLimitsLeaveRoom: a lone part of 100 beside small ones. Their sum of 12 leaves the
// 100 room enough, and the county's mean is shown; their squares, 12 too, leave the 10 000
// none, so the limits are not all shown. Ten parts of 30 leave both.
func TestLimitsLeaveRoom(t *testing.T) {
	small, ten := make([]int64, 12), make([]int64, 10)
	for i := range small {
		small[i] = 1
	}
	for i := range ten {
		ten[i] = 30
	}
	for _, c := range []struct {
		name   string
		beside []int64
		all    bool
	}{{"twelve of 1", small, false}, {"ten of 30", ten, true}} {
		p := hours(behind(100), behind(200, 200, 200, 200, 200, 200), behind(c.beside...))
		squaresOf(&p, []int64{100}, []int64{200, 200, 200, 200, 200, 200}, c.beside)
		cells := clear(t, p)
		county := wantStatus(t, cells, at("J10005", area.County, "03", code.TotalSex), code.OK)
		other := wantStatus(t, cells, at("J10005", area.Municipality, "0319", code.TotalSex), code.OK)
		if all := county.SumSquares != nil && other.SumSquares != nil; all != c.all {
			t.Errorf("%s: all limits shown: %v", c.name, all)
		}
	}
}

// squaresOf gives the sums of a package the squares of their contributions.
func squaresOf(p *cell.Package, contributions ...[]int64) {
	for i, list := range contributions {
		q := new(big.Int)
		for _, x := range list {
			q.Add(q, new(big.Int).Mul(big.NewInt(x), big.NewInt(x)))
		}
		p.Measures[0].Sums[i].SumSquares = q
	}
}

// TestLimitsLeaveRoomAnywhere: in drawn packages a reader who takes the shown sums of
// squares off a shown area's never knows the largest part's square to within 2p + p².
func TestLimitsLeaveRoomAnywhere(t *testing.T) {
	asked, shown := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		var lists [][]int64
		var in []*cell.Contributors
		for range rapid.IntRange(2, 3).Draw(t, "municipalities") {
			most := rapid.SampledFrom([]int64{3, 30}).Draw(t, "most")
			few := rapid.SliceOfN(rapid.Int64Range(1, most), 1, 25).Draw(t, "contributions")
			if rapid.Bool().Draw(t, "large") {
				few = []int64{rapid.Int64Range(20, 100).Draw(t, "largest")}
			}
			lists, in = append(lists, append([]int64(nil), few...)), append(in, behind(few...))
		}
		p, rules := hours(in...), disclosure.DefaultRules()
		squaresOf(&p, lists...)
		cleared, _, err := disclosure.Protect(t.Context(), p, area.Default(), rules)
		if err != nil {
			t.Fatal(err)
		}
		cells := cellsOf(cleared)
		m := &p.Measures[0]
		for _, id := range []area.ID{{Type: area.County, Code: "03"}, {Type: area.Nation, Code: "00"}} {
			if whole := cells[cell.Key{Indicator: m.Indicator, Area: id, Sex: code.TotalSex}]; whole.status != code.OK || whole.parts.SumSquares == nil {
				continue
			}
			shown++
			for _, s := range m.Sums {
				if needOf(s.Contributors, rules.Default) == 0 {
					continue
				}
				asked++
				room := int64(0) // what the other squares that are not shown leave
				for _, o := range m.Sums {
					c := cells[at(m.Indicator, area.Municipality, o.Municipality, code.TotalSex)]
					if o.Municipality != s.Municipality && (c.status != code.OK || c.parts.SumSquares == nil) {
						room += o.SumSquares.Int64()
					}
				}
				largest := s.Contributors.Largest.Int64()
				if room*10_000 < largest*largest*rules.Default.Dominance*(200+rules.Default.Dominance) {
					t.Fatalf("%s: %d² is known to within %d", s.Municipality, largest, room)
				}
			}
		}
	})
	if asked == 0 || shown == 0 {
		t.Errorf("%d asked for, %d limits shown", asked, shown)
	}
}
