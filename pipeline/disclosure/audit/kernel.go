package audit

import (
	"context"
	"slices"
)

// term is one coefficient of a sparse integer vector.
type term struct {
	at int32
	by int64
}

// mostKernel bounds the entries that a kernel may have, about 200 MB with
// its transposed.
const mostKernel = 6_000_000

// kernel gives integer vectors over the rows along which no published column
// moves: one for every row that the published columns leave free. Two tables
// that show the same numbers differ by a combination of them. The vectors are
// found modulo the echelon's prime and are candidates until verified against
// the columns; complete is false where one of them stands for no small
// fractions, or where there would be too many entries (then there are none).
func (e *echelon) kernel(ctx context.Context) (vectors [][]term, complete bool, err error) {
	rows := make([][]term, len(e.pivotOf)) // by row: its part of every vector, in the field
	free := int32(0)
	for r, n := range e.pivotOf {
		if n < 0 {
			rows[r] = []term{{free, int64(e.f.one)}}
			free++
		}
	}
	sum, in := make([]uint64, free), make([]bool, free)
	entries := 0
	for n := len(e.pivots) - 1; n >= 0; n-- {
		if n%256 == 0 && ctx.Err() != nil {
			return nil, false, ctx.Err()
		}
		p := &e.pivots[n]
		var touched []int32
		for i, r := range p.rows {
			if r == p.row {
				continue
			}
			for _, x := range rows[r] {
				if !in[x.at] {
					in[x.at] = true
					touched = append(touched, x.at)
				}
				sum[x.at] = e.f.sub(sum[x.at], e.f.mul(p.values[i], uint64(x.by)))
			}
		}
		slices.Sort(touched)
		for _, k := range touched {
			if sum[k] != 0 {
				rows[p.row] = append(rows[p.row], term{k, int64(sum[k])})
			}
			sum[k], in[k] = 0, false
		}
		if entries += len(rows[p.row]); entries > mostKernel {
			return nil, false, nil
		}
	}
	raw := make([][]term, free)
	for r := range rows {
		for _, x := range rows[r] {
			raw[x.at] = append(raw[x.at], term{int32(r), x.by})
		}
	}
	complete = true
	for _, v := range raw {
		if e.lift(v) {
			vectors = append(vectors, v)
		} else {
			complete = false
		}
	}
	return vectors, complete, nil
}

// lift turns field elements into the small integers that they stand for, after
// multiplication by a common denominator.
func (e *echelon) lift(v []term) bool {
	scale := e.f.one
	for i := range v {
		_, b, ok := ratio(e.f, e.f.mul(uint64(v[i].by), scale))
		if !ok {
			return false
		}
		scale = e.f.mul(scale, e.f.from(b))
	}
	for i := range v {
		a, b, ok := ratio(e.f, e.f.mul(uint64(v[i].by), scale))
		if !ok || b != 1 {
			return false
		}
		v[i].by = a
	}
	return true
}
