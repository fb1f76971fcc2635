package audit

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math/big"
	"math/bits"
)

// field is the integers modulo an odd prime below 2^61, in Montgomery form.
type field struct {
	p   uint64
	neg uint64 // -1/p modulo 2^64
	one uint64 // 2^64 mod p
	sqr uint64 // 2^128 mod p
}

func newField(p uint64) field {
	f := field{p: p}
	inv := p // Newton: each step doubles the number of correct bits
	for range 6 {
		inv *= 2 - p*inv
	}
	f.neg = -inv
	f.one = new(big.Int).Mod(new(big.Int).Lsh(big.NewInt(1), 64), new(big.Int).SetUint64(p)).Uint64()
	f.sqr = new(big.Int).Mod(new(big.Int).Lsh(big.NewInt(1), 128), new(big.Int).SetUint64(p)).Uint64()
	return f
}

func (f field) mul(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	h, l := bits.Mul64(lo*f.neg, f.p)
	_, carry := bits.Add64(lo, l, 0)
	out := hi + h + carry
	if out >= f.p {
		out -= f.p
	}
	return out
}

func (f field) sub(a, b uint64) uint64 {
	if a < b {
		a += f.p
	}
	return a - b
}

func (f field) from(x int64) uint64 {
	if x < 0 {
		return f.sub(0, f.mul(uint64(-x)%f.p, f.sqr))
	}
	return f.mul(uint64(x)%f.p, f.sqr)
}

// plain brings a number out of Montgomery form.
func (f field) plain(a uint64) uint64 { return f.mul(a, 1) }

// inverse is a^(p-2).
func (f field) inverse(a uint64) uint64 {
	out := f.one
	for e := f.p - 2; e > 0; e >>= 1 {
		if e&1 == 1 {
			out = f.mul(out, a)
		}
		a = f.mul(a, a)
	}
	return out
}

// primes gives the two primes of the audit: drawn from a hash of the seed, so
// that nobody can build tables around them, yet the same at every run.
func primes(seed string) [2]uint64 {
	var out [2]uint64
	found := 0
	for i := 0; found < 2; i++ {
		sum := sha256.Sum256(fmt.Appendf(nil, "%s %d", seed, i))
		x := binary.BigEndian.Uint64(sum[:])>>4 | 1<<60 | 1
		x &= 1<<61 - 1
		if new(big.Int).SetUint64(x).ProbablyPrime(32) && (found == 0 || out[0] != x) {
			out[found] = x
			found++
		}
	}
	return out
}
