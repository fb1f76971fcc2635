// Package model holds what the suppressor and the audit have in common, and
// nothing else: a sparse integer matrix and a pattern over its columns.
//
// Rows are inner cells: quantities that vary freely as far as a reader knows.
// Columns are numbers that are published or that can be computed from
// published ones; a column is an integer combination of rows. The package
// knows nothing of municipalities, sexes or indicators.
package model

import (
	"fmt"
	"maps"
	"math"
	"slices"
)

// Row is one inner cell. The zero value is an ordinary row.
type Row struct {
	// Singleton marks an inner cell with one contributor, who knows it. It is
	// meaningful only where rows are true inner cells.
	Singleton bool
	// Contributor names the one contributor of a singleton row (0: unnamed).
	Contributor int32
	// Value is the inner cell's true number, where rows are true inner cells
	// and something looks at it.
	Value int64
	// Amount is the inner cell's part of a sum: see Column.Amount. Reach is how far from
	// it another one can lie that a reader still thinks possible.
	Amount int64
	Reach  Reach
	// Knower names one who knows a part of the amount, 0 for nobody; Told is the Reach
	// that the cell has for him.
	Knower int32
	Told   Reach
}

// Reach is how far a number can fall and rise; a rise of Endless has no limit.
type Reach struct{ Fall, Rise int64 }

// Endless is a rise without limit.
const Endless = math.MaxInt64

// Entry is one nonzero coefficient of a column.
type Entry struct {
	Row  int32
	Coef int64
}

// Column is one number that a table could show.
type Column struct {
	// Entries are sorted by row, without zeros. No entries: the number is known
	// to be zero from the structure alone.
	Entries []Entry
	// Value is the true number.
	Value int64
	// Least is the least value a reader can think of when the column is hidden:
	// 1 for counts whose zeros are always shown.
	Least int64
	// Room is what a reader must be left to reckon with when the column is primary.
	Room Room
	// Amount is the sum that the column stands for, where what is hidden is a sum
	// and Value the number of things in it; the rows' Amounts add up to it.
	Amount int64
	// Weight lifts a column in the order of publication; 0 means 1.
	Weight float64
	// Forced columns are published whatever follows (known already).
	Forced bool
	// Must marks a column that the publisher has promised: offered first by its
	// weight, and never hidden to protect another one. Unlike a forced one it is
	// not known yet, and is not published where that would give a number away.
	Must bool
	// Hidden columns are neither published nor protected.
	Hidden bool
	// Primary columns must be hidden and protected.
	Primary bool
	// Virtual columns are combinations to be protected though no table shows
	// them as such; they are primary and have no place in the order.
	Virtual bool
	// Same is 1 + the number of another column that counts the same things
	// though with other entries: one count in two releases, known to be
	// unchanged. What one tells of the other is no news to an insider. 0: none.
	Same int32
	// Lone marks a number that one contributor stands behind, who knows it; a
	// count of 1 is one anyway.
	Lone bool
	// Rule names the primary rule, for the internal report.
	Rule string
	// Label names the column, for internal messages.
	Label string
}

// Room is how much doubt a reader must be left in about a hidden number: bounds that
// lie Width apart or more, the lower one Below or more under the true number, and the
// upper one Above or more over it. The zero value asks for nothing by itself.
type Room struct {
	Width, Below, Above int64
}

// Attacker is a reader who knows some rows exactly, beside what is published.
type Attacker struct {
	Name  string
	Knows []bool // by row
}

// Model is the matrix. Every model is protected against the outsider, who knows
// only what is published, and against each of the attackers.
type Model struct {
	Rows      []Row
	Columns   []Column
	Attackers []Attacker
	// Equations are known sums among columns; they serve the interval audit
	// and add nothing to what the rows say.
	Equations []Equation
}

// Equation says that the column Total is the sum of the columns Parts, all of
// them counts of things, never negative.
type Equation struct {
	Total int32
	Parts []int32
}

// Contributors gives a reader for every named contributor of singleton rows: one
// who knows those rows exactly. As attackers of a model of magnitudes they keep
// a contributor from computing another one's share.
func (m *Model) Contributors() []Attacker {
	knows := map[int32][]bool{}
	for r, row := range m.Rows {
		if !row.Singleton || row.Contributor == 0 {
			continue
		}
		if knows[row.Contributor] == nil {
			knows[row.Contributor] = make([]bool, len(m.Rows))
		}
		knows[row.Contributor][r] = true
	}
	var out []Attacker
	for _, k := range slices.Sorted(maps.Keys(knows)) {
		out = append(out, Attacker{Name: fmt.Sprintf("contributor %d", k), Knows: knows[k]})
	}
	return out
}

// Status tells what becomes of a column.
type Status uint8

// The statuses. Hidden ones are neither shown nor protected.
const (
	Published Status = iota
	Primary
	Secondary
	Hidden
)

// Pattern is a decision for every column of a model.
type Pattern struct {
	Status []Status
	// Unsafe lists primary columns that forced columns give away.
	Unsafe []int
}

// Suppressed lists the columns that are hidden and protected, rising.
func (p Pattern) Suppressed() []int {
	var out []int
	for i, s := range p.Status {
		if s == Primary || s == Secondary {
			out = append(out, i)
		}
	}
	return out
}

// Check holds the matrix against its own contract.
func (m *Model) Check() error {
	for i, c := range m.Columns {
		last := int32(-1)
		for _, e := range c.Entries {
			if e.Row <= last || int(e.Row) >= len(m.Rows) || e.Coef == 0 {
				return fmt.Errorf("column %d: entries are not sorted, or outside %d rows, or zero", i, len(m.Rows))
			}
			last = e.Row
		}
	}
	for _, a := range m.Attackers {
		if len(a.Knows) != len(m.Rows) {
			return fmt.Errorf("attacker %s: knows %d rows of %d", a.Name, len(a.Knows), len(m.Rows))
		}
	}
	return nil
}

// Combine gives the entries of a·x + b·y.
func Combine(a int64, x []Entry, b int64, y []Entry) []Entry {
	out := make([]Entry, 0, len(x)+len(y))
	for len(x) > 0 || len(y) > 0 {
		switch {
		case len(y) == 0 || len(x) > 0 && x[0].Row < y[0].Row:
			out = append(out, Entry{x[0].Row, a * x[0].Coef})
			x = x[1:]
		case len(x) == 0 || y[0].Row < x[0].Row:
			out = append(out, Entry{y[0].Row, b * y[0].Coef})
			y = y[1:]
		default:
			if c := a*x[0].Coef + b*y[0].Coef; c != 0 {
				out = append(out, Entry{x[0].Row, c})
			}
			x, y = x[1:], y[1:]
		}
	}
	return slices.DeleteFunc(out, func(e Entry) bool { return e.Coef == 0 })
}
