package disclosure

import (
	"context"
	"fmt"
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
// protects: Σx columns follow the pattern of n, exactly. How much room is left around
// sums that few stand behind is asked besides: see the file amounts.
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
		m, cells, amounts := pl.cellModel(i)
		if m == nil {
			continue
		}
		pl.insistCells(i, m, cells)
		group.Go(func() error {
			// Insiders only where one contributor stands behind a sum, and bounds
			// of sums only: those of counts are in the count models.
			s, err := pl.settle(ctx, m, audit.Options{Insiders: slices.ContainsFunc(m.Columns, func(c model.Column) bool { return c.Lone }), Amounts: amounts})
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
			report.addCells(pl.pkg.Measures[i].Name(), s)
		}
	}
	return nil
}

// cellModel makes the model of a measure's cells, nil when nothing is hidden.
// It returns the cell of every column of the package, and whether room is asked for
// around hidden sums.
func (pl *plan) cellModel(number int) (m *model.Model, cells []int, amounts bool) {
	measure := &pl.pkg.Measures[number]
	switch measure.Kind {
	case cell.Count, cell.Share, cell.Rate:
		return nil, nil, false // counts only: the count models hold all of it
	case cell.StandardisedRate, cell.StandardisedRatio:
		// The weights of an area's groups are its own inhabitants, so these values
		// do not add up over areas: no cell follows from others. See doc.go for
		// what one value tells of its own age groups.
		return nil, nil, false
	}
	b := &cellBuilder{versions: pl.cellVersions(number), rows: map[cellRow]int32{}, out: &model.Model{}, room: func(c *cellPlan) room { return room{c.room, c.room} }}
	b.sums = newSums(b.versions, scale{measure.Least, measure.Most})
	newest := &b.versions[len(b.versions)-1]
	cells = b.add(newest)
	for i := range b.versions[:len(b.versions)-1] {
		old := &b.versions[i]
		b.add(old)
	}
	if pl.rules.Corrections == ProtectCorrections && (measure.Kind == cell.Mean || measure.Kind == cell.Change) {
		for i := range b.versions {
			for k := range b.versions[:i] {
				b.differences(&b.versions[k], &b.versions[i], pl.rules.For(measure.Indicator).Minimum)
			}
		}
	}
	if !slices.ContainsFunc(b.out.Columns, func(c model.Column) bool { return c.Primary }) {
		return nil, nil, false
	}
	if b.anySex {
		b.out.Attackers = unknownSexAttacker(b.unknown)
	}
	return b.out, cells, b.asked
}

// cellRow is an inner cell: a group as it is in a version.
type cellRow struct {
	slot
	version int
}

// cellVersion is one release's view of a measure; the newest is the package's.
type cellVersion struct {
	pl      *plan
	number  int
	mass    massCounts
	content map[slot]string // what a group holds, where there are several versions
	column  map[place]int
}

// cellVersions lists the versions of a measure, oldest first.
func (pl *plan) cellVersions(number int) []cellVersion {
	m := &pl.pkg.Measures[number]
	var out []cellVersion
	for _, old := range pl.earlier {
		if i := old.measureNamed(m.Name()); i >= 0 && old.pkg.Measures[i].Kind == m.Kind {
			out = append(out, cellVersion{pl: old, number: i})
		}
	}
	out = append(out, cellVersion{pl: pl, number: number})
	for i := range out {
		v := &out[i]
		v.mass, v.column = v.pl.massOf(v.number, &v.pl.pkg.Measures[v.number]), map[place]int{}
		if len(out) > 1 {
			v.content = v.pl.contents(v.number)
		}
	}
	return out
}

// contents tells what a measure's groups hold, for comparison only.
func (pl *plan) contents(number int) map[slot]string {
	out := map[slot]string{}
	for s, p := range newRollup(pl.pkg, pl.grid).measure(&pl.pkg.Measures[number]).slots {
		if s.sex == code.TotalSex {
			s.sex = code.Unknown
		}
		out[s] += fmt.Sprint(p.Denominator, p.Base, p.Sum, p.SumSquares, p.SumBelow, p.Values, ";")
	}
	return out
}

