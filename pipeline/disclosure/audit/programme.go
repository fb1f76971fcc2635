package audit

import (
	"cmp"
	"slices"
)

// The limits of a linear programme: kernel vectors and constraints. Greater
// components are attacked by witnesses only.
const (
	mostFree        = 80
	mostConstraints = 600
	// Of a component that is too large, a programme over a part of it looks for
	// witnesses, all else held at its true value.
	partFree        = 28
	partConstraints = 320
)

// limits is what a linear programme says of a hidden column, as fractions.
type limits struct {
	loTop, loBottom, upTop, upBottom int64
	lower, upper                     bool // false: no limit
}

// narrow reports whole numbers within the limits, where there are two limits
// less than the width apart.
func (l limits) narrow(width int64) (lo, up int64, ok bool) {
	if !l.lower || !l.upper {
		return 0, 0, false
	}
	lo, up = ceil(l.loTop, l.loBottom), floor(l.upTop, l.upBottom)
	return lo, up, up-lo < width
}

// around gives the vectors and constraints of a column's component, or, where
// that is too large, of a part around the column.
func (s *intervals) around(c int32) (vectors, constraints []int32, whole bool) {
	vectors = s.members[s.component[s.constraints[c].moves[0].at]]
	if len(vectors) <= mostFree {
		if constraints = s.touching(vectors); len(constraints) <= mostConstraints {
			return vectors, constraints, true
		}
	}
	vectors = nil
	chosen, seen := map[int32]bool{}, map[int32]bool{c: true}
	queue := []int32{c}
	total := map[int32]bool{}
	for len(queue) > 0 && len(vectors) < partFree {
		next := queue[0]
		queue = queue[1:]
		moves := slices.Clone(s.constraints[next].moves)
		slices.SortStableFunc(moves, func(a, b term) int { return cmp.Compare(len(s.along[a.at]), len(s.along[b.at])) })
		for _, x := range moves {
			if chosen[x.at] || len(vectors) >= partFree {
				continue
			}
			if len(vectors) > 0 && len(total)+len(s.along[x.at]) > partConstraints {
				continue
			}
			chosen[x.at] = true
			vectors = append(vectors, x.at)
			for _, t := range s.along[x.at] {
				total[t] = true
				if !seen[t] {
					seen[t] = true
					queue = append(queue, t)
				}
			}
		}
	}
	slices.Sort(vectors)
	return vectors, s.touching(vectors), false
}

// touching lists the constraints that move along any of the vectors, rising.
func (s *intervals) touching(vectors []int32) []int32 {
	var out []int32
	for _, k := range vectors {
		out = append(out, s.along[k]...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// programme makes the linear programme of a part, nil where a number is too
// large for it.
func (s *intervals) programme(goal int32, vectors, constraints []int32) *simplex {
	at := make(map[int32]int, len(vectors))
	for j, k := range vectors {
		at[k] = j
	}
	rows := make([][]int64, len(constraints))
	number := -1
	for i, c := range constraints {
		row := make([]int64, len(vectors)+1)
		for _, x := range s.constraints[c].moves {
			if j, ok := at[x.at]; ok {
				row[j] = x.by
			}
		}
		row[len(vectors)] = s.constraints[c].room
		if row[len(vectors)] > mostEntry {
			return nil
		}
		if rows[i] = row; c == goal {
			number = i
		}
	}
	return newSimplex(rows, number)
}

// bound works on one constraint: it looks for a second table and, where the
// whole component fits, for the exact limits. early stops at the first proof.
func (s *intervals) bound(goal int32, early bool) (out limits, exact bool) {
	vectors, constraints, whole := s.around(goal)
	p := s.programme(goal, vectors, constraints)
	if p == nil {
		return out, false
	}
	look := func() bool {
		if at, ok := p.corner(len(constraints)); ok {
			for i, c := range constraints {
				s.saw(c, at[i]-s.constraints[c].room)
			}
		}
		return early && s.proven(goal)
	}
	least := s.m.Columns[s.constraints[goal].column].Least
	exact = whole && s.complete
	switch p.move(1, look) {
	case optimal:
		out.upTop, out.upBottom = p.value()
		out.upTop += least * out.upBottom
		out.upper = true
	case tooLarge:
		return out, false
	case satisfied:
		return out, false
	case endless:
		// A ray along which no constraint falls leads from the true table to
		// others, in whole steps of the scale: one of them is far enough.
		s.saw(goal, s.width)
	}
	if early && s.proven(goal) {
		return out, false
	}
	switch p.move(-1, look) {
	case optimal:
		out.loTop, out.loBottom = p.value()
		out.loTop += least * out.loBottom
		out.lower = true
	case tooLarge, satisfied:
		exact = false
	}
	return out, exact
}

func floor(a, b int64) int64 {
	if q := a / b; a%b >= 0 {
		return q
	}
	return a/b - 1
}

func ceil(a, b int64) int64 { return -floor(-a, b) }
