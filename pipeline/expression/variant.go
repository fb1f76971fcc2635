package expression

import (
	"fmt"
	"maps"
)

// Variant is a condition with one slip in it.
type Variant struct {
	// What tells the slip: what stands there instead of what.
	What      string
	Condition *Checked
}

// Variants gives the condition with one slip at a time: one side of an AND or OR
// left out, a bound moved from inclusive to exclusive or back, equal for unequal,
// one value of a list left out, a test or a boolean turned round. A test of a
// definition that none of them fails shows little: it is for tests of tests. Only
// conditions have variants; the operands of comparisons stay as they are.
func (c *Checked) Variants() []Variant {
	b := varying{types: maps.Clone(c.types)}
	var all []Variant
	for _, changed := range b.of(c.root) {
		all = append(all, Variant{
			What:      canonical(changed.was) + " → " + changed.written(),
			Condition: &Checked{root: changed.root, types: b.types, columns: columnsOf(changed.root)},
		})
	}
	return all
}

// change is a tree in which one part was something else; is is nil where the part
// was left out.
type change struct {
	root    node
	was, is node
}

func (c change) written() string {
	if c.is == nil {
		return "-"
	}
	return canonical(c.is)
}

// varying makes trees; the new nodes' types go beside the old ones'.
type varying struct{ types map[node]shape }

func (b varying) add(n node) node {
	b.types[n] = shape{kind: Bool}
	return n
}

// of lists the changes of a condition.
func (b varying) of(n node) []change {
	whole := func(is node) change { return change{b.add(is), n, is} }
	switch n := n.(type) {
	case *binary:
		if n.op == opAnd || n.op == opOr {
			return b.junction(n)
		}
		if other, found := otherOperator[n.op]; found {
			return []change{whole(&binary{n.at, other, n.left, n.right})}
		}
	case *not:
		return append([]change{{n.x, n, n.x}}, b.within(n.x, func(x node) node { return &not{n.at, x} })...)
	case *between:
		return b.bounds(n)
	case *in:
		var all []change
		for i := range n.list {
			if len(n.list) > 1 {
				all = append(all, whole(&in{n.at, n.x, without(n.list, i), n.negated}))
			}
		}
		return append(all, whole(&in{n.at, n.x, n.list, !n.negated}))
	case *test:
		return []change{whole(&test{n.at, n.x, n.what, !n.negated})}
	case *column:
		if b.types[n].kind == Bool {
			return []change{whole(&not{n.at, n})}
		}
	}
	return nil
}

// otherOperator is the comparison that is one slip away.
var otherOperator = map[operator]operator{
	opEqual: opUnequal, opUnequal: opEqual,
	opLess: opLessEqual, opLessEqual: opLess, opGreater: opGreaterEqual, opGreaterEqual: opGreater,
}

// junction leaves out one side of an AND or OR, or changes something in it.
func (b varying) junction(n *binary) []change {
	all := []change{{n.right, n.left, nil}, {n.left, n.right, nil}}
	all = append(all, b.within(n.left, func(x node) node { return &binary{n.at, n.op, x, n.right} })...)
	return append(all, b.within(n.right, func(x node) node { return &binary{n.at, n.op, n.left, x} })...)
}

// within changes an operand and puts it back in its place.
func (b varying) within(operand node, around func(node) node) []change {
	all := b.of(operand)
	for i := range all {
		all[i].root = b.add(around(all[i].root))
	}
	return all
}

// bounds leaves either end of a range out of it.
func (b varying) bounds(n *between) []change {
	part := func(low, high operator) node {
		return b.add(&binary{n.at, opAnd, b.add(&binary{n.at, low, n.x, n.low}), b.add(&binary{n.at, high, n.x, n.high})})
	}
	var all []change
	for _, inside := range []node{part(opGreater, opLessEqual), part(opGreaterEqual, opLess)} {
		if n.negated {
			inside = b.add(&not{n.at, inside})
		}
		all = append(all, change{inside, n, inside})
	}
	return all
}

func without(list []node, i int) []node {
	rest := make([]node, 0, len(list)-1)
	return append(append(rest, list[:i]...), list[i+1:]...)
}

// String is the slip in one line.
func (v Variant) String() string { return fmt.Sprintf("%s (%s)", v.What, v.Condition.Canonical()) }
