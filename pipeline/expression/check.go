package expression

import (
	"fmt"
	"slices"
	"sort"
	"strings"
)

// MaxDigits is the most digits that any number in an expression may need.
const MaxDigits = 38

// Column describes one column that an expression may name. Codes lists the
// texts that the column can hold; empty means that any text goes.
type Column struct {
	Type  Type
	Codes []string
}

// Checked is an expression that fits the columns it was checked against. It is
// immutable and may be used by several goroutines.
type Checked struct {
	root    node
	types   map[node]shape
	columns []string
}

// shape is the type of a node; digits (before the point) and scale (after it)
// bound a number. kind 0 is the literal NULL.
type shape struct {
	kind          Type
	digits, scale int
}

// Check holds the expression against the columns and their types. The error is
// a Problems with every mistake.
func (e *Expr) Check(types map[string]Type) (*Checked, error) {
	columns := make(map[string]Column, len(types))
	for name, t := range types {
		columns[name] = Column{Type: t}
	}
	return e.CheckColumns(columns)
}

// CheckColumns is Check for columns that may have code lists: comparing such a
// column with a text outside its list is a mistake.
func (e *Expr) CheckColumns(columns map[string]Column) (*Checked, error) {
	c := &checker{columns: columns, types: map[node]shape{}}
	if t, ok := c.check(e.root); ok && t.kind == 0 {
		c.report(e.root.where().problem("uttrycket är alltid NULL", "the expression is always NULL"))
	}
	if c.problems != nil {
		return nil, c.problems.sorted()
	}
	return &Checked{root: e.root, types: c.types, columns: columnsOf(e.root)}, nil
}

// Type is the type of the expression's value.
func (c *Checked) Type() Type { return c.types[c.root].kind }

// Scale is the number of decimals of a Decimal expression, 0 for others.
func (c *Checked) Scale() int { return c.types[c.root].scale }

// Columns lists the columns that the expression names, sorted.
func (c *Checked) Columns() []string { return slices.Clone(c.columns) }

// Columns lists the columns that the expression names, sorted.
func (e *Expr) Columns() []string { return columnsOf(e.root) }

func columnsOf(root node) []string {
	var names []string
	walk(root, func(n node) {
		if col, ok := n.(*column); ok {
			names = append(names, col.name)
		}
	})
	sort.Strings(names)
	return slices.Compact(names)
}

// checker finds every node's shape. A method's second result is false where a
// mistake was reported below, so that one mistake is reported once.
type checker struct {
	columns  map[string]Column
	types    map[node]shape
	problems Problems
}

func (c *checker) report(p Problem) { c.problems = append(c.problems, p) }

func (c *checker) check(n node) (shape, bool) {
	s, ok := c.shapeOf(n)
	if ok && s.digits+s.scale > MaxDigits {
		c.report(n.where().problem(fmt.Sprintf("resultatet kan behöva mer än %d siffror", MaxDigits), fmt.Sprintf("the result could need more than %d digits", MaxDigits)).
			hint("multiplicera färre tal", "multiply fewer numbers"))
		ok = false
	}
	c.types[n] = s
	return s, ok
}

func (c *checker) shapeOf(n node) (shape, bool) {
	switch n := n.(type) {
	case *literal:
		return literalShape(n.value), true
	case *column:
		return c.column(n)
	case *binary:
		return c.binary(n)
	case *not:
		return shape{kind: Bool}, c.want(n.x, "NOT", Bool)
	case *negate:
		s, ok := c.check(n.x)
		return s, ok && c.numeric(n.at, "-", s)
	case *between:
		return shape{kind: Bool}, c.comparable(n.at, "BETWEEN", true, n.x, n.low, n.high)
	case *in:
		ok := c.comparable(n.at, "IN", false, append([]node{n.x}, n.list...)...)
		return shape{kind: Bool}, ok && c.codes(n.x, n.list...)
	case *test:
		return shape{kind: Bool}, c.test(n)
	case *caseOf:
		return c.caseOf(n)
	case *coalesce:
		return c.branches(n.at, "COALESCE", n.args)
	}
	panic(fmt.Sprintf("expression: unknown node %T", n))
}

func literalShape(v Value) shape {
	switch v.kind {
	case Int, Decimal:
		digits := len(strings.TrimLeft(v.num.integer().String(), "-"))
		return shape{v.kind, max(digits-v.num.scale, 1), v.num.scale}
	}
	return shape{kind: v.kind}
}

const (
	intDigits     = 19 // a 64-bit integer
	decimalDigits = 14 // DECIMAL(18,4)
	daysDigits    = 7  // the span of all dates in days
)

