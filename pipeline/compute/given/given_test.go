package given_test

import (
	"os"
	"strconv"
	"testing"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/compute"
	"jamfor/pipeline/compute/given"
	"jamfor/pipeline/engine/duckdb"
	"jamfor/pipeline/indicator"
	"jamfor/pipeline/observe"
	"jamfor/sql"
)

// options compute values too, as a release would were the cells cleared.
func options(t *testing.T) given.Options {
	t.Helper()
	return given.Options{
		Compute: compute.Options{Engine: duckdb.Engine{}}, Dir: t.TempDir(),
		Value: func(d *indicator.Definition, _ code.Period, parts cell.Parts) (string, error) {
			estimate, err := observe.Value(observe.SpecOf(d), parts)
			if err != nil || estimate.Value == nil {
				return "", err
			}
			return strconv.FormatFloat(*estimate.Value, 'f', d.Decimals, 64), nil
		},
		Derived: func(d *indicator.Definition, parts []cell.Parts) (string, error) {
			estimate, err := observe.DeriveParts(d, parts)
			if err != nil || estimate.Value == nil {
				return "", err
			}
			return strconv.FormatFloat(*estimate.Value, 'f', d.Decimals, 64), nil
		},
	}
}

// run runs the tests of the sets in a folder.
func run(t *testing.T, folder string) []given.Outcome {
	t.Helper()
	files := os.DirFS(folder)
	sets, err := indicator.Load(files, sql.Models())
	if err != nil {
		t.Fatal(err)
	}
	tests, err := indicator.LoadTests(files, sets)
	if err != nil {
		t.Fatal(err)
	}
	outcomes, err := given.Run(t.Context(), tests, sets, options(t))
	if err != nil {
		t.Fatal(err)
	}
	return outcomes
}

// TestKinds runs a set with one indicator of each kind.
func TestKinds(t *testing.T) {
	outcomes := run(t, "../testdata/sets")
	if len(outcomes) < 4 {
		t.Errorf("%d tests were run", len(outcomes))
	}
	for _, o := range outcomes {
		for _, f := range o.Failures {
			t.Errorf("%s: %s: %s", o.File, o.Name, f)
		}
	}
}

// TestAWrongExpectationFails changes every expected number and wants a failure
// for each: a test that cannot fail shows nothing.
func TestAWrongExpectationFails(t *testing.T) {
	files := os.DirFS("../testdata/sets")
	sets, err := indicator.Load(files, sql.Models())
	if err != nil {
		t.Fatal(err)
	}
	tests, err := indicator.LoadTests(files, sets)
	if err != nil {
		t.Fatal(err)
	}
	want := 0
	for _, file := range tests {
		for _, test := range file.Cases {
			for _, e := range test.Expect {
				for name := range e.Parts {
					e.Parts[name] = "4711"
					want++
				}
			}
		}
	}
	outcomes, err := given.Run(t.Context(), tests, sets, options(t))
	if err != nil {
		t.Fatal(err)
	}
	got := 0
	for _, o := range outcomes {
		got += len(o.Failures)
	}
	if got != want || want == 0 {
		t.Errorf("%d failures, want %d", got, want)
	}
}
