package audit

import (
	"context"

	"jamfor/pipeline/disclosure/model"
)

// constraint is a number that the reader does not see and knows to be at least
// something: how it moves along the kernel, and how far it may fall. A number that has
// a greatest value too is two of them, the second one upside down.
type constraint struct {
	column int   // -1 for a row
	row    int32 // that row
	moves  []term
	least  int64
	room   int64 // where the search is: see intervals.base
	// ceiling marks a row upside down.
	ceiling bool
}

// anywhere is how far a number may move that a reader knows no least value of: a
// difference, of either sign. It is far beyond every room that counts ask for.
const anywhere = 1 << 20

// intervals is the search for second tables: what a reader who sees the
// published columns can still think of.
type intervals struct {
	m           *model.Model
	o           Options
	far         int64 // as far as any column is asked to move
	complete    bool  // the kernel is all there is
	constraints []constraint
	of          []int32  // constraint of a column, -1 for none
	along       [][]term // moves of the constraints by kernel vector, rising
	work        int64    // numbers that programmes have looked at so far

	slot   []int32 // scratch, by constraint
	prices []int64 // scratch, by kernel vector
	at     []int64 // scratch, by constraint: where a walk is, from base

	weight    []int64               // scratch, by constraint: how often a walk had to lift it
	base      []int64               // by constraint: how far from the true table the search is
	low, high []int64               // by constraint: farthest fall and rise seen in a table
	roomy     []bool                // by constraint: has room in fractions, see fractions.go
	need      []model.Room          // by constraint: what is asked for
	told      map[int32]model.Reach // of rows that the one who looks knows a part of
}

func newIntervals(ctx context.Context, m *model.Model, p model.Pattern, e *echelon, o Options) (*intervals, error) {
	vectors, complete, err := e.kernel(ctx)
	if err != nil {
		return nil, err
	}
	s := &intervals{m: m, o: o, far: 1, complete: complete, of: make([]int32, len(m.Columns))}
	for i := range s.of {
		s.of[i] = -1
	}
	moves := s.verified(p, vectors)
	s.along, s.prices = make([][]term, len(vectors)), make([]int64, len(vectors))
	for i, c := range m.Columns {
		need := o.room(&c)
		if p.Status[i] == model.Published || len(moves[i]) == 0 || c.Virtual && need == (model.Room{}) {
			continue
		}
		s.of[i] = int32(len(s.constraints))
		x := constraint{column: i, moves: moves[i], least: c.Least}
		switch {
		case c.Virtual:
			x.least = o.number(&c) - anywhere
		case o.Amounts:
			x.least = 0
		}
		x.room = o.number(&c) - x.least
		s.add(x)
		s.need = append(s.need, need)
		s.far = max(s.far, need.Width, need.Below, need.Above)
	}
	if o.InnerCells || o.Amounts {
		rows := make([][]term, len(m.Rows))
		for k, v := range vectors {
			for _, x := range v {
				rows[x.at] = append(rows[x.at], term{int32(k), x.by})
			}
		}
		for r, v := range rows {
			if len(v) > 0 {
				s.addRow(int32(r), v)
			}
		}
	}
	s.clear()
	return s, nil
}

// addRow adds an inner cell.
func (s *intervals) addRow(r int32, moves []term) {
	row := &s.m.Rows[r]
	x := constraint{column: -1, row: r, moves: moves, room: row.Value}
	reach := s.reachOf(r)
	if s.o.Amounts {
		x.room = reach.Fall
	}
	s.add(x)
	s.need = append(s.need, model.Room{})
	if !s.o.Amounts || reach.Rise == model.Endless {
		return
	}
	x = constraint{column: -1, row: r, room: reach.Rise, ceiling: true}
	for _, v := range moves {
		x.moves = append(x.moves, term{v.at, -v.by})
	}
	s.add(x)
	s.need = append(s.need, model.Room{})
}

// clear begins the search at the true table.
func (s *intervals) clear() {
	n := len(s.constraints)
	s.at, s.base, s.weight = make([]int64, n), make([]int64, n), make([]int64, n)
	s.low, s.high, s.slot = make([]int64, n), make([]int64, n), make([]int32, n)
}

// verified gives how every column moves along every vector, in integers. A
// vector along which a published column moves is none: it is emptied.
func (s *intervals) verified(p model.Pattern, vectors [][]term) [][]term {
	columns := make([][]term, len(s.m.Rows)) // by row
	for i, c := range s.m.Columns {
		for _, e := range c.Entries {
			columns[e.Row] = append(columns[e.Row], term{int32(i), e.Coef})
		}
	}
	moves := make([][]term, len(s.m.Columns))
	sum := make([]int64, len(s.m.Columns))
	for k, v := range vectors {
		var touched []int32
		for _, x := range v {
			for _, c := range columns[x.at] {
				if sum[c.at] == 0 {
					touched = append(touched, c.at)
				}
				sum[c.at] += x.by * c.by
			}
		}
		good := true
		for _, c := range touched {
			good = good && (sum[c] == 0 || p.Status[c] != model.Published)
		}
		for _, c := range touched {
			if good && sum[c] != 0 {
				moves[c] = append(moves[c], term{int32(k), sum[c]})
			}
			sum[c] = 0
		}
		if !good {
			s.complete, vectors[k] = false, nil
		}
	}
	return moves
}

func (s *intervals) add(c constraint) {
	number := int32(len(s.constraints))
	for _, x := range c.moves {
		s.along[x.at] = append(s.along[x.at], term{number, x.by})
	}
	s.constraints = append(s.constraints, c)
}

// harvest tries every kernel vector by itself, both ways: the cheapest second
// tables.
func (s *intervals) harvest() {
	for _, touched := range s.along {
		for _, way := range []int64{1, -1} {
			times := int64(-1) // how often it can be added
			for _, c := range touched {
				if by := way * c.by; by < 0 {
					if n := s.constraints[c.at].room / -by; times < 0 || n < times {
						times = n
					}
				}
			}
			if times < 0 {
				times = s.far
			}
			for _, c := range touched {
				s.saw(c.at, way*times*c.by)
			}
		}
	}
}

// saw notes a table in which a constraint is so far from where it is now.
func (s *intervals) saw(c int32, by int64) {
	by += s.base[c]
	s.low[c], s.high[c] = min(s.low[c], by), max(s.high[c], by)
}

// proven reports whether the tables seen leave the room that is asked for.
func (s *intervals) proven(c int32) bool { return !tooNear(s.need[c], 0, s.low[c], s.high[c]) }
