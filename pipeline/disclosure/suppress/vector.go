package suppress

import (
	"math/big"
	"math/bits"

	"jamfor/pipeline/disclosure/model"
)

// vector is a sparse integer vector in canonical form: rows rising, no zeros,
// greatest common divisor 1, first entry positive. Two vectors are
// proportional exactly when they are equal. Entries live in small, or in large
// once one of them does not fit 64 bits.
type vector struct {
	rows  []int32
	small []int64
	large []*big.Int
}

func newVector(entries []model.Entry) vector {
	v := vector{rows: make([]int32, len(entries)), small: make([]int64, len(entries))}
	for i, e := range entries {
		v.rows[i], v.small[i] = e.Row, e.Coef
	}
	v.canonical()
	return v
}

func (v *vector) empty() bool { return len(v.rows) == 0 }

// position finds a row, or -1.
func (v *vector) position(row int32) int {
	lo, hi := 0, len(v.rows)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if v.rows[mid] < row {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(v.rows) && v.rows[lo] == row {
		return lo
	}
	return -1
}

// mixed reports whether entries of both signs occur.
func (v *vector) mixed() bool {
	for i := range v.rows {
		if v.sign(i) < 0 {
			return true // the first is positive
		}
	}
	return false
}

func (v *vector) sign(i int) int {
	if v.large != nil {
		return v.large[i].Sign()
	}
	if v.small[i] < 0 {
		return -1
	}
	return 1
}

func (v *vector) equal(w *vector) bool {
	if len(v.rows) != len(w.rows) || (v.large == nil) != (w.large == nil) {
		return false
	}
	for i, r := range v.rows {
		if w.rows[i] != r {
			return false
		}
	}
	if v.large != nil {
		for i := range v.large {
			if v.large[i].Cmp(w.large[i]) != 0 {
				return false
			}
		}
		return true
	}
	for i := range v.small {
		if v.small[i] != w.small[i] {
			return false
		}
	}
	return true
}

// key is equal for equal vectors and seldom for others. It looks at a few entries
// only: long vectors are asked for theirs often.
func (v *vector) key() uint64 {
	n := len(v.rows)
	if n == 0 {
		return 0
	}
	h := uint64(n)
	mix := func(x uint64) {
		h ^= x
		h *= 0x9e3779b97f4a7c15
		h ^= h >> 29
	}
	for _, i := range [...]int{0, n / 4, n / 2, 3 * n / 4, n - 1} {
		mix(uint64(uint32(v.rows[i])))
		if v.large == nil {
			mix(uint64(v.small[i]))
		}
	}
	return h
}

// canonical divides by the greatest common divisor and makes the first entry
// positive. It brings large entries back to 64 bits where they fit.
func (v *vector) canonical() {
	if v.empty() {
		v.large = nil
		return
	}
	if v.large != nil {
		v.canonicalLarge()
		return
	}
	g := uint64(0)
	for _, x := range v.small {
		g = gcd(g, magnitude(x))
		if g == 1 {
			break
		}
	}
	negative := v.small[0] < 0
	if g == 1 && !negative {
		return
	}
	for i, x := range v.small {
		q := int64(magnitude(x) / g)
		if (x < 0) != negative {
			q = -q
		}
		v.small[i] = q
	}
}

func (v *vector) canonicalLarge() {
	g := new(big.Int)
	for _, x := range v.large {
		g.GCD(nil, nil, g, new(big.Int).Abs(x))
	}
	if v.large[0].Sign() < 0 {
		g.Neg(g)
	}
	fits := true
	for _, x := range v.large {
		x.Quo(x, g)
		fits = fits && x.IsInt64() && magnitude(x.Int64()) < 1<<61
	}
	if !fits {
		return
	}
	v.small = make([]int64, len(v.large))
	for i, x := range v.large {
		v.small[i] = x.Int64()
	}
	v.large = nil
}

func magnitude(x int64) uint64 {
	if x < 0 {
		return uint64(-x)
	}
	return uint64(x)
}

func gcd(a, b uint64) uint64 {
	if a == 0 || b == 0 {
		return a | b
	}
	shift := bits.TrailingZeros64(a | b)
	a >>= bits.TrailingZeros64(a)
	for b != 0 {
		b >>= bits.TrailingZeros64(b)
		if a > b {
			a, b = b, a
		}
		b -= a
	}
	return a << shift
}

func (v *vector) at(i int) *big.Int {
	if v.large != nil {
		return v.large[i]
	}
	return big.NewInt(v.small[i])
}
