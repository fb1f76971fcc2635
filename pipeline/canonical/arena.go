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
	spare   []place // the second slice that sorting needs
}

// place is where a record's key lies. head is the key's first eight bytes as a
// number, which settles most comparisons.
type place struct {
	head  uint64
	chunk uint32
	at    uint32
}

const placeBytes = 16 // a place is held twice while it is sorted

// used is the memory that the records take, in bytes.
func (a *arena) used() int64 {
	return int64(a.filling+1)*chunkBytes + int64(len(a.places))*2*placeBytes
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
	held := int64(a.filling+1)*chunkBytes + int64(len(a.places)+1)*2*placeBytes
	grows := int64(0)
	if len(a.places) == cap(a.places) {
		grows = int64(cap(a.places)) * 2 * placeBytes // append doubles, or nearly
	}
	return held+grows > limit
}

// sort orders the places: by their heads in linear time, byte by byte, then the
// few whose heads are alike by the rest of their keys.
func (a *arena) sort() {
	a.places, a.spare = sortByHead(a.places, a.spare)
	for from := 0; from < len(a.places); {
		to := from + 1
		for to < len(a.places) && a.places[to].head == a.places[from].head {
			to++
		}
		if to-from > 1 {
			a.sortAlike(a.places[from:to])
		}
		from = to
	}
}

// sortAlike orders places of one head. The bytes behind the keys need no bound:
// no key is the beginning of another, so that keys which differ do so before
// they end.
func (a *arena) sortAlike(places []place) {
	slices.SortFunc(places, func(x, y place) int {
		return bytes.Compare(a.chunks[x.chunk][x.at+8:], a.chunks[y.chunk][y.at+8:])
	})
}

// sortByHead sorts places by their heads (least significant byte first, stable)
// and returns them with the other of the two slices that it moved them between.
// A byte that is the same in all of them, as those of the municipality mostly
// are, costs no move.
func sortByHead(places, spare []place) (sorted, other []place) {
	var counts [8][256]uint32
	for _, p := range places {
		for i := range counts {
			counts[i][byte(p.head>>(8*i))]++
		}
	}
	if cap(spare) < len(places) {
		spare = make([]place, len(places), cap(places))
	}
	spare = spare[:len(places)]
	for i := range counts {
		if len(places) == 0 || int(counts[i][byte(places[0].head>>(8*i))]) == len(places) {
			continue
		}
		at := uint32(0)
		for value, n := range counts[i] {
			counts[i][value] = at
			at += n
		}
		for _, p := range places {
			b := byte(p.head >> (8 * i))
			spare[counts[i][b]] = p
			counts[i][b]++
		}
		places, spare = spare, places
	}
	return places, spare
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
