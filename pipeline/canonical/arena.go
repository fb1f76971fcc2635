package canonical

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// chunkBytes is the unit in which an arena takes memory.
const chunkBytes = 256 << 10

// arena holds unsorted records in memory and sorts their places.
type arena struct {
	chunks  [][]byte
	filling int // index of the chunk being filled
	places  []place
}

// place is where a record's key lies. head is the key's first bytes as a number,
// which settles most comparisons.
type place struct {
	head  uint64
	chunk uint32
	at    uint32
}

const placeBytes = 16

// used is the memory that the records take, in bytes.
func (a *arena) used() int64 {
	return int64(a.filling+1)*chunkBytes + int64(len(a.places))*placeBytes
}

// add copies a record whose key starts at keyAt.
func (a *arena) add(record []byte, keyAt int) {
	for a.filling < len(a.chunks) && len(a.chunks[a.filling])+len(record) > cap(a.chunks[a.filling]) {
		a.filling++
	}
	if a.filling == len(a.chunks) {
		chunk := make([]byte, 0, max(chunkBytes, len(record)))
		a.chunks = append(a.chunks, chunk)

	}
	chunk := a.chunks[a.filling]
	a.places = append(a.places, place{
		head:  binary.BigEndian.Uint64(record[keyAt:]),
		chunk: uint32(a.filling), at: uint32(len(chunk)),
	})
	a.chunks[a.filling] = append(chunk, record...)
}

// empty forgets the records and keeps the memory for the next ones.
func (a *arena) empty() {
	for i := range a.chunks {
		a.chunks[i] = a.chunks[i][:0]
	}
	a.places, a.filling = a.places[:0], 0
}

// full reports whether the next record may take the arena beyond the limit.
func (a *arena) full(limit int64) bool {
	held := int64(a.filling+1)*chunkBytes + int64(len(a.places)+1)*placeBytes
	grows := int64(0)
	if len(a.places) == cap(a.places) {
		grows = int64(cap(a.places)) * placeBytes // append doubles, or nearly
	}
	return held+grows > limit
}

func (a *arena) sort() {
	slices.SortFunc(a.places, func(x, y place) int {
		switch {
		case x.head < y.head:
			return -1
		case x.head > y.head:
			return 1
		}
		return bytes.Compare(a.key(x), a.key(y))
	})
}

func (a *arena) key(p place) []byte {
	key, _, _ := split(a.chunks[p.chunk][p.at:])
	return key
}

// record is the whole record at a place.
func (a *arena) record(p place) []byte {
	from := a.chunks[p.chunk][p.at:]
	_, _, size := split(from)
	return from[:size]
}

// split reads one record at the start of the bytes; size is its length.
func split(from []byte) (key, payload []byte, size int) {
	keyLen, n := binary.Uvarint(from)
	payloadLen, m := binary.Uvarint(from[n:])
	start := n + m
	end := start + int(keyLen)
	size = end + int(payloadLen)
	return from[start:end], from[end:size], size
}
