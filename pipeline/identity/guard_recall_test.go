package identity

import (
	"encoding/base64"
	"encoding/csv"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jamfor/pipeline/table"
)

// everySpelling tries every number in the odd spellings too, instead of a sample.
var everySpelling = flag.Bool("every-spelling", false, "every official number in every odd spelling")

// official are numbers from Skatteverket's open lists of test numbers; they
// belong to nobody. The last four are samordningsnummer, among them one with
// the unknown month 00 and one with day 60.
var official = readLines("testdata/official.txt")

func readLines(name string) []string {
	raw, err := os.ReadFile(name)
	if err != nil {
		panic(err)
	}
	return strings.Fields(string(raw))
}

// sharedNumbers reads the full open lists when they are at hand.
func sharedNumbers(t testing.TB) []string {
	var numbers []string
	for _, name := range []string{"testpersonnummer_skatteverket.csv", "testsamordningsnummer_skatteverket.csv"} {
		file, err := os.Open(filepath.Join("../../../shared/data/identity", name))
		if err != nil {
			t.Skipf("the shared identity lists are absent: %v", err)
		}
		rows, err := csv.NewReader(file).ReadAll()
		_ = file.Close()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows[1:] {
			numbers = append(numbers, row[0])
		}
	}
	return numbers
}

// spelling is one way of writing a 12-digit number and one place for it.
type spelling struct {
	name  string
	write func(n string) string
}

func fullWidth(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r - '0' + '０'
		}
		return r
	}, s)
}

// spellings are refused by a single cell.
var spellings = []spelling{
	{"twelve digits", func(n string) string { return n }},
	{"hyphen", func(n string) string { return n[:8] + "-" + n[8:] }},
	{"plus", func(n string) string { return n[:8] + "+" + n[8:] }},
	{"blank", func(n string) string { return n[:8] + " " + n[8:] }},
	{"short with hyphen", func(n string) string { return n[2:8] + "-" + n[8:] }},
	{"short with plus", func(n string) string { return n[2:8] + "+" + n[8:] }},
	{"ISO date and tail", func(n string) string { return n[:4] + "-" + n[4:6] + "-" + n[6:8] + "-" + n[8:] }},
	{"ISO date, blank, tail", func(n string) string { return n[:4] + "-" + n[4:6] + "-" + n[6:8] + " " + n[8:] }},
	{"dots in the date", func(n string) string { return n[:4] + "." + n[4:6] + "." + n[6:8] + "-" + n[8:] }},
	{"slashes in the date", func(n string) string { return n[:4] + "/" + n[4:6] + "/" + n[6:8] + "-" + n[8:] }},
	{"short date in parts", func(n string) string { return n[2:4] + "-" + n[4:6] + "-" + n[6:8] + "-" + n[8:] }},
	{"century apart", func(n string) string { return n[:2] + " " + n[2:8] + "-" + n[8:] }},
	{"blanks round the hyphen", func(n string) string { return n[:8] + " - " + n[8:] }},
	{"fours", func(n string) string { return n[:4] + " " + n[4:8] + " " + n[8:] }},
	{"thousands", func(n string) string { return n[:3] + " " + n[3:6] + " " + n[6:9] + " " + n[9:] }},
	{"no-break thousands", func(n string) string { return n[:3] + "\u00a0" + n[3:6] + "\u00a0" + n[6:9] + "\u00a0" + n[9:] }},
	{"one by one", func(n string) string { return strings.Join(strings.Split(n, ""), " ") }},
	{"en dash", func(n string) string { return n[:8] + "\u2013" + n[8:] }},
	{"figure dash, short", func(n string) string { return n[2:8] + "\u2012" + n[8:] }},
	{"no-break hyphen", func(n string) string { return n[:8] + "\u2011" + n[8:] }},
	{"minus sign", func(n string) string { return n[:8] + "\u2212" + n[8:] }},
	{"full-width hyphen", func(n string) string { return n[:8] + "\uff0d" + n[8:] }},
	{"no-break space", func(n string) string { return n[:8] + "\u00a0" + n[8:] }},
	{"narrow no-break space", func(n string) string { return n[:8] + "\u202f" + n[8:] }},
	{"zero-width space", func(n string) string { return n[:8] + "\u200b" + n[8:] }},
	{"soft hyphen", func(n string) string { return n[:8] + "\u00ad" + n[8:] }},
	{"full-width digits", fullWidth},
	{"full-width short", func(n string) string { return fullWidth(n[2:8]) + "-" + fullWidth(n[8:]) }},
	{"Arabic digits", func(n string) string {
		return strings.Map(func(r rune) rune { return r - '0' + '٠' }, n)
	}},
	{"decimal point", func(n string) string { return n + ".0" }},
	{"decimal comma", func(n string) string { return n + ",00" }},
	{"exponent, all digits", func(n string) string { return n[:1] + "." + n[1:] + "E+11" }},
	{"exponent, comma", func(n string) string { return n[:1] + "," + n[1:] + "E11" }},
	{"exponent, cut", func(n string) string { return n[:1] + "." + n[1:6] + "E+11" }},
	{"quoted", func(n string) string { return `"` + n + `"` }},
	{"apostrophe", func(n string) string { return "'" + n }},
	{"formula", func(n string) string { return `="` + n + `"` }},
	{"leading and trailing blanks", func(n string) string { return "  " + n + "\t" }},
	{"in a sentence", func(n string) string { return "Modern (" + n[2:8] + "-" + n[8:] + ") ringde." }},
	{"after a word", func(n string) string { return "pnr:" + n }},
	{"grown together with a word", func(n string) string { return "pnr" + n }},
	{"after a Swedish word", func(n string) string { return "född" + n[:8] + "-" + n[8:] }},
	{"before a word", func(n string) string { return n + "SE" }},
	{"in a case number", func(n string) string { return "2025-" + n[2:8] + "-" + n[8:] + "-01" }},
	{"in a list", func(n string) string { return "12;" + n + ";7" }},
	{"in a path", func(n string) string { return "akter/" + n + ".pdf" }},
	{"with underscores", func(n string) string { return "akt_" + n[:8] + "_" + n[8:] + "_slut" }},
	{"after other numbers", func(n string) string { return "Rum 12 19 " + n }},
	{"on two lines", func(n string) string { return "Anteckning\n" + n + "\nslut" }},
}

