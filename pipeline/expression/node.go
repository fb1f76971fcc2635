package expression

// node is one node of the tree. The tree is immutable once parsed.
type node interface{ where() position }

type literal struct {
	at    position
	value Value // NULL for the literal NULL
	text  string
}

type column struct {
	at   position
	name string
}

// operator is a binary operator as it is written.
type operator string

const (
	opAnd          operator = "AND"
	opOr           operator = "OR"
	opEqual        operator = "="
	opUnequal      operator = "<>"
	opLess         operator = "<"
	opLessEqual    operator = "<="
	opGreater      operator = ">"
	opGreaterEqual operator = ">="
	opAdd          operator = "+"
	opSubtract     operator = "-"
	opMultiply     operator = "*"
)

type binary struct {
	at          position
	op          operator
	left, right node
}

type not struct {
	at position
	x  node
}

type negate struct {
	at position
	x  node
}

type between struct {
	at        position
	x         node
	low, high node
	negated   bool
}

type in struct {
	at      position
	x       node
	list    []node
	negated bool
}

// test is IS [NOT] NULL, TRUE or FALSE.
type test struct {
	at      position
	x       node
	what    string // NULL, TRUE or FALSE
	negated bool
}

type when struct{ condition, result node }

type caseOf struct {
	at        position
	whens     []when
	otherwise node // nil: NULL
}

type coalesce struct {
	at   position
	args []node
}

func (n *literal) where() position  { return n.at }
func (n *column) where() position   { return n.at }
func (n *binary) where() position   { return n.at }
func (n *not) where() position      { return n.at }
func (n *negate) where() position   { return n.at }
func (n *between) where() position  { return n.at }
func (n *in) where() position       { return n.at }
func (n *test) where() position     { return n.at }
func (n *caseOf) where() position   { return n.at }
func (n *coalesce) where() position { return n.at }

// children lists a node's operands in the order they are written.
func children(n node) []node {
	switch n := n.(type) {
	case *binary:
		return []node{n.left, n.right}
	case *not:
		return []node{n.x}
	case *negate:
		return []node{n.x}
	case *between:
		return []node{n.x, n.low, n.high}
	case *in:
		return append([]node{n.x}, n.list...)
	case *test:
		return []node{n.x}
	case *caseOf:
		var all []node
		for _, w := range n.whens {
			all = append(all, w.condition, w.result)
		}
		if n.otherwise != nil {
			all = append(all, n.otherwise)
		}
		return all
	case *coalesce:
		return n.args
	}
	return nil
}

func walk(n node, visit func(node)) {
	visit(n)
	for _, c := range children(n) {
		walk(c, visit)
	}
}
