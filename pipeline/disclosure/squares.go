package disclosure

import (
	"math/big"

	"jamfor/pipeline/cell"
)

// Bounds of sums of squares.
//
// The limits of a mean give its Σx², to within rounding, and a sum that few stand behind
// can be told from that as from Σx, and better: a part of 100 beside twelve of 1 has room
// of 12 in Σx, and in Σx² the twelve hide nothing of it. So limits that would leave less
// room in the squares than p per cent of the largest part asks for are left out, as those
// of small groups are (file limits).
//
// A part known to within p per cent has a square known to within 2p + p² of it above, and
// 2p − p² below. The largest contribution's square is taken for its squares' sum, which it
// is where one value is behind it, and more than that where several are and none is
// negative: stricter.

// squares is the magnitude of squared values on a scale.
type squares struct{ scale }

// of is the sum of squares.
func (squares) of(s *cell.Sum) *big.Int { return s.SumSquares }

func (q squares) holds(sum *big.Int, n int64) bool { return q.ends().holds(sum, n) }

func (squares) endless() magnitude { return squares{} }

func (squares) bounded(given) bool { return true } // squares are never negative

// ends are those of the squares.
func (q squares) ends() scale {
	out := scale{least: new(big.Int)}
	if q.least != nil && q.most != nil {
		out.most = square(q.most)
		if l := square(q.least); l.Cmp(out.most) > 0 {
			out.most = l
		}
	}
	return out
}

func (q squares) around(sum *big.Int, n int64) reach { return q.ends().around(sum, n) }

// reachTold is what is left when the largest contributor takes his squares off: he has
// one value or as many as leave the others one each.
func (q squares) reachTold(sum *big.Int, n int64, c *cell.Contributors) reach {
	if c == nil || c.N <= 1 {
		return reach{new(big.Int), new(big.Int)}
	}
	ends, his := q.ends(), square(c.Largest)
	out := ends.around(sum, n)
	for _, values := range []int64{1, max(1, n-c.N+1)} {
		// Of all ways to make his part of so many values, equal ones have the least squares.
		least := new(big.Int).Quo(his, big.NewInt(values))
		knows := []*big.Int{his, least}
		if values > 1 && q.least != nil && q.least.Sign() < 0 && ends.most != nil {
			// Values of either sign may cancel in his part, not in its squares.
			knows = append(knows, new(big.Int).Mul(ends.most, big.NewInt(values)))
		}
		for _, known := range knows {
			out = out.within(ends.around(new(big.Int).Sub(sum, known), max(0, n-values)))
		}
	}
	return out
}

// squaresRoom is how far from a hidden sum of squares each bound must lie, nil where no
// rule on contributors hides the sum.
func squaresRoom(c *cell.Contributors, limits Thresholds) *big.Int {
	if contributorRule(c, limits) == "" {
		return nil
	}
	part := square(c.Largest)
	part.Mul(part, big.NewInt(limits.Dominance*(200+limits.Dominance)))
	return part.Add(part, big.NewInt(9_999)).Quo(part, big.NewInt(10_000))
}

func square(x *big.Int) *big.Int { return new(big.Int).Mul(x, x) }
