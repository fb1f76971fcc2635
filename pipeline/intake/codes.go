package intake

import (
	"bytes"
	"strings"

	"jamfor/pipeline/contract"
)

// codeIndex finds the code that a cell means: the code itself, the one code
// that differs only in case, or (where every code of the list is as many digits
// long) the one whose leading zeros a spreadsheet took away.
type codeIndex struct {
	exact  map[string]string
	folded map[string]string // lower case → code; "" where two codes fold alike
	digits int               // length of every code of a purely numeric list, else 0
	last   []byte            // the cell before and what it meant: codes repeat
	meant  string
}

func newCodeIndex(l *contract.List) *codeIndex {
	x := &codeIndex{exact: map[string]string{}, folded: map[string]string{}}
	for i, e := range l.Entries {
		x.exact[e.Code] = e.Code
		low := strings.ToLower(e.Code)
		if _, taken := x.folded[low]; taken {
			x.folded[low] = ""
		} else {
			x.folded[low] = e.Code
		}
		if i == 0 {
			x.digits = len(e.Code)
		}
		if len(e.Code) != x.digits || strings.Trim(e.Code, "0123456789") != "" {
			x.digits = 0
		}
	}
	return x
}

// find gives the code that a trimmed cell means.
func (x *codeIndex) find(cell []byte) (string, bool) {
	if len(x.last) > 0 && bytes.Equal(cell, x.last) {
		return x.meant, true
	}
	found, ok := x.exact[string(cell)]
	if !ok {
		found, ok = x.fuzzy(cell)
	}
	if ok {
		x.last, x.meant = append(x.last[:0], cell...), found
	}
	return found, ok
}

func (x *codeIndex) fuzzy(cell []byte) (string, bool) {
	if len(cell) > 64 {
		return "", false
	}
	if found := x.folded[strings.ToLower(string(cell))]; found != "" {
		return found, true
	}
	if x.digits > len(cell) {
		padded := strings.Repeat("0", x.digits-len(cell)) + string(cell)
		found, ok := x.exact[padded]
		return found, ok
	}
	return "", false
}
