package validate

import (
	"encoding/json"
	"fmt"
	"math"
	"testing"

	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"

	"pgregory.net/rapid"

	"jamfor/pipeline/table"
)

func sketchOf(from, to int) Sketch {
	s := NewSketch()
	for i := from; i < to; i++ {
		s.Add(fmt.Sprintf("p2-%026d", i))
	}
	return s.Sketch()
}

func TestOverlapIsExactForSmallSets(t *testing.T) {
	tests := []struct {
		a0, a1, b0, b1 int
		share          float64
		judged         bool
	}{
		{0, 100, 0, 100, 1, true},
		{0, 100, 50, 150, 0.5, true},
		{0, 100, 90, 130, 0.25, true}, // of the smaller set
		{0, 100, 100, 200, 0, true},
		{0, 29, 0, 100, 0, false},
		{0, 30, 0, 100, 1, true},
		{0, 0, 0, 0, 0, false},
	}
	for _, x := range tests {
		share, judged := Overlap(sketchOf(x.a0, x.a1), sketchOf(x.b0, x.b1), 30)
		if math.Abs(share-x.share) > 1e-12 || judged != x.judged {
			t.Errorf("[%d,%d) and [%d,%d): %v %v, want %v %v", x.a0, x.a1, x.b0, x.b1, share, judged, x.share, x.judged)
		}
	}
}

func TestOverlapOfLargeSetsIsNear(t *testing.T) {
	for _, shared := range []int{0, 2_000, 10_000, 20_000} {
		share, judged := Overlap(sketchOf(0, 20_000), sketchOf(20_000-shared, 40_000-shared), 30)
		want := float64(shared) / 20_000
		if !judged || math.Abs(share-want) > 0.1 {
			t.Errorf("overlap %v, true share %v", share, want)
		}
		if wrong := share < contract.Core().One(contract.KindOverlap).Numbers["least"]; wrong != (shared == 0) {
			t.Errorf("true share %v: taken for a wrong key: %v", want, wrong)
		}
	}
	if got := sketchOf(0, 50_000).Persons(); math.Abs(got-50_000) > 10_000 {
		t.Errorf("size estimated as %v, true 50000", got)
	}
}

// A sketch depends on the set alone, not on order or repetition, and survives
// JSON; overlap is symmetric.
func TestSketchProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		names := rapid.SliceOfN(rapid.IntRange(0, 2000), 0, 600).Draw(t, "names")
		a, b := NewSketch(), NewSketch()
		for i := range names {
			a.Add(fmt.Sprint(names[i]))
			b.Add(fmt.Sprint(names[len(names)-1-i]))
			b.Add(fmt.Sprint(names[0]))
		}
		x, _ := json.Marshal(a.Sketch())
		y, _ := json.Marshal(b.Sketch())
		if string(x) != string(y) {
			t.Fatal("order or repetition changed the sketch")
		}
		var back Sketch
		if err := json.Unmarshal(x, &back); err != nil {
			t.Fatal(err)
		}
		other := sketchOf(0, 100)
		s1, j1 := Overlap(back, other, 30)
		s2, j2 := Overlap(other, a.Sketch(), 30)
		if s1 != s2 || j1 != j2 {
			t.Fatalf("overlap is not symmetric: %v %v", s1, s2)
		}
	})
}

func TestSketchRefusesOtherJSON(t *testing.T) {
	for _, raw := range []string{`["zz"]`, `["0000000000000002","0000000000000001"]`, `["1"]`, `{}`, `["00000000000000001"]`} {
		var s Sketch
		if err := json.Unmarshal([]byte(raw), &s); err == nil {
			t.Errorf("%s accepted", raw)
		}
	}
}

