package intake

import (
	"strings"
	"testing"

	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
)

func TestACodeThatDoesNotGoWithThePeriodIsToldWithTheOneThatDoes(t *testing.T) {
	for _, c := range []struct {
		municipality string
		year         int
		ok           bool
		sv, en       string
	}{
		{"1917", 2006, true, "", ""},
		{"0331", 2007, true, "", ""},
		{"0330", 2002, true, "", ""}, // apart from Uppsala
		{"1917", 2025, false, "gällde till och med 2006-12-31, inte för 2025. Lämna under 0331 (Heby).", "was valid until 2006-12-31, not for 2025. Deliver under 0331 (Heby)."},
		{"0331", 2006, false, "gäller först från 2007-01-01, inte för 2006. Lämna under 1917 (Heby).", "is valid from 2007-01-01 only, not for 2006. Deliver under 1917 (Heby)."},
	} {
		why, ok := WrongCode(c.municipality, code.Year(c.year))
		if ok != c.ok || !strings.HasSuffix(why.SV, c.sv) || !strings.HasSuffix(why.EN, c.en) {
			t.Errorf("%s in %d: %v, %q, %q", c.municipality, c.year, ok, why.SV, why.EN)
		}
	}
}

func TestOtherColumnsHoldMunicipalitiesOfThePeriod(t *testing.T) {
	list := contract.Core().Lists[kommunList]
	for _, c := range []struct {
		cell string
		year int
		want bool
	}{{"1917", 2006, true}, {"1917", 2025, false}, {"0331", 2025, true}, {"0331", 2006, false}, {"380", 2025, true}} {
		if _, got := newCodeIndex(inForce(list, code.Year(c.year))).find([]byte(c.cell)); got != c.want {
			t.Errorf("%s in %d: found %v, want %v", c.cell, c.year, got, c.want)
		}
	}
}
