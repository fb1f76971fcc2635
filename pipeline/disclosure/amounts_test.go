package disclosure_test

import (
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure"
)

// TestSumsHaveRoom: a sum of one provider beside 60 and 4 in a county with a shown
// total. Hiding the 4 with it keeps it from being computed, and tells it to within 4, or
// to within 3 to each of those four: enough for 30, of which a tenth is asked for, and
// too little for 40.
func TestSumsHaveRoom(t *testing.T) {
	for _, c := range []struct {
		sum  int64
		want []string
	}{
		{30, []string{"0305", "0330"}},
		{40, []string{"0305", "0319", "0330"}},
		{100, []string{"0305", "0319", "0330"}},
	} {
		cells := clear(t, hours(behind(c.sum), behind(10, 10, 10, 10, 10, 10), behind(1, 1, 1, 1)))
		if hidden := hiddenMeans(cells); !slices.Equal(hidden, c.want) {
			t.Errorf("%d: hidden %v, want %v", c.sum, hidden, c.want)
		}
		wantStatus(t, cells, at("J10005", area.County, "03", code.TotalSex), code.OK)
	}
}

// TestScaleEnds: thirty scores of 0 to 9 that two persons stand behind, beside thirty
// that are nearly all nines. What is hidden with them can rise by 2 only, so that they
// can fall by 2 only, where the scale has an end.
func TestScaleEnds(t *testing.T) {
	nines := behind(27, 27, 27, 27, 27, 27, 27, 27, 27, 25)
	for _, c := range []struct {
		name        string
		least, most *big.Int
		want        []string
	}{
		{"without end", nil, nil, []string{"0305", "0330"}},
		{"0 to 9", big.NewInt(0), big.NewInt(9), []string{"0305", "0319", "0330"}},
		{"0 to 90", big.NewInt(0), big.NewInt(90), []string{"0305", "0330"}},
		{"one that the values do not keep to", big.NewInt(0), big.NewInt(8), []string{"0305", "0330"}},
	} {
		p := hours(behind(60, 60), behind(30, 30, 30, 30, 30, 30), nines)
		p.Measures[0].Least, p.Measures[0].Most = c.least, c.most
		if hidden := hiddenMeans(clear(t, p)); !slices.Equal(hidden, c.want) {
			t.Errorf("%s: hidden %v, want %v", c.name, hidden, c.want)
		}
	}
}

// TestChangesHaveRoom: changes have parts of either sign, and nothing bounds them but
// the scale that they are changes on.
func TestChangesHaveRoom(t *testing.T) {
	for _, c := range []struct {
		name string
		most int64
		want []string
	}{
		{"nearly all have fallen as far as can be", 9, []string{"0305", "0319", "0330"}},
		{"they could have fallen farther", 90, []string{"0305", "0330"}},
	} {
		p := hours(behind(60, 60), behind(30, 30, 30, 30, 30, 30), behind(27, 27, 27, 27, 27, 27, 27, 27, 27, 25))
		m := &p.Measures[0]
		m.Sums[2].Sum.Neg(m.Sums[2].Sum)
		m.Least, m.Most = big.NewInt(-c.most), big.NewInt(c.most)
		if hidden := hiddenMeans(clear(t, p)); !slices.Equal(hidden, c.want) {
			t.Errorf("%s: hidden %v, want %v", c.name, hidden, c.want)
		}
	}
}

// TestProviderKnowsHisOwn: three hidden sums of 100, 50 and 8. Who stands alone behind
// the 50 cannot compute another, and would know the 100 to within 8 by the county's
// total: so the total is hidden too. One of two behind the 50 would not.
func TestProviderKnowsHisOwn(t *testing.T) {
	county := at("J10005", area.County, "03", code.TotalSex)
	cells := clear(t, hours(behind(100), behind(25, 25), behind(2, 2, 2, 2)))
	wantStatus(t, cells, county, code.OK)
	cells = clear(t, hours(behind(100), behind(50), behind(2, 2, 2, 2)))
	wantStatus(t, cells, county, code.Suppressed)
}

// TestSumsHaveRoomAnywhere: in drawn packages nobody comes as near to a sum as p per
// cent: not a reader who takes off what is shown of every shown area that holds it and
// knows the ends of the scale, and not one who knows his part of another sum besides.
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
			if need == 0 || !shownArea(m, cells) {
				continue
			}
			own := reachOf(m, &s, false)
			for _, knower := range m.Sums {
				asked++
				fall, rise := int64(0), int64(0) // of the others
				for _, o := range m.Sums {
					if o.Municipality != s.Municipality && cells[at(m.Indicator, area.Municipality, o.Municipality, code.TotalSex)].status != code.OK {
						r := reachOf(m, &o, o.Municipality == knower.Municipality)
						fall, rise = fall+r[0], min(far, rise+r[1])
					}
				}
				if above, below := min(fall, own[1]), min(rise, own[0]); above < min(need, own[1]) || below < min(need, own[0]) {
					t.Fatalf("%s: %d can fall by %d and rise by %d before the largest of %s; %d asked for: %v", s.Municipality, s.Sum, below, above, knower.Municipality, need, hiddenMeans(cells))
				}
			}
		}
	})
	if asked == 0 {
		t.Error("nothing was asked for")
	}
}

// far is beyond every sum drawn.
const far = int64(1) << 40

// reachOf is how far a sum of thirty can fall and rise, for its largest contributor or
// for others; his cases can be any number that leaves the others one each.
func reachOf(m *cell.Measure, s *cell.Sum, largest bool) [2]int64 {
	sum, out := s.Sum.Int64(), [2]int64{far, far}
	look := func(sum, n int64) {
		fall, rise := sum, far
		if m.Least != nil {
			fall, rise = sum-m.Least.Int64()*n, m.Most.Int64()*n-sum
		}
		out = [2]int64{min(out[0], max(0, fall)), min(out[1], max(0, rise))}
	}
	look(sum, 30)
	if !largest {
		return out
	}
	if s.Contributors.N == 1 {
		return [2]int64{}
	}
	for his := range 30 - (s.Contributors.N - 1) {
		look(sum-s.Contributors.Largest.Int64(), 30-(his+1))
	}
	return out
}

// shownArea reports whether any area that holds all municipalities is shown.
func shownArea(m *cell.Measure, cells map[cell.Key]shownCell) bool {
	for _, id := range []area.ID{{Type: area.County, Code: "03"}, {Type: area.Nation, Code: "00"}} {
		if cells[cell.Key{Indicator: m.Indicator, Area: id, Sex: code.TotalSex}].status == code.OK {
			return true
		}
	}
	return false
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

// drawSums draws a mean over municipalities of a county, some with one great
// contribution, and half of them on a scale.
func drawSums(t *rapid.T) cell.Package {
	var in []*cell.Contributors
	for range rapid.IntRange(2, 3).Draw(t, "municipalities") {
		few := rapid.SliceOfN(rapid.Int64Range(1, 20), 1, 6).Draw(t, "contributions")
		if rapid.IntRange(0, 2).Draw(t, "dominated") == 0 {
			few = append(few, rapid.Int64Range(50, 5000).Draw(t, "largest"))
		}
		in = append(in, behind(few...))
	}
	p := hours(in...)
	if rapid.Bool().Draw(t, "on a scale") {
		most := int64(1)
		for _, c := range in {
			most = max(most, (c.All.Int64()+29)/30)
		}
		p.Measures[0].Least, p.Measures[0].Most = big.NewInt(0), big.NewInt(most)
	}
	return p
}
