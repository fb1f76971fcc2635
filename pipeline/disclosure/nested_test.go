package disclosure_test

import (
	"testing"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure"
)

func differences(n int64) func(*disclosure.Rules) {
	return func(r *disclosure.Rules) { r.Differences = n }
}

// TestDifferencesBetweenForms: 50 cases and 48 of them with a plan, shown as two
// counts, tell of two without one. That is hidden where the rules ask for it.
func TestDifferencesBetweenForms(t *testing.T) {
	planned := cell.Measure{Indicator: "J10002", Kind: cell.Count, Numerator: term(withPlan)}
	p := example(func(b *cell.Block) {
		for _, m := range []string{"0305", "0319", "0330"} {
			things(b, m, code.Men, 40)
			things(b, m, code.Men, 48, withPlan)
		}
		b.Atoms[0].N = 2 // 0305: 50, 48 with a plan
	}, count, planned)
	both := func(cells map[cell.Key]shownCell, m string) int {
		n := 0
		for _, id := range []string{"J10001", "J10002"} {
			if cells[at(id, area.Municipality, m, code.TotalSex)].status == code.OK {
				n++
			}
		}
		return n
	}
	if n := both(clear(t, p), "0305"); n != 2 {
		t.Errorf("without the rule %d of the two counts are shown", n)
	}
	if n := both(clear(t, p, differences(2)), "0305"); n != 2 {
		t.Errorf("a difference of 2 is allowed: %d of the two counts are shown", n)
	}
	cells := clear(t, p, differences(3))
	if n := both(cells, "0305"); n > 1 {
		t.Error("50 and 48 are both shown")
	}
	// The other municipalities and the county must not give it away either.
	if both(cells, "0319") == 2 && both(cells, "0330") == 2 && both(cells, "0331") == 2 &&
		cells[at("J10001", area.County, "03", code.TotalSex)].status == code.OK && cells[at("J10002", area.County, "03", code.TotalSex)].status == code.OK {
		t.Error("the difference follows from the county's and the others'")
	}
}

// TestDifferencesBetweenAreas: a count that is published by county and by
// municipality group, and not by municipality, tells of the municipalities that
// lie in one and not in the other.
func TestDifferencesBetweenAreas(t *testing.T) {
	var inner, outer string // two municipalities of a county in two groups
	group := ""
	for _, code1 := range area.Default().Members(area.ID{Type: area.County, Code: "03"}) {
		m, _ := area.Default().Lookup(code1)
		switch {
		case inner == "":
			inner, group = code1, m.Group
		case m.Group != group && outer == "":
			outer = code1
		}
	}
	if outer == "" {
		t.Fatal("county 03 has one group only")
	}
	m := count
	m.Grains = []area.Type{area.County, area.MunicipalityGroup}
	p := example(func(b *cell.Block) {
		things(b, inner, code.Men, 40)
		things(b, outer, code.Men, 6)
	}, m)
	p.Coverage[0].Delivered = []string{inner, outer}
	if outer < inner {
		p.Coverage[0].Delivered = []string{outer, inner}
	}
	county := at("J10001", area.County, "03", code.TotalSex)
	within := at("J10001", area.MunicipalityGroup, group, code.TotalSex)
	cells := clear(t, p)
	wantStatus(t, cells, county, code.OK)
	wantStatus(t, cells, within, code.OK)
	cells = clear(t, p, differences(10))
	if cells[county].status == code.OK && cells[within].status == code.OK {
		t.Error("46 and 40 are both shown: six live outside the group")
	}
}

// TestDifferencesBetweenVersions: a correction of six persons is allowed by the
// minimum of five, and hidden where the least difference is ten.
func TestDifferencesBetweenVersions(t *testing.T) {
	first, second := countsOf(34, 40, 20), countsOf(40, 40, 20)
	showsAll := func(cell.Key) bool { return true }
	for _, c := range []struct {
		least int64
		want  code.Status
	}{{0, code.OK}, {5, code.OK}, {7, code.Suppressed}, {10, code.Suppressed}} {
		rules := disclosure.DefaultRules()
		rules.Differences = c.least
		cleared, _, err := disclosure.Protect(t.Context(), second, area.Default(), rules, disclosure.Earlier{Release: "1", Package: first, Shown: showsAll})
		if err != nil {
			t.Fatal(err)
		}
		if got := cellsOf(cleared)[at("J10001", area.Municipality, "0305", code.TotalSex)].status; got != c.want {
			t.Errorf("least difference %d: %s, want %s", c.least, got, c.want)
		}
	}
}

// TestResponses: a survey's value needs the least number of answers; its counts
// are held to the minimum as all counts are.
func TestResponses(t *testing.T) {
	p := example(func(b *cell.Block) {
		things(b, "0305", code.Men, 6, withPlan)
		things(b, "0305", code.Men, 12) // 6 of 18 answers
		for _, m := range []string{"0319", "0330"} {
			things(b, m, code.Men, 6, withPlan)
			things(b, m, code.Men, 44) // 6 of 50
		}
	}, share)
	survey := func(r *disclosure.Rules) {
		r.Indicators = map[string]disclosure.Thresholds{"J10002": {Responses: 30}}
	}
	small, large := at("J10002", area.Municipality, "0305", code.TotalSex), at("J10002", area.County, "03", code.TotalSex)
	wantStatus(t, clear(t, p), small, code.OK)
	cells := clear(t, p, survey)
	wantStatus(t, cells, small, code.Suppressed)
	wantStatus(t, cells, large, code.OK) // 18 of 118: six and more in each
	others := 0
	for _, m := range []string{"0319", "0330"} {
		if cells[at("J10002", area.Municipality, m, code.TotalSex)].status == code.OK {
			others++
		}
	}
	if others != 1 {
		t.Errorf("%d of two others are shown: one must hide with 0305", others)
	}
}