func (c *checker) column(n *column) (shape, bool) {
	col, known := c.columns[n.name]
	if !known {
		p := n.at.problem("okänd kolumn "+n.name, "unknown column "+n.name)
		if near := Nearest(n.name, sortedNames(c.columns)); len(near) > 0 {
			p = p.hint("menade du "+strings.Join(near, " eller ")+"?", "did you mean "+strings.Join(near, " or ")+"?")
		}
		c.report(p)
		return shape{}, false
	}
	switch col.Type {
	case Int:
		return shape{kind: Int, digits: intDigits}, true
	case Decimal:
		return shape{kind: Decimal, digits: decimalDigits, scale: ColumnScale}, true
	}
	return shape{kind: col.Type}, true
}

func sortedNames(columns map[string]Column) []string {
	names := make([]string, 0, len(columns))
	for name := range columns {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

func (c *checker) binary(n *binary) (shape, bool) {
	switch n.op {
	case opAnd, opOr:
		left, right := c.want(n.left, string(n.op), Bool), c.want(n.right, string(n.op), Bool)
		return shape{kind: Bool}, left && right
	case opAdd, opSubtract, opMultiply:
		return c.arithmetic(n)
	}
	ordered := n.op != opEqual && n.op != opUnequal
	ok := c.comparable(n.at, string(n.op), ordered, n.left, n.right)
	return shape{kind: Bool}, ok && c.codes(n.left, n.right) && c.codes(n.right, n.left)
}

func (c *checker) arithmetic(n *binary) (shape, bool) {
	left, okLeft := c.check(n.left)
	right, okRight := c.check(n.right)
	if !okLeft || !okRight {
		return shape{}, false
	}
	if n.op == opSubtract && left.kind == Date && right.kind == Date {
		return shape{kind: Int, digits: daysDigits}, true
	}
	if !c.numeric(n.at, string(n.op), left) || !c.numeric(n.at, string(n.op), right) {
		return shape{}, false
	}
	s := shape{kind: max(left.kind, right.kind)} // Decimal outweighs Int
	if n.op == opMultiply {
		s.digits, s.scale = left.digits+right.digits, left.scale+right.scale
	} else {
		s.digits, s.scale = max(left.digits, right.digits)+1, max(left.scale, right.scale)
	}
	return s, true
}

func (c *checker) numeric(at position, op string, s shape) bool {
	if numeric(s.kind) {
		return true
	}
	c.report(at.problem(op+" räknar med tal, inte "+s.kind.String(), op+" works on numbers, not "+s.kind.String()))
	return false
}

// want checks an operand that must have one type.
func (c *checker) want(n node, op string, kind Type) bool {
	s, ok := c.check(n)
	if ok && s.kind != kind {
		c.report(n.where().problem(fmt.Sprintf("%s väntar %s, fick %s", op, kind, s.kind), fmt.Sprintf("%s expects %s, got %s", op, kind, s.kind)))
		return false
	}
	return ok
}

func (c *checker) test(n *test) bool {
	if n.what != "NULL" {
		return c.want(n.x, "IS "+n.what, Bool)
	}
	s, ok := c.check(n.x)
	if ok && s.kind == 0 {
		c.report(n.at.problem("NULL IS NULL är alltid sant", "NULL IS NULL is always true"))
		return false
	}
	return ok
}

func (c *checker) caseOf(n *caseOf) (shape, bool) {
	ok := true
	results := make([]node, 0, len(n.whens)+1)
	for _, w := range n.whens {
		ok = c.want(w.condition, "WHEN", Bool) && ok
		results = append(results, w.result)
	}
	if n.otherwise != nil {
		results = append(results, n.otherwise)
	}
	s, fit := c.branches(n.at, "CASE", results)
	return s, ok && fit
}

// branches finds the common shape of alternatives, of which one must not be
// the literal NULL.
func (c *checker) branches(at position, what string, nodes []node) (shape, bool) {
	var common shape
	all := true
	for _, n := range nodes {
		s, ok := c.check(n)
		if !ok {
			all = false
			continue
		}
		merged, fits := merge(common, s)
		if !fits {
			c.report(n.where().problem(fmt.Sprintf("%s: %s och %s går inte ihop", what, common.kind, s.kind), fmt.Sprintf("%s: %s and %s do not agree", what, common.kind, s.kind)))
			all = false
			continue
		}
		common = merged
	}
	if all && common.kind == 0 {
		c.report(at.problem(what+" ger bara NULL", what+" gives only NULL"))
		all = false
	}
	return common, all
}
