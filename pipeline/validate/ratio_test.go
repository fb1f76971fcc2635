package validate

import (
	"fmt"
	"slices"
	"testing"

	"jamfor/pipeline/contract"
)

func TestRatioEdit(t *testing.T) {
	for _, test := range []struct {
		name  string
		units int
		odd   int64 // rows now of the municipality that is looked at; 500 before
		want  bool
	}{
		{"like the others", 30, 525, false},
		{"half gone", 30, 250, true},
		{"doubled", 30, 1000, true},
		{"too few to compare with", 7, 100, false},
	} {
		rows, earlier := map[string]map[string]int64{}, map[string]Earlier{}
		for i := range test.units {
			name := fmt.Sprintf("%04d", 1000+i)
			before := int64(200 + 37*i)
			rows[name] = map[string]int64{"arende": before + before*int64(i%5)/50}
			earlier[name] = Earlier{Rows: map[string]int64{"arende": before}}
		}
		rows["0180"], earlier["0180"] = map[string]int64{"arende": test.odd}, Earlier{Rows: map[string]int64{"arende": 500}}
		// A small count may change much by chance.
		rows["2581"], earlier["2581"] = map[string]int64{"arende": 9}, Earlier{Rows: map[string]int64{"arende": 3}}
		f := NewFindings(0)
		Delivery{Contract: contract.Core(), Collection: "missbruk", Rows: rows, Earlier: earlier}.ratio(contract.Core().One(contract.KindRatio), f)
		var told []string
		for _, finding := range f.List() {
			told = append(told, finding.Municipality)
		}
		want := []string(nil)
		if test.want {
			want = []string{"0180"}
		}
		if !slices.Equal(told, want) {
			t.Errorf("%s: %v, want %v", test.name, told, want)
		}
	}
}
