package parcel

import (
	"strings"
	"time"
	"unicode/utf8"
)

// plain reports whether text is a word of lower-case letters a–z, digits and _.
func plain(text string, most int) bool {
	return text != "" && len(text) <= most && strings.IndexFunc(text, func(r rune) bool { return !isPlain(r) }) < 0
}

func isPlain(r rune) bool { return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '_' }

// line reports whether text is one printable line that is not empty.
func line(text string, most int) bool {
	return text != "" && len(text) <= most && utf8.ValidString(text) && strings.TrimSpace(text) == text &&
		strings.IndexFunc(text, func(r rune) bool { return r < ' ' || r == 0x7f || r >= 0x2028 && r <= 0x202e }) < 0
}

func isDigits(text string, n int) bool {
	return len(text) == n && strings.Trim(text, "0123456789") == ""
}

func isHex(text string, n int) bool {
	return len(text) == n && strings.Trim(text, "0123456789abcdef") == ""
}

func isKeyID(text string) bool { return strings.HasPrefix(text, "k-") && isHex(text[2:], 16) }

func isDate(text string) bool {
	_, err := time.Parse(time.DateOnly, text)
	return err == nil
}
