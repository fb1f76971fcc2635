package audit

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
)

// farRoom: what has more room than this is left out of the programmes in floating
// point. The check in integers leaves nothing out.
const farRoom = 50

// floats is a linear programme over a part of the kernel, in floating point: how
// rows (constraints that move alike count as one) move along vectors. It is solved
// by the primal-dual hybrid gradient method (Chambolle & Pock 2011), with steps by
// row and column (Pock & Chambolle 2011): nothing but sums over what is not zero, so
// that a part with thousands of vectors is no trouble. What it finds is near a
// solution and never on one: fractions.go mends that.
//
// Products are converted to float64 one by one, so that no machine fuses them with
// an addition and finds something else.
type floats struct {
	vectors []int32
	members [][]int32 // constraints by row
	room    []float64 // of the one with the least

	byRow, byVector sparse
	rowStep         []float64
	vectorStep      []float64

	times, next []float64 // of every vector: where it is, and a step further
	moved       []float64 // by row
	price       []float64 // by row
	cost        []float64 // by vector
	visits      int64     // numbers looked at so far
}

// sparse lists the numbers of a matrix that are not zero, line by line.
type sparse struct {
	start []int32
	at    []int32
	by    []float64
}

// want is what is asked of a row: that it moves by least or more and, as far as
// weight pays for it, by goal or more (by goal or less where it is below zero).
type want struct {
	least, goal, weight float64
}

// newFloats takes the constraints of a part and the first vectors of the kernel.
func newFloats(s *intervals, part []int32, vectors int32, keep []bool) *floats {
	x := &floats{}
	x.group(s, part, vectors, keep)
	number := map[int32]int32{}
	for _, m := range x.members {
		for _, t := range s.constraints[m[0]].moves {
			if _, ok := number[t.at]; !ok && t.at < vectors {
				number[t.at] = 0
				x.vectors = append(x.vectors, t.at)
			}
		}
	}
	slices.Sort(x.vectors)
	for j, k := range x.vectors {
		number[k] = int32(j)
	}
	rows, columns := len(x.members), len(x.vectors)
	x.byRow.start = append(x.byRow.start, 0)
	x.rowStep, x.vectorStep = make([]float64, rows), make([]float64, columns)
	for i, m := range x.members {
		for _, t := range s.constraints[m[0]].moves {
			if t.at >= vectors {
				continue
			}
			j := number[t.at]
			x.byRow.at, x.byRow.by = append(x.byRow.at, j), append(x.byRow.by, float64(t.by))
			x.rowStep[i] += math.Abs(float64(t.by))
			x.vectorStep[j] += math.Abs(float64(t.by))
		}
		x.byRow.start = append(x.byRow.start, int32(len(x.byRow.at)))
	}
	x.byVector = x.byRow.transposed(columns)
	for _, step := range [][]float64{x.rowStep, x.vectorStep} {
		for i := range step {
			step[i] = 1 / step[i]
		}
	}
	x.times, x.next, x.cost = make([]float64, columns), make([]float64, columns), make([]float64, columns)
	x.moved, x.price = make([]float64, rows), make([]float64, rows)
	return x
}

// group sorts the constraints into rows that move alike.
func (x *floats) group(s *intervals, part []int32, vectors int32, keep []bool) {
	alike := map[string]int{}
	var key []byte
	for _, c := range part {
		room := s.constraints[c].room
		if room > farRoom && !keep[c] {
			continue
		}
		key = key[:0]
		for _, t := range s.constraints[c].moves {
			if t.at < vectors {
				key = binary.AppendVarint(binary.AppendVarint(key, int64(t.at)), t.by)
			}
		}
		if len(key) == 0 {
			continue
		}
		i, ok := alike[string(key)]
		if !ok {
			i = len(x.members)
			alike[string(key)] = i
			x.members, x.room = append(x.members, nil), append(x.room, float64(room))
		}
		x.members[i] = append(x.members[i], c)
		x.room[i] = min(x.room[i], float64(room))
	}
}

// transposed lists the same numbers by column.
func (m *sparse) transposed(columns int) sparse {
	out := sparse{start: make([]int32, columns+1), at: make([]int32, len(m.at)), by: make([]float64, len(m.at))}
	for _, j := range m.at {
		out.start[j+1]++
	}
	for j := range columns {
		out.start[j+1] += out.start[j]
	}
	fill := slices.Clone(out.start)
	for i := range len(m.start) - 1 {
		for e := m.start[i]; e < m.start[i+1]; e++ {
			j := m.at[e]
			out.at[fill[j]], out.by[fill[j]] = int32(i), m.by[e]
			fill[j]++
		}
	}
	return out
}

// product puts the matrix times from into into.
func (m *sparse) product(from, into []float64) {
	for i := range into {
		sum := 0.0
		for e := m.start[i]; e < m.start[i+1]; e++ {
			sum += float64(m.by[e] * from[m.at[e]])
		}
		into[i] = sum
	}
}

// watchEvery is how many turns pass between two looks.
const watchEvery = 50

// solve goes towards what is wanted of the rows, from where it is, until there says
// that it has come or the turns are over; moved then tells how the rows have moved.
func (x *floats) solve(wants []want, turns int, there func() bool) {
	clear(x.price)
	for turn := 1; turn <= turns; turn++ {
		x.byVector.product(x.price, x.cost)
		for j, at := range x.times {
			to := at - float64(x.vectorStep[j]*x.cost[j])
			x.times[j], x.next[j] = to, 2*to-at
		}
		x.byRow.product(x.next, x.moved)
		for i, p := range x.price {
			step := x.rowStep[i]
			p += float64(step * x.moved[i])
			x.price[i] = p - float64(step*wants[i].nearest(p/step, step))
		}
		x.visits += 2 * int64(len(x.byRow.at))
		if turn%watchEvery == 0 {
			x.byRow.product(x.times, x.moved)
			if there() {
				return
			}
		}
	}
	x.byRow.product(x.times, x.moved)
}

// nearest is the move nearest to m that the row may make, drawn towards its goal.
func (w *want) nearest(m, step float64) float64 {
	switch {
	case w.weight == 0:
	case w.goal > 0 && m < w.goal:
		m = min(w.goal, m+w.weight/step)
	case w.goal < 0 && m > w.goal:
		m = max(w.goal, m-w.weight/step)
	}
	return max(m, w.least)
}

// connected sorts the constraints into parts that share no vector; in each they rise,
// and the parts by their first.
func (s *intervals) connected() [][]int32 {
	parent := make([]int32, len(s.constraints))
	for i := range parent {
		parent[i] = int32(i)
	}
	find := func(i int32) int32 {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	for _, v := range s.along {
		for _, t := range v {
			parent[find(t.at)] = find(v[0].at)
		}
	}
	byRoot := map[int32][]int32{}
	for c := range s.constraints {
		root := find(int32(c))
		byRoot[root] = append(byRoot[root], int32(c))
	}
	out := make([][]int32, 0, len(byRoot))
	for _, part := range byRoot {
		out = append(out, part)
	}
	slices.SortFunc(out, func(a, b []int32) int { return cmp.Compare(a[0], b[0]) })
	return out
}
