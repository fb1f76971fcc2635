package identity

import (
	"unicode"
	"unicode/utf8"
)

// normalise appends text as ASCII of the same reading: every decimal digit of
// any script as 0–9, every dash as -, every space and line break as one blank,
// invisible characters dropped, every other letter as x (so that it still
// bounds a token) and anything else as a full stop. ASCII text passes unchanged.
func normalise(dst, text []byte) []byte {
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			dst = append(dst, plainASCII(c))
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		i += size
		if c, keep := ascii(r); keep {
			dst = append(dst, c)
		}
	}
	return dst
}

func plainASCII(c byte) byte {
	if c < ' ' {
		return ' '
	}
	return c
}

// isASCII reports whether the text needs no normalising.
func isASCII(text []byte) bool {
	for _, c := range text {
		if c >= utf8.RuneSelf || c < ' ' {
			return false
		}
	}
	return true
}

// ascii is the byte that stands for a rune; false for invisible ones.
func ascii(r rune) (byte, bool) {
	switch {
	case r >= 0x2010 && r <= 0x2015, r == 0x2043, r == 0x2212, r == 0x02D7, r == 0xFE58, r == 0xFE63, r == 0xFF0D:
		return '-', true
	case r == 0xFF0B, r == 0xFE62, r == 0x2795:
		return '+', true
	case r == 0x00AD, r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x2064, r == 0xFEFF:
		return 0, false
	case unicode.IsSpace(r), unicode.Is(unicode.Zs, r):
		return ' ', true
	case unicode.IsDigit(r):
		return byte('0' + digitValue(r)), true
	case r >= 0xFF21 && r <= 0xFF3A: // full-width A–Z
		return byte(r - 0xFF21 + 'A'), true
	case r >= 0xFF41 && r <= 0xFF5A: // full-width a–z
		return byte(r - 0xFF41 + 'a'), true
	case unicode.IsLetter(r), unicode.IsMark(r):
		return 'x', true
	}
	return '.', true
}

// digitValue is the value of a decimal digit: Unicode keeps each script's ten
// digits together from 0 to 9, so the distance to the first of them tells.
func digitValue(r rune) int {
	v := 0
	for v < 9 && unicode.IsDigit(r-1-rune(v)) {
		v++
	}
	if v < 9 {
		return v
	}
	// Neighbouring scripts can touch (mathematical digits): count in tens.
	first := r
	for unicode.IsDigit(first - 1) {
		first--
	}
	return int(r-first) % 10
}
