package audit

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"jamfor/pipeline/disclosure/internal/sdcset"
	"jamfor/pipeline/disclosure/model"
)

// TestUnprotectedTable: of nine hidden cells of a table without secondary
// suppression exactly one is disclosed, and the others have the intervals of a
// linear programme.
func TestUnprotectedTable(t *testing.T) {
	m, want := unprotected(t)
	p := model.Pattern{Status: make([]model.Status, len(m.Columns))}
	for i := range want {
		p.Status[i] = model.Primary
	}
	f, err := Audit(t.Context(), m, p, Options{Seed: "test", Width: 1, InnerCells: true})
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Disclosed) != 1 || f.Disclosed[0].Column != 7 || !f.Disclosed[0].Confirmed || m.Columns[7].Value != 47 {
		t.Errorf("disclosed %+v", f.Disclosed)
	}
	if len(want) != 9 {
		t.Errorf("%d hidden cells", len(want))
	}
	s := attacked(t, m, p, Options{Width: 1, InnerCells: true})
	for i, b := range want {
		if s.of[i] < 0 {
			if b[0] != b[1] {
				t.Errorf("column %d does not move, want %v", i, b)
			}
			continue
		}
		got, exact := s.bound(s.of[i], mostWork, false)
		if lo, up := float64(got.loTop)/float64(got.loBottom), float64(got.upTop)/float64(got.upBottom); !exact || lo != float64(b[0]) || up != float64(b[1]) {
			t.Errorf("column %d: %v to %v, want %v", i, lo, up, b)
		}
	}
}

// unprotected reads the 4×4 table and the intervals of its hidden cells.
func unprotected(t *testing.T) (*model.Model, map[int][2]int64) {
	t.Helper()
	file, err := os.Open(filepath.Join(sdcset.Shared(t), "audit_4x4_unprotected", "publish.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	number := func(text string) int64 {
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	m, bounds := &model.Model{}, map[int][2]int64{}
	var inner [][]string
	for _, l := range lines[1:] {
		if l[1] != "Total" && l[2] != "Total" {
			inner = append(inner, l)
			m.Rows = append(m.Rows, model.Row{Value: number(l[3])})
		}
	}
	for i, l := range lines[1:] {
		c := model.Column{Value: number(l[3]), Primary: l[6] == "TRUE"}
		for r, x := range inner {
			if (l[1] == "Total" || l[1] == x[1]) && (l[2] == "Total" || l[2] == x[2]) {
				c.Entries = append(c.Entries, model.Entry{Row: int32(r), Coef: 1})
			}
		}
		m.Columns = append(m.Columns, c)
		if c.Primary {
			bounds[i] = [2]int64{number(l[4]), number(l[5])}
		}
	}
	return m, bounds
}
