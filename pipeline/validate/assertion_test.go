package validate

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"jamfor/pipeline/contract"
)

// What is remembered is what the tree says, for every rule of the contract, on
// rows that repeat and rows that collide in the memo.
func TestMemoAgreesWithTheTree(t *testing.T) {
	cell := map[string][]string{
		"start": {"", "2024-12-31", "2025-01-01", "2025-07-01", "2026-01-01"}, "slut": {"", "2024-06-01", "2025-03-01", "2026-02-01"},
		"avslutsorsak": {"", "flyttat"}, "fodelsear": {"", "1950", "2026"}, "status": {"", "pagaende", "slutford"}, "behovsprovad": {"ja", "nej"},
		"varde": {"", "1", "40.5"}, "saknadkod": {"", "X"}, "datum": {"", "2025-01-01", "2027-01-01"},
	}
	c := contract.Core()
	for _, name := range c.DatasetNames() {
		for _, rule := range c.Datasets[name].Rules {
			if rule.Kind != "expression" {
				continue
			}
			rules, err := NewRules(c, name, period(t, "2025"))
			if err != nil {
				t.Fatal(err)
			}
			remembering := rules.assertion(t, rule.Assert)
			plain := *remembering
			plain.memo = nil
			rapid.Check(t, func(t *rapid.T) {
				lines := []string{""}
				for i, column := range remembering.names {
					if i > 0 {
						lines[0] += "|"
					}
					lines[0] += column
				}
				for range rapid.IntRange(1, 30).Draw(t, "rows") {
					line := ""
					for i, column := range remembering.names {
						if i > 0 {
							line += "|"
						}
						line += rapid.SampledFrom(cell[column]).Draw(t, column)
					}
					lines = append(lines, line)
				}
				b := rowsOf(t, name, lines...)
				if got, want := remembering.failing(b, nil), plain.failing(b, nil); !slices.Equal(got, want) {
					t.Fatalf("%s: remembered %v, evaluated %v\n%q", rule.ID, got, want, lines)
				}
			})
		}
	}
}

// assertion makes one assertion ready, as NewRules does.
func (r *Rules) assertion(t fataler, assert string) *assertion {
	t.Helper()
	a, err := r.newAssertion(assert)
	if err != nil {
		t.Fatal(fmt.Sprintf("%s: %v", assert, err))
	}
	return a
}
