package indicator_test

import (
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"jamfor/pipeline/indicator"
)

const testsOfTemplates = `version: 1
set: "{omrade}"
areas:
  missbruk: {fodd: "1985"}
  vald: {fodd: "1990"}
cases:
  - name: Alla områden
    guards: [wrong_numerator]
    period: "2025"
    deliveries:
      - municipality: "1280"
        collection: "{omrade}"
        rows:
          arende: |
            arende | person | fodelsear
            a1     | p1     | {fodd}
    expect: |
      indicator  | area | sex | numerator
      J{digits}001 | 1280 | T   | 1
  - name: Bara våld
    areas: [vald]
    guards: [wrong_numerator]
    period: "2025"
    deliveries:
      - {municipality: "1280", collection: vald, zero: true}
    expect: |
      indicator | area | sex | numerator
      J34001    | 1280 | T   | 0
`

const twoAreas = `version: 1
areas:
  missbruk: {digits: "35", words: {}}
  vald: {digits: "34", words: {}}
`

// both puts the tests among the templates, with the areas that they name.
func both(text string) fstest.MapFS {
	all := fstest.MapFS{}
	maps.Copy(all, files("templates/prov_test.yaml", text))
	maps.Copy(all, files("templates/tom.yaml", "version: 1\ntemplates: []\n"))
	maps.Copy(all, files("areas.yaml", twoAreas))
	return all
}

func TestTestsOfTemplatesAreReadOncePerArea(t *testing.T) {
	got, err := indicator.LoadTests(both(testsOfTemplates), nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || got[0].Set != "missbruk" || got[1].Set != "vald" || len(got[0].Cases) != 1 || len(got[1].Cases) != 2 {
		t.Fatalf("got %+v", got)
	}
	for i, want := range []struct{ id, collection, born string }{{"J35001", "missbruk", "1985"}, {"J34001", "vald", "1990"}} {
		c := got[i].Cases[0]
		if c.Expect[0].Indicator != want.id || c.Deliveries[0].Collection != want.collection || c.Deliveries[0].Tables[0].Rows[0][2] != want.born {
			t.Errorf("%s: %+v", want.id, c)
		}
	}
}

func TestTestsOfTemplatesAreRefused(t *testing.T) {
	for name, c := range map[string]struct{ old, new, want string }{
		"unknown area":        {"  vald: {", "  vard: {", "areas.yaml har inget område vard"},
		"no areas":            {"areas:\n  missbruk: {fodd: \"1985\"}\n  vald: {fodd: \"1990\"}\n", "", "areas saknas"},
		"unknown placeholder": {"{fodd}", "{fod}", "mallen använder {fod}"},
	} {
		_, err := indicator.LoadTests(both(strings.Replace(testsOfTemplates, c.old, c.new, 1)), nil)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
	if _, err := indicator.LoadTests(files("prov/prov_test.yaml", testsOfTemplates), nil); err == nil || !strings.Contains(err.Error(), "areas hör till prov under templates") {
		t.Errorf("areas in a set's own tests: %v", err)
	}
}
