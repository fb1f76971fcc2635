package identity

import (
	"context"
	"crypto/md5" // the hashes that suppliers use, not ours
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"fmt"
	"strings"
	"time"
)

// HashBudget bounds a search for unkeyed hashes.
type HashBudget struct {
	Latest time.Time // the last birth date to try, required
	// Dates is how many birth dates are tried, spread evenly from 1900 to Latest;
	// 0: all. A date takes one to three milliseconds. Of a bounded search the last
	// three quarters try the plain encoding alone.
	Dates int
}

// HashSearch is what a search found. It never tells which number.
type HashSearch struct {
	Found     bool   // some hash is one of an identity number: proof
	Which     int    // place of that hash in the list searched for
	Algorithm string // md5, sha1, sha256 or sha512
	Spelling  string // the spelling that was hashed, as a pattern
	Numbers   int64  // identity numbers tried
	Dates     int    // birth dates tried
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

// hashEncodings are the bytes that a spelling becomes before it is hashed: as it
// is, with the line end that a shell adds, and in the two bytes a character that
// databases keep text in.
var hashEncodings = []struct {
	pattern string
	write   func(dst, text []byte) []byte
}{
	{"", func(dst, text []byte) []byte { return append(dst, text...) }},
	{" + radslut", func(dst, text []byte) []byte { return append(append(dst, text...), '\n') }},
	{" (UTF-16)", func(dst, text []byte) []byte {
		for _, c := range text {
			dst = append(dst, c, 0)
		}
		return dst
	}},
}

// hashTargets are the hashes to find, by algorithm, with their places in the list.
type hashTargets struct {
	md5    map[[md5.Size]byte]int
	sha1   map[[sha1.Size]byte]int
	sha256 map[[sha256.Size]byte]int
	sha512 map[[sha512.Size]byte]int
	// begins tells, by their first two bytes, which hashes are worth looking up.
	begins [1 << 16]bool
}

// mayHave is a cheap look before the map's.
func (t *hashTargets) mayHave(a, b byte) bool { return t.begins[int(a)<<8|int(b)] }

// SearchHashes tries whether some of the hex texts (32, 40, 64 or 128
// characters; others are passed over) is the plain MD5, SHA-1, SHA-256 or SHA-512 of a
// personnummer or samordningsnummer. One hit proves that a column holds identities: anyone
// can do the same. It returns early with ctx's error.
//
// The dates come in an order of which every beginning is spread evenly, so that a
// column of many persons is found out soon whenever they were born: of n persons
// a quarter of the dates misses all with probability 0.75ⁿ.
func SearchHashes(ctx context.Context, hashes []string, budget HashBudget) (HashSearch, error) {
	targets, err := newHashTargets(hashes)
	if err != nil {
		return HashSearch{}, err
	}
	var s HashSearch
	first := time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC)
	days := int(budget.Latest.UTC().Sub(first).Hours()/24) + 1
	for i := range days {
		if budget.Dates > 0 && s.Dates == budget.Dates {
			return s, nil
		}
		if err := ctx.Err(); err != nil {
			return s, err
		}
		day := first.AddDate(0, 0, spread(i, days))
		encodings := len(hashEncodings)
		if budget.Dates > 0 && s.Dates >= budget.Dates/4 {
			encodings = 1
		}
		for _, extra := range []int{0, samordningDay} {
			if s.day(targets, day, extra, encodings) {
				return s, nil
			}
		}
		s.Dates++
	}
	s.Complete = true
	return s, nil
}

// spread gives each of n places once, far from those before it: multiples of a
// step near the golden section that has no divisor in common with n.
func spread(i, n int) int {
	step := max(1, n*618/1000)
	for divisor(step, n) > 1 {
		step++
	}
	return i * step % n
}

// divisor is the greatest common one.
func divisor(a, b int) int {
	for b > 0 {
		a, b = b, a%b
	}
	return a
}

func newHashTargets(hashes []string) (*hashTargets, error) {
	t := &hashTargets{md5: map[[md5.Size]byte]int{}, sha1: map[[sha1.Size]byte]int{}, sha256: map[[sha256.Size]byte]int{}, sha512: map[[sha512.Size]byte]int{}}
	for i, h := range hashes {
		raw, err := hex.DecodeString(strings.ToLower(strings.TrimSpace(h)))
		if err != nil {
			return nil, fmt.Errorf("read hash %d: not hexadecimal", i+1)
		}
		if len(raw) > 1 {
			t.begins[int(raw[0])<<8|int(raw[1])] = true
		}
		switch len(raw) {
		case md5.Size:
			t.md5[[md5.Size]byte(raw)] = i
		case sha1.Size:
			t.sha1[[sha1.Size]byte(raw)] = i
		case sha256.Size:
			t.sha256[[sha256.Size]byte(raw)] = i
		case sha512.Size:
			t.sha512[[sha512.Size]byte(raw)] = i
		}
	}
	return t, nil
}

// day tries all birth numbers of a date, in the first encodings.
func (s *HashSearch) day(t *hashTargets, day time.Time, extra, encodings int) bool {
	var number, text [16]byte
	var bytes [2 * len(text)]byte
	n := fmt.Appendf(number[:0], "%04d%02d%02d0000", day.Year(), int(day.Month()), day.Day()+extra)
	for birth := 1; birth <= 999; birth++ {
		n[8], n[9], n[10] = byte('0'+birth/100), byte('0'+birth/10%10), byte('0'+birth%10)
		n[11] = checkDigit(n[2:11])
		s.Numbers++
		for _, spelling := range hashSpellings {
			written := spelling.write(text[:0], n)
			for _, encoding := range hashEncodings[:encodings] {
				if which, algorithm := t.hit(encoding.write(bytes[:0], written)); algorithm != "" {
					s.Found, s.Which, s.Algorithm, s.Spelling = true, which, algorithm, spelling.pattern+encoding.pattern
					return true
				}
			}
		}
	}
	return false
}

// hit tells which hash is one of the text, by what algorithm; "" for none.
func (t *hashTargets) hit(text []byte) (which int, algorithm string) {
	if len(t.md5) > 0 {
		if sum := md5.Sum(text); t.mayHave(sum[0], sum[1]) {
			if i, found := t.md5[sum]; found {
				return i, "md5"
			}
		}
	}
	if len(t.sha1) > 0 {
		if sum := sha1.Sum(text); t.mayHave(sum[0], sum[1]) {
			if i, found := t.sha1[sum]; found {
				return i, "sha1"
			}
		}
	}
	if len(t.sha256) > 0 {
		if sum := sha256.Sum256(text); t.mayHave(sum[0], sum[1]) {
			if i, found := t.sha256[sum]; found {
				return i, "sha256"
			}
		}
	}
	if len(t.sha512) > 0 {
		if sum := sha512.Sum512(text); t.mayHave(sum[0], sum[1]) {
			if i, found := t.sha512[sum]; found {
				return i, "sha512"
			}
		}
	}
	return 0, ""
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
