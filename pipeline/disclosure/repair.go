package disclosure

import (
	"cmp"
	"fmt"
	"slices"

	"jamfor/pipeline/disclosure/audit"
	"jamfor/pipeline/disclosure/model"
)

// repair acts on every finding and lists the columns for which it found nothing
// to do.
func (s *settled) repair() (stuck []int) {
	for _, c := range s.findings.Open {
		s.protect(c, ruleGuard)
	}
	for _, d := range s.findings.Disclosed {
		if s.chased(d) || !s.hideOne(d.From) {
			stuck = append(stuck, d.Column)
		}
	}
	for _, n := range s.findings.Insiders {
		if !s.splitInsider(n) {
			stuck = append(stuck, n.Column)
		}
	}
	bindings := make([][]int, len(s.findings.Narrow))
	s.serves = map[int]int{}
	for i, n := range s.findings.Narrow {
		bindings[i] = s.bindings(n)
		for _, c := range bindings[i] {
			s.serves[c]++
		}
	}
	for i, n := range s.findings.Narrow {
		switch {
		case s.widen(bindings[i], n.Pinned):
			s.widened++
		case n.Pinned && s.allKnown(n.From): // nothing that could be hidden helps
			s.tight[n.Column] = true
		default:
			stuck = append(stuck, n.Column)
		}
	}
	slices.Sort(stuck)
	return slices.Compact(stuck)
}

// protect makes a column one that must be hidden and protected.
func (s *settled) protect(column int, rule string) {
	c := &s.model.Columns[column]
	c.Primary, c.Rule = true, rule
	if s.width != nil {
		c.Room.Width = s.width(rule)
	}
}

// chased reports a guard that a reader with knowledge of his own still computes after
// many rounds: what could be hidden for it is no longer worth it.
func (s *settled) chased(d audit.Disclosed) bool {
	return s.model.Columns[d.Column].Rule == ruleGuard && d.Attacker != audit.Outsider && s.rounds >= heavyRound
}

// allKnown reports whether columns are known from earlier releases, or show a zero;
// at least one from an earlier release.
func (s *settled) allKnown(columns []int) bool {
	any := false
	for _, i := range columns {
		c := &s.model.Columns[i]
		if any = any || c.Forced; !c.Forced && !s.fixed[i] && (c.Must || c.Value != 0) {
			return false
		}
	}
	return any
}

// Rounds after which narrow bounds are widened with a heavier hand: in a knot
// of small numbers, hiding one column at a time can go on past any limit.
const (
	heavyRound    = 6  // all the least important columns of the equations at once
	heaviestRound = 12 // all columns of the equations
	// Rounds with pins in which one column is hidden for each; then two, four, … Most
	// pins are opened by one. Some only give way to the next, for the sum that gives
	// them away follows from published numbers in many ways; hiding all the least
	// important of these at once cost economic assistance twice as many cells.
	patientPins = 4
)

// widen hides published columns of the equations that make a bound narrow: one
// at first, in later rounds more.
func (s *settled) widen(columns []int, pinned bool) bool {
	switch {
	case pinned:
		return s.hideSome(columns, 1<<max(0, s.pinRounds-patientPins))
	case s.rounds < heavyRound:
		return s.hideOne(columns)
	case s.rounds < heaviestRound:
		return s.hideLightest(columns)
	default:
		return s.hideSome(columns, len(columns))
	}
}

// hideLightest hides all of the least important of the columns.
func (s *settled) hideLightest(columns []int) bool {
	lightest := -1.0
	for _, i := range columns {
		if c := &s.model.Columns[i]; s.mayHide(i) && (lightest < 0 || c.Weight < lightest) {
			lightest = c.Weight
		}
	}
	return s.hideSome(slices.DeleteFunc(slices.Clone(columns), func(i int) bool { return s.model.Columns[i].Weight > lightest }), len(columns))
}

