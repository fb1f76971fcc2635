package expression

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxSource is the longest expression in bytes; definitions are far shorter.
const maxSource = 8000

type tokenKind uint8

const (
	endToken tokenKind = iota
	wordToken
	keywordToken
	intToken
	decimalToken
	textToken
	symbolToken
)

type token struct {
	kind tokenKind
	text string // keyword in upper case; text without its quotes
	at   position
}

func (t token) is(kind tokenKind, text string) bool { return t.kind == kind && t.text == text }

func isKeyword(upper string) bool {
	switch upper {
	case "AND", "OR", "NOT", "BETWEEN", "IN", "IS", "NULL", "TRUE", "FALSE", "DATE",
		"CASE", "WHEN", "THEN", "ELSE", "END", "COALESCE":
		return true
	}
	return false
}

// lexer cuts the source into tokens and stops at the first fault.
type lexer struct {
	rest   string
	at     position
	tokens []token
}

func lex(source string) ([]token, *Problem) {
	l := &lexer{rest: source, at: position{1, 1}}
	if len(source) > maxSource || !utf8.ValidString(source) {
		p := l.at.problem("uttrycket är för långt eller inte giltig UTF-8", "the expression is too long or not valid UTF-8")
		return nil, &p
	}
	for {
		l.skipSpace()
		if l.rest == "" {
			l.tokens = append(l.tokens, token{kind: endToken, at: l.at})
			return l.tokens, nil
		}
		if p := l.next(); p != nil {
			return nil, p
		}
	}
}

func (l *lexer) skipSpace() {
	for l.rest != "" && strings.ContainsRune(" \t\r\n", rune(l.rest[0])) {
		l.advance(1)
	}
}

// advance moves over n bytes.
func (l *lexer) advance(n int) string {
	taken := l.rest[:n]
	for _, r := range taken {
		l.at.column++
		if r == '\n' {
			l.at.line++
			l.at.column = 1
		}
	}
	l.rest = l.rest[n:]
	return taken
}

func (l *lexer) emit(kind tokenKind, text string, at position) *Problem {
	l.tokens = append(l.tokens, token{kind, text, at})
	return nil
}

func (l *lexer) next() *Problem {
	at, c := l.at, l.rest[0]
	switch {
	case isLetter(c):
		word := l.advance(span(l.rest, isWord))
		if upper := strings.ToUpper(word); isKeyword(upper) {
			return l.emit(keywordToken, upper, at)
		}
		return l.emit(wordToken, word, at)
	case isDigit(c):
		return l.number(at)
	case c == '\'':
		return l.text(at)
	}
	for _, symbol := range []string{"<=", ">=", "<>", "==", "!=", "||"} {
		if strings.HasPrefix(l.rest, symbol) {
			l.advance(2)
			return l.symbol(symbol, at)
		}
	}
	r, size := utf8.DecodeRuneInString(l.rest)
	l.advance(size)
	return l.symbol(string(r), at)
}

func (l *lexer) symbol(s string, at position) *Problem {
	switch s {
	case "<=", ">=", "<>", "=", "<", ">", "+", "-", "*", "(", ")", ",":
		return l.emit(symbolToken, s, at)
	}
	p := at.problem("tecknet "+s+" ingår inte i språket", "the sign "+s+" is not part of the language")
	switch s {
	case "/", "%":
		p = p.hint("division görs sist, av programmet: skriv täljare och nämnare var för sig", "division happens last, by the program: write numerator and denominator apart")
	case "==":
		p = p.hint("likhet skrivs =", "equality is written =")
	case "!=":
		p = p.hint("olikhet skrivs <>", "inequality is written <>")
	case "\"":
		p = p.hint("text skrivs i enkla citattecken, kolumner utan", "text is written in single quotes, columns without")
	case ";":
		p = p.hint("ett uttryck, utan semikolon", "one expression, without a semicolon")
	}
	return &p
}

// maxDigits is how many digits a number literal may have before and after the
// point together, maxLiteralScale how many after it.
const (
	maxDigits       = 18
	maxLiteralScale = 9
)

func (l *lexer) number(at position) *Problem {
	whole := l.advance(span(l.rest, isDigit))
	fraction := ""
	if len(l.rest) > 1 && l.rest[0] == '.' && isDigit(l.rest[1]) {
		l.advance(1)
		fraction = l.advance(span(l.rest, isDigit))
	}
	if l.rest != "" && (isLetter(l.rest[0]) || l.rest[0] == '.') {
		p := l.at.problem("talet är felskrivet", "the number is malformed").
			hint("skriv 12 eller 1.5, utan exponent", "write 12 or 1.5, without an exponent")
		return &p
	}
	if len(whole)+len(fraction) > maxDigits || len(fraction) > maxLiteralScale {
		p := at.problem("talet har för många siffror", "the number has too many digits").
			hint("högst 18 siffror, varav 9 decimaler", "at most 18 digits, of which 9 decimals")
		return &p
	}
	if fraction == "" {
		return l.emit(intToken, whole, at)
	}
	return l.emit(decimalToken, whole+"."+fraction, at)
}

func (l *lexer) text(at position) *Problem {
	l.advance(1)
	var b strings.Builder
	for {
		end := strings.IndexByte(l.rest, '\'')
		if end < 0 {
			p := at.problem("texten saknar avslutande citattecken", "the text has no closing quote").
				hint("ett citattecken inuti text skrivs två gånger", "a quote inside a text is written twice")
			return &p
		}
		b.WriteString(l.advance(end))
		l.advance(1)
		if !strings.HasPrefix(l.rest, "'") {
			break
		}
		b.WriteString(l.advance(1))
	}
	if strings.ContainsFunc(b.String(), unicode.IsControl) {
		p := at.problem("texten innehåller styrtecken", "the text holds control characters")
		return &p
	}
	return l.emit(textToken, b.String(), at)
}

func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isLetter(c byte) bool { return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
func isWord(c byte) bool   { return isLetter(c) || isDigit(c) }

func span(s string, accept func(byte) bool) int {
	n := 0
	for n < len(s) && accept(s[n]) {
		n++
	}
	return n
}
