package expression_test

import (
	"strings"
	"testing"

	"jamfor/pipeline/expression"
)

// columns is a table with every type; kon has a code list.
var columns = map[string]expression.Column{
	"kon":       {Type: expression.Text, Codes: []string{"K", "M", "U"}},
	"orsak":     {Type: expression.Text},
	"alder":     {Type: expression.Int},
	"fodelsear": {Type: expression.Int},
	"fore":      {Type: expression.Decimal},
	"efter":     {Type: expression.Decimal},
	"start":     {Type: expression.Date},
	"slut":      {Type: expression.Date},
	"avslutad":  {Type: expression.Bool},
}

func mustCheck(t *testing.T, source string) *expression.Checked {
	t.Helper()
	e, err := expression.Parse(source)
	if err != nil {
		t.Fatalf("parse %s: %v", source, err)
	}
	c, err := e.CheckColumns(columns)
	if err != nil {
		t.Fatalf("check %s: %v", source, err)
	}
	return c
}

func row(values map[string]expression.Value) func(string) expression.Value {
	return func(name string) expression.Value { return values[name] }
}

func date(t *testing.T, text string) expression.Value {
	t.Helper()
	days, err := expression.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return expression.DateValue(days)
}

func TestEval(t *testing.T) {
	values := map[string]expression.Value{
		"kon": expression.TextValue("K"), "alder": expression.IntValue(17),
		"fore": expression.DecimalValue(75000, 4), "efter": expression.DecimalValue(2, 0),
		"start": date(t, "2024-02-28"), "avslutad": expression.BoolValue(true),
	}
	for source, want := range map[string]string{
		"alder < 18":                                   "true",
		"NOT alder < 18":                               "false",
		"alder BETWEEN 17 AND 17":                      "true",
		"alder NOT BETWEEN 18 AND 64":                  "true",
		"slut IS NULL":                                 "true",
		"slut IS NOT NULL":                             "false",
		"slut > start":                                 "NULL",
		"NOT slut > start":                             "NULL",
		"(slut > start) IS TRUE":                       "false",
		"slut > start OR avslutad":                     "true",
		"slut > start AND NOT avslutad":                "false",
		"slut > start AND avslutad":                    "NULL",
		"kon IN ('K', 'M')":                            "true",
		"kon NOT IN ('K')":                             "false",
		"orsak IN ('a', 'b')":                          "NULL",
		"orsak NOT IN ('a')":                           "NULL",
		"alder IN (1, fodelsear)":                      "NULL",
		"alder IN (17, fodelsear)":                     "true",
		"alder NOT IN (1, fodelsear)":                  "NULL",
		"efter - fore":                                 "-5.5000",
		"-efter * 3":                                   "-6.0000",
		"1 + 2 * 3 - 4":                                "3",
		"(1 + 2) * 3":                                  "9",
		"0.1 + 0.2 = 0.3":                              "true",
		"DATE '2024-03-01' - start":                    "2",
		"DATE '1969-12-31' - DATE '1970-01-01'":        "-1",
		"COALESCE(fodelsear, alder, 0)":                "17",
		"COALESCE(fodelsear, fore)":                    "7.5000",
		"CASE WHEN slut > start THEN 'a' ELSE 'b' END": "b",
		"CASE WHEN alder = 1 THEN fore END":            "NULL",
		"CASE WHEN avslutad THEN 1 ELSE 0.5 END":       "1.0",
		"(kon = 'K') = avslutad":                       "true",
		"orsak = 'it''s'":                              "NULL",
		"alder = 17 or alder = 18 and alder = 19":      "true",
		"avslutad IS FALSE OR avslutad IS NOT TRUE":    "false",
	} {
		if got := mustCheck(t, source).Eval(row(values)).String(); got != want {
			t.Errorf("%s = %s, want %s", source, got, want)
		}
	}
}

