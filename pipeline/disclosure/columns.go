package disclosure

import (
	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
)

// columnKey names a column of a table: a form in a place. coverage tells apart
// upper areas of measures that rest on different collections.
type columnKey struct {
	form     int
	place    place
	coverage string
}

// column is one count that is shown or follows from shown ones.
type column struct {
	columnKey
	groups    []int32
	value     int64
	candidate bool  // shown as such; else it only follows from shown ones
	minimum   int64 // the highest minimum among the measures that use it
	least     int64
	primary   string // rule, empty for none
	// alike marks a zero that tells something of everyone in a small group.
	alike bool
}

// columns collects the columns of one table.
type columns struct {
	*table
	grid   *grid
	least  int64 // the rules' Differences
	list   []column
	index  map[columnKey]int
	groups map[columnKey][]int32 // by place and coverage
}

func newColumns(t *table, g *grid) *columns {
	return &columns{table: t, grid: g, index: map[columnKey]int{}, groups: map[columnKey][]int32{}}
}

// column finds or makes the column of a form in a place for a measure.
func (c *columns) column(form int, at place, m *cell.Measure, candidate bool, minimum int64) int {
	k := columnKey{form: form, place: at}
	if at.area.Type != area.Municipality {
		k.coverage = coverageKey(m)
	}
	i, ok := c.index[k]
	if !ok {
		where := columnKey{form: -1, place: at, coverage: k.coverage}
		groups, ok := c.groups[where]
		if !ok {
			groups = c.within(c.grid.inside(m, at.area), at.sex, at.age)
			c.groups[where] = groups
		}
		i = len(c.list)
		c.index[k] = i
		c.list = append(c.list, column{columnKey: k, groups: groups, value: c.sum(form, groups), least: 1})
	}
	col := &c.list[i]
	col.candidate = col.candidate || candidate
	col.minimum = max(col.minimum, minimum*c.unit)
	if c.forms[form].not >= 0 || at.sex == code.Unknown {
		col.least = 0
	}
	return i
}

// unseen notes that a count that is never a row may be zero where it is not known.
func (c *columns) unseen() {
	for i := range c.list {
		if !c.list[i].candidate {
			c.list[i].least = 0
		}
	}
}

// small marks the columns whose value is a small number.
func (c *columns) small() {
	for i := range c.list {
		if col := &c.list[i]; col.value > 0 && col.value < col.minimum && (col.candidate || col.place.sex != code.Unknown) {
			col.primary = ruleMinimum
		}
	}
}

// The primary rules, as the internal report names them.
const (
	ruleMinimum    = "minimum"
	ruleAlike      = "everyone_alike"
	ruleUnknown    = "unknown_sex"
	ruleMedian     = "median_sides"
	ruleInsider    = "insider"
	ruleInterval   = "interval"
	ruleGuard      = "guard"
	ruleCorrection = "correction"
	ruleDifference = "difference"

	ruleContributors = "contributors"
	ruleDominance    = "dominance"
)

// unknownSex protects small numbers of unknown sex. With the total, women and
// men shown, their number is a subtraction away; so the number is protected,
// and women and men are hidden with it. (One of them hidden would do against
// the outsider, but a hidden one is then known to within that small number.)
func (c *columns) unknownSex(total int, m *cell.Measure) {
	t := c.list[total]
	at := func(sex code.Sex) place { return place{t.place.area, sex, t.place.age} }
	u := c.column(t.form, at(code.Unknown), m, false, 0)
	if v := c.list[u].value; v == 0 || v >= t.minimum {
		return
	}
	c.list[u].primary = ruleUnknown
	for _, sex := range []code.Sex{code.Women, code.Men} {
		i := c.column(t.form, at(sex), m, false, 0)
		if c.list[i].value > 0 && c.list[i].primary == "" {
			c.list[i].primary = ruleUnknown
		}
	}
}

// unknownOnly looks at a small total that consists of unknown sex alone. With
// zero women and zero men shown it would stand hidden by itself, and a reader
// who knows of no other sex would read a contradiction out of it; so those
// zeros are hidden with it.
func (c *columns) unknownOnly(total int, m *cell.Measure) {
	t := c.list[total]
	if t.value == 0 || t.value >= t.minimum {
		return
	}
	var zeros []int
	for _, sex := range []code.Sex{code.Women, code.Men} {
		i := c.column(t.form, place{t.place.area, sex, t.place.age}, m, false, 0)
		if c.list[i].value > 0 {
			return
		}
		zeros = append(zeros, i)
	}
	for _, i := range zeros {
		c.list[i].alike, c.list[i].least = true, 0
	}
}
