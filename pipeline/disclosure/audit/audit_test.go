package audit_test

import (
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"jamfor/pipeline/disclosure/audit"
	"jamfor/pipeline/disclosure/model"
)

func sum(rows ...int32) []model.Entry {
	slices.Sort(rows)
	var out []model.Entry
	for _, r := range rows {
		out = append(out, model.Entry{Row: r, Coef: 1})
	}
	return out
}

// TestFourByFour: sdcTable's table of 4 by 4 with two or more hidden cells in
// every line and column; one of them, w|b, follows from the others all the same.
// (The counts do not matter; the shape of the pattern does.)
func TestFourByFour(t *testing.T) {
	hidden := []string{"wa", "wb", "wc", "xa", "xc", "yb", "yd", "zb", "zd"}
	m := &model.Model{Rows: make([]model.Row, 16)}
	p := model.Pattern{}
	add := func(label string, status model.Status, rows ...int32) {
		m.Columns = append(m.Columns, model.Column{Entries: sum(rows...), Value: 10, Label: label})
		p.Status = append(p.Status, status)
	}
	for i := range int32(4) {
		add("line", model.Published, 4*i, 4*i+1, 4*i+2, 4*i+3)
		add("column", model.Published, i, 4+i, 8+i, 12+i)
	}
	for r, line := range []string{"w", "x", "y", "z"} {
		for c, col := range []string{"a", "b", "c", "d"} {
			status := model.Published
			if slices.Contains(hidden, line+col) {
				status = model.Primary
			}
			add(line+col, status, int32(4*r+c))
		}
	}
	f, err := audit.Audit(t.Context(), m, p, audit.Options{Seed: "test"})
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Disclosed) != 1 || m.Columns[f.Disclosed[0].Column].Label != "wb" || !f.Disclosed[0].Confirmed {
		t.Errorf("found %+v", f.Disclosed)
	}
	if f.Passed() || f.Tested != 9 || f.Published != 15 {
		t.Errorf("findings %+v", f)
	}
}

// TestInsider: 1 and 3 hidden below a shown 4; the one knows the three.
func TestInsider(t *testing.T) {
	m := &model.Model{Rows: make([]model.Row, 3), Columns: []model.Column{
		{Entries: sum(0, 1), Value: 4},
		{Entries: sum(0), Value: 1, Primary: true},
		{Entries: sum(1), Value: 3, Primary: true},
		{Entries: sum(1, 2), Value: 30},
	}}
	p := model.Pattern{Status: []model.Status{model.Published, model.Primary, model.Primary, model.Secondary}}
	f, err := audit.Audit(t.Context(), m, p, audit.Options{Seed: "test", Insiders: true})
	if err != nil {
		t.Fatal(err)
	}
	want := []audit.Insider{{Column: 2, Singleton: 1, A: -1, B: 1, Attacker: audit.Outsider}}
	if !slices.Equal(f.Insiders, want) {
		t.Errorf("found %+v, want %+v", f.Insiders, want)
	}
	p.Status[0] = model.Secondary
	if f, err = audit.Audit(t.Context(), m, p, audit.Options{Seed: "test", Insiders: true}); err != nil || !f.Passed() {
		t.Errorf("with the total hidden: %+v, %v", f, err)
	}
}

// TestBounds: 1 + 1 below a shown 2 leaves no doubt once zeros are shown; 1 + 2
// below a shown 3 leaves two values each.
func TestBounds(t *testing.T) {
	for _, c := range []struct {
		name          string
		least         int64
		first, second int64
		narrow        int
	}{
		{"two ones", 1, 1, 1, 2},
		{"two ones, zeros hidden", 0, 1, 1, 0},
		{"one and two", 1, 1, 2, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := &model.Model{
				Rows: make([]model.Row, 2), Columns: []model.Column{
					{Entries: sum(0, 1), Value: c.first + c.second},
					{Entries: sum(0), Value: c.first, Least: c.least, Primary: true},
					{Entries: sum(1), Value: c.second, Least: c.least, Primary: true},
				},
				Equations: []model.Equation{{Total: 0, Parts: []int32{1, 2}}},
			}
			p := model.Pattern{Status: []model.Status{model.Published, model.Primary, model.Primary}}
			f, err := audit.Audit(t.Context(), m, p, audit.Options{Seed: "test", Width: 1})
			if err != nil {
				t.Fatal(err)
			}
			if len(f.Narrow) != c.narrow || f.Bounded != 2 {
				t.Errorf("narrow %+v, bounded %d", f.Narrow, f.Bounded)
			}
		})
	}
}

