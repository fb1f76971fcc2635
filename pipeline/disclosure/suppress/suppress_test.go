package suppress_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"jamfor/pipeline/disclosure/audit"
	"jamfor/pipeline/disclosure/model"
	"jamfor/pipeline/disclosure/suppress"
)

// crossTable makes a two-way table with margins: column 0 is the total, then
// the rows' totals, the columns' totals and the inner cells, row by row.
func crossTable(counts [][]int64, minimum int64) *model.Model {
	m := &model.Model{}
	width := len(counts[0])
	add := func(label string, in func(r, c int) bool) {
		col := model.Column{Label: label, Least: 1}
		for r := range counts {
			for c := range width {
				if in(r, c) && counts[r][c] > 0 {
					col.Entries = append(col.Entries, model.Entry{Row: int32(r*width + c), Coef: 1})
					col.Value += counts[r][c]
				}
			}
		}
		col.Primary = col.Value > 0 && col.Value < minimum
		m.Columns = append(m.Columns, col)
	}
	for r := range counts {
		for c := range width {
			m.Rows = append(m.Rows, model.Row{Singleton: counts[r][c] == 1})
		}
	}
	add("total", func(int, int) bool { return true })
	for i := range counts {
		add(fmt.Sprintf("row %d", i), func(r, _ int) bool { return r == i })
	}
	for i := range width {
		add(fmt.Sprintf("column %d", i), func(_, c int) bool { return c == i })
	}
	for i := range counts {
		for j := range width {
			add(fmt.Sprintf("cell %d %d", i, j), func(r, c int) bool { return r == i && c == j })
		}
	}
	return m
}

// TestSuppress holds small tables against patterns worked out by hand.
func TestSuppress(t *testing.T) {
	for _, c := range []struct {
		name    string
		counts  [][]int64
		minimum int64
		method  suppress.Singletons
		want    []string
	}{
		{"nothing to hide", [][]int64{{10, 20}, {30, 40}}, 5, suppress.NoSingletons, nil},
		{"one small cell takes its rectangle", [][]int64{{3, 20}, {30, 40}}, 5, suppress.NoSingletons, []string{"cell 0 0", "cell 0 1", "cell 1 0", "cell 1 1"}},
		{"the rectangle is the cheapest", [][]int64{{3, 20, 9}, {30, 40, 50}, {8, 60, 10}}, 5, suppress.NoSingletons, []string{"cell 0 0", "cell 0 2", "cell 2 0", "cell 2 2"}},
		{"a zero is shown and no help", [][]int64{{3, 0, 9}, {30, 40, 50}, {8, 60, 10}}, 5, suppress.NoSingletons, []string{"cell 0 0", "cell 0 2", "cell 2 0", "cell 2 2"}},
		{"two lone ones do not guard each other", [][]int64{{1, 1, 9}, {30, 40, 50}}, 3, suppress.AnySum, []string{"cell 0 0", "cell 0 1", "cell 0 2", "cell 1 0", "cell 1 1", "cell 1 2"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := crossTable(c.counts, c.minimum)
			p, err := suppress.Suppress(t.Context(), m, suppress.Options{Singletons: c.method})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, i := range p.Suppressed() {
				got = append(got, m.Columns[i].Label)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("hidden %q, want %q", got, c.want)
			}
		})
	}
}

