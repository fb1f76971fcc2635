package expression

import (
	"fmt"
	"strings"
)

// maxDepth bounds how deep parentheses and operators may nest.
const maxDepth = 100

// Expr is a parsed expression, not yet held against any columns.
type Expr struct{ root node }

// Parse reads an expression. The error is a Problems of length one.
func Parse(source string) (*Expr, error) {
	tokens, fault := lex(source)
	if fault != nil {
		return nil, Problems{*fault}
	}
	p := &parser{tokens: tokens}
	root := p.expression()
	if p.fault == nil && p.peek().kind != endToken {
		p.unexpected("slutet på uttrycket", "the end of the expression")
	}
	if p.fault != nil {
		return nil, Problems{*p.fault}
	}
	return &Expr{root}, nil
}

// parser descends recursively. After the first fault every method returns nil
// at once and the fault stands.
type parser struct {
	tokens []token
	next   int
	depth  int
	fault  *Problem
}

func (p *parser) peek() token { return p.tokens[p.next] }

func (p *parser) take() token {
	t := p.tokens[p.next]
	if t.kind != endToken {
		p.next++
	}
	return t
}

func (p *parser) accept(kind tokenKind, text string) bool {
	if p.fault == nil && p.peek().is(kind, text) {
		p.next++
		return true
	}
	return false
}

func (p *parser) keyword(word string) bool { return p.accept(keywordToken, word) }
func (p *parser) symbol(sign string) bool  { return p.accept(symbolToken, sign) }

func (p *parser) fail(problem Problem) {
	if p.fault == nil {
		p.fault = &problem
	}
}

func (p *parser) unexpected(sv, en string) {
	t := p.peek()
	found := Message{fmt.Sprintf("%q", t.text), fmt.Sprintf("%q", t.text)}
	if t.kind == endToken {
		found = Message{"slut", "the end"}
	}
	problem := t.at.problem("väntade "+sv+", fann "+found.SV, "expected "+en+", found "+found.EN)
	if t.kind == wordToken && t.text != strings.ToLower(t.text) {
		problem = problem.hint("kolumner skrivs med gemener", "columns are written in lower case")
	}
	p.fail(problem)
}

func (p *parser) expect(kind tokenKind, text string) {
	if !p.accept(kind, text) {
		p.unexpected(text, text)
	}
}

// enter guards the recursion; the caller runs the returned function at its end.
func (p *parser) enter() func() {
	p.depth++
	if p.depth > maxDepth {
		p.fail(p.peek().at.problem("uttrycket är nästlat för djupt", "the expression nests too deeply"))
	}
	return func() { p.depth-- }
}

func (p *parser) expression() node {
	defer p.enter()()
	return p.chain(p.conjunction, opOr)
}

func (p *parser) conjunction() node { return p.chain(p.negation, opAnd) }

// chain reads operands joined by a keyword operator, grouping to the left.
func (p *parser) chain(operand func() node, op operator) node {
	left := operand()
	for n := 0; p.fault == nil && p.peek().is(keywordToken, string(op)); n++ {
		at := p.take().at
		if n >= maxDepth {
			p.fail(at.problem("för många led", "too many operands"))
		}
		left = &binary{at, op, left, operand()}
	}
	return left
}

func (p *parser) negation() node {
	defer p.enter()()
	if p.fault != nil {
		return nil
	}
	at := p.peek().at
	if p.keyword("NOT") {
		return &not{at, p.negation()}
	}
	return p.predicate()
}

func (p *parser) predicate() node {
	x := p.sum()
	at := p.peek().at
	result := p.comparison(x, at)
	if result != x && p.fault == nil && p.startsComparison() {
		p.fail(p.peek().at.problem("jämförelser kan inte kedjas", "comparisons cannot be chained").
			hint("sätt parentes: (a = b) = c, eller skriv BETWEEN", "use parentheses: (a = b) = c, or write BETWEEN"))
	}
	return result
}

func (p *parser) startsComparison() bool {
	t := p.peek()
	switch t.kind {
	case symbolToken:
		return strings.Contains("= <> < <= > >=", t.text)
	case keywordToken:
		return t.text == "BETWEEN" || t.text == "IN" || t.text == "IS" || t.text == "NOT"
	}
	return false
}

func (p *parser) comparison(x node, at position) node {
	for _, op := range []operator{opEqual, opUnequal, opLess, opLessEqual, opGreater, opGreaterEqual} {
		if p.symbol(string(op)) {
			return &binary{at, op, x, p.sum()}
		}
	}
	if p.keyword("IS") {
		return p.is(x, at)
	}
	negated := p.keyword("NOT")
	switch {
	case p.keyword("BETWEEN"):
		low := p.sum()
		p.expect(keywordToken, "AND")
		return &between{at, x, low, p.sum(), negated}
	case p.keyword("IN"):
		p.expect(symbolToken, "(")
		list := p.list(p.sum)
		return &in{at, x, list, negated}
	case negated:
		p.unexpected("BETWEEN eller IN efter NOT", "BETWEEN or IN after NOT")
	}
	return x
}

func (p *parser) is(x node, at position) node {
	negated := p.keyword("NOT")
	for _, what := range []string{"NULL", "TRUE", "FALSE"} {
		if p.keyword(what) {
			return &test{at, x, what, negated}
		}
	}
	p.unexpected("NULL, TRUE eller FALSE efter IS", "NULL, TRUE or FALSE after IS")
	return nil
}

// list reads item { , item } ) after an opening parenthesis.
func (p *parser) list(item func() node) []node {
	items := []node{item()}
	for p.symbol(",") {
		items = append(items, item())
	}
	p.expect(symbolToken, ")")
	return items
}

func (p *parser) sum() node { return p.arithmetic(p.product, opAdd, opSubtract) }

func (p *parser) product() node { return p.arithmetic(p.unary, opMultiply) }

func (p *parser) arithmetic(operand func() node, ops ...operator) node {
	left := operand()
	for n := 0; ; n++ {
		t := p.peek()
		matched := false
		for _, op := range ops {
			if p.symbol(string(op)) {
				left, matched = &binary{t.at, op, left, operand()}, true
				break
			}
		}
		if !matched {
			return left
		}
		if n >= maxDepth {
			p.fail(t.at.problem("för många led", "too many operands"))
		}
	}
}

func (p *parser) unary() node {
	defer p.enter()()
	at := p.peek().at
	if p.symbol("-") {
		return &negate{at, p.unary()}
	}
	return p.primary()
}
