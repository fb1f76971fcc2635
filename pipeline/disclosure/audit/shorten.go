package audit

import (
	"cmp"
	"context"
	"slices"
)

// The limits of shortening: passes through the kernel, and vectors taken off one
// vector in a pass.
const (
	shortenPasses = 3
	shortenSteps  = 64
)

// shorten makes the vectors of the kernel touch fewer numbers, by adding and
// subtracting shorter ones. Elimination gives vectors that wind through many
// places; what they have in common with others cancels. A short vector is a
// swap of few things, and stands a far better chance to leave every number at
// its least value or more.
//
// Every step adds a multiple of another vector, so that the vectors span what
// they spanned.
func (s *intervals) shorten(ctx context.Context) error {
	x := &shortener{
		along: s.along, by: make([][]term, len(s.constraints)),
		plus: make([]int32, len(s.along)), minus: make([]int32, len(s.along)), common: make([]int32, len(s.along)),
	}
	order := make([]int32, len(s.along))
	for k := range order {
		order[k] = int32(k)
	}
	for range shortenPasses {
		slices.SortStableFunc(order, func(a, b int32) int { return cmp.Compare(len(x.along[a]), len(x.along[b])) })
		for c := range x.by {
			x.by[c] = x.by[c][:0]
		}
		changed := false
		for i, k := range order {
			if i%256 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			changed = x.reduce(k) || changed
			for _, t := range x.along[k] {
				x.by[t.at] = append(x.by[t.at], term{k, t.by})
			}
		}
		if !changed {
			break
		}
	}
	s.along = x.along
	for c := range s.constraints {
		s.constraints[c].moves = s.constraints[c].moves[:0]
	}
	for k, v := range s.along {
		for _, t := range v {
			s.constraints[t.at].moves = append(s.constraints[t.at].moves, term{int32(k), t.by})
		}
	}
	return nil
}

// shortener holds the vectors and, by constraint, those that are done.
type shortener struct {
	along               [][]term
	by                  [][]term
	plus, minus, common []int32 // scratch, by vector
	seen                []int32
}

// reduce takes from a vector, as long as it grows shorter, the one of those done
// that shortens it most; of equal ones the first.
func (x *shortener) reduce(k int32) (changed bool) {
	for range shortenSteps {
		w, sign := x.best(x.along[k])
		if w < 0 {
			break
		}
		x.along[k] = combined(x.along[k], x.along[w], sign)
		changed = true
	}
	return changed
}

// best finds the vector that shortens v most when it is added (1) or taken off
// (-1); -1 for none.
func (x *shortener) best(v []term) (w int32, sign int64) {
	for _, t := range v {
		for _, u := range x.by[t.at] {
			if x.common[u.at] == 0 {
				x.seen = append(x.seen, u.at)
			}
			x.common[u.at]++
			switch u.by {
			case t.by:
				x.minus[u.at]++
			case -t.by:
				x.plus[u.at]++
			}
		}
	}
	w = -1
	most := int32(0)
	for _, u := range x.seen {
		cancelled, way := x.minus[u], int64(-1)
		if x.plus[u] > cancelled {
			cancelled, way = x.plus[u], 1
		}
		gain := cancelled - (int32(len(x.along[u])) - x.common[u])
		if gain > most || gain == most && gain > 0 && u < w {
			w, sign, most = u, way, gain
		}
		x.plus[u], x.minus[u], x.common[u] = 0, 0, 0
	}
	x.seen = x.seen[:0]
	return w, sign
}

// combined is v + sign·w.
func combined(v, w []term, sign int64) []term {
	out := make([]term, 0, len(v)+len(w))
	for len(v) > 0 && len(w) > 0 {
		switch {
		case v[0].at < w[0].at:
			out, v = append(out, v[0]), v[1:]
		case w[0].at < v[0].at:
			out, w = append(out, term{w[0].at, sign * w[0].by}), w[1:]
		default:
			if by := v[0].by + sign*w[0].by; by != 0 {
				out = append(out, term{v[0].at, by})
			}
			v, w = v[1:], w[1:]
		}
	}
	out = append(out, v...)
	for _, t := range w {
		out = append(out, term{t.at, sign * t.by})
	}
	return out
}
