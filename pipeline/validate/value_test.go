package validate

import (
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
	single := map[string]bool{"V02": true, "V04": true}
	for _, test := range []struct {
		dataset string
		batch   *table.Batch
		want    string
	}{
		{"volym", batch("alder", table.Int, []int64{-1, 0, 120, 121, 999}, nil), "V02@2 V02@5"},
		{"insats", batch("omfattning_timmar", table.Decimal, []int64{-1, 0, 100_000_000, 100_000_001, 0}, nil), "V02@2 V02@5"},
		{"orsak", batch("orsak", table.Text, nil, []string{strings.Repeat("å", 60), strings.Repeat("å", 61), ""}), "V04@3"},
	} {
		r, err := NewRules(contract.Core(), collectionOf(test.dataset), test.dataset, code.Year(2025))
		if err != nil {
			t.Fatal(err)
		}
		f := NewFindings(0)
		test.batch.Dataset = test.dataset
		r.Check(test.batch, f)
		var got []string
		for _, finding := range f.List() {
			if !single[finding.Rule] {
				continue // the batch has one column only: others are missing
			}
			got = append(got, finding.Rule+"@"+string(rune('0'+finding.Row)))
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s: %v, want %s", test.dataset, got, test.want)
		}
	}
}

func TestPattern(t *testing.T) {
	c := contract.Core()
	rule, err := valueRule(c, c.One(contract.KindPattern), contract.Variable{Name: "x", Type: contract.Text, Pattern: `[A-Z]\d`})
	if err != nil {
		t.Fatal(err)
	}
	b := &table.Batch{Row: []int{1, 2, 3}, Columns: []table.Column{{Name: "x", Kind: table.Text, Valid: []bool{true, true, true}, Text: []string{"A1", "A12", "A12"}}}}
	if got, judged := rule.judge(b, nil); len(got) != 2 || got[0] != 1 || !judged {
		t.Errorf("failing rows %v, judged %v", got, judged)
	}
}
