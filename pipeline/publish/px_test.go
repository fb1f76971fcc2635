package publish_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"jamfor/pipeline/code"
)

// A small reader of PX files: keywords with their values, and the data cells.
func readPX(t *testing.T, name string) (keywords map[string][]string, cells []string) {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	text, err := charmap.ISO8859_1.NewDecoder().Bytes(raw)
	if err != nil {
		t.Fatal(err)
	}
	head, data, found := strings.Cut(string(text), "DATA=\n")
	if !found || !strings.HasSuffix(data, " \n;\n") {
		t.Fatal("the file does not end with its data")
	}
	keywords = map[string][]string{}
	for _, line := range splitOutsideQuotes(head, ';') {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		key, value, ok := cutOutsideQuotes(line, '=')
		if !ok {
			t.Fatalf("no value: %s", line)
		}
		value = strings.TrimPrefix(value, "TLIST(A1),")
		value = strings.ReplaceAll(value, "\"\n\"", "")
		for _, v := range splitOutsideQuotes(value, ',') {
			keywords[key] = append(keywords[key], strings.Trim(strings.TrimSpace(v), `"`))
		}
	}
	return keywords, strings.Fields(strings.TrimSuffix(data, ";\n"))
}

func splitOutsideQuotes(text string, by rune) []string {
	inside := false
	return strings.FieldsFunc(text, func(r rune) bool {
		if r == '"' {
			inside = !inside
		}
		return r == by && !inside
	})
}

func cutOutsideQuotes(text string, by rune) (before, after string, found bool) {
	parts := splitOutsideQuotes(text, by)
	if len(parts) < 2 {
		return text, "", false
	}
	return parts[0], text[len(parts[0])+1:], true
}

func TestPXIsTheObservations(t *testing.T) {
	e := cubeEdition()
	keywords, cells := readPX(t, filepath.Join(staged(t, e), "px", "missbruk.px"))
	for _, mandatory := range []string{"CONTENTS", "DECIMALS", "MATRIX", "STUB", "HEADING", "SUBJECT-AREA", "SUBJECT-CODE", "TITLE", "UNITS", "SOURCE"} {
		if len(keywords[mandatory]) == 0 {
			t.Errorf("%s is missing", mandatory)
		}
	}
	if !strings.Contains(keywords["TITLE"][0], "SYNTETISKA DATA") {
		t.Error("the title does not say synthetic")
	}
	var codes [4][]string
	total := 1
	for i, variable := range append(keywords["STUB"], keywords["HEADING"]...) {
		codes[i] = keywords[`CODES("`+variable+`")`]
		names := keywords[`VALUES("`+variable+`")`]
		if len(names) != len(codes[i]) || len(names) == 0 {
			t.Fatalf("%s: %d names, %d codes", variable, len(names), len(codes[i]))
		}
		total *= len(names)
	}
	if len(cells) != total {
		t.Fatalf("%d cells, want %d", len(cells), total)
	}
	marks := map[code.Status]string{code.Suppressed: `".."`, code.Missing: `"..."`, code.NotApplicable: `"."`}
	want := map[string]string{}
	for _, o := range e.Sets[0].Observations {
		if o.AgeGroup == "" {
			text := fixed(o)
			if o.Status != code.OK {
				text = marks[o.Status]
			}
			want[strings.Join([]string{o.Area.Code, string(o.Sex), o.Indicator, o.Period.String()}, " ")] = text
		}
	}
	at := 0
	for _, areaCode := range codes[0] {
		for _, sex := range codes[1] {
			for _, indicator := range codes[2] {
				for _, period := range codes[3] {
					expected, ok := want[strings.Join([]string{areaCode, sex, indicator, period}, " ")]
					if !ok {
						expected = `"."`
					}
					if cells[at] != expected {
						t.Errorf("%s %s %s %s: got %s, want %s", areaCode, sex, indicator, period, cells[at], expected)
					}
					at++
				}
			}
		}
	}
}

func TestPXTextsStayInTheirQuotes(t *testing.T) {
	e := cubeEdition()
	e.Publisher = `Verket "X"; DATA=` + strings.Repeat("lång text – ", 60)
	keywords, _ := readPX(t, filepath.Join(staged(t, e), "px", "missbruk.px"))
	got := strings.Join(keywords["SOURCE"], "")
	if want := `Verket 'X'; DATA=` + strings.Repeat("lång text - ", 60); got != want {
		t.Errorf("source is %q", got)
	}
}
