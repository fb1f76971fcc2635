package statistic

// QuantileOrder tells which order statistics bound a quantile, and how surely:
// the limits are the Lower-th and the Upper-th smallest of n items.
type QuantileOrder struct {
	Lower, Upper int64
	Coverage     float64 // P(Lower <= Bin(n, p) <= Upper-1)
}

// NewQuantileOrder finds the order statistics of the distribution-free interval
// of the p-quantile (0 < p < 1) of n items (Conover, Practical Nonparametric
// Statistics, 3.2): with a = 1 - level, Lower is the largest l with
// P(Bin(n, p) <= l-1) <= a/2 and Upper the smallest u with P(Bin(n, p) <= u-1) >=
// 1-a/2. For p = 1/2 these are the limits of [MedianOrder], but for the two
// conventions at exact equality.
//
// Errors: ErrRange for p, ErrNegative, ErrTooMany beyond 2^32 items, ErrTooFew
// where either limit is no item.
func NewQuantileOrder(n int64, p float64, level Level) (QuantileOrder, error) {
	half, err := level.tail()
	if err != nil {
		return QuantileOrder{}, err
	}
	switch {
	case !(p > 0 && p < 1):
		return QuantileOrder{}, ErrRange
	case n < 0:
		return QuantileOrder{}, ErrNegative
	case n > maxOrder:
		return QuantileOrder{}, ErrTooMany
	case n == 0:
		return QuantileOrder{}, ErrTooFew
	}
	o := QuantileOrder{}
	w := binomialTo(n, p, vanishingQuantile)
	cumulative, low := summer{}, 0.0
	for i, mass := range w.p {
		before := cumulative.total()
		k := w.first + int64(i)
		if before <= half {
			o.Lower, low = k, before
		}
		cumulative.add(mass)
		if cumulative.total() >= 1-half {
			o.Upper, o.Coverage = k+1, cumulative.total()-low
			break
		}
	}
	if o.Lower < 1 || o.Upper < 1 || o.Upper > n {
		return QuantileOrder{}, ErrTooFew
	}
	return o, nil
}
