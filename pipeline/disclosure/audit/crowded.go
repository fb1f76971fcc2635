package audit

import (
	"cmp"
	"slices"

	"jamfor/pipeline/disclosure/model"
)

// crowded lists published columns of which hiding one gives a hidden sum more room: in
// every published sum that holds it, and of which the published parts leave less than
// is asked for, those parts; where it has none, the sum itself. Nothing where no single
// sum is to blame.
func (s *intervals) crowded(p model.Pattern, goal int32) []int {
	column := s.constraints[goal].column
	c := &s.m.Columns[column]
	inside := rowSet(c.Entries)
	var out []int
	for i := range s.m.Columns {
		whole := &s.m.Columns[i]
		if p.Status[i] != model.Published || len(whole.Entries) <= len(c.Entries) || !inside.within(rowSet(whole.Entries)) {
			continue
		}
		parts, free := s.takeOff(p, whole, inside)
		// What the others can fall is what it can rise, and the other way about.
		if above, below := s.give(free); above >= s.need[goal].Above && below >= s.need[goal].Below {
			continue
		}
		if len(parts) == 0 {
			parts = []int{i}
		}
		out = append(out, parts...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// takeOff takes published parts off a published sum, the largest first, none of which
// holds what is inside, and gives the rows that are left beside it.
func (s *intervals) takeOff(p model.Pattern, whole *model.Column, inside rows) (parts []int, free rows) {
	free = rowSet(whole.Entries)
	for r := range inside {
		delete(free, r)
	}
	for i := range s.m.Columns {
		x := &s.m.Columns[i]
		if p.Status[i] == model.Published && len(x.Entries) > 0 && x.Amount > 0 && rowSet(x.Entries).within(free) {
			parts = append(parts, i)
		}
	}
	slices.SortStableFunc(parts, func(a, b int) int {
		return cmp.Compare(s.m.Columns[b].Amount, s.m.Columns[a].Amount)
	})
	parts = slices.DeleteFunc(parts, func(i int) bool {
		part := rowSet(s.m.Columns[i].Entries)
		if !part.within(free) {
			return true
		}
		for r := range part {
			delete(free, r)
		}
		return false
	})
	return parts, free
}

// give tells how far some rows can fall and rise together.
func (s *intervals) give(free rows) (fall, rise int64) {
	for r := range free {
		x := s.reachOf(r)
		fall += x.Fall
		if rise += x.Rise; x.Rise == model.Endless || rise < 0 {
			rise = model.Endless / 2 // and stays beyond all that is asked for
		}
	}
	return fall, rise
}

// reachOf is the reach of a row for the one who looks.
func (s *intervals) reachOf(r int32) model.Reach {
	if x, ok := s.told[r]; ok {
		return x
	}
	return s.m.Rows[r].Reach
}

// rows is a set of rows.
type rows map[int32]bool

func rowSet(entries []model.Entry) rows {
	out := make(rows, len(entries))
	for _, e := range entries {
		out[e.Row] = true
	}
	return out
}

func (r rows) within(other rows) bool {
	if len(r) > len(other) {
		return false
	}
	for x := range r {
		if !other[x] {
			return false
		}
	}
	return true
}
