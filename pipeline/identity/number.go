package identity

import "time"

// Kind is the kind of an identity number, with the core model's code
// (person_idtyp).
type Kind string

// The kinds of identity number that ParseNumber tells apart.
const (
	Personnummer       Kind = "pnr"
	Samordningsnummer  Kind = "samordning"
	InterimNumber      Kind = "tillfallig"
	unknownKind        Kind = ""
	samordningDay           = 60 // added to the day of a samordningsnummer
	firstCentury            = 18
	lastCentury             = 20
	longNumber              = 12
	shortNumber             = 10
	daysOfLongestMonth      = 31
)

// Number is an identity number in its one normal form: 12 characters, century
// first, no separator (interim numbers keep their T or TF). It must never be
// printed or logged.
type Number struct {
	Digits string
	Kind   Kind
}

// ParseNumber normalises an identity number as people and systems write it
// (12 or 10 digits, with - or + or none, spaces, Unicode dashes, full-width
// digits) and checks date and check digit. For 10 digits the day at decides the
// century: the latest in which the person is born by then, a hundred years
// earlier after +. ErrForm when it is no identity number.
func ParseNumber(text string, at time.Time) (Number, error) {
	plain, plus, ok := compact(normalise(nil, []byte(text)))
	if !ok {
		return Number{}, ErrForm
	}
	switch len(plain) {
	case longNumber:
	case shortNumber:
		plain = append(century(plain, plus, at), plain...)
	default:
		return Number{}, ErrForm
	}
	kind := kindOf(plain)
	if kind == unknownKind {
		return Number{}, ErrForm
	}
	return Number{string(plain), kind}, nil
}

// compact drops the separators and tells whether one was a plus.
func compact(text []byte) (plain []byte, plus, ok bool) {
	for _, c := range text {
		switch {
		case isDigit(c), c == 'T', c == 'F':
			plain = append(plain, c)
		case c == '+':
			plus = true
		case c == '-' || c == ' ':
		default:
			return nil, false, false
		}
	}
	return plain, plus, true
}

// century is the two digits that go before a ten-digit number.
func century(short []byte, plus bool, at time.Time) []byte {
	year := at.Year() - at.Year()%100 + twoDigits(short)
	if year > at.Year() || year == at.Year() && monthDay(short[2:]) > int(at.Month())*100+at.Day() {
		year -= 100
	}
	if plus {
		year -= 100
	}
	return []byte{byte('0' + year/1000), byte('0' + year/100%10)}
}

// monthDay reads MMDD with the samordningsnummer's days taken down.
func monthDay(text []byte) int {
	day := twoDigits(text[2:])
	if day >= samordningDay {
		day -= samordningDay
	}
	return twoDigits(text)*100 + day
}

// kindOf tells what 12 characters are; unknownKind when no identity number.
func kindOf(n []byte) Kind {
	if c := twoDigits(n); c < firstCentury || c > lastCentury {
		return unknownKind
	}
	if n[8] == 'T' && digitsFrom(n, 8) == 0 && interimTail(n[8:]) {
		if validDate(n[:8]) {
			return InterimNumber
		}
		return unknownKind
	}
	if digitsFrom(n, 0) != longNumber || !validDate(n[:8]) || !validTail(n[2:]) {
		return unknownKind
	}
	if twoDigits(n[6:]) >= samordningDay {
		return Samordningsnummer
	}
	return Personnummer
}

// interimTail reports whether four characters are T123 or TF10, in any case.
func interimTail(t []byte) bool {
	return t[0]|0x20 == 't' && (isDigit(t[1]) || t[1]|0x20 == 'f') && isDigit(t[2]) && isDigit(t[3])
}

// validTail reports whether ten digits have a birth number from 001 and the
// right check digit.
func validTail(ten []byte) bool {
	return (ten[6] != '0' || ten[7] != '0' || ten[8] != '0') && luhn(ten)
}

// luhn reports whether the last of ten digits is their check digit (modulus 10
// with weights 2, 1, 2, …).
func luhn(ten []byte) bool {
	sum := 0
	for i, c := range ten[:shortNumber] {
		d := int(c - '0')
		if i%2 == 0 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

// validDate reports whether YYYYMMDD or YYMMDD is the birth date of an identity
// number. Two-digit years pass when either century fits. A samordningsnummer
// adds 60 to the day; where the date is unknown the day is 60 or the month 00,
// and the official list has a 29 February outside a leap year: its days are not
// held against the month.
func validDate(date []byte) bool {
	var year, md int
	if len(date) == 8 {
		c := twoDigits(date)
		if c < firstCentury || c > lastCentury {
			return false
		}
		year, md = c*100+twoDigits(date[2:]), 4
	} else {
		year, md = 2000+twoDigits(date), 2 // 2000 is a leap year, 1900 is not
	}
	month, day := twoDigits(date[md:]), twoDigits(date[md+2:])
	if day >= samordningDay {
		return month <= 12 && day-samordningDay <= daysOfLongestMonth
	}
	return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

func daysIn(year, month int) int {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return daysOfLongestMonth
}

func isDigit(c byte) bool { return c-'0' <= 9 }

func isUpper(c byte) bool { return c-'A' <= 'Z'-'A' }

func isLetter(c byte) bool { return c|0x20-'a' <= 'z'-'a' }

// twoDigits reads two digits; the caller knows that they are digits.
func twoDigits(text []byte) int { return int(text[0]-'0')*10 + int(text[1]-'0') }

// digitsFrom counts the digits that begin at i.
func digitsFrom(text []byte, i int) int {
	n := 0
	for i+n < len(text) && isDigit(text[i+n]) {
		n++
	}
	return n
}
