package canonical

import (
	"errors"
	"fmt"
	"io"
)

// The library that decodes a footer makes every list as long as the footer
// claims before it reads one element: a few bytes could ask for gigabytes of
// memory, in the process that must survive. So the footer's Thrift (compact
// protocol) is walked first, without allocating, and every length that the
// remaining bytes cannot hold is refused.

// footerLimit is the most bytes that the footer of a canonical file of so many
// rows and columns needs, with room to spare.
func footerLimit(columns int, rows int64) int64 {
	groups := rows/RowGroupRows + 1
	return 4<<10 + int64(columns)*(512+512*groups)
}

var errFooter = errors.New("malformed footer")

// walker reads Thrift's compact protocol from a slice.
type walker struct {
	data []byte
	err  error
}

// Types of the compact protocol.
const (
	thriftTrue   = 1
	thriftFalse  = 2
	thriftByte   = 3
	thriftI16    = 4
	thriftI64    = 6
	thriftDouble = 7
	thriftBinary = 8
	thriftList   = 9
	thriftSet    = 10
	thriftStruct = 12
	thriftDepth  = 16
)

// checkFooter walks one struct and expects the data to end with it.
func checkFooter(data []byte) error {
	w := walker{data: data}
	w.structure(0)
	if w.err == nil && len(w.data) > 0 {
		w.fail()
	}
	return w.err
}

func (w *walker) fail() { w.data, w.err = nil, errFooter }

func (w *walker) octet() byte {
	if len(w.data) == 0 {
		w.fail()
		return 0
	}
	b := w.data[0]
	w.data = w.data[1:]
	return b
}

func (w *walker) varint() (v uint64) {
	for shift := 0; shift < 64; shift += 7 {
		b := w.octet()
		v |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return v
		}
	}
	w.fail()
	return 0
}

// skip passes n bytes.
func (w *walker) skip(n uint64) {
	if n > uint64(len(w.data)) {
		w.fail()
		return
	}
	w.data = w.data[n:]
}

func (w *walker) structure(depth int) {
	for w.err == nil {
		head := w.octet()
		if head == 0 {
			return
		}
		if head>>4 == 0 { // the field's number is written out
			w.varint()
		}
		if kind := head & 0x0f; kind != thriftTrue && kind != thriftFalse {
			w.value(kind, depth)
		}
	}
}

// value passes one value of a field; of a list the elements, of which every one
// takes a byte at least.
func (w *walker) value(kind byte, depth int) {
	if depth > thriftDepth {
		w.fail()
		return
	}
	switch {
	case kind == thriftByte:
		w.skip(1)
	case kind >= thriftI16 && kind <= thriftI64:
		w.varint()
	case kind == thriftDouble:
		w.skip(8)
	case kind == thriftBinary:
		w.skip(w.varint())
	case kind == thriftList || kind == thriftSet:
		w.list(depth)
	case kind == thriftStruct:
		w.structure(depth + 1)
	default: // maps, which no footer has
		w.fail()
	}
}

func (w *walker) list(depth int) {
	head := w.octet()
	size := uint64(head >> 4)
	if size == 15 {
		size = w.varint()
	}
	if size > uint64(len(w.data)) {
		w.fail()
		return
	}
	kind := head & 0x0f
	if kind == thriftTrue || kind == thriftFalse {
		w.skip(size)
		return
	}
	for i := uint64(0); i < size && w.err == nil; i++ {
		w.value(kind, depth+1)
	}
}

// Verify holds a whole file against its schema and the number of rows it is
// said to have, by its footer. It never panics and stays small, whatever the
// bytes.
func Verify(r io.ReaderAt, size int64, s *Schema, rows int64) error {
	length, err := footerLength(r, size)
	if err != nil {
		return err
	}
	if length > footerLimit(len(s.Columns), rows) {
		return fmt.Errorf("%w: footer of %d bytes for %d rows", ErrFormat, length, rows)
	}
	footer, err := Inspect(r, size)
	if err != nil {
		return err
	}
	if footer.Rows != rows {
		return fmt.Errorf("%w: %d rows, said to have %d", ErrFormat, footer.Rows, rows)
	}
	return footer.Match(s)
}
