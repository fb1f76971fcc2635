package audit

import (
	"cmp"
	"slices"

	"jamfor/pipeline/disclosure/model"
)

// crowded lists published columns of which hiding one gives a hidden sum more room
// above: in every published sum that holds it, and of which the published parts leave
// less than is asked for, those parts; where it has none, the sum itself. Nothing where
// no single sum is to blame.
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
		parts, left := s.takeOff(p, whole, inside)
		if left-c.Amount >= s.need[goal].Above {
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
// holds what is inside, and gives what is left.
func (s *intervals) takeOff(p model.Pattern, whole *model.Column, inside rows) (parts []int, left int64) {
	free := rowSet(whole.Entries)
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
	left = whole.Amount
	parts = slices.DeleteFunc(parts, func(i int) bool {
		x := &s.m.Columns[i]
		part := rowSet(x.Entries)
		if !part.within(free) {
			return true
		}
		for r := range part {
			delete(free, r)
		}
		left -= x.Amount
		return false
	})
	return parts, left
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
