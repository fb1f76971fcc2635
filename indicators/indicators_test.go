package indicators

import (
	"math/big"
	"slices"
	"strings"
	"testing"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/indicator"
)

func load(t *testing.T) []indicator.Set {
	t.Helper()
	sets, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return sets
}

func TestShippedSetsAnswerAllQuestions(t *testing.T) {
	distinct, total := map[string]bool{}, 0
	questions := map[string]bool{}
	for _, s := range load(t) {
		for _, d := range s.Definitions {
			distinct[d.ID[3:]+d.From] = true
			questions[string(d.Question)] = true
			total++
		}
	}
	for _, q := range code.Questions {
		if !questions[string(q)] {
			t.Errorf("no indicator answers %s", q)
		}
	}
	if len(distinct) < 100 || total < 400 {
		t.Errorf("%d distinct definitions, %d indicators", len(distinct), total)
	}
}

// TestEverySetAnswersWhatItIsAsked holds each set of an individual service area to
// the questions of systematic follow-up.
func TestEverySetAnswersWhatItIsAsked(t *testing.T) {
	sets := load(t)
	if len(sets) != 9 {
		t.Errorf("%d sets, want 9", len(sets))
	}
	for _, s := range sets {
		questions := map[string]bool{}
		for _, d := range s.Definitions {
			questions[string(d.Question)] = true
		}
		if s.ServiceArea == "" || s.ServiceArea == "ekonomiskt_bistand" {
			continue
		}
		for _, q := range []string{"needs", "interventions", "change", "goals", "opinion", "equality", "process"} {
			if !questions[q] {
				t.Errorf("%s has no indicator of %s", s.Name, q)
			}
		}
	}
}

// TestTextsAreWhole holds texts against slips of the templates.
func TestTextsAreWhole(t *testing.T) {
	titles := map[string]string{}
	for _, s := range load(t) {
		for _, d := range s.Definitions {
			if other := titles[d.Title.SV]; other != "" {
				t.Errorf("%s and %s have the same title %q", d.ID, other, d.Title.SV)
			}
			titles[d.Title.SV] = d.ID
			for _, text := range []code.Text{d.Title, d.Description, d.NumeratorText, d.DenominatorText, d.Caveats, d.Interpretation, d.Source, d.ValueUnit} {
				for _, words := range []string{text.SV, text.EN} {
					if strings.ContainsAny(words, "{}") || strings.Contains(words, "  ") {
						t.Errorf("%s: %q", d.ID, words)
					}
				}
			}
		}
	}
}

// TestEveryIndicatorHasATest also asks for a test with each guard that
// indicators can be wrong by.
func TestEveryIndicatorHasATest(t *testing.T) {
	tests, err := LoadTests()
	if err != nil {
		t.Fatal(err)
	}
	expected := map[string]bool{}
	guards := map[indicator.Guard]bool{}
	for _, file := range tests {
		for _, c := range file.Cases {
			for _, g := range c.Guards {
				guards[g] = true
			}
			for _, e := range c.Expect {
				expected[file.Set+" "+e.Indicator] = expected[file.Set+" "+e.Indicator] || len(e.Parts) > 0
			}
		}
	}
	for _, s := range load(t) {
		for _, d := range s.Definitions {
			if !expected[s.Name+" "+d.ID] {
				t.Errorf("%s of %s has no test that expects a number", d.ID, s.Name)
			}
		}
	}
	for _, g := range []indicator.Guard{
		"wrong_denominator", "missed_before", "different_raters", "person_counted_twice",
		"case_spans_deliveries", "open_case", "death_or_move", "not_delivered", "zero_report", "sex_unknown",
	} {
		if !guards[g] {
			t.Errorf("no test guards against %s", g)
		}
	}
}

