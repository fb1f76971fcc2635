// Package cell holds the exact parts that indicators are made of: counts by
// municipality, sex and age group, and sums over them, all of them integers.
// Nothing here is a statistic and nothing here is safe to publish: parts
// become observations only through the packages disclosure and observe.
package cell

import (
	"math/big"
	"slices"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
)

// AllAges is the age group of a row that is not split by age.
const AllAges = ""

// Package is everything that one indicator set publishes for one period: the
// unit that disclosure control protects and that is frozen under cells/.
type Package struct {
	Set      string      `json:"set"`
	Period   code.Period `json:"period"`
	Blocks   []Block     `json:"blocks"`
	Measures []Measure   `json:"measures"`
	Coverage []Coverage  `json:"coverage"`
	// PopulationSources names where the period's population figures come from
	// (list kalla), sorted; empty where none were delivered. Anything but scb is
	// an estimate, which only a synthetic release may publish.
	PopulationSources []string `json:"population_sources,omitempty"`
}

// EstimatedPopulation reports whether any population figure is an estimate.
func (p *Package) EstimatedPopulation() bool {
	return slices.ContainsFunc(p.PopulationSources, func(source string) bool { return source != "scb" })
}

// Block is one population of countable things (the rows of one model in one
// period), cross-classified as finely as anything published from it. Bit i of
// an atom's pattern tells whether its things meet condition i; bits are always
// two-valued (a condition that is unknown for a thing is not met).
type Block struct {
	ID         string   `json:"id"` // model/period
	Conditions []string `json:"conditions"`
	Atoms      []Atom   `json:"atoms"` // ordered by municipality, sex, age, pattern; N > 0
	// Public marks counts that everyone knows from elsewhere (populations):
	// they are never hidden and never need protection.
	Public bool `json:"public,omitempty"`
}

// MaxConditions is the most conditions one block can hold.
const MaxConditions = 62

// Atom counts the things of one municipality, sex, age group and pattern.
type Atom struct {
	Municipality string   `json:"m"`
	Sex          code.Sex `json:"s"`
	Age          string   `json:"a,omitempty"`
	Pattern      uint64   `json:"p"`
	N            int64    `json:"n"`
}

// Term is a count: the things of a block that meet one of its conditions.
type Term struct {
	Block     int `json:"block"`
	Condition int `json:"condition"`
}

// Kind is the kind of an indicator, which decides how its parts become a value.
type Kind string

// The kinds.
const (
	Count  Kind = "count"
	Share  Kind = "share"  // Numerator / Denominator
	Rate   Kind = "rate"   // Numerator / Denominator (a public population) × multiplier
	Mean   Kind = "mean"   // Sum / Denominator
	Median Kind = "median" // of Values; Denominator counts them
	// Quantile is a quantile of Values by the measure's Quantile; Denominator
	// counts them, Base those who could have a value, where there is one.
	Quantile Kind = "quantile"
	Change   Kind = "change" // mean paired difference: Sum / Denominator; Base counts those who could have a pair
	Ratio    Kind = "ratio"  // Sum / SumBelow: a ratio of two sums
	// StandardisedRate is Σ w x/n over Strata by a standard population's weights;
	// StandardisedRatio is the events over those expected by the nation's rates.
	// Numerator and Denominator count events and inhabitants as those of a rate.
	StandardisedRate  Kind = "standardised_rate"
	StandardisedRatio Kind = "standardised_ratio"
)

