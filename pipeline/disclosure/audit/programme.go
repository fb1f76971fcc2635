package audit

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// The limits of a linear programme: kernel vectors and constraints of one, and
// the multiplications that all programmes of an audit may take together (about
// two seconds). What lies beyond them stays unproven.
const (
	mostVectors     = 120
	mostConstraints = 480
	mostWork        = 1_500_000_000
	firstVectors    = 6
	moreVectors     = 6
)

// limits is what a linear programme says of a hidden column, as fractions.
type limits struct {
	loTop, loBottom, upTop, upBottom int64
	lower, upper                     bool // false: no limit
}

// narrow reports whole numbers within the limits, where there are two limits
// less than the width apart.
func (l limits) narrow(width int64) (lo, up int64, ok bool) {
	if !l.lower || !l.upper {
		return 0, 0, false
	}
	lo, up = ceil(l.loTop, l.loBottom), floor(l.upTop, l.upBottom)
	return lo, up, up-lo < width
}

// touching lists the constraints that move along any of the vectors, rising.
func (s *intervals) touching(vectors []int32) []int32 {
	var out []int32
	for _, k := range vectors {
		out = append(out, s.along[k]...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// programme is a simplex over a part of the kernel. Constraints that move alike
// are one: the one with the least room, which stands for the others.
type programme struct {
	*simplex
	constraints []int32 // by slack
	standIn     []int32 // by constraint of the part: its slack
}

// programme makes the linear programme of a part, nil where a number is too
// large for it.
func (s *intervals) programme(goal int32, vectors, part []int32) *programme {
	p := &programme{standIn: make([]int32, len(part))}
	var rows [][]int64
	alike := map[string]int32{}
	number := 0
	var key []byte
	for i, c := range part {
		row := make([]int64, len(vectors)+1)
		key = key[:0]
		for _, x := range s.constraints[c].moves {
			if j, ok := slices.BinarySearch(vectors, x.at); ok {
				row[j] = x.by
				key = binary.AppendVarint(append(key, byte(j)), x.by)
			}
		}
		room := s.constraints[c].room
		if room > mostEntry {
			return nil
		}
		k, ok := alike[string(key)]
		if !ok {
			k = int32(len(rows))
			alike[string(key)] = k
			row[len(vectors)] = room
			rows, p.constraints = append(rows, row), append(p.constraints, c)
		} else if room < rows[k][len(vectors)] {
			rows[k][len(vectors)], p.constraints[k] = room, c
		}
		if p.standIn[i] = k; c == goal {
			number = int(k)
		}
	}
	p.simplex = newSimplex(rows, number)
	return p
}

// bound works on one constraint: it looks for a second table and, where the
// programmes come to an end, for the exact limits. early stops at the first
// proof.
func (s *intervals) bound(goal int32, early bool) (out limits, exact bool) {
	least := s.m.Columns[s.constraints[goal].column].Least
	top, bottom, up := s.push(goal, 1, early)
	out.upTop, out.upBottom, out.upper = top+least*bottom, bottom, up == optimal
	if up == satisfied {
		return out, false
	}
	top, bottom, down := s.push(goal, -1, early)
	out.loTop, out.loBottom, out.lower = top+least*bottom, bottom, down == optimal
	return out, s.complete && up < tooLarge && down < tooLarge
}

// push moves a constraint up or down as far as it goes, by column generation: a
// programme over a few vectors of the kernel, all other ones held still, tells
// by its shadow prices which further ones would help. Where none would, its
// limit is the limit of the whole; every whole corner on the way is a table.
func (s *intervals) push(goal int32, sign int64, early bool) (top, bottom int64, end outcome) {
	vectors := s.sparsest(s.constraints[goal].moves, nil, firstVectors)
	for {
		part := s.touching(vectors)
		if len(vectors) > mostVectors || s.work > mostWork {
			return 0, 1, tooLarge
		}
		p := s.programme(goal, vectors, part)
		if p == nil || len(p.constraints) > mostConstraints {
			return 0, 1, tooLarge
		}
		end = p.move(sign, func() bool {
			s.look(p, part)
			return early && s.proven(goal)
		})
		s.work += int64(len(vectors)) * int64(len(part)+p.steps*len(p.constraints))
		if end == endless {
			// A ray along which no constraint falls leads from the true table to
			// others, in whole steps of the scale: one of them is far enough.
			s.saw(goal, s.width)
		}
		// The goal may stand behind another constraint with less room.
		top, bottom = p.value()
		at, _ := slices.BinarySearch(part, goal)
		top += p.scale * (s.constraints[goal].room - s.constraints[p.constraints[p.standIn[at]]].room)
		if end != optimal {
			return top, bottom, end
		}
		more := s.sparsest(s.price(p, goal), vectors, moreVectors)
		if len(more) == 0 {
			return top, bottom, optimal
		}
		vectors = append(vectors, more...)
		slices.Sort(vectors)
	}
}

// look notes the present corner as a table where it is whole.
func (s *intervals) look(p *programme, part []int32) {
	if at, ok := p.corner(len(p.constraints)); ok {
		for i, c := range part {
			k := p.standIn[i]
			s.saw(c, at[k]-s.constraints[p.constraints[k]].room)
		}
	}
}

// price gives the reduced cost of every vector at the present corner.
func (s *intervals) price(p *programme, goal int32) []term {
	sum := map[int32]int64{}
	add := func(c int32, factor int64) {
		for _, x := range s.constraints[c].moves {
			sum[x.at] += factor * x.by
		}
	}
	add(goal, p.scale)
	for j, name := range p.outside {
		if name >= 0 && p.goal[j] != 0 {
			add(p.constraints[name], -p.goal[j])
		}
	}
	var out []term
	for k, x := range sum {
		if x != 0 {
			out = append(out, term{k, x})
		}
	}
	return out
}

// sparsest picks, from the vectors named, the most of those not yet chosen that
// touch the fewest constraints.
func (s *intervals) sparsest(from []term, chosen []int32, most int) []int32 {
	var out []int32
	for _, x := range from {
		if _, found := slices.BinarySearch(chosen, x.at); !found {
			out = append(out, x.at)
		}
	}
	slices.SortFunc(out, func(a, b int32) int {
		return cmp.Or(cmp.Compare(len(s.along[a]), len(s.along[b])), cmp.Compare(a, b))
	})
	return out[:min(len(out), most)]
}

func floor(a, b int64) int64 {
	if q := a / b; a%b >= 0 {
		return q
	}
	return a/b - 1
}

func ceil(a, b int64) int64 { return -floor(-a, b) }
