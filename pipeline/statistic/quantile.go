package statistic

import (
	"math"
	"math/big"
	"slices"
)

// ValueCount is one value of a distribution and how often it occurs.
type ValueCount struct {
	Value int64
	N     int64
}

// Distribution is a list of values with their counts, ascending and without
// repetition: exact, and small where values repeat.
type Distribution struct {
	values []ValueCount
	below  []int64 // number of items up to and including values[i]
}

// NewDistribution orders and merges value counts. Negative counts are
// ErrNegative, more than 2^62 items ErrTooMany.
func NewDistribution(list []ValueCount) (Distribution, error) {
	sorted := slices.Clone(list)
	slices.SortFunc(sorted, func(a, b ValueCount) int { return cmpInt(a.Value, b.Value) })
	var d Distribution
	total := int64(0)
	for _, v := range sorted {
		if v.N < 0 {
			return Distribution{}, ErrNegative
		}
		if v.N == 0 {
			continue
		}
		if v.N > 1<<62-total {
			return Distribution{}, ErrTooMany
		}
		total += v.N
		if last := len(d.values) - 1; last >= 0 && d.values[last].Value == v.Value {
			d.values[last].N += v.N
			d.below[last] = total
			continue
		}
		d.values = append(d.values, v)
		d.below = append(d.below, total)
	}
	return d, nil
}

func cmpInt(a, b int64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// Len is the number of items.
func (d Distribution) Len() int64 {
	if len(d.below) == 0 {
		return 0
	}
	return d.below[len(d.below)-1]
}

// At is the k-th smallest item, k from 1 to Len; out of that range the nearest.
func (d Distribution) At(k int64) int64 {
	i, _ := slices.BinarySearch(d.below, k)
	i = min(i, len(d.values)-1)
	if i < 0 {
		return 0
	}
	return d.values[i].Value
}

// Quantile is the exact quantile of Hyndman and Fan's type 7 (R's default,
// Excel's PERCENTILE.INC): with h = (n-1)p + 1, X(⌊h⌋) + (h-⌊h⌋)(X(⌊h⌋+1) -
// X(⌊h⌋)). p is a rational from 0 to 1.
func (d Distribution) Quantile(p *big.Rat) (*big.Rat, error) {
	n := d.Len()
	if n == 0 {
		return nil, ErrZeroBase
	}
	if p == nil || p.Sign() < 0 || p.Cmp(big.NewRat(1, 1)) > 0 {
		return nil, ErrRange
	}
	h := new(big.Rat).Mul(p, new(big.Rat).SetInt64(n-1))
	floor := new(big.Int).Quo(h.Num(), h.Denom())
	k := floor.Int64() + 1
	low := new(big.Rat).SetInt64(d.At(k))
	fraction := h.Sub(h, new(big.Rat).SetInt(floor))
	if fraction.Sign() == 0 {
		return low, nil
	}
	step := new(big.Rat).SetInt64(d.At(k + 1))
	step.Sub(step, low)
	return low.Add(low, step.Mul(step, fraction)), nil
}

// Median is the exact median: the middle item, or half the sum of the two.
func (d Distribution) Median() (*big.Rat, error) { return d.Quantile(big.NewRat(1, 2)) }

// MedianInterval is the distribution-free interval of the median (David and
// Nagaraja 2003): with k the smallest integer such that P(Bin(n, 1/2) <= k) >=
// a/2, the limits are X(k) and X(n-k+1). Below six items at 95 % there is none:
// ErrTooFew.
func (d Distribution) MedianInterval(level Level) (Interval, error) {
	order, err := MedianOrder(d.Len(), level)
	if err != nil {
		return Interval{}, err
	}
	lower, upper := d.At(order.K), d.At(d.Len()-order.K+1)
	return Interval{float64(lower), float64(upper), MethodOrderStatistic}, nil
}

// Order tells which order statistics bound a median, and how surely.
type Order struct {
	K        int64   // limits are the K-th smallest and the K-th largest
	Coverage float64 // 1 - 2 P(Bin(n, 1/2) <= K-1)
}

// maxOrder is the largest n for which the order is found exactly.
const maxOrder = 1 << 32

// MedianOrder finds the order statistics of [Distribution.MedianInterval] for n
// items. ErrTooFew where k is 0, ErrTooMany beyond 2^32 items.
func MedianOrder(n int64, level Level) (Order, error) {
	half, err := level.tail()
	if err != nil {
		return Order{}, err
	}
	switch {
	case n < 0:
		return Order{}, ErrNegative
	case n > maxOrder:
		return Order{}, ErrTooMany
	case n == 0:
		return Order{}, ErrTooFew
	}
	k, below := medianOrder(n, half)
	if k < 1 {
		return Order{}, ErrTooFew
	}
	return Order{k, 1 - 2*below}, nil
}

// Quantiles of floating-point lists, types 1 to 9 of Hyndman and Fan (1996).

// quantileFuzz treats a position as whole within rounding, as R does.
const quantileFuzz = 4 * 0x1p-52

// Quantile computes the p-quantile of xs (any order; not modified) by one of
// the nine types. Type 7 is the one published.
func Quantile(xs []float64, p float64, kind int) (float64, error) {
	if kind < 1 || kind > 9 || math.IsNaN(p) || p < 0 || p > 1 {
		return 0, ErrRange
	}
	if len(xs) == 0 {
		return 0, ErrZeroBase
	}
	if !finite(xs...) {
		return 0, ErrNotFinite
	}
	sorted := slices.Clone(xs)
	slices.Sort(sorted)
	return quantileSorted(sorted, p, kind), nil
}

func quantileSorted(xs []float64, p float64, kind int) float64 {
	n := float64(len(xs))
	at := func(i float64) float64 { return xs[int(math.Min(n, math.Max(1, i)))-1] }
	if kind == 7 {
		h := (n-1)*p + 1
		low := math.Floor(h + quantileFuzz)
		return between(at(low), at(low+1), clampFuzz(h-low))
	}
	if kind <= 3 {
		return stepQuantile(at, n*p, kind)
	}
	a, b := plotting(kind)
	h := a + p*(n+1-a-b)
	low := math.Floor(h + quantileFuzz)
	return between(at(low), at(low+1), clampFuzz(h-low))
}

// plotting returns the constants of the continuous types 4 to 9.
func plotting(kind int) (a, b float64) {
	switch kind {
	case 4:
		return 0, 1
	case 5:
		return 0.5, 0.5
	case 6:
		return 0, 0
	case 8:
		return 1.0 / 3, 1.0 / 3
	case 9:
		return 3.0 / 8, 3.0 / 8
	}
	return 1, 1
}

// stepQuantile computes the discontinuous types 1 to 3 at position np.
func stepQuantile(at func(float64) float64, np float64, kind int) float64 {
	if kind == 3 {
		np -= 0.5
	}
	low := math.Floor(np + quantileFuzz)
	above := np > low+quantileFuzz
	switch {
	case above, kind == 3 && math.Mod(low, 2) != 0:
		return at(low + 1)
	case kind == 2:
		return between(at(low), at(low+1), 0.5)
	}
	return at(low)
}

func clampFuzz(fraction float64) float64 {
	if math.Abs(fraction) < quantileFuzz {
		return 0
	}
	return fraction
}

// between is low + f (high - low) without leaving [low, high].
func between(low, high, f float64) float64 {
	switch {
	case f == 0 || low == high:
		return low
	case f == 1:
		return high
	}
	return (1-f)*low + f*high
}
