package disclosure_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure"
	"jamfor/pipeline/disclosure/model"
)

// tinyPackage draws a package small enough for all its tables to be gone
// through: two or three municipalities, women and men, up to three patterns.
func tinyPackage(t *rapid.T) cell.Package {
	p := cell.Package{Set: "test", Period: code.Year(2025), Blocks: []cell.Block{{ID: "b", Conditions: []string{"n", "k", "l", "q", "r"}}}}
	municipalities := few[:rapid.IntRange(2, 3).Draw(t, "municipalities")]
	p.Coverage = []cell.Coverage{{Collection: "a", Delivered: municipalities}, {Collection: "b", Delivered: municipalities}}
	patterns := rapid.SliceOfNDistinct(rapid.Custom(pattern), 2, 3, rapid.ID[uint64]).Draw(t, "patterns")
	top := rapid.SampledFrom([]int{3, 6, 12}).Draw(t, "top")
	for _, m := range municipalities {
		for _, sex := range []code.Sex{code.Women, code.Men} {
			for _, x := range patterns {
				if n := rapid.IntRange(-top/3, top).Draw(t, "n"); n > 0 {
					p.Blocks[0].Atoms = append(p.Blocks[0].Atoms, cell.Atom{Municipality: m, Sex: sex, Pattern: x, N: int64(n)})
				}
			}
		}
	}
	drawMeasures(t, &p, []string{""})
	return p
}

// searcher looks for tables that show what is published and give one column
// values so far apart. It knows no algebra: it fills in cell after cell, and goes back
// where a number cannot be right any more.
type searcher struct {
	m       *model.Model
	p       model.Pattern
	byRow   [][]int32 // columns of a row
	left    []int     // rows of a column still to be filled
	sum     []int64
	goal    int
	width   int64
	lo, up  int64 // of the goal in the tables found
	budget  int
	highest []int64
}

// mostTables bounds a search: beyond it nothing is said of the column.
const mostTables = 20_000

func newSearcher(m *model.Model, p model.Pattern, goal int, width int64) *searcher {
	value := m.Columns[goal].Value
	s := &searcher{m: m, p: p, goal: goal, width: width, lo: value, up: value, budget: mostTables, byRow: make([][]int32, len(m.Rows)), left: make([]int, len(m.Columns)), sum: make([]int64, len(m.Columns)), highest: make([]int64, len(m.Rows))}
	for r, row := range m.Rows {
		s.highest[r] = row.Value + 5 + width
	}
	for i, c := range m.Columns {
		s.left[i] = len(c.Entries)
		for _, e := range c.Entries {
			s.byRow[e.Row] = append(s.byRow[e.Row], int32(i))
			if p.Status[i] == model.Published {
				s.highest[e.Row] = min(s.highest[e.Row], c.Value)
			}
		}
	}
	return s
}

// fill tries the values of a row, the true one first.
func (s *searcher) fill(row int) bool {
	if row == len(s.m.Rows) {
		s.lo, s.up = min(s.lo, s.sum[s.goal]), max(s.up, s.sum[s.goal])
		return s.up-s.lo >= s.width
	}
	for d := int64(0); d <= s.highest[row]+s.m.Rows[row].Value; d++ {
		for _, x := range []int64{s.m.Rows[row].Value + d, s.m.Rows[row].Value - d} {
			if x < 0 || x > s.highest[row] || s.budget == 0 {
				continue
			}
			s.budget--
			if s.put(row, x) && s.fill(row+1) {
				return true
			}
			s.take(row, x)
			if d == 0 {
				break
			}
		}
	}
	return false
}

// put fills a row in and reports whether every column can still be right.
func (s *searcher) put(row int, x int64) bool {
	ok := true
	for _, i := range s.byRow[row] {
		s.sum[i] += x
		s.left[i]--
		c := &s.m.Columns[i]
		switch {
		case s.p.Status[i] == model.Published:
			ok = ok && s.sum[i] <= c.Value && (s.left[i] > 0 || s.sum[i] == c.Value)
		case s.left[i] == 0:
			ok = ok && s.sum[i] >= c.Least
		}
	}
	return ok
}

