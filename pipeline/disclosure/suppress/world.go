package suppress

import (
	"math"
	"slices"

	"jamfor/pipeline/disclosure/model"
)

// world is one reader's view of a component: what is published as a basis, and
// the remainders of protected columns modulo what that reader knows already.
// Candidates are reduced when their turn comes.
type world struct {
	p      *prepared
	part   []int32
	knows  []bool
	basis  *basis
	guards guards
	uses   []int32        // by row: candidates as they came and pivots that have it
	used   map[int32]bool // singleton rows used by a published difference
	turn   int            // of the candidate looked at last
	left   vector         // and what is left of it
}

func newWorld(p *prepared, part []int32, knows []bool) *world {
	w := &world{p: p, part: part, knows: knows, basis: newBasis(p.rows), uses: make([]int32, p.rows), used: map[int32]bool{}, turn: -1}
	w.guards.byRow = make([]occurrences, p.rows)
	for _, id := range part {
		c := &p.classes[id]
		for _, e := range c.entries {
			w.uses[e.Row]++
		}
		if !c.primary {
			continue
		}
		v := w.known(c.entries)
		if v.empty() || p.options.Singletons == AnySum && w.singletonsOnly(&v) {
			continue
		}
		w.guards.add(v, id)
	}
	return w
}

// known is a column without the rows that the reader knows.
func (w *world) known(entries []model.Entry) vector {
	if w.knows != nil {
		entries = slices.DeleteFunc(slices.Clone(entries), func(e model.Entry) bool { return w.knows[w.p.original[e.Row]] })
	}
	return newVector(entries)
}

// remainder is what is left of a candidate.
func (w *world) remainder(turn int) *vector {
	if w.turn != turn {
		w.turn, w.left = turn, w.basis.reduce(w.known(w.p.classes[w.part[turn]].entries))
	}
	return &w.left
}

// singletonsOnly: rows are sorted with singletons last, so the first row tells.
func (w *world) singletonsOnly(v *vector) bool {
	return !v.empty() && int(v.rows[0]) >= w.p.singleton
}

// conflicts reports whether publishing the candidate would give a protected
// column away. It changes nothing.
func (w *world) conflicts(turn int) bool {
	v := w.remainder(turn)
	if v.empty() {
		return false
	}
	if w.singletonsOnly(v) {
		switch w.p.options.Singletons {
		case AnySum:
			if !w.freshDifference(v) {
				return true
			}
		case AnySumNotPrimary:
			return w.guards.covered(v)
		}
	}
	return w.guards.has(v)
}

// freshDifference: a difference of singletons, none of them used before.
func (w *world) freshDifference(v *vector) bool {
	return v.mixed() && !slices.ContainsFunc(v.rows, func(r int32) bool { return w.used[r] })
}

// publish takes the candidate into the basis.
func (w *world) publish(turn int, forced bool) {
	a := *w.remainder(turn)
	if a.empty() {
		return
	}
	if w.singletonsOnly(&a) && !forced {
		switch w.p.options.Singletons {
		case AnySum:
			for _, r := range a.rows {
				w.used[r] = true
			}
		case AnySumNotPrimary:
			for _, r := range a.rows {
				w.pivot(vector{rows: []int32{r}, small: []int64{1}}, r)
			}
			return
		}
	}
	row := a.rows[0]
	if w.p.options.Singletons == NoSingletons {
		row = w.rarest(a.rows)
	}
	w.pivot(a, row)
}

// rarest is the row through which a column is published with the least work, as
// far as can be told: the first of those that fewest have. A protected column
// weighs more, for it is reduced at once. No choice changes what is hidden.
func (w *world) rarest(rows []int32) int32 {
	best, least := rows[0], int32(math.MaxInt32)
	for _, r := range rows {
		if n := guardWeight*w.guards.byRow[r].count + w.uses[r]; n < least {
			best, least = r, n
		}
	}
	return best
}

const guardWeight = 4

// pivot publishes a column through one of its rows.
func (w *world) pivot(a vector, row int32) {
	w.guards.eliminate(&a, row)
	for _, r := range a.rows {
		w.uses[r]++
	}
	w.basis.add(a, row)
}
