package suppress_test

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"jamfor/pipeline/disclosure/internal/sdcset"
	"jamfor/pipeline/disclosure/suppress"
)

func method(set *sdcset.Set) suppress.Singletons {
	switch set.Meta["singletonMethod"] {
	case "anySum":
		return suppress.AnySum
	case "anySumNOTprimary":
		return suppress.AnySumNotPrimary
	}
	return suppress.NoSingletons
}

// TestReferencePatterns compares with the patterns that the reference
// implementation made.
func TestReferencePatterns(t *testing.T) {
	for _, folder := range sdcset.Folders(t, sdcset.Shared(t)) {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			set := sdcset.Read(t, folder)
			order := suppress.Order(&set.Model)
			order = slices.DeleteFunc(order, func(c int) bool { return c >= len(order)-set.Extra })
			if !slices.Equal(order, set.Candidates) {
				t.Log("order differs")
			}
			begin := time.Now()
			p, err := suppress.Suppress(t.Context(), &set.Model, suppress.Options{Singletons: method(set)})
			if err != nil {
				t.Fatal(err)
			}
			took := time.Since(begin)
			got := p.Suppressed()
			got = slices.DeleteFunc(got, func(c int) bool { return c >= len(p.Status)-set.Extra })
			if !slices.Equal(got, set.Suppressed) {
				t.Errorf("%s: got %d want %d", set.Meta["singletonMethod"], len(got), len(set.Suppressed))
			}
			t.Log(took, len(got), p.Unsafe)
		})
	}
}
