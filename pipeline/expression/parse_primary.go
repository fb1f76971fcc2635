package expression

import (
	"strconv"
	"strings"
)

// primary reads a literal, a column, a parenthesis, COALESCE or CASE.
func (p *parser) primary() node {
	if p.fault != nil {
		return nil
	}
	t := p.peek()
	switch t.kind {
	case intToken:
		p.take()
		n, _ := strconv.ParseInt(t.text, 10, 64) // at most 18 digits
		return &literal{t.at, IntValue(n), strconv.FormatInt(n, 10)}
	case decimalToken:
		p.take()
		return decimalLiteral(t)
	case textToken:
		p.take()
		return &literal{t.at, TextValue(t.text), ""}
	case wordToken:
		return p.column()
	case keywordToken:
		return p.keywordPrimary()
	}
	if p.symbol("(") {
		x := p.expression()
		p.expect(symbolToken, ")")
		return x
	}
	p.unexpected("ett värde, en kolumn eller en parentes", "a value, a column or a parenthesis")
	return nil
}

func decimalLiteral(t token) node {
	whole, fraction, _ := strings.Cut(t.text, ".")
	n, _ := strconv.ParseInt(whole+fraction, 10, 64) // at most 18 digits
	v := DecimalValue(n, len(fraction))
	return &literal{t.at, v, v.String()}
}

func (p *parser) column() node {
	t := p.take()
	if p.peek().is(symbolToken, "(") {
		p.fail(t.at.problem("funktionen "+t.text+" finns inte", "there is no function "+t.text).
			hint("den enda funktionen är COALESCE", "the only function is COALESCE"))
	}
	return &column{t.at, t.text}
}

func (p *parser) keywordPrimary() node {
	t := p.peek()
	switch t.text {
	case "NULL":
		p.take()
		return &literal{t.at, Value{}, "NULL"}
	case "TRUE", "FALSE":
		p.take()
		return &literal{t.at, BoolValue(t.text == "TRUE"), t.text}
	case "DATE":
		return p.date()
	case "COALESCE":
		p.take()
		p.expect(symbolToken, "(")
		return &coalesce{t.at, p.list(p.expression)}
	case "CASE":
		return p.caseOf()
	}
	p.unexpected("ett värde, en kolumn eller en parentes", "a value, a column or a parenthesis")
	return nil
}

func (p *parser) date() node {
	at := p.take().at
	t := p.take()
	days, err := ParseDate(t.text)
	if t.kind != textToken || err != nil {
		p.fail(t.at.problem("datumet är felskrivet", "the date is malformed").
			hint("skriv DATE '2025-12-31'", "write DATE '2025-12-31'"))
		return nil
	}
	return &literal{at, DateValue(days), t.text}
}

func (p *parser) caseOf() node {
	c := &caseOf{at: p.take().at}
	if !p.peek().is(keywordToken, "WHEN") {
		p.unexpected("WHEN efter CASE", "WHEN after CASE")
		return nil
	}
	for p.keyword("WHEN") {
		condition := p.expression()
		p.expect(keywordToken, "THEN")
		c.whens = append(c.whens, when{condition, p.expression()})
	}
	if p.keyword("ELSE") {
		c.otherwise = p.expression()
	}
	p.expect(keywordToken, "END")
	return c
}
