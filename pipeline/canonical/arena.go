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

// place is where a record's key lies. head is the key's first eight bytes as a
// number, which settles most comparisons.
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

// add copies a record.
func (a *arena) add(record []byte) {
	for a.filling < len(a.chunks) && len(a.chunks[a.filling])+len(record) > cap(a.chunks[a.filling]) {
		a.filling++
	}
	if a.filling == len(a.chunks) {
		chunk := make([]byte, 0, max(chunkBytes, len(record)))
		a.chunks = append(a.chunks, chunk)

	}
	chunk := a.chunks[a.filling]
	a.places = append(a.places, place{
		head:  binary.BigEndian.Uint64(record[headerBytes:]),
		chunk: uint32(a.filling), at: uint32(len(chunk) + headerBytes),
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

// sort orders the places. The bytes behind the keys need no bound: no key is
// the beginning of another, so that keys which differ do so before they end.
func (a *arena) sort() {
	slices.SortFunc(a.places, func(x, y place) int {
		switch {
		case x.head < y.head:
			return -1
		case x.head > y.head:
			return 1
		}
		return bytes.Compare(a.chunks[x.chunk][x.at+8:], a.chunks[y.chunk][y.at+8:])
	})
}

// record is the whole record at a place.
func (a *arena) record(p place) []byte {
	from := a.chunks[p.chunk][p.at-headerBytes:]
	_, _, size := split(from)
	return from[:size]
}

// split reads one record at the start of the bytes; size is its length.
func split(from []byte) (key, payload []byte, size int) {
	end := headerBytes + int(binary.LittleEndian.Uint32(from))
	size = end + int(binary.LittleEndian.Uint32(from[4:]))
	return from[headerBytes:end], from[end:size], size
}
