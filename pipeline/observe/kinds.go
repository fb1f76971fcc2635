package observe

import (
	"errors"
	"math/big"
	"strconv"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/statistic"
)

// One function per kind: exact value, exact numerator and denominator, limits.

func count(spec Spec, p cell.Parts) (Estimate, error) {
	e := Estimate{
		exact:     big.NewRat(p.Numerator, 1),
		Numerator: integer(p.Numerator),
	}
	if spec.interval() == NoInterval {
		return e, nil
	}
	return e, e.limits(spec, big.NewRat(1, 1), func(l statistic.Level) (statistic.Interval, error) {
		return statistic.Count(float64(p.Numerator), l)
	})
}

func share(spec Spec, p cell.Parts) (Estimate, error) {
	if p.Numerator > p.Denominator {
		return Estimate{}, errContradiction
	}
	e := proportional(spec, p)
	if spec.interval() == NoInterval {
		return e, nil
	}
	return e, e.limits(spec, big.NewRat(spec.multiplier(), 1), func(l statistic.Level) (statistic.Interval, error) {
		return statistic.Wilson(float64(p.Numerator), float64(p.Denominator), l)
	})
}

// rate divides events by a population; events may exceed it, unless the
// definition takes them for a share of the inhabitants (Wilson).
func rate(spec Spec, p cell.Parts) (Estimate, error) {
	if spec.interval() == Wilson {
		return share(spec, p)
	}
	e := proportional(spec, p)
	if spec.interval() == NoInterval {
		return e, nil
	}
	return e, e.limits(spec, big.NewRat(spec.multiplier(), p.Denominator), func(l statistic.Level) (statistic.Interval, error) {
		return statistic.Count(float64(p.Numerator), l)
	})
}

func proportional(spec Spec, p cell.Parts) Estimate {
	value := big.NewRat(p.Numerator, p.Denominator)
	return Estimate{
		exact:       value.Mul(value, big.NewRat(spec.multiplier(), 1)),
		Numerator:   integer(p.Numerator),
		Denominator: integer(p.Denominator),
	}
}

// mean serves kinds mean and change: Σx/n, with the t interval where Σx² is there.
func mean(spec Spec, p cell.Parts) (Estimate, error) {
	if p.Sum == nil {
		return Estimate{}, errors.New("a mean without its sum")
	}
	sums := sumsOf(p)
	value, err := sums.Mean()
	if err != nil {
		return Estimate{}, err
	}
	m := big.NewRat(spec.multiplier(), 1)
	e := Estimate{
		exact:       value.Mul(value, m),
		Numerator:   exactText(p.Sum, p.Scale),
		Denominator: integer(p.Denominator),
	}
	if spec.interval() == NoInterval || p.SumSquares == nil {
		return e, nil
	}
	err = e.limits(spec, m, func(l statistic.Level) (statistic.Interval, error) { return statistic.TMean(sums, l) })
	if errors.Is(err, statistic.ErrInexact) {
		return Estimate{}, errContradiction
	}
	return e, err
}

// quantile serves kinds median and quantile: type 7 of the distribution.
func quantile(spec Spec, p cell.Parts, which *big.Rat) (Estimate, error) {
	list := make([]statistic.ValueCount, len(p.Values))
	for i, v := range p.Values {
		list[i] = statistic.ValueCount{Value: v.Value, N: v.N}
	}
	d, err := statistic.NewDistribution(list)
	if err != nil {
		return Estimate{}, err
	}
	if d.Len() != p.Denominator {
		return Estimate{}, errContradiction
	}
	value, err := d.Quantile(which)
	if err != nil {
		return Estimate{}, err
	}
	m := new(big.Rat).SetFrac(big.NewInt(spec.multiplier()), pow10(p.Scale))
	e := Estimate{exact: value.Mul(value, m), Denominator: integer(p.Denominator)}
	if spec.interval() == NoInterval {
		return e, nil
	}
	return e, e.limits(spec, m, func(l statistic.Level) (statistic.Interval, error) { return quantileLimits(d, which, l) })
}

// quantileLimits leaves out limits that would be the smallest or the largest
// value: an extreme is one person's own value, and nobody's to publish.
func quantileLimits(d statistic.Distribution, which *big.Rat, l statistic.Level) (statistic.Interval, error) {
	p, _ := which.Float64()
	order, err := statistic.NewQuantileOrder(d.Len(), p, l)
	if err != nil {
		return statistic.Interval{}, err
	}
	if order.Lower < 2 || order.Upper > d.Len()-1 {
		return statistic.Interval{}, statistic.ErrTooFew
	}
	return statistic.Interval{
		Lower: float64(d.At(order.Lower)), Upper: float64(d.At(order.Upper)), Method: statistic.MethodOrderStatistic,
	}, nil
}

// ratio divides two sums. One area alone has no interval: see upperRatio.
func ratio(spec Spec, p cell.Parts) (Estimate, error) {
	if p.Sum == nil {
		return Estimate{}, errors.New("a ratio without the sum above the line")
	}
	value := new(big.Rat).SetFrac(p.Sum, p.SumBelow)
	return Estimate{
		exact:       value.Mul(value, big.NewRat(spec.multiplier(), 1)),
		Numerator:   exactText(p.Sum, p.Scale),
		Denominator: exactText(p.SumBelow, p.Scale),
	}, nil
}

func integer(n int64) string { return strconv.FormatInt(n, 10) }
