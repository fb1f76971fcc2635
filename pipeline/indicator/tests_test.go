package indicator_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/indicator"
)

const testsYAML = `version: 1
set: prov
defaults:
  arende: {omrade: missbruk, kon: K}
cases:
  - name: Ett prov
    guards: [open_case]
    period: "2025"
    deliveries:
      - municipality: "1280"
        collection: missbruk
        rows:
          arende: |
            # remark
            arende | person | kon | slut
            a1     | p1     | M   | -
            | a2   | p2     |     | 2025-02-01 |
      - {municipality: "1281", collection: missbruk, zero: true, sequence: 3, period: "2024"}
    expect: |
      indicator | area | sex | status  | numerator | value
      J35004    | 1280 | T   | -       | 1         | 50.0

      J35004    | A1   | K   | missing | -         | -
`

func TestTestFiles(t *testing.T) {
	got, err := indicator.LoadTests(files("prov/prov_test.yaml", testsYAML), nil)
	if err != nil {
		t.Fatal(err)
	}
	year := code.Year(2025)
	want := []indicator.TestFile{{File: "prov/prov_test.yaml", Set: "prov", Cases: []indicator.TestCase{{
		Name: "Ett prov", Guards: []indicator.Guard{"open_case"}, Period: year, Line: 6,
		Deliveries: []indicator.TestDelivery{
			{Municipality: "1280", Collection: "missbruk", Period: year, Sequence: 1, Tables: []indicator.TestTable{{
				Dataset: "arende", Columns: []string{"arende", "person", "kon", "slut", "omrade"},
				Rows: [][]string{{"a1", "p1", "M", "", "missbruk"}, {"a2", "p2", "", "2025-02-01", "missbruk"}},
			}}},
			{Municipality: "1281", Collection: "missbruk", Period: code.Year(2024), Sequence: 3, Zero: true},
		},
		Expect: []indicator.Expectation{
			{Indicator: "J35004", Area: area.ID{Type: area.Municipality, Code: "1280"}, Sex: "T", Status: code.OK, Parts: map[string]string{"numerator": "1", "value": "50.0"}, Line: 21},
			{Indicator: "J35004", Area: area.ID{Type: area.MunicipalityGroup, Code: "A1"}, Sex: "K", Status: code.Missing, Parts: map[string]string{}, Line: 23},
		},
	}}}}
	if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b code.Period) bool { return a == b })); diff != "" {
		t.Error(diff)
	}
}

func TestTestFileMistakes(t *testing.T) {
	sets, err := loadOne(shareYAML)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ old, new, want string }{
		{"J35004    | 1280", "J35999    | 1280", "21:7: okänd indikator J35999"},
		{"| 1280 | T  ", "| 1299 | T  ", "21:7: okänt område 1299"},
		{"| T   |", "| X   |", "okänt kön X"},
		{"missing | -         | -", "gone    | -         | -", "status ska vara ok eller missing"},
		{"numerator | value", "numerater | value", "okänd del numerater"},
		{"status  | numerator", "status  | status", "rubriken har tomma eller upprepade kolumner"},
		{"| 1         | 50.0", "| 1", "21:7: raden har 5 celler, rubriken 6"},
		{"a1     | p1     | M   | -", "a1     | p1     | M", "raden har 3 celler, rubriken 4"},
		{"| kon | slut", "| kon | slutt", "datamängden arende har ingen kolumn slutt"},
		{"[open_case]", "[open_cas]", `"open_cas" är inget giltigt värde (välj bland open_case)`},
		{"collection: missbruk\n", "collection: enkat\n", "insamlingen enkat har inte datamängden arende"},
		{"collection: missbruk\n", "collection: x\n", "okänd insamling x"},
		{"municipality: \"1281\"", "municipality: \"9999\"", "okänd kommun 9999"},
		{", zero: true", "", "en leverans har antingen rader eller zero: true"},
		{"period: \"2025\"", "period: \"25\"", "perioden är felskriven"},
		{"| 1         | 50.0", "| -         | -", "raden väntar sig ingenting"},
	} {
		text := edited(t, testsYAML, edit{c.old, c.new})
		_, err := indicator.LoadTests(files("prov/prov_test.yaml", text), sets)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s → %s: got %v, want %s", c.old, c.new, err, c.want)
		}
	}
}
