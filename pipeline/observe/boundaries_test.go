package observe

import (
	"context"
	"fmt"
	"os"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure"
	"jamfor/pipeline/observation"
)

// changedAreas is package area's made-up registry: 0191 and 0192 merged to 0103
// in 2024, 0202 was split from 0201 in 2022, 0302 joined 0301 in 2021, and 0303
// of county 03 became 0203 of county 02 in 2020.
func changedAreas(t interface{ Fatal(...any) }) *area.Registry {
	r, err := area.Load(os.DirFS("../area/testdata/changed"))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// counted is a municipality's cases, planned ones and all.
type counted map[string][2]int64

// packOf is a package of a year with a share for these municipalities.
func packOf(year int, cases counted) cell.Package {
	p := pack()
	p.Period, p.Measures, p.Blocks[0].Atoms = code.Year(year), p.Measures[:1], nil
	p.Coverage[0].Delivered = nil
	for m, n := range cases {
		p.Coverage[0].Delivered = append(p.Coverage[0].Delivered, m)
		p.Blocks[0].Atoms = append(p.Blocks[0].Atoms,
			cell.Atom{Municipality: m, Sex: code.Women, Pattern: 1, N: n[1] - n[0]},
			cell.Atom{Municipality: m, Sex: code.Women, Pattern: 3, N: n[0]})
	}
	slices.Sort(p.Coverage[0].Delivered)
	return p
}

// tester is a test of either kind.
type tester interface {
	Fatal(...any)
	Context() context.Context
}

// observedOn takes a package to the observations on these boundaries, by area.
func observedOn(t tester, b area.Boundaries, p cell.Package) map[area.ID]observation.Observation {
	r := changedAreas(t).For(b, p.Period, func(m string) bool { return slices.Contains(p.Coverage[0].Delivered, m) })
	cells, _, err := disclosure.Protect(t.Context(), p, r, disclosure.DefaultRules())
	if err != nil {
		t.Fatal(err)
	}
	definitions := set()
	definitions.Definitions = definitions.Definitions[:1]
	all, err := Observe(cells, definitions, r, Options{})
	if err != nil {
		t.Fatal(err)
	}
	at := map[area.ID]observation.Observation{}
	for _, o := range all {
		at[o.Area] = o
	}
	return at
}

func inMunicipality(c string) area.ID { return area.ID{Type: area.Municipality, Code: c} }
func inCounty(c string) area.ID       { return area.ID{Type: area.County, Code: c} }

// told is what an observation says, in short.
func told(o observation.Observation) string {
	text := string(o.Status)
	if o.Numerator != "" {
		text = o.Numerator + "/" + o.Denominator
	}
	if o.Reason != "" && o.Status != code.OK {
		text += " " + o.Reason
	}
	if slices.Contains(o.Flags, code.Break) {
		text += " |"
	}
	return text
}

func TestEarlierPeriodsOnEitherBoundaries(t *testing.T) {
	of2023 := counted{"0101": {20, 50}, "0102": {30, 60}, "0191": {10, 40}, "0192": {15, 30}, "0201": {20, 40}, "0202": {10, 20}, "0203": {10, 30}, "0301": {25, 80}}
	half := counted{"0101": {20, 50}, "0191": {10, 40}}
	of2021 := counted{"0101": {20, 50}, "0201": {20, 40}, "0203": {10, 30}, "0301": {25, 80}}
	apart := counted{"0101": {20, 50}, "0201": {20, 40}, "0202": {10, 20}, "0203": {10, 30}}
	of2019 := counted{"0201": {20, 40}, "0301": {25, 80}, "0302": {10, 25}, "0303": {15, 40}}
	for _, c := range []struct {
		name  string
		on    area.Boundaries
		year  int
		cases counted
		want  map[area.ID]string // empty: no row
	}{
		{"merged since, then", area.Then, 2023, of2023, map[area.ID]string{
			inMunicipality("0191"): "10/40", inMunicipality("0192"): "15/30", inMunicipality("0103"): "", inCounty("01"): "75/180",
		}},
		{"merged since, today", area.Today, 2023, of2023, map[area.ID]string{
			inMunicipality("0191"): "", inMunicipality("0192"): "", inMunicipality("0103"): "25/70", inCounty("01"): "75/180",
		}},
		{"half of the merged one delivered", area.Today, 2023, half, map[area.ID]string{
			inMunicipality("0103"): "missing", inCounty("01"): "20/50",
		}},
		{"split since, then", area.Then, 2021, of2021, map[area.ID]string{
			inMunicipality("0201"): "20/40", inMunicipality("0202"): "", inCounty("02"): "30/70", inMunicipality("0301"): "25/80 |",
		}},
		{"split since, today", area.Today, 2021, of2021, map[area.ID]string{
			inMunicipality("0201"): "not_applicable annan_indelning", inMunicipality("0202"): "not_applicable annan_indelning",
			inMunicipality("0201*"): "", inCounty("02"): "30/70", inMunicipality("0301"): "25/80",
		}},
		{"split since and delivered apart, then", area.Then, 2021, apart, map[area.ID]string{
			inMunicipality("0201"): "30/60", inMunicipality("0202"): "", inCounty("02"): "40/90",
		}},
		{"split since and delivered apart, today", area.Today, 2021, apart, map[area.ID]string{
			inMunicipality("0201"): "20/40", inMunicipality("0202"): "10/20", inCounty("02"): "40/90",
		}},
		{"moved since, then", area.Then, 2019, of2019, map[area.ID]string{
			inMunicipality("0303"): "15/40", inMunicipality("0203"): "", inCounty("02"): "20/40", inCounty("03"): "50/145",
		}},
		{"moved since, today", area.Today, 2019, of2019, map[area.ID]string{
			inMunicipality("0203"): "15/40", inMunicipality("0301"): "35/105", inCounty("02"): "35/80", inCounty("03"): "35/105",
		}},
		{"the year of the move", area.Then, 2020, counted{"0201": {20, 40}, "0203": {15, 40}, "0301": {25, 80}, "0302": {10, 25}}, map[area.ID]string{
			inMunicipality("0203"): "15/40 |", inCounty("02"): "35/80 |", inCounty("03"): "35/105 |",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			at := observedOn(t, c.on, packOf(c.year, c.cases))
			for id, want := range c.want {
				got := ""
				if o, found := at[id]; found {
					got = told(o)
				}
				if got != want {
					t.Errorf("%s %s: %q, want %q", id.Type, id.Code, got, want)
				}
			}
		})
	}
}

// A municipality that was split since has no row on today's boundaries, but its
// county less the other municipalities would be one: it is protected like a row.
func TestAnUndividedMunicipalityIsProtected(t *testing.T) {
	at := observedOn(t, area.Today, packOf(2021, counted{"0201": {2, 40}, "0203": {10, 30}}))
	shown := 0
	for _, id := range []area.ID{inMunicipality("0203"), inCounty("02")} {
		if at[id].Status == code.OK {
			shown++
		}
	}
	if shown == 2 {
		t.Errorf("the two planned cases of 0201 follow: %s less %s", told(at[inCounty("02")]), told(at[inMunicipality("0203")]))
	}
}

// On either boundaries the nation and every county whose municipalities are the
// same are the sums of what was delivered.
func TestSumsAreTheSameOnBothBoundaries(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		year := rapid.IntRange(2018, 2025).Draw(t, "year")
		cases, all := counted{}, [2]int64{}
		for _, m := range changedAreas(t).For(area.Then, code.Year(year), nil).Municipalities {
			x := rapid.Int64Range(20, 90).Draw(t, m.Code)
			cases[m.Code] = [2]int64{x, 2 * x}
			all[0], all[1] = all[0]+x, all[1]+2*x
		}
		then, today := observedOn(t, area.Then, packOf(year, cases)), observedOn(t, area.Today, packOf(year, cases))
		nation := area.ID{Type: area.Nation, Code: area.NationCode}
		for name, at := range map[string]map[area.ID]observation.Observation{"then": then, "today": today} {
			if want := fmt.Sprintf("%d/%d", all[0], all[1]); told(at[nation]) != want {
				t.Fatalf("%s: the nation is %s, want %s", name, told(at[nation]), want)
			}
		}
		for _, c := range []string{"01", "02", "03"} {
			if year < 2020 && c != "01" {
				continue // 0303 lies in another county today
			}
			a, b := then[inCounty(c)], today[inCounty(c)]
			if a.Numerator != b.Numerator || a.Denominator != b.Denominator || a.Numerator == "" {
				t.Fatalf("county %s: %s then, %s today", c, told(a), told(b))
			}
		}
		for id, parts := range map[string][]string{"0103": {"0191", "0192"}, "0301": {"0301", "0302"}} {
			sum := [2]int64{}
			for _, m := range parts {
				sum[0], sum[1] = sum[0]+cases[m][0], sum[1]+cases[m][1]
			}
			if _, merged := cases[parts[1]]; merged && told(today[inMunicipality(id)]) != fmt.Sprintf("%d/%d", sum[0], sum[1]) {
				t.Fatalf("%s is %s today, want %v", id, told(today[inMunicipality(id)]), sum)
			}
		}
	})
}
