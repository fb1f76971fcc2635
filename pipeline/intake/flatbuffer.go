package intake

import "encoding/binary"

// flat reads the few parts of a Flatbuffers message that preflight needs, every
// offset checked. Missing fields read as zero; ok is cleared by what does not
// fit the buffer.
type flat struct {
	data []byte
	ok   bool
}

func (f *flat) u32(at int) int {
	if at < 0 || at+4 > len(f.data) {
		f.ok = false
		return 0
	}
	return int(binary.LittleEndian.Uint32(f.data[at:]))
}

func (f *flat) u16(at int) int {
	if at < 0 || at+2 > len(f.data) {
		f.ok = false
		return 0
	}
	return int(binary.LittleEndian.Uint16(f.data[at:]))
}

// field is where a table's field lies, 0 when the table does not have it.
func (f *flat) field(table, n int) int {
	vtable := table - int(int32(f.u32(table)))
	if size := f.u16(vtable); 4+2*n+2 > size {
		return 0
	}
	offset := f.u16(vtable + 4 + 2*n)
	if offset == 0 || !f.ok {
		return 0
	}
	return table + offset
}

// follow is where a field's offset points to, 0 for a missing field.
func (f *flat) follow(at int) int {
	if at == 0 {
		return 0
	}
	return at + f.u32(at)
}

// vector is where a vector's elements begin and how many there are; each takes
// at least width bytes of what is left.
func (f *flat) vector(at, width int) (start, n int) {
	at = f.follow(at)
	if at == 0 {
		return 0, 0
	}
	n = f.u32(at)
	if n < 0 || at+4+n*width > len(f.data) {
		f.ok = false
		return 0, 0
	}
	return at + 4, n
}

func (f *flat) i64(at int) int64 {
	if at == 0 {
		return 0
	}
	if at < 0 || at+8 > len(f.data) {
		f.ok = false
		return 0
	}
	return int64(binary.LittleEndian.Uint64(f.data[at:]))
}

// arrowMessage is what preflight needs of one Arrow message.
type arrowMessage struct {
	kind     byte // 1 schema, 2 dictionary, 3 record batch
	body     int64
	rows     int64
	fields   int // of a schema
	nested   bool
	metadata [][]byte // custom metadata of a schema and its fields
}

// Kinds of Arrow messages.
const (
	arrowSchema     = 1
	arrowDictionary = 2
	arrowBatch      = 3
)

// parseArrowMessage reads a message's metadata; false when it is malformed.
func parseArrowMessage(raw []byte) (m arrowMessage, ok bool) {
	f := &flat{data: raw, ok: true}
	root := f.follow0()
	if at := f.field(root, 1); at > 0 && at < len(raw) {
		m.kind = raw[at]
	}
	m.body = f.i64(f.field(root, 3))
	f.keyValues(f.field(root, 4), &m)
	head := f.follow(f.field(root, 2))
	switch m.kind {
	case arrowSchema:
		f.schema(head, &m)
	case arrowDictionary:
		f.batch(f.follow(f.field(head, 1)), &m)
	case arrowBatch:
		f.batch(head, &m)
	}
	return m, f.ok && m.body >= 0 && m.rows >= 0 && head > 0
}

// follow0 is the root table: the buffer begins with its offset.
func (f *flat) follow0() int { return f.u32(0) }

func (f *flat) schema(table int, m *arrowMessage) {
	start, n := f.vector(f.field(table, 1), 4)
	m.fields = n
	f.keyValues(f.field(table, 2), m)
	for i := 0; i < n && f.ok; i++ {
		field := f.follow(start + 4*i)
		_, children := f.vector(f.field(field, 5), 4)
		m.nested = m.nested || children > 0
		f.keyValues(f.field(field, 6), m)
	}
}

// keyValues keeps the texts of a vector of keys and values.
func (f *flat) keyValues(at int, m *arrowMessage) {
	start, n := f.vector(at, 4)
	for i := 0; i < n && f.ok; i++ {
		pair := f.follow(start + 4*i)
		for field := range 2 {
			if from, size := f.vector(f.field(pair, field), 1); size > 0 {
				m.metadata = append(m.metadata, f.data[from:from+size])
			}
		}
	}
}

// batch holds the vectors of a record batch against the buffer.
func (f *flat) batch(table int, m *arrowMessage) {
	if table == 0 {
		f.ok = false
		return
	}
	m.rows = f.i64(f.field(table, 0))
	f.vector(f.field(table, 1), 16)
	f.vector(f.field(table, 2), 16)
	f.vector(f.field(table, 4), 8)
}
