package statistic

import (
	"errors"
	"math"
	"math/big"
	"testing"
)

// binomialCDF is P(Bin(n, p) <= k) in exact rationals: the oracle.
func binomialCDF(n, k int64, p *big.Rat) float64 {
	q := new(big.Rat).Sub(big.NewRat(1, 1), p)
	total := new(big.Rat)
	for i := int64(0); i <= k; i++ {
		term := new(big.Rat).SetInt(new(big.Int).Binomial(n, i))
		for range i {
			term.Mul(term, p)
		}
		for range n - i {
			term.Mul(term, q)
		}
		total.Add(total, term)
	}
	f, _ := total.Float64()
	return f
}

// TestQuantileOrderByItsDefinition finds the order statistics from the exact
// distribution and wants the same ones, with their coverage.
func TestQuantileOrderByItsDefinition(t *testing.T) {
	for _, p := range []*big.Rat{big.NewRat(1, 2), big.NewRat(9, 10), big.NewRat(1, 4), big.NewRat(1, 100)} {
		which, _ := p.Float64()
		for n := int64(1); n <= 30; n++ {
			for _, level := range []Level{Level95, Level998} {
				half := (1 - float64(level)) / 2
				lower, upper := int64(0), int64(0)
				for l := int64(1); l <= n && binomialCDF(n, l-1, p) <= half; l++ {
					lower = l
				}
				for u := n; u >= 1 && binomialCDF(n, u-1, p) >= 1-half; u-- {
					upper = u
				}
				got, err := NewQuantileOrder(n, which, level)
				if lower < 1 || upper < 1 {
					if !errors.Is(err, ErrTooFew) {
						t.Fatalf("n=%d p=%v: %+v, %v; want too few", n, which, got, err)
					}
					continue
				}
				if err != nil || got.Lower != lower || got.Upper != upper {
					t.Fatalf("n=%d p=%v level=%v: %+v, %v; want %d..%d", n, which, level, got, err, lower, upper)
				}
				want := binomialCDF(n, upper-1, p) - binomialCDF(n, lower-1, p)
				if math.Abs(got.Coverage-want) > 1e-12 || got.Coverage < float64(level)-1e-12 {
					t.Errorf("n=%d p=%v: coverage %v, want %v", n, which, got.Coverage, want)
				}
			}
		}
	}
}

// TestQuantileOrderOfTheMedian agrees with the median's own rule.
func TestQuantileOrderOfTheMedian(t *testing.T) {
	for n := int64(1); n <= 2000; n++ {
		for _, level := range []Level{Level95, Level998} {
			median, err := MedianOrder(n, level)
			got, other := NewQuantileOrder(n, 0.5, level)
			if (err == nil) != (other == nil) {
				t.Fatalf("n=%d: %v and %v", n, err, other)
			}
			if err == nil && (got.Lower != median.K || got.Upper != n-median.K+1) {
				t.Fatalf("n=%d: %+v, median %+v", n, got, median)
			}
		}
	}
}

func TestQuantileOrderRefuses(t *testing.T) {
	for _, c := range []struct {
		n    int64
		p    float64
		want error
	}{{5, 0, ErrRange}, {5, 1, ErrRange}, {5, math.NaN(), ErrRange}, {-1, 0.5, ErrNegative}, {0, 0.5, ErrTooFew}, {1 << 33, 0.5, ErrTooMany}} {
		if _, err := NewQuantileOrder(c.n, c.p, Level95); !errors.Is(err, c.want) {
			t.Errorf("n=%d p=%v: %v, want %v", c.n, c.p, err, c.want)
		}
	}
}
