package identity

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
)

// AllowList holds official test identity numbers that the guard lets pass. It
// is for test environments: a production system has none.
type AllowList struct{ numbers map[[longNumber]byte]struct{} }

// ReadAllowList reads one identity number per line: 12 digits, possibly followed
// by a comma or semicolon and other fields. Lines that do not begin with a digit
// are headings. Numbers that are not valid are refused, so that a wrong file is
// noticed; the error holds the line's number only.
func ReadAllowList(r io.Reader) (*AllowList, error) {
	list := &AllowList{numbers: map[[longNumber]byte]struct{}{}}
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		field := bytes.TrimSpace(lines.Bytes())
		if i := bytes.IndexAny(field, ",;\t"); i >= 0 {
			field = field[:i]
		}
		if len(field) == 0 || !isDigit(field[0]) {
			continue
		}
		if len(field) != longNumber || kindOf(field) == unknownKind {
			return nil, fmt.Errorf("read allow list: line %d: %w", n, ErrForm)
		}
		list.numbers[[longNumber]byte(field)] = struct{}{}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read allow list: %w", err)
	}
	return list, nil
}

// Len is the number of listed identity numbers; a nil list has none.
func (l *AllowList) Len() int {
	if l == nil {
		return 0
	}
	return len(l.numbers)
}

// holds reports whether the list has the 12 digits, or for 10 digits the number
// in any century.
func (l *AllowList) holds(digits []byte) bool {
	if l.Len() == 0 {
		return false
	}
	var key [longNumber]byte
	if len(digits) == longNumber {
		_, ok := l.numbers[[longNumber]byte(digits)]
		return ok
	}
	copy(key[2:], digits)
	for c := firstCentury; c <= lastCentury; c++ {
		key[0], key[1] = byte('0'+c/10), byte('0'+c%10)
		if _, ok := l.numbers[key]; ok {
			return true
		}
	}
	return false
}
