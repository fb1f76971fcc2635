package suppress

import "slices"

// guards are the protected columns of a world, each always reduced by all that
// is published: a candidate that is left with the same as one of them would
// give it away.
type guards struct {
	vectors []vector
	class   []int32 // of every vector
	keys    []uint64
	byKey   map[uint64][]int32
	byRow   []occurrences
	visited []int32 // stamp by vector, against double visits
	stamp   int32
	buffer  vector
	unsafe  []int32 // classes with nothing left
}

// occurrences list the vectors that have a row, and some that had it once.
type occurrences struct {
	vectors []int32
	count   int32 // of those that have it
}

func (g *guards) add(v vector, class int32) {
	number := int32(len(g.vectors))
	g.vectors, g.class, g.visited = append(g.vectors, v), append(g.class, class), append(g.visited, 0)
	key := v.key()
	g.keys = append(g.keys, key)
	if g.byKey == nil {
		g.byKey = map[uint64][]int32{}
	}
	g.byKey[key] = append(g.byKey[key], number)
	for _, r := range v.rows {
		g.enter(r, number)
	}
}

// has reports whether a protected column is left with v.
func (g *guards) has(v *vector) bool {
	return slices.ContainsFunc(g.byKey[v.key()], func(b int32) bool { return g.vectors[b].equal(v) })
}

// covered: a protected column rests on rows of v alone.
func (g *guards) covered(v *vector) bool {
	return slices.ContainsFunc(g.vectors, func(b vector) bool {
		return !b.empty() && !slices.ContainsFunc(b.rows, func(r int32) bool { return v.position(r) < 0 })
	})
}

// eliminate takes a off all protected columns that have the row.
func (g *guards) eliminate(a *vector, row int32) {
	g.stamp++
	touched := g.byRow[row].vectors
	g.byRow[row] = occurrences{}
	at := a.position(row)
	for _, number := range touched {
		if g.visited[number] == g.stamp {
			continue
		}
		g.visited[number] = g.stamp
		old := g.vectors[number]
		i := old.position(row)
		if i < 0 {
			continue
		}
		result := eliminateAt(&old, i, a, at, g.buffer)
		g.index(number, row, &old, &result)
		if result.large == nil {
			g.buffer = result
			result = vector{rows: fit(old.rows, result.rows), small: fit(old.small, result.small)}
		}
		g.store(number, result)
	}
}

// fit copies from into the storage of into where that is of a like size.
func fit[T any](into, from []T) []T {
	if cap(into) < len(from) || cap(into) > 4*len(from)+16 {
		into = make([]T, 0, len(from))
	}
	return append(into[:0], from...)
}

// index notes the rows that the new vector has and the old one had not, and
// those that it lost, but for the pivot's.
func (g *guards) index(number, pivot int32, old, now *vector) {
	i, j := 0, 0
	for i < len(old.rows) || j < len(now.rows) {
		switch {
		case j == len(now.rows) || i < len(old.rows) && old.rows[i] < now.rows[j]:
			if old.rows[i] != pivot {
				g.byRow[old.rows[i]].count--
			}
			i++
		case i == len(old.rows) || now.rows[j] < old.rows[i]:
			g.enter(now.rows[j], number)
			j++
		default:
			i, j = i+1, j+1
		}
	}
}

// enter notes that a vector has a row.
func (g *guards) enter(row, number int32) {
	o := &g.byRow[row]
	if len(o.vectors) > 64+4*int(o.count) {
		g.tidy(row)
	}
	o.vectors = append(o.vectors, number)
	o.count++
}

// tidy drops those that no longer have the row.
func (g *guards) tidy(row int32) {
	o := &g.byRow[row]
	slices.Sort(o.vectors)
	o.vectors = slices.DeleteFunc(slices.Compact(o.vectors), func(n int32) bool { return g.vectors[n].position(row) < 0 })
}

// store replaces a vector.
func (g *guards) store(number int32, v vector) {
	g.vectors[number] = v
	old := g.keys[number]
	g.byKey[old] = slices.DeleteFunc(g.byKey[old], func(n int32) bool { return n == number })
	if len(g.byKey[old]) == 0 {
		delete(g.byKey, old)
	}
	if v.empty() {
		g.unsafe = append(g.unsafe, g.class[number])
		return
	}
	key := v.key()
	g.keys[number] = key
	g.byKey[key] = append(g.byKey[key], number)
}