// compareEarlier runs the rules against the last delivery for one municipality.
func compareEarlier(into *Findings, rows map[string]int64, persons Sketch, earlier Earlier) {
	c := contract.Core()
	d := Delivery{
		Contract: c, Collection: "missbruk", Rows: map[string]map[string]int64{"0114": rows},
		Persons: map[string]Sketch{"0114": persons}, Earlier: map[string]Earlier{"0114": earlier},
	}
	d.rowBand(c.One(contract.KindRowBand), "0114", into)
	d.overlap(c.One(contract.KindOverlap), "0114", into)
}

func TestCompareEarlier(t *testing.T) {
	earlier := Earlier{Period: period(t, "2024"), Rows: map[string]int64{"arende": 100, "matning": 10, "mal": 100}, Sketch: sketchOf(0, 100)}
	tests := []struct {
		name    string
		rows    map[string]int64
		persons Sketch
		want    []string
	}{
		{"alike", map[string]int64{"arende": 130, "matning": 12, "mal": 50}, sketchOf(20, 120), nil},
		{"small numbers move much", map[string]int64{"arende": 100, "matning": 29, "mal": 100}, sketchOf(0, 100), nil},
		{"half is gone", map[string]int64{"arende": 49, "matning": 10, "mal": 100}, sketchOf(0, 49), []string{"D07 warn 0114 0"}},
		{"more than doubled, one dataset gone", map[string]int64{"arende": 201, "matning": 10}, sketchOf(0, 201), []string{"D07 warn 0114 0", "D07 warn 0114 0"}},
		{"wrong key", map[string]int64{"arende": 100, "matning": 10, "mal": 100}, sketchOf(1000, 1100), []string{"D08 stop 0114 0 person"}},
	}
	for _, test := range tests {
		f := NewFindings(0)
		compareEarlier(f, test.rows, test.persons, earlier)
		if got := told(f); fmt.Sprint(got) != fmt.Sprint(test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
	f := NewFindings(0)
	compareEarlier(f, map[string]int64{"arende": 1}, sketchOf(0, 100), Earlier{})
	if len(f.List()) != 0 {
		t.Error("nothing earlier, yet compared")
	}
}

// However much is noted, what stops the delivery is told.
func TestNotesDoNotCrowdOutStops(t *testing.T) {
	f := NewFindings(20)
	for i := range 10_000 {
		f.Add(table.Finding{Rule: "A06", Severity: table.Note, Municipality: fmt.Sprint(i)})
		f.Add(table.Finding{Rule: "A04", Severity: table.Warn, Municipality: fmt.Sprint(i)})
	}
	f.Add(table.Finding{Rule: "D04", Severity: table.Stop, Row: 7})
	list := f.List()
	if len(list) != 1+maxKept[1]+maxKept[2] || list[0].Rule != "D04" {
		t.Errorf("%d kept, the first %+v", len(list), list[0])
	}
	if o := f.RuleOutcomes(contract.Core(), "missbruk", code.Text{}); outcomeOf(o, "A06").Findings != 10_000 {
		t.Errorf("not all are counted: %+v", outcomeOf(o, "A06"))
	}
}

func TestFindingsKeepTheFirstAndCountAll(t *testing.T) {
	f := NewFindings(3)
	for row := range 10 {
		f.Add(table.Finding{Rule: "A01", Severity: table.Stop, Municipality: "0114", Row: 10 - row})
		f.Add(table.Finding{Rule: "A04", Severity: table.Warn, Municipality: "0180", Row: row})
	}
	f.AddUnseen("A01", table.Stop, 5)
	if len(f.List()) != 6 || f.List()[0].Row != 8 {
		t.Errorf("kept %q", told(f))
	}
	if !f.Stopped("0114") || f.Stopped("0180") || f.Refused() || f.Warnings("0180") != 10 {
		t.Error("stops and warnings are mixed up")
	}
	totals := f.Totals()
	if len(totals) != 3 || totals[0].Count != 5 || totals[1].Count != 10 || totals[1].Kept != 3 {
		t.Errorf("totals %+v", totals)
	}
}