// oddSpellings are what formats, fonts and people with something to hide make of a
// number; one cell betrays them too.
var oddSpellings = []spelling{
	{"broken line", func(n string) string { return n[:8] + "-\r\n" + n[8:] }},
	{"NUL characters", func(n string) string { return strings.Join(strings.Split(n, ""), "\x00") }},
	{"tab", func(n string) string { return n[:8] + "\t" + n[8:] }},
	{"many blanks", func(n string) string { return n[:8] + "    " + n[8:] }},
	{"figure space", func(n string) string { return n[:8] + "\u2007" + n[8:] }},
	{"ideographic space", func(n string) string { return n[:8] + "\u3000" + n[8:] }},
	{"braille blank", func(n string) string { return n[:8] + "\u2800" + n[8:] }},
	{"two hyphens", func(n string) string { return n[:8] + "--" + n[8:] }},
	{"hyphen and stop", func(n string) string { return n[:8] + ".-" + n[8:] }},
	{"mixed marks", func(n string) string { return n[:4] + "/" + n[4:6] + "." + n[6:8] + " - " + n[8:] }},
	{"colon", func(n string) string { return n[:8] + ":" + n[8:] }},
	{"asterisk", func(n string) string { return n[:8] + "*" + n[8:] }},
	{"tail in three and one", func(n string) string { return n[:8] + "-" + n[8:11] + "-" + n[11:] }},
	{"pairs", func(n string) string {
		return n[:2] + " " + n[2:4] + " " + n[4:6] + " " + n[6:8] + " " + n[8:10] + " " + n[10:]
	}},
	{"date in brackets", func(n string) string { return "(" + n[2:8] + ")-" + n[8:] }},
	{"quoted parts", func(n string) string { return `"` + n[:8] + `"-"` + n[8:] + `"` }},
	{"em dash", func(n string) string { return n[:8] + "\u2014" + n[8:] }},
	{"small hyphen", func(n string) string { return n[:8] + "\ufe63" + n[8:] }},
	{"raised minus", func(n string) string { return n[:8] + "\u207b" + n[8:] }},
	{"box line", func(n string) string { return n[:8] + "\u2500" + n[8:] }},
	{"word joiner between all", func(n string) string { return strings.Join(strings.Split(n, ""), "\u2060") }},
	{"byte order mark within", func(n string) string { return n[:5] + "\ufeff" + n[5:] }},
	{"direction isolate", func(n string) string { return n[:3] + "\u2066" + n[3:10] + "\u2069" + n[10:] }},
	{"grapheme joiner", func(n string) string { return n[:5] + "\u034f" + n[5:] }},
	{"struck through", func(n string) string { return strings.Join(strings.Split(n, ""), "\u0336") }},
	{"keycaps", func(n string) string { return strings.Join(strings.Split(n, ""), "\ufe0f\u20e3") + "\ufe0f\u20e3" }},
	{"Hangul filler", func(n string) string { return n[:8] + "\u3164" + n[8:] }},
	{"tag character", func(n string) string { return n[:8] + "\U000E0031" + n[8:] }},
	{"raised digits", mapped("⁰¹²³⁴⁵⁶⁷⁸⁹")},
	{"lowered digits", mapped("₀₁₂₃₄₅₆₇₈₉")},
	{"circled digits", mapped("⓪①②③④⑤⑥⑦⑧⑨")},
	{"black circled digits", mapped("⓿❶❷❸❹❺❻❼❽❾")},
	{"bold digits", mapped("𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗")},
	{"monospace digits", mapped("𝟶𝟷𝟸𝟹𝟺𝟻𝟼𝟽𝟾𝟿")},
	{"Devanagari digits", mapped("०१२३४५६७८९")},
	{"JSON", func(n string) string { return `{"person":{"id":"` + n[:8] + `-` + n[8:] + `"}}` }},
	{"JSON number", func(n string) string { return `{"id":` + n + `,"x":1}` }},
	{"JSON escapes", func(n string) string {
		return strings.NewReplacer("0", `\u0030`, "1", `\u0031`).Replace(n)
	}},
	{"JSON slash", func(n string) string { return n[:8] + `\/` + n[8:] }},
	{"JSON ten digits", func(n string) string { return `{"personnummer":"` + n[2:] + `"}` }},
	{"XML", func(n string) string { return "<p><pnr>" + n[2:8] + "-" + n[8:] + "</pnr></p>" }},
	{"XML attribute", func(n string) string { return `<p id="` + n + `"/>` }},
	{"XML references", func(n string) string {
		return strings.NewReplacer("1", "&#49;", "9", "&#x39;", "2", "&#0050;").Replace(n)
	}},
	{"escaped twice", func(n string) string { return n[:8] + "&amp;ndash;" + n[8:] }},
	{"named dash", func(n string) string { return n[:8] + "&ndash;" + n[8:] }},
	{"named blank", func(n string) string { return n[:8] + "&nbsp;" + n[8:] }},
	{"bold part", func(n string) string { return n[:8] + "-<b style='x'>" + n[8:] + "</b>" }},
	{"comment within", func(n string) string { return n[:8] + "<!-- x -->" + n[8:] }},
	{"parted, in a file's name", func(n string) string { return n[:4] + "-" + n[4:6] + "-" + n[6:8] + "_" + n[8:] + ".csv" }},
	{"parted, in a path", func(n string) string { return "akter/" + n[:4] + "." + n[4:6] + "." + n[6:8] + "-" + n[8:] + "/a.pdf" }},
	{"percent", func(n string) string { return n[:8] + "%2D" + n[8:] }},
	{"percent twice", func(n string) string { return n[:8] + "%252d" + n[8:] }},
	{"percent dash", func(n string) string { return n[:8] + "%E2%80%93" + n[8:] }},
	{"percent digits", func(n string) string { return strings.ReplaceAll(n, "1", "%31") }},
	{"quoted printable", func(n string) string { return n[:8] + "=2D" + n[8:] }},
	{"soft line break", func(n string) string { return n[:8] + "=\n" + n[8:] }},
	{"workbook escape", func(n string) string { return n[:8] + "_x002D_" + n[8:] }},
	{"workbook escaped digits", func(n string) string { return strings.ReplaceAll(n, "1", "_x0031_") }},
	{"glued in a formula", func(n string) string { return `="` + n[:8] + `"&"` + n[8:] + `"` }},
	{"hexadecimal", func(n string) string { return fmt.Sprintf("%x", n) }},
	{"hexadecimal, upper case", func(n string) string { return fmt.Sprintf("0x%X", n[:8]+"-"+n[8:]) }},
	{"base64", func(n string) string { return base64.StdEncoding.EncodeToString([]byte(n)) }},
	{"base64 with hyphen", func(n string) string { return base64.URLEncoding.EncodeToString([]byte(n[2:8] + "-" + n[8:])) }},
	{"cents", func(n string) string { return n + ".00 kr" }},
	{"with words for it", func(n string) string { return "pnr " + n[2:] }},
	{"interim", func(n string) string { return n[:8] + "-T" + n[9:] }},
	{"interim, short", func(n string) string { return n[2:8] + "T" + n[9:] }},
	{"interim, lower case", func(n string) string { return n[:8] + "-tf" + n[10:] }},
	{"interim, full width", func(n string) string { return n[:8] + "Ｔ" + n[9:] }},
	{"interim, dash", func(n string) string { return n[2:8] + "\u2013TF" + n[10:] }},
	{"reserve", func(n string) string { return n[:8] + "-A" + n[9:] }},
	{"reserve, letters", func(n string) string { return n[:8] + "ABCD" }},
}

