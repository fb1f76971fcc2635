package indicator_test

import (
	"errors"
	"testing"

	"jamfor/pipeline/indicator"
	"jamfor/sql"
)

// FuzzLoad feeds definition files that nobody would write: Load gives sets or
// Problems, and never panics.
func FuzzLoad(f *testing.F) {
	f.Add(shareYAML)
	f.Add("version: 1\ndefinitions: [{id: [}]\n")
	f.Add("version: 1\ndefinitions:\n- &a {b: *a}\n")
	f.Add("? x\n: y\n")
	f.Add("a: |\n  b\n c: >-\n")
	f.Fuzz(func(t *testing.T, text string) {
		_, err := loadOne(text)
		var problems indicator.Problems
		if err != nil && !errors.As(err, &problems) {
			t.Errorf("%T: %v", err, err)
		}
	})
}

// FuzzLoadTests does the same with test files.
func FuzzLoadTests(f *testing.F) {
	sets, err := indicator.Load(files("prov/set.yaml", setYAML, "prov/d.yaml", shareYAML), sql.Models())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(testsYAML)
	f.Fuzz(func(t *testing.T, text string) {
		_, err := indicator.LoadTests(files("prov/prov_test.yaml", text), sets)
		var problems indicator.Problems
		if err != nil && !errors.As(err, &problems) {
			t.Errorf("%T: %v", err, err)
		}
	})
}
