package validate

import (
	"slices"
	"strings"
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
		"varde": {"", "1", "40.5"}, "saknadkod": {"", "X"}, "datum": {"", "2025-01-01", "2027-01-01"}, "person_ny": {"", "a", "b"}, "person_tidigare": {"", "a", "b"},
	}
	c := contract.Core()
	for _, rule := range c.Rules {
		if rule.Kind != contract.KindAssert {
			continue
		}
		remembering, err := newAssertion(c, rule, rule.Assert, period(t, "2025"))
		if err != nil {
			t.Fatal(err)
		}
		plain := *remembering
		plain.memo, plain.columns = nil, slices.Clone(plain.columns)
		rapid.Check(t, func(t *rapid.T) {
			lines := []string{strings.Join(remembering.names, "|")}
			for range rapid.IntRange(1, 30).Draw(t, "rows") {
				var cells []string
				for _, column := range remembering.names {
					cells = append(cells, rapid.SampledFrom(cell[column]).Draw(t, column))
				}
				lines = append(lines, strings.Join(cells, "|"))
			}
			b := rowsOf(t, rule.Dataset, lines...)
			remembering.bind(b, nil)
			plain.bind(b, nil)
			for row := range b.Row {
				if got, want := remembering.at(row, 0), plain.at(row, 0); got != want {
					t.Fatalf("%s row %d: remembered %v, evaluated %v\n%q", rule.ID, row, got, want, lines)
				}
			}
		})
	}
}
