package identity

import (
	"bytes"
	"strings"
	"time"
)

// RestoreNumber reads an identity number as ParseNumber does, and also as
// spreadsheets damage it: without its leading zeros, with decimals (….0), in
// scientific form with every digit kept, behind an apostrophe or as ="…".
// restored reports that something had to be made good. What cannot be told for
// certain is ErrForm: a number whose last digits are lost has no owner.
func RestoreNumber(text string, at time.Time) (n Number, restored bool, err error) {
	if n, err = ParseNumber(text, at); err == nil {
		return n, false, nil
	}
	plain := bytes.TrimSpace(normalise(nil, []byte(text)))
	plain = bytes.ToUpper(bytes.Trim(plain, `'"= `))
	whole, ok := wholeNumber(plain)
	if ok {
		plain = whole
		if len(plain) < shortNumber && len(plain) >= fewestLeft {
			plain = append([]byte(strings.Repeat("0", shortNumber-len(plain))), plain...)
		}
	}
	n, err = ParseNumber(string(plain), at)
	return n, err == nil, err
}

// fewestLeft is how few digits a ten-digit number can have once its leading
// zeros are lost: born in January 2000 (0001…) loses three.
const fewestLeft = shortNumber - 3

// wholeNumber reads a whole number in decimal or scientific form, with every
// digit there; false where digits are lost or it is no number.
func wholeNumber(text []byte) ([]byte, bool) {
	mantissa, power, scientific := bytes.Cut(text, []byte{'E'})
	whole, fraction, _ := bytes.Cut(bytes.ReplaceAll(mantissa, []byte{','}, []byte{'.'}), []byte{'.'})
	if len(whole) == 0 || !allDigits(whole) || !allDigits(fraction) {
		return nil, false
	}
	if !scientific {
		if len(bytes.Trim(fraction, "0")) > 0 {
			return nil, false
		}
		return bytes.Clone(whole), true
	}
	shift := bytes.TrimPrefix(power, []byte{'+'})
	if len(whole) != 1 || len(shift) == 0 || len(shift) > 2 || !allDigits(shift) {
		return nil, false
	}
	digits := append(bytes.Clone(whole), fraction...)
	places := 0
	for _, c := range shift {
		places = places*10 + int(c-'0')
	}
	if len(digits) != places+1 {
		return nil, false
	}
	return digits, true
}

func allDigits(text []byte) bool { return digitsFrom(text, 0) == len(text) }

// BirthYear is the year that the number says its owner was born in.
func (n Number) BirthYear() int {
	return twoDigits([]byte(n.Digits))*100 + twoDigits([]byte(n.Digits[2:]))
}

// Sex is K or M by the number's ninth digit; U for interim numbers, which have
// none.
func (n Number) Sex() string {
	switch c := n.Digits[10]; {
	case n.Kind == InterimNumber:
		return "U"
	case (c-'0')%2 == 1:
		return "M"
	}
	return "K"
}
