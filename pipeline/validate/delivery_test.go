package validate

import (
	"slices"
	"testing"

	"jamfor/pipeline/contract"
)

func TestExpectedDatasets(t *testing.T) {
	for _, test := range []struct {
		name        string
		rows        map[string]int64
		there, zero []string
		want        []string
	}{
		{"all there", map[string]int64{"arende": 30, "insats": 3, "matning": 1}, nil, nil, nil},
		{"no table", map[string]int64{"arende": 1, "matning": 1}, nil, nil, []string{"D12 stop insats"}},
		{"an empty table", map[string]int64{"arende": 20, "matning": 1}, []string{"insats"}, nil, []string{"D12 stop insats"}},
		{"too few to tell", map[string]int64{"arende": 19, "matning": 1}, []string{"insats"}, nil, []string{"D17 warn insats"}},
		{"said to be empty", map[string]int64{"arende": 500}, nil, []string{"insats", "matning"}, nil},
		{"said to be empty and not", map[string]int64{"arende": 5, "insats": 1, "matning": 2}, nil, []string{"insats"}, []string{"D13 stop insats"}},
		{"no case at all", map[string]int64{}, nil, nil, []string{"D03 stop arende"}},
	} {
		f := NewFindings(0)
		Delivery{
			Contract: contract.Core(), Collection: "missbruk", Rows: map[string]map[string]int64{"1280": test.rows},
			There: test.there, Zero: func(string) []string { return test.zero },
		}.Judge(f)
		var got []string
		for _, finding := range f.List() {
			got = append(got, finding.Rule+" "+string(finding.Severity)+" "+finding.Dataset)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}
