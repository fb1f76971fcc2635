package audit

import (
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jamfor/pipeline/disclosure/model"
)

// mostPrograms is how many linear programmes the test hands to glpsol.
const mostPrograms = 120

// TestGlpsol has the limits of random tables computed by another program too,
// from the rows and published numbers alone.
func TestGlpsol(t *testing.T) {
	glpsol, err := exec.LookPath("glpsol")
	if err != nil {
		t.Skip("glpsol (Debian package glpk-utils) is absent")
	}
	folder, run := t.TempDir(), 0
	rapid.Check(t, func(t *rapid.T) {
		m, p := drawTable(t)
		s := attacked(t, m, p, Options{Width: 1, InnerCells: true})
		for i := range m.Columns {
			c := s.of[i]
			if c < 0 || run >= mostPrograms {
				continue
			}
			got, exact := s.bound(c, mostWork, false)
			if !exact {
				t.Fatalf("column %d: no limits", i)
			}
			for _, sense := range []string{"Minimize", "Maximize"} {
				run++
				want := optimum(t, glpsol, folder, lpFile(m, p, i, sense))
				top, bottom := got.loTop, got.loBottom
				if sense == "Maximize" {
					top, bottom = got.upTop, got.upBottom
				}
				if x := float64(top) / float64(bottom); math.Abs(x-want) > 1e-6 {
					t.Fatalf("column %d: %s %v, glpsol says %v", i, sense, x, want)
				}
			}
		}
	})
	t.Logf("%d programmes", run)
}

// lpFile writes a reader's programme in the CPLEX LP format.
func lpFile(m *model.Model, p model.Pattern, goal int, sense string) string {
	sum := func(c model.Column) string {
		var terms []string
		for _, e := range c.Entries {
			terms = append(terms, fmt.Sprintf("%d r%d", e.Coef, e.Row))
		}
		return strings.Join(terms, " + ")
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n goal: %s\nSubject To\n", sense, sum(m.Columns[goal]))
	for i, c := range m.Columns {
		if p.Status[i] == model.Published {
			fmt.Fprintf(&b, " c%d: %s = %d\n", i, sum(c), c.Value)
		} else {
			fmt.Fprintf(&b, " c%d: %s >= %d\n", i, sum(c), c.Least)
		}
	}
	b.WriteString("End\n")
	return b.String()
}

// optimum runs glpsol and reads its objective.
func optimum(t *rapid.T, glpsol, folder, programme string) float64 {
	in, out := filepath.Join(folder, "in.lp"), filepath.Join(folder, "out.txt")
	if err := os.WriteFile(in, []byte(programme), 0o600); err != nil {
		t.Fatal(err)
	}
	if text, err := exec.CommandContext(t.Context(), glpsol, "--lp", in, "--write", out).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	text, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		// "s bas ROWS COLUMNS PRIMAL DUAL OBJECTIVE"
		if f := strings.Fields(line); len(f) == 7 && f[0] == "s" && f[4] == "f" && f[5] == "f" {
			x, err := strconv.ParseFloat(f[6], 64)
			if err != nil {
				t.Fatal(err)
			}
			return x
		}
	}
	t.Fatalf("glpsol found no optimum\n%s\n%s", programme, text)
	return 0
}
