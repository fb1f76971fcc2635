package cell

import "math/big"

// Contributors tells how a sum is spread over those who stand behind it
// (persons, households, providers), without naming them. A contribution is the
// absolute value of what one of them adds to the sum in one municipality: two
// rows of one person are one contribution, the same person in two
// municipalities two.
type Contributors struct {
	// N counts them. Amounts that nobody in particular stands behind (a
	// municipality's own total) are in All only.
	N int64 `json:"n"`
	// All is the sum of all contributions, Largest and Second the two largest
	// (0 where there are fewer), with the measure's Scale decimals.
	All     *big.Int `json:"all"`
	Largest *big.Int `json:"largest"`
	Second  *big.Int `json:"second"`
}

// Join gives the contributors of two disjoint groups together; nil is nobody.
// Neither argument is changed.
func (c *Contributors) Join(o *Contributors) *Contributors {
	if c == nil {
		return o
	}
	if o == nil {
		return c
	}
	out := &Contributors{N: c.N + o.N, All: new(big.Int).Add(c.All, o.All), Largest: c.Largest, Second: c.Second}
	for _, x := range []*big.Int{o.Largest, o.Second} {
		switch {
		case x.Cmp(out.Largest) > 0:
			out.Largest, out.Second = x, out.Largest
		case x.Cmp(out.Second) > 0:
			out.Second = x
		}
	}
	return out
}
