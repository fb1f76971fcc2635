package identity

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"strconv"
	"unicode/utf8"
)

// unescaper takes back the ways in which formats write characters that they
// cannot hold as they are. It is no decoder of any of them: it is meant to read at
// least what each of their readers would, whatever format the text came in.
type unescaper struct{ buffers [2][]byte }

// undo gives the text without its escapes; false where it has none. The result is
// valid until the next call but one, so that it can be undone again.
func (u *unescaper) undo(text []byte) (plain []byte, escaped bool) {
	u.buffers[0], u.buffers[1] = u.buffers[1], u.buffers[0]
	dst, ok := encodedDigits(u.buffers[0][:0], text)
	if ok {
		u.buffers[0] = dst
		return dst, true
	}
	for i := 0; i < len(text); {
		width := 0
		if escapes(text[i]) {
			if !escaped {
				dst = append(dst[:0], text[:i]...)
			}
			dst, width = appendEscape(dst, text[i:])
		}
		switch {
		case width > 0:
			escaped = true
			i += width
			continue
		case escaped:
			dst = append(dst, text[i])
		}
		i++
	}
	u.buffers[0] = dst
	return dst, escaped
}

// escapes reports whether a character can begin an escape.
func escapes(c byte) bool {
	switch c {
	case '&', '\\', '%', '=', '_', '<', '"':
		return true
	}
	return false
}

// appendEscape appends what the escape at the text's beginning stands for and
// tells its width, 0 when there is none.
func appendEscape(dst, text []byte) (out []byte, width int) {
	switch text[0] {
	case '&':
		return appendEntity(dst, text)
	case '\\':
		return appendBackslash(dst, text)
	case '%', '=': // URLs, quoted-printable
		if text[0] == '=' && len(text) > 1 && (text[1] == '\n' || text[1] == '\r') {
			return dst, 2 // a line that goes on
		}
		return appendCode(dst, text, 1, 2, "")
	case '_': // _x002D_, as workbooks have it
		if len(text) > 1 && text[1]|0x20 == 'x' {
			return appendCode(dst, text, 2, 4, "_")
		}
	case '<':
		return dst, inlineTag(text)
	case '"': // "1970"&"0101" in a formula
		for _, glue := range [][]byte{[]byte(`"&"`), []byte(`" & "`), []byte(`"+"`), []byte(`" + "`)} {
			if bytes.HasPrefix(text, glue) {
				return dst, len(glue)
			}
		}
	}
	return dst, 0
}

// appendCode appends the character of so many hexadecimal digits at from, which
// the end must follow. Two digits are a byte, more a code point.
func appendCode(dst, text []byte, from, digits int, end string) ([]byte, int) {
	to := from + digits
	if len(text) < to+len(end) || string(text[to:to+len(end)]) != end {
		return dst, 0
	}
	code, err := strconv.ParseUint(string(text[from:to]), 16, 32)
	if err != nil {
		return dst, 0
	}
	if digits == 2 {
		return append(dst, byte(code)), to
	}
	return utf8.AppendRune(dst, rune(code)), to + len(end)
}

func appendBackslash(dst, text []byte) ([]byte, int) {
	if len(text) < 2 {
		return dst, 0
	}
	switch c := text[1]; {
	case c == 'u' && len(text) > 2 && text[2] == '{':
		return appendReference(dst, text, 3, 16, '}')
	case c == 'u':
		return appendCode(dst, text, 2, 4, "")
	case c == 'U':
		return appendCode(dst, text, 2, 8, "")
	case c == 'x':
		return appendCode(dst, text, 2, 2, "")
	case c == 'n', c == 'r', c == 't':
		return append(dst, ' '), 2
	case !isLetter(c) && !isDigit(c) && c < utf8.RuneSelf: // \/ in JSON, \- in number formats
		return append(dst, c), 2
	}
	return dst, 0
}

// longestReference is the most digits of a numeric character reference.
const longestReference = 10

// appendReference appends the character of a number that begins at from and that
// the end closes; without the end it still counts.
func appendReference(dst, text []byte, from, base int, end byte) ([]byte, int) {
	to := from
	for to < len(text) && to < from+longestReference && (isDigit(text[to]) || base == 16 && isHex(text[to])) {
		to++
	}
	code, err := strconv.ParseUint(string(text[from:to]), base, 32)
	if err != nil || code > utf8.MaxRune {
		return dst, 0
	}
	if to < len(text) && text[to] == end {
		to++
	}
	return utf8.AppendRune(dst, rune(code)), to
}