// TestLimits: a+b+e, b+c+e and a+c+e are 4, all numbers at least 1. Substitution
// leaves two values each. But a, b and c are equal, twice that and e make 4, and
// so they are at most 3/2: one each. The e is 1 to 2 in fractions, and no table
// of integers shows the 1.
func TestLimits(t *testing.T) {
	m := &model.Model{Rows: make([]model.Row, 4), Equations: []model.Equation{
		{Total: 0, Parts: []int32{3, 4, 6}}, {Total: 1, Parts: []int32{4, 5, 6}}, {Total: 2, Parts: []int32{3, 5, 6}},
	}}
	p := model.Pattern{}
	add := func(status model.Status, value int64, rows ...int32) {
		m.Columns = append(m.Columns, model.Column{Entries: sum(rows...), Value: value, Least: 1, Primary: status == model.Primary})
		p.Status = append(p.Status, status)
	}
	for _, rows := range [][]int32{{0, 1, 3}, {1, 2, 3}, {0, 2, 3}} {
		add(model.Published, 4, rows...)
	}
	for r, value := range []int64{1, 1, 1, 2} {
		add(model.Primary, value, int32(r))
	}
	f, err := audit.Audit(t.Context(), m, p, audit.Options{Seed: "test", Width: 1})
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Narrow) != 3 || f.Wide != 0 || f.Fractional != 1 || f.Unproven != 0 || f.Narrowest != 1 {
		t.Errorf("findings %+v", f)
	}
	for _, n := range f.Narrow {
		if n.Lo != 1 || n.Up != 1 || len(n.From) == 0 {
			t.Errorf("narrow %+v", n)
		}
	}
	p.Status[1] = model.Secondary
	if f, err = audit.Audit(t.Context(), m, p, audit.Options{Seed: "test", Width: 1}); err != nil || !f.Passed() || f.Wide != 4 {
		t.Errorf("with one sum hidden: %+v, %v", f, err)
	}
}

// TestFalseEquation: an equation that the true numbers do not meet is refused.
func TestFalseEquation(t *testing.T) {
	m := &model.Model{
		Rows:      make([]model.Row, 2),
		Columns:   []model.Column{{Entries: sum(0, 1), Value: 9}, {Entries: sum(0), Value: 3}, {Entries: sum(1), Value: 4}},
		Equations: []model.Equation{{Total: 0, Parts: []int32{1, 2}}},
	}
	p := model.Pattern{Status: make([]model.Status, 3)}
	if _, err := audit.Audit(t.Context(), m, p, audit.Options{Seed: "test", Width: 1}); err == nil {
		t.Error("accepted")
	}
}

// TestAgainstFractions compares the modular span test with a dense one in
// fractions on random patterns.
func TestAgainstFractions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.IntRange(1, 6).Draw(t, "rows")
		m := &model.Model{Rows: make([]model.Row, rows)}
		p := model.Pattern{}
		for range rapid.IntRange(1, 9).Draw(t, "columns") {
			var c model.Column
			for r := range rows {
				if x := rapid.Int64Range(-2, 2).Draw(t, "coefficient"); x != 0 {
					c.Entries = append(c.Entries, model.Entry{Row: int32(r), Coef: x})
				}
			}
			m.Columns = append(m.Columns, c)
			p.Status = append(p.Status, rapid.SampledFrom([]model.Status{model.Published, model.Secondary}).Draw(t, "status"))
		}
		f, err := audit.Audit(t.Context(), m, p, audit.Options{Seed: "test"})
		if err != nil {
			t.Fatal(err)
		}
		var published []model.Column
		for i, s := range p.Status {
			if s == model.Published {
				published = append(published, m.Columns[i])
			}
		}
		for i, s := range p.Status {
			if s != model.Secondary {
				continue
			}
			found := slices.ContainsFunc(f.Disclosed, func(d audit.Disclosed) bool { return d.Column == i && d.Confirmed })
			if want := rank(append(published, m.Columns[i]), rows) == rank(published, rows); found != want {
				t.Fatalf("column %d: found %v, want %v", i, found, want)
			}
		}
	})
}

// rank counts independent columns in fractions.
func rank(columns []model.Column, rows int) int {
	var basis [][]*big.Rat
	for _, c := range columns {
		v := make([]*big.Rat, rows)
		for i := range v {
			v[i] = new(big.Rat)
		}
		for _, e := range c.Entries {
			v[e.Row].SetInt64(e.Coef)
		}
		for _, b := range basis {
			lead := slices.IndexFunc(b, func(x *big.Rat) bool { return x.Sign() != 0 })
			factor := new(big.Rat).Quo(v[lead], b[lead])
			for i := range v {
				v[i] = new(big.Rat).Sub(v[i], new(big.Rat).Mul(factor, b[i]))
			}
		}
		if slices.ContainsFunc(v, func(x *big.Rat) bool { return x.Sign() != 0 }) {
			basis = append(basis, v)
		}
	}
	return len(basis)
}
