package hostile

import "encoding/binary"

// structure writes Thrift's compact protocol, field by field in rising order;
// bytes ends it.
type structure struct {
	raw  []byte
	last byte
}

// Types of the compact protocol.
const (
	thriftI32    = 5
	thriftI64    = 6
	thriftBinary = 8
	thriftList   = 9
	thriftStruct = 12
)

func (s structure) field(id, kind byte) structure {
	return structure{append(s.raw, (id-s.last)<<4|kind), id}
}

func (s structure) integer(id byte, n int64) structure {
	s = s.field(id, thriftI64)
	s.raw = binary.AppendVarint(s.raw, n)
	return s
}

// small writes a 32-bit number, as enumerations and the sizes of pages are.
func (s structure) small(id byte, n int64) structure {
	s = s.field(id, thriftI32)
	s.raw = binary.AppendVarint(s.raw, n)
	return s
}

func (s structure) text(id byte, text string) structure {
	s = s.field(id, thriftBinary)
	s.raw = append(binary.AppendUvarint(s.raw, uint64(len(text))), text...)
	return s
}

func (s structure) nested(id byte, inner structure) structure {
	s = s.field(id, thriftStruct)
	s.raw = append(s.raw, inner.bytes()...)
	return s
}

func (s structure) list(id byte, elements ...structure) structure {
	s = s.field(id, thriftList).size(len(elements), thriftStruct)
	for _, e := range elements {
		s.raw = append(s.raw, e.bytes()...)
	}
	return s
}

func (s structure) smalls(id byte, numbers ...int64) structure {
	s = s.field(id, thriftList).size(len(numbers), thriftI32)
	for _, n := range numbers {
		s.raw = binary.AppendVarint(s.raw, n)
	}
	return s
}

func (s structure) texts(id byte, texts ...string) structure {
	s = s.field(id, thriftList).size(len(texts), thriftBinary)
	for _, t := range texts {
		s.raw = append(binary.AppendUvarint(s.raw, uint64(len(t))), t...)
	}
	return s
}

func (s structure) size(n int, kind byte) structure {
	if n < 15 {
		s.raw = append(s.raw, byte(n)<<4|kind)
		return s
	}
	s.raw = binary.AppendUvarint(append(s.raw, 0xf0|kind), uint64(n))
	return s
}

func (s structure) bytes() []byte { return append(s.raw[:len(s.raw):len(s.raw)], 0) }
