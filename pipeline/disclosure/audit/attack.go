package audit

import (
	"context"
	"slices"

	"jamfor/pipeline/disclosure/model"
)

// attack is one reader's attempt modulo one prime.
type attack struct {
	m                 *model.Model
	published, hidden []int
	attacker          model.Attacker
	pattern           model.Pattern
	insiders          bool

	span      *echelon
	rank      int
	disclosed []Disclosed
	open      []int
	found     []Insider
	err       error
}

func (a *attack) run(ctx context.Context, prime uint64) {
	e, err := newEchelon(ctx, a.m, a.published, a.attacker.Knows, prime)
	if err != nil {
		a.err = err
		return
	}
	a.span, a.rank = e, len(e.pivots)
	var remainders []remainder
	for i, c := range a.hidden {
		if i%256 == 0 && ctx.Err() != nil {
			a.err = ctx.Err()
			return
		}
		if a.nothing(c) {
			continue
		}
		rest := e.reduce(a.m.Columns[c].Entries, a.attacker.Knows)
		if len(rest.rows) == 0 && a.attacker.Knows != nil && a.pattern.Status[c] != model.Primary {
			a.open = append(a.open, c)
			continue
		}
		if len(rest.rows) == 0 {
			from := e.behind(rest.uses)
			if a.attacker.Knows != nil && !slices.ContainsFunc(from, func(c int) bool { return !a.m.Columns[c].Forced }) {
				continue // out before this pattern, and to this reader alone
			}
			a.disclosed = append(a.disclosed, Disclosed{
				Column: c, Attacker: a.attacker.Name, From: from,
				Confirmed: inSpan(a.m, from, c, a.attacker.Knows),
			})
			continue
		}
		col := &a.m.Columns[c]
		if a.insiders && !col.Virtual && (knownToOne(col) || col.Primary) {
			remainders = append(remainders, newRemainder(e.f, c, rest))
		}
	}
	a.found = matchInsiders(e.f, a.m, remainders, a.attacker)
}

// nothing reports whether the attacker knows all rows of the column anyway: it
// is then no secret to that attacker, and the outsider's attack judges it.
func (a *attack) nothing(column int) bool {
	if a.attacker.Knows == nil {
		return false
	}
	return !slices.ContainsFunc(a.m.Columns[column].Entries, func(x model.Entry) bool { return !a.attacker.Knows[x.Row] })
}
