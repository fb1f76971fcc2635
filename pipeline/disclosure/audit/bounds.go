package audit

import (
	"fmt"
	"math"

	"jamfor/pipeline/disclosure/model"
)

// Narrow is a primary column whose bounds leave too little doubt.
type Narrow struct {
	Column int   `json:"column"`
	Lo     int64 `json:"lo"`
	Up     int64 `json:"up"`
	// Equations are those that set the two bounds last, -1 for none.
	Equations [2]int32 `json:"-"`
	// From are published columns that leave the column its little room, where a
	// linear programme found it.
	From []int `json:"-"`
	// Knower is one who knows a part of another sum and takes it off (model.Row), 0
	// where everyone finds the bounds.
	Knower int32 `json:"knower,omitempty"`
	// Pinned: no table moves the column as long as all of From are known, whatever
	// else is hidden.
	Pinned bool `json:"-"`
}

// tooNear reports whether bounds leave less room around a number than is asked for.
func tooNear(r model.Room, number, lo, up int64) bool {
	return up-lo < r.Width || number-lo < r.Below || up-number < r.Above
}

const unbounded = math.MaxInt64 / 4

// interval is what a reader knows of a column, and which equation taught it.
type interval struct {
	lo, up       int64
	lower, upper int32
}

// bounds shuttles through the equations until nothing moves. In a sum of parts
// that are not negative, a part is at most the total less the others' least
// values, and at least the total less the others' greatest.
//
// True numbers meet true equations: bounds that exclude a true number mean that
// the model is wrong, which is an error.
func (f *Findings) bounds(m *model.Model, p model.Pattern, o Options) error {
	if o.Amounts { // equations are about counts
		return nil
	}
	known := make([]interval, len(m.Columns))
	for i, c := range m.Columns {
		known[i] = interval{lo: c.Least, up: unbounded, lower: -1, upper: -1}
		if p.Status[i] == model.Published {
			known[i] = interval{lo: c.Value, up: c.Value, lower: -1, upper: -1}
		}
	}
	uses := make([][]int32, len(m.Columns))
	for i, q := range m.Equations {
		uses[q.Total] = append(uses[q.Total], int32(i))
		for _, c := range q.Parts {
			uses[c] = append(uses[c], int32(i))
		}
	}
	s := &shuttle{m: m, known: known, uses: uses, waiting: make([]bool, len(m.Equations))}
	for i := range m.Equations {
		s.wake(int32(i))
	}
	// A bound moves by at least one towards a true value: the loop ends. The
	// limit guards against equations that do not hold.
	for turn := 0; len(s.queue) > 0 && turn < 200*len(m.Equations)+1000; turn++ {
		q := s.queue[0]
		s.queue = s.queue[1:]
		s.waiting[q] = false
		s.apply(q)
	}
	for i, c := range m.Columns {
		k := known[i]
		if c.Virtual { // no number that a table shows, and of either sign
			continue
		}
		if c.Value < k.lo || c.Value > k.up {
			return fmt.Errorf("bound %s: its number lies outside its bounds: the model's equations do not hold", c.Label)
		}
		if p.Status[i] != model.Primary || !c.Primary {
			continue
		}
		if k.up < unbounded {
			f.Bounded++
			if f.Narrowest < 0 || k.up-k.lo < f.Narrowest {
				f.Narrowest = k.up - k.lo
			}
		}
		if tooNear(o.room(&c), c.Value, k.lo, k.up) {
			f.Narrow = append(f.Narrow, Narrow{Column: i, Lo: k.lo, Up: k.up, Equations: [2]int32{k.lower, k.upper}})
		}
	}
	return nil
}

type shuttle struct {
	m       *model.Model
	known   []interval
	uses    [][]int32
	queue   []int32
	waiting []bool
}

func (s *shuttle) wake(equation int32) {
	if !s.waiting[equation] {
		s.waiting[equation] = true
		s.queue = append(s.queue, equation)
	}
}

func (s *shuttle) apply(number int32) {
	q := s.m.Equations[number]
	least, most, open := int64(0), int64(0), 0
	for _, c := range q.Parts {
		least += s.known[c].lo
		if s.known[c].up >= unbounded {
			open++
		} else {
			most += s.known[c].up
		}
	}
	total := &s.known[q.Total]
	s.raise(q.Total, least, number)
	if open == 0 {
		s.lower(q.Total, most, number)
	}
	for _, c := range q.Parts {
		k := s.known[c]
		if total.up < unbounded {
			s.lower(c, total.up-(least-k.lo), number)
		}
		if open == 0 {
			s.raise(c, total.lo-(most-k.up), number)
		} else if open == 1 && k.up >= unbounded {
			s.raise(c, total.lo-most, number)
		}
	}
}

func (s *shuttle) raise(column int32, lo int64, equation int32) {
	if k := &s.known[column]; lo > k.lo {
		k.lo, k.lower = lo, equation
		s.wakeAll(column)
	}
}

func (s *shuttle) lower(column int32, up int64, equation int32) {
	if k := &s.known[column]; up < k.up {
		k.up, k.upper = up, equation
		s.wakeAll(column)
	}
}

func (s *shuttle) wakeAll(column int32) {
	for _, q := range s.uses[column] {
		s.wake(q)
	}
}
