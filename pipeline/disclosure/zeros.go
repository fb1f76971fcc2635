package disclosure

import "jamfor/pipeline/code"

// knownZeros tells for every group which forms the reader knows to be zero
// there (nil for groups outside all columns). Published zeros are: a zero of an
// area is a zero of every group in it. A zero that tells something of everyone
// in a small group is hidden, and stays unknown only as long as published zeros
// do not imply it; where they do, as few of them as possible are hidden with
// it, up to the county or the nation. A form that no pattern of the nation
// matches is zero by definition, a secret to nobody, and is shown.
func (c *columns) knownZeros() []bitset {
	var hidden []int
	at := make(map[int32][]int32) // group to zero columns that a reader sees
	for i := range c.list {
		col := &c.list[i]
		if col.value != 0 || col.place.sex == code.Unknown {
			continue
		}
		if col.alike && c.possible(col.form) {
			col.primary, col.least = ruleAlike, 0
			hidden = append(hidden, i)
		}
		for _, g := range col.groups {
			at[g] = append(at[g], int32(i))
		}
	}
	for {
		zero := c.zeros()
		changed := false
		for _, h := range hidden {
			if c.alive(&c.list[h], zero) {
				continue
			}
			for _, z := range c.cheapestDoubt(h, at) {
				c.list[z].primary, c.list[z].least = ruleAlike, 0
				hidden = append(hidden, z)
				changed = true
			}
		}
		if !changed {
			return zero
		}
	}
}

// cheapestDoubt picks the group and pattern in which a hidden zero can be left
// in doubt at the price of the fewest published zeros, and lists those.
func (c *columns) cheapestDoubt(hidden int, at map[int32][]int32) []int {
	h := &c.list[hidden]
	var best []int
	for _, g := range h.groups {
		if code.PersonSexes[c.sexOf(g)] == code.Unknown {
			continue
		}
		for _, p := range c.patterns {
			if !p.has(h.form) {
				continue
			}
			var price []int
			for _, z := range at[g] {
				if col := &c.list[z]; col.primary == "" && p.has(col.form) {
					price = append(price, int(z))
				}
			}
			if best == nil || len(price) < len(best) {
				best = price
			}
			if len(price) <= 1 {
				return price
			}
		}
	}
	return best
}

// zeros collects the forms that are known to be zero, by group. For unknown
// sex, which has no row of its own, every zero is taken as known: a reader who
// assumes that nobody is of unknown sex must learn nothing by it.
func (c *columns) zeros() []bitset {
	out := make([]bitset, c.table.groups())
	for i := range c.list {
		col := &c.list[i]
		for _, g := range col.groups {
			if out[g] == nil {
				out[g] = newBitset(len(c.forms))
				if code.PersonSexes[c.sexOf(g)] == code.Unknown {
					c.emptyForms(g, out[g])
				}
			}
			if col.value == 0 && col.primary == "" {
				out[g].set(col.form)
			}
		}
	}
	return out
}

func (c *columns) emptyForms(group int32, into bitset) {
	for f := range c.forms {
		if c.values[f][group] == 0 {
			into.set(f)
		}
	}
}

// possible reports whether any pattern of the nation matches the form.
func (c *columns) possible(form int) bool {
	for _, p := range c.patterns {
		if p.has(form) {
			return true
		}
	}
	return false
}

// alive reports whether the reader can still think of a thing in the column.
func (c *columns) alive(col *column, zero []bitset) bool {
	for _, g := range col.groups {
		for _, p := range c.patterns {
			if p.has(col.form) && !p.meets(zero[g]) {
				return true
			}
		}
	}
	return false
}