// mapped writes the digits with others.
func mapped(digits string) func(string) string {
	others := []rune(digits)
	return func(n string) string {
		return strings.Map(func(r rune) rune { return others[r-'0'] }, n)
	}
}

// columnSpellings are refused by a column of them.
var columnSpellings = []spelling{
	{"ten digits", func(n string) string { return n[2:] }},
	{"ten digits, decimal", func(n string) string { return n[2:] + ".0" }},
	{"ten digits, blank", func(n string) string { return n[2:8] + " " + n[8:] }},
	{"lost zero", func(n string) string { return strings.TrimPrefix(n[2:], "0") }},
	{"ten digits, full width", func(n string) string { return fullWidth(n[2:]) }},
	{"ten digits in text", func(n string) string { return "id " + n[2:] + " klar" }},
	{"ten digits, stop", func(n string) string { return n[2:8] + "." + n[8:] }},
	{"ten digits in parts", func(n string) string { return n[2:4] + "-" + n[4:6] + "-" + n[6:8] + " " + n[8:] }},
	{"exponent, ten digits", func(n string) string { return n[2:3] + "." + n[3:] + "E+09" }},
}

// refusals counts the rows that a guard refuses when each value is a cell of a
// column of its own.
func refusedAlone(text string) bool {
	g := NewGuard(GuardOptions{File: "fil.csv"})
	g.Cell(g.Column("anteckning", Undeclared), 2, []byte(text))
	return hasStop(g.Close())
}

