package feedback

import (
	"strconv"
	"testing"

	"jamfor/indicators"
	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/indicator"
)

// The given/expect tests of the shipped sets are what the national computation
// is held against. Local feedback over the same deliveries must give the same
// numbers for every municipality that sent one delivery for the whole period.
func TestLocalFiguresAreTheNationalOnes(t *testing.T) {
	sets, err := indicators.Load()
	if err != nil {
		t.Fatal(err)
	}
	files, err := indicators.LoadTests()
	if err != nil {
		t.Fatal(err)
	}
	compared, kinds := 0, map[indicator.Kind]int{}
	for _, file := range files {
		for _, test := range file.Cases {
			got := map[string]map[string]Figure{} // by delivery, then indicator and sex
			for _, want := range test.Expect {
				d, set := definition(sets, file.Set, want.Indicator)
				delivery, ok := onlyDelivery(test, d, want)
				if !ok {
					continue
				}
				key := delivery.Municipality + delivery.Collection
				if got[key] == nil {
					got[key] = figures(t, set, delivery, test.Period)
				}
				f, made := got[key][want.Indicator+string(want.Sex)]
				if !made {
					continue
				}
				compare(t, file.File, want, f)
				compared++
				kinds[d.Kind]++
			}
		}
	}
	if compared < 100 || len(kinds) < 5 {
		t.Errorf("%d expectations were compared, of kinds %v", compared, kinds)
	}
	t.Logf("%d expectations compared: %v", compared, kinds)
}

func definition(sets []indicator.Set, name, id string) (*indicator.Definition, indicator.Set) {
	for _, set := range sets {
		for _, d := range set.Definitions {
			if set.Name == name && d.ID == id {
				return d, set
			}
		}
	}
	return nil, indicator.Set{}
}

// onlyDelivery is the one delivery behind an expectation, where there is one.
func onlyDelivery(test indicator.TestCase, d *indicator.Definition, want indicator.Expectation) (found indicator.TestDelivery, ok bool) {
	if d == nil || want.Area.Type != area.Municipality || want.Status != code.OK || len(d.Collections) != 1 {
		return found, false
	}
	n := 0
	for _, delivery := range test.Deliveries {
		if delivery.Municipality == want.Area.Code && delivery.Collection == d.Collections[0] {
			found = delivery
			n++
		}
	}
	return found, n == 1 && !found.Zero && found.Period == test.Period
}

func figures(t *testing.T, set indicator.Set, d indicator.TestDelivery, period code.Period) map[string]Figure {
	t.Helper()
	tables := map[string][]Record{}
	for _, table := range d.Tables {
		for _, row := range table.Rows {
			r := Record{"kommun": d.Municipality}
			for i, column := range table.Columns {
				r[column] = row[i]
			}
			tables[table.Dataset] = append(tables[table.Dataset], r)
		}
	}
	list, _, err := NewRows(period, tables).Figures([]indicator.Set{set}, d.Collection)
	if err != nil {
		t.Fatal(err)
	}
	byName := map[string]Figure{}
	for _, f := range list {
		byName[f.Indicator.ID+string(f.Sex)] = f
	}
	return byName
}

func compare(t *testing.T, file string, want indicator.Expectation, f Figure) {
	t.Helper()
	value := ""
	if f.Value != nil {
		value = strconv.FormatFloat(*f.Value, 'f', f.Indicator.Decimals, 64)
	}
	got := map[string]string{"value": value}
	if f.Status == code.OK {
		switch f.Indicator.Kind.Cell() {
		case cell.Share:
			got["numerator"], got["denominator"] = f.Numerator, f.Denominator
		case cell.Count:
			got["numerator"] = f.Numerator
		}
	}
	for part, expected := range want.Parts {
		have, known := got[part]
		if !known {
			continue
		}
		if a, err := strconv.ParseFloat(expected, 64); err == nil && part == "value" {
			expected = strconv.FormatFloat(a, 'f', f.Indicator.Decimals, 64)
		}
		if have != expected {
			t.Errorf("%s:%d: %s %s %s: %s is %q, want %q", file, want.Line, want.Indicator, want.Area.Code, want.Sex, part, have, expected)
		}
	}
}