// Measure is one indicator's exact parts in one package. Denominator counts
// the things a value rests on for every kind but Count (there it is nil).
type Measure struct {
	Indicator string `json:"indicator"`
	// Split names the class that the measure counts; zero for the undivided.
	Split Split `json:"split,omitzero"`
	// Rest, where set, names the split whose uncovered things the measure counts
	// (age_group, or a column): what is left of the undivided when every class is
	// taken away. It is never published, and follows from what is.
	Rest        string `json:"rest,omitempty"`
	Kind        Kind   `json:"kind"`
	Numerator   *Term  `json:"numerator,omitempty"`
	Denominator *Term  `json:"denominator,omitempty"`
	Base        *Term  `json:"base,omitempty"`
	// Sums holds Σx and Σx² (kinds mean, change) or the two sums of a ratio,
	// by municipality and sex, ordered; Scale is their number of decimals
	// (Σx² has twice as many).
	Sums  []Sum `json:"sums,omitempty"`
	Scale int   `json:"scale,omitempty"`
	// Least and Most are what one thing's value can be at least and at most, with Scale
	// decimals, as the instrument's scale has it; nil where it has no limit.
	Least *big.Int `json:"least,omitempty"`
	Most  *big.Int `json:"most,omitempty"`
	// Values holds the distribution that a median needs, ordered by
	// municipality, sex and value.
	Values []ValueCount `json:"values,omitempty"`
	// Quantile is which quantile of Values is published, a decimal between 0 and
	// 1; empty for kinds other than quantile.
	Quantile string `json:"quantile,omitempty"`
	// Strata holds events and population by sex and age band, which a standardised
	// rate needs, ordered by municipality, sex and band.
	Strata []StratumCount `json:"strata,omitempty"`
	// Collections names the collections this measure rests on: a municipality
	// that lacks one of them for the period is missing.
	Collections []string `json:"collections"`
	// Grains and BySex tell what is published.
	Grains []area.Type `json:"grains"`
	BySex  bool        `json:"by_sex"`
	Ages   []string    `json:"ages,omitempty"` // age groups published beside all ages
	// MinimumBase is the least denominator that gives a value at all (0: none).
	MinimumBase int64 `json:"minimum_base,omitempty"`
	// PublicSums marks sums that are public in the accounts (municipal costs).
	PublicSums bool `json:"public_sums,omitempty"`
}

// Sum is Σ over one municipality, sex and age group.
type Sum struct {
	Municipality string   `json:"m"`
	Sex          code.Sex `json:"s"`
	Age          string   `json:"a,omitempty"`
	Sum          *big.Int `json:"sum"`
	SumSquares   *big.Int `json:"sum_squares,omitempty"`
	SumBelow     *big.Int `json:"sum_below,omitempty"`
	// Contributors tells who stands behind Sum, nil where its amounts are public.
	Contributors *Contributors `json:"contributors,omitempty"`
}

// ValueCount is how many things have one value; Value is scaled by the
// measure's Scale.
type ValueCount struct {
	Municipality string   `json:"m"`
	Sex          code.Sex `json:"s"`
	Age          string   `json:"a,omitempty"`
	Value        int64    `json:"v"`
	N            int64    `json:"n"`
}

// StratumCount is one sex and age band of one municipality.
type StratumCount struct {
	Municipality string   `json:"m"`
	Sex          code.Sex `json:"s"`
	Band         int      `json:"b"`
	Events       int64    `json:"e"`
	Population   int64    `json:"n"`
}

// Stratum counts the events and inhabitants of one sex and age band; bands are
// five years wide, 0 is 0–4 years and 18 is 90 years and over.
type Stratum struct {
	Sex        code.Sex
	Band       int
	Events     int64
	Population int64
}

// Bands is the number of age bands.
const Bands = 19

// Coverage tells for one collection and the package's period which
// municipalities delivered rows, reported zero, or did not deliver.
type Coverage struct {
	Collection string   `json:"collection"`
	Delivered  []string `json:"delivered"` // sorted codes, zero reports included
	ZeroReport []string `json:"zero_report,omitempty"`
}

// Parts are the exact parts of one measure in one cell, at any grain.
// Sums are nil and Values empty where the kind has none.
type Parts struct {
	Numerator   int64
	Denominator int64
	Base        int64
	Sum         *big.Int
	SumSquares  *big.Int
	SumBelow    *big.Int
	Values      []Value
	Strata      []Stratum // ordered by sex and band
	Scale       int
	// Members counts the municipalities that the cell rests on, Of those that
	// the area has: 1 of 1 for a municipality.
	Members, Of int
}

// Value is one value of a distribution and how often it occurs.
type Value struct{ Value, N int64 }

// Key names one cell of a package.
type Key struct {
	Indicator string
	Area      area.ID
	Sex       code.Sex
	Age       string
	// Dimension and Category name the class of a further split, empty for none.
	Dimension, Category string
}