func TestIntegersDoNotOverflow(t *testing.T) {
	big := row(map[string]expression.Value{"alder": expression.IntValue(9223372036854775807), "fodelsear": expression.IntValue(-9223372036854775808)})
	for source, want := range map[string]string{
		"alder + alder":         "18446744073709551614",
		"fodelsear - alder":     "-18446744073709551615",
		"-fodelsear":            "9223372036854775808",
		"fodelsear * fodelsear": "85070591730234615865843651857942052864",
		"-fodelsear > alder":    "true",
	} {
		if got := mustCheck(t, source).Eval(big).String(); got != want {
			t.Errorf("%s = %s, want %s", source, got, want)
		}
	}
}

func TestParseMistakes(t *testing.T) {
	for source, want := range map[string]string{
		"":                                       "1:1: väntade ett värde",
		"alder >= ":                              "1:10: väntade ett värde, en kolumn eller en parentes, fann slut",
		"alder\n  / 2":                           "2:3: tecknet / ingår inte i språket (division görs sist",
		"alder == 2":                             "likhet skrivs =",
		"alder != 2":                             "olikhet skrivs <>",
		"kon = \"K\"":                            "enkla citattecken",
		"kon = 'K":                               "1:7: texten saknar avslutande citattecken",
		"kon = 'å' AND ö":                        "1:15: tecknet ö",
		"lower(kon) = 'k'":                       "den enda funktionen är COALESCE",
		"1 < alder < 3":                          "jämförelser kan inte kedjas",
		"alder NOT 3":                            "BETWEEN eller IN efter NOT",
		"slut IS 3":                              "NULL, TRUE eller FALSE efter IS",
		"start > DATE 20250101":                  "skriv DATE '2025-12-31'",
		"start > DATE '2025-02-30'":              "datumet är felskrivet",
		"1e5":                                    "talet är felskrivet",
		"1234567890123456789":                    "för många siffror",
		"(alder = 1":                             "väntade )",
		"alder = 1 alder = 2":                    "väntade slutet på uttrycket",
		"CASE alder WHEN 1 THEN":                 "WHEN efter CASE",
		"Alder Alder":                            "gemener",
		strings.Repeat("(", 200):                 "för djupt",
		strings.Repeat("NOT ", 200) + "avslutad": "för djupt",
		strings.Repeat("1 + ", 200) + "1":        "för många led",
		"kon = 'a\x00b'":                         "styrtecken",
	} {
		_, err := expression.Parse(source)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("parse %q: got %v, want it to contain %q", source, err, want)
		}
	}
}

func TestCheckMistakesAllAtOnce(t *testing.T) {
	e, err := expression.Parse("aldr >= 18 AND kon = 'k'\n AND slut = NULL AND start > '2025-01-01' AND orsak < 'b'")
	if err != nil {
		t.Fatal(err)
	}
	_, err = e.CheckColumns(columns)
	want := []string{
		"1:1: okänd kolumn aldr (menade du alder?)",
		"1:22: koden 'k' finns inte i kolumnen kon (koder: K",
		"2:13: jämförelse med NULL är aldrig sann (skriv IS NULL",
		"2:30: >: text går inte att jämföra med date (ett datum skrivs DATE",
		"2:53: < ordnar inte text",
	}
	lines := strings.Split(err.Error(), "\n")
	if len(lines) != len(want) {
		t.Fatalf("got %d problems, want %d:\n%v", len(lines), len(want), err)
	}
	for i := range want {
		if !strings.HasPrefix(lines[i], want[i]) {
			t.Errorf("problem %d = %s, want %s …", i, lines[i], want[i])
		}
	}
}

func TestCheckRefuses(t *testing.T) {
	for source, want := range map[string]string{
		"alder AND avslutad":                     "AND väntar bool, fick int",
		"NOT kon":                                "NOT väntar bool, fick text",
		"-kon":                                   "- räknar med tal, inte text",
		"start + 1":                              "+ räknar med tal, inte date",
		"alder = 'x'":                            "text går inte att jämföra med int",
		"alder IN (1, 'x')":                      "text går inte att jämföra med int",
		"alder IN (1, NULL)":                     "jämförelse med NULL",
		"kon IN ('K', 'X')":                      "koden 'X'",
		"'Q' = kon":                              "koden 'Q'",
		"avslutad > FALSE":                       "> ordnar inte bool",
		"NULL":                                   "uttrycket är alltid NULL",
		"CASE WHEN avslutad THEN NULL END":       "CASE ger bara NULL",
		"CASE WHEN avslutad THEN 1 ELSE 'a' END": "CASE: int och text",
		"COALESCE(alder, kon)":                   "COALESCE: int och text",
		"CASE WHEN alder THEN 1 END":             "WHEN väntar bool",
		"alder IS TRUE":                          "IS TRUE väntar bool",
		"fore * fore * fore":                     "mer än 38 siffror",
		"alder * alder > fore":                   "mer än 38 siffror",
	} {
		e, err := expression.Parse(source)
		if err != nil {
			t.Fatal(err)
		}
		if _, err = e.CheckColumns(columns); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("check %q: got %v, want it to contain %q", source, err, want)
		}
	}
}

