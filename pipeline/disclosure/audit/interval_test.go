package audit

import (
	"context"
	"math"
	"path/filepath"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"jamfor/pipeline/disclosure/internal/sdcset"
	"jamfor/pipeline/disclosure/model"
)

// tester is what tests and drawn tests have in common.
type tester interface {
	Helper()
	Fatal(args ...any)
	Context() context.Context
}

// attacked prepares the interval attack of a pattern.
func attacked(t tester, m *model.Model, p model.Pattern, o Options) *intervals {
	t.Helper()
	var published []int
	for i, s := range p.Status {
		if s == model.Published {
			published = append(published, i)
		}
	}
	e, err := newEchelon(t.Context(), m, published, nil, primes("test")[0])
	if err != nil {
		t.Fatal(err)
	}
	s, err := newIntervals(t.Context(), m, p, e, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// goalsOf lists the constraints of all columns that move.
func goalsOf(s *intervals) []int32 {
	return slices.DeleteFunc(slices.Clone(s.of), func(c int32) bool { return c < 0 })
}

// TestReferenceIntervals: the limits of every primary cell of the reference
// instances, with hidden numbers of at least 0 and of at least 1.
func TestReferenceIntervals(t *testing.T) {
	checked := 0
	for _, folder := range sdcset.Folders(t, sdcset.Shared(t)) {
		set := sdcset.Read(t, folder)
		if len(set.Bounds) == 0 {
			continue
		}
		t.Run(filepath.Base(folder), func(t *testing.T) {
			unit := set.Unit
			p := model.Pattern{Status: make([]model.Status, len(set.Model.Columns))}
			for _, c := range set.Suppressed {
				p.Status[c] = model.Secondary
			}
			for i, c := range set.Model.Columns {
				if c.Hidden {
					p.Status[i] = model.Hidden
				}
			}
			for _, least := range []int64{0, 1} {
				for _, c := range set.Suppressed {
					set.Model.Columns[c].Least = least
				}
				s := attacked(t, &set.Model, p, Options{Width: 1, InnerCells: true})
				for _, b := range set.Bounds {
					lo, up := b.Lo, b.Up
					if least == 1 {
						if !b.Strict {
							continue
						}
						lo, up = b.Lo1, b.Up1
					}
					gotLo := float64(set.Model.Columns[b.Column].Value)
					gotUp := gotLo
					if c := s.of[b.Column]; c >= 0 {
						got, exact := s.bound(c, mostWork, false)
						if !exact {
							t.Errorf("column %d: no exact limits", b.Column+1)
							continue
						}
						gotLo, gotUp = float64(got.loTop)/float64(got.loBottom), math.Inf(1)
						if got.upper {
							gotUp = float64(got.upTop) / float64(got.upBottom)
						}
					}
					if checked++; math.Abs(gotLo/unit-lo) > 1e-6 || math.Abs(gotUp/unit-up) > 1e-6 {
						t.Errorf("column %d, least %d: %v to %v, want %v to %v", b.Column+1, least, gotLo/unit, gotUp/unit, lo, up)
					}
				}
			}
		})
	}
	t.Logf("%d intervals", checked)
}

// TestIntervalsEnumerated: against all tables of small numbers. The limits hold
// every one of them, second tables are among them, and where the limits are
// whole and a table shows them, they are the narrowest there are.
func TestIntervalsEnumerated(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, p := drawAsked(t)
		lo, up := enumerate(m, p)
		o := Options{Width: 1, InnerCells: true}
		if rapid.Bool().Draw(t, "amounts") {
			m, lo, up = asAmounts(t, m, p)
			o = Options{Amounts: true}
		}
		s := attacked(t, m, p, o)
		goals := goalsOf(s)
		if err := s.explore(t.Context(), goals); err != nil {
			t.Fatal(err)
		}
		s.roam(roams + 1) // the programmes begin anywhere
		for i := range m.Columns {
			c := s.of[i]
			if p.Status[i] == model.Published {
				continue
			}
			if c < 0 {
				if lo[i] != up[i] {
					t.Fatalf("column %d is said to be fixed and is not: %d to %d", i, lo[i], up[i])
				}
				continue
			}
			b, exact := s.bound(c, mostWork, false)
			if !exact || !b.lower || !b.upper {
				t.Fatalf("column %d: no limits", i)
			}
			if ceil(b.loTop, b.loBottom) > lo[i] || floor(b.upTop, b.upBottom) < up[i] {
				t.Fatalf("column %d: limits %+v, tables from %d to %d", i, b, lo[i], up[i])
			}
			x := o.number(&m.Columns[i])
			if x+s.low[c] < lo[i] || x+s.high[c] > up[i] {
				t.Fatalf("column %d: witnesses %d to %d, tables from %d to %d", i, x+s.low[c], x+s.high[c], lo[i], up[i])
			}
			near := tooNear(s.need[c], x, lo[i], up[i])
			if s.proven(c) && near {
				t.Fatalf("column %d: proven to have %+v, and tables go from %d to %d", i, s.need[c], lo[i], up[i])
			}
			if l, u := b.whole(); tooNear(s.need[c], x, l, u) && !near {
				t.Fatalf("column %d: proven not to have %+v, and tables go from %d to %d", i, s.need[c], lo[i], up[i])
			}
		}
	})
}

