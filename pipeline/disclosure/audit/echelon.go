package audit

import (
	"cmp"
	"context"
	"slices"

	"jamfor/pipeline/disclosure/model"
)

// echelon is the span of the published columns modulo a prime.
type echelon struct {
	f       field
	pivotOf []int32 // by row: number of the pivot, -1 for none
	pivots  []pivot
	usage   []int32 // by row: published columns that have it

	sum     []uint64 // scratch, by row
	inSum   []bool
	touched []int32
	queue   intHeap
}

// pivot is one reduced published column, 1 at its pivot row.
type pivot struct {
	row    int32
	rows   []int32
	values []uint64
	column int
	// The column is 1/scale times the pivot, and factors times the pivots that
	// reduced it.
	uses    []int32
	factors []uint64
	scale   uint64
}

// newEchelon takes the published columns, short ones first. known rows are left
// out (nil: none).
func newEchelon(ctx context.Context, m *model.Model, published []int, known []bool, prime uint64) (*echelon, error) {
	e := &echelon{
		f: newField(prime), pivotOf: make([]int32, len(m.Rows)), usage: make([]int32, len(m.Rows)),
		sum: make([]uint64, len(m.Rows)), inSum: make([]bool, len(m.Rows)),
	}
	for i := range e.pivotOf {
		e.pivotOf[i] = -1
	}
	order := slices.Clone(published)
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(len(m.Columns[a].Entries), len(m.Columns[b].Entries))
	})
	for _, c := range order {
		for _, x := range m.Columns[c].Entries {
			e.usage[x.Row]++
		}
	}
	for i, c := range order {
		if i%256 == 0 {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
		}
		e.take(c, m.Columns[c].Entries, known)
	}
	return e, nil
}

// take reduces a column and makes what is left a pivot.
func (e *echelon) take(column int, entries []model.Entry, known []bool) {
	e.spread(entries, known)
	rest := e.collect(e.apply())
	if len(rest.rows) > 0 {
		e.keep(rest, column)
	}
}

// keep makes a remainder a pivot, on its least used row.
func (e *echelon) keep(rest pivot, column int) {
	best := 0
	for i, r := range rest.rows {
		if cmp.Or(cmp.Compare(e.usage[r], e.usage[rest.rows[best]]), cmp.Compare(r, rest.rows[best])) < 0 {
			best = i
		}
	}
	scale := e.f.inverse(rest.values[best])
	for i := range rest.values {
		rest.values[i] = e.f.mul(rest.values[i], scale)
	}
	rest.column, rest.row, rest.scale = column, rest.rows[best], scale
	e.pivotOf[rest.rows[best]] = int32(len(e.pivots))
	e.pivots = append(e.pivots, rest)
}

// reduce gives the remainder of a column modulo the span, rows rising. A pivot
// holds no row of an earlier pivot, so pivots are applied in rising order.
func (e *echelon) reduce(entries []model.Entry, known []bool) pivot {
	e.spread(entries, known)
	uses, factors := e.apply()
	slices.Sort(e.touched)
	return e.collect(uses, factors)
}

// spread puts a column into the scratch.
func (e *echelon) spread(entries []model.Entry, known []bool) {
	for _, x := range entries {
		if known == nil || !known[x.Row] {
			e.add(x.Row, e.f.from(x.Coef))
		}
	}
}

// apply reduces what is in the scratch by the pivots.
func (e *echelon) apply() (uses []int32, factors []uint64) {
	for last := int32(-1); len(e.queue) > 0; {
		number := e.queue.pop()
		if number == last {
			continue
		}
		last = number
		p := &e.pivots[number]
		factor := e.sum[p.row]
		if factor == 0 {
			continue
		}
		uses, factors = append(uses, number), append(factors, factor)
		for i, r := range p.rows {
			e.add(r, e.f.sub(0, e.f.mul(factor, p.values[i])))
		}
	}
	return uses, factors
}

func (e *echelon) add(row int32, x uint64) {
	if !e.inSum[row] {
		e.inSum[row] = true
		e.touched = append(e.touched, row)
	}
	if n := e.pivotOf[row]; n >= 0 && e.sum[row] == 0 {
		e.queue.push(n)
	}
	s := e.sum[row] + x
	if s >= e.f.p {
		s -= e.f.p
	}
	e.sum[row] = s
}

// collect takes the remainder out of the scratch, rows in the order of touched.
func (e *echelon) collect(uses []int32, factors []uint64) pivot {
	rest := pivot{uses: uses, factors: factors}
	for _, r := range e.touched {
		if e.sum[r] != 0 {
			rest.rows, rest.values = append(rest.rows, r), append(rest.values, e.sum[r])
			e.sum[r] = 0
		}
		e.inSum[r] = false
	}
	e.touched = e.touched[:0]
	return rest
}

// behind lists the published columns that a remainder was reduced with,
// directly or through other pivots, rising.
func (e *echelon) behind(uses []int32) []int {
	seen := map[int32]bool{}
	stack := slices.Clone(uses)
	var out []int
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[n] {
			continue
		}
		seen[n] = true
		out = append(out, e.pivots[n].column)
		stack = append(stack, e.pivots[n].uses...)
	}
	slices.Sort(out)
	return out
}

// combination lists the columns that a remainder was reduced with, each with a
// factor that is not zero in the end; rising.
func (e *echelon) combination(rest pivot) []int {
	factor := make([]uint64, len(e.pivots))
	for i, n := range rest.uses {
		factor[n] = rest.factors[i]
	}
	var out []int
	for n := len(factor) - 1; n >= 0; n-- {
		if factor[n] == 0 {
			continue
		}
		p := &e.pivots[n]
		out = append(out, p.column)
		by := e.f.mul(factor[n], p.scale)
		for i, k := range p.uses {
			factor[k] = e.f.sub(factor[k], e.f.mul(by, p.factors[i]))
		}
	}
	slices.Sort(out)
	return out
}

// intHeap is a heap of pivot numbers, least first. (container/heap would box
// every number.)
type intHeap []int32

func (h *intHeap) push(x int32) {
	*h = append(*h, x)
	q := *h
	for i := len(q) - 1; i > 0; {
		up := (i - 1) / 2
		if q[up] <= q[i] {
			return
		}
		q[up], q[i] = q[i], q[up]
		i = up
	}
}

func (h *intHeap) pop() int32 {
	q := *h
	least := q[0]
	q[0] = q[len(q)-1]
	q = q[:len(q)-1]
	for i := 0; ; {
		down := 2*i + 1
		if down >= len(q) {
			break
		}
		if down+1 < len(q) && q[down+1] < q[down] {
			down++
		}
		if q[i] <= q[down] {
			break
		}
		q[i], q[down] = q[down], q[i]
		i = down
	}
	*h = q
	return least
}