func hasStop(findings []table.Finding) bool {
	for _, f := range findings {
		if f.Severity == table.Stop {
			return true
		}
	}
	return false
}

func TestEverySpellingOfOneNumberIsRefused(t *testing.T) {
	checkRecall(t, official)
}

func TestEverySharedNumberIsRefused(t *testing.T) {
	numbers := sharedNumbers(t)
	if testing.Short() {
		numbers = numbers[:300]
	}
	checkRecall(t, numbers)
	t.Logf("%d numbers × %d spellings", len(numbers), len(spellings)+len(oddSpellings)+len(columnSpellings))
}

func checkRecall(t *testing.T, numbers []string) {
	t.Helper()
	for i, s := range append(slices.Clone(spellings), oddSpellings...) {
		missed, step := 0, 1
		if i >= len(spellings) && !*everySpelling {
			step = 7 // of the odd ones a sample
		}
		for at := 0; at < len(numbers); at += step {
			n := numbers[at]
			if !refusedAlone(s.write(n)) {
				missed++
			}
		}
		if missed > 0 {
			t.Errorf("%s: %d of %d numbers pass", s.name, missed, len(numbers))
		}
	}
	for _, s := range columnSpellings {
		g := NewGuard(GuardOptions{File: "fil.csv"})
		column := g.Column("anteckning", Undeclared)
		for i, n := range numbers {
			g.Cell(column, i+2, []byte(s.write(n)))
		}
		if !hasStop(g.Close()) {
			t.Errorf("%s: a column of %d numbers passes", s.name, len(numbers))
		}
		for _, n := range numbers {
			g := NewGuard(GuardOptions{File: "fil.csv"})
			g.Cell(g.Column("Personnr", Undeclared), 2, []byte(s.write(n)))
			if !hasStop(g.Close()) {
				t.Errorf("%s: a number passes under a heading that says identity number", s.name)
				break
			}
		}
	}
}

// TestPlaces holds that a number is found wherever it stands.
func TestPlaces(t *testing.T) {
	n := official[0]
	hyphen := n[:8] + "-" + n[8:]
	places := map[string]func(g *Guard){
		"heading":  func(g *Guard) { g.Column("svar "+hyphen, Undeclared) },
		"loose":    func(g *Guard) { g.Text(PlaceLoose, 7, []byte(hyphen)) },
		"comment":  func(g *Guard) { g.Text(PlaceComment, 0, []byte("obs "+n)) },
		"metadata": func(g *Guard) { g.Text(PlaceMetadata, 0, []byte(`{"min":"`+n+`"}`)) },
	}
	for name, put := range places {
		g := NewGuard(GuardOptions{File: "fil.csv"})
		put(g)
		assertOneStop(t, name, g.Close(), n)
	}
	assertOneStop(t, "file", NewGuard(GuardOptions{File: "missbruk_" + n + ".csv"}).Close(), n)
	assertOneStop(t, "sheet", NewGuard(GuardOptions{File: "a.xlsx", Sheet: hyphen}).Close(), n)
}

func assertOneStop(t *testing.T, place string, findings []table.Finding, number string) {
	t.Helper()
	if len(findings) != 1 || findings[0].Rule != RulePlace || findings[0].Severity != table.Stop {
		t.Errorf("%s: findings = %+v, want one stop of %s", place, findings, RulePlace)
	}
	assertSilent(t, findings, number)
}

// assertSilent holds that no finding repeats more of the number than its century.
func assertSilent(t *testing.T, findings []table.Finding, number string) {
	t.Helper()
	all := fmt.Sprintf("%+v", findings)
	for _, part := range []string{number[2:8], number[8:], number[4:8] + "-"} {
		if strings.Contains(all, part) {
			t.Errorf("a finding echoes part of the number")
		}
	}
}
