package contract

import (
	"fmt"
	"math"
	"math/big"

	"jamfor/pipeline/table"
)

// Bounds are a variable's limits as its column holds values (decimals scaled by
// 10^table.Scale), ends included; without a limit the end of the int64s. The error
// tells limits that are no numbers, or on a type that has none.
func (v Variable) Bounds() (low, high int64, err error) {
	low, high = math.MinInt64, math.MaxInt64
	scale := int64(1)
	switch v.Type.Kind() {
	case table.Decimal:
		for range table.Scale {
			scale *= 10
		}
	case table.Int:
	default:
		return 0, 0, fmt.Errorf("%s has no range", v.Type)
	}
	for _, limit := range []struct {
		text string
		into *int64
	}{{v.Min, &low}, {v.Max, &high}} {
		if limit.text == "" {
			continue
		}
		r, ok := new(big.Rat).SetString(limit.text)
		if !ok {
			return 0, 0, fmt.Errorf("%q is no number", limit.text)
		}
		if r.Mul(r, new(big.Rat).SetInt64(scale)); !r.IsInt() || !r.Num().IsInt64() {
			return 0, 0, fmt.Errorf("%q does not fit the column", limit.text)
		}
		*limit.into = r.Num().Int64()
	}
	return low, high, nil
}
