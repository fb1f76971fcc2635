package indicator_test

import (
	"fmt"
	"strings"
	"testing"

	"jamfor/pipeline/code"
	"jamfor/pipeline/indicator"
)

func TestSpansHaveTheirPeriods(t *testing.T) {
	for span, want := range map[indicator.Span]string{
		indicator.YearSpan: "[2025]", indicator.HalfSpan: "[2025H1 2025H2]", indicator.QuarterSpan: "[2025Q1 2025Q2 2025Q3 2025Q4]",
		indicator.TwoYears: "[2024-2025]", indicator.ThreeYears: "[2023-2025]",
		indicator.MonthSpan: "[2025-01 2025-02 2025-03 2025-04 2025-05 2025-06 2025-07 2025-08 2025-09 2025-10 2025-11 2025-12]",
	} {
		periods := span.Periods(2025)
		if got := fmt.Sprint(periods); got != want {
			t.Errorf("%s: %s, want %s", span, got, want)
		}
		for _, p := range periods {
			if !span.Holds(p) || span != indicator.YearSpan && span.Holds(code.Year(2025)) {
				t.Errorf("%s and %s: wrong", span, p)
			}
		}
	}
}

// quarterly is the fixture's share over quarters under another id, edited.
func quarterly(t *testing.T, edits ...edit) string {
	item := shareYAML[strings.Index(shareYAML, "  - id:"):]
	return edited(t, item, append([]edit{{"J35004", "J35006"}, {"period: year\n", "span: quarter\n    period: year\n"}}, edits...)...)
}

// TestPartsAndWholesAreNotPublishedTogether: what began in the quarters is what
// began in the year, so both together would give away what is hidden in one.
func TestPartsAndWholesAreNotPublishedTogether(t *testing.T) {
	cases := []edit{{"from: person", "from: arende"}, {"unit: person", "unit: case"}, {"    above_municipality: sum_of_municipalities\n", ""}}
	for name, c := range map[string]struct {
		whole, parts []edit
		refused      bool
	}{
		"occurring on any day":                {nil, nil, false},
		"by start":                            {append(cases, edit{"period: year", "period: start"}), append(cases, edit{"period: year", "period: start"}), true},
		"by start and by a condition":         {append(cases, edit{"numerator: svarighetsgrad = 'svar'", "numerator: paborjad_under_aret"}), append(cases, edit{"period: year", "period: start"}), true},
		"ongoing is what is not closed":       {append(cases, edit{"period: year", "period: closing"}), append(cases, edit{"period: year", "period: year_end"}), true},
		"status on a date, whole by any day":  {nil, []edit{{"period: year", "period: year_end"}}, false},
		"by start in quarters, by close else": {append(cases, edit{"period: year", "period: closing"}), append(cases, edit{"period: year", "period: start"}), false},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := loadOne(edited(t, shareYAML, c.whole...) + quarterly(t, c.parts...))
			switch {
			case !c.refused && err != nil:
				t.Fatal(err)
			case c.refused && err == nil:
				t.Fatal("accepted")
			case c.refused && !strings.Contains(problems(t, err)[0], "räknar samma händelser för andra perioder"):
				t.Error(err)
			}
		})
	}
}

// TestTransitionIsAMatrix: every pair of states is an indicator over those in the
// first state, and a row's numerators are its denominator.
func TestTransitionIsAMatrix(t *testing.T) {
	text := edited(
		t, shareYAML,
		edit{"kind: share", "kind: transition"}, edit{"from: person", "from: matningspar"},
		edit{"among: omrade = 'missbruk'", "among: omrade = 'missbruk' AND instrument = 'situation' AND skala = 'boende' AND skattare = 'personal'"},
		edit{"    denominator: svarighetsgrad IS NOT NULL\n", ""},
		edit{"    numerator: svarighetsgrad = 'svar'\n", "    state_before: fore\n    state_after: efter\n    paired: har_par\n    pairing: {rule: closest, limit_percent: 40}\n    states:\n      - {title: {sv: hem, en: home}, values: [1]}\n      - {title: {sv: annat, en: other}, values: [2, 3]}\n"},
	)
	sets, err := loadOne(text)
	if err != nil {
		t.Fatal(err)
	}
	all := sets[0].Definitions
	if len(all) != 4 || all[0].ID != "J35004" || all[3].ID != "J35007" || all[1].Title.SV != "Svåra problem: från hem till annat, andel" {
		t.Fatalf("%d indicators, first %+v", len(all), all[0])
	}
	if all[0].BelowLine().Canonical() != all[1].BelowLine().Canonical() || all[0].AboveLine().Canonical() == all[1].AboveLine().Canonical() {
		t.Error("a row's shares must stand over the same people")
	}
	for name, e := range map[string]edit{
		"en kod i två lägen": {"values: [2, 3]", "values: [2, 1]"},
		"fel riktning":       {"direction: none", "direction: higher"},
		"okänd kolumn":       {"state_after: efter", "state_after: senare"},
		"id upptaget":        {"definitions:\n", "definitions:\n" + strings.Replace(shareYAML[strings.Index(shareYAML, "  - id:"):], "J35004", "J35006", 1)},
	} {
		if _, err := loadOne(edited(t, text, e)); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}
