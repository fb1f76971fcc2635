package audit

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"jamfor/pipeline/disclosure/model"
)

// TestPinnedAreThoseThatCannotMove: what is found pinned, or follows from what is,
// is exactly what linear programmes find to have one value.
func TestPinnedAreThoseThatCannotMove(t *testing.T) {
	found := 0
	rapid.Check(t, func(t *rapid.T) {
		m, p := drawTable(t)
		tight := rapid.Bool().Draw(t, "tight")
		var published []int
		for i, s := range p.Status {
			if s == model.Published {
				published = append(published, i)
			} else if tight {
				m.Columns[i].Least = m.Columns[i].Value
			}
		}
		e, err := newEchelon(t.Context(), m, published, nil, primes("test")[0])
		if err != nil {
			t.Fatal(err)
		}
		inner := rapid.Bool().Draw(t, "inner")
		s, err := newIntervals(t.Context(), m, p, e, Options{Width: 1, InnerCells: inner})
		if err != nil {
			t.Fatal(err)
		}
		var goals []int32
		for _, c := range s.of {
			if c >= 0 {
				goals = append(goals, c)
			}
		}
		if err := s.explore(t.Context(), goals); err != nil {
			t.Fatal(err)
		}
		x, err := s.pinned(t.Context(), e)
		if err != nil {
			t.Fatal(err)
		}
		for i, c := range s.of {
			if c < 0 {
				continue
			}
			from, pinned := x.given(i)
			b, exact := s.bound(c, mostWork, false)
			if !exact {
				t.Fatalf("column %d: no exact limits", i)
			}
			one := b.lower && b.upper && b.loTop*b.upBottom == b.upTop*b.loBottom
			if pinned != one {
				t.Fatalf("column %d: pinned %v, limits %+v", i, pinned, b)
			}
			if !pinned {
				continue
			}
			found++
			if len(from) == 0 || slices.ContainsFunc(from, func(c int) bool { return p.Status[c] != model.Published }) {
				t.Fatalf("column %d: follows from %v", i, from)
			}
		}
	})
	t.Logf("%d columns pinned", found) // a table that pins some is fixed below
}

// TestPinnedAcrossTables: two shown sums hold four hidden numbers together at their
// least, and nothing between them; a fifth follows from a shown one then.
func TestPinnedAcrossTables(t *testing.T) {
	m := &model.Model{Rows: make([]model.Row, 6)}
	var p model.Pattern
	add := func(status model.Status, value, least int64, rows ...int32) {
		c := model.Column{Value: value, Least: least, Primary: status == model.Primary}
		for _, r := range rows {
			c.Entries = append(c.Entries, model.Entry{Row: r, Coef: 1})
		}
		m.Columns, p.Status = append(m.Columns, c), append(p.Status, status)
	}
	add(model.Published, 9, 1, 0, 1, 4)
	add(model.Published, 2, 1, 2, 3)
	add(model.Published, 7, 1, 4)
	add(model.Primary, 1, 1, 0)
	add(model.Primary, 1, 1, 1)
	add(model.Primary, 2, 1, 1, 2)
	add(model.Primary, 1, 1, 2)
	add(model.Primary, 1, 1, 3)
	add(model.Primary, 3, 0, 5)
	add(model.Published, 4, 1, 3, 5)
	f, err := Audit(t.Context(), m, p, Options{Seed: "test", Width: 1})
	if err != nil {
		t.Fatal(err)
	}
	var got []int
	for _, n := range f.Narrow {
		got = append(got, n.Column)
		if len(n.From) == 0 || slices.ContainsFunc(n.From, func(c int) bool { return p.Status[c] != model.Published }) {
			t.Errorf("column %d: from %v", n.Column, n.From)
		}
	}
	if want := []int{3, 4, 5, 6, 7, 8}; !slices.Equal(got, want) {
		t.Errorf("pinned %v, want %v; %+v", got, want, f)
	}
}
