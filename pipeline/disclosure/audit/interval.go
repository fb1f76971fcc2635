package audit

import (
	"context"
	"fmt"
	"slices"

	"jamfor/pipeline/disclosure/model"
)

// intervals sorts every primary column that the bounds by substitution left
// open: one that no table can move is told first (pinned.go), for little work;
// where there is none, and the attack with the second prime (again) finds nothing, a
// second table proves a column wide, a linear programme proves it narrow or leaves it
// room in fractions, and what is neither is counted.
func (f *Findings) intervals(ctx context.Context, m *model.Model, p model.Pattern, e *echelon, o Options, again func() error) error {
	s, err := newIntervals(ctx, m, p, e, o)
	if err != nil {
		return err
	}
	var open []int
	for i, c := range m.Columns {
		if p.Status[i] != model.Primary || !c.Primary || o.Tight[i] || o.room(&c) == (model.Room{}) {
			continue
		}
		if s.of[i] < 0 { // it does not move at all: the span test speaks of it
			f.Doubtful, f.still = append(f.Doubtful, i), f.still+1
			continue
		}
		open = append(open, i)
	}
	defer f.doubt()
	if err := s.shorten(ctx); err != nil {
		return err
	}
	s.harvest()
	if open, err = f.pinned(ctx, s, e, open); err != nil {
		return err
	}
	if f.Passed() { // else there is work for a repair, and the rest waits for the next audit
		if err = again(); err == nil && f.Passed() {
			open, err = f.prove(ctx, s, p, open)
		}
	}
	f.Doubtful = append(f.Doubtful, open...)
	if err == nil && f.Passed() && o.Amounts {
		err = f.told(ctx, s, p)
	}
	return err
}

// pinned takes the columns that no table can move out of the open ones, and those
// proven wide.
func (f *Findings) pinned(ctx context.Context, s *intervals, e *echelon, open []int) (left []int, err error) {
	x, err := s.pinned(ctx, e)
	if err != nil {
		return open, err
	}
	f.whole = x.whole
	for _, i := range open {
		if s.count(f, s.of[i]) {
			continue
		}
		from, ok := x.given(i)
		if !ok {
			left = append(left, i)
			continue
		}
		value := s.o.number(&s.m.Columns[i])
		f.Narrow = append(f.Narrow, Narrow{Column: i, Lo: value, Up: value, Equations: [2]int32{-1, -1}, From: from, Pinned: true})
	}
	return left, nil
}

// prove looks for second tables, and then for limits. Light work first: a table
// found for one column proves many others too.
func (f *Findings) prove(ctx context.Context, s *intervals, p model.Pattern, open []int) ([]int, error) {
	goals := make([]int32, len(open))
	for i, c := range open {
		goals[i] = s.of[c]
	}
	vectors := int32(len(s.along))
	if err := s.explore(ctx, goals); err != nil {
		return open, err
	}
	if err := s.fractions(ctx, goals, vectors); err != nil {
		return open, err
	}
	for _, effort := range efforts {
		var left []int
		for _, i := range open {
			if err := ctx.Err(); err != nil {
				return open, err
			}
			settled, err := f.interval(s, i, effort, p)
			if err != nil {
				return open, err
			}
			if !settled {
				left = append(left, i)
			}
		}
		if open = left; len(f.Narrow) > 0 {
			break
		}
	}
	return open, nil
}

// doubt counts what is left.
func (f *Findings) doubt() {
	slices.Sort(f.Doubtful)
	if f.Unproven = len(f.Doubtful); f.whole && len(f.Narrow) == 0 {
		f.Loose = f.Unproven - f.still
	}
}

// explore looks for second tables without programmes: by wandering, by wandering
// along composed vectors too, and by walks from where that led.
func (s *intervals) explore(ctx context.Context, goals []int32) error {
	if err := s.wander(ctx, goals); err != nil {
		return err
	}
	if s.unproven(goals) > 0 {
		_, order := s.peel(s.still(false))
		s.compose(order)
		if err := s.wander(ctx, goals); err != nil {
			return err
		}
	}
	for turn := range roams + 1 {
		if s.unproven(goals) == 0 {
			return nil
		}
		if turn > 0 {
			s.roam(turn)
		}
		for i, goal := range goals {
			if i%64 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			if !s.proven(goal) {
				s.walk(goal)
			}
		}
	}
	s.work = 0 // what programmes may look at does not depend on walks
	return nil
}

// interval judges one column with the given effort; false leaves it open.
func (f *Findings) interval(s *intervals, column int, effort int64, p model.Pattern) (settled bool, err error) {
	goal, c := s.of[column], &s.m.Columns[column]
	if s.count(f, goal) {
		return true, nil
	}
	if s.roomy[goal] {
		f.Fractional++
		f.Near = append(f.Near, column)
		return true, nil
	}
	b, exact := s.bound(goal, effort, true)
	lo, up := b.whole()
	value := s.o.number(c)
	narrow := tooNear(s.need[goal], value, lo, up)
	switch {
	case s.proven(goal):
		f.Wide++
	case !exact:
		return false, nil
	case narrow && (value < lo || value > up):
		return false, fmt.Errorf("bound %s: its number lies outside its limits: the linear programme is at fault", c.Label)
	case narrow:
		f.Narrow = append(f.Narrow, Narrow{Column: column, Lo: lo, Up: up, Equations: [2]int32{-1, -1}, From: s.around(p, goal)})
	default:
		f.Fractional++
	}
	return true, nil
}

// count counts a column that is proven wide.
func (s *intervals) count(f *Findings, goal int32) bool {
	if s.proven(goal) {
		f.Wide++
		return true
	}
	return false
}

// around lists published columns of which hiding one gives the goal more room.
func (s *intervals) around(p model.Pattern, goal int32) []int {
	if s.o.Amounts {
		if out := s.crowded(p, goal); len(out) > 0 {
			return out
		}
	}
	return s.neighbours(p, goal)
}

// neighbours lists the published columns that share a row with the goal, rising: hiding one of them gives the goal more room.
func (s *intervals) neighbours(p model.Pattern, goal int32) []int {
	column := s.constraints[goal].column
	rows := map[int32]bool{}
	for _, e := range s.m.Columns[column].Entries {
		rows[e.Row] = true
	}
	var out []int
	for i, c := range s.m.Columns {
		if p.Status[i] == model.Published && slices.ContainsFunc(c.Entries, func(e model.Entry) bool { return rows[e.Row] }) {
			out = append(out, i)
		}
	}
	return out
}
