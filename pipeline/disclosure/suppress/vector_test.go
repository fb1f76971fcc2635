package suppress

import (
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"jamfor/pipeline/disclosure/model"
)

// numbers mixes small coefficients with ones near the limits of 64 bits.
var numbers = rapid.OneOf(rapid.Int64Range(-3, 3), rapid.Int64Range(-1<<40, 1<<40), rapid.Int64Range(-1<<60, 1<<60))

func draw(t *rapid.T, name string) []model.Entry {
	var out []model.Entry
	for r := range int32(6) {
		if c := numbers.Draw(t, name); c != 0 {
			out = append(out, model.Entry{Row: r, Coef: c})
		}
	}
	return out
}

// dense is the vector as fractions over six rows.
func dense(v *vector) []*big.Rat {
	out := make([]*big.Rat, 6)
	for i := range out {
		out[i] = new(big.Rat)
	}
	for i, r := range v.rows {
		out[r].SetInt(v.at(i))
	}
	return out
}

// TestEliminate: over several steps the result is proportional to the one in
// fractions, canonical, and has no entry in the pivot row.
func TestEliminate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := newVector(draw(t, "v"))
		want := dense(&v)
		for range 4 {
			a := newVector(draw(t, "a"))
			common := slices.IndexFunc(v.rows, func(r int32) bool { return a.position(r) >= 0 })
			if common < 0 {
				continue
			}
			row := v.rows[common]
			u := dense(&a)
			factor := new(big.Rat).Quo(want[row], u[row])
			for i := range want {
				want[i] = new(big.Rat).Sub(want[i], new(big.Rat).Mul(factor, u[i]))
			}
			v = eliminate(&v, &a, row, vector{})
			if v.position(row) >= 0 {
				t.Fatal("the pivot row is still there")
			}
			checkCanonical(t, &v)
			checkProportional(t, dense(&v), want)
		}
	})
}

func checkCanonical(t *rapid.T, v *vector) {
	if v.empty() {
		return
	}
	g := new(big.Int)
	for i := range v.rows {
		x := v.at(i)
		if x.Sign() == 0 || i > 0 && v.rows[i] <= v.rows[i-1] {
			t.Fatalf("not canonical: %v", v)
		}
		g.GCD(nil, nil, g, new(big.Int).Abs(x))
	}
	if g.Cmp(big.NewInt(1)) != 0 || v.at(0).Sign() < 0 {
		t.Fatalf("not canonical: divisor %v, first %v", g, v.at(0))
	}
}

func checkProportional(t *rapid.T, got, want []*big.Rat) {
	for i := range got {
		for j := range got {
			x := new(big.Rat).Mul(got[i], want[j])
			if x.Cmp(new(big.Rat).Mul(got[j], want[i])) != 0 || (got[i].Sign() == 0) != (want[i].Sign() == 0) {
				t.Fatalf("%v is not proportional to %v", got, want)
			}
		}
	}
}

// TestKey: proportional vectors are equal and have one key once canonical.
func TestKey(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var a, b []model.Entry
		factor := rapid.SampledFrom([]int64{-7, -1, 2, 5}).Draw(t, "factor")
		for r := range int32(5) {
			c := rapid.Int64Range(-9, 9).Draw(t, "c")
			if c != 0 {
				a = append(a, model.Entry{Row: r, Coef: c})
				b = append(b, model.Entry{Row: r, Coef: factor * c})
			}
		}
		v, w := newVector(a), newVector(b)
		if !v.equal(&w) || v.key() != w.key() {
			t.Fatalf("%v and %v", v, w)
		}
	})
}