func (s *searcher) take(row int, x int64) {
	for _, i := range s.byRow[row] {
		s.sum[i] -= x
		s.left[i]++
	}
}

// TestIntervalsOfPackages: in packages small enough to go through all their
// tables, every small number that is hidden has another value in some table
// that shows the same numbers.
func TestIntervalsOfPackages(t *testing.T) {
	found, beyond, blocked := 0, 0, 0
	rapid.Check(t, func(t *rapid.T) {
		p := tinyPackage(t)
		cleared, _, ok := protect(t, p)
		if !ok {
			blocked++
			return
		}
		m, pattern := trueCells(&p, cellsOf(cleared))
		for i := range m.Columns {
			if pattern.Status[i] != model.Primary {
				continue
			}
			s := newSearcher(m, pattern, i, 1)
			switch second := s.fill(0); {
			case second:
				found++
			case s.budget == 0:
				beyond++
			default:
				t.Fatalf("%s: %d is the only value\n%s", m.Columns[i].Label, m.Columns[i].Value, picture(&p, cellsOf(cleared), area.ID{Type: area.Municipality, Code: few[0]}))
			}
		}
	})
	t.Logf("%d small numbers have a second value, %d searches were given up, %d packages blocked", found, beyond, blocked)
	if found == 0 {
		t.Error("nothing was searched")
	}
}

// TestWidthByRule: where the rules require more values of small counts than of anything
// else, every hidden small count has that many in packages small enough to go through
// all their tables.
func TestWidthByRule(t *testing.T) {
	const many = 8
	rules := disclosure.DefaultRules()
	rules.Widths = map[string]int64{"minimum": many}
	found := 0
	rapid.Check(t, func(t *rapid.T) {
		p := tinyPackage(t)
		cleared, report, err := disclosure.Protect(t.Context(), p, area.Default(), rules)
		if err != nil || inFractions(report) {
			return // stopped, or room in fractions where there is none in integers
		}
		m, pattern := trueCells(&p, cellsOf(cleared))
		for i := range m.Columns {
			if pattern.Status[i] != model.Primary {
				continue
			}
			switch s := newSearcher(m, pattern, i, many); {
			case s.fill(0):
				found++
			case s.budget > 0:
				t.Fatalf("%s: %d can be %d to %d only", m.Columns[i].Label, m.Columns[i].Value, s.lo, s.up)
			}
		}
	})
	if found == 0 {
		t.Error("nothing was searched")
	}
}

// TestWidthHidesMore: 2 and 3 of a shown 45 are 1 to 4 each. That is enough where three
// apart are required, and not where four are; widths of other rules say nothing of it.
func TestWidthHidesMore(t *testing.T) {
	p := example(func(b *cell.Block) {
		things(b, "0305", code.Men, 2)
		things(b, "0319", code.Men, 3)
		things(b, "0330", code.Men, 40)
	}, cell.Measure{Indicator: "J10001", Kind: cell.Count, Numerator: term(everyone)})
	for _, c := range []struct {
		widths map[string]int64
		want   code.Status
	}{
		{nil, code.OK},
		{map[string]int64{"minimum": 3}, code.OK},
		{map[string]int64{"correction": 50}, code.OK},
		{map[string]int64{"minimum": 4}, code.Suppressed},
	} {
		cells := clear(t, p, func(r *disclosure.Rules) { r.Widths = c.widths })
		wantStatus(t, cells, at("J10001", area.Municipality, "0330", code.TotalSex), c.want)
	}
}

func inFractions(r *disclosure.Report) bool {
	return slices.ContainsFunc(r.Tables, func(t disclosure.TableReport) bool { return t.Audit.Fractional+t.Audit.Unproven > 0 })
}
