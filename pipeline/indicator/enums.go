package indicator

import (
	"slices"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
)

// Kind is how an indicator's parts become a value. The kinds of package cell
// are computed; the others have their place in the language and are refused
// with a message until they are.
type Kind string

// builtKinds are the kinds that can be computed.
var builtKinds = []Kind{
	Kind(cell.Count), Kind(cell.Share), Kind(cell.Rate), Kind(cell.Mean),
	Kind(cell.Median), Kind(cell.Change), Kind(cell.Ratio),
}

// plannedKinds are the kinds that the language knows and nothing computes yet.
var plannedKinds = []Kind{
	"standardised_rate", "standardised_ratio", "quantile", "improved",
	"deteriorated", "transition", "goal", "duration", "not_again", "gap", "composite",
}

func (Kind) values() []string { return texts(slices.Concat(builtKinds, plannedKinds)) }

// Cell is the kind as package cell names it.
func (k Kind) Cell() cell.Kind { return cell.Kind(k) }

// Unit is what one row of an indicator counts. It must be its model's unit.
type Unit string

func (Unit) values() []string {
	return []string{"person", "case", "intervention", "measurement", "goal", "response", "household", "volume", "inhabitant"}
}

// PeriodRule is which of a model's rows belong to a period.
type PeriodRule string

// The period rules. Year takes every row of the year (for cases: open on any
// day), the others those begun or closed in it, or in force on its last day.
const (
	Year    PeriodRule = "year"
	Start   PeriodRule = "start"
	Closing PeriodRule = "closing"
	YearEnd PeriodRule = "year_end"
)

func (PeriodRule) values() []string { return texts([]PeriodRule{Year, Start, Closing, YearEnd}) }

// AgeRule is when a person's age is taken: reference year minus year of birth
// (year_end), or at the case's start or close.
type AgeRule string

func (AgeRule) values() []string { return []string{"year_end", "start", "closing"} }

// PairingRule is how before and after meet in one pair per person.
type PairingRule string

// ClosestPair takes the before value nearest the start and the after value
// nearest the close of one case, same instrument, version, scale and rater.
const ClosestPair PairingRule = "closest"

func (PairingRule) values() []string { return []string{string(ClosestPair)} }

// Dimension is what published rows are split by.
type Dimension string

// The dimensions.
const (
	BySex      Dimension = "sex"
	ByAge      Dimension = "age_group"
	BySeverity Dimension = "severity"
)

func (Dimension) values() []string { return texts([]Dimension{BySex, ByAge, BySeverity}) }

// Weighting is how a value above the municipality comes about: from the pooled
// parts, or as the unweighted mean of the municipalities' values.
type Weighting string

// The weightings.
const (
	Pooled     Weighting = "pooled"
	Unweighted Weighting = "unweighted"
)

func (Weighting) values() []string { return texts([]Weighting{Pooled, Unweighted}) }

// Direction is which values are better.
type Direction string

// The directions. None gets no colour, no quartile and no rank order.
const (
	Higher Direction = "higher"
	Lower  Direction = "lower"
	None   Direction = "none"
)

func (Direction) values() []string { return texts([]Direction{Higher, Lower, None}) }

// Interval is the method of the confidence interval.
type Interval string

// The interval methods (methods: Wilson for proportions; exact Poisson below
// ten events and Byar from ten; Student's t; order statistics; ratio of sums
// with log-delta; none for full accounts).
const (
	Wilson   Interval = "wilson"
	Byar     Interval = "byar"
	StudentT Interval = "t"
	Order    Interval = "order"
	LogDelta Interval = "log_delta"
	NoLimits Interval = "none"
)

func (Interval) values() []string {
	return texts([]Interval{Wilson, Byar, StudentT, Order, LogDelta, NoLimits})
}

// AboveRule says what a count of persons means above the municipality.
type AboveRule string

// SumOfMunicipalities counts a person once in every municipality: distinct
// persons are known only within a pseudonym key's domain.
const SumOfMunicipalities AboveRule = "sum_of_municipalities"

func (AboveRule) values() []string { return []string{string(SumOfMunicipalities)} }

// Grain is an area type that an indicator is published for.
type Grain string

func (Grain) values() []string { return texts(area.Grains) }

// Question is the question of systematic follow-up that an indicator answers.
type Question string

func (Question) values() []string { return texts(code.Questions) }

func texts[S ~string](list []S) []string {
	all := make([]string, len(list))
	for i, s := range list {
		all[i] = string(s)
	}
	return all
}
