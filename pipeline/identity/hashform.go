package identity

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"unicode/utf8"
)

// hashForm tells what a text looks like.
type hashForm byte

const (
	noHash       hashForm = iota
	possibleHash          // as long as a hash, but other ids look the same: searched for, not refused
	likelyHash            // of a hash's length and alphabet: refused wherever it stands
)

// hashOf reads a whole text as a hash in one of the forms that systems write: the
// bytes in hexadecimal of either case, with or without a prefix (0x, md5:, {SHA}),
// parted by colons, hyphens or blanks; as a UUID that is none; in base64; or as
// they are. It gives the hash as lower-case hexadecimal.
func hashOf(text []byte) (hash string, form hashForm) {
	const shortest, longest = 16, 220 // 16 bytes as they are; 64 bytes in hexadecimal, parted
	if len(text) < shortest || len(text) > longest {
		return "", noHash
	}
	if hashBytes(len(text)) && !utf8.Valid(text) {
		return hex.EncodeToString(text), likelyHash
	}
	text = withoutLabel(bytes.Trim(text, " \"'"))
	if hash, form := hexHash(text); form != noHash {
		return hash, form
	}
	return base64Hash(text)
}

// longestHash is the bytes of a SHA-512.
const longestHash = 64

// hashBytes reports whether a hash of a common kind has so many bytes: MD5, SHA-1,
// SHA-224, SHA-256, SHA-384, SHA-512.
func hashBytes(n int) bool {
	return n == 16 || n == 20 || n == 28 || n == 32 || n == 48 || n == 64
}

// withoutLabel cuts a name of an algorithm off: md5:…, sha256=…, {SHA}…, 0x….
func withoutLabel(text []byte) []byte {
	const longestLabel = 12
	for _, mark := range []byte(":=$}") {
		if i := bytes.LastIndexByte(text[:min(len(text), longestLabel)], mark); i > 0 && labels(text[:i]) {
			text = bytes.TrimLeft(text[i+1:], " ")
			break
		}
	}
	if len(text) > 2 && text[0] == '0' && text[1]|0x20 == 'x' {
		text = text[2:]
	}
	return text
}

// labels reports whether a prefix can be an algorithm's name rather than the first
// bytes of a hash that is parted by colons.
func labels(prefix []byte) bool {
	return bytes.IndexFunc(prefix, func(r rune) bool { return r|0x20 >= 'g' && r|0x20 <= 'z' }) >= 0
}

// hexHash reads hexadecimal, parted or not. Digits alone are no hash: they could be
// any number. What has a UUID's shape but not its version and variant can be a hash,
// or one of a database that writes the bytes in an order of its own.
func hexHash(text []byte) (string, hashForm) {
	var room [2 * longestHash]byte
	plain := room[:0]
	letters, digits, marks := 0, 0, 0
	for _, c := range text {
		switch {
		case isDigit(c):
			digits++
		case isHex(c):
			letters++
			c |= 0x20
		case c == ':' || c == '-' || c == ' ':
			marks++
			continue
		default:
			return "", noHash
		}
		if len(plain) == len(room) {
			return "", noHash
		}
		plain = append(plain, c)
	}
	if letters == 0 || digits == 0 || len(plain)%2 != 0 || !hashBytes(len(plain)/2) {
		return "", noHash
	}
	switch {
	case marks == 0, marks == len(plain)/2-1:
		return string(plain), likelyHash
	case len(text) == len(uuidShape) && isUUID(text) && !properUUID(plain):
		return string(plain), possibleHash
	}
	return "", noHash
}

// properUUID reports whether 32 hexadecimal digits have the version and the variant
// that every UUID has and one hash of eight.
func properUUID(plain []byte) bool {
	version, variant := plain[12], plain[16]
	return version >= '1' && version <= '8' && (variant == '8' || variant == '9' || variant == 'a' || variant == 'b')
}

// base64Hash reads base64 of either alphabet. With its padding it is likely a hash,
// without it many ids look the same.
func base64Hash(text []byte) (string, hashForm) {
	bare := bytes.TrimRight(text, "=")
	padding := len(text) - len(bare)
	if padding > 2 || !hashBytes(len(bare)*3/4) || len(bare)%4 == 1 {
		return "", noHash
	}
	var lower, upper, digit bool
	for _, c := range bare {
		switch {
		case isDigit(c):
			digit = true
		case isUpper(c):
			upper = true
		case isLetter(c):
			lower = true
		}
	}
	if !lower || !upper || !digit {
		return "", noHash
	}
	raw, err := base64.RawStdEncoding.DecodeString(string(bare))
	if err != nil {
		raw, err = base64.RawURLEncoding.DecodeString(string(bare))
	}
	switch {
	case err != nil || !hashBytes(len(raw)):
		return "", noHash
	case padding > 0 && len(text)%4 == 0:
		return hex.EncodeToString(raw), likelyHash
	}
	return hex.EncodeToString(raw), possibleHash
}
