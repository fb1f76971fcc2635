package identity

import "encoding/base32"

// The forms of the two pseudonym layers.
//
//	p1: "p1-" + 26 characters (128 bits) + 1 check character
//	p2: "p2-" + 26 characters (128 bits)
const (
	P1Prefix = "p1-"
	P2Prefix = "p2-"
	// P1Length and P2Length are the lengths in bytes.
	P1Length = len(P1Prefix) + bodyLength + 1
	P2Length = len(P2Prefix) + bodyLength

	bodyLength = 26 // ⌈128 / 5⌉
	bodyBytes  = 16
)

// alphabet is RFC 4648's base32 in lower case. It holds neither 0, 1, 8 nor 9:
// every month begins with 0 or 1, so no run of digits inside a pseudonym can
// read as a personal identity number.
const alphabet = "abcdefghijklmnopqrstuvwxyz234567"

var (
	encoding = base32.NewEncoding(alphabet).WithPadding(base32.NoPadding)
	// symbols maps a byte to its value, 0xff for bytes outside the alphabet.
	symbols = func() (t [256]byte) {
		for i := range t {
			t[i] = 0xff
		}
		for i := range len(alphabet) {
			t[alphabet[i]] = byte(i)
		}
		return t
	}()
)

// ValidP1 reports whether s is a whole, well-formed p1: prefix, 26 canonical
// characters and the check character. It says nothing about the key.
func ValidP1[T string | []byte](s T) bool {
	if len(s) != P1Length || string(s[:len(P1Prefix)]) != P1Prefix {
		return false
	}
	var sum, seen byte
	for i := range bodyLength {
		w := weighted[i][s[len(P1Prefix)+i]]
		sum ^= w
		seen |= w
	}
	if seen&foreign != 0 || !canonical(symbols[s[P1Length-2]]) {
		return false
	}
	return symbols[s[P1Length-1]] == sum
}

// ValidP2 reports whether s is a whole, well-formed p2.
func ValidP2[T string | []byte](s T) bool {
	if len(s) != P2Length || string(s[:len(P2Prefix)]) != P2Prefix {
		return false
	}
	var last byte
	for i := len(P2Prefix); i < P2Length; i++ {
		if last = symbols[s[i]]; last == 0xff {
			return false
		}
	}
	return canonical(last)
}

// foreign marks a byte outside the alphabet in weighted.
const foreign = 0x80

// weighted is what a byte at a place of the body adds to the check character:
// its symbol times x^(26−place). A table, because every cell of every delivery
// passes here.
var weighted = func() (t [bodyLength][256]byte) {
	for place := range t {
		for b := range t[place] {
			v := symbols[b]
			if v == 0xff {
				t[place][b] = foreign
				continue
			}
			for range bodyLength - place {
				v = double(v)
			}
			t[place][b] = v
		}
	}
	return t
}()

// canonical reports whether the last symbol carries only its 3 bits: 26
// characters hold 130 bits and a pseudonym has 128.
func canonical(last byte) bool { return last&3 == 0 }

// double multiplies by x in GF(2^5) modulo x^5 + x^2 + 1. The check character
// is Σ cᵢ·x^(26−i): x has order 31, so every single wrong character and every
// swap of two characters changes it.
func double(v byte) byte {
	v <<= 1
	if v&0x20 != 0 {
		v ^= 0x25
	}
	return v
}

// appendP1 writes the p1 of a digest.
func appendP1(dst []byte, digest *[32]byte) []byte {
	dst = append(dst, P1Prefix...)
	start := len(dst)
	dst = encoding.AppendEncode(dst, digest[:bodyBytes])
	var check byte
	for _, c := range dst[start:] {
		check = double(check ^ symbols[c])
	}
	return append(dst, alphabet[check])
}

// appendP2 writes the p2 of a digest.
func appendP2(dst []byte, digest *[32]byte) []byte {
	dst = append(dst, P2Prefix...)
	return encoding.AppendEncode(dst, digest[:bodyBytes])
}
