package expression

// Fixed lists the texts that a condition limits a column to: those of the
// conjuncts column = 'a' and column IN ('a', 'b') that stand in its outermost
// AND chain. It is nil when the condition does not limit the column that way,
// and empty when two conjuncts contradict each other.
func (c *Checked) Fixed(name string) []string { return fixed(c.root, name) }

func fixed(n node, name string) []string {
	switch n := n.(type) {
	case *binary:
		switch n.op {
		case opAnd:
			return intersect(fixed(n.left, name), fixed(n.right, name))
		case opEqual:
			if isColumn(n.left, name) {
				return texts(n.right)
			}
			if isColumn(n.right, name) {
				return texts(n.left)
			}
		}
	case *in:
		if !n.negated && isColumn(n.x, name) {
			return texts(n.list...)
		}
	}
	return nil
}

func isColumn(n node, name string) bool {
	c, ok := n.(*column)
	return ok && c.name == name
}

// texts are the values of text literals; nil when one is something else.
func texts(nodes ...node) []string {
	values := make([]string, 0, len(nodes))
	for _, n := range nodes {
		l, ok := n.(*literal)
		if !ok || l.value.kind != Text {
			return nil
		}
		values = append(values, l.value.text)
	}
	return values
}

func intersect(a, b []string) []string {
	if a == nil || b == nil {
		return append(a, b...)
	}
	both := []string{}
	for _, x := range a {
		for _, y := range b {
			if x == y {
				both = append(both, x)
			}
		}
	}
	return both
}
