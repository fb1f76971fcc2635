package audit

import (
	"context"
	"fmt"
	"slices"

	"jamfor/pipeline/disclosure/model"
)

// told asks of every sum whether it keeps its room before each of those who know a
// part of other sums (model.Row.Knower). Most are acquitted by a table that everyone
// finds and that leaves what they know as it is; for the others the search is made
// anew, with less reach for the cells that they know of.
//
// A knower inside the goal is another matter: what the rules ask for is reckoned with
// the second largest contributor. He is held to what he knows outside of it.
func (f *Findings) told(ctx context.Context, s *intervals, p model.Pattern) error {
	s.unbase()
	sought := map[string]*search{}
	var order []string
	for c, need := range s.need {
		goal := int32(c)
		if need == (model.Room{}) || s.o.Tight[s.constraints[c].column] || f.has(s.constraints[c].column) || p.Status[s.constraints[c].column] != model.Primary {
			continue
		}
		for _, knower := range s.suspects(goal) {
			rows := s.knownBeside(goal, knower)
			key := fmt.Sprint(rows)
			if sought[key] == nil {
				sought[key] = &search{knower: knower, rows: rows}
				order = append(order, key)
			}
			sought[key].goals = append(sought[key].goals, s.constraints[goal].column)
		}
	}
	for _, key := range order {
		if err := f.ask(ctx, s, sought[key], p); err != nil {
			return err
		}
	}
	return nil
}

// search is one to be made anew: who knows what of which rows, and the columns that
// are to keep their room before him.
type search struct {
	knower int32
	rows   []int32
	goals  []int
}

// has reports whether a column is doubtful already, or too narrow.
func (f *Findings) has(column int) bool {
	return slices.Contains(f.Doubtful, column) || slices.ContainsFunc(f.Narrow, func(n Narrow) bool { return n.Column == column })
}

// suspects lists those for whom no single vector of the kernel gives the goal its room,
// up or down, rising.
func (s *intervals) suspects(goal int32) []int32 {
	up := s.suspectsOf(goal, 1, max(s.need[goal].Above, s.need[goal].Width))
	down := s.suspectsOf(goal, -1, max(s.need[goal].Below, s.need[goal].Width))
	both := slices.Concat(up, down)
	slices.Sort(both)
	return slices.Compact(both)
}

