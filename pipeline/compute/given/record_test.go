package given_test

import (
	"os"
	"strings"
	"testing"

	"jamfor/pipeline/compute/given"
	"jamfor/pipeline/indicator"
	"jamfor/sql"
)

// TestRecordedTablesPass records a set's tests with every expectation wrong and
// wants the numbers that its own tests pass with.
func TestRecordedTablesPass(t *testing.T) {
	files := os.DirFS("../testdata/sets")
	sets, err := indicator.Load(files, sql.Models())
	if err != nil {
		t.Fatal(err)
	}
	tests, err := indicator.LoadTests(files, sets)
	if err != nil {
		t.Fatal(err)
	}
	tests[0].Cases = tests[0].Cases[:1]
	recorded, err := given.Record(t.Context(), tests, sets, options(t))
	if err != nil || len(recorded) != 1 {
		t.Fatalf("%d tables, %v", len(recorded), err)
	}
	cells := func(line string) []string { return strings.FieldsFunc(line, func(r rune) bool { return r == '|' }) }
	lines := strings.Split(strings.TrimSpace(recorded[0].Table), "\n")
	header := cells(lines[0])
	if len(lines) != len(tests[0].Cases[0].Expect)+1 {
		t.Fatalf("%d lines:\n%s", len(lines), recorded[0].Table)
	}
	for i, e := range tests[0].Cases[0].Expect {
		got := map[string]string{}
		for c, text := range cells(lines[i+1]) {
			got[strings.TrimSpace(header[c])] = strings.TrimSpace(text)
		}
		for name, want := range e.Parts {
			if got[name] != want {
				t.Errorf("%s %s %s: %s is %s, want %s", e.Indicator, e.Area.Code, e.Sex, name, got[name], want)
			}
		}
		if got["status"] != string(e.Status) {
			t.Errorf("%s %s: status %s, want %s", e.Indicator, e.Area.Code, got["status"], e.Status)
		}
	}
}
