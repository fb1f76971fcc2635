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
	phoneForm  = regexp.MustCompile(`(?:^|[^\d-])(?:\+46 ?\(?0?\)?|0046 ?|0)7[02369](?:[ -]?\d){7}(?:\D|$)`)
	streetForm = regexp.MustCompile(`(?i)\pL+(?:gatan|gata|vägen|väg|gränd|torg|torget|stigen|allén|backen) ?\d{1,3}\b.*\b\d{3} ?\d{2}\b`)
)

// contact reports what contact detail a text of so many digits holds, the first
// kind that fits. Cheap looks come first: almost no cell has an @ or the digits
// for a telephone number.
func contact(text []byte, digits int) (contactKind, bool) {
	switch {
	case bytes.IndexByte(text, '@') > 0 && mailForm.Match(text):
		return contactMail, true
	case digits >= 9 && phoneForm.Match(text):
		return contactPhone, true
	case digits >= 6 && len(text) > 12 && streetForm.Match(text):
		return contactStreet, true
	}
	return 0, false
}
