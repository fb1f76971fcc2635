package disclosure

import (
	"slices"

	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure/model"
)

// version is one release's view of a table; the newest is the one being made.
type version struct {
	*columns
	release string
	shown   []bool // by column, nil for the newest
	zero    []bitset
	forms   [][]int // by version: own form to that version's, nil where they differ
	owner   []int   // by group: the version whose inner cells it has
	group   []int32 // by group: the group there
	first   []int32 // by own group: first row
	inner   [][]bitset
	at      []int32 // by column: column of the model
}

// versions lines up the releases of a table, oldest first. zero is what the
// package being made shows to be zero.
func (pl *plan) versions(table int, zero []bitset) []*version {
	var out []*version
	for _, old := range pl.earlier {
		if i := old.tableNamed(pl.tables[table].label); i >= 0 {
			t := old.tables[i]
			out = append(out, &version{columns: t, release: old.release, shown: old.shown[i], zero: t.zerosShown(old.shown[i])})
		}
	}
	out = append(out, &version{columns: pl.tables[table], zero: zero})
	for number := len(out) - 1; number >= 0; number-- {
		out[number].share(number, out)
	}
	return out
}

// share finds for every group the newest version in which its counts are the
// same: there its inner cells are.
func (v *version) share(number int, all []*version) {
	v.forms = make([][]int, len(all))
	for w := number; w < len(all); w++ {
		if forms, whole := all[w].sameForms(v.table); whole {
			v.forms[w] = forms
		}
	}
	v.owner, v.group = make([]int, len(v.zero)), make([]int32, len(v.zero))
	for g, z := range v.zero {
		v.owner[g], v.group[g] = number, int32(g)
		if z == nil {
			continue
		}
		for w := len(all) - 1; w > number; w-- {
			other, ok := v.same(int32(g), all[w])
			if !ok || v.forms[w] == nil || all[w].zero[other] == nil || all[w].owner[other] != w || !v.equal(int32(g), all[w], other, v.forms[w]) {
				continue
			}
			v.owner[g], v.group[g] = w, other
			for f, same := range v.forms[w] {
				if z.has(f) {
					all[w].zero[other].set(same)
				}
			}
			break
		}
	}
}

// same finds a group in another version of the table.
func (t *table) same(group int32, other *version) (int32, bool) {
	age, ok := slices.BinarySearch(other.ages, t.ages[int(group)%len(t.ages)])
	if !ok {
		return 0, false
	}
	return other.table.group(group/int32(len(t.ages)*len(code.PersonSexes)), t.sexOf(group), age), true
}

// equal reports whether a group has the same counts in another version.
func (t *table) equal(group int32, other *version, there int32, forms []int) bool {
	for f, same := range forms {
		if t.values[f][group] != other.values[same][there] {
			return false
		}
	}
	return true
}

// joint makes one model of all versions. The columns of the newest come first
// and in their order. whole tells that its rows are true inner cells.
func joint(versions []*version, corrections Corrections) (m *model.Model, whole bool) {
	m = &model.Model{}
	newest := versions[len(versions)-1]
	owned, cells := make([][]bitset, len(versions)), 0
	for number, v := range versions {
		owned[number] = slices.Clone(v.zero)
		for g := range owned[number] {
			if v.owner[g] != number {
				owned[number][g] = nil
			}
		}
		if cells += v.whole(owned[number]); len(v.atoms) > mostAtoms {
			cells += mostWhole + 1
		}
	}
	whole = cells <= mostWhole
	var unknown []bool
	for number, v := range versions {
		own := owned[number]
		v.inner, v.first = v.innerCells(own, whole), make([]int32, len(own))
		for g, rows := range v.inner {
			v.first[g] = int32(len(m.Rows))
			for _, mask := range rows {
				m.Rows = append(m.Rows, model.Row{Value: v.table.inner[innerKey{int32(g), mask.key()}]})
				unknown = append(unknown, code.PersonSexes[v.sexOf(int32(g))] == code.Unknown)
			}
		}
	}
	newest.at = make([]int32, len(newest.list))
	for i := range newest.list {
		newest.at[i] = int32(len(m.Columns))
		m.Columns = append(m.Columns, newest.modelColumn(i, versions))
	}
	newest.equationsInto(m)
	for number := len(versions) - 2; number >= 0; number-- {
		versions[number].addTo(m, versions)
		versions[number].equationsInto(m)
		for _, w := range versions[number+1:] {
			unchanged(m, versions, versions[number], w)
			if corrections == ProtectCorrections {
				differences(m, versions[number], w)
			}
		}
	}
	if slices.Contains(unknown, false) {
		m.Attackers = unknownSexAttacker(unknown)
	}
	return m, whole
}

// modelColumn is a column of the newest version.
func (v *version) modelColumn(i int, all []*version) model.Column {
	col := &v.list[i]
	out := model.Column{
		Entries: v.entries(col.form, col.groups, all),
		Value:   col.value, Least: col.least, Weight: col.place.weight(),
		Hidden: !col.candidate && col.primary == "", Primary: col.primary != "",
		Rule: col.primary, Label: v.describe(col),
	}
	if v.unit > 1 && out.Value == v.unit {
		out.Value = 1
	}
	return out
}

