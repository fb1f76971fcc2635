package indicator

import (
	"slices"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/expression"
	"jamfor/sql"
)

// Definition is one indicator as its YAML declares it. Expressions are over the
// columns of the model From. After Load every definition is complete and
// checked; the methods in parts.go give its checked conditions and values.
type Definition struct {
	ID          string    `yaml:"id" required:"true" doc:"J and five digits; the first two tell the service area as in Kolada"`
	Title       code.Text `yaml:"title" required:"true" doc:"short name, as in a table heading"`
	Description code.Text `yaml:"description" required:"true" doc:"what the indicator measures, in one or two sentences"`
	Question    Question  `yaml:"question" required:"true" doc:"the question of systematic follow-up that it answers"`
	From        string    `yaml:"from" doc:"the model (sql/models) whose rows are counted; required but for gap and composite"`
	Kind        Kind      `yaml:"kind" required:"true" doc:"how the parts become a value"`
	Unit        Unit      `yaml:"unit" doc:"what one row is; must be the model's unit"`

	Among       string `yaml:"among" doc:"condition: the rows that the indicator is about (its base)"`
	Numerator   string `yaml:"numerator" doc:"condition: the rows counted above the line (share; optional for rate)"`
	Denominator string `yaml:"denominator" doc:"condition: which rows of the base are below the line; all when left out (share, mean, median, change)"`
	Value       string `yaml:"value" doc:"the number taken from each row (mean, median, quantile, duration, change, improved, deteriorated, ratio)"`
	Population  string `yaml:"population" doc:"condition over the model befolkning: the inhabitants below the line (rate, standardised_rate, standardised_ratio)"`
	Below       *Below `yaml:"below" doc:"the sum below the line (ratio)"`

	NumeratorText   code.Text `yaml:"numerator_text" required:"true" doc:"the numerator (or the counted things) in words"`
	DenominatorText code.Text `yaml:"denominator_text" doc:"the denominator in words; required for every kind but count"`

	Span       Span        `yaml:"span" doc:"how long the periods are; year when left out"`
	Period     PeriodRule  `yaml:"period" doc:"which rows belong to the period"`
	AgeAt      AgeRule     `yaml:"age_at" doc:"when ages are taken; required where an expression names the age"`
	Pairing    *Pairing    `yaml:"pairing" doc:"how before and after meet (change, improved, deteriorated)"`
	Dimensions []Dimension `yaml:"dimensions" doc:"sex, where rows for women and men stand beside the total"`
	AgeGroups  []string    `yaml:"age_groups" doc:"age groups published beside all ages, rising and apart: bounds such as 18-24 and 65+, or codes of the list aldersgrupp"`
	AgeGrains  []Grain     `yaml:"age_grains" doc:"the area types that age groups are published for; all of grains above the municipality when left out"`
	Splits     []Split     `yaml:"splits" doc:"code columns whose classes are published beside the whole"`
	Grains     []Grain     `yaml:"grains" required:"true" doc:"the area types it is published for"`
	Above      AboveRule   `yaml:"above_municipality" doc:"what a count of persons means above the municipality; required for unit person"`

	Weighting   Weighting `yaml:"weighting" required:"true" doc:"how values above the municipality come about"`
	Direction   Direction `yaml:"direction" required:"true" doc:"which values are better"`
	Decimals    int       `yaml:"decimals" doc:"decimals of the published value, 0 when left out"`
	Rounding    Rounding  `yaml:"rounding" required:"true" doc:"how the published value is rounded"`
	Multiplier  int64     `yaml:"multiplier" doc:"100 for per cent, 10000 for per 10 000 inhabitants; 1 when left out"`
	ValueUnit   code.Text `yaml:"value_unit" required:"true" doc:"what the published value is measured in"`
	Interval    Interval  `yaml:"interval" required:"true" doc:"method of the confidence interval"`
	MinimumBase int64     `yaml:"minimum_base" doc:"least denominator that gives a value; 0 when left out"`
	RankBase    int64     `yaml:"rank_base" doc:"least denominator that gives rank, quartile and colour; 30 when left out"`
	Coverage    int       `yaml:"coverage_percent" doc:"least share of the target population behind an area's own name; the set's when left out"`
	Collections []string  `yaml:"collections" doc:"the collections it rests on; a municipality that lacks one is missing"`
	PublicSums  bool      `yaml:"public_sums" doc:"true for sums that are public in the accounts"`

	ComparableFrom int         `yaml:"comparable_from" required:"true" doc:"first year that can be compared with the latest"`
	Breaks         []SeriesGap `yaml:"breaks" doc:"years where the series breaks"`
	Source         code.Text   `yaml:"source" required:"true" doc:"where the figures come from"`
	Caveats        code.Text   `yaml:"caveats" required:"true" doc:"what a reader must know before using the figure"`
	Interpretation code.Text   `yaml:"interpretation" required:"true" doc:"how the figure may and may not be read"`
	Published      string      `yaml:"published" doc:"date of publication, YYYY-MM-DD"`

	Quantile  string   `yaml:"quantile" doc:"the quantile, for example 0.9 (quantile; duration, 0.5 when left out)"`
	Threshold string   `yaml:"threshold" doc:"least difference that counts; any difference when left out (improved, deteriorated)"`
	Outcome   string   `yaml:"outcome" doc:"the column that tells how far the goal was reached; maluppfyllelse or uppfyllelse (goal)"`
	Attained  []string `yaml:"attained" doc:"the answers that count as reached: [helt] or [helt, delvis] (goal)"`

	Standard string `yaml:"standard" doc:"standard population: esp2013 (standardised_rate)"`

	StateBefore string  `yaml:"state_before" doc:"column with the state before (transition)"`
	StateAfter  string  `yaml:"state_after" doc:"column with the state after (transition)"`
	Paired      string  `yaml:"paired" doc:"condition: both states are known and belong together (transition)"`
	States      []State `yaml:"states" doc:"the states, in order; every pair of them becomes an indicator with an id of its own, counted from the transition's (transition)"`

	WithinMonths int `yaml:"within_months" doc:"months without a new case, 1 to 12 (not_again)"`

	Of      []string `yaml:"of" doc:"ids of the set's indicators that it is made of: one or two (gap), two or more (composite)"`
	Compare []string `yaml:"compare" doc:"the two sexes compared, the first less the second: [K, M] (gap of one indicator)"`

	// Area is the service area that a template was expanded for, or the set's.
	Area code.ServiceArea `yaml:"-"`
	// File and Line tell where the definition is written.
	File string `yaml:"-"`
	Line int    `yaml:"-"`

	// Sources are the indicators that a gap or composite is made of, in the order
	// of Of; nil for other kinds.
	Sources []*Definition `yaml:"-"`

	// Members are the classes that the indicator is split into, each a definition
	// of its own with the same id, and for every split the rest that no class
	// covers: in the order of the age groups, then of the splits. Member tells
	// which of them a definition is; it is zero for the undivided one.
	Members []*Definition `yaml:"-"`
	Member  Member        `yaml:"-"`

	places  places
	checked checked
}

