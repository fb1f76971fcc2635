package identity

import (
	"unicode"
	"unicode/utf8"
)

// normalise appends text as ASCII of the same reading: every decimal digit of
// any script as 0–9, raised, lowered and circled ones too, every dash as -, every
// space and line break as one blank, invisible characters and marks on others
// dropped, every other letter as x (so that it still bounds a token) and anything
// else as a full stop. Printable ASCII passes unchanged.
func normalise(dst, text []byte) []byte {
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			if c != 0 { // text in two bytes a character has one beside each digit
				dst = append(dst, plainASCII(c))
			}
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
	case isDash(r):
		return '-', true
	case r == 0xFF0B, r == 0xFE62, r == 0x2795, r == 0x207A, r == 0x208A:
		return '+', true
	case isInvisible(r):
		return 0, false
	case unicode.IsSpace(r), unicode.Is(unicode.Zs, r), r == brailleBlank:
		return ' ', true
	case unicode.IsDigit(r):
		return byte('0' + digitValue(r)), true
	case r >= 0xFF21 && r <= 0xFF3A: // full-width A–Z
		return byte(r - 0xFF21 + 'A'), true
	case r >= 0xFF41 && r <= 0xFF5A: // full-width a–z
		return byte(r - 0xFF41 + 'a'), true
	case unicode.Is(unicode.No, r), r == ideographicZero:
		if digit, ok := ornamentalDigit(r); ok {
			return digit, true
		}
	case unicode.IsLetter(r), unicode.IsMark(r):
		return 'x', true
	}
	return '.', true
}

const (
	brailleBlank    = 0x2800
	ideographicZero = 0x3007
)

// isDash reports a hyphen, a dash, a minus sign or a line of their look.
func isDash(r rune) bool {
	switch r {
	case 0x2043, 0x2212, 0x02D7, 0x207B, 0x208B, 0x2796, 0x30FC, 0x2500, 0x2501:
		return true
	}
	return unicode.Is(unicode.Pd, r)
}

// isInvisible reports a rune that shows nothing of its own: format characters,
// marks that stand on another character, and letters without a shape.
func isInvisible(r rune) bool {
	switch r {
	case 0x115F, 0x1160, 0x3164, 0xFFA0:
		return true
	}
	return unicode.In(r, unicode.Cf, unicode.Mn, unicode.Me)
}

// ornaments are runs of digits that Unicode counts as numbers of other kinds:
// raised, lowered, circled, in parentheses, with a stop or comma.
var ornaments = []struct {
	first, last rune
	digit       byte // of first
}{
	{0x00B2, 0x00B3, '2'},
	{0x00B9, 0x00B9, '1'},
	{0x2070, 0x2070, '0'},
	{0x2074, 0x2079, '4'},
	{0x2080, 0x2089, '0'},
	{0x2460, 0x2468, '1'},
	{0x2474, 0x247C, '1'},
	{0x2488, 0x2490, '1'},
	{0x24EA, 0x24EA, '0'},
	{0x24F5, 0x24FD, '1'},
	{0x24FF, 0x24FF, '0'},
	{0x2776, 0x277E, '1'},
	{0x2780, 0x2788, '1'},
	{0x278A, 0x2792, '1'},
	{0x3007, 0x3007, '0'},
	{0x1F100, 0x1F100, '0'},
	{0x1F101, 0x1F10A, '0'},
	{0x1F10B, 0x1F10C, '0'},
}

func ornamentalDigit(r rune) (byte, bool) {
	for _, o := range ornaments {
		if r >= o.first && r <= o.last {
			if o.first == 0x1F10B { // two shapes of zero
				return '0', true
			}
			return o.digit + byte(r-o.first), true
		}
	}
	return 0, false
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
