package expression

import (
	"fmt"
	"slices"
	"strings"
)

// comparable checks operands that are compared with each other.
func (c *checker) comparable(at position, op string, ordered bool, nodes ...node) bool {
	all := true
	var common shape
	for _, n := range nodes {
		s, ok := c.check(n)
		if !ok {
			all = false
			continue
		}
		if s.kind == 0 {
			c.report(n.where().problem("jämförelse med NULL är aldrig sann", "a comparison with NULL is never true").
				hint("skriv IS NULL eller IS NOT NULL", "write IS NULL or IS NOT NULL"))
			all = false
			continue
		}
		merged, fits := merge(common, s)
		if !fits {
			c.mismatch(n.where(), op, common.kind, s.kind)
			all = false
			continue
		}
		common = merged
	}
	if !all {
		return false
	}
	if common.digits+common.scale > MaxDigits {
		c.report(at.problem(fmt.Sprintf("jämförelsen behöver mer än %d siffror", MaxDigits), fmt.Sprintf("the comparison needs more than %d digits", MaxDigits)))
		return false
	}
	if ordered && (common.kind == Text || common.kind == Bool) {
		c.report(at.problem(fmt.Sprintf("%s ordnar inte %s", op, common.kind), fmt.Sprintf("%s does not order %s", op, common.kind)).
			hint("använd = eller IN; textens ordning beror på sorteringen", "use = or IN; the order of text depends on collation"))
		return false
	}
	return true
}

func (c *checker) mismatch(at position, op string, first, second Type) {
	p := at.problem(fmt.Sprintf("%s: %s går inte att jämföra med %s", op, second, first), fmt.Sprintf("%s: %s cannot be compared with %s", op, second, first))
	if first == Date && second == Text || first == Text && second == Date {
		p = p.hint("ett datum skrivs DATE '2025-12-31'", "a date is written DATE '2025-12-31'")
	}
	c.report(p)
}

// merge is the shape that holds both; NULL fits everything.
func merge(a, b shape) (shape, bool) {
	switch {
	case a.kind == 0:
		return b, true
	case b.kind == 0 || a == b:
		return a, true
	case numeric(a.kind) && numeric(b.kind):
		return shape{max(a.kind, b.kind), max(a.digits, b.digits), max(a.scale, b.scale)}, true
	}
	return a, a.kind == b.kind
}

// codes holds the text literals that a coded column is compared with against
// its list.
func (c *checker) codes(x node, others ...node) bool {
	col, isColumn := x.(*column)
	if !isColumn {
		return true
	}
	list := c.columns[col.name].Codes
	ok := len(list) == 0
	if ok {
		return true
	}
	ok = true
	for _, other := range others {
		l, isLiteral := other.(*literal)
		if !isLiteral || l.value.kind != Text || slices.Contains(list, l.value.text) {
			continue
		}
		ok = false
		p := l.at.problem(fmt.Sprintf("koden '%s' finns inte i kolumnen %s", l.value.text, col.name), fmt.Sprintf("column %s has no code '%s'", col.name, l.value.text))
		near := Nearest(l.value.text, list)
		if len(near) == 0 {
			near = list[:min(len(list), 6)]
		}
		c.report(p.hint("koder: "+strings.Join(near, ", "), "codes: "+strings.Join(near, ", ")))
	}
	return ok
}
