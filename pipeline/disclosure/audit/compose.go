package audit

import "slices"

// mostComposed bounds the numbers that a composed vector may touch.
const mostComposed = 300

// freeing is a vector that lifts constraints while no other one of those still in
// question falls.
type freeing struct {
	vector int32
	way    int64
	freed  []int32
}

// compose adds vectors to the kernel's: sums of its own that lift a constraint
// which no table has moved, and let none of its kind fall. A vector by itself may
// lift one that never moved and take from another; that one has a vector of its own
// then, found before it. What the sum takes from all others they can often spare in
// some table, and wandering finds which.
func (s *intervals) compose(order []freeing) {
	in := make([]bool, len(s.constraints)) // in question
	by := make([]int, len(s.constraints))  // its vector
	for i, x := range order {
		for _, c := range x.freed {
			in[c], by[c] = true, i
		}
	}
	made := make([][]term, len(order))
	for i, x := range order {
		v := slices.Clone(s.along[x.vector])
		if x.way < 0 {
			v = combined(nil, v, -1)
		}
		made[i] = s.spare(v, in, by, made)
		if made[i] == nil || len(made[i]) == len(v) && slices.Equal(made[i], v) {
			continue // too long, or nothing new
		}
		k := int32(len(s.along))
		s.along, s.prices = append(s.along, made[i]), append(s.prices, 0)
		for _, t := range made[i] {
			s.constraints[t.at].moves = append(s.constraints[t.at].moves, term{k, t.by})
		}
	}
}

// spare adds to a vector what lifts those in question that it lets fall; nil where
// it grows too long.
func (s *intervals) spare(v []term, in []bool, by []int, made [][]term) []term {
	for {
		i := slices.IndexFunc(v, func(t term) bool { return t.by < 0 && in[t.at] })
		if i < 0 {
			return v
		}
		w := made[by[v[i].at]]
		if w == nil || len(v) > mostComposed {
			return nil
		}
		v = combined(v, w, 1)
	}
}
