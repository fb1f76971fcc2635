package expression_test

import (
	"strings"
	"testing"

	"jamfor/pipeline/expression"
)

// FuzzParse: any text is refused or read, and what is read is written in a form
// that reads back as the same.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"alder >= 18 AND slut IS NULL", "kon IN ('K', 'it''s') OR NOT avslutad", "CASE WHEN avslutad THEN -1.5 ELSE NULL END",
		"COALESCE(fore, 0) * 2 - DATE '2025-01-01'", "((", "'", "1..2", "a BETWEEN 1 AND 2 AND b", "\x00å",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, source string) {
		e, err := expression.Parse(source)
		if err != nil {
			if err.Error() == "" {
				t.Error("an error without words")
			}
			return
		}
		again, err := expression.Parse(e.Canonical())
		if err != nil {
			if text := err.Error(); !strings.Contains(text, "för djupt") && !strings.Contains(text, "för långt") {
				t.Errorf("%q does not read back: %v", e.Canonical(), err)
			}
			return
		}
		if again.Canonical() != e.Canonical() {
			t.Errorf("%q reads back as %q", e.Canonical(), again.Canonical())
		}
		if c, err := e.CheckColumns(columns); err == nil {
			c.Eval(func(string) expression.Value { return expression.Value{} })
			if c.SQL() == "" {
				t.Error("no SQL")
			}
		}
	})
}
