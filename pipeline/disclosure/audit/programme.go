package audit

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// efforts bound the numbers that the programmes of one column may look at, pass
// by pass.
var efforts = [...]int64{200_000, 4_000_000, 40_000_000}

// The limits of a linear programme: kernel vectors and constraints of one, and
// the numbers that all programmes of an audit may look at together (about a
// second). What lies beyond them stays unproven.
const (
	mostVectors     = 120
	mostConstraints = 480
	mostWork        = 250_000_000
	firstVectors    = 6
	moreVectors     = 6
)

// limits is what a linear programme says of a hidden column, as fractions.
type limits struct {
	loTop, loBottom, upTop, upBottom int64
	lower, upper                     bool // false: no limit
}

// whole gives the whole numbers at the limits.
func (l limits) whole() (lo, up int64) {
	lo, up = -unbounded, unbounded
	if l.lower {
		lo = ceil(l.loTop, l.loBottom)
	}
	if l.upper {
		up = floor(l.upTop, l.upBottom)
	}
	return lo, up
}

// programme is a simplex over a part of the kernel. Constraints that move alike
// are one: the one with the least room, which stands for the others.
type programme struct {
	*simplex
	part        []int32 // the constraints that move, rising
	standIn     []int32 // by constraint of the part: its slack
	constraints []int32 // by slack
}

// programme makes the linear programme over the vectors, which rise; nil where
// a number is too large for it.
func (s *intervals) programme(goal int32, vectors []int32) *programme {
	p := &programme{part: s.touching(vectors)}
	p.standIn = make([]int32, len(p.part))
	width := len(vectors) + 1
	cells := make([]int64, len(p.part)*width) // moves, then the room
	for i, c := range p.part {
		s.slot[c] = int32(i)
		if cells[(i+1)*width-1] = s.constraints[c].room; s.constraints[c].room > mostEntry {
			return nil
		}
	}
	for j, k := range vectors {
		for _, x := range s.along[k] {
			cells[int(s.slot[x.at])*width+j] = x.by
		}
	}
	s.work += int64(len(cells))
	var rows [][]int64
	alike := map[string]int32{}
	number := 0
	var key []byte
	for i, c := range p.part {
		row := cells[i*width : (i+1)*width]
		key = key[:0]
		for j, by := range row[:width-1] {
			if by != 0 {
				key = binary.AppendVarint(append(key, byte(j)), by)
			}
		}
		k, ok := alike[string(key)]
		if !ok {
			k = int32(len(rows))
			alike[string(key)] = k
			rows, p.constraints = append(rows, row), append(p.constraints, c)
		} else if row[width-1] < rows[k][width-1] {
			rows[k], p.constraints[k] = row, c
		}
		if p.standIn[i] = k; c == goal {
			number = int(k)
		}
	}
	p.simplex = newSimplex(rows, number)
	return p
}

// touching lists the constraints that move along any of the vectors, rising.
func (s *intervals) touching(vectors []int32) []int32 {
	var out []int32
	for _, k := range vectors {
		for _, x := range s.along[k] {
			if s.slot[x.at] >= 0 {
				s.slot[x.at] = -1
				out = append(out, x.at)
			}
		}
		s.work += int64(len(s.along[k]))
	}
	for _, c := range out {
		s.slot[c] = 0
	}
	slices.Sort(out)
	return out
}

// bound works on one constraint: it looks for a second table and, where the
// programmes come to an end, for the exact limits. effort bounds the numbers
// that it looks at; early stops it at the first proof.
func (s *intervals) bound(goal int32, effort int64, early bool) (out limits, exact bool) {
	least := s.constraints[goal].least
	top, bottom, up := s.push(goal, 1, effort, early)
	out.upTop, out.upBottom, out.upper = top+least*bottom, bottom, up == optimal
	if up == satisfied {
		return out, false
	}
	top, bottom, down := s.push(goal, -1, effort, early)
	out.loTop, out.loBottom, out.lower = top+least*bottom, bottom, down == optimal
	return out, s.complete && up < tooLarge && down < tooLarge
}

// push moves a constraint up or down as far as it goes, by column generation: a
// programme over a few vectors of the kernel, all other ones held still, tells
// by its shadow prices which further ones would help. Where none would, its
// limit is the limit of the whole; every whole corner on the way is a table.
func (s *intervals) push(goal int32, sign, effort int64, early bool) (top, bottom int64, end outcome) {
	vectors := s.sparsest(s.constraints[goal].moves, nil, firstVectors)
	enough := min(s.work+effort, mostWork)
	for {
		if len(vectors) > mostVectors || s.work > enough {
			return 0, 1, tooLarge
		}
		p := s.programme(goal, vectors)
		if p == nil || len(p.constraints) > mostConstraints {
			return 0, 1, tooLarge
		}
		end = p.move(sign, func() bool {
			s.look(p)
			return early && s.proven(goal)
		})
		s.work += int64(p.steps) * int64(len(p.part)+len(vectors)*len(p.constraints))
		if end == endless {
			// A ray along which no constraint falls leads from the true table to
			// others, in whole steps of the scale: some of them are far enough.
			s.saw(goal, sign*s.far)
		}
		// The goal may stand behind another constraint with less room.
		top, bottom = p.value()
		at, _ := slices.BinarySearch(p.part, goal)
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
func (s *intervals) look(p *programme) {
	if at, ok := p.corner(len(p.constraints)); ok {
		for i, c := range p.part {
			k := p.standIn[i]
			s.saw(c, at[k]-s.constraints[p.constraints[k]].room)
		}
	}
}

// price gives the reduced cost of every vector at the present corner, where it
// is not zero.
func (s *intervals) price(p *programme, goal int32) []term {
	var out []term
	add := func(c int32, factor int64) {
		s.work += int64(len(s.constraints[c].moves))
		for _, x := range s.constraints[c].moves {
			if s.prices[x.at] == 0 {
				out = append(out, term{at: x.at})
			}
			s.prices[x.at] += factor * x.by
		}
	}
	add(goal, p.scale)
	for j, name := range p.outside {
		if name >= 0 && p.goal[j] != 0 {
			add(p.constraints[name], -p.goal[j])
		}
	}
	priced := out[:0]
	for _, x := range out {
		if by := s.prices[x.at]; by != 0 { // a vector may stand in the list twice
			priced = append(priced, term{x.at, by})
			s.prices[x.at] = 0
		}
	}
	return priced
}

// sparsest picks, from the vectors named, the most of those not yet chosen that
// touch the fewest constraints; rising.
func (s *intervals) sparsest(from []term, chosen []int32, most int) []int32 {
	var best []int32
	before := func(a, b int32) int {
		return cmp.Or(cmp.Compare(len(s.along[a]), len(s.along[b])), cmp.Compare(a, b))
	}
	for _, x := range from {
		if len(best) == most && before(x.at, best[most-1]) > 0 {
			continue
		}
		if _, found := slices.BinarySearch(chosen, x.at); found {
			continue
		}
		at, _ := slices.BinarySearchFunc(best, x.at, before)
		best = slices.Insert(best, at, x.at)
		best = best[:min(len(best), most)]
	}
	slices.Sort(best)
	return best
}

func floor(a, b int64) int64 {
	if q := a / b; a%b >= 0 {
		return q
	}
	return a/b - 1
}

func ceil(a, b int64) int64 { return -floor(-a, b) }