// hideSome hides as many of the columns as may be, the least important first, but no
// more than most. Those chosen already in this round count.
func (s *settled) hideSome(columns []int, most int) bool {
	can := slices.DeleteFunc(slices.Clone(columns), func(i int) bool { return !s.mayHide(i) })
	slices.SortStableFunc(can, s.before)
	for _, i := range can[:min(most, len(can))] {
		if !s.model.Columns[i].Primary {
			s.protect(i, ruleInterval)
		}
	}
	return len(can) > 0
}

// mayHide reports whether a column is published and may be hidden instead.
func (s *settled) mayHide(i int) bool {
	c := &s.model.Columns[i]
	return s.pattern.Status[i] == model.Published && !c.Forced && !c.Must && !s.fixed[i] && c.Value != 0 && len(c.Entries) > 0
}

// splitInsider protects what the insider would compute: b·column - a·singleton.
func (s *settled) splitInsider(n audit.Insider) bool {
	m := s.model
	if n.B == 0 { // not a small ratio: hide a neighbour instead
		return false
	}
	s.pairs[len(m.Columns)] = [2]int{n.Column, n.Singleton}
	m.Columns = append(m.Columns, model.Column{
		Entries: model.Combine(n.B, m.Columns[n.Column].Entries, -n.A, m.Columns[n.Singleton].Entries),
		Primary: true, Virtual: true, Rule: ruleInsider,
		Label: fmt.Sprintf("%s, known to the one in %s", m.Columns[n.Column].Label, m.Columns[n.Singleton].Label),
	})
	s.insiders++
	return true
}

// hideOne makes primary one of the published columns in the list that may be
// hidden: of the least important ones that which serves most findings of the round,
// then the greatest. One chosen already serves this finding too.
func (s *settled) hideOne(columns []int) bool {
	best := -1
	for _, i := range columns {
		c := &s.model.Columns[i]
		if !s.mayHide(i) {
			continue
		}
		if c.Primary { // chosen already in this round
			return true
		}
		if best < 0 || s.before(i, best) < 0 {
			best = i
		}
	}
	if best < 0 {
		return false
	}
	s.protect(best, ruleInterval)
	return true
}

// before orders columns that could be hidden.
func (s *settled) before(a, b int) int {
	x, y := &s.model.Columns[a], &s.model.Columns[b]
	return cmp.Or(cmp.Compare(x.Weight, y.Weight), cmp.Compare(s.serves[b], s.serves[a]), cmp.Compare(y.Value, x.Value))
}

// bindings lists the columns of the equations that set the bounds, and, where
// those hold nothing published, of the equations next to them.
func (s *settled) bindings(n audit.Narrow) []int {
	if n.From != nil {
		return n.From
	}
	var out []int
	seen := map[int32]bool{-1: true} // no equation
	for queue := n.Equations[:]; len(queue) > 0 && len(seen) <= mostEquations; {
		var fresh []int
		for _, q := range queue {
			if seen[q] {
				continue
			}
			seen[q] = true
			for _, c := range append([]int32{s.model.Equations[q].Total}, s.model.Equations[q].Parts...) {
				if int(c) != n.Column {
					fresh = append(fresh, int(c))
				}
			}
		}
		out = append(out, fresh...)
		if slices.ContainsFunc(fresh, func(i int) bool {
			return s.pattern.Status[i] == model.Published && s.model.Columns[i].Value > 0 && len(s.model.Columns[i].Entries) > 0
		}) {
			return out
		}
		queue = nil
		for _, c := range fresh {
			queue = append(queue, s.equationsOf(c)...)
		}
		slices.Sort(queue)
	}
	return out
}

// mostEquations is how far bindings looks around.
const mostEquations = 1000

// equationsOf lists the equations that a column takes part in.
func (s *settled) equationsOf(column int) []int32 {
	if s.equations == nil {
		s.equations = map[int][]int32{}
		for q, e := range s.model.Equations {
			for _, c := range append([]int32{e.Total}, e.Parts...) {
				s.equations[int(c)] = append(s.equations[int(c)], int32(q))
			}
		}
	}
	return s.equations[column]
}
