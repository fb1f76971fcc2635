package observe

import (
	"math/big"
	"slices"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/indicator"
)

// SpecOf takes from a checked definition what its values need.
func SpecOf(d *indicator.Definition) Spec {
	s := Spec{
		Indicator:  d.ID,
		Kind:       d.Kind.Cell(),
		Multiplier: d.Multiplier,
		Decimals:   d.Decimals,
		Direction:  Direction(d.Direction),
		Interval:   intervalOf(d.Interval),

		MinimumBase:   d.MinimumBase,
		RankBase:      d.RankBase,
		CoverageLimit: float64(d.Coverage),
		CountsPersons: d.Unit == "person",
	}
	if q, ok := new(big.Rat).SetString(d.QuantileOf()); ok {
		s.Quantile = q
	}
	if d.Pairing != nil {
		s.PairingLimit = float64(d.Pairing.Limit)
	}
	if d.Weighting == indicator.Unweighted && d.Kind.Cell() != cell.Count {
		s.Unweighted = slices.DeleteFunc(d.AreaTypes(), func(t area.Type) bool { return t == area.Municipality })
	}
	if d.ComparableFrom > 0 {
		s.ComparableFrom = code.Year(d.ComparableFrom)
	}
	for _, b := range d.Breaks {
		s.Breaks = append(s.Breaks, code.Year(b.From))
	}
	return s
}

// intervalOf translates a definition's interval method.
func intervalOf(i indicator.Interval) Interval {
	switch i {
	case indicator.Byar:
		return Poisson
	case indicator.Order:
		return OrderStatistic
	}
	return Interval(i) // the same words: wilson, t, log_delta, none, empty
}
