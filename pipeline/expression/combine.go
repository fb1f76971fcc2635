package expression

import (
	"maps"
	"slices"
)

// And joins conditions that were checked against the same columns; nil ones
// are left out. The result is nil when none is left.
func And(conditions ...*Checked) *Checked {
	var all *Checked
	for _, c := range conditions {
		switch {
		case c == nil:
		case all == nil:
			all = c
		default:
			all = joined(all, c)
		}
	}
	return all
}

func joined(a, b *Checked) *Checked {
	root := &binary{at: a.root.where(), op: opAnd, left: a.root, right: b.root}
	types := maps.Clone(a.types)
	maps.Copy(types, b.types)
	types[root] = shape{kind: Bool}
	return &Checked{root: root, types: types, columns: columnsOf(root)}
}

// NotNull is the condition that the expression has a value.
func NotNull(c *Checked) *Checked {
	root := &test{at: c.root.where(), x: c.root, what: "NULL", negated: true}
	types := maps.Clone(c.types)
	types[root] = shape{kind: Bool}
	return &Checked{root: root, types: types, columns: slices.Clone(c.columns)}
}
