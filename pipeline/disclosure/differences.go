package disclosure

import (
	"slices"

	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure/model"
)

// unchanged tells the model what stayed as it was within groups that changed:
// the reader may know it.
func unchanged(m *model.Model, all []*version, old, later *version) {
	forms, _ := later.sameForms(old.table)
	for _, pair := range comparable(old, later) {
		for f, same := range forms {
			if same < 0 || old.sum(f, pair[0]) != later.sum(same, pair[1]) {
				continue
			}
			entries := model.Combine(1, later.entries(same, pair[1], all), -1, old.entries(f, pair[0], all))
			if len(entries) > 0 {
				m.Columns = append(m.Columns, model.Column{Entries: entries, Forced: true, Label: old.release + ": unchanged"})
			}
		}
	}
}

// comparable pairs the groups of two versions that do not share their inner
// cells: by municipality, sex and age group, or by municipality and sex where
// the age groups are others.
func comparable(old, later *version) [][2][]int32 {
	var out [][2][]int32
	if slices.Equal(old.ages, later.ages) {
		for g, z := range old.zero {
			if z == nil || later.zero[g] == nil || old.owner[g] == later.owner[g] && old.group[g] == later.group[g] {
				continue
			}
			out = append(out, [2][]int32{{int32(g)}, {int32(g)}})
		}
		return out
	}
	for municipality := range int32(len(old.table.at)) {
		for sex := range code.PersonSexes {
			a, b := old.groupsOf(municipality, sex), later.groupsOf(municipality, sex)
			if len(a) > 0 && len(b) > 0 {
				out = append(out, [2][]int32{a, b})
			}
		}
	}
	return out
}

// groupsOf lists the groups of a municipality and sex that some column counts.
func (v *version) groupsOf(municipality int32, sex int) []int32 {
	var out []int32
	for age := range v.ages {
		if g := v.table.group(municipality, sex, age); v.zero[g] != nil {
			out = append(out, g)
		}
	}
	return out
}

// differences makes small differences between two versions of a count numbers to be
// protected: from every version to every later one, for the newest may show what tells
// of two earlier ones. What both of two earlier versions showed is out.
func differences(m *model.Model, old, later *version) {
	forms, _ := later.sameForms(old.table)
	for i := range old.list {
		col := &old.list[i]
		if forms[col.form] < 0 {
			continue
		}
		k := col.columnKey
		k.form = forms[col.form]
		if j, ok := later.columns.index[k]; ok && (later.shown == nil || !old.shown[i] || !later.shown[j]) {
			difference(m, old, later, i, j)
		}
	}
}

// difference protects later column j less old column i where it is small.
func difference(m *model.Model, old, later *version, i, j int) {
	d, least := later.list[j].value-old.list[i].value, later.differs(j)
	if d == 0 || d >= least || d <= -least {
		return
	}
	x, y := &m.Columns[later.at[j]], &m.Columns[old.at[i]]
	entries := model.Combine(1, x.Entries, -1, y.Entries)
	if len(entries) == 0 {
		return
	}
	label := later.describe(&later.list[j]) + ", less " + old.release
	if later.release != "" {
		label = later.release + ": " + label
	}
	m.Columns = append(m.Columns, model.Column{Entries: entries, Value: d, Primary: true, Virtual: true, Rule: ruleCorrection, Label: label})
}

// differs is the least difference of a column that may be told: its minimum, or
// the rules' least difference where that is more;
// for a number of unknown sex that of the total.
func (v *version) differs(column int) int64 {
	col := &v.list[column]
	if col.place.sex != code.Unknown {
		return max(col.minimum, v.least*v.unit)
	}
	total := col.place
	total.sex = code.TotalSex
	if i, ok := v.sibling(col, col.form, total); ok && col.primary != "" {
		return v.list[i].minimum
	}
	return 0
}
