package disclosure

import (
	"context"
	"slices"

	"jamfor/pipeline/disclosure/audit"
	"jamfor/pipeline/disclosure/model"
	"jamfor/pipeline/disclosure/suppress"
)

// auditSeed draws the audit's primes.
const auditSeed = "jamfor disclosure audit 1"

// settled is a model with a pattern that has passed the audit.
type settled struct {
	model    *model.Model
	pattern  model.Pattern
	findings *audit.Findings
	rounds   int
	// pinRounds are the rounds that met pins: they are short and do not count
	// towards the rules' rounds, up to as many again.
	pinRounds int
	insiders  int // pairs protected against each other
	widened   int // columns hidden to widen bounds
	// known are columns that the rules hide and earlier releases give away.
	known map[int]bool
	pairs map[int][2]int // virtual column to the insider's two columns
	tight map[int]bool   // columns that earlier releases leave too little room
	// unguarded are complementary columns that a reader with knowledge of his own
	// can compute whatever is hidden: see unguard.
	unguarded map[int]bool
	fixed     map[int]bool // columns that follow from earlier releases: hiding them is of no use

	width func(rule string) int64 // required of a rule's numbers; nil where none is

	equations map[int][]int32 // by column, made when first asked for
	serves    map[int]int     // by column: narrow findings of the round that hiding it would serve
}

// hides reports whether a column is not shown.
func (s *settled) hides(column int) bool {
	st := s.pattern.Status[column]
	return st == model.Primary || st == model.Secondary || s.known[column]
}

// settle repeats suppression and audit until the audit passes. What the audit
// finds becomes something to protect: an insider's combination becomes a
// virtual primary column; a complementary column that an attacker can compute
// becomes primary, so that it is protected against that attacker too and never
// stands hidden alone; for bounds that are too narrow, and for a disclosed
// column, a published column of the equations behind becomes primary.
func (pl *plan) settle(ctx context.Context, m *model.Model, o audit.Options) (*settled, error) {
	o.Seed = auditSeed
	if pl.unweighted {
		for i := range m.Columns {
			m.Columns[i].Weight = 0
		}
	}
	s := &settled{model: m, known: map[int]bool{}, pairs: map[int][2]int{}, fixed: map[int]bool{}, tight: map[int]bool{}, unguarded: map[int]bool{}}
	if o.Width > 0 {
		s.width = pl.rules.WidthOf
	}
	o.Open, o.Tight, o.Pair = s.unguarded, s.tight, s.conceded
	for s.rounds = 1; ; s.rounds++ {
		var err error
		if s.pattern, err = suppress.Suppress(ctx, m, suppress.Options{}); err != nil {
			return nil, err
		}
		if s.concede(s.pattern.Unsafe) {
			s.rounds--
			continue
		}
		s.findings, err = audit.Audit(ctx, m, s.pattern, o)
		if err != nil {
			return nil, err
		}
		if len(s.pattern.Unsafe) > 0 {
			return s, blocked(m, s.pattern.Unsafe, ReasonUnprotectable)
		}
		if s.anyPinned() {
			s.pinRounds = min(s.pinRounds+1, pl.rules.Rounds)
		}
		last := s.rounds >= pl.rules.Rounds+s.pinRounds
		if s.findings.Passed() && (len(s.findings.Open) == 0 || last) {
			return s, pl.accepts(s)
		}
		if last {
			return s, blocked(m, failing(s.findings), ReasonRounds)
		}
		if stuck := s.unguard(s.repair()); len(stuck) > 0 && !s.clearAround(stuck) {
			return s, blocked(m, stuck, ReasonFrozen)
		}
	}
}

// accepts decides on a passed audit: whether intervals without proof will do.
func (pl *plan) accepts(s *settled) error {
	if list := doubtful(s.findings); pl.rules.Unproven == BlockUnproven && len(list) > 0 {
		return blocked(s.model, list, ReasonUnproven)
	}
	return nil
}

// doubtful lists the columns whose width nothing proves, or nearly the width, rising.
func doubtful(f *audit.Findings) []int {
	out := slices.Concat(f.Doubtful, f.Near)
	slices.Sort(out)
	return out
}

// anyPinned reports whether the round met a pin.
func (s *settled) anyPinned() bool {
	return slices.ContainsFunc(s.findings.Narrow, func(n audit.Narrow) bool { return n.Pinned })
}

// failing lists the columns of all findings, rising, each once.
func failing(f *audit.Findings) []int {
	var out []int
	for _, d := range f.Disclosed {
		out = append(out, d.Column)
	}
	for _, n := range f.Insiders {
		out = append(out, n.Column)
	}
	for _, n := range f.Narrow {
		out = append(out, n.Column)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
