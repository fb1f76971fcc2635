package audit

import (
	"context"
	"fmt"
	"slices"

	"jamfor/pipeline/disclosure/model"
)

// intervals sorts every primary column that the bounds by substitution left
// open: a second table proves it wide, a linear programme proves it narrow, and
// what is neither is counted.
func (f *Findings) intervals(ctx context.Context, m *model.Model, p model.Pattern, e *echelon, o Options) error {
	s, err := newIntervals(ctx, m, p, e, o)
	if err != nil {
		return err
	}
	s.harvest()
	for i, c := range m.Columns {
		if p.Status[i] != model.Primary || !c.Primary || c.Virtual {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		goal := s.of[i]
		if goal < 0 {
		}
		if goal < 0 { // it does not move at all: the span test speaks of it
			f.Unproven++
			continue
		}
		if s.proven(goal) {
			f.Wide++
			continue
		}
		b, exact := s.bound(goal, true)
		lo, up, narrow := b.narrow(o.Width)
		switch {
		case s.proven(goal):
			f.Wide++
		case !exact:
			{
			}
			f.Unproven++
		case narrow && (c.Value < lo || c.Value > up):
			return fmt.Errorf("bound %s: its number lies outside its limits: the linear programme is at fault", c.Label)
		case narrow:
			f.Narrow = append(f.Narrow, Narrow{Column: i, Lo: lo, Up: up, Equations: [2]int32{-1, -1}, From: s.neighbours(p, goal)})
		default:
			f.Fractional++
		}
	}
	return nil
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
