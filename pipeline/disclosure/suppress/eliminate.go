package suppress

import (
	"math/big"
	"math/bits"
)

// eliminate removes row from v with the help of a, both of which have it:
// (a[row]/g) v - (v[row]/g) a, made canonical. The result uses the buffers of
// into where it can.
func eliminate(v, a *vector, row int32, into vector) vector {
	return eliminateAt(v, v.position(row), a, a.position(row), into)
}

// eliminateAt is eliminate for a row at place i of v and j of a.
func eliminateAt(v *vector, i int, a *vector, j int, into vector) vector {
	if v.large == nil && a.large == nil {
		p, q := a.small[j], v.small[i]
		g := int64(gcd(magnitude(p), magnitude(q)))
		combine := combineSmall
		if magnitude(p) == magnitude(q) {
			combine = combineUnit
		}
		if out, ok := combine(p/g, v, q/g, a, into); ok {
			out.canonical()
			return out
		}
	}
	p, q := new(big.Int).Set(a.at(j)), new(big.Int).Set(v.at(i))
	g := new(big.Int).GCD(nil, nil, new(big.Int).Abs(p), new(big.Int).Abs(q))
	out := combineLarge(p.Quo(p, g), v, q.Quo(q, g), a)
	out.canonical()
	return out
}

// combineSmall computes p·v - q·a in 64 bits and reports whether it fits.
func combineSmall(p int64, v *vector, q int64, a *vector, into vector) (vector, bool) {
	out := vector{rows: into.rows[:0], small: into.small[:0]}
	i, j := 0, 0
	for i < len(v.rows) || j < len(a.rows) {
		var x int64
		var row int32
		ok := true
		switch {
		case j == len(a.rows) || i < len(v.rows) && v.rows[i] < a.rows[j]:
			row = v.rows[i]
			x, ok = times(p, v.small[i])
			i++
		case i == len(v.rows) || a.rows[j] < v.rows[i]:
			row = a.rows[j]
			x, ok = times(-q, a.small[j])
			j++
		default:
			row = v.rows[i]
			y, fits1 := times(p, v.small[i])
			z, fits2 := times(q, a.small[j])
			x = y - z
			ok = fits1 && fits2 && magnitude(x) < 1<<61
			i, j = i+1, j+1
		}
		if !ok {
			return out, false
		}
		if x != 0 {
			out.rows, out.small = append(out.rows, row), append(out.small, x)
		}
	}
	return out, true
}

// combineUnit is combineSmall for p and q of 1 or -1, by far the most frequent:
// the result, up to its sign, is v plus or minus a.
func combineUnit(p int64, v *vector, q int64, a *vector, into vector) (vector, bool) {
	out := vector{rows: into.rows[:0], small: into.small[:0]}
	sign := -p * q
	i, j := 0, 0
	for i < len(v.rows) && j < len(a.rows) {
		switch r, s := v.rows[i], a.rows[j]; {
		case r < s:
			out.rows, out.small = append(out.rows, r), append(out.small, v.small[i])
			i++
		case s < r:
			out.rows, out.small = append(out.rows, s), append(out.small, sign*a.small[j])
			j++
		default:
			x := v.small[i] + sign*a.small[j]
			if magnitude(x) >= 1<<61 {
				return out, false
			}
			if x != 0 {
				out.rows, out.small = append(out.rows, r), append(out.small, x)
			}
			i, j = i+1, j+1
		}
	}
	out.rows, out.small = append(out.rows, v.rows[i:]...), append(out.small, v.small[i:]...)
	for ; j < len(a.rows); j++ {
		out.rows, out.small = append(out.rows, a.rows[j]), append(out.small, sign*a.small[j])
	}
	return out, true
}

// times multiplies; it refuses products of 2^61 and more, which leaves room for
// one addition. All small entries stay below 2^61.
func times(a, b int64) (int64, bool) {
	hi, lo := bits.Mul64(magnitude(a), magnitude(b))
	if hi != 0 || lo >= 1<<61 {
		return 0, false
	}
	if (a < 0) != (b < 0) {
		return -int64(lo), true
	}
	return int64(lo), true
}

func combineLarge(p *big.Int, v *vector, q *big.Int, a *vector) vector {
	out := vector{large: []*big.Int{}}
	add := func(row int32, x *big.Int) {
		if x.Sign() != 0 {
			out.rows, out.large = append(out.rows, row), append(out.large, x)
		}
	}
	i, j := 0, 0
	for i < len(v.rows) || j < len(a.rows) {
		switch {
		case j == len(a.rows) || i < len(v.rows) && v.rows[i] < a.rows[j]:
			add(v.rows[i], new(big.Int).Mul(p, v.at(i)))
			i++
		case i == len(v.rows) || a.rows[j] < v.rows[i]:
			x := new(big.Int).Mul(q, a.at(j))
			add(a.rows[j], x.Neg(x))
			j++
		default:
			x := new(big.Int).Mul(p, v.at(i))
			add(v.rows[i], x.Sub(x, new(big.Int).Mul(q, a.at(j))))
			i, j = i+1, j+1
		}
	}
	return out
}