func (s *intervals) suspectsOf(goal int32, way, far int64) []int32 {
	if far == 0 {
		return nil
	}
	var left map[int32]bool
	for _, x := range s.constraints[goal].moves {
		times := way * ((far + abs(x.by) - 1) / abs(x.by))
		if x.by < 0 {
			times = -times
		}
		offended, ok := s.offended(goal, s.along[x.at], times)
		if !ok {
			continue
		}
		if left == nil {
			left = offended
		} else {
			for k := range left {
				if !offended[k] {
					delete(left, k)
				}
			}
		}
		if len(left) == 0 {
			return nil
		}
	}
	if left == nil { // no such table: everyone who knows something that moves with it
		left = s.knowers(goal)
	}
	var out []int32
	for k := range left {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// offended names those who see that a table is not the true one: it moves what they
// know by more than it can move for them. False where everyone sees it.
func (s *intervals) offended(goal int32, vector []term, times int64) (map[int32]bool, bool) {
	out := map[int32]bool{}
	for _, t := range vector {
		c, by := &s.constraints[t.at], times*t.by
		if c.room+by < 0 {
			return nil, false
		}
		if c.column >= 0 || c.ceiling {
			continue
		}
		row := &s.m.Rows[c.row]
		if row.Knower != 0 && !s.inside(goal, c.row) && (-by > row.Told.Fall || by > row.Told.Rise) {
			out[row.Knower] = true
		}
	}
	return out, true
}

// knowers names everyone who knows part of a row in the goal's component.
func (s *intervals) knowers(goal int32) map[int32]bool {
	out := map[int32]bool{}
	for _, c := range s.component([]int32{goal}) {
		if x := &s.constraints[c]; x.column < 0 && !s.inside(goal, x.row) {
			if k := s.m.Rows[x.row].Knower; k != 0 {
				out[k] = true
			}
		}
	}
	return out
}

// inside reports whether a goal counts a row.
func (s *intervals) inside(goal, row int32) bool {
	_, ok := slices.BinarySearchFunc(s.m.Columns[s.constraints[goal].column].Entries, row, func(e model.Entry, r int32) int { return int(e.Row - r) })
	return ok
}

// knownBeside lists the rows of which one knows a part and that the goal does not
// count, rising.
func (s *intervals) knownBeside(goal, knower int32) []int32 {
	var out []int32
	for r := range s.m.Rows {
		if s.m.Rows[r].Knower == knower && !s.inside(goal, int32(r)) {
			out = append(out, int32(r))
		}
	}
	return out
}

// ask makes a search anew, in what hangs together with what the knower knows.
func (f *Findings) ask(ctx context.Context, s *intervals, x *search, p model.Pattern) error {
	y := s.knownTo(x)
	goals := slices.DeleteFunc(x.goals, func(c int) bool { return y.of[c] < 0 })
	if len(goals) == 0 {
		return nil
	}
	y.harvest()
	part := &Findings{}
	open, err := part.prove(ctx, y, p, goals)
	if err != nil {
		return err
	}
	for _, n := range part.Narrow {
		if n.Knower = x.knower; !f.has(n.Column) {
			f.Narrow = append(f.Narrow, n)
		}
	}
	for _, c := range slices.Concat(open, part.Near) {
		if !f.has(c) {
			f.Doubtful, f.Wide, f.still = append(f.Doubtful, c), max(0, f.Wide-1), f.still+1
		}
	}
	return nil
}

// knownTo is the search of one who knows part of some rows: a copy of everything that
// hangs together with them, with the reach that they have for him.
func (s *intervals) knownTo(x *search) *intervals {
	y := &intervals{
		m: s.m, o: s.o, far: s.far, complete: s.complete,
		of: make([]int32, len(s.of)), told: map[int32]model.Reach{},
	}
	for _, r := range x.rows {
		y.told[r] = s.m.Rows[r].Told
	}
	for i := range y.of {
		y.of[i] = -1
	}
	var start []int32
	for c := range s.constraints {
		if s.constraints[c].column < 0 && slices.Contains(x.rows, s.constraints[c].row) {
			start = append(start, int32(c))
		}
	}
	vector := map[int32]int32{}
	for _, c := range s.component(start) {
		from := &s.constraints[c]
		var moves []term
		for _, t := range from.moves {
			if _, ok := vector[t.at]; !ok {
				vector[t.at] = int32(len(y.along))
				y.along = append(y.along, nil)
			}
			moves = append(moves, term{vector[t.at], t.by})
		}
		switch {
		case from.column >= 0:
			y.of[from.column] = int32(len(y.constraints))
			y.add(constraint{column: from.column, moves: moves, least: from.least, room: from.room})
			y.need = append(y.need, s.need[c])
		case from.ceiling: // comes with its row
		default:
			y.addRow(from.row, moves)
		}
	}
	y.prices = make([]int64, len(y.along))
	y.clear()
	return y
}

// component lists the constraints that hang together with some, rising.
func (s *intervals) component(start []int32) []int32 {
	in, seen := make([]bool, len(s.constraints)), make([]bool, len(s.along))
	queue := slices.Clone(start)
	for _, c := range queue {
		in[c] = true
	}
	for at := 0; at < len(queue); at++ {
		for _, t := range s.constraints[queue[at]].moves {
			if seen[t.at] {
				continue
			}
			seen[t.at] = true
			for _, u := range s.along[t.at] {
				if !in[u.at] {
					in[u.at] = true
					queue = append(queue, u.at)
				}
			}
		}
	}
	slices.Sort(queue)
	return queue
}

// unbase brings the search back to the true table.
func (s *intervals) unbase() {
	for c := range s.constraints {
		s.constraints[c].room -= s.base[c]
		s.base[c] = 0
	}
}

func abs(x int64) int64 {
	if x < 0 {
		return -x
	}
	return x
}
