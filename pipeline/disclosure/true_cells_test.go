package disclosure_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure/audit"
	"jamfor/pipeline/disclosure/model"
)

// wholes are the denominators of the shares of drawn packages, by numerator.
var wholes = map[int]int{1: 0, 2: 1, 3: 0, 4: 0}

// trueCells makes a model of the shown and the hidden counts over the true inner
// cells, as a reader has it who knows the definitions.
func trueCells(p *cell.Package, cells map[cell.Key]shownCell) (*model.Model, model.Pattern) {
	o := newOracle(p, 0, false)
	m, pattern := &model.Model{Rows: make([]model.Row, len(o.unknowns))}, model.Pattern{}
	for i := range o.unknowns {
		set := make([]bool, len(o.unknowns))
		set[i] = true
		m.Rows[i].Value = o.count(set, 0)
	}
	names := make([]string, 0, len(cells))
	keys := make(map[string]cell.Key, len(cells))
	for k := range cells {
		name := fmt.Sprint(k)
		names, keys[name] = append(names, name), k
	}
	slices.Sort(names)
	for _, name := range names {
		k := keys[name]
		c := cells[k]
		spec := &p.Measures[slices.IndexFunc(p.Measures, func(m cell.Measure) bool { return m.Indicator == k.Indicator })]
		for _, f := range forms(spec) {
			set := o.form(spec, k, f[0], f[1])
			col := model.Column{Value: o.count(set, 0), Label: k.Indicator + " " + k.Area.Code + " " + string(k.Sex)}
			for i, in := range set {
				if in {
					col.Entries = append(col.Entries, model.Entry{Row: int32(i), Coef: 1})
				}
			}
			status := model.Hidden
			switch {
			case c.status == code.OK:
				status = model.Published
			case c.status == code.Suppressed && col.Value > 0 && col.Value < 5:
				status, col.Primary = model.Primary, true
				if f[1] < 0 && (f[0] == 0 || o.count(o.form(spec, k, wholes[f[0]], -1), 0) >= 10) {
					col.Least = 1 // no rule hides a zero here
				}
			}
			m.Columns, pattern.Status = append(m.Columns, col), append(pattern.Status, status)
		}
	}
	return m, pattern
}

// TestTrueCells attacks small packages as a reader would who counts persons: no
// inner cell is negative, and no small number is zero where no rule hides zeros.
// Packages as small as these keep all inner cells in their models, so nothing may
// be narrow.
func TestTrueCells(t *testing.T) {
	heavy(t)
	wide, narrow, unproven := 0, 0, 0
	rapid.Check(t, func(t *rapid.T) {
		p := smallPackage(t)
		cleared, _, ok := protect(t, p)
		if !ok {
			return
		}
		m, pattern := trueCells(&p, cellsOf(cleared))
		f, err := audit.Audit(t.Context(), m, pattern, audit.Options{Seed: "test", Width: 1, InnerCells: true})
		if err != nil {
			t.Fatal(err)
		}
		wide += f.Wide
		narrow += len(f.Narrow)
		unproven += f.Unproven + f.Fractional
	})
	t.Logf("wide %d, narrow %d, unproven %d", wide, narrow, unproven)
	if wide == 0 || narrow > 0 || unproven*100 > wide {
		t.Error("too much is narrow or unproven")
	}
}
