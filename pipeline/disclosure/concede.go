package disclosure

import (
	"maps"
	"slices"

	"jamfor/pipeline/disclosure/audit"
	"jamfor/pipeline/disclosure/model"
)

// concede gives up protecting columns that earlier releases give away: nothing
// brings back what is out. They stay hidden, and the report names them. Without
// earlier releases there is nothing to concede.
func (s *settled) concede(columns []int) bool {
	if len(columns) == 0 || !s.anyForced() {
		return false
	}
	for _, i := range columns {
		c := &s.model.Columns[i]
		if c.Rule == ruleInterval || c.Rule == ruleGuard { // hiding it hides nothing: no rule asks for it
			c.Primary, c.Rule, s.fixed[i] = false, "", true
			continue
		}
		if s.known[i] { // conceded before: it is something else
			return false
		}
		s.known[i] = true
		c.Primary, c.Hidden, c.Least = false, !c.Forced, min(c.Least, c.Value)
	}
	return true
}

// conceded reports whether a pair is one that earlier releases open: it was
// split in a round before, in vain.
func (s *settled) conceded(n audit.Insider) bool {
	if !s.anyForced() {
		return false
	}
	for i, pair := range s.pairs {
		if pair == [2]int{n.Column, n.Singleton} {
			s.known[i] = true
			return true
		}
	}
	return false
}

// narrowMark follows the name of a column that is protected against exact recovery
// only.
const narrowMark = " (narrow)"

// knownNames names the columns conceded, in the order of the model.
func (s *settled) knownNames() []string {
	var out []string
	for _, i := range slices.Sorted(maps.Keys(s.known)) {
		out = append(out, s.model.Columns[i].Label)
	}
	for _, i := range slices.Sorted(maps.Keys(s.tight)) {
		out = append(out, s.model.Columns[i].Label+narrowMark)
	}
	return out
}

// clearAround is for columns that nothing in the equations behind them can help:
// what shares an inner cell with them is hidden, then what shares one with that,
// and so on. Where nothing is left to hide and there are earlier releases, it is
// those that leave the columns so little room: they stay protected against exact
// recovery, and the report names them.
func (s *settled) clearAround(stuck []int) bool {
	rows := map[int32]bool{}
	near := func(c *model.Column) bool {
		return slices.ContainsFunc(c.Entries, func(e model.Entry) bool { return rows[e.Row] })
	}
	for _, i := range stuck {
		for _, e := range s.model.Columns[i].Entries {
			rows[e.Row] = true
		}
	}
	for size := 0; size < len(rows); {
		size = len(rows)
		hidden := false
		var reached []int
		for i := range s.pattern.Status {
			c := &s.model.Columns[i]
			if !near(c) {
				continue
			}
			reached = append(reached, i)
			if s.mayHide(i) {
				s.protect(i, ruleInterval)
				hidden = true
			}
		}
		if hidden {
			return true
		}
		for _, i := range reached {
			for _, e := range s.model.Columns[i].Entries {
				rows[e.Row] = true
			}
		}
	}
	if !s.anyForced() || s.anyMust(near) {
		return false
	}
	for _, i := range stuck {
		if s.tight[i] {
			return false
		}
		s.tight[i] = true
	}
	return true
}

// anyMust reports whether a promised column is among some: then it may be the
// promise, not an earlier release, that leaves them so little room.
func (s *settled) anyMust(of func(*model.Column) bool) bool {
	return slices.ContainsFunc(s.model.Columns, func(c model.Column) bool { return c.Must && of(&c) })
}

// unguard gives up guards for which nothing is left to hide: complementary
// columns that a reader with knowledge of his own can compute. No rule asks that
// they be hidden, and what they stand beside is held against that reader by the
// audit; they stay hidden from all others. It returns the other columns.
func (s *settled) unguard(stuck []int) (others []int) {
	for _, i := range stuck {
		if c := &s.model.Columns[i]; c.Rule != ruleGuard || s.unguarded[i] {
			others = append(others, i)
			continue
		}
		s.model.Columns[i].Primary, s.model.Columns[i].Rule = false, ""
		s.unguarded[i] = true
		delete(s.tight, i)
	}
	return others
}

func (s *settled) anyForced() bool {
	return slices.ContainsFunc(s.model.Columns, func(c model.Column) bool { return c.Forced })
}
