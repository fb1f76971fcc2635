package area

import (
	"slices"
	"testing"
)

func TestTheRegistryIsTheNation(t *testing.T) {
	r := Default()
	for grain, want := range map[Type]int{Municipality: 290, County: 21, MunicipalityGroup: 9, Nation: 1} {
		if got := len(r.Areas(grain)); got != want {
			t.Errorf("%s: %d areas, want %d", grain, got, want)
		}
		seen := 0
		for _, id := range r.Areas(grain) {
			if r.Name(id).SV == "" || r.Name(id).EN == "" {
				t.Errorf("%v has no name", id)
			}
			seen += len(r.Members(id))
		}
		if seen != 290 {
			t.Errorf("%s: members add up to %d, want 290", grain, seen)
		}
	}
	inhabitants := 0
	for _, m := range r.Municipalities {
		inhabitants += m.Inhabitants
		if m.Aged0to19+m.Aged20to74+m.Aged75 != m.Inhabitants {
			t.Errorf("%s: age classes do not add up", m.Code)
		}
		if m.Code[:2] != m.County {
			t.Errorf("%s lies in county %s", m.Code, m.County)
		}
	}
	if inhabitants != 10_452_326 { // SCB, 31 December 2021
		t.Errorf("%d inhabitants, want 10,452,326", inhabitants)
	}
}

func TestAMunicipalityCountsInFourAreas(t *testing.T) {
	got := Default().Above("1280", Grains)
	want := []ID{{Municipality, "1280"}, {County, "12"}, {MunicipalityGroup, "A1"}, {Nation, NationCode}}
	if !slices.Equal(got, want) {
		t.Errorf("Malmö counts in %v, want %v", got, want)
	}
	if Default().Above("9999", Grains) != nil {
		t.Error("an unknown municipality counts somewhere")
	}
}
