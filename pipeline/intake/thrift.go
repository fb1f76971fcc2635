package intake

import "errors"

// thrift reads Thrift's compact protocol, as Parquet's footer and page headers
// use it, from a slice. It allocates nothing, believes no length that the slice
// cannot hold, and stops at a fixed depth: the library's own decoder makes a
// list as long as the file claims before it reads one element.
type thrift struct {
	data []byte
	at   int
}

var errThrift = errors.New("malformed metadata")

// Types of the compact protocol.
const (
	thriftTrue   = 1
	thriftFalse  = 2
	thriftByte   = 3
	thriftDouble = 7
	thriftBinary = 8
	thriftList   = 9
	thriftSet    = 10
	thriftMap    = 11
	thriftStruct = 12

	thriftDepth = 24
)

func (t *thrift) byte() (byte, error) {
	if t.at >= len(t.data) {
		return 0, errThrift
	}
	t.at++
	return t.data[t.at-1], nil
}

// unsigned reads a varint.
func (t *thrift) unsigned() (uint64, error) {
	var v uint64
	for shift := 0; shift < 64; shift += 7 {
		b, err := t.byte()
		if err != nil {
			return 0, err
		}
		v |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return v, nil
		}
	}
	return 0, errThrift
}

// integer reads a zigzag varint.
func (t *thrift) integer() (int64, error) {
	v, err := t.unsigned()
	return int64(v>>1) ^ -int64(v&1), err
}

// binary reads a length and so many bytes, which stay part of the slice.
func (t *thrift) binary() ([]byte, error) {
	n, err := t.unsigned()
	if err != nil || n > uint64(len(t.data)-t.at) {
		return nil, errThrift
	}
	t.at += int(n)
	return t.data[t.at-int(n) : t.at], nil
}

// fields calls visit for every field of a struct; visit reads the field's value
// or calls skip.
func (t *thrift) fields(visit func(id int16, kind byte) error) error {
	var id int16
	for {
		head, err := t.byte()
		if err != nil {
			return err
		}
		if head == 0 {
			return nil
		}
		if delta := head >> 4; delta > 0 {
			id += int16(delta)
		} else {
			long, err := t.integer()
			if err != nil {
				return err
			}
			id = int16(long)
		}
		if err := visit(id, head&0x0f); err != nil {
			return err
		}
	}
}

// list reads a list's head: the kind of its elements and how many, at most one
// for every byte that is left.
func (t *thrift) list() (kind byte, n int, err error) {
	head, err := t.byte()
	if err != nil {
		return 0, 0, err
	}
	size := uint64(head >> 4)
	if size == 15 {
		if size, err = t.unsigned(); err != nil {
			return 0, 0, err
		}
	}
	if size > uint64(len(t.data)-t.at) {
		return 0, 0, errThrift
	}
	return head & 0x0f, int(size), nil
}

// structs calls visit for every element of a list of structs.
func (t *thrift) structs(visit func(i int) error) (int, error) {
	kind, n, err := t.list()
	if err != nil {
		return 0, err
	}
	if n > 0 && kind != thriftStruct {
		return 0, errThrift
	}
	for i := range n {
		if err := visit(i); err != nil {
			return 0, err
		}
	}
	return n, nil
}

// binaries calls visit for every element of a list of binaries.
func (t *thrift) binaries(visit func([]byte)) error {
	kind, n, err := t.list()
	if err != nil {
		return err
	}
	if n > 0 && kind != thriftBinary {
		return errThrift
	}
	for range n {
		value, err := t.binary()
		if err != nil {
			return err
		}
		visit(value)
	}
	return nil
}

// skip passes over a value of the kind.
func (t *thrift) skip(kind byte) error { return t.skipAt(kind, 0) }

func (t *thrift) skipAt(kind byte, depth int) error {
	if depth > thriftDepth {
		return errThrift
	}
	switch {
	case kind == thriftTrue || kind == thriftFalse:
		return nil
	case kind == thriftByte:
		_, err := t.byte()
		return err
	case kind > thriftByte && kind < thriftDouble:
		_, err := t.unsigned()
		return err
	case kind == thriftDouble:
		if t.at += 8; t.at > len(t.data) {
			return errThrift
		}
		return nil
	case kind == thriftBinary:
		_, err := t.binary()
		return err
	case kind == thriftStruct:
		return t.fields(func(_ int16, kind byte) error { return t.skipAt(kind, depth+1) })
	case kind == thriftList || kind == thriftSet:
		return t.skipList(depth)
	case kind == thriftMap:
		return t.skipMap(depth)
	}
	return errThrift
}

func (t *thrift) skipList(depth int) error {
	kind, n, err := t.list()
	for i := 0; i < n && err == nil; i++ {
		err = t.skipElement(kind, depth)
	}
	return err
}

func (t *thrift) skipMap(depth int) error {
	n, err := t.unsigned()
	if err != nil || n > uint64(len(t.data)-t.at) {
		return errThrift
	}
	if n == 0 {
		return nil
	}
	kinds, err := t.byte()
	for i := uint64(0); i < n && err == nil; i++ {
		if err = t.skipElement(kinds>>4, depth); err == nil {
			err = t.skipElement(kinds&0x0f, depth)
		}
	}
	return err
}

// skipElement passes over an element; truth values take a byte there.
func (t *thrift) skipElement(kind byte, depth int) error {
	if kind == thriftTrue || kind == thriftFalse {
		kind = thriftByte
	}
	return t.skipAt(kind, depth+1)
}
