package audit

import (
	"cmp"
	"context"
	"encoding/binary"
	"math"
	"slices"

	"jamfor/pipeline/disclosure/model"
)

// Pinned numbers.
//
// A sum of hidden numbers that a reader can compute gives each of them away where
// it is no more than the sum of the least that they can be: nothing is left to
// share out. Whether there are such sums is a question about all hidden numbers at
// once, and programmes for one number at a time meet them rarely. Here it is asked
// of all those that stood at their least value in every table found (any other is
// in no such sum): which combinations of them, with no negative factor, do not
// move along the kernel?
//
// Three steps make the question small. A number that some vector of the kernel
// lifts and no other one pays for is free, and so on with the rest (peel); one that
// is a sum of others is free or pinned with them (dependencies); what then remains
// are a few combinations with factors of both signs, whose cone is searched in
// exact integers (rays).

// pin is a set of constraints that hold each other at their least values, and
// the published columns that give their sum.
type pin struct {
	set  []term // constraint, and its factor in the sum
	from []int
}

// pinned finds the constraints that no table can move. Complete kernels only:
// along another the question says nothing.
func (s *intervals) pinned(ctx context.Context, e *echelon) (*pinner, error) {
	x := &pinner{intervals: s, span: e, of: map[int]int{}}
	if !s.complete {
		return x, nil
	}
	x.core, _ = s.peel(s.still(true))
	vectors, all, err := s.dependent(ctx, &x.core, e.f)
	if err != nil {
		return nil, err
	}
	x.whole = all
	x.done = make([]bool, len(x.core))
	for again := true; again; {
		again = false
		for _, v := range vectors {
			if y, ok := x.oneSign(v); ok && x.accept(y) {
				again = true
			}
		}
	}
	for _, part := range x.parts(vectors) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		x.rays(part)
	}
	return x, nil
}

// still lists the constraints that stood at their least value in every table; of
// those that move alike all, or the first.
func (s *intervals) still(first bool) []int32 {
	var out []int32
	seen := map[string]bool{}
	var key []byte
	for c := range s.constraints {
		x := &s.constraints[c]
		if x.room != 0 || s.base[c] != 0 || s.low[c] != 0 || s.high[c] != 0 {
			continue
		}
		if !first {
			out = append(out, int32(c))
			continue
		}
		key = key[:0]
		for _, t := range x.moves {
			key = binary.AppendVarint(binary.AppendVarint(key, int64(t.at)), t.by)
		}
		if !seen[string(key)] {
			seen[string(key)] = true
			out = append(out, int32(c))
		}
	}
	return out
}

// peel leaves out every constraint that a vector lifts without making another one
// fall, again and again: a combination without negative factors that holds it would
// move along that vector. order tells by which vector each was left out; core is
// what remains.
func (s *intervals) peel(still []int32) (core []int32, order []freeing) {
	by := make([][]int32, len(s.along)) // constraints by vector
	plus, minus := make([]int, len(s.along)), make([]int, len(s.along))
	in := make([]bool, len(s.constraints))
	for _, c := range still {
		in[c] = true
		for _, t := range s.constraints[c].moves {
			by[t.at] = append(by[t.at], c)
			if t.by > 0 {
				plus[t.at]++
			} else {
				minus[t.at]++
			}
		}
	}
	var queue []int32
	ask := func(k int32) {
		if (plus[k] == 0) != (minus[k] == 0) {
			queue = append(queue, k)
		}
	}
	for k := range by {
		ask(int32(k))
	}
	for ; len(queue) > 0; queue = queue[1:] {
		k := queue[0]
		x := freeing{vector: k, way: 1}
		if plus[k] == 0 {
			x.way = -1
		}
		for _, c := range by[k] {
			if !in[c] {
				continue
			}
			in[c] = false
			x.freed = append(x.freed, c)
			for _, t := range s.constraints[c].moves {
				if t.by > 0 {
					plus[t.at]--
				} else {
					minus[t.at]--
				}
				ask(t.at)
			}
		}
		if len(x.freed) > 0 {
			order = append(order, x)
		}
	}
	return slices.DeleteFunc(slices.Clone(still), func(c int32) bool { return !in[c] }), order
}

// dependent gives a basis of the combinations of the core's constraints that do
// not move along any vector, by number in the core. A constraint that is a sum of
// others with no negative factor is taken out of the core first: it is at its
// least where they are, and asks nothing of its own. all is false where one stands
// for no small integers.
func (s *intervals) dependent(ctx context.Context, core *[]int32, f field) (vectors [][]term, all bool, err error) {
	for {
		if vectors, all, err = s.dependencies(ctx, *core, f); err != nil {
			return nil, false, err
		}
		out := make([]bool, len(*core))
		any := false
		for _, v := range vectors {
			if slices.ContainsFunc(v, func(t term) bool { return out[t.at] }) {
				continue // says something else once the other is gone
			}
			if c := sumOfOthers(v); c >= 0 {
				out[c], any = true, true
			}
		}
		if !any {
			return vectors, all, nil
		}
		var rest []int32
		for i, c := range *core {
			if !out[i] {
				rest = append(rest, c)
			}
		}
		*core = rest
	}
}

// sumOfOthers finds the one member whose sign differs from all the others'; -1
// where there is none.
func sumOfOthers(v []term) int32 {
	plus, minus := int32(-1), int32(-1)
	p, m := 0, 0
	for _, t := range v {
		if t.by > 0 {
			p, plus = p+1, t.at
		} else {
			m, minus = m+1, t.at
		}
	}
	switch {
	case p == 1 && m > 0:
		return plus
	case m == 1 && p > 0:
		return minus
	}
	return -1
}

// dependencies eliminates the moves of the core's constraints modulo a prime, each
// with a mark of its own beside them: what leaves marks alone is a combination that
// does not move. Those that stand for no small integers are left out, and all is
// false then.
func (s *intervals) dependencies(ctx context.Context, core []int32, f field) (out [][]term, all bool, err error) {
	all = true
	n := len(s.along)
	size := n + len(core)
	e := &echelon{f: f, pivotOf: make([]int32, size), usage: make([]int32, size), sum: make([]uint64, size), inSum: make([]bool, size)}
	for i := range e.pivotOf {
		e.pivotOf[i] = -1
	}
	order := make([]int, len(core))
	for i, c := range core {
		order[i], e.usage[n+i] = i, math.MaxInt32
		for _, t := range s.constraints[c].moves {
			e.usage[t.at]++
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(len(s.constraints[core[a]].moves), len(s.constraints[core[b]].moves))
	})
	for done, i := range order {
		if done%256 == 0 && ctx.Err() != nil {
			return nil, false, ctx.Err()
		}
		var entries []model.Entry
		for _, t := range s.constraints[core[i]].moves {
			entries = append(entries, model.Entry{Row: t.at, Coef: t.by})
		}
		rest := e.reduce(append(entries, model.Entry{Row: int32(n + i), Coef: 1}), nil)
		if int(rest.rows[0]) < n {
			e.keep(rest, i)
			continue
		}
		v := make([]term, len(rest.rows))
		for k, r := range rest.rows {
			v[k] = term{r - int32(n), int64(rest.values[k])}
		}
		if e.lift(v) {
			out = append(out, v)
		} else {
			all = false
		}
	}
	return out, all, nil
}
