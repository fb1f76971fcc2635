package validate

import (
	"slices"
	"strings"
	"testing"

	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/table"
)

// Every limit that the contract states is held.
func TestSingleValues(t *testing.T) {
	batch := func(name string, kind table.Kind, ints []int64, texts []string) *table.Batch {
		b := &table.Batch{Columns: []table.Column{{Name: name, Kind: kind, Int: ints, Text: texts}}}
		for i := range max(len(ints), len(texts)) {
			b.Row = append(b.Row, i+2)
			b.Columns[0].Valid = append(b.Columns[0].Valid, true)
		}
		b.Columns[0].Valid[len(b.Row)-1] = false // the last is missing, whatever it holds
		return b
	}
	for _, test := range []struct {
		dataset string
		batch   *table.Batch
		want    string
	}{
		{"volym", batch("alder", table.Int, []int64{-1, 0, 120, 121, 999}, nil), "V02@2 V02@5"},
		{"insats", batch("omfattning_timmar", table.Decimal, []int64{-1, 0, 100_000_000, 100_000_001, 0}, nil), "V02@2 V02@5"},
		{"orsak", batch("orsak", table.Text, nil, []string{strings.Repeat("å", 60), strings.Repeat("å", 61), ""}), "V04@3"},
	} {
		r, err := NewRules(contract.Core(), test.dataset, code.Year(2025))
		if err != nil {
			t.Fatal(err)
		}
		f := NewFindings(0)
		test.batch.Dataset = test.dataset
		r.Check(test.batch, f)
		var got []string
		for _, finding := range f.List() {
			got = append(got, finding.Rule+"@"+string(rune('0'+finding.Row)))
		}
		if strings.Join(got, " ") != test.want || !slices.Contains(r.IDs(), got[0][:3]) {
			t.Errorf("%s: %v, want %s", test.dataset, got, test.want)
		}
	}
}

func TestPattern(t *testing.T) {
	rules, err := valueRules(contract.Variable{Name: "x", Type: contract.Text, Pattern: `[A-Z]\d`})
	if err != nil {
		t.Fatal(err)
	}
	b := &table.Batch{Row: []int{1, 2}, Columns: []table.Column{{Name: "x", Kind: table.Text, Valid: []bool{true, true}, Text: []string{"A1", "A12"}}}}
	if got := rules[0].failing(b, nil); len(got) != 1 || got[0] != 1 {
		t.Errorf("failing rows %v", got)
	}
}
