package observe

import (
	"math"
	"math/big"
	"strconv"
	"strings"
)

// half rounds r to the given decimals, halves away from zero, and returns it
// scaled by 10^decimals. The rule is the same for values and limits, so rounding
// keeps their order.
func half(r *big.Rat, decimals int) *big.Int {
	scaled := new(big.Int).Mul(r.Num(), pow10(decimals))
	scaled.Abs(scaled).Lsh(scaled, 1).Add(scaled, r.Denom())
	scaled.Quo(scaled, new(big.Int).Lsh(r.Denom(), 1))
	if r.Sign() < 0 {
		scaled.Neg(scaled)
	}
	return scaled
}

// rounded is the float nearest to r rounded to the given decimals; never minus
// zero. Nil for nil.
func rounded(r *big.Rat, decimals int) *float64 {
	if r == nil {
		return nil
	}
	v, err := strconv.ParseFloat(decimalText(half(r, decimals), decimals), 64)
	if err != nil {
		return nil
	}
	return &v
}

// decimalText writes an integer scaled by 10^scale as an exact plain decimal.
func decimalText(v *big.Int, scale int) string {
	digits := new(big.Int).Abs(v).String()
	if scale > 0 {
		if short := scale + 1 - len(digits); short > 0 {
			digits = strings.Repeat("0", short) + digits
		}
		point := len(digits) - scale
		digits = digits[:point] + "." + digits[point:]
	}
	if v.Sign() < 0 {
		return "-" + digits
	}
	return digits
}

// exactText is decimalText without trailing zeros in the fraction.
func exactText(v *big.Int, scale int) string {
	text := decimalText(v, scale)
	if scale > 0 {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	return text
}

// maxLimit is the largest limit worth publishing; decimal columns hold not much
// more.
const maxLimit = 1e12

// limit turns a computed limit into a rational times m; nil where it is not a
// number below maxLimit.
func limit(x float64, m *big.Rat) *big.Rat {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	r := new(big.Rat).SetFloat64(x)
	r.Mul(r, m)
	if f, _ := r.Float64(); math.Abs(f) >= maxLimit {
		return nil
	}
	return r
}

// atMost and atLeast hold a limit on its side of the value.
func atMost(x, value *big.Rat) *big.Rat {
	if x.Cmp(value) > 0 {
		return value
	}
	return x
}

func atLeast(x, value *big.Rat) *big.Rat {
	if x.Cmp(value) < 0 {
		return value
	}
	return x
}

func pow10(n int) *big.Int {
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil)
}
