package observe

import (
	"errors"
	"fmt"
	"math/big"
	"slices"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/statistic"
)

// Rows made of other rows: gaps between two groups, and composites. They are made
// of shown rows alone: where one of those is hidden the derived row is hidden.

// derive adds the rows of every derived indicator, in the order of their ids.
func (o *observer) derive() error {
	var ids []string
	for id, spec := range o.specs {
		if spec.derived() {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	shown := len(o.rows)
	for _, id := range ids {
		if err := o.deriveOne(o.specs[id], shown); err != nil {
			return err
		}
	}
	return nil
}

// deriveOne walks the first source's rows; the others stand beside them.
func (o *observer) deriveOne(spec Spec, shown int) error {
	if len(spec.Of) == 0 {
		return fmt.Errorf("observe %s: made of no indicator", spec.Indicator)
	}
	for i := range shown {
		first := o.rows[i].key
		if first.Indicator != spec.Of[0] || !first.Split().IsZero() || spec.Kind == gapKind && len(spec.Of) == 1 && first.Sex != code.TotalSex || !spec.publishes(first.Area.Type) {
			continue
		}
		var parts []*row
		for _, key := range spec.keys(first) {
			n, found := o.index[key]
			if !found {
				parts = nil
				break
			}
			parts = append(parts, &o.rows[n])
		}
		if parts == nil {
			continue // a source is not split as finely
		}
		r, err := o.derived(spec, first, parts)
		if err != nil {
			return err
		}
		o.index[r.key] = len(o.rows)
		o.rows = append(o.rows, r)
	}
	return nil
}

// publishes reports whether the indicator has rows of the area type.
func (s Spec) publishes(t area.Type) bool { return s.Grains == nil || slices.Contains(s.Grains, t) }

// keys are the rows that a derived row is made of.
func (s Spec) keys(first cell.Key) []cell.Key {
	var keys []cell.Key
	if s.Kind == gapKind && len(s.Of) == 1 {
		for _, sex := range s.Compare {
			key := first
			key.Sex = sex
			keys = append(keys, key)
		}
		return keys
	}
	for _, id := range s.Of {
		key := first
		key.Indicator = id
		keys = append(keys, key)
	}
	return keys
}

func (o *observer) derived(spec Spec, at cell.Key, parts []*row) (row, error) {
	at.Indicator = spec.Indicator
	r := row{spec: spec, coverage: o.cover(spec, at.Area)}
	r.key = at
	r.estimate = together(parts)
	if r.estimate.Status == code.OK {
		estimates := make([]Sourced, len(parts))
		for i, p := range parts {
			estimates[i] = Sourced{Spec: p.spec, Parts: p.parts, Estimate: p.estimate, Averaged: slices.Contains(p.spec.Unweighted, at.Area.Type)}
		}
		var err error
		if r.estimate, err = Derive(spec, estimates); err != nil {
			return row{}, err
		}
	}
	r.status = r.estimate.Status
	return r, nil
}

// together is the status of what is made of several rows: hidden where one is
// hidden, missing where one is missing, not applicable where one has no value.
func together(parts []*row) Estimate {
	for _, status := range []code.Status{code.Suppressed, code.Missing, code.NotApplicable} {
		for _, p := range parts {
			if p.estimate.Status == status {
				return Estimate{Status: status, Reason: p.estimate.Reason}
			}
		}
	}
	return Estimate{Status: code.OK}
}

// Sourced is one row that a derived value is made of. Averaged marks an
// unweighted mean, whose parts are not its value's.
type Sourced struct {
	Spec     Spec
	Parts    cell.Parts
	Estimate Estimate
	Averaged bool
}

// Derive makes a gap or a composite of rows that have values. A composite is the
// mean of the published (rounded) values, so that readers can make it again; a
// gap is made of the exact ones.
func Derive(spec Spec, parts []Sourced) (Estimate, error) {
	var e Estimate
	var err error
	switch {
	case spec.Kind == compositeKind && len(parts) > 0:
		e = composite(parts)
	case spec.Kind == gapKind && len(parts) == 2:
		e, err = gap(spec, parts[0], parts[1])
	default:
		err = fmt.Errorf("kind %s of %d rows", spec.Kind, len(parts))
	}
	if err != nil {
		return Estimate{}, fmt.Errorf("indicator %s: %w", spec.Indicator, err)
	}
	if e.Status != code.OK {
		return e, nil
	}
	e.Base = parts[0].Estimate.Base
	for _, p := range parts {
		e.Base = min(e.Base, p.Estimate.Base)
	}
	if e.Base < spec.MinimumBase {
		return Estimate{Status: code.NotApplicable, Reason: ReasonSmallBase}, nil
	}
	e.Value = rounded(e.exact, spec.Decimals)
	return e, nil
}

func composite(parts []Sourced) Estimate {
	total := new(big.Rat)
	for _, p := range parts {
		total.Add(total, number(*p.Estimate.Value, p.Spec.Decimals))
	}
	return Estimate{Status: code.OK, exact: total.Quo(total, new(big.Rat).SetInt64(int64(len(parts))))}
}

// gap is the first less the second, for rates the first over the second.
func gap(spec Spec, a, b Sourced) (Estimate, error) {
	e := Estimate{Status: code.OK}
	if a.Spec.Kind == cell.Rate {
		if b.Estimate.exact.Sign() == 0 {
			return Estimate{Status: code.NotApplicable, Reason: ReasonZeroBase}, nil
		}
		e.exact = new(big.Rat).Quo(a.Estimate.exact, b.Estimate.exact)
	} else {
		e.exact = new(big.Rat).Sub(a.Estimate.exact, b.Estimate.exact)
	}
	if spec.interval() == NoInterval || a.Averaged || b.Averaged {
		return e, nil
	}
	m := big.NewRat(spec.multiplier(), 1)
	err := e.limits(spec, m, func(l statistic.Level) (statistic.Interval, error) { return gapLimits(a, b, l) })
	if errors.Is(err, statistic.ErrInexact) {
		return Estimate{Status: code.NotApplicable, Reason: ReasonContradiction}, nil
	}
	return e, err
}

// gapLimits are of the difference itself, never of overlapping intervals.
func gapLimits(a, b Sourced, level statistic.Level) (statistic.Interval, error) {
	first, second := a.Parts, b.Parts
	switch a.Spec.Kind {
	case cell.Share:
		_, limits, err := statistic.NewcombeDifference(float64(first.Numerator), float64(first.Denominator), float64(second.Numerator), float64(second.Denominator), level)
		return limits, err
	case cell.Rate:
		_, limits, _, err := statistic.RateRatio(first.Numerator, float64(first.Denominator), second.Numerator, float64(second.Denominator), level)
		return limits, err
	case cell.Mean, cell.Change:
		if first.SumSquares == nil || second.SumSquares == nil {
			return statistic.Interval{}, statistic.ErrTooFew
		}
		result, err := statistic.WelchSums(sumsOf(first), sumsOf(second), level)
		if errors.Is(err, statistic.ErrNoVariation) {
			return statistic.Interval{}, statistic.ErrTooFew
		}
		return result.Limits, err
	}
	return statistic.Interval{}, fmt.Errorf("no interval for a gap of the kind %s", a.Spec.Kind)
}

func sumsOf(p cell.Parts) statistic.Sums {
	return statistic.Sums{N: p.Denominator, Sum: p.Sum, SumSquares: p.SumSquares, Scale: p.Scale}
}
