package canonical

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math/bits"
	"strconv"
	"strings"

	"jamfor/pipeline/contract"
	"jamfor/pipeline/table"
)

// A key is a row's place in the order, as bytes that compare like the row:
//
//	municipality  2 bytes, big endian (0 where it is not known)
//	each column   one self-delimiting value, see appendKeyValue
//	source        2 bytes number of the file or sheet, 4 bytes row
//
// Missing values come first. Text compares by bytes; codes compare like their
// text because lists are ordered by code; numbers compare by value.
const sourceBytes = 2 + 4

// Tags that begin a value. Pseudonyms of the right form are packed; the text
// tags keep the order of those that are not (no delivery holds any), which come
// before the packed ones where they share their prefix.
const (
	tagMissing    = 0x00
	tagText       = 0x01 // text before the shared prefix
	tagPrefixed   = 0x02 // text that has the shared prefix
	tagPacked     = 0x03 // a p2 in 17 bytes
	tagTextAfter  = 0x04 // text after the shared prefix
	tagCode       = 0x05 // index into the code list
	tagForeign    = 0x06 // a code that the list does not hold, as text
	tagNumber     = 0x80 // ± number of bytes of a number
	textEscape    = 0x00 // a zero byte in text, followed by 0xFF
	textEnd       = 0x01 // after textEscape: the end of the text
	textZero      = 0xFF // after textEscape: a zero byte
	pseudonymHead = "p2-"
)

// ErrMunicipality is wrapped when a municipality is not four digits.
var ErrMunicipality = errors.New("municipality is not four digits")

func appendMunicipality(key []byte, municipality string) ([]byte, error) {
	if municipality == "" {
		return append(key, 0, 0), nil
	}
	n, err := strconv.ParseUint(municipality, 10, 16)
	if err != nil || len(municipality) != 4 || n == 0 {
		return nil, fmt.Errorf("sort row: %w", ErrMunicipality)
	}
	return binary.BigEndian.AppendUint16(key, uint16(n)), nil
}

func (l *Layout) appendKeyValue(key []byte, column int, from *table.Column, row int) []byte {
	if from == nil || !from.Valid[row] {
		return append(key, tagMissing)
	}
	if from.Kind != table.Text {
		return appendNumber(key, from.Int[row])
	}
	text := from.Text[row]
	c := &l.Columns[column]
	switch {
	case c.List != nil:
		if i, known := l.codes[column][text]; known {
			return append(key, tagCode, byte(i>>8), byte(i))
		}
		return appendText(append(key, tagForeign), text)
	case c.Type == contract.Pseudonym:
		return appendPseudonym(key, text)
	}
	return appendText(append(key, tagText), text)
}

func appendPseudonym(key []byte, text string) []byte {
	packed, whole := appendPacked(append(key, tagPacked), text)
	switch {
	case whole:
		return packed
	case strings.HasPrefix(text, pseudonymHead) && text != pseudonymHead:
		return appendText(append(key, tagPrefixed), text[len(pseudonymHead):])
	case text > pseudonymHead:
		return appendText(append(key, tagTextAfter), text)
	}
	return appendText(append(key, tagText), text)
}

func appendText(key []byte, text string) []byte {
	for {
		i := strings.IndexByte(text, 0)
		if i < 0 {
			break
		}
		key = append(append(key, text[:i]...), textEscape, textZero)
		text = text[i+1:]
	}
	return append(append(key, text...), textEscape, textEnd)
}

// appendNumber writes the sign and the number of bytes in one, then the bytes,
// most significant first; of negative numbers the complement.
func appendNumber(key []byte, n int64) []byte {
	magnitude, sign := uint64(n), 1
	if n < 0 {
		magnitude, sign = uint64(^n), -1
	}
	size := (bits.Len64(magnitude) + 7) / 8
	key = append(key, byte(tagNumber+sign*(size+1)))
	for i := size - 1; i >= 0; i-- {
		b := byte(magnitude >> (8 * i))
		if sign < 0 {
			b = ^b
		}
		key = append(key, b)
	}
	return key
}

// readNumber undoes appendNumber; rest is what follows.
func readNumber(key []byte) (n int64, rest []byte) {
	size, negative := int(key[0])-tagNumber-1, false
	if key[0] < tagNumber {
		size, negative = tagNumber-int(key[0])-1, true
	}
	var magnitude uint64
	for _, b := range key[1 : 1+size] {
		if negative {
			b = ^b
		}
		magnitude = magnitude<<8 | uint64(b)
	}
	if negative {
		magnitude = ^magnitude
	}
	return int64(magnitude), key[1+size:]
}

// readText undoes appendText into the buffer.
func readText(key, into []byte) (text, rest []byte) {
	for {
		i := bytes.IndexByte(key, textEscape)
		into = append(into, key[:i]...)
		if key[i+1] == textEnd {
			return into, key[i+2:]
		}
		into = append(into, 0)
		key = key[i+2:]
	}
}

// Municipality is the municipality that a key begins with, empty where the row
// has none.
func Municipality(key []byte) string {
	n := binary.BigEndian.Uint16(key)
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%04d", n)
}

// HasParent reports whether a child's key lies under the parent's: same
// municipality and same parent columns. Both keys come without their source
// (Rows.Keys).
func HasParent(child, parent []byte) bool { return bytes.HasPrefix(child, parent) }
