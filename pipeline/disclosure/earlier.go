package disclosure

import (
	"fmt"
	"slices"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
)

// Releases and corrections.
//
// What a release showed stays known, also when its files were withdrawn or
// corrected. A package is therefore protected together with every earlier
// release of the same set and period: the columns that one showed are forced
// (nothing hides them any more), the numbers that it hid stay protected, and so
// is the difference between two versions of a count where it is a small number
// of things.
//
// The reader is taken to know what did not change: where a municipality, sex
// and age group has the same counts in two versions, the two share their inner
// cells; where only some of its counts changed, the others are known to differ
// by zero. What changed has inner cells of its own in each version, so that a
// change is a number like any other.
//
// Two things can meet a rule too late. A number that the rules hide and that
// earlier releases have shown, or give away by themselves, is hidden in the
// new release and named in the report as known: nothing can protect it any
// more. A definition that changed is another count: only counts whose
// conditions read the same in both versions are linked, so what an old and a
// new definition of one indicator tell together is not looked at.

// Earlier is an earlier release of the package's set and period.
type Earlier struct {
	// Release is its id, for the report.
	Release string
	// Package holds the exact parts that it was made of.
	Package cell.Package
	// Shown tells whether it showed a cell: any status but suppressed and
	// missing. Cells that it did not publish at all are not shown.
	Shown func(cell.Key) bool
	// Limits tells whether it showed a cell's limits too; nil: those of every shown cell.
	Limits func(cell.Key) bool
}

// newEarlier plans the earlier releases, oldest first, each after those before.
func newEarlier(p *cell.Package, r *area.Registry, rules Rules, earlier []Earlier) ([]*plan, error) {
	var plans []*plan
	for _, e := range earlier {
		if e.Package.Set != p.Set || e.Package.Period != p.Period {
			return nil, fmt.Errorf("release %s: holds %s %s", e.Release, e.Package.Set, e.Package.Period)
		}
		if err := checkPackage(&e.Package, r); err != nil {
			return nil, fmt.Errorf("release %s: %w", e.Release, err)
		}
		old := e.Package
		old.Measures = sortedMeasures(old.Measures)
		pl, err := newPlan(&old, r, rules, plans)
		if err != nil {
			return nil, fmt.Errorf("release %s: %w", e.Release, err)
		}
		pl.release = e.Release
		pl.remember(e)
		plans = append(plans, pl)
	}
	return plans, nil
}

// remember notes what a release showed, by cell and by column.
func (pl *plan) remember(e Earlier) {
	pl.shown = make([][]bool, len(pl.tables))
	for i, t := range pl.tables {
		pl.primaries(i)
		pl.shown[i] = make([]bool, len(t.list))
	}
	for m := range pl.cells {
		for i := range pl.cells[m] {
			c := &pl.cells[m][i]
			if c.missing {
				continue
			}
			key := c.place.key(&pl.pkg.Measures[m])
			c.hidden = !e.Shown(key)
			c.bare = !c.hidden && e.Limits != nil && !e.Limits(key)
			if c.hidden {
				continue
			}
			for _, r := range c.columns {
				pl.shown[r.table][r.column] = true
			}
		}
	}
}

// tableNamed finds a table by its label, -1 for none.
func (pl *plan) tableNamed(label string) int {
	for i, t := range pl.tables {
		if t.label == label {
			return i
		}
	}
	return -1
}

// measureNamed finds a measure by its name, -1 for none.
func (pl *plan) measureNamed(name string) int {
	for i := range pl.pkg.Measures {
		if pl.pkg.Measures[i].Name() == name {
			return i
		}
	}
	return -1
}

// knownForms adds to the tables the forms that earlier releases count and that
// the tables' conditions can tell, so that what did not change is one.
func (pl *plan) knownForms() {
	for _, old := range pl.earlier {
		for _, t := range old.tables {
			i := pl.tableNamed(t.label)
			if i < 0 {
				continue
			}
			for _, f := range t.forms {
				if same, ok := pl.tables[i].translate(t.table, f); ok {
					pl.tables[i].form(same)
				}
			}
			pl.tables[i].knownPatterns(t.table)
		}
	}
}

// translate gives a form of another version of the table in this one's
// conditions, which are known by their text.
func (t *table) translate(old *table, f form) (form, bool) {
	condition := func(i int) int {
		if i < 0 || i < len(t.conditions) && t.conditions[i] == old.conditions[i] {
			return i
		}
		for k, text := range t.conditions {
			if text == old.conditions[i] {
				return k
			}
		}
		return missing
	}
	out := form{condition(f.has), condition(f.not)}
	return out, out.has != missing && out.not != missing
}

const missing = -2

// knownPatterns takes over the patterns that occurred in another version of the
// table, where it tells all conditions: that one has gone from the nation must
// not make two counts equal that were not.
func (t *table) knownPatterns(old *table) {
	at := make([]int, len(t.conditions))
	for i, text := range t.conditions {
		if at[i] = slices.Index(old.conditions, text); at[i] < 0 {
			return
		}
		if i < len(old.conditions) && old.conditions[i] == text {
			at[i] = i
		}
	}
	for _, a := range old.atoms {
		pattern := uint64(0)
		for i, k := range at {
			pattern |= a.Pattern >> k & 1 << i
		}
		t.former[pattern] = true
	}
	for pattern := range old.former {
		translated := uint64(0)
		for i, k := range at {
			translated |= pattern >> k & 1 << i
		}
		t.former[translated] = true
	}
}

// zerosHidden marks the zeros that an earlier release hid because they tell
// something of everyone in a small group: they stay hidden while they are zero.
func (pl *plan) zerosHidden(table int) {
	t := pl.tables[table]
	for _, old := range pl.earlier {
		i := old.tableNamed(t.label)
		if i < 0 {
			continue
		}
		forms, _ := t.sameForms(old.tables[i].table)
		for c := range old.tables[i].list {
			col := &old.tables[i].list[c]
			if col.primary != ruleAlike || old.shown[i][c] || forms[col.form] < 0 {
				continue
			}
			k := col.columnKey
			k.form = forms[col.form]
			if j, ok := t.index[k]; ok && t.list[j].value == 0 {
				t.list[j].alike, t.list[j].least = true, 0
			}
		}
	}
}

// sameForms maps the forms of another version of the table to this one's, -1
// for those that it cannot tell; all reports that there are none of these.
func (t *table) sameForms(old *table) (forms []int, all bool) {
	all = true
	for _, f := range old.forms {
		i := -1
		if same, ok := t.translate(old, f); ok {
			i = t.formNumber(same)
		}
		all = all && i >= 0
		forms = append(forms, i)
	}
	return forms, all
}

// zerosShown collects the forms that a release showed to be zero, by group.
func (c *columns) zerosShown(shown []bool) []bitset {
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
			if col.value == 0 && shown[i] {
				out[g].set(col.form)
			}
		}
	}
	return out
}