// TestEverySetIsGuarded asks every set for a test of each way in which its
// indicators can be wrong: a wrong denominator, a missed before-measurement, a
// pair of different raters, a person counted twice, a case that spans two
// deliveries, an open case, a death, a municipality that did not deliver, an
// unknown sex.
func TestEverySetIsGuarded(t *testing.T) {
	tests, err := LoadTests()
	if err != nil {
		t.Fatal(err)
	}
	cases := []indicator.Guard{
		"wrong_denominator", "missed_before", "different_raters", "person_counted_twice",
		"case_spans_deliveries", "open_case", "death_or_move", "not_delivered", "sex_unknown",
	}
	wanted := map[string][]indicator.Guard{
		"missbruk": cases, "barn_unga": cases, "vald": cases, "funktionsnedsattning": cases, "socialpsykiatri": cases, "aldreomsorg": cases,
		// No measurements, no cases that close; answers have no person.
		"ekonomiskt_bistand": {"wrong_denominator", "person_counted_twice", "not_delivered", "sex_unknown"},
		"enkat":              {"wrong_denominator", "not_delivered", "sex_unknown"},
		"ekonomi":            {"wrong_denominator", "not_delivered"},
	}
	for set, guards := range wanted {
		for _, guard := range guards {
			found := slices.ContainsFunc(tests, func(f indicator.TestFile) bool {
				return f.Set == set && slices.ContainsFunc(f.Cases, func(c indicator.TestCase) bool { return slices.Contains(c.Guards, guard) && len(c.Expect) > 0 })
			})
			if !found {
				t.Errorf("no test of %s guards against %s", set, guard)
			}
		}
	}
}

// TestExpectedValuesFollowFromParts divides the expected parts by the
// definition's rule, in exact arithmetic: tests must agree with themselves.
func TestExpectedValuesFollowFromParts(t *testing.T) {
	sets := load(t)
	tests, err := LoadTests()
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	for _, file := range tests {
		for _, c := range file.Cases {
			for _, e := range c.Expect {
				want := e.Parts["value"]
				if want == "" {
					continue
				}
				_, d, _ := indicator.Find(sets, e.Indicator)
				if d.Kind.Derived() {
					continue // made of other values, not of parts: the runner checks it
				}
				if got := published(t, d, e.Parts); got != want {
					t.Errorf("%s:%d: %s is %s by its parts, expected %s", file.File, e.Line, d.ID, got, want)
				}
				checked++
			}
		}
	}
	if checked < 80 {
		t.Errorf("only %d values were checked", checked)
	}
}

// published is the value that the expected parts make, as text.
func published(t *testing.T, d *indicator.Definition, parts map[string]string) string {
	t.Helper()
	above, below := "numerator", "denominator"
	switch d.Kind.Cell() {
	case cell.Count:
		return parts["numerator"]
	case cell.Median:
		return rounded(median(t, parts["values"]), d.Decimals)
	case cell.Mean, cell.Change:
		above = "sum"
	case cell.Ratio:
		above, below = "sum", "below"
	}
	value := new(big.Rat).Quo(number(t, parts[above]), number(t, parts[below]))
	return rounded(value.Mul(value, big.NewRat(d.Multiplier, 1)), d.Decimals)
}

func number(t *testing.T, text string) *big.Rat {
	t.Helper()
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		t.Fatalf("%q is no number", text)
	}
	return r
}

// median is the type 7 quantile at one half.
func median(t *testing.T, values string) *big.Rat {
	t.Helper()
	var all []*big.Rat
	for _, v := range strings.Fields(values) {
		all = append(all, number(t, v))
	}
	slices.SortFunc(all, func(a, b *big.Rat) int { return a.Cmp(b) })
	low, high := all[(len(all)-1)/2], all[len(all)/2]
	sum := new(big.Rat).Add(low, high)
	return sum.Quo(sum, big.NewRat(2, 1))
}

// rounded rounds half away from zero, as big.Rat does.
func rounded(r *big.Rat, decimals int) string {
	text := r.FloatString(decimals)
	if strings.Trim(text, "-0.") == "" {
		return strings.TrimPrefix(text, "-")
	}
	return text
}
