package expression

import (
	"fmt"
	"strings"
)

// Eval computes the expression for one row. row gives the value of a column by
// name: NULL, or a value of the type that the column was checked with (an Int
// may stand for a Decimal, which has at most ColumnScale decimals). Anything
// else is a fault of the program and panics, because a silent NULL or a rounded
// value would make a wrong number.
func (c *Checked) Eval(row func(column string) Value) Value {
	return evaluator{c.types, row}.eval(c.root)
}

type evaluator struct {
	types map[node]shape
	row   func(string) Value
}

func (e evaluator) eval(n node) Value {
	switch n := n.(type) {
	case *literal:
		return n.value
	case *column:
		return e.column(n)
	case *binary:
		return e.binary(n)
	case *not:
		return invert(e.eval(n.x), true)
	case *negate:
		x := e.eval(n.x)
		if !x.IsNull() {
			x.num = x.num.negated()
		}
		return x
	case *between:
		x := e.eval(n.x)
		inside := and(ordering(opGreaterEqual, x, e.eval(n.low)), ordering(opLessEqual, x, e.eval(n.high)))
		return invert(inside, n.negated)
	case *in:
		return e.in(n)
	case *test:
		return e.test(n)
	case *caseOf:
		return e.caseOf(n)
	case *coalesce:
		return e.coalesce(n)
	}
	panic(fmt.Sprintf("expression: unknown node %T", n))
}

func (e evaluator) column(n *column) Value {
	v, want := e.row(n.name), e.types[n].kind
	switch {
	case v.IsNull():
		return v
	case want == Decimal && numeric(v.kind) && v.num.scale <= ColumnScale:
		return Value{kind: Decimal, num: v.num.rescaled(ColumnScale)}
	case v.kind == want && want != Decimal:
		return v
	}
	panic(fmt.Sprintf("expression: column %s holds %s, declared %s", n.name, v.kind, want))
}

func (e evaluator) binary(n *binary) Value {
	left := e.eval(n.left)
	switch {
	case n.op == opAnd && left.IsFalse(), n.op == opOr && left.IsTrue():
		return left
	}
	right := e.eval(n.right)
	switch n.op {
	case opAnd:
		return and(left, right)
	case opOr:
		return invert(and(invert(left, true), invert(right, true)), true)
	case opAdd, opSubtract, opMultiply:
		return calculate(n.op, left, right, e.types[n].kind)
	}
	return ordering(n.op, left, right)
}

func calculate(op operator, left, right Value, kind Type) Value {
	if left.IsNull() || right.IsNull() {
		return Value{}
	}
	switch op {
	case opSubtract:
		return Value{kind: kind, num: left.num.add(right.num.negated())}
	case opMultiply:
		return Value{kind: kind, num: left.num.multiply(right.num)}
	}
	return Value{kind: kind, num: left.num.add(right.num)}
}

// and is three-valued: FALSE wins over NULL, NULL over TRUE.
func and(left, right Value) Value {
	switch {
	case left.IsFalse() || right.IsFalse():
		return BoolValue(false)
	case left.IsNull() || right.IsNull():
		return Value{}
	}
	return BoolValue(true)
}

// invert is NOT where asked; NOT NULL is NULL.
func invert(v Value, asked bool) Value {
	if !asked || v.IsNull() {
		return v
	}
	return BoolValue(v.IsFalse())
}

func ordering(op operator, left, right Value) Value {
	if left.IsNull() || right.IsNull() {
		return Value{}
	}
	order := compare(left, right)
	switch op {
	case opEqual:
		return BoolValue(order == 0)
	case opUnequal:
		return BoolValue(order != 0)
	case opLess:
		return BoolValue(order < 0)
	case opLessEqual:
		return BoolValue(order <= 0)
	case opGreater:
		return BoolValue(order > 0)
	}
	return BoolValue(order >= 0)
}

// compare orders two values of comparable types; text by its bytes.
func compare(left, right Value) int {
	if left.kind == Text {
		return strings.Compare(left.text, right.text)
	}
	return left.num.compare(right.num)
}

// in is x = a OR x = b …: TRUE when one is equal, else NULL when one is NULL.
func (e evaluator) in(n *in) Value {
	x := e.eval(n.x)
	found := BoolValue(false)
	for _, item := range n.list {
		equal := ordering(opEqual, x, e.eval(item))
		if equal.IsTrue() {
			return invert(equal, n.negated)
		}
		if equal.IsNull() {
			found = equal
		}
	}
	return invert(found, n.negated)
}

func (e evaluator) test(n *test) Value {
	x := e.eval(n.x)
	met := x.IsNull()
	switch n.what {
	case "TRUE":
		met = x.IsTrue()
	case "FALSE":
		met = x.IsFalse()
	}
	return BoolValue(met != n.negated)
}

func (e evaluator) caseOf(n *caseOf) Value {
	for _, w := range n.whens {
		if e.eval(w.condition).IsTrue() {
			return e.widened(w.result, n)
		}
	}
	if n.otherwise == nil {
		return Value{}
	}
	return e.widened(n.otherwise, n)
}

func (e evaluator) coalesce(n *coalesce) Value {
	for _, arg := range n.args {
		if v := e.widened(arg, n); !v.IsNull() {
			return v
		}
	}
	return Value{}
}

// widened gives an alternative the type and scale of the whole.
func (e evaluator) widened(branch, whole node) Value {
	v, s := e.eval(branch), e.types[whole]
	if numeric(v.kind) {
		v.kind, v.num = s.kind, v.num.rescaled(s.scale)
	}
	return v
}
