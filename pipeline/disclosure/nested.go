package disclosure

import (
	"cmp"
	"slices"

	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure/model"
)

// Differences (k-disclosure).
//
// Where one published count is a part of another (closed cases of all cases, a
// municipality group that lies within a county, the nation of those who delivered
// two collections within that of one), a reader subtracts. A share's complement
// is looked at anyway; other differences are where the rules set a least size for
// them: those of 1 … Differences-1 things are protected as small counts are.
//
// Two columns are compared where they count different forms in the same place,
// or the same form, sex and age group in two areas. Differences in both at once
// follow from these two by addition where both steps are published.

// nearlyWhole adds the small differences between the newest version's columns to
// the model, as numbers to be protected.
func (pl *plan) nearlyWhole(all []*version, m *model.Model) {
	newest := all[len(all)-1]
	if newest.least <= 1 {
		return
	}
	within := newest.nestedForms()
	type where struct {
		place    place
		coverage string
	}
	type what struct {
		form int
		sex  code.Sex
		age  string
	}
	places, forms := map[where][]int{}, map[what][]int{}
	for i := range newest.list {
		col := &newest.list[i]
		if col.place.sex == code.Unknown {
			continue
		}
		w, f := where{col.place, col.coverage}, what{col.form, col.place.sex, col.place.age}
		places[w], forms[f] = append(places[w], i), append(forms[f], i)
	}
	var pairs [][2]int
	for _, list := range places {
		pairs = append(pairs, newest.closePairs(list, func(outer, inner *column) bool { return within[inner.form][outer.form] })...)
	}
	for _, list := range forms {
		pairs = append(pairs, newest.closePairs(list, func(outer, inner *column) bool {
			return len(inner.groups) > 0 && len(inner.groups) < len(outer.groups) && subset(inner.groups, outer.groups)
		})...)
	}
	slices.SortFunc(pairs, func(a, b [2]int) int { return cmp.Or(a[0]-b[0], a[1]-b[1]) })
	for _, p := range pairs {
		newest.protectDifference(m, p[0], p[1])
	}
}

// closePairs lists the pairs of columns, outer first, whose values are close and
// of which one lies in the other.
func (v *version) closePairs(list []int, lies func(outer, inner *column) bool) [][2]int {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b int) int { return cmp.Compare(v.list[a].value, v.list[b].value) })
	var out [][2]int
	for k, inner := range list {
		for _, outer := range list[k+1:] {
			d := v.list[outer].value - v.list[inner].value
			if d >= v.least*v.unit {
				break
			}
			if d > 0 && lies(&v.list[outer], &v.list[inner]) {
				out = append(out, [2]int{outer, inner})
			}
		}
	}
	return out
}

// protectDifference makes the outer column less the inner one primary.
func (v *version) protectDifference(m *model.Model, outer, inner int) {
	x, y := &m.Columns[v.at[outer]], &m.Columns[v.at[inner]]
	entries := model.Combine(1, x.Entries, -1, y.Entries)
	if len(entries) == 0 {
		return
	}
	m.Equations = append(m.Equations, model.Equation{Total: v.at[outer], Parts: []int32{v.at[inner], int32(len(m.Columns))}})
	m.Columns = append(m.Columns, model.Column{
		Entries: entries, Value: v.list[outer].value - v.list[inner].value, Primary: true, Virtual: true, Rule: ruleDifference,
		Label: v.describe(&v.list[outer]) + ", less " + v.describe(&v.list[inner]),
	})
}

// nestedForms tells for two forms whether everything that the first counts is
// counted by the second, and something else too, going by the patterns that occur.
func (t *table) nestedForms() [][]bool {
	out := make([][]bool, len(t.forms))
	for inner := range t.forms {
		out[inner] = make([]bool, len(t.forms))
		for outer := range t.forms {
			more := false
			within := !slices.ContainsFunc(t.patterns, func(p bitset) bool {
				more = more || p.has(outer) && !p.has(inner)
				return p.has(inner) && !p.has(outer)
			})
			out[inner][outer] = within && more
		}
	}
	return out
}

// subset reports whether all of a lies in b; both rise.
func subset(a, b []int32) bool {
	i := 0
	for _, x := range a {
		for i < len(b) && b[i] < x {
			i++
		}
		if i == len(b) || b[i] != x {
			return false
		}
	}
	return true
}
