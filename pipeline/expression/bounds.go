package expression

import "math/big"

// Bounds is the range that a number lies in; a nil end is none.
type Bounds struct{ Least, Most *big.Rat }

// Bounds tells the range of the expression's value from the ranges of the columns, by
// interval arithmetic: every value that Eval can give lies within, though the range
// may be wider than it need be. What is no number has none.
func (c *Checked) Bounds(of func(column string) Bounds) Bounds {
	out, _ := bounder{of}.bounds(c.root)
	return out
}

type bounder struct{ of func(string) Bounds }

// bounds gives a node's range; false where its value is always NULL.
func (b bounder) bounds(n node) (Bounds, bool) {
	switch n := n.(type) {
	case *literal:
		if !numeric(n.value.kind) {
			return Bounds{}, !n.value.IsNull()
		}
		x, scale := n.value.Number()
		at := new(big.Rat).SetFrac(x, powerOfTen(scale))
		return Bounds{at, at}, true
	case *column:
		return b.of(n.name), true
	case *negate:
		x, some := b.bounds(n.x)
		return x.negated(), some
	case *binary:
		return b.binary(n)
	case *caseOf:
		var results []node
		for _, w := range n.whens {
			results = append(results, w.result)
		}
		if n.otherwise != nil {
			results = append(results, n.otherwise)
		}
		return b.any(results)
	case *coalesce:
		return b.any(n.args)
	}
	return Bounds{}, true
}

func (b bounder) binary(n *binary) (Bounds, bool) {
	x, some := b.bounds(n.left)
	y, other := b.bounds(n.right)
	if !some || !other {
		return Bounds{}, false
	}
	switch n.op {
	case opAdd:
		return x.plus(y), true
	case opSubtract:
		return x.plus(y.negated()), true
	case opMultiply:
		return x.times(y), true
	}
	return Bounds{}, true
}

// any is the range of a value that is one of the nodes'.
func (b bounder) any(nodes []node) (out Bounds, some bool) {
	for _, n := range nodes {
		x, ok := b.bounds(n)
		switch {
		case !ok:
		case !some:
			out, some = x, true
		default:
			out = Bounds{lesser(out.Least, x.Least), greater(out.Most, x.Most)}
		}
	}
	return out, some
}

func (x Bounds) negated() Bounds {
	var out Bounds
	if x.Most != nil {
		out.Least = new(big.Rat).Neg(x.Most)
	}
	if x.Least != nil {
		out.Most = new(big.Rat).Neg(x.Least)
	}
	return out
}

func (x Bounds) plus(y Bounds) (out Bounds) {
	if x.Least != nil && y.Least != nil {
		out.Least = new(big.Rat).Add(x.Least, y.Least)
	}
	if x.Most != nil && y.Most != nil {
		out.Most = new(big.Rat).Add(x.Most, y.Most)
	}
	return out
}

// times has an end only where all four are there.
func (x Bounds) times(y Bounds) (out Bounds) {
	if x.Least == nil || x.Most == nil || y.Least == nil || y.Most == nil {
		return out
	}
	for _, a := range []*big.Rat{x.Least, x.Most} {
		for _, b := range []*big.Rat{y.Least, y.Most} {
			p := new(big.Rat).Mul(a, b)
			if out.Least == nil {
				out = Bounds{p, p}
			}
			out = Bounds{lesser(out.Least, p), greater(out.Most, p)}
		}
	}
	return out
}

// lesser and greater are the outer one of two ends; none is outermost.
func lesser(a, b *big.Rat) *big.Rat {
	if a == nil || b == nil {
		return nil
	}
	if a.Cmp(b) <= 0 {
		return a
	}
	return b
}

func greater(a, b *big.Rat) *big.Rat {
	if a == nil || b == nil {
		return nil
	}
	if a.Cmp(b) >= 0 {
		return a
	}
	return b
}
