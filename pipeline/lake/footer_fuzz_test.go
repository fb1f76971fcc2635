package lake

import (
	"bytes"
	"testing"
)

// FuzzCheckContent hands files to the check that did not come from our writer:
// it must answer, not crash, and what it takes must hold the stated rows.
func FuzzCheckContent(f *testing.F) {
	key := Key{"1280", "missbruk", "2025", "orsak"}
	s := newSheet(f, key, "a1", 3)
	whole := s.bytes(f)
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	f.Add([]byte("PAR1PAR1"))
	for _, at := range []int{5, len(whole) / 2, len(whole) - 20, len(whole) - 6} {
		flipped := bytes.Clone(whole)
		flipped[at] ^= 0x41
		f.Add(flipped)
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		problems, err := checkContent(bytes.NewReader(content), int64(len(content)), Part{Key: key, Rows: 3}, "a1", s.columns)
		if bytes.Equal(content, whole) && (err != nil || problems != nil) {
			t.Fatalf("the sound file: %v %v", problems, err)
		}
	})
}
