package expression

import "strings"

// Canonical writes the expression in its own language in one fixed form: one
// space, upper-case keywords, every operator in parentheses. Two expressions
// with the same canonical text are the same. Parse reads it back, unless its
// parentheses make it longer or deeper than Parse allows.
func (c *Checked) Canonical() string { return canonical(c.root) }

// Canonical writes the expression in its own language in one fixed form.
func (e *Expr) Canonical() string { return canonical(e.root) }

func canonical(n node) string {
	switch n := n.(type) {
	case *literal:
		return literalSQL(n.value)
	case *column:
		return n.name
	case *binary:
		return "(" + canonical(n.left) + " " + string(n.op) + " " + canonical(n.right) + ")"
	case *not:
		return "(NOT " + canonical(n.x) + ")"
	case *negate:
		return "(- " + canonical(n.x) + ")"
	case *between:
		return "(" + canonical(n.x) + negation(n.negated) + " BETWEEN " + canonical(n.low) + " AND " + canonical(n.high) + ")"
	case *in:
		return "(" + canonical(n.x) + negation(n.negated) + " IN (" + canonicalList(n.list) + "))"
	case *test:
		return "(" + canonical(n.x) + " IS" + negation(n.negated) + " " + n.what + ")"
	case *coalesce:
		return "COALESCE(" + canonicalList(n.args) + ")"
	case *caseOf:
		var b strings.Builder
		b.WriteString("CASE")
		for _, w := range n.whens {
			b.WriteString(" WHEN " + canonical(w.condition) + " THEN " + canonical(w.result))
		}
		if n.otherwise != nil {
			b.WriteString(" ELSE " + canonical(n.otherwise))
		}
		return b.String() + " END"
	}
	return ""
}

func canonicalList(nodes []node) string {
	texts := make([]string, len(nodes))
	for i, n := range nodes {
		texts[i] = canonical(n)
	}
	return strings.Join(texts, ", ")
}