func TestSQL(t *testing.T) {
	for source, want := range map[string]string{
		"alder >= 18 AND slut IS NULL OR NOT avslutad": `((("alder" >= 18) AND ("slut" IS NULL)) OR (NOT "avslutad"))`,
		"efter - fore":                                `(CAST("efter" AS DECIMAL(19,4)) - CAST("fore" AS DECIMAL(19,4)))`,
		"orsak = 'it''s'":                             `("orsak" = 'it''s')`,
		"start >= DATE '2025-01-01'":                  `("start" >= DATE '2025-01-01')`,
		"kon NOT IN ('K', 'M')":                       `("kon" NOT IN ('K', 'M'))`,
		"CASE WHEN avslutad THEN alder ELSE fore END": `(CASE WHEN "avslutad" THEN CAST("alder" AS DECIMAL(23,4)) ELSE CAST("fore" AS DECIMAL(23,4)) END)`,
	} {
		if got := mustCheck(t, source).SQL(); got != want {
			t.Errorf("%s:\n got %s\nwant %s", source, got, want)
		}
	}
	if got, want := expression.QuoteIdentifier(`a"b`), `"a""b"`; got != want {
		t.Errorf("QuoteIdentifier = %s, want %s", got, want)
	}
}

func TestColumnsAndCombine(t *testing.T) {
	a, b := mustCheck(t, "kon = 'K' OR alder > 1"), mustCheck(t, "alder < 9")
	both := expression.And(nil, a, b, expression.NotNull(mustCheck(t, "fore")))
	if got, want := both.Canonical(), "((((kon = 'K') OR (alder > 1)) AND (alder < 9)) AND (fore IS NOT NULL))"; got != want {
		t.Errorf("canonical = %s, want %s", got, want)
	}
	if got := strings.Join(both.Columns(), " "); got != "alder fore kon" {
		t.Errorf("columns = %s", got)
	}
	if expression.And() != nil {
		t.Error("And of nothing must be nil")
	}
	if got := both.Eval(row(map[string]expression.Value{"kon": expression.TextValue("K"), "alder": expression.IntValue(3)})); !got.IsFalse() {
		t.Errorf("value = %v, want false: fore is missing", got)
	}
}

func TestEvalRefusesForeignTypes(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a text in an int column must not pass in silence")
		}
	}()
	mustCheck(t, "alder = 1").Eval(row(map[string]expression.Value{"alder": expression.TextValue("1")}))
}

func TestFixed(t *testing.T) {
	for source, want := range map[string]string{
		"kon = 'K' AND alder > 1":            "K",
		"alder > 1 AND 'M' = kon":            "M",
		"kon IN ('K', 'M') AND kon = 'M'":    "M",
		"kon IN ('K', 'M')":                  "K M",
		"kon = 'K' OR alder > 1":             "nil",
		"NOT kon = 'K'":                      "nil",
		"kon NOT IN ('K')":                   "nil",
		"kon = orsak":                        "nil",
		"kon = 'K' AND kon = 'M'":            "",
		"(alder > 1 AND kon = 'U') AND TRUE": "U",
	} {
		got := "nil"
		if fixed := mustCheck(t, source).Fixed("kon"); fixed != nil {
			got = strings.Join(fixed, " ")
		}
		if got != want {
			t.Errorf("%s fixes kon to %q, want %q", source, got, want)
		}
	}
}
