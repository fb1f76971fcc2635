package suppress

import (
	"math/bits"
	"slices"
)

// basis holds the published columns as pivots, in the order of publication. Each
// has a row of its own that no later pivot has. What is left of a column modulo
// all of them is found by taking off, in that order, those whose row it has. It
// touches no other column: a candidate need not be looked at before its turn.
type basis struct {
	pivots []vector
	rows   []int32 // every pivot's own row
	at     []int32 // and that row's place in the pivot
	of     []int32 // the pivot of every row, -1 for none
	modest []bool  // all of the pivot's entries are below 2^30

	// The column under reduction: its entries by row, the rows it has or had, and
	// the pivots still to be taken off, a bit each.
	values  []int64
	met     []bool
	touched []int32
	pending []uint64
}

func newBasis(rows int) *basis {
	b := &basis{of: make([]int32, rows), values: make([]int64, rows), met: make([]bool, rows)}
	for r := range b.of {
		b.of[r] = -1
	}
	return b
}

// add takes a column, reduced by all earlier pivots, as the next one.
func (b *basis) add(v vector, row int32) {
	b.of[row] = int32(len(b.pivots))
	b.pivots = append(b.pivots, v)
	b.rows, b.at = append(b.rows, row), append(b.at, int32(v.position(row)))
	b.modest = append(b.modest, v.large == nil && !slices.ContainsFunc(v.small, func(x int64) bool { return magnitude(x) >= 1<<30 }))
	if len(b.pivots) > 64*len(b.pending) {
		b.pending = append(b.pending, 0)
	}
}

// reduce is v modulo the pivots. The result may be v itself; it does not share
// storage with the pivots.
func (b *basis) reduce(v vector) vector {
	if v.large == nil {
		if out, ok := b.reduceSmall(v); ok {
			return out
		}
	}
	for {
		next := b.first(&v)
		if next < 0 {
			return v
		}
		v = eliminate(&v, &b.pivots[next], b.rows[next], vector{})
	}
}

// first is the first pivot whose row v has, -1 for none.
func (b *basis) first(v *vector) int32 {
	next := int32(-1)
	for _, r := range v.rows {
		if k := b.of[r]; k >= 0 && (next < 0 || k < next) {
			next = k
		}
	}
	return next
}

// reduceSmall is reduce in 64 bits; it reports whether all numbers fit.
func (b *basis) reduceSmall(v vector) (vector, bool) {
	if b.first(&v) < 0 {
		return v, true
	}
	for i, r := range v.rows {
		b.values[r] = v.small[i]
		b.meet(r)
	}
	fits := true
	for word := 0; fits && word < len(b.pending); word++ {
		for fits && b.pending[word] != 0 {
			bit := bits.TrailingZeros64(b.pending[word])
			b.pending[word] &^= 1 << bit
			fits = b.takeOff(word<<6 + bit)
		}
	}
	var out vector
	if fits {
		out = b.gather()
	}
	for _, r := range b.touched {
		b.values[r], b.met[r] = 0, false
	}
	b.touched = b.touched[:0]
	clear(b.pending)
	return out, fits
}

// meet notes that the column has a row.
func (b *basis) meet(r int32) {
	b.met[r] = true
	b.touched = append(b.touched, r)
	if k := b.of[r]; k >= 0 {
		b.pending[k>>6] |= 1 << (k & 63)
	}
}

// takeOff removes a pivot's row from the column with the help of the pivot:
// (p/g) column - (q/g) pivot, where p and q are their entries in that row.
func (b *basis) takeOff(k int) bool {
	a := &b.pivots[k]
	q := b.values[b.rows[k]]
	if q == 0 {
		return true
	}
	if a.large != nil {
		return false
	}
	p := a.small[b.at[k]]
	if g := int64(gcd(magnitude(p), magnitude(q))); g > 1 {
		p, q = p/g, q/g
	}
	if p < 0 {
		p, q = -p, -q
	}
	if p != 1 && !b.scale(p) {
		return false
	}
	modest := b.modest[k] && magnitude(q) < 1<<30
	for i, r := range a.rows {
		x, fits := q*a.small[i], true
		if !modest {
			x, fits = times(q, a.small[i])
		}
		x = b.values[r] - x
		if !fits || magnitude(x) >= 1<<61 {
			return false
		}
		b.values[r] = x
		if !b.met[r] {
			b.meet(r)
		}
	}
	return true
}

// scale multiplies the column.
func (b *basis) scale(p int64) (ok bool) {
	for _, r := range b.touched {
		if b.values[r], ok = times(b.values[r], p); !ok {
			return false
		}
	}
	return true
}

// gather makes a vector of the column.
func (b *basis) gather() vector {
	n := 0
	for _, r := range b.touched {
		if b.values[r] != 0 {
			n++
		}
	}
	v := vector{rows: make([]int32, 0, n), small: make([]int64, n)}
	for _, r := range b.touched {
		if b.values[r] != 0 {
			v.rows = append(v.rows, r)
		}
	}
	slices.Sort(v.rows)
	for i, r := range v.rows {
		v.small[i] = b.values[r]
	}
	v.canonical()
	return v
}
