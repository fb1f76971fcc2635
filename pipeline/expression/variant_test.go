package expression

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Every slip of a condition, told by what it makes of it.
func TestVariants(t *testing.T) {
	types := map[string]Type{"a": Int, "b": Text, "c": Bool}
	for source, want := range map[string][]string{
		"a >= 3":             {"a > 3"},
		"b = 'x'":            {"b <> 'x'"},
		"c":                  {"NOT c"},
		"NOT c":              {"c", "NOT NOT c"},
		"a IS NULL":          {"a IS NOT NULL"},
		"b IN ('x', 'y')":    {"b IN ('y')", "b IN ('x')", "b NOT IN ('x', 'y')"},
		"b IN ('x')":         {"b NOT IN ('x')"},
		"a BETWEEN 1 AND 2":  {"a > 1 AND a <= 2", "a >= 1 AND a < 2"},
		"a > 1 OR b = 'x'":   {"b = 'x'", "a > 1", "a >= 1 OR b = 'x'", "a > 1 OR b <> 'x'"},
		"a + 1 < 3 AND c":    {"c", "a + 1 < 3", "a + 1 <= 3 AND c", "a + 1 < 3 AND NOT c"},
		"COALESCE(a, 0) < 3": {"COALESCE(a, 0) <= 3"},
	} {
		checked := check(t, source, types)
		var got, wanted []string
		for _, v := range checked.Variants() {
			if v.Condition.Type() != Bool || v.What == "" {
				t.Errorf("%s: %s is no condition", source, v)
			}
			got = append(got, v.Condition.Canonical())
		}
		for _, text := range want {
			wanted = append(wanted, check(t, text, types).Canonical())
		}
		slices.Sort(got)
		slices.Sort(wanted)
		if diff := cmp.Diff(wanted, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", source, diff)
		}
	}
}

// A variant is evaluated like any other condition, and its original is untouched.
func TestVariantsAreEvaluated(t *testing.T) {
	checked := check(t, "a > 1 AND b IN ('x', 'y')", map[string]Type{"a": Int, "b": Text})
	before := checked.Canonical()
	row := map[string]Value{"a": IntValue(1), "b": TextValue("x")}
	held := 0
	for _, v := range checked.Variants() {
		if v.Condition.Eval(func(column string) Value { return row[column] }).IsTrue() {
			held++
		}
		_ = v.Condition.SQL()
	}
	if held != 2 { // a > 1 left out, and a >= 1
		t.Errorf("%d variants hold", held)
	}
	if checked.Canonical() != before || checked.Eval(func(column string) Value { return row[column] }).IsTrue() {
		t.Error("the condition itself has changed")
	}
}

func check(t *testing.T, source string, types map[string]Type) *Checked {
	t.Helper()
	parsed, err := Parse(source)
	if err != nil {
		t.Fatal(err)
	}
	checked, err := parsed.Check(types)
	if err != nil {
		t.Fatal(err)
	}
	return checked
}
