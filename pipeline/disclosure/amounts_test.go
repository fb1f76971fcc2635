package disclosure_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure"
)

// TestSumsHaveRoom: a sum of one provider beside 60 and 4 in a county with a shown
// total. Hiding the 4 with it keeps it from being computed, and tells it to within 4:
// enough for 30, of which a tenth is asked for, and too little for 100.
func TestSumsHaveRoom(t *testing.T) {
	for _, c := range []struct {
		sum  int64
		want []string
	}{
		{30, []string{"0305", "0330"}},
		{40, []string{"0305", "0330"}},
		{50, []string{"0305", "0319", "0330"}},
		{100, []string{"0305", "0319", "0330"}},
	} {
		cells := clear(t, hours(behind(c.sum), behind(10, 10, 10, 10, 10, 10), behind(1, 1, 1, 1)))
		if hidden := hiddenMeans(cells); !slices.Equal(hidden, c.want) {
			t.Errorf("%d: hidden %v, want %v", c.sum, hidden, c.want)
		}
		wantStatus(t, cells, at("J10005", area.County, "03", code.TotalSex), code.OK)
	}
}

// TestSumsHaveRoomAnywhere: in drawn packages a reader who takes off what is shown of
// every shown area that holds a hidden sum never comes as near as p per cent.
func TestSumsHaveRoomAnywhere(t *testing.T) {
	asked := 0
	rapid.Check(t, func(t *rapid.T) {
		p, rules := drawSums(t), disclosure.DefaultRules()
		cleared, _, err := disclosure.Protect(t.Context(), p, area.Default(), rules)
		if err != nil {
			t.Fatal(err)
		}
		cells := cellsOf(cleared)
		m := &p.Measures[0]
		for _, s := range m.Sums {
			need := needOf(s.Contributors, rules.Default)
			if need == 0 {
				continue
			}
			asked++
			up := upperBound(m, cells, s.Municipality)
			if room := up - s.Sum.Int64(); up >= 0 && room < need {
				t.Fatalf("%s: %d, at most %d; %d asked for: %v", s.Municipality, s.Sum, up, need, hiddenMeans(cells))
			}
		}
	})
	if asked == 0 {
		t.Error("nothing was asked for")
	}
}

// needOf is the room above a sum that its contributors ask for, by the handbook's
// formula; 0 for none.
func needOf(c *cell.Contributors, limits disclosure.Thresholds) int64 {
	percent := (c.Largest.Int64()*limits.Dominance + 99) / 100
	rest := c.All.Int64() - c.Largest.Int64() - c.Second.Int64()
	switch {
	case c.N < limits.MinimumContributors:
		return percent
	case rest*100 < limits.Dominance*c.Largest.Int64():
		return percent - rest
	}
	return 0
}

// upperBound is the least that a reader finds in any shown area for a municipality's
// hidden sum, -1 where there is none.
func upperBound(m *cell.Measure, cells map[cell.Key]shownCell, municipality string) int64 {
	best := int64(-1)
	for _, id := range []area.ID{{Type: area.County, Code: "03"}, {Type: area.Nation, Code: "00"}} {
		if cells[cell.Key{Indicator: m.Indicator, Area: id, Sex: code.TotalSex}].status != code.OK {
			continue
		}
		left := int64(0)
		for _, s := range m.Sums {
			if cells[at(m.Indicator, area.Municipality, s.Municipality, code.TotalSex)].status != code.OK {
				left += s.Sum.Int64()
			}
		}
		if best < 0 || left < best {
			best = left
		}
	}
	return best
}

// drawSums draws a mean over municipalities of a county, some with one great
// contribution.
func drawSums(t *rapid.T) cell.Package {
	var in []*cell.Contributors
	for range rapid.IntRange(2, 3).Draw(t, "municipalities") {
		few := rapid.SliceOfN(rapid.Int64Range(1, 20), 1, 6).Draw(t, "contributions")
		if rapid.IntRange(0, 2).Draw(t, "dominated") == 0 {
			few = append(few, rapid.Int64Range(50, 5000).Draw(t, "largest"))
		}
		in = append(in, behind(few...))
	}
	return hours(in...)
}
