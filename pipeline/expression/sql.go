package expression

import (
	"fmt"
	"strings"
)

// SQL writes the expression for a database: every operator in parentheses, so
// that precedence cannot differ, every identifier quoted, every number of an
// arithmetic operation cast to a DECIMAL wide enough for its result. The text
// uses only CASE, COALESCE, CAST to DECIMAL, comparisons, BETWEEN, IN, IS,
// AND, OR, NOT, + - * and typed literals.
//
// A text column must compare by its bytes (DuckDB's default collation).
func (c *Checked) SQL() string {
	var b strings.Builder
	compiler{c.types, &b}.write(c.root)
	return b.String()
}

// QuoteIdentifier quotes a name for SQL.
func QuoteIdentifier(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// QuoteText quotes a text for SQL.
func QuoteText(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }

type compiler struct {
	types map[node]shape
	out   *strings.Builder
}

func (c compiler) text(parts ...string) {
	for _, p := range parts {
		c.out.WriteString(p)
	}
}

func (c compiler) write(n node) {
	switch n := n.(type) {
	case *literal:
		c.text(literalSQL(n.value))
	case *column:
		c.text(QuoteIdentifier(n.name))
	case *binary:
		c.binary(n)
	case *not:
		c.text("(NOT ")
		c.write(n.x)
		c.text(")")
	case *negate:
		c.text("(-")
		c.cast(n.x, c.types[n])
		c.text(")")
	case *between:
		c.text("(")
		c.write(n.x)
		c.text(negation(n.negated), " BETWEEN ")
		c.write(n.low)
		c.text(" AND ")
		c.write(n.high)
		c.text(")")
	case *in:
		c.in(n)
	case *test:
		c.text("(")
		c.write(n.x)
		c.text(" IS", negation(n.negated), " ", n.what, ")")
	case *caseOf:
		c.caseOf(n)
	case *coalesce:
		c.text("COALESCE(")
		for i, arg := range n.args {
			c.separate(i)
			c.branch(arg, n)
		}
		c.text(")")
	}
}

func negation(negated bool) string {
	if negated {
		return " NOT"
	}
	return ""
}

func (c compiler) separate(i int) {
	if i > 0 {
		c.text(", ")
	}
}

func literalSQL(v Value) string {
	switch v.kind {
	case Text:
		return QuoteText(v.text)
	case Date:
		return "DATE " + QuoteText(FormatDate(v.num.small))
	case Bool:
		return strings.ToUpper(v.String())
	}
	return v.String()
}

func (c compiler) binary(n *binary) {
	left, right := c.types[n.left], c.types[n.right]
	dates := left.kind == Date
	c.text("(")
	switch {
	case !dates && (n.op == opAdd || n.op == opSubtract):
		c.cast(n.left, c.types[n])
	case n.op == opMultiply:
		// One wide operand makes the database use its wide arithmetic.
		c.cast(n.left, shape{left.kind, max(left.digits, intDigits), left.scale})
	default:
		c.write(n.left)
	}
	c.text(" ", string(n.op), " ")
	switch {
	case !dates && (n.op == opAdd || n.op == opSubtract):
		c.cast(n.right, c.types[n])
	case n.op == opMultiply:
		c.cast(n.right, right)
	default:
		c.write(n.right)
	}
	c.text(")")
}

// cast writes a number with the width of s.
func (c compiler) cast(n node, s shape) {
	c.text("CAST(")
	c.write(n)
	c.text(" AS ", decimalSQL(s), ")")
}

func decimalSQL(s shape) string {
	return fmt.Sprintf("DECIMAL(%d,%d)", min(s.digits+s.scale, MaxDigits), s.scale)
}

func (c compiler) in(n *in) {
	c.text("(")
	c.write(n.x)
	c.text(negation(n.negated), " IN (")
	for i, item := range n.list {
		c.separate(i)
		c.write(item)
	}
	c.text("))")
}

func (c compiler) caseOf(n *caseOf) {
	c.text("(CASE")
	for _, w := range n.whens {
		c.text(" WHEN ")
		c.write(w.condition)
		c.text(" THEN ")
		c.branch(w.result, n)
	}
	if n.otherwise != nil {
		c.text(" ELSE ")
		c.branch(n.otherwise, n)
	}
	c.text(" END)")
}

// branch writes an alternative, cast where its number is narrower than the whole.
func (c compiler) branch(n, whole node) {
	own, common := c.types[n], c.types[whole]
	if numeric(own.kind) && own != common {
		c.cast(n, common)
		return
	}
	c.write(n)
}
