package expression

import (
	"math/big"
	"math/bits"
	"strings"
)

// number is an exact decimal: small (or big, when it does not fit 64 bits)
// divided by 10^scale.
type number struct {
	small int64
	big   *big.Int // nil when small holds the number; never modified
	scale int
}

func (n number) integer() *big.Int {
	if n.big != nil {
		return n.big
	}
	return big.NewInt(n.small)
}

func fromBig(b *big.Int, scale int) number {
	if b.IsInt64() {
		return number{small: b.Int64(), scale: scale}
	}
	return number{big: b, scale: scale}
}

// rescaled is the same number with more decimals.
func (n number) rescaled(scale int) number {
	if scale <= n.scale {
		return n
	}
	return fromBig(new(big.Int).Mul(n.integer(), powerOfTen(scale-n.scale)), scale)
}

func powerOfTen(exponent int) *big.Int {
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(exponent)), nil)
}

func align(a, b number) (number, number) {
	if a.scale == b.scale {
		return a, b
	}
	scale := max(a.scale, b.scale)
	return a.rescaled(scale), b.rescaled(scale)
}

func (n number) compare(m number) int {
	a, b := align(n, m)
	if a.big == nil && b.big == nil {
		switch {
		case a.small < b.small:
			return -1
		case a.small > b.small:
			return 1
		}
		return 0
	}
	return a.integer().Cmp(b.integer())
}

func (n number) add(m number) number {
	a, b := align(n, m)
	if a.big == nil && b.big == nil {
		if sum := a.small + b.small; (sum > a.small) == (b.small > 0) {
			return number{small: sum, scale: a.scale}
		}
	}
	return fromBig(new(big.Int).Add(a.integer(), b.integer()), a.scale)
}

func (n number) negated() number {
	if n.big == nil && n.small != -n.small {
		return number{small: -n.small, scale: n.scale}
	}
	return fromBig(new(big.Int).Neg(n.integer()), n.scale)
}

func (n number) multiply(m number) number {
	scale := n.scale + m.scale
	if n.big == nil && m.big == nil && n.small >= 0 && m.small >= 0 {
		if high, low := bits.Mul64(uint64(n.small), uint64(m.small)); high == 0 && low <= 1<<63-1 {
			return number{small: int64(low), scale: scale}
		}
	}
	return fromBig(new(big.Int).Mul(n.integer(), m.integer()), scale)
}

// String writes the number in full, with all its decimals.
func (n number) String() string {
	digits := n.integer().String()
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "-", digits[1:]
	}
	if n.scale == 0 {
		return sign + digits
	}
	if pad := n.scale + 1 - len(digits); pad > 0 {
		digits = strings.Repeat("0", pad) + digits
	}
	point := len(digits) - n.scale
	return sign + digits[:point] + "." + digits[point:]
}
