package intake

import (
	"fmt"
	"math/big"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"jamfor/pipeline/contract"
)

func TestDates(t *testing.T) {
	for text, want := range map[string]string{
		"2025-03-01": "2025-03-01", "20250301": "2025-03-01", "2025-3-1": "2025-03-01", "2025/03/01": "2025-03-01",
		"2025.03.01": "2025-03-01", "1.3.2025": "2025-03-01", "01.03.2025": "2025-03-01", "1/3 2025": "2025-03-01",
		"1 mars 2025": "2025-03-01", "1 Mar. 2025": "2025-03-01", "31 december 1999": "1999-12-31",
		"2025-03-01 00:00:00": "2025-03-01", "2025-03-01T00:00:00Z": "2025-03-01", "2024-02-29": "2024-02-29",
		"2025-02-29": "", "2025-13-01": "", "2025-00-10": "", "20251301": "", "1899-12-31": "", "2101-01-01": "",
		"01/03/2025": "", "3/1/2025": "", "250301": "", "25-03-01": "", "2025-03": "", "2025": "", "45717": "",
		"2025-03-01 12:30:00": "", "1/13 2025": "", "0 mars 2025": "", "1 maj": "", "idag": "", "2025-03-0x": "", "-2025-03-1": "",
	} {
		day, ok := parseDate([]byte(text))
		got := ""
		if ok {
			got = dateOf(day).Format(time.DateOnly)
		}
		if got != want {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
}

func TestSerials(t *testing.T) {
	for _, c := range []struct {
		text string
		mac  bool
		want string
	}{{"45717", false, "2025-03-01"}, {"44255", true, "2025-03-01"}, {"1", false, "1899-12-31"}, {"45717.0", false, "2025-03-01"}, {"45717.5", false, ""}, {"0", false, ""}, {"99999", false, ""}} {
		day, ok := parseSerial([]byte(c.text), c.mac)
		got := ""
		if ok {
			got = dateOf(day).Format(time.DateOnly)
		}
		if got != c.want {
			t.Errorf("%s gives %q, want %q", c.text, got, c.want)
		}
	}
}

func TestNumbers(t *testing.T) {
	for text, want := range map[string]string{
		"12": "120000", "12,5": "125000", "12.5": "125000", "-3": "-30000", "\u22123,25": "-32500", "+7": "70000",
		"1 000": "10000000", "1 234 567,8": "12345678000", "1\u00a0000,50": "10005000", "0,00005": "0 rounded", "0,00015": "2 rounded",
		"-0,00015": "-2 rounded", "0,00025": "2 rounded", "0.123456": "1235 rounded", "1.0000": "10000", "1,50000": "15000",
		"": "-", "1,2,3": "-", "1.000,5": "-", "12 5": "-", "1 00": "-", "1000 000": "-", ",5": "-", "5,": "-", "1e3": "-", "0x1": "-",
		"12 kr": "-", "99999999999999999999": "-", "922337203685477": "9223372036854770000", "922337203685478": "-", "--1": "-", "٣": "-",
	} {
		value, rounded, ok := parseDecimal([]byte(text))
		got := fmt.Sprint(value)
		if rounded {
			got += " rounded"
		}
		if !ok {
			got = "-"
		}
		if got != want {
			t.Errorf("%q gives %s, want %s", text, got, want)
		}
	}
	for text, want := range map[string]bool{"12": true, "12.0": true, "12,00": true, "12.5": false, "1 200": true, "tolv": false} {
		if _, ok := parseInteger([]byte(text)); ok != want {
			t.Errorf("%q is a whole number: %v, want %v", text, ok, want)
		}
	}
}

// TestDecimalsAreExact holds the parser against rational arithmetic.
func TestDecimalsAreExact(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		text := rapid.StringMatching(`-?\d{1,9}([.,]\d{1,9})?`).Draw(r, "text")
		got, rounded, ok := parseDecimal([]byte(text))
		exact, _ := new(big.Rat).SetString(strings.ReplaceAll(text, ",", "."))
		if !ok {
			r.Fatalf("%q is no number", text)
		}
		back := big.NewRat(got, 10_000)
		half := big.NewRat(1, 20_000)
		off := new(big.Rat).Sub(back, exact)
		switch cmp := off.Abs(off).Cmp(half); {
		case cmp > 0:
			r.Fatalf("%q gives %s", text, back)
		case cmp == 0 && got%2 != 0:
			r.Fatalf("%q is rounded away from the even neighbour", text)
		case rounded != (off.Sign() != 0):
			r.Fatalf("%q: rounded %v", text, rounded)
		}
	})
}

