package run_test

import (
	"fmt"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
)

// fewForLimits is the least number of scores whose sum of squares may be told.
const fewForLimits = 10

// theSquares stands for a mean's sum of squares among the forms of its counts: who has
// its limits has it.
var theSquares = form{-2, -2, -2}

// total gives the unknowns behind a mean's sum in a cell.
func (b *book) total(m *cell.Measure, at cell.Key, knowsUnknown bool) map[int32]uint64 {
	return b.summed(theSum, m, at, knowsUnknown)
}

// squares gives the unknowns behind its sum of squares.
func (b *book) squares(m *cell.Measure, at cell.Key, knowsUnknown bool) map[int32]uint64 {
	return b.summed(theSquares, m, at, knowsUnknown)
}

// scored reports whether a measure's limits come of a sum of squares.
func scored(m *cell.Measure) bool {
	return (m.Kind == cell.Mean || m.Kind == cell.Change) && m.Denominator != nil
}

// base is how many scores a cell of a measure has.
func (b *book) base(m *cell.Measure, at cell.Key) int64 {
	_, n := b.count(m, at, form{m.Denominator.Block, m.Denominator.Condition, -1}, false)
	return n
}

// withheldOf calls for every cell of which a release must not tell the squares: hidden
// ones, those of few, and the few of unknown sex that follow from the others.
func (a *attacked) withheldOf(v int, visit func(m *cell.Measure, at cell.Key, kind string)) {
	b := a.books[v]
	a.each(v, func(m *cell.Measure, at cell.Key, status code.Status) {
		if !scored(m) {
			return
		}
		n := b.base(m, at)
		switch {
		case status == code.Suppressed:
			visit(m, at, "hidden squares, "+string(at.Area.Type))
		case n > 0 && n < fewForLimits:
			visit(m, at, "squares of few, "+string(at.Area.Type))
		}
		if m.BySex && at.Sex == code.TotalSex {
			at.Sex = code.Unknown
			if n := b.base(m, at); n > 0 && n < fewForLimits {
				visit(m, at, "squares of few of unknown sex, "+string(at.Area.Type))
			}
		}
	})
}

// noteKnownSquares notes what earlier releases give away already.
func (a *attacked) noteKnownSquares(v int) {
	a.withheldOf(v, func(m *cell.Measure, at cell.Key, _ string) {
		if a.follows(a.books[v].squares(m, at, a.knows)) {
			a.known[fmt.Sprint(v, at, theSquares)] = true
		}
	})
}

// readSquares learns the limits that a release shows.
func (a *attacked) readSquares(v int) {
	b := a.books[v]
	a.each(v, func(m *cell.Measure, at cell.Key, _ code.Status) {
		if scored(m) && a.limits[v][at] {
			a.learn(b.squares(m, at, a.knows))
			a.shown++
		}
	})
}

// trySquares tries every sum of squares that must not be told, and what is left of every
// shown one when those of its municipalities are taken off: not that of few.
func (a *attacked) trySquares(v int) {
	b := a.books[v]
	a.withheldOf(v, func(m *cell.Measure, at cell.Key, kind string) {
		a.tried[kind]++
		switch {
		case !a.follows(b.squares(m, at, a.knows)):
		case a.known[fmt.Sprint(v, at, theSquares)]:
			a.before++
		default:
			a.recovered = append(a.recovered, fmt.Sprintf("%s %v: the squares follow (%s)", a.ids[v], at, kind))
		}
	})
	a.each(v, func(m *cell.Measure, at cell.Key, _ code.Status) {
		if !scored(m) || at.Area.Type == area.Municipality || !a.limits[v][at] {
			return
		}
		left := int64(0)
		for _, municipality := range b.covered(m, at.Area) {
			part := at
			part.Area = area.ID{Type: area.Municipality, Code: municipality}
			if !a.limits[v][part] {
				left += b.base(m, part)
			}
		}
		a.tried["squares left over, "+string(at.Area.Type)]++
		if left > 0 && left < fewForLimits {
			a.recovered = append(a.recovered, fmt.Sprintf("%s %v: the squares of %d are left over", a.ids[v], at, left))
		}
	})
}
