package engine

import (
	"fmt"
	"math/big"
)

// Number is an exact decimal number: Unscaled / 10^Scale.
type Number struct {
	Unscaled *big.Int
	Scale    int
}

// String writes the number with a decimal point and all its decimals.
func (n Number) String() string {
	return new(big.Rat).SetFrac(n.Unscaled, new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n.Scale)), nil)).FloatString(n.Scale)
}

// Integer reads a whole number from a value of Rows: int64, *big.Int or a
// decimal without digits after the point. Any other value is an error, a float
// above all: floats never become parts.
func Integer(value any) (*big.Int, error) {
	switch v := value.(type) {
	case int64:
		return big.NewInt(v), nil
	case *big.Int:
		return v, nil
	case Number:
		if v.Scale == 0 {
			return v.Unscaled, nil
		}
	}
	return nil, fmt.Errorf("value of type %T is no integer", value)
}

// Scaled reads an exact number from a value of Rows and gives it as an integer
// scaled by 10^scale. A value with more decimals than that is an error.
func Scaled(value any, scale int) (*big.Int, error) {
	number, ok := value.(Number)
	if !ok {
		whole, err := Integer(value)
		if err != nil {
			return nil, err
		}
		number = Number{Unscaled: whole}
	}
	if number.Scale > scale {
		return nil, fmt.Errorf("value has %d decimals, want at most %d", number.Scale, scale)
	}
	factor := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(scale-number.Scale)), nil)
	return factor.Mul(factor, number.Unscaled), nil
}
