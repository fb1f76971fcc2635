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
		CountsPersons: d.Unit == "person" && !d.Kind.Derived(),
	}
	if q, ok := new(big.Rat).SetString(d.QuantileOf()); ok {
		s.Quantile = q
	}
	if d.Pairing != nil {
		s.PairingLimit = float64(d.Pairing.Limit)
	}
	if (d.Weighting == indicator.Unweighted || d.Weighting == indicator.GroupsUnweighted) && d.Kind.Cell() != cell.Count {
		s.Unweighted = slices.DeleteFunc(d.AreaTypes(), func(t area.Type) bool {
			return t == area.Municipality || t == area.Nation && d.Weighting == indicator.GroupsUnweighted
		})
	}
	if d.Kind.Standardised() {
		s.Weights = weightsOf(d)
	}
	if d.Kind.Derived() {
		s.Grains = d.AreaTypes()
	}
	for _, source := range d.Sources {
		s.Of = append(s.Of, source.ID)
	}
	if d.Kind == indicator.Gap && len(d.Compare) == 2 {
		s.Compare = [2]code.Sex{code.Sex(d.Compare[0]), code.Sex(d.Compare[1])}
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
	case indicator.Newcombe, indicator.Welch, indicator.ExactRatio:
		return DefaultInterval
	}
	return Interval(i) // the same words: wilson, t, log_delta, none, empty
}
