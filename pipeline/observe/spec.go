package observe

import (
	"fmt"
	"math/big"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
)

// Direction tells which values are better.
type Direction string

// The directions.
const (
	HigherIsBetter Direction = "higher"
	LowerIsBetter  Direction = "lower"
	NoDirection    Direction = "none"
)

// Interval chooses an interval method. The empty text takes the kind's default.
type Interval string

// The interval methods a definition can name. By default a count has none, a
// share Wilson's, a rate the Poisson interval (exact below ten events, Byar's
// from ten on), a mean and a change the t interval, a median order statistics, a
// ratio of sums the log-delta interval over its municipalities.
const (
	DefaultInterval Interval = ""
	NoInterval      Interval = "none"
	Wilson          Interval = "wilson"
	Poisson         Interval = "poisson"
	TInterval       Interval = "t"
	OrderStatistic  Interval = "order_statistic"
	LogDelta        Interval = "log_delta"
	DobsonByar      Interval = "dobson_byar"
)

// DefaultRankBase is the least denominator that is ranked unless a definition
// says otherwise.
const DefaultRankBase = 30

// The kinds that have no parts: they are made of other indicators' rows.
const (
	gapKind       cell.Kind = "gap"
	compositeKind cell.Kind = "composite"
)

func (s Spec) derived() bool { return s.Kind == gapKind || s.Kind == compositeKind }

// Spec is what observe needs to know about one indicator. The zero Multiplier
// is 1.
type Spec struct {
	Indicator  string
	Kind       cell.Kind
	Multiplier int64 // of value and limits: 100 for per cent, 10000 for a rate
	Decimals   int   // of value, limits and change, 0–4
	Direction  Direction
	Interval   Interval
	// MinimumBase is the least denominator that gives a value (0: none).
	MinimumBase int64
	// RankBase is the least denominator that is ranked (0: any).
	RankBase int64
	// CoverageLimit is the least share of the target population, in per cent,
	// for a row above the municipality to carry its area's name.
	CoverageLimit float64
	// PairingLimit is the least share paired, in per cent, that a change needs.
	PairingLimit float64
	// Quantile is which quantile of a distribution is the value, for kind
	// quantile: strictly between 0 and 1, exactly.
	Quantile *big.Rat
	// Weights are a standardised rate's weights by age band, the same for both
	// sexes; 0 leaves a band out.
	Weights [cell.Bands]int64
	// Grains are the area types that a derived indicator has rows for; nil: all.
	Grains []area.Type
	// Of names the indicators that a gap or a composite is made of; Compare the
	// two sexes of a gap of one indicator.
	Of      []string
	Compare [2]code.Sex
	// Unweighted names the grains whose value is the plain mean of their
	// municipalities' values; all others are pooled.
	Unweighted []area.Type
	// CountsPersons tells that the things counted are persons.
	CountsPersons bool
	// ComparableFrom is the first comparable period, Breaks those at which the
	// series starts anew.
	ComparableFrom code.Period
	Breaks         []code.Period
	// Provisional marks every value of the indicator.
	Provisional bool
}

// kindIntervals lists each kind's interval methods, the default first.
func kindIntervals(k cell.Kind) []Interval {
	switch k {
	case cell.Count:
		return []Interval{NoInterval, Poisson}
	case cell.Share:
		return []Interval{Wilson, NoInterval}
	case cell.Rate:
		return []Interval{Poisson, Wilson, NoInterval}
	case cell.StandardisedRate:
		return []Interval{DobsonByar, NoInterval}
	case cell.StandardisedRatio:
		return []Interval{Poisson, NoInterval}
	case cell.Mean, cell.Change:
		return []Interval{TInterval, NoInterval}
	case cell.Median, cell.Quantile:
		return []Interval{OrderStatistic, NoInterval}
	case cell.Ratio:
		return []Interval{LogDelta, NoInterval}
	case gapKind:
		return []Interval{DefaultInterval, NoInterval}
	case compositeKind:
		return []Interval{NoInterval}
	}
	return nil
}

// interval resolves the default.
func (s Spec) interval() Interval {
	if s.Interval == DefaultInterval {
		return kindIntervals(s.Kind)[0]
	}
	return s.Interval
}

func (s Spec) multiplier() int64 {
	if s.Multiplier == 0 {
		return 1
	}
	return s.Multiplier
}

// maxDecimals is what published decimal columns hold.
const maxDecimals = 4

// check refuses a spec that no value can be made from.
func (s Spec) check() error {
	methods := kindIntervals(s.Kind)
	fits := s.Interval == DefaultInterval
	for _, m := range methods {
		fits = fits || m == s.Interval
	}
	switch {
	case methods == nil:
		return fmt.Errorf("indicator %s: unknown kind %q", s.Indicator, s.Kind)
	case !fits:
		return fmt.Errorf("indicator %s: interval method %q does not fit kind %s", s.Indicator, s.Interval, s.Kind)
	case s.Decimals < 0 || s.Decimals > maxDecimals:
		return fmt.Errorf("indicator %s: %d decimals, want 0 to %d", s.Indicator, s.Decimals, maxDecimals)
	case s.Kind == cell.Quantile && (s.Quantile == nil || s.Quantile.Sign() <= 0 || s.Quantile.Cmp(big.NewRat(1, 1)) >= 0):
		return fmt.Errorf("indicator %s: the quantile does not lie between 0 and 1", s.Indicator)
	case s.Multiplier < 0:
		return fmt.Errorf("indicator %s: negative multiplier", s.Indicator)
	}
	return nil
}
