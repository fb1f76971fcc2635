package audit

import (
	"slices"

	"jamfor/pipeline/disclosure/model"
)

// pinner collects pins. What is pinned counts as known from then on: the next pin
// may use it with either sign.
type pinner struct {
	*intervals
	span  *echelon
	core  []int32
	done  []bool      // by number in the core: pinned
	of    map[int]int // by number given to the span: the pin
	found []pin
	whole bool // the search came to its end: what is not pinned can move
}

// mostCone bounds the numbers of one search for rays.
const mostCone = 1_000_000

// oneSign gives what a combination says of those not pinned yet, where their
// factors have one sign.
func (x *pinner) oneSign(v []term) (y []term, ok bool) {
	for _, t := range v {
		if !x.done[t.at] {
			y = append(y, t)
		}
	}
	if len(y) == 0 {
		return nil, false
	}
	for _, t := range y {
		if t.by > 0 != (y[0].by > 0) {
			return nil, false
		}
	}
	if y[0].by < 0 {
		for i := range y {
			y[i].by = -y[i].by
		}
	}
	return y, true
}

// accept holds a combination against the published columns: their sum must give
// it, with what is pinned already. It notes which of them do.
func (x *pinner) accept(y []term) bool {
	var sum []model.Entry
	for _, t := range y {
		sum = model.Combine(1, sum, t.by, x.entries(x.core[t.at]))
	}
	rest := x.span.reduce(sum, nil)
	if len(rest.rows) > 0 {
		return false
	}
	one := pin{from: x.published(rest)}
	for _, t := range y {
		x.done[t.at] = true
		one.set = append(one.set, term{x.core[t.at], t.by})
	}
	for _, t := range one.set {
		number := len(x.m.Columns) + int(t.at) // beyond the columns
		x.of[number] = len(x.found)
		x.span.take(number, x.entries(t.at), nil)
	}
	x.found = append(x.found, one)
	return true
}

// given reports whether a column follows from the published ones and what is
// pinned, and then the published columns that give it away.
func (x *pinner) given(column int) (from []int, ok bool) {
	if len(x.found) == 0 {
		return nil, false
	}
	rest := x.span.reduce(x.m.Columns[column].Entries, nil)
	if len(rest.rows) > 0 {
		return nil, false
	}
	return x.published(rest), true
}

// published lists the published columns of a combination, rising; in place of what
// is pinned, those of its pin.
func (x *pinner) published(rest pivot) []int {
	var out []int
	for _, c := range x.span.combination(rest) {
		if i, ok := x.of[c]; ok {
			out = append(out, x.found[i].from...)
		} else {
			out = append(out, c)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// entries are the rows that a constraint counts.
func (s *intervals) entries(c int32) []model.Entry {
	if x := &s.constraints[c]; x.column < 0 {
		by := int64(1)
		if x.ceiling {
			by = -1
		}
		return []model.Entry{{Row: x.row, Coef: by}}
	}
	return s.m.Columns[s.constraints[c].column].Entries
}

// parts sorts combinations into those that share something not pinned.
func (x *pinner) parts(vectors [][]term) [][][]term {
	part := make([]int, len(x.core)) // 1 + its part
	var out [][][]term
	uses := make([][]int, len(x.core))
	for i, v := range vectors {
		for _, t := range v {
			if !x.done[t.at] {
				uses[t.at] = append(uses[t.at], i)
			}
		}
	}
	seen := make([]bool, len(vectors))
	for i := range vectors {
		if seen[i] {
			continue
		}
		seen[i] = true
		var one [][]term
		for stack := []int{i}; len(stack) > 0; {
			v := vectors[stack[len(stack)-1]]
			stack = stack[:len(stack)-1]
			one = append(one, v)
			for _, t := range v {
				if x.done[t.at] || part[t.at] > 0 {
					continue
				}
				part[t.at] = 1 + len(out)
				for _, w := range uses[t.at] {
					if !seen[w] {
						seen[w] = true
						stack = append(stack, w)
					}
				}
			}
		}
		if len(one) > 1 {
			out = append(out, one)
		}
	}
	return out
}

// rays searches the cone of the combinations of some vectors that have no negative
// factor, but for what is pinned: each ray is a pin, and the search begins anew.
func (x *pinner) rays(vectors [][]term) {
	for {
		rows, at := x.cone(vectors)
		if len(rows) == 0 {
			return
		}
		if len(rows)*len(vectors) > mostCone {
			x.whole = false
			return
		}
		s := newSimplex(rows, 0)
		for j := range s.goal {
			s.goal[j] = 0
			for _, row := range rows {
				s.goal[j] += row[j]
			}
		}
		if end := s.move(1, func() bool { return false }); end != endless {
			x.whole = x.whole && end == optimal
			return
		}
		var y []term
		for name, by := range s.ray(len(rows)) {
			if by > 0 {
				y = append(y, term{at[name], by})
			}
		}
		if len(y) == 0 || !x.accept(y) {
			x.whole = false
			return
		}
	}
}

// cone writes the factors of everything not pinned as functions of how much of
// each vector is taken. at names the rows.
func (x *pinner) cone(vectors [][]term) (rows [][]int64, at []int32) {
	number := map[int32]int{}
	for j, v := range vectors {
		for _, t := range v {
			if x.done[t.at] {
				continue
			}
			i, ok := number[t.at]
			if !ok {
				i = len(rows)
				number[t.at] = i
				rows, at = append(rows, make([]int64, len(vectors)+1)), append(at, t.at)
			}
			rows[i][j] = t.by
		}
	}
	return rows, at
}

// ray tells how fast every slack grows along the way that has no end.
func (s *simplex) ray(count int) []int64 {
	out := make([]int64, count)
	for i, name := range s.inside {
		if name != freed {
			out[name] = s.table[i][s.column] * s.way
		}
	}
	if name := s.outside[s.column]; name >= 0 {
		out[name] = s.scale * s.way
	}
	return out
}
