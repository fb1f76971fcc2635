package suppress

import (
	"cmp"
	"slices"

	"jamfor/pipeline/disclosure/model"
)

// class is a set of identical columns: what one tells, all tell.
type class struct {
	members                 []int // columns, in order of publication
	entries                 []model.Entry
	forced, hidden, primary bool
	suppressed, unsafe      bool
}

// prepared is a model with identical rows and identical columns merged and the
// rows renumbered, ordinary ones before singletons.
type prepared struct {
	model     *model.Model
	options   Options
	classes   []class // in order of publication
	rows      int
	singleton int   // first singleton row
	original  []int // renumbered row to row of the model
}

func prepare(m *model.Model, o Options) *prepared {
	p := &prepared{model: m, options: o}
	renumber := p.mergeRows()
	var h columnIndex
	for _, column := range Order(m, o) {
		c := &m.Columns[column]
		entries := make([]model.Entry, 0, len(c.Entries))
		for _, e := range c.Entries {
			if r := renumber[e.Row]; r >= 0 {
				entries = append(entries, model.Entry{Row: r, Coef: e.Coef})
			}
		}
		slices.SortFunc(entries, func(a, b model.Entry) int { return cmp.Compare(a.Row, b.Row) })
		id := h.find(entries, p.classes)
		if id < 0 {
			id = len(p.classes)
			p.classes = append(p.classes, class{entries: entries, hidden: true})
			h.add(entries, id)
		}
		k := &p.classes[id]
		k.members = append(k.members, column)
		k.forced = k.forced || c.Forced
		k.primary = k.primary || c.Primary
		k.hidden = k.hidden && c.Hidden && !c.Primary && !c.Forced
	}
	return p
}

// mergeRows keeps one of every set of rows that no column tells apart and
// returns the new number of every row, -1 for rows merged away.
func (p *prepared) mergeRows() []int32 {
	m := p.model
	byRow := make([][]model.Entry, len(m.Rows)) // Row holds the column here
	for i, c := range m.Columns {
		for _, e := range c.Entries {
			byRow[e.Row] = append(byRow[e.Row], model.Entry{Row: int32(i), Coef: e.Coef})
		}
	}
	single := func(r int) bool { return p.options.Singletons != NoSingletons && m.Rows[r].Singleton }
	alike := func(a, b int) bool {
		if single(a) != single(b) || !slices.Equal(byRow[a], byRow[b]) {
			return false
		}
		return !slices.ContainsFunc(m.Attackers, func(k model.Attacker) bool { return k.Knows[a] != k.Knows[b] })
	}
	seen := map[uint64][]int{}
	renumber := make([]int32, len(m.Rows))
	for r := range m.Rows {
		renumber[r] = -1
		if len(byRow[r]) == 0 {
			continue
		}
		h := hashEntries(byRow[r])
		if slices.ContainsFunc(seen[h], func(other int) bool { return alike(r, other) }) {
			continue
		}
		seen[h] = append(seen[h], r)
		p.original = append(p.original, r)
	}
	slices.SortStableFunc(p.original, func(a, b int) int {
		return cmp.Compare(boolInt(single(a)), boolInt(single(b)))
	})
	p.rows = len(p.original)
	p.singleton = p.rows
	for i, r := range p.original {
		renumber[r] = int32(i)
		if single(r) && i < p.singleton {
			p.singleton = i
		}
	}
	return renumber
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// columnIndex finds classes by their entries.
type columnIndex map[uint64][]int

func (h columnIndex) find(entries []model.Entry, classes []class) int {
	for _, id := range h[hashEntries(entries)] {
		if slices.Equal(classes[id].entries, entries) {
			return id
		}
	}
	return -1
}

func (h *columnIndex) add(entries []model.Entry, id int) {
	if *h == nil {
		*h = columnIndex{}
	}
	key := hashEntries(entries)
	(*h)[key] = append((*h)[key], id)
}

func hashEntries(entries []model.Entry) uint64 {
	h := uint64(14695981039346656037)
	for _, e := range entries {
		h = (h ^ uint64(uint32(e.Row))) * 1099511628211
		h = (h ^ uint64(e.Coef)) * 0x9e3779b97f4a7c15
		h ^= h >> 31
	}
	return h
}

// components splits the classes into parts that share no row, each in order of
// publication; parts are ordered by their first class.
func (p *prepared) components() [][]int32 {
	parent := make([]int32, p.rows)
	for i := range parent {
		parent[i] = int32(i)
	}
	find := func(r int32) int32 {
		for parent[r] != r {
			parent[r] = parent[parent[r]]
			r = parent[r]
		}
		return r
	}
	for _, c := range p.classes {
		for _, e := range c.entries {
			parent[find(e.Row)] = find(c.entries[0].Row)
		}
	}
	at := map[int32]int{}
	var parts [][]int32
	for id, c := range p.classes {
		if len(c.entries) == 0 {
			continue // known to be zero: see pattern
		}
		root := find(c.entries[0].Row)
		i, ok := at[root]
		if !ok {
			i = len(parts)
			at[root] = i
			parts = append(parts, nil)
		}
		parts[i] = append(parts[i], int32(id))
	}
	return parts
}

// concerns reports whether the attacker knows a row that the part touches.
func (p *prepared) concerns(a model.Attacker, part []int32) bool {
	for _, id := range part {
		for _, e := range p.classes[id].entries {
			if a.Knows[p.original[e.Row]] {
				return true
			}
		}
	}
	return false
}

// pattern spells the classes' fate out for every column. A primary class
// without rows cannot be protected: it is unsafe.
func (p *prepared) pattern() model.Pattern {
	out := model.Pattern{Status: make([]model.Status, len(p.model.Columns))}
	for _, c := range p.classes {
		for _, column := range c.members {
			flags := &p.model.Columns[column]
			switch {
			case flags.Primary:
				out.Status[column] = model.Primary
				if c.unsafe || c.forced || len(c.entries) == 0 {
					out.Unsafe = append(out.Unsafe, column)
				}
			case flags.Forced:
				out.Status[column] = model.Published
			case flags.Hidden:
				out.Status[column] = model.Hidden
			case c.suppressed || c.primary:
				out.Status[column] = model.Secondary
			}
		}
	}
	slices.Sort(out.Unsafe)
	return out
}