// entities are the named characters that stand between or within numbers.
var entities = map[string]string{
	"nbsp": " ", "ensp": " ", "emsp": " ", "thinsp": " ", "numsp": " ", "puncsp": " ", "hairsp": " ", "Tab": " ", "NewLine": " ",
	"shy": "", "zwnj": "", "zwj": "", "lrm": "", "rlm": "", "ZeroWidthSpace": "", "NoBreak": "",
	"ndash": "-", "mdash": "-", "minus": "-", "hyphen": "-", "dash": "-", "horbar": "-",
	"plus": "+", "period": ".", "sol": "/", "lowbar": "_", "colon": ":", "equals": "=", "ast": "*",
	"amp": "&", "percnt": "%", "bsol": "\\", "quot": `"`, "apos": "'", "lt": "<", "gt": ">",
	"sup1": "1", "sup2": "2", "sup3": "3",
}

func appendEntity(dst, text []byte) ([]byte, int) {
	if len(text) > 3 && text[1] == '#' {
		if text[2]|0x20 == 'x' {
			return appendReference(dst, text, 3, 16, ';')
		}
		return appendReference(dst, text, 2, 10, ';')
	}
	const longestName = 16
	end := bytes.IndexByte(text[:min(len(text), longestName)], ';')
	if end < 0 {
		return dst, 0
	}
	means, known := entities[string(text[1:end])]
	if !known {
		return dst, 0
	}
	return append(dst, means...), end + 1
}

// inlineTags are elements that change how text looks and do not part it.
var inlineTags = map[string]bool{
	"a": true, "b": true, "big": true, "code": true, "em": true, "font": true, "i": true, "kbd": true, "mark": true, "s": true,
	"small": true, "span": true, "strike": true, "strong": true, "sub": true, "sup": true, "tt": true, "u": true, "wbr": true,
}

// inlineTag is the width of an inline element's tag at the text's beginning, or of
// a comment; 0 for anything else.
func inlineTag(text []byte) int {
	if bytes.HasPrefix(text, []byte("<!--")) {
		if end := bytes.Index(text, []byte("-->")); end > 0 {
			return end + 3
		}
		return 0
	}
	end := bytes.IndexByte(text, '>')
	if end < 2 {
		return 0
	}
	name := bytes.Trim(text[1:end], "/ ")
	if i := bytes.IndexAny(name, " \t\r\n"); i > 0 {
		name = name[:i]
	}
	if !inlineTags[string(bytes.ToLower(name))] {
		return 0
	}
	return end + 1
}

// Bounds of a text that may be digits written in another alphabet.
const (
	fewestEncoded = 14
	mostEncoded   = 256
)

// encodedDigits reads a whole text that is the hexadecimal or base64 form of a
// short text with digits, as exports of binary columns have it.
func encodedDigits(dst, text []byte) ([]byte, bool) {
	text = bytes.Trim(text, " \"'")
	text = bytes.TrimPrefix(text, []byte("0x"))
	if len(text) < fewestEncoded || len(text) > mostEncoded {
		return dst, false
	}
	switch c := text[0]; {
	case !isToken(text):
	case c == '3', c == '2', c == '0': // a digit, a mark, or the first half of a character of two bytes
		if len(text)%2 != 0 || text[1] == 'x' {
			return dst, false
		}
		raw, err := hex.AppendDecode(dst, text)
		return raw, err == nil && mostlyDigits(raw)
	case c == 'M', c == 'N', c == 'O', c == 'I', c == 'A', c == 'L', c == 'K': // the same in base64
		raw, err := base64.RawStdEncoding.AppendDecode(dst, bytes.TrimRight(text, "="))
		if err != nil {
			raw, err = base64.RawURLEncoding.AppendDecode(dst, bytes.TrimRight(text, "="))
		}
		return raw, err == nil && mostlyDigits(raw)
	}
	return dst, false
}

// mostlyDigits reports whether bytes are a text of digits and marks, in one or two
// bytes a character.
func mostlyDigits(raw []byte) bool {
	digits := 0
	for _, c := range raw {
		switch {
		case isDigit(c):
			digits++
		case c == 0, c == ' ', joins(c), joinsTight(c):
		default:
			return false
		}
	}
	return digits >= shortNumber-1
}

// mayEncode reports whether a text with few digits can hold more of them in
// base64.
func mayEncode(text []byte) bool {
	return len(text) >= fewestEncoded && len(text) <= mostEncoded && text[0] >= 'A' && text[0] <= 'O' && isToken(text)
}

// isToken reports whether all characters are of base64, which has those of
// hexadecimal.
func isToken(text []byte) bool {
	for _, c := range text {
		if !isLetter(c) && !isDigit(c) && c != '+' && c != '/' && c != '-' && c != '_' && c != '=' {
			return false
		}
	}
	return true
}
