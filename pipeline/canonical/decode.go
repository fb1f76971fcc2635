package canonical

import (
	"bytes"
	"encoding/binary"

	"jamfor/pipeline/contract"
	"jamfor/pipeline/table"
)

// decoder turns records back into the rows of a batch. Texts that repeat from
// row to row, and codes, cost no memory.
type decoder struct {
	layout  *Layout
	scratch []byte
	names   map[string]string // short texts met before, bounded
	lasts   []lastValue       // by column
}

// lastValue is a column's value in the row before, encoded and decoded. What
// encodes a value ends itself, so that equal beginnings are equal values.
type lastValue struct {
	encoded []byte
	text    string
	number  int64
	valid   bool
}

const (
	maxNames   = 4096
	maxNameLen = 64
)

func newDecoder(l *Layout) *decoder {
	return &decoder{layout: l, names: map[string]string{}, lasts: make([]lastValue, len(l.Columns))}
}

// row appends the row at index i of the batch. The key comes whole.
func (d *decoder) row(b *table.Batch, i int, key, payload []byte) {
	b.Columns[0].Valid[i] = key[0] != 0 || key[1] != 0
	if b.Columns[0].Valid[i] {
		b.Columns[0].Text[i] = d.municipality(b, i, key)
	}
	rest := key[2 : len(key)-sourceBytes]
	for _, column := range d.layout.sort {
		rest = d.value(b, column, i, rest, d.keyValue)
	}
	for _, column := range d.layout.rest {
		payload = d.value(b, column, i, payload, d.payloadValue)
	}
	b.Row = append(b.Row, int(binary.BigEndian.Uint32(key[len(key)-4:])))
}

// value decodes one value, the row before's where it is encoded alike.
func (d *decoder) value(b *table.Batch, column, i int, encoded []byte, decode func(*table.Batch, int, int, []byte) []byte) (rest []byte) {
	last, c := &d.lasts[column], &b.Columns[column+1]
	if n := len(last.encoded); n > 0 && bytes.HasPrefix(encoded, last.encoded) {
		c.Valid[i] = last.valid
		switch {
		case !last.valid:
		case c.Kind == table.Text:
			c.Text[i] = last.text
		default:
			c.Int[i] = last.number
		}
		return encoded[n:]
	}
	rest = decode(b, column, i, encoded)
	last.encoded = append(last.encoded[:0], encoded[:len(encoded)-len(rest)]...)
	if last.valid = c.Valid[i]; c.Kind == table.Text {
		last.text = c.Text[i]
	} else {
		last.number = c.Int[i]
	}
	return rest
}

func (d *decoder) municipality(b *table.Batch, i int, key []byte) string {
	var digits [4]byte
	n := binary.BigEndian.Uint16(key)
	for at := 3; at >= 0; at-- {
		digits[at] = '0' + byte(n%10)
		n /= 10
	}
	return d.text(b.Columns[0].Text, i, digits[:], true)
}

func (d *decoder) keyValue(b *table.Batch, column, i int, key []byte) (rest []byte) {
	c := &b.Columns[column+1]
	tag := key[0]
	c.Valid[i] = tag != tagMissing
	if tag == tagMissing {
		return key[1:]
	}
	if c.Kind != table.Text {
		c.Int[i], rest = readNumber(key)
		return rest
	}
	declared := &d.layout.Columns[column]
	if tag == tagCode {
		c.Text[i] = declared.List.Entries[int(key[1])<<8|int(key[2])].Code
		return key[3:]
	}
	if tag == tagPacked {
		c.Text[i] = d.unpacked(c.Text, i, key[1:])
		return key[1+packedBytes:]
	}
	into := d.scratch[:0]
	if tag == tagPrefixed {
		into = append(into, pseudonymHead...)
	}
	into, rest = readText(key[1:], into)
	d.scratch = into
	c.Text[i] = d.text(c.Text, i, into, declared.Type != contract.Pseudonym)
	return rest
}

func (d *decoder) payloadValue(b *table.Batch, column, i int, p []byte) (rest []byte) {
	c := &b.Columns[column+1]
	c.Valid[i] = p[0] != payloadMissing
	switch p[0] {
	case payloadNumber:
		n, size := binary.Varint(p[1:])
		c.Int[i] = n
		return p[1+size:]
	case payloadCode:
		place, size := binary.Uvarint(p[1:])
		c.Text[i] = d.layout.Columns[column].List.Entries[place].Code
		return p[1+size:]
	case payloadPacked:
		c.Text[i] = d.unpacked(c.Text, i, p[1:])
		return p[1+packedBytes:]
	case payloadText:
		length, size := binary.Uvarint(p[1:])
		end := 1 + size + int(length)
		c.Text[i] = d.text(c.Text, i, p[1+size:end], d.layout.Columns[column].Type != contract.Pseudonym)
		return p[end:]
	}
	return p[1:]
}

func (d *decoder) unpacked(column []string, i int, packed []byte) string {
	d.scratch = appendUnpacked(d.scratch[:0], packed)
	return d.text(column, i, d.scratch, false)
}

// text makes a string of the bytes: the row before's where it is the same, one
// met earlier where such texts repeat.
func (d *decoder) text(column []string, i int, bytes []byte, repeats bool) string {
	if i > 0 && column[i-1] == string(bytes) {
		return column[i-1]
	}
	if !repeats || len(bytes) > maxNameLen {
		return string(bytes)
	}
	if known, ok := d.names[string(bytes)]; ok {
		return known
	}
	text := string(bytes)
	if len(d.names) < maxNames {
		d.names[text] = text
	}
	return text
}