// entries are the inner cells of a form in some groups, rows rising.
func (v *version) entries(form int, groups []int32, all []*version) []model.Entry {
	var out []model.Entry
	for _, g := range groups {
		w := all[v.owner[g]]
		f, there := form, v.group[g]
		if w != v {
			f = v.forms[v.owner[g]][form]
		}
		for k, row := range w.inner[there] {
			if row.has(f) {
				out = append(out, model.Entry{Row: w.first[there] + int32(k), Coef: 1})
			}
		}
	}
	return sortEntries(out)
}

// addTo puts an earlier version's columns into the model: what it showed is
// forced, what it hid by a rule stays protected, and the rest follows from
// these. A column that did not change is the newer one.
func (v *version) addTo(m *model.Model, all []*version) {
	v.at = make([]int32, len(v.list))
	for i := range v.list {
		col := &v.list[i]
		protect := col.primary != "" && !v.shown[i]
		if same := v.unchangedColumn(col, all); same >= 0 {
			v.at[i] = same
			c := &m.Columns[same]
			c.Forced = c.Forced || v.shown[i]
			if protect && !c.Primary {
				c.Primary, c.Rule, c.Hidden = true, col.primary, false
				c.Least = min(c.Least, col.least)
			}
			continue
		}
		out := v.modelColumn(i, all)
		out.Label = v.release + ": " + out.Label
		out.Forced, out.Hidden = v.shown[i], !v.shown[i] && !protect
		out.Least = min(out.Least, out.Value) // a zero that was not shown
		if out.Primary = protect; !protect {
			out.Rule = ""
		}
		out.Same = v.sameThings(col, all) + 1
		v.at[i] = int32(len(m.Columns))
		m.Columns = append(m.Columns, out)
	}
}

// sameThings finds the newest column that holds the same things: the count is
// the same in every group. -1 for none.
func (v *version) sameThings(col *column, all []*version) int32 {
	newest := all[len(all)-1]
	forms, _ := newest.sameForms(v.table)
	k := col.columnKey
	if k.form = forms[col.form]; k.form < 0 {
		return -1
	}
	i, ok := newest.columns.index[k]
	if !ok {
		return -1
	}
	count := func(t *table, form int, groups []int32, into map[slot]int64, sign int64) {
		for _, g := range groups {
			municipality := g / int32(len(t.ages)*len(code.PersonSexes))
			into[slot{municipality, code.PersonSexes[t.sexOf(g)], t.ages[int(g)%len(t.ages)]}] += sign * t.values[form][g]
		}
	}
	differ := map[slot]int64{}
	count(newest.table, k.form, newest.list[i].groups, differ, 1)
	count(v.table, col.form, col.groups, differ, -1)
	for _, d := range differ {
		if d != 0 {
			return -1
		}
	}
	return newest.at[i]
}

// unchangedColumn finds the model's column of a newer version that has the same
// inner cells, -1 for none.
func (v *version) unchangedColumn(col *column, all []*version) int32 {
	if len(col.groups) == 0 {
		return -1
	}
	w := v.owner[col.groups[0]]
	if all[w] == v || all[w].at == nil {
		return -1
	}
	k := col.columnKey
	k.form = v.forms[w][col.form]
	i, ok := all[w].columns.index[k]
	if !ok || len(all[w].list[i].groups) != len(col.groups) {
		return -1
	}
	for n, g := range col.groups {
		if v.owner[g] != w || v.group[g] != all[w].list[i].groups[n] {
			return -1
		}
	}
	return all[w].at[i]
}

// equationsInto notes the version's sums among its columns: those that hold whatever
// the numbers are. That a sum is right says nothing of a part that is no column and
// happens to be zero, where no reader knows that it is.
func (v *version) equationsInto(m *model.Model) {
	own := &model.Model{}
	v.equations(own)
	seen, stamp := make([]int32, len(m.Rows)), int32(0)
	for _, q := range own.Equations {
		parts := make([]int32, len(q.Parts))
		for i, p := range q.Parts {
			parts[i] = v.at[p]
		}
		stamp += 2
		if one := (model.Equation{Total: v.at[q.Total], Parts: parts}); holds(m, one, seen, stamp) {
			m.Equations = append(m.Equations, one)
		}
	}
}

// holds reports whether the parts count every inner cell of the total once, and no
// other. seen is scratch by row, below stamp.
func holds(m *model.Model, q model.Equation, seen []int32, stamp int32) bool {
	left := len(m.Columns[q.Total].Entries)
	for _, e := range m.Columns[q.Total].Entries {
		seen[e.Row] = stamp
	}
	for _, p := range q.Parts {
		for _, e := range m.Columns[p].Entries {
			if seen[e.Row] != stamp {
				return false
			}
			seen[e.Row]++
			left--
		}
	}
	return left == 0
}
