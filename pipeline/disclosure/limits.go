package disclosure

import (
	"context"
	"math/big"
	"slices"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure/audit"
	"jamfor/pipeline/disclosure/model"
)

// Limits.
//
// The limits of a mean give its Σx², to within rounding. Beside n and Σx that is
// a third equation on the scores of n persons: five scores of 0–4 with a given
// sum and sum of squares are one list of scores or two. Means of fewer than
// LimitsBase are therefore shown without limits. Σx² adds up like n does, so a
// limit that is left out must not follow from others by subtraction either: it
// is protected as a hidden cell is, in the same model, and more limits are left
// out. The value and n of these cells stay. What limits earlier releases showed is
// known, and what they withheld stays protected.
//
// Nor may a group of several cells be so small whose Σx² follows: one hidden for a count
// of 1 and one for a count of 3 are four persons, of whom n, Σx and Σx² are a subtraction
// away. So every cell without limits asks that the smallest such group that holds it has
// LimitsBase or more (the audit of amounts, with the number of things as the amount).
// Things of unknown sex, which follow from total, women and men, are held to both.
//
// Sums that few stand behind have room in their Σx² besides: see the file squares.

// withholdLimits leaves out limits, measure by measure: for the number of things first,
// and then, with more left out, for the squares.
func (pl *plan) withholdLimits(ctx context.Context, report *Report) error {
	for i := range pl.cells {
		m := &pl.pkg.Measures[i]
		if m.Kind != cell.Mean && m.Kind != cell.Change {
			continue
		}
		base := pl.rules.For(m.Indicator).LimitsBase
		for k := range pl.cells[i] {
			c := &pl.cells[i][k]
			c.bare = !c.missing && few(c, base)
		}
		any := false
		for _, model := range []func(int) *limitsModel{pl.limitsOfFew, pl.limitsOfSquares} {
			l := model(i)
			if l == nil {
				continue
			}
			s, err := pl.settle(ctx, l.out, audit.Options{Amounts: l.asked})
			if err != nil {
				return pl.explain(err)
			}
			for column, k := range l.cells {
				c := &pl.cells[i][k]
				c.bare = c.bare || s.hides(column)
			}
			any = true
		}
		if any {
			report.Limits = append(report.Limits, LimitsReport{Indicator: m.Indicator, Withheld: pl.withheld(i)})
		}
	}
	return nil
}

// few reports whether a cell's mean rests on fewer than the limits' base.
func few(c *cellPlan, base int64) bool {
	return c.parts.Denominator > 0 && c.parts.Denominator < base
}

// withheld counts the shown cells without limits.
func (pl *plan) withheld(number int) int {
	n := 0
	for i := range pl.cells[number] {
		if c := &pl.cells[number][i]; c.bare && !c.hidden {
			n++
		}
	}
	return n
}

// limitsModel is a model of a measure's limits: a cell's are to be protected where it is
// hidden or shown without, in this release or in an earlier one. cells is the cell of
// every column of the newest.
type limitsModel struct {
	cellBuilder
	cells []int
}

// limitsOfFew asks that no group of fewer than the base follows; nil where nothing is
// withheld.
func (pl *plan) limitsOfFew(number int) *limitsModel {
	base := pl.rules.For(pl.pkg.Measures[number].Indicator).LimitsBase
	l := pl.newLimitsModel(number)
	l.sums = newThings(l.versions)
	l.room = func(c *cellPlan) room { return lacking(c.parts.Denominator, base) }
	l.fill()
	for i := range l.versions {
		l.addUnknown(&l.versions[i], base)
	}
	return l.needed()
}

// lacking is what a group of fewer than the base must be told apart from.
func lacking(n, base int64) room {
	if n <= 0 || n >= base {
		return room{}
	}
	return room{above: big.NewInt(base - n)}
}

// limitsOfSquares asks for room around sums of squares that few stand behind; nil where
// there is none.
func (pl *plan) limitsOfSquares(number int) *limitsModel {
	measure := &pl.pkg.Measures[number]
	l := pl.newLimitsModel(number)
	l.sums = newSums(l.versions, squares{scale{measure.Least, measure.Most}})
	l.room = func(c *cellPlan) room { return room{c.roomSquares, c.roomSquares} }
	l.fill()
	if !l.asked {
		return nil
	}
	return l.needed()
}

func (pl *plan) newLimitsModel(number int) *limitsModel {
	return &limitsModel{cellBuilder: cellBuilder{versions: pl.cellVersions(number), rows: map[cellRow]int32{}, out: &model.Model{}, limits: true}}
}

// fill adds the cells of all versions, the newest first.
func (l *limitsModel) fill() {
	newest := len(l.versions) - 1
	l.cells = l.add(&l.versions[newest])
	for i := range l.versions[:newest] {
		l.add(&l.versions[i])
	}
	if l.anySex {
		l.out.Attackers = unknownSexAttacker(l.unknown)
	}
}

// needed is the model, nil where nothing is to be protected.
func (l *limitsModel) needed() *limitsModel {
	if !slices.ContainsFunc(l.out.Columns, func(c model.Column) bool { return c.Primary }) {
		return nil
	}
	return l
}

// addUnknown adds the things of unknown sex of every place with women and men, where
// they are few: no table shows them.
func (l *limitsModel) addUnknown(v *cellVersion, base int64) {
	m := &v.pl.pkg.Measures[v.number]
	if !m.BySex {
		return
	}
	for i := range v.pl.cells[v.number] {
		c := &v.pl.cells[v.number][i]
		if c.missing || c.place.sex != code.TotalSex {
			continue
		}
		at := place{c.place.area, code.Unknown, c.place.age}
		col := model.Column{Primary: true, Virtual: true, Rule: ruleUnknown, Label: cellLabel(m, at)}
		for _, s := range v.mass.slots(v.pl.grid.inside(m, at.area), at) {
			col.Entries = append(col.Entries, model.Entry{Row: l.row(v, s), Coef: 1})
			col.Value += v.mass.counts[s]
		}
		if col.Value == 0 || col.Value >= base {
			continue
		}
		col.Entries = model.Combine(1, sortEntries(col.Entries), 0, nil)
		l.ask(&col, lacking(col.Value, base))
		l.out.Columns = append(l.out.Columns, col)
	}
}