// cellBuilder makes the joint model of a measure's versions.
type cellBuilder struct {
	versions []cellVersion
	rows     map[cellRow]int32
	out      *model.Model
	unknown  []bool
	anySex   bool
	sums     *sums // nil: no bounds of sums
	limits   bool  // of limits in place of values
	// room is what is asked for of a hidden cell.
	room  func(c *cellPlan) room
	asked bool // some column has a room
}

// add adds a version's cells and returns the cell of every column added. What
// an earlier release showed is forced, what it hid stays protected.
func (b *cellBuilder) add(v *cellVersion) []int {
	m := &v.pl.pkg.Measures[v.number]
	var cells []int
	for i := range v.pl.cells[v.number] {
		c := &v.pl.cells[v.number][i]
		if c.missing {
			continue
		}
		hidden := c.hidden || b.limits && c.bare
		col := model.Column{
			Primary: hidden, Rule: "cell", Lone: c.lone, Weight: c.place.weight(), Forced: v.pl.release != "" && !hidden,
			Label: cellLabel(m, c.place),
		}
		if v.pl.release != "" {
			col.Label = v.pl.release + ": " + col.Label
		}
		for _, s := range v.mass.slots(v.pl.grid.inside(m, c.place.area), c.place) {
			col.Entries = append(col.Entries, model.Entry{Row: b.row(v, s), Coef: 1})
			col.Value += v.mass.counts[s]
		}
		col.Entries = model.Combine(1, sortEntries(col.Entries), 0, nil)
		b.ask(&col, b.room(c))
		if len(col.Entries) == 0 {
			// Nobody there: a hidden one stays hidden, and has nothing to add up.
			continue
		}
		v.column[c.place] = len(b.out.Columns)
		b.out.Columns = append(b.out.Columns, col)
		cells = append(cells, i)
	}
	return cells
}

func cellLabel(m *cell.Measure, at place) string {
	return m.Name() + " " + string(at.area.Type) + " " + at.area.Code + " " + string(at.sex) + " " + at.age
}

// row finds or makes the inner cell of a group: that of the newest version in
// which the group holds the same.
func (b *cellBuilder) row(v *cellVersion, s slot) int32 {
	key := cellRow{slot: s}
	for w := range b.versions {
		if &b.versions[w] == v || b.versions[w].content[s] == v.content[s] && b.versions[w].mass.counts[s] == v.mass.counts[s] {
			key.version = w
		}
	}
	row, ok := b.rows[key]
	if !ok {
		row = int32(len(b.out.Rows))
		b.rows[key] = row
		b.out.Rows = append(b.out.Rows, b.sums.row(key))
		b.unknown = append(b.unknown, s.sex == code.Unknown)
		b.anySex = b.anySex || s.sex == code.Women || s.sex == code.Men
	}
	return row
}

// differences protects what changed from one version to a later one where the number
// of things differs by fewer than the minimum: with the numbers equal, a sum
// that moved may tell of one person. What both of two earlier versions showed is out.
func (b *cellBuilder) differences(old, later *cellVersion, minimum int64) {
	for i := range old.pl.cells[old.number] {
		at := old.pl.cells[old.number][i].place
		y, ok1 := old.column[at]
		x, ok2 := later.column[at]
		if !ok1 || !ok2 || b.out.Columns[x].Forced && b.out.Columns[y].Forced {
			continue
		}
		d := b.out.Columns[x].Value - b.out.Columns[y].Value
		entries := model.Combine(1, b.out.Columns[x].Entries, -1, b.out.Columns[y].Entries)
		if len(entries) == 0 || d >= minimum || d <= -minimum {
			continue
		}
		b.out.Columns = append(b.out.Columns, model.Column{
			Entries: entries, Value: d, Primary: true, Virtual: true, Rule: ruleCorrection,
			Label: b.out.Columns[x].Label + ", less " + old.pl.release,
		})
	}
}
