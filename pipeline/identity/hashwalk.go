package identity

import (
	"context"
	"crypto/md5" // the hashes that suppliers use, not ours
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"
)

// HashBudget bounds a search for unkeyed hashes. The zero value searches every
// birth date from Latest back to 1900, which takes minutes; give Dates to
// search only so many days, newest first.
type HashBudget struct {
	Latest time.Time // the last birth date to try, required
	Dates  int       // birth dates to try; 0: all since 1900-01-01
}

// HashSearch is what a search found. It never tells which number.
type HashSearch struct {
	Found     bool   // some hash is one of an identity number: proof
	Algorithm string // md5, sha1 or sha256
	Spelling  string // the spelling that was hashed, as a pattern
	Numbers   int64  // identity numbers tried
	Complete  bool   // every birth date since 1900 was tried
}

// hashSpellings are the ways in which systems write a number before they hash
// it, as patterns for messages and as writers.
var hashSpellings = []struct {
	pattern string
	write   func(dst, n []byte) []byte
}{
	{"ÅÅÅÅMMDDNNNN", func(dst, n []byte) []byte { return append(dst, n...) }},
	{"ÅÅÅÅMMDD-NNNN", func(dst, n []byte) []byte { return append(append(append(dst, n[:8]...), '-'), n[8:]...) }},
	{"ÅÅMMDDNNNN", func(dst, n []byte) []byte { return append(dst, n[2:]...) }},
	{"ÅÅMMDD-NNNN", func(dst, n []byte) []byte { return append(append(append(dst, n[2:8]...), '-'), n[8:]...) }},
}

// hashTargets are the hashes to find, by algorithm.
type hashTargets struct {
	md5    map[[md5.Size]byte]bool
	sha1   map[[sha1.Size]byte]bool
	sha256 map[[sha256.Size]byte]bool
}

// SearchHashes tries whether some of the hex texts (32, 40 or 64 characters;
// others are passed over) is the plain MD5, SHA-1 or SHA-256 of a personnummer
// or samordningsnummer. One hit proves that a column holds identities: anyone
// can do the same. It returns early with ctx's error.
func SearchHashes(ctx context.Context, hashes []string, budget HashBudget) (HashSearch, error) {
	targets, err := newHashTargets(hashes)
	if err != nil {
		return HashSearch{}, err
	}
	var s HashSearch
	first := time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC)
	day := budget.Latest.UTC().Truncate(24 * time.Hour)
	for tried := 0; !day.Before(first); day = day.AddDate(0, 0, -1) {
		if budget.Dates > 0 && tried == budget.Dates {
			return s, nil
		}
		if err := ctx.Err(); err != nil {
			return s, err
		}
		for _, extra := range []int{0, samordningDay} {
			if s.day(targets, day, extra) {
				return s, nil
			}
		}
		tried++
	}
	s.Complete = true
	return s, nil
}

func newHashTargets(hashes []string) (*hashTargets, error) {
	t := &hashTargets{map[[md5.Size]byte]bool{}, map[[sha1.Size]byte]bool{}, map[[sha256.Size]byte]bool{}}
	for i, h := range hashes {
		raw, err := hex.DecodeString(strings.ToLower(strings.TrimSpace(h)))
		if err != nil {
			return nil, fmt.Errorf("read hash %d: not hexadecimal", i+1)
		}
		switch len(raw) {
		case md5.Size:
			t.md5[[md5.Size]byte(raw)] = true
		case sha1.Size:
			t.sha1[[sha1.Size]byte(raw)] = true
		case sha256.Size:
			t.sha256[[sha256.Size]byte(raw)] = true
		}
	}
	return t, nil
}

// day tries all birth numbers of a date.
func (s *HashSearch) day(t *hashTargets, day time.Time, extra int) bool {
	var number, text [16]byte
	n := fmt.Appendf(number[:0], "%04d%02d%02d0000", day.Year(), int(day.Month()), day.Day()+extra)
	for birth := 1; birth <= 999; birth++ {
		n[8], n[9], n[10] = byte('0'+birth/100), byte('0'+birth/10%10), byte('0'+birth%10)
		n[11] = checkDigit(n[2:11])
		s.Numbers++
		for _, spelling := range hashSpellings {
			if algorithm := t.hit(spelling.write(text[:0], n)); algorithm != "" {
				s.Found, s.Algorithm, s.Spelling = true, algorithm, spelling.pattern
				return true
			}
		}
	}
	return false
}

func (t *hashTargets) hit(text []byte) string {
	switch {
	case len(t.md5) > 0 && t.md5[md5.Sum(text)]:
		return "md5"
	case len(t.sha1) > 0 && t.sha1[sha1.Sum(text)]:
		return "sha1"
	case len(t.sha256) > 0 && t.sha256[sha256.Sum256(text)]:
		return "sha256"
	}
	return ""
}

// checkDigit is the tenth digit of nine.
func checkDigit(nine []byte) byte {
	sum := 0
	for i, c := range nine {
		d := int(c - '0')
		if i%2 == 0 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return byte('0' + (10-sum%10)%10)
}
