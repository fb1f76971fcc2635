package audit_test

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"jamfor/pipeline/disclosure/audit"
	"jamfor/pipeline/disclosure/internal/sdcset"
	"jamfor/pipeline/disclosure/model"
)

// pattern hides the given columns and the primary ones.
func pattern(m *model.Model, suppressed []int) model.Pattern {
	p := model.Pattern{Status: make([]model.Status, len(m.Columns))}
	for _, c := range suppressed {
		p.Status[c] = model.Secondary
	}
	for i, c := range m.Columns {
		switch {
		case c.Primary:
			p.Status[i] = model.Primary
		case c.Hidden:
			p.Status[i] = model.Hidden
		}
	}
	return p
}

// listed reads "name: 1 2 3" from audit_exact.txt, ids counted from 0.
func listed(t *testing.T, folder, name string) []int {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(folder, "audit_exact.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var out []int
	for line := range strings.Lines(string(raw)) {
		rest, ok := strings.CutPrefix(line, name+":")
		if !ok {
			continue
		}
		for _, f := range strings.Fields(rest) {
			n, err := strconv.Atoi(f)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, n-1)
		}
	}
	return out
}

// TestReferenceAudit: the audit finds exactly the cells that are open when only
// primary ones are hidden, and none in the reference's final pattern.
func TestReferenceAudit(t *testing.T) {
	for _, folder := range sdcset.Folders(t, sdcset.Shared(t)) {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			set := sdcset.Read(t, folder)
			begin := time.Now()
			for name, suppressed := range map[string][]int{"primary_only_disclosed": nil, "final_disclosed": set.Suppressed} {
				f, err := audit.Audit(t.Context(), &set.Model, pattern(&set.Model, suppressed), audit.Options{Seed: "test"})
				if err != nil {
					t.Fatal(err)
				}
				var got []int
				for _, d := range f.Disclosed {
					if !d.Confirmed {
						t.Errorf("column %d is not confirmed", d.Column)
					}
					if !set.Model.Columns[d.Column].Virtual {
						got = append(got, d.Column)
					}
				}
				slices.Sort(got)
				if want := listed(t, folder, name); !slices.Equal(got, want) {
					t.Errorf("%s: found %d %v, want %d %v", name, len(got), got, len(want), want)
				}
			}
			t.Log(time.Since(begin))
		})
	}
}
