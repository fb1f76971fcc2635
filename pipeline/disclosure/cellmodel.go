package disclosure

import (
	"cmp"
	"context"
	"math/big"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure/audit"
	"jamfor/pipeline/disclosure/model"
)

// Sums.
//
// Besides counts, a mean shows Σx (mean times n) and its limits show Σx². Over
// the cells of one measure Σx is additive exactly as n is: the Σx of a cell is
// the sum over its groups. If a hidden cell's Σx were a combination of shown
// ones, the same combination of their group sets would give its group set, and
// so the same combination of their n would give its n. So where a cell is
// hidden because of its n, its Σx is as safe as its n, which the count model
// protects: Σx columns follow the pattern of n, exactly.
//
// A cell can also be hidden for another reason (its pairing base, a rule on the
// cell as a whole) while its n is known. For those cells the argument does not
// hold, so every measure with sums gets a model of its own, with its groups as rows and
// its cells as columns: hidden cells are primary, and more cells are hidden
// until no hidden one follows from shown ones. Whatever is additive over a
// measure's groups, Σx, Σx², sums of two ratios' parts, is thereby safe.

// protectCells settles the cell model of every measure.
func (pl *plan) protectCells(ctx context.Context, report *Report) error {
	results := make([]*settled, len(pl.cells))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range pl.cells {
		m, cells := pl.cellModel(i)
		if m == nil {
			continue
		}
		group.Go(func() error {
			// No insiders and no bounds: both speak of counts, which the count
			// models hold.
			s, err := pl.settle(ctx, m, audit.Options{})
			if err != nil {
				return err
			}
			results[i] = s
			for k, c := range cells {
				if s.hides(k) {
					pl.cells[i][c].hidden = true
				}
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return pl.explain(err)
	}
	for i, s := range results {
		if s != nil {
			report.addCells(pl.pkg.Measures[i].Indicator, s)
		}
	}
	return nil
}

// cellModel makes the model of a measure's cells, nil when nothing is hidden.
// It returns the cell of every column.
func (pl *plan) cellModel(number int) (*model.Model, []int) {
	m := &pl.pkg.Measures[number]
	if m.Kind == cell.Count || m.Kind == cell.Share || m.Kind == cell.Rate {
		return nil, nil // counts only: the count models hold all of it
	}
	hidden := false
	for _, c := range pl.cells[number] {
		hidden = hidden || c.hidden
	}
	if !hidden {
		return nil, nil
	}
	mass := pl.massOf(number, m)
	rows := map[slot]int32{}
	out := &model.Model{}
	var unknown []bool
	var cells []int
	anySex := false
	for i := range pl.cells[number] {
		c := &pl.cells[number][i]
		if c.missing {
			continue
		}
		col := model.Column{
			Primary: c.hidden, Rule: "cell", Weight: c.place.weight(),
			Label: m.Indicator + " " + string(c.place.area.Type) + " " + c.place.area.Code + " " + string(c.place.sex) + " " + c.place.age,
		}
		for _, s := range mass.slots(pl.grid.inside(m, c.place.area), c.place) {
			row, ok := rows[s]
			if !ok {
				row = int32(len(out.Rows))
				rows[s] = row
				out.Rows = append(out.Rows, model.Row{})
				unknown = append(unknown, s.sex == code.Unknown)
				anySex = anySex || s.sex == code.Women || s.sex == code.Men
			}
			col.Entries = append(col.Entries, model.Entry{Row: row, Coef: 1})
			col.Value += mass.counts[s]
		}
		col.Entries = model.Combine(1, sortEntries(col.Entries), 0, nil)
		if len(col.Entries) == 0 {
			// Nobody there: a hidden one stays hidden, and has nothing to add up.
			continue
		}
		out.Columns = append(out.Columns, col)
		cells = append(cells, i)
	}
	if anySex {
		out.Attackers = unknownSexAttacker(unknown)
	}
	return out, cells
}

// massCounts says where a measure has anything at all.
type massCounts struct {
	ages   []string
	counts map[slot]int64
}

// massOf takes the denominator, else the numerator, else the lower sums. A
// public denominator says nothing; the numerator does.
func (pl *plan) massOf(number int, m *cell.Measure) massCounts {
	roll := newRollup(pl.pkg, pl.grid)
	private := func(t *cell.Term) bool { return t != nil && pl.byBlock[t.Block] >= 0 }
	out := massCounts{counts: map[slot]int64{}}
	switch {
	case private(m.Denominator):
		out.counts = roll.term(m.Denominator)
	case private(m.Numerator):
		out.counts = roll.term(m.Numerator)
	}
	for i := range m.Sums {
		s := &m.Sums[i]
		at := slot{int32(pl.grid.at[s.Municipality]), s.Sex, s.Age}
		if at.sex == code.TotalSex {
			at.sex = code.Unknown
		}
		if m.Kind == cell.Ratio && s.SumBelow != nil && s.SumBelow.Sign() != 0 {
			out.counts[at] = min(most, out.counts[at]+atMost(s.SumBelow))
		}
	}
	seen := map[string]bool{}
	for s := range out.counts {
		if !seen[s.age] {
			seen[s.age] = true
			out.ages = append(out.ages, s.age)
		}
	}
	slices.Sort(out.ages)
	return out
}

// atMost is a sum as a count, for the order of publication only.
func atMost(x *big.Int) int64 {
	if x.IsInt64() {
		return min(most, x.Int64())
	}
	return most
}

// slots lists the groups with anything in them, of a place.
func (c massCounts) slots(municipalities []int32, at place) []slot {
	var out []slot
	for _, m := range municipalities {
		for _, sex := range code.PersonSexes {
			if !holdsSex(at.sex, sex) {
				continue
			}
			for _, age := range c.ages {
				if s := (slot{m, sex, age}); holdsAge(at.age, age) && c.counts[s] > 0 {
					out = append(out, s)
				}
			}
		}
	}
	return out
}

func sortEntries(entries []model.Entry) []model.Entry {
	slices.SortFunc(entries, func(a, b model.Entry) int { return cmp.Compare(a.Row, b.Row) })
	return entries
}
