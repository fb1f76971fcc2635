package suppress

import (
	"slices"

	"jamfor/pipeline/disclosure/model"
)

// world is one reader's view of a component: the remainders of all columns
// modulo what that reader knows already. Vectors are numbered: candidates by
// their turn in the component, protected ones after them.
type world struct {
	p       *prepared
	part    []int32
	vectors []vector
	live    []bool // vector still matters
	primary map[uint64][]int32
	hashes  []uint64 // of protected vectors, by number less len(part)
	classOf []int32  // class of protected vectors
	byRow   [][]int32
	used    map[int32]bool // singleton rows used by a published difference
	unsafe  []int32
	visited []int32 // stamp by vector, against double visits
	stamp   int32
	buffer  vector
}

func newWorld(p *prepared, part []int32, knows []bool) *world {
	w := &world{p: p, part: part, primary: map[uint64][]int32{}, byRow: make([][]int32, p.rows), used: map[int32]bool{}}
	for _, id := range part {
		w.add(w.reduced(p.classes[id].entries, knows), !p.classes[id].primary && !p.classes[id].hidden || p.classes[id].forced)
	}
	for _, id := range part {
		c := &p.classes[id]
		if !c.primary {
			continue
		}
		v := w.reduced(c.entries, knows)
		if v.empty() || p.options.Singletons == AnySum && w.singletonsOnly(&v) {
			continue
		}
		number := int32(len(w.vectors))
		w.add(v, true)
		w.classOf = append(w.classOf, id)
		w.hashes = append(w.hashes, v.hash())
		w.primary[v.hash()] = append(w.primary[v.hash()], number)
	}
	w.visited = make([]int32, len(w.vectors))
	return w
}

func (w *world) reduced(entries []model.Entry, knows []bool) vector {
	if knows != nil {
		entries = slices.DeleteFunc(slices.Clone(entries), func(e model.Entry) bool { return knows[w.p.original[e.Row]] })
	}
	return newVector(entries)
}

func (w *world) add(v vector, live bool) {
	number := int32(len(w.vectors))
	w.vectors, w.live = append(w.vectors, v), append(w.live, live)
	if !live {
		return
	}
	for _, r := range v.rows {
		w.byRow[r] = append(w.byRow[r], number)
	}
}

// singletonsOnly: rows are sorted with singletons last, so the first row tells.
func (w *world) singletonsOnly(v *vector) bool {
	return !v.empty() && int(v.rows[0]) >= w.p.singleton
}

// conflicts reports whether publishing the candidate would give a protected
// column away. It changes nothing.
func (w *world) conflicts(turn int) bool {
	v := &w.vectors[turn]
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
			return w.coversPrimary(v)
		}
	}
	return slices.ContainsFunc(w.primary[v.hash()], func(b int32) bool { return w.vectors[b].equal(v) })
}

// freshDifference: a difference of singletons, none of them used before.
func (w *world) freshDifference(v *vector) bool {
	return v.mixed() && !slices.ContainsFunc(v.rows, func(r int32) bool { return w.used[r] })
}

// coversPrimary: a protected column rests on rows of v alone.
func (w *world) coversPrimary(v *vector) bool {
	for b := len(w.part); b < len(w.vectors); b++ {
		rows := w.vectors[b].rows
		if len(rows) > 0 && !slices.ContainsFunc(rows, func(r int32) bool { return v.position(r) < 0 }) {
			return true
		}
	}
	return false
}

// withdraw takes a hidden candidate out of the elimination.
func (w *world) withdraw(turn int) {
	w.live[turn] = false
	w.vectors[turn] = vector{}
}

// publish eliminates the candidate from everything that is left.
func (w *world) publish(turn int, forced bool) {
	a := w.vectors[turn]
	w.withdraw(turn)
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
				unit := vector{rows: []int32{r}, small: []int64{1}}
				w.eliminateRow(&unit, r)
			}
			return
		}
	}
	row := a.rows[0]
	if w.p.options.Singletons == NoSingletons {
		for _, r := range a.rows[1:] {
			if len(w.byRow[r]) < len(w.byRow[row]) {
				row = r
			}
		}
	}
	w.eliminateRow(&a, row)
}

// eliminateRow removes the pivot row from all live vectors.
func (w *world) eliminateRow(a *vector, row int32) {
	w.stamp++
	touched := w.byRow[row]
	w.byRow[row] = nil
	at := a.position(row)
	for _, number := range touched {
		if !w.live[number] || w.visited[number] == w.stamp {
			continue
		}
		w.visited[number] = w.stamp
		old := w.vectors[number]
		i := old.position(row)
		if i < 0 {
			continue
		}
		result := eliminateAt(&old, i, a, at, w.buffer)
		w.index(number, &old, &result)
		if result.large == nil {
			w.buffer = result
			result = vector{rows: fit(old.rows, result.rows), small: fit(old.small, result.small)}
		}
		w.store(number, result)
	}
}

// fit copies from into the storage of into where that is of a like size.
func fit[T any](into, from []T) []T {
	if cap(into) < len(from) || cap(into) > 4*len(from)+16 {
		into = make([]T, 0, len(from))
	}
	return append(into[:0], from...)
}

// index notes the rows that the new vector has and the old one had not.
func (w *world) index(number int32, old, now *vector) {
	i := 0
	for _, r := range now.rows {
		for i < len(old.rows) && old.rows[i] < r {
			i++
		}
		if i == len(old.rows) || old.rows[i] != r {
			w.byRow[r] = append(w.byRow[r], number)
		}
	}
}

// store replaces a vector and keeps the index of protected ones.
func (w *world) store(number int32, v vector) {
	w.vectors[number] = v
	b := int(number) - len(w.part)
	if b < 0 {
		return
	}
	old := w.hashes[b]
	w.primary[old] = slices.DeleteFunc(w.primary[old], func(n int32) bool { return n == number })
	if len(w.primary[old]) == 0 {
		delete(w.primary, old)
	}
	if v.empty() {
		w.live[number] = false
		w.unsafe = append(w.unsafe, w.classOf[b])
		return
	}
	h := v.hash()
	w.hashes[b] = h
	w.primary[h] = append(w.primary[h], number)
}
