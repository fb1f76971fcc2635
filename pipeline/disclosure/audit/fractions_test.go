package audit

import (
	"testing"

	"pgregory.net/rapid"

	"jamfor/pipeline/disclosure/model"
)

// TestFractionsAreTrue: what is said to have room in fractions has it by exact
// programmes too, and most of what has it by those is found (not where numbers of the
// same part are pinned: there is no table inside then).
func TestFractionsAreTrue(t *testing.T) {
	could, found := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		m, p := drawTable(t)
		s := attacked(t, m, p, Options{Width: 1, InnerCells: true})
		goals := goalsOf(s)
		if err := s.fractions(t.Context(), goals, int32(len(s.along))); err != nil {
			t.Fatal(err)
		}
		for i := range m.Columns {
			c := s.of[i]
			if c < 0 {
				continue
			}
			b, exact := s.bound(c, mostWork, false)
			if !exact || !b.lower || !b.upper {
				t.Fatalf("column %d: no limits", i)
			}
			lo, up := float64(b.loTop)/float64(b.loBottom), float64(b.upTop)/float64(b.upBottom)
			if s.roomy[c] && up-lo < nearly {
				t.Fatalf("column %d: %v to %v, and said to have room", i, lo, up)
			}
			if x := float64(m.Columns[i].Value); up-x >= 1 || x-lo >= 1 {
				if could++; s.roomy[c] {
					found++
				}
			}
		}
	})
	t.Logf("%d of %d", found, could)
	if found < could*2/3 {
		t.Errorf("%d found of %d that have room", found, could)
	}
}

// TestHalvesAreRoom: two numbers that move by two, one up and the other down, which has
// room for one. No whole table moves them; half of the step is one more and one less.
func TestHalvesAreRoom(t *testing.T) {
	m := &model.Model{
		Rows: make([]model.Row, 2),
		Columns: []model.Column{
			{Entries: []model.Entry{{Row: 0, Coef: 1}, {Row: 1, Coef: 1}}, Value: 7},
			{Entries: []model.Entry{{Row: 0, Coef: 2}}, Value: 6, Least: 6, Primary: true},
			{Entries: []model.Entry{{Row: 1, Coef: 2}}, Value: 8, Least: 7, Primary: true},
		},
	}
	p := model.Pattern{Status: []model.Status{model.Published, model.Primary, model.Primary}}
	s := attacked(t, m, p, Options{Width: 1})
	goals := []int32{s.of[1], s.of[2]}
	if err := s.explore(t.Context(), goals); err != nil {
		t.Fatal(err)
	}
	if err := s.fractions(t.Context(), goals, int32(len(s.along))); err != nil {
		t.Fatal(err)
	}
	for _, g := range goals {
		if s.proven(g) || !s.roomy[g] {
			t.Errorf("constraint %d: proven %v, room in fractions %v", g, s.proven(g), s.roomy[g])
		}
	}
}