// drawTable draws up to seven inner cells below a shown total of them all, and
// random further sums, some shown.
func drawTable(t *rapid.T) (*model.Model, model.Pattern) {
	rows := rapid.IntRange(2, 7).Draw(t, "rows")
	m, p := &model.Model{Rows: make([]model.Row, rows)}, model.Pattern{}
	for r := range m.Rows {
		m.Rows[r].Value = rapid.Int64Range(0, 3).Draw(t, "value")
	}
	add := func(status model.Status, in func(int) bool) {
		c := model.Column{}
		for r, row := range m.Rows {
			if in(r) {
				c.Entries = append(c.Entries, model.Entry{Row: int32(r), Coef: 1})
				c.Value += row.Value
			}
		}
		if status != model.Published {
			c.Primary = true
			c.Least = min(c.Value, rapid.Int64Range(0, 1).Draw(t, "least"))
		}
		m.Columns, p.Status = append(m.Columns, c), append(p.Status, status)
	}
	add(model.Published, func(int) bool { return true })
	for range rapid.IntRange(1, 8).Draw(t, "columns") {
		status := rapid.SampledFrom([]model.Status{model.Published, model.Primary, model.Primary}).Draw(t, "status")
		set := rapid.IntRange(1, 1<<rows-1).Draw(t, "set")
		add(status, func(r int) bool { return set>>r&1 == 1 })
	}
	return m, p
}

// drawAsked draws a table of which more is asked than of others: room by column, and a
// difference of two columns.
func drawAsked(t *rapid.T) (*model.Model, model.Pattern) {
	m, p := drawTable(t)
	for i := range m.Columns {
		if c := &m.Columns[i]; c.Primary {
			c.Room = drawRoom(t)
		}
	}
	if x, y := rapid.IntRange(0, len(m.Columns)-1).Draw(t, "of"), rapid.IntRange(0, len(m.Columns)-1).Draw(t, "less"); x != y {
		a, b := m.Columns[x], m.Columns[y]
		m.Columns = append(m.Columns, model.Column{
			Entries: model.Combine(1, a.Entries, -1, b.Entries), Value: a.Value - b.Value, Least: -1000,
			Primary: true, Virtual: true, Room: model.Room{Width: rapid.Int64Range(1, 3).Draw(t, "width")},
		})
		p.Status = append(p.Status, model.Primary)
	}
	return m, p
}

// drawRoom draws what a rule may ask for; most often nothing of its own.
func drawRoom(t *rapid.T) model.Room {
	if rapid.IntRange(0, 2).Draw(t, "own room") > 0 {
		return model.Room{}
	}
	upTo := rapid.Int64Range(0, 3)
	return model.Room{Width: upTo.Draw(t, "width"), Below: upTo.Draw(t, "below"), Above: upTo.Draw(t, "above")}
}

// asAmounts makes a model of sums of one of counts: the same numbers, each zero or
// more and some with an upper end too, with numbers of things that have no part in it.
// It gives the limits too.
func asAmounts(t *rapid.T, counts *model.Model, p model.Pattern) (sums *model.Model, lo, up []int64) {
	for i := range counts.Columns {
		if c := &counts.Columns[i]; !c.Virtual {
			c.Least = 0
		}
	}
	sums = &model.Model{Rows: slices.Clone(counts.Rows), Columns: slices.Clone(counts.Columns)}
	for r := range sums.Rows {
		row := &sums.Rows[r]
		row.Reach = model.Reach{Fall: row.Value, Rise: model.Endless}
		if rapid.Bool().Draw(t, "ended") {
			row.Reach.Rise = rapid.Int64Range(0, 3).Draw(t, "rise")
		}
		row.Amount = row.Value
	}
	lo, up = enumerateWithin(counts, p, func(r int) model.Reach { return sums.Rows[r].Reach })
	for r := range sums.Rows {
		sums.Rows[r].Value = 7
	}
	for i := range sums.Columns {
		c := &sums.Columns[i]
		c.Amount, c.Value, c.Least = c.Value, 9, 5
	}
	return sums, lo, up
}

// enumerate goes through all tables that show the same numbers.
func enumerate(m *model.Model, p model.Pattern) (lo, up []int64) {
	return enumerateWithin(m, p, func(r int) model.Reach { return model.Reach{Fall: m.Rows[r].Value, Rise: model.Endless} })
}

// enumerateWithin is enumerate with less reach for the inner cells.
func enumerateWithin(m *model.Model, p model.Pattern, reach func(row int) model.Reach) (lo, up []int64) {
	lo, up = make([]int64, len(m.Columns)), make([]int64, len(m.Columns))
	for i, c := range m.Columns {
		lo[i], up[i] = c.Value, c.Value
	}
	table := make([]int64, len(m.Rows))
	var visit func(row int, left int64)
	visit = func(row int, left int64) {
		if row == len(table)-1 {
			table[row] = left
			values := make([]int64, len(m.Columns))
			for r, x := range table {
				if by := x - m.Rows[r].Value; by < -reach(r).Fall || by > reach(r).Rise {
					return
				}
			}
			for i, c := range m.Columns {
				for _, e := range c.Entries {
					values[i] += e.Coef * table[e.Row]
				}
				if p.Status[i] == model.Published && values[i] != c.Value || p.Status[i] != model.Published && values[i] < c.Least {
					return
				}
			}
			for i, x := range values {
				lo[i], up[i] = min(lo[i], x), max(up[i], x)
			}
			return
		}
		for x := range left + 1 {
			table[row] = x
			visit(row+1, left-x)
		}
	}
	visit(0, m.Columns[0].Value)
	return lo, up
}
