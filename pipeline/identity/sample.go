package identity

import (
	"cmp"
	"math"
	"slices"
)

// sample is an even sample of a column's distinct bare numbers, exact up to
// sampleSize of them: the ones with the smallest mixed value (k minimum values),
// which no order of rows can bias. It decides whether a column of nine- and
// ten-digit numbers is a column of identity numbers.
type sample struct {
	seen     map[uint64]trait
	limit    uint64 // mixed values above it are not in the sample
	firstRow int    // row of the first number that passed
	passes   int64
}

// trait is what the sample remembers of one number.
type trait byte

const (
	traitPass   trait = 1 << iota // valid date and check digit
	traitMobile                   // begins with 07
	traitTime                     // reads as YYMMDDHHMM
)

const sampleSize = 512

// add takes one bare number.
func (s *sample) add(row int, h hit) {
	if h.valid {
		s.passes++
		if s.firstRow == 0 {
			s.firstRow = row
		}
	}
	value := uint64(len(h.digits))
	for _, d := range h.digits {
		value = value*10 + uint64(d-'0')
	}
	key := mix(value)
	if s.limit != 0 && key > s.limit {
		return
	}
	if s.seen == nil {
		s.seen = map[uint64]trait{}
	}
	s.seen[key] = traits(h)
	if len(s.seen) >= 2*sampleSize {
		s.prune()
	}
}

func traits(h hit) trait {
	var t trait
	if h.valid {
		t |= traitPass
	}
	if h.digits[0] == '0' && h.digits[1] == '7' {
		t |= traitMobile
	}
	if h.time {
		t |= traitTime
	}
	return t
}

// prune keeps the sampleSize smallest mixed values.
func (s *sample) prune() {
	keys := make([]uint64, 0, len(s.seen))
	for k := range s.seen {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, cmp.Compare[uint64])
	for _, k := range keys[sampleSize:] {
		delete(s.seen, k)
	}
	s.limit = keys[sampleSize-1]
}

// mix is splitmix64's finaliser: one to one, so distinct numbers stay distinct.
func mix(z uint64) uint64 {
	z += 0x9e3779b97f4a7c15
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// Shares of numbers that pass by chance (measured, methods/intake-and-security
// §3) and the level at which a share above three times that is no chance.
const (
	nullRandom     = 0.0071
	nullMobile     = 0.054
	nullTime       = 0.10
	suspectFactor  = 3
	suspectLevel   = 1e-4
	suspectFew     = 1e-2 // where every number of a few passes: a person looks at one alone
	manyDistinct   = 20
	someDistinct   = 8
	fewestDistinct = 5
)

// refused reports whether the column holds identity numbers; bar means that
// one hit is enough.
func (s *sample) refused(bar bool) bool {
	n, passes := len(s.seen), s.count(traitPass)
	switch {
	case bar:
		return s.passes > 0
	case n >= manyDistinct:
		return passes*2 >= n
	case n >= someDistinct:
		return passes*10 >= n*8
	default:
		return n >= fewestDistinct && passes == n
	}
}

// suspect reports whether more numbers pass than chance explains.
func (s *sample) suspect() bool {
	n, passes := len(s.seen), s.count(traitPass)
	null := nullRandom
	switch {
	case s.count(traitTime)*100 >= n*99:
		null = nullTime
	case s.count(traitMobile)*2 >= n:
		null = nullMobile
	}
	level := suspectLevel
	if n < fewestDistinct && passes == n {
		level = suspectFew
	}
	return passes > 0 && float64(passes) >= suspectFactor*null*float64(n) && binomialTail(n, passes, null) <= level
}

func (s *sample) count(t trait) int {
	n := 0
	for _, have := range s.seen {
		if have&t != 0 {
			n++
		}
	}
	return n
}

// binomialTail is P(X ≥ k) for X ~ Bin(n, p). It decides only whether a person
// looks at a file, never a published number.
func binomialTail(n, k int, p float64) float64 {
	logFactorial := func(x int) float64 { v, _ := math.Lgamma(float64(x) + 1); return v }
	tail := 0.0
	for i := k; i <= n; i++ {
		tail += math.Exp(logFactorial(n) - logFactorial(i) - logFactorial(n-i) +
			float64(i)*math.Log(p) + float64(n-i)*math.Log1p(-p))
	}
	return tail
}