// Below is the sum below the line of a ratio; From, Among and the conditions
// default to those of the indicator.
type Below struct {
	From  string `yaml:"from" doc:"the model that is summed; the indicator's own when left out"`
	Among string `yaml:"among" doc:"condition: the rows that are summed; the indicator's own when left out and the model is the same"`
	Value string `yaml:"value" required:"true" doc:"the number taken from each row"`
}

// Pairing is how before and after meet, and from which share of pairs a change
// may be published.
type Pairing struct {
	Rule  PairingRule `yaml:"rule" required:"true" doc:"how before and after meet"`
	Limit int         `yaml:"limit_percent" required:"true" doc:"least share paired, per cent of the base, that a change is published with"`
}

// SeriesGap is a year from which figures cannot be compared with earlier ones.
type SeriesGap struct {
	From int       `yaml:"from" required:"true" doc:"first year after the break"`
	Text code.Text `yaml:"text" required:"true" doc:"why the series breaks"`
}

// Rounding is how a published value is rounded.
type Rounding string

// HalfAwayFromZero rounds a half to the number farther from zero (2.5 → 3).
const HalfAwayFromZero Rounding = "half_away_from_zero"

func (Rounding) values() []string { return []string{string(HalfAwayFromZero)} }

// DefaultRankBase is the least denominator for ranks where none is declared.
const DefaultRankBase = 30

// checked holds what the checker made of a definition.
type checked struct {
	written                      written
	model, belowModel            *sql.Model
	base, numerator, denominator *expression.Checked
	value                        *expression.Checked
	population                   *expression.Checked
	belowBase, belowValue        *expression.Checked
	years                        [cell.Bands]int // years of age of each band that the population holds
}

// SplitBySex reports whether rows for women and men are published.
func (d *Definition) SplitBySex() bool { return slices.Contains(d.Dimensions, BySex) }

// AreaTypes are the area types the indicator is published for, in the order of
// area.Grains.
func (d *Definition) AreaTypes() []area.Type {
	var types []area.Type
	for _, g := range area.Grains {
		if slices.Contains(d.Grains, Grain(g)) {
			types = append(types, g)
		}
	}
	return types
}

// written are the conditions that join makes the checked ones of: what the
// definition says, what its period rule adds, and what its kind adds to either.
type written struct {
	among, period       *expression.Checked
	denominator, judged *expression.Checked
	numerator, counted  *expression.Checked
}
