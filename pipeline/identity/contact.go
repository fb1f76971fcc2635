package identity

import (
	"bytes"
	"regexp"
)

// contactKind is a kind of contact detail that the guard points out (it does
// not refuse them: a unit may have an address).
type contactKind byte

const (
	contactMail contactKind = iota
	contactPhone
	contactStreet
	contactKinds
)

var (
	mailForm   = regexp.MustCompile(`[\pL\pN._%+-]+@[\pL\pN-]+(\.[\pL\pN-]+)*\.\pL{2,}`)
	streetForm = regexp.MustCompile(`\pL+(?:gatan|gata|vägen|väg|gränd|torg|torget|stigen|allén|backen) ?\d{1,3}\b.*\b\d{3} ?\d{2}\b`)
)

// contact reports what contact detail a text of so many digits holds, the first
// kind that fits. Cheap looks come first: almost no cell has an @ or the digits
// for a telephone number.
func contact(text []byte, digits int) (contactKind, bool) {
	switch {
	case bytes.IndexByte(text, '@') > 0 && mailForm.Match(text):
		return contactMail, true
	case digits >= 9 && hasPhone(text):
		return contactPhone, true
	case digits >= 6 && maybeStreet(text) && streetForm.Match(text):
		return contactStreet, true
	}
	return 0, false
}

// hasPhone reports whether a text holds a Swedish mobile number: 07, one of
// 0 2 3 6 9, and seven more digits with at most a blank or hyphen between them;
// or the same behind +46 or 0046.
func hasPhone(text []byte) bool {
	for i := 1; i+1 < len(text); i++ {
		if text[i] == '7' && bytes.IndexByte([]byte("02369"), text[i+1]) >= 0 && phonePrefix(text[:i]) && phoneRest(text[i+2:]) {
			return true
		}
	}
	return false
}

// phonePrefix reports whether what stands before the 7 is 0 at the beginning of
// a number, or the country's prefix.
func phonePrefix(before []byte) bool {
	before = bytes.TrimRight(before, " ()0")
	if bytes.HasSuffix(before, []byte("46")) {
		before = bytes.TrimRight(before[:len(before)-2], "0+")
	} else if len(before) > 0 && before[len(before)-1] == '-' {
		return false
	}
	return len(before) == 0 || !isDigit(before[len(before)-1])
}

func phoneRest(rest []byte) bool {
	for n := range 7 {
		if len(rest) > 1 && (rest[0] == ' ' || rest[0] == '-') {
			rest = rest[1:]
		}
		if len(rest) == 0 || !isDigit(rest[0]) {
			return false
		}
		rest = rest[1:]
		if n == 6 {
			return len(rest) == 0 || !isDigit(rest[0])
		}
	}
	return false
}

// streetWords are what Swedish streets end in.
var streetWords = [][]byte{[]byte("gat"), []byte("väg"), []byte("gränd"), []byte("torg"), []byte("stigen"), []byte("allén"), []byte("backen")}

func maybeStreet(text []byte) bool {
	for _, word := range streetWords {
		if bytes.Contains(text, word) {
			return true
		}
	}
	return false
}
