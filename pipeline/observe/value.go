package observe

import (
	"errors"
	"fmt"
	"math/big"
	"strconv"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/statistic"
)

// Estimate is one indicator's value in one cell. Status is OK or NotApplicable;
// where it is not OK only Reason is set.
type Estimate struct {
	Status code.Status
	Reason Reason
	// Value and the limits are multiplied and rounded; limits are nil where the
	// method gives none.
	Value              *float64
	Lower95, Upper95   *float64
	Lower998, Upper998 *float64
	Method             string // of the interval; empty without one
	// Numerator and Denominator are exact decimals: counts for a share or rate;
	// the count alone for a count; Σx and n for a mean or change; n alone for a
	// median; the two sums for a ratio.
	Numerator, Denominator string
	// Base is the denominator that the rank base is held against.
	Base int64
	// PairedShare is the per cent of the base that the value could be made for:
	// of those who could have a pair, a judged goal or a length, those who have.
	PairedShare *float64

	exact *big.Rat // value before rounding
}

// Value computes one cell's estimate from its exact parts. It is a pure
// function of its arguments. A cell that has no value for a reason of the domain
// is NotApplicable; an error means a spec that fits no value, or parts that lack
// what the kind needs.
func Value(spec Spec, parts cell.Parts) (Estimate, error) {
	if err := spec.check(); err != nil {
		return Estimate{}, err
	}
	if spec.derived() {
		return Estimate{}, fmt.Errorf("indicator %s: kind %s is made of other rows, not of parts", spec.Indicator, spec.Kind)
	}
	if parts.Scale < 0 || parts.Scale > maxScale {
		return Estimate{}, fmt.Errorf("indicator %s: parts with %d decimals, want 0 to %d", spec.Indicator, parts.Scale, maxScale)
	}
	if reason := applicable(spec, parts); reason != "" {
		return Estimate{Status: code.NotApplicable, Reason: reason}, nil
	}
	e, err := estimate(spec, parts)
	switch {
	case errors.Is(err, errFewEvents):
		return Estimate{Status: code.NotApplicable, Reason: ReasonFewEvents}, nil
	case errors.Is(err, errEmptyGroup):
		return Estimate{Status: code.NotApplicable, Reason: ReasonEmptyGroup}, nil
	case errors.Is(err, errContradiction):
		return Estimate{Status: code.NotApplicable, Reason: ReasonContradiction}, nil
	case err != nil:
		return Estimate{}, fmt.Errorf("indicator %s: %w", spec.Indicator, err)
	}
	return e, nil
}

// maxScale bounds the decimals of parts.
const maxScale = 18

// errContradiction marks parts that contradict each other.
var errContradiction = errors.New("parts contradict each other")

// applicable holds parts against what every kind needs; empty where they pass.
func applicable(spec Spec, p cell.Parts) Reason {
	if p.Numerator < 0 || p.Denominator < 0 || p.Base < 0 {
		return ReasonContradiction
	}
	if spec.Kind == cell.Count {
		return ""
	}
	if reason := emptyBase(spec, p); reason != "" {
		return reason
	}
	if rankable(spec, p) < spec.MinimumBase {
		return ReasonSmallBase
	}
	return pairing(spec, p)
}

// emptyBase finds a denominator that nothing can be divided by.
func emptyBase(spec Spec, p cell.Parts) Reason {
	if spec.Kind != cell.Ratio {
		if p.Denominator == 0 {
			return ReasonZeroBase
		}
		return ""
	}
	switch {
	case p.SumBelow == nil || p.SumBelow.Sign() == 0: // no rows at all are nil
		return ReasonZeroBase
	case p.SumBelow.Sign() < 0:
		return ReasonContradiction
	}
	return ""
}

// pairing holds the share of the base that a value could be made for (paired,
// judged, with a known length) against its limit.
func pairing(spec Spec, p cell.Parts) Reason {
	if p.Base == 0 { // the definition counts no base
		return ""
	}
	if p.Denominator > p.Base {
		return ReasonContradiction
	}
	share := big.NewRat(p.Denominator, p.Base)
	limit, ok := new(big.Rat).SetString(strconv.FormatFloat(spec.PairingLimit, 'f', -1, 64))
	if ok && share.Mul(share, big.NewRat(100, 1)).Cmp(limit) < 0 {
		return ReasonFewPairs
	}
	return ""
}

// rankable is the denominator that bases are held against: the things counted,
// for a ratio its lower sum in whole units where no things are counted.
func rankable(spec Spec, p cell.Parts) int64 {
	if spec.Kind != cell.Ratio || p.Denominator > 0 || p.SumBelow == nil {
		return p.Denominator
	}
	units := new(big.Int).Quo(p.SumBelow, pow10(p.Scale))
	if !units.IsInt64() {
		return 1 << 62
	}
	return units.Int64()
}

func estimate(spec Spec, p cell.Parts) (Estimate, error) {
	var e Estimate
	var err error
	switch spec.Kind {
	case cell.Count:
		e, err = count(spec, p)
	case cell.Share:
		e, err = share(spec, p)
	case cell.Rate:
		e, err = rate(spec, p)
	case cell.StandardisedRate:
		e, err = standardisedRate(spec, p)
	case cell.StandardisedRatio:
		// The value needs the nation's rates: compareExpected fills it in.
		e = Estimate{Numerator: integer(p.Numerator), Denominator: integer(p.Denominator)}
	case cell.Mean, cell.Change:
		e, err = mean(spec, p)
	case cell.Median:
		e, err = quantile(spec, p, big.NewRat(1, 2))
	case cell.Quantile:
		e, err = quantile(spec, p, spec.Quantile)
	case cell.Ratio:
		e, err = ratio(spec, p)
	}
	if err != nil {
		return Estimate{}, err
	}
	e.Status, e.Base = code.OK, rankable(spec, p)
	if p.Base > 0 {
		paired := big.NewRat(p.Denominator, p.Base)
		e.PairedShare = rounded(paired.Mul(paired, big.NewRat(100, 1)), 1)
	}
	e.Value = rounded(e.exact, spec.Decimals)
	return e, nil
}

// limits computes the 95 and 99.8 per cent limits by one method, times m, around
// the exact value. A method that defines none, as for a single observation,
// leaves them empty.
func (e *Estimate) limits(spec Spec, m *big.Rat, method func(statistic.Level) (statistic.Interval, error)) error {
	narrow, err := method(statistic.Level95)
	if noInterval(err) {
		return nil
	}
	if err != nil {
		return err
	}
	e.Lower95, e.Upper95 = e.around(spec, m, narrow)
	if e.Lower95 != nil {
		e.Method = string(narrow.Method)
	}
	wide, err := method(statistic.Level998)
	if noInterval(err) {
		return nil
	}
	if err != nil {
		return err
	}
	e.Lower998, e.Upper998 = e.around(spec, m, wide)
	return nil
}

// around rounds a pair of limits; both are left out where one is no number that
// can be published, as with two areas at 99.8 per cent.
func (e *Estimate) around(spec Spec, m *big.Rat, i statistic.Interval) (lower, upper *float64) {
	low, high := limit(i.Lower, m), limit(i.Upper, m)
	if low == nil || high == nil {
		return nil, nil
	}
	return rounded(atMost(low, e.exact), spec.Decimals), rounded(atLeast(high, e.exact), spec.Decimals)
}

// noInterval tells errors that mean "no interval here" from faults.
func noInterval(err error) bool {
	return errors.Is(err, statistic.ErrTooFew) || errors.Is(err, statistic.ErrTooMany) ||
		errors.Is(err, statistic.ErrRange)
}