// TestForced: a forced column that gives a primary one away is reported, not
// dropped, and the primary one is not shown for that.
func TestForced(t *testing.T) {
	m := crossTable([][]int64{{3, 20}, {30, 40}}, 5)
	for _, i := range []int{0, 1, 2, 3, 4, 6, 7, 8} {
		m.Columns[i].Forced = true
	}
	p, err := suppress.Suppress(t.Context(), m, suppress.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(p.Unsafe, []int{5}) || p.Status[5] != model.Primary || p.Status[6] != model.Published {
		t.Errorf("unsafe %v, statuses %v", p.Unsafe, p.Status)
	}
}

// TestAttackerWorld: with a third row that an attacker knows, hiding one of
// three parts is enough for the outsider and not for the attacker.
func TestAttackerWorld(t *testing.T) {
	entry := func(rows ...int32) []model.Entry {
		var out []model.Entry
		for _, r := range rows {
			out = append(out, model.Entry{Row: r, Coef: 1})
		}
		return out
	}
	m := &model.Model{Rows: make([]model.Row, 3), Columns: []model.Column{
		{Entries: entry(0, 1, 2), Value: 25, Label: "total"},
		{Entries: entry(0), Value: 3, Primary: true, Label: "women"},
		{Entries: entry(1), Value: 20, Label: "men"},
	}}
	p, err := suppress.Suppress(t.Context(), m, suppress.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := p.Suppressed(); !slices.Equal(got, []int{1}) {
		t.Errorf("outsider: hidden %v", got)
	}
	m.Attackers = []model.Attacker{{Name: "knows the third", Knows: []bool{false, false, true}}}
	if p, err = suppress.Suppress(t.Context(), m, suppress.Options{}); err != nil {
		t.Fatal(err)
	}
	if got := p.Suppressed(); !slices.Equal(got, []int{1, 2}) {
		t.Errorf("attacker: hidden %v", got)
	}
}

// TestRandomTables: the audit finds nothing, and nothing is hidden where nothing
// is primary.
func TestRandomTables(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, width := rapid.IntRange(1, 6).Draw(t, "rows"), rapid.IntRange(2, 6).Draw(t, "width")
		counts := make([][]int64, rows)
		for r := range counts {
			for range width {
				counts[r] = append(counts[r], int64(rapid.IntRange(0, 12).Draw(t, "n")))
			}
		}
		m := crossTable(counts, 4)
		method := rapid.SampledFrom([]suppress.Singletons{suppress.NoSingletons, suppress.AnySum, suppress.AnySumNotPrimary}).Draw(t, "method")
		p, err := suppress.Suppress(t.Context(), m, suppress.Options{Singletons: method})
		if err != nil {
			t.Fatal(err)
		}
		primary := slices.ContainsFunc(m.Columns, func(c model.Column) bool { return c.Primary })
		if method == suppress.NoSingletons && !primary && len(p.Suppressed()) > 0 {
			t.Fatalf("hidden for nothing: %v", p.Suppressed())
		}
		f, err := audit.Audit(t.Context(), m, p, audit.Options{Seed: "test"})
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Disclosed {
			// anySum may leave cells of singletons open to addition: hidden
			// without need.
			if method == suppress.NoSingletons {
				t.Fatalf("column %d follows", d.Column)
			}
		}
	})
}

// TestCancelled stops at once.
func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := suppress.Suppress(ctx, crossTable([][]int64{{3, 20}, {30, 40}}, 5), suppress.Options{})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// TestSpeed logs the time of an instance of the size of swe_municipal: 5,688
// columns in a hierarchy of units, municipalities and regions by sex and age.
func TestSpeed(t *testing.T) {
	m := hierarchy(490, 98, 7)
	begin := time.Now()
	p, err := suppress.Suppress(t.Context(), m, suppress.Options{})
	if err != nil {
		t.Fatal(err)
	}
	took := time.Since(begin)
	if len(p.Suppressed()) == 0 || len(p.Unsafe) > 0 {
		t.Errorf("%d hidden, unsafe %v", len(p.Suppressed()), p.Unsafe)
	}
	t.Logf("%d rows, %d columns, %d hidden: %v", len(m.Rows), len(m.Columns), len(p.Suppressed()), took)
}

// hierarchy makes units within municipalities within regions, by two sexes and
// three ages with their margins.
func hierarchy(units, municipalities, regions int) *model.Model {
	m := &model.Model{Rows: make([]model.Row, units*6)}
	count := func(row int) int64 { return int64((row*7919+row*row*31)%23) * int64((row*104729)%3) / 2 }
	places := [][]int{}
	for i := range units {
		places = append(places, []int{i})
	}
	group := func(n int) {
		parts := make([][]int, n)
		for i := range units {
			parts[i*n/units] = append(parts[i*n/units], i)
		}
		places = append(places, parts...)
	}
	group(municipalities)
	group(regions)
	group(1)
	for _, place := range places {
		for sex := range 3 {
			for age := range 4 {
				var c model.Column
				for _, u := range place {
					for k := range 6 {
						row := u*6 + k
						if (sex == 2 || sex == k/3) && (age == 3 || age == k%3) && count(row) > 0 {
							c.Entries = append(c.Entries, model.Entry{Row: int32(row), Coef: 1})
							c.Value += count(row)
						}
					}
				}
				c.Primary = c.Value > 0 && c.Value < 5
				m.Columns = append(m.Columns, c)
			}
		}
	}
	return m
}
