package disclosure

import (
	"slices"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
)

// Cleared is a package that has passed disclosure control: what may be
// published, and nothing else. It is made by Protect after a passed audit and
// in no other way: it has no exported fields and no decoder (one read from JSON
// is the zero value), and the zero value is refused.
type Cleared struct{ c *cleared }

type cleared struct {
	set      string
	period   code.Period
	coverage []cell.Coverage
	entries  []entry
}

type entry struct {
	key    cell.Key
	parts  cell.Parts
	status code.Status
}

// notCleared is the panic of a zero Cleared: a programming error, on the way to
// publishing something that was never protected.
const notCleared = "disclosure: a Cleared that did not come from Protect"

func (c Cleared) must() *cleared {
	if c.c == nil {
		panic(notCleared)
	}
	return c.c
}

// IsZero reports whether the value is no cleared package. Every other method
// panics on the zero value.
func (c Cleared) IsZero() bool { return c.c == nil }

// Set is the indicator set.
func (c Cleared) Set() string { return c.must().set }

// Period is the period of the package.
func (c Cleared) Period() code.Period { return c.must().period }

// Coverage tells which municipalities delivered, by collection.
func (c Cleared) Coverage() []cell.Coverage {
	out := slices.Clone(c.must().coverage)
	for i := range out {
		out[i].Delivered = slices.Clone(out[i].Delivered)
		out[i].ZeroReport = slices.Clone(out[i].ZeroReport)
	}
	return out
}

// Len is the number of cells.
func (c Cleared) Len() int { return len(c.must().entries) }

// Each visits every cell in a fixed order: measures as in the package, areas
// from municipality to nation and by code, total before women before men, all
// ages before each age group. The status is ok, suppressed or missing; parts
// are zero for the latter two. A denominator of 0 is ok: whether a value exists
// is for the observer to say. The parts are shared: read only.
func (c Cleared) Each(visit func(cell.Key, cell.Parts, code.Status)) {
	for _, e := range c.must().entries {
		visit(e.key, e.parts, e.status)
	}
}
