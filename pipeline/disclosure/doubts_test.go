package disclosure

import (
	"testing"

	"jamfor/pipeline/disclosure/audit"
)

// TestDoubts: every number without proof is counted once, and no proven one.
func TestDoubts(t *testing.T) {
	near := audit.Findings{Wide: 7, Fractional: 3, Unproven: 2, Near: []int{4, 9}}
	tables := map[string]struct {
		report Report
		want   Doubts
	}{
		"nothing to protect": {Report{Tables: []TableReport{{}}}, Doubts{}},
		"all proven":         {Report{Tables: []TableReport{{Audit: audit.Findings{Wide: 5, Fractional: 2}}}}, Doubts{}},
		"some of each": {
			Report{Tables: []TableReport{{Audit: near}, {Untried: 4}}, Measures: []MeasureReport{{Audit: audit.Findings{Unproven: 1}}}},
			Doubts{Unproven: 3, Near: 2, Untried: 4},
		},
	}
	for what, c := range tables {
		if got := c.report.Doubts(); got != c.want || got.Total() != c.want.Unproven+c.want.Near+c.want.Untried {
			t.Errorf("%s: %+v, want %+v", what, got, c.want)
		}
	}
}
