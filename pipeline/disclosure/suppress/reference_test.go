package suppress_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jamfor/pipeline/disclosure/audit"
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

// zerosLast: the instances that let zeros be complements say so in the call, or
// are of the k-disclosure kind, whose default it is.
func zerosLast(set *sdcset.Set) bool {
	return strings.Contains(set.Meta["call"], "secondaryZeros=TRUE") || strings.Contains(set.Meta["call"], "coalition=")
}

// coalition reads the k of k-disclosure from the call, 0 for none.
func coalition(set *sdcset.Set) int64 {
	if set.Extra > 0 && strings.Contains(set.Meta["call"], "coalition=1;") {
		return 1
	}
	return 0
}

// TestReferencePatterns compares candidate order and pattern with those that
// the reference implementation made, and audits the result.
func TestReferencePatterns(t *testing.T) {
	for _, folder := range sdcset.Folders(t, sdcset.Shared(t)) {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			set := sdcset.Read(t, folder)
			if set.Meta["singletonMethod"] == "numttHTT" { // magnitudes: each lone contributor is a reader
				if set.Model.Attackers = set.Model.Contributors(); len(set.Model.Attackers) == 0 {
					t.Error("no contributors")
				}
			}
			options := suppress.Options{Singletons: method(set), ZerosLast: zerosLast(set), Coalition: coalition(set)}
			p, err := suppress.Suppress(t.Context(), &set.Model, options)
			if err != nil {
				t.Fatal(err)
			}
			if len(p.Unsafe) > 0 {
				t.Errorf("unsafe: %v", p.Unsafe)
			}
			f, err := audit.Audit(t.Context(), &set.Model, p, audit.Options{Seed: "test"})
			if err != nil {
				t.Fatal(err)
			}
			if !f.Passed() {
				t.Errorf("the audit finds %v", f.Disclosed)
			}
			if order := suppress.Order(&set.Model, options)[:len(set.Candidates)]; !slices.Equal(order, set.Candidates) {
				t.Errorf("order %v, want %v", order, set.Candidates)
			}
			if got := p.Suppressed(); !slices.Equal(got[:len(got)-set.Extra], set.Suppressed) {
				t.Errorf("hidden %v, want %v", got, set.Suppressed)
			}
		})
	}
}