func TestMonthsAndYears(t *testing.T) {
	for text, want := range map[string]string{"2025-03": "2025-03", "202503": "2025-03", "2025-13": "", "2025-00": "", "25-03": "", "mars": "", "2025-3": ""} {
		if got, _ := parseMonth([]byte(text)); got != want {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]int64{"1985": 1985, "1985.0": 1985, "85": 0, "19850101": 0, "1985-01-01": 0, "2101": 0} {
		got, ok := parseYear([]byte(text))
		if ok != (want > 0) || ok && got != want {
			t.Errorf("%q gives %d, %v", text, got, ok)
		}
	}
}

func TestCodes(t *testing.T) {
	c := contract.Core()
	find := func(list, text string) string {
		code, _ := newCodeIndex(c.Lists[list]).find([]byte(text))
		return code
	}
	for _, k := range []struct{ list, text, want string }{
		{"kon", "K", "K"},
		{"kon", "k", "K"},
		{"kon", "Kvinna", ""},
		{"kommun", "180", "0180"},
		{"kommun", "0180", "0180"},
		{"kommun", "80", ""},
		{"omrade", "MISSBRUK", "missbruk"},
		{"forsorjningshinder", "11", "011"},
		{"insats_kod", "sa1.aa.zz", "SA1.AA.ZZ"},
		{"hushallstyp", "3", "3"},
	} {
		if got := find(k.list, k.text); got != k.want {
			t.Errorf("%s %q gives %q, want %q", k.list, k.text, got, k.want)
		}
	}
}

func TestTidyNumbers(t *testing.T) {
	for raw, want := range map[string]string{
		"0.30000000000000004": "0.3", "1.97001011234E+11": "197001011234", "45717": "45717", "1E-3": "0.001", "12.300000000000001": "12.3", "1e999": "1e999",
	} {
		if got := string(tidyNumber([]byte(raw))); got != want {
			t.Errorf("%s gives %s, want %s", raw, got, want)
		}
	}
}

func TestScaledIntegers(t *testing.T) {
	for _, c := range []struct {
		raw   []byte
		scale int
		want  string
	}{{[]byte{0x04, 0xd2}, 2, "12.34"}, {[]byte{0xfb, 0x2e}, 2, "-12.34"}, {[]byte{5}, 3, "0.005"}, {[]byte{5}, 0, "5"}, {nil, 1, "0.0"}} {
		if got := string(appendScaled(nil, signedBig(c.raw), c.scale)); got != c.want {
			t.Errorf("% x gives %s, want %s", c.raw, got, c.want)
		}
	}
	if got := string(appendTime(nil, floorDiv(-1, 1000))); got != "1969-12-31 23:59:59" {
		t.Errorf("a millisecond before 1970 is %s", got)
	}
}

func TestFold(t *testing.T) {
	for text, want := range map[string]string{"Födelseår": "fodelsear", "  Person ID-typ ": "personidtyp", "KÖN": "kon", "Område\u00a0(kod)": "omradekod", "\ufeffÄrende": "arende"} {
		if got := fold(text); got != want {
			t.Errorf("%q folds to %q, want %q", text, got, want)
		}
	}
	if got := columnLetters(27); got != "AB" {
		t.Errorf("column 27 is %s", got)
	}
}
