package validate

import (
	"container/heap"
	"encoding/json"
	"fmt"
	"math"
	"slices"
)

// SketchSize is k: how many of the smallest hashes a sketch keeps.
const SketchSize = 256

// Sketch is a small, mergeable picture of a set of persons: the k smallest
// 64-bit hashes of their pseudonyms (bottom-k, k-minimum values). Two sketches
// tell how far two sets overlap without either set being kept. It is made from
// pseudonyms of the lake's own layer (p2) and stays in the register.
//
// Its JSON form is a list of sixteen-digit hexadecimal numbers.
type Sketch struct {
	hashes []uint64 // ascending, distinct, at most SketchSize
}

// Sketcher builds a Sketch one pseudonym at a time, in constant memory.
type Sketcher struct {
	largest maxHeap
	seen    map[uint64]struct{}
}

// NewSketch starts a sketch of no persons.
func NewSketch() *Sketcher {
	return &Sketcher{seen: make(map[uint64]struct{}, SketchSize+1)}
}

// Add takes a person's pseudonym; adding one again changes nothing.
func (s *Sketcher) Add(pseudonym string) {
	h := hash64(pseudonym)
	if len(s.largest) == SketchSize && h >= s.largest[0] {
		return
	}
	if _, known := s.seen[h]; known {
		return
	}
	s.seen[h] = struct{}{}
	heap.Push(&s.largest, h)
	if len(s.largest) > SketchSize {
		delete(s.seen, heap.Pop(&s.largest).(uint64))
	}
}

// Sketch is the finished picture of what was added so far.
func (s *Sketcher) Sketch() Sketch {
	hashes := slices.Clone([]uint64(s.largest))
	slices.Sort(hashes)
	return Sketch{hashes: hashes}
}

// Persons estimates the size of the set: exact below SketchSize, else
// (k−1)·2⁶⁴/h(k), with a relative standard error of about 1/√(k−2), 6 %.
func (s Sketch) Persons() float64 {
	if len(s.hashes) < SketchSize {
		return float64(len(s.hashes))
	}
	return float64(SketchSize-1) / (float64(s.hashes[SketchSize-1]) / math.Exp2(64))
}

// Overlap estimates the share of the smaller set that is also in the larger
// one, 0 to 1. judged is false where either set has fewer than least persons: a
// small municipality may well have all new ones.
//
// Consecutive periods of one service share a fifth of their persons or more, a
// wrong pseudonym key shares none, and with 256 hashes a true share of 5 % shows
// none with probability below 0.1 % for sets of equal size.
//
// It counts, among the k smallest hashes of the union, those in both sets: an
// estimate J of |A∩B|/|A∪B|. With |A∪B| = (|A|+|B|)/(1+J) the share follows.
func Overlap(a, b Sketch, least float64) (share float64, judged bool) {
	na, nb := a.Persons(), b.Persons()
	if na < least || nb < least {
		return 0, false
	}
	both, union := common(a.hashes, b.hashes)
	j := float64(both) / float64(union)
	share = j / (1 + j) * (na + nb) / math.Min(na, nb)
	return math.Min(share, 1), true
}

// common walks the union of two ascending lists up to SketchSize values.
func common(a, b []uint64) (both, union int) {
	i, j := 0, 0
	for union < SketchSize && (i < len(a) || j < len(b)) {
		switch {
		case j == len(b) || i < len(a) && a[i] < b[j]:
			i++
		case i == len(a) || b[j] < a[i]:
			j++
		default:
			both++
			i++
			j++
		}
		union++
	}
	return both, union
}

// MarshalJSON writes the hashes as hexadecimal text, ascending.
func (s Sketch) MarshalJSON() ([]byte, error) {
	texts := make([]string, len(s.hashes))
	for i, h := range s.hashes {
		texts[i] = fmt.Sprintf("%016x", h)
	}
	return json.Marshal(texts)
}

// UnmarshalJSON reads what MarshalJSON wrote and refuses anything else.
func (s *Sketch) UnmarshalJSON(raw []byte) error {
	var texts []string
	if err := json.Unmarshal(raw, &texts); err != nil {
		return fmt.Errorf("read sketch: %w", err)
	}
	if len(texts) > SketchSize {
		return fmt.Errorf("read sketch: %d hashes, at most %d", len(texts), SketchSize)
	}
	hashes := make([]uint64, len(texts))
	for i, text := range texts {
		if _, err := fmt.Sscanf(text, "%016x", &hashes[i]); err != nil || len(text) != 16 {
			return fmt.Errorf("read sketch: hash %d is not sixteen hexadecimal digits", i+1)
		}
		if i > 0 && hashes[i] <= hashes[i-1] {
			return fmt.Errorf("read sketch: hashes do not rise at %d", i+1)
		}
	}
	s.hashes = hashes
	return nil
}

// hash64 is FNV-1a over the bytes with a final mix (the 64-bit finaliser of
// MurmurHash3), so that all bits depend on all bytes. Pseudonyms are keyed
// MACs already; the hash only needs to spread them evenly.
func hash64(text string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(text) {
		h = (h ^ uint64(text[i])) * 1099511628211
	}
	h = (h ^ h>>33) * 0xff51afd7ed558ccd
	h = (h ^ h>>33) * 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// maxHeap keeps the largest hash on top.
type maxHeap []uint64

func (h maxHeap) Len() int           { return len(h) }
func (h maxHeap) Less(i, j int) bool { return h[i] > h[j] }
func (h maxHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *maxHeap) Push(x any)        { *h = append(*h, x.(uint64)) }
func (h *maxHeap) Pop() any {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}
