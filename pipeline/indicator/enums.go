package indicator

import (
	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
)

// Kind is what an indicator asks for. Some kinds are a way of making a value of
// exact parts (package cell); the others are questions that come down to one of
// these, with conditions that the checker writes: Kind.Cell tells which.
type Kind string

// The kinds that are questions.
const (
	// Improved and Deteriorated are the shares of pairs that changed for the
	// better or the worse by the direction of the scale.
	Improved     Kind = "improved"
	Deteriorated Kind = "deteriorated"
	// Goal is the share of judged goals that were reached.
	Goal Kind = "goal"
	// Duration is the median (or another quantile) of a number of days.
	Duration Kind = "duration"
	// Transition is a matrix: of those in one state before, the share in each
	// state after. Every pair of states is an indicator (see Definition.States).
	Transition Kind = "transition"
	// NotAgain is the share of those who left in the first of two years without
	// a new case within so many months.
	NotAgain Kind = "not_again"
	// Gap and Composite are made of other indicators' published figures, after
	// disclosure control: the difference (for rates the ratio) between two
	// groups, and the plain mean of several indicators.
	Gap       Kind = "gap"
	Composite Kind = "composite"
)

// kinds are all kinds.
var kinds = []Kind{
	Kind(cell.Count), Kind(cell.Share), Kind(cell.Rate), Kind(cell.Mean),
	Kind(cell.Median), Kind(cell.Quantile), Kind(cell.Change), Kind(cell.Ratio),
	Kind(cell.StandardisedRate), Kind(cell.StandardisedRatio),
	Improved, Deteriorated, Goal, Duration, Transition, NotAgain, Gap, Composite,
}

func (Kind) values() []string { return texts(kinds) }

// Cell is the way in which package cell makes a value of the kind's parts.
func (k Kind) Cell() cell.Kind {
	switch k {
	case Improved, Deteriorated, Goal, Transition, NotAgain:
		return cell.Share
	case Duration:
		return cell.Quantile
	}
	return cell.Kind(k)
}

// Derived reports whether the kind is made of other indicators' figures: it has
// no rows and no parts of its own.
func (k Kind) Derived() bool { return k == Gap || k == Composite }

// HasBase reports whether the kind tells beside its value for how many of its
// base it could be made: who has a pair, a judged goal, a known length.
func (k Kind) HasBase() bool {
	switch k {
	case Kind(cell.Change), Improved, Deteriorated, Goal, Duration, Transition:
		return true
	}
	return false
}

// BaseShare tells what the share beside the value (column paired_share) is for the
// kind; the zero Text where it has none.
func (k Kind) BaseShare() code.Text {
	switch k {
	case Kind(cell.Change), Improved, Deteriorated:
		return code.Text{
			SV: "Andel av dem som mätningen avser som har både före- och eftermätning, procent",
			EN: "Per cent of those the measurement is about who have both measurements",
		}
	case Transition:
		return code.Text{SV: "Andel vars läge är känt både före och efter, procent", EN: "Per cent whose state is known both before and after"}
	case Goal:
		return code.Text{SV: "Andel vars måluppfyllelse är bedömd, procent", EN: "Per cent whose goal attainment was judged"}
	case Duration:
		return code.Text{SV: "Andel vars längd är känd, procent", EN: "Per cent whose length is known"}
	}
	return code.Text{}
}

// Unit is what one row of an indicator counts. It must be its model's unit.
type Unit string

func (Unit) values() []string {
	return []string{"person", "case", "intervention", "measurement", "goal", "response", "household", "volume", "inhabitant"}
}

// PeriodRule is which of a model's rows belong to a period.
type PeriodRule string

// The period rules. Year takes every row of the period (for cases: open on any
// day), the others those begun or closed in it, or in force on its last day. How
// long the period is says Span.
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

// Dimension is what published rows are split by, beside the age groups and splits
// that a definition declares.
type Dimension string

// BySex gives rows for women and men beside the total.
const BySex Dimension = "sex"

func (Dimension) values() []string { return texts([]Dimension{BySex}) }

// Weighting is how a value above the municipality comes about: from the pooled
// parts, or as the unweighted mean of the municipalities' values.
type Weighting string

// The weightings. GroupsUnweighted follows Kolada: the nation is pooled, counties
// and municipality groups are unweighted means.
const (
	Pooled           Weighting = "pooled"
	Unweighted       Weighting = "unweighted"
	GroupsUnweighted Weighting = "groups_unweighted"
)

func (Weighting) values() []string { return texts([]Weighting{Pooled, Unweighted, GroupsUnweighted}) }

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
// with log-delta; those of gaps; none for full accounts).
const (
	Wilson   Interval = "wilson"
	Byar     Interval = "byar"
	StudentT Interval = "t"
	Order    Interval = "order"
	LogDelta Interval = "log_delta"
	// Newcombe, Welch and ExactRatio are of the gap between two shares, two
	// means and two rates.
	Newcombe   Interval = "newcombe"
	Welch      Interval = "welch"
	ExactRatio Interval = "exact_ratio"
	// DobsonByar is of a directly standardised rate.
	DobsonByar Interval = "dobson_byar"
	NoLimits   Interval = "none"
)

func (Interval) values() []string {
	return texts([]Interval{Wilson, Byar, StudentT, Order, LogDelta, Newcombe, Welch, ExactRatio, DobsonByar, NoLimits})
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
