package audit

import (
	"math/big"

	"jamfor/pipeline/disclosure/model"
)

// mostExact is the most columns that a confirmation in fractions takes on;
// beyond it a failure stays a failure, unconfirmed.
const mostExact = 600

// inSpan decides in exact fractions whether the target is a combination of the
// columns from.
func inSpan(m *model.Model, from []int, target int, known []bool) bool {
	if len(from) > mostExact {
		return false
	}
	pivots := map[int32]map[int32]*big.Rat{} // by pivot row, 1 there
	var order []int32
	reduce := func(column int) map[int32]*big.Rat {
		v := map[int32]*big.Rat{}
		for _, e := range m.Columns[column].Entries {
			if known == nil || !known[e.Row] {
				v[e.Row] = new(big.Rat).SetInt64(e.Coef)
			}
		}
		for _, r := range order {
			factor, ok := v[r]
			if !ok {
				continue
			}
			factor = new(big.Rat).Set(factor)
			for row, x := range pivots[r] {
				if v[row] == nil {
					v[row] = new(big.Rat)
				}
				v[row].Sub(v[row], new(big.Rat).Mul(factor, x))
				if v[row].Sign() == 0 {
					delete(v, row)
				}
			}
		}
		return v
	}
	for _, c := range from {
		v := reduce(c)
		if len(v) == 0 {
			continue
		}
		least := int32(-1)
		for r := range v {
			if least < 0 || r < least {
				least = r
			}
		}
		scale := new(big.Rat).Inv(v[least])
		for _, x := range v {
			x.Mul(x, scale)
		}
		pivots[least] = v
		order = append(order, least)
	}
	return len(reduce(target)) == 0
}
