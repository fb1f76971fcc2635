package indicator_test

import (
	"strings"
	"testing"

	"jamfor/pipeline/indicator"
)

// withGap is the fixture with a gap of its share, edited.
func withGap(t *testing.T, edits ...edit) string {
	t.Helper()
	const gap = `  - id: J35005
    title: {sv: Skillnad, en: Gap}
    description: {sv: d, en: d}
    question: equality
    kind: gap
    of: [J35004]
    compare: [K, M]
    numerator_text: {sv: n, en: n}
    grains: [municipality, nation]
    weighting: pooled
    direction: none
    rounding: half_away_from_zero
    multiplier: 100
    value_unit: {sv: procentenheter, en: percentage points}
    interval: newcombe
    comparable_from: 2023
`
	return shareYAML + edited(t, gap, edits...)
}

func TestGapStandsOnItsSource(t *testing.T) {
	sets, err := loadOne(withGap(t))
	if err != nil {
		t.Fatal(err)
	}
	d := sets[0].Definitions[1]
	if len(d.Sources) != 1 || d.Sources[0].ID != "J35004" || d.Unit != "person" || d.SplitBySex() || len(d.Collections) != 1 || d.Model() == nil {
		t.Errorf("%+v", d)
	}
	other := strings.Replace(withGap(t, edit{"of: [J35004]", "of: [J35004, J35006]"}, edit{"    compare: [K, M]\n", ""}), "definitions:\n", "definitions:\n"+sibling("svar", "lindrig"), 1)
	other = strings.Replace(other, "denominator: svarighetsgrad IS NOT NULL", "denominator: svarighetsgrad = 'svar'", 1)
	if sets, err = loadOne(other); err != nil {
		t.Fatal(err)
	}
	if _, d, _ := indicator.Find(sets, "J35005"); len(d.Sources) != 2 || !d.SplitBySex() {
		t.Errorf("%+v", d)
	}
}

// sibling is the fixture's share again, among rows of other severities.
func sibling(numerator, among string) string {
	item := shareYAML[strings.Index(shareYAML, "  - id:"):]
	item = strings.Replace(item, "J35004", "J35006", 1)
	item = strings.Replace(item, "svarighetsgrad IS NOT NULL", "svarighetsgrad = '"+among+"'", 1)
	return strings.Replace(item, "= 'svar'\n    numerator_text", "= '"+numerator+"'\n    numerator_text", 1)
}

func TestDerivedDefinitionsAreRefused(t *testing.T) {
	for name, c := range map[string]struct {
		edits []edit
		want  string
	}{
		"rows of its own": {[]edit{{"    of: [J35004]\n", "    of: [J35004]\n    from: person\n"}}, "slaget gap har inga egna rader: from"},
		"unknown source":  {[]edit{{"[J35004]", "[J35009]"}}, "uppsättningen har ingen indikator J35009"},
		"of itself":       {[]edit{{"[J35004]", "[J35005]"}}, "J35005 är själv härledd"},
		"twice":           {[]edit{{"[J35004]", "[J35004, J35004]"}}, "J35004 står två gånger"},
		"no sexes":        {[]edit{{"    compare: [K, M]\n", ""}}, "säg vilka två kön som jämförs"},
		"one sex":         {[]edit{{"[K, M]", "[K, K]"}}, "säg vilka två kön som jämförs"},
		"unknown sex":     {[]edit{{"[K, M]", "[K, U]"}}, "säg vilka två kön som jämförs"},
		"interval":        {[]edit{{"newcombe", "welch"}}, "metoden welch passar inte en skillnad i slaget share"},
		"multiplier":      {[]edit{{"multiplier: 100", "multiplier: 1"}}, "multiplikatorn ska vara 100"},
		"direction":       {[]edit{{"direction: none", "direction: lower"}}, "en skillnad har ingen riktning"},
		"grain":           {[]edit{{"[municipality, nation]", "[municipality, county]"}}, "J35004 publiceras inte för county"},
		"weighting":       {[]edit{{"weighting: pooled", "weighting: unweighted"}}, "J35004 vägs samman på annat sätt"},
		"composite of one": {
			[]edit{{"kind: gap", "kind: composite"}, {"    compare: [K, M]\n", ""}, {"interval: newcombe", "interval: none"}, {"{sv: procentenheter, en: percentage points}", "{sv: procent, en: per cent}"}},
			"ett sammanvägt mått behöver minst två",
		},
		"composite of units": {[]edit{{"kind: gap", "kind: composite"}, {"    compare: [K, M]\n", ""}, {"interval: newcombe", "interval: none"}}, "J35004 mäts i en annan enhet"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := loadOne(withGap(t, c.edits...))
			if err == nil {
				t.Fatal("the definition was accepted")
			}
			if lines := problems(t, err); !strings.Contains(strings.Join(lines, "\n"), "J35005: "+c.want) {
				t.Errorf("got\n%s\nwant %s", strings.Join(lines, "\n"), c.want)
			}
		})
	}
	t.Run("groups that overlap", func(t *testing.T) {
		text := strings.Replace(withGap(t, edit{"of: [J35004]", "of: [J35004, J35006]"}, edit{"    compare: [K, M]\n", ""}), "definitions:\n", "definitions:\n"+strings.Replace(sibling("svar", "x"), "svarighetsgrad = 'x'", "svarighetsgrad IS NOT NULL", 1), 1)
		_, err := loadOne(text)
		if err == nil || !strings.Contains(err.Error(), "kan räkna samma rader") {
			t.Errorf("got %v", err)
		}
	})
}
