package release

import (
	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/observation"
)

// Edition is everything that one release publishes. It holds no wall time, no
// path and no host name, so that the same inputs make the same bytes.
//
// It is held in memory: its size follows indicators × areas × periods, never
// the number of persons.
type Edition struct {
	ID      string // see ValidID
	Version int    // 1, 2, … of the same publication
	Created string // civil date of the slot, YYYY-MM-DD
	// Replaces is the ID of the release that this one corrects or revises; then
	// Cause says why. Both empty in a first version.
	Replaces string
	Cause    code.Text
	// Synthetic marks made-up data; every file says so.
	Synthetic   bool
	Preliminary bool
	// OfficialStatistics may be true only where the publisher is a
	// statistikansvarig authority.
	OfficialStatistics bool
	ProgramVersion     string
	DeliveryDigest     string // over the sorted digests of the deliveries
	DefinitionDigest   string // over the indicator definitions
	Publisher          string
	Contact            string // how to reach the publisher; may be empty
	License            string // URI of the licence, e.g. CC0; may be empty
	Publication        Publication
	// Boundaries are those that the periods stand on; empty: those of their time.
	Boundaries area.Boundaries
	// Reasons explains the codes of the observations' column reason.
	Reasons []Reason
	Sets    []Set
}

// Reason is a code of the column reason with its words.
type Reason struct {
	Code string    `json:"code"`
	Text code.Text `json:"text"`
}

// Set is one indicator set with everything that is published from it.
type Set struct {
	SetInfo
	Indicators []IndicatorInfo // in the order in which tables show them
	// Periods of one length stand together, ascending; years come last, so that the
	// last period is the newest year (Latest).
	Periods []code.Period
	// Observations are ordered by observation.Compare, keys unique.
	Observations []observation.Observation
	Coverage     []Coverage
	Remarks      []Remark
}

// SetInfo describes an indicator set.
type SetInfo struct {
	Name        string           `json:"name"` // file name stem: a–z, digits, _
	Title       code.Text        `json:"title"`
	ServiceArea code.ServiceArea `json:"service_area,omitempty"`
	Description code.Text        `json:"description"`
	// Quality is the quality declaration's text, written by people: relevance,
	// sources of error, comparability. Required unless the edition is synthetic.
	Quality code.Text `json:"quality"`
	// Declaration is the same text by part.
	Declaration Declaration `json:"declaration,omitzero"`
}

// Direction tells which values of an indicator are better.
type Direction string

// The directions.
const (
	Higher Direction = "higher"
	Lower  Direction = "lower"
	None   Direction = "none"
)

// Text names the direction for readers.
func (d Direction) Text() code.Text {
	switch d {
	case Higher:
		return code.Text{SV: "Högt värde är bättre", EN: "Higher is better"}
	case Lower:
		return code.Text{SV: "Lågt värde är bättre", EN: "Lower is better"}
	default:
		return code.Text{SV: "Värdet kan inte rangordnas som bättre eller sämre", EN: "Neither higher nor lower is better"}
	}
}

// IndicatorInfo is what readers need to know about one indicator. The caller
// fills it from the definition.
type IndicatorInfo struct {
	ID          string           `json:"id"`
	Title       code.Text        `json:"title"`
	Short       code.Text        `json:"short_title,omitzero"` // for narrow columns; Title where empty
	Description code.Text        `json:"description,omitzero"`
	Question    code.Question    `json:"question"`
	ServiceArea code.ServiceArea `json:"service_area,omitempty"`
	Kind        string           `json:"kind"` // count, share, rate, mean, …
	Unit        code.Text        `json:"unit"` // of the value: procent, dagar, kronor
	Counting    code.Text        `json:"counting_unit,omitzero"`
	Numerator   code.Text        `json:"numerator,omitzero"`
	Denominator code.Text        `json:"denominator,omitzero"`
	Direction   Direction        `json:"direction"`
	Decimals    int              `json:"decimals"`             // of value, limits and change, 0–4
	Multiplier  int64            `json:"multiplier,omitempty"` // 100 for percent, 10000 for a rate; 0: one
	Method      string           `json:"interval_method,omitempty"`
	Weighting   code.Text        `json:"weighting,omitzero"` // how upper areas are formed
	// WeightingCode is the same for programs: pooled, unweighted (all upper areas)
	// or groups_unweighted (counties and groups unweighted, the nation pooled).
	WeightingCode string `json:"weighting_code,omitempty"`
	// PairedShare tells what the column paired_share is for the indicator, empty
	// where it has none; under PairingLimit per cent there is no value.
	PairedShare  code.Text `json:"paired_share,omitzero"`
	PairingLimit int       `json:"pairing_limit_percent,omitempty"`
	Source       code.Text `json:"source,omitzero"`
	Caveats      code.Text `json:"caveats,omitzero"`
	// Interpretation tells how the figure may and may not be read.
	Interpretation code.Text `json:"interpretation,omitzero"`
	// ComparableFrom is the first comparable period; zero where all are.
	ComparableFrom code.Period `json:"comparable_from,omitzero"`
	Breaks         []Break     `json:"breaks,omitempty"`
	// CoverageLimit is the least part of the target population, in per cent,
	// that a row above the municipality must rest on to carry the area's name.
	CoverageLimit float64     `json:"coverage_limit_percent,omitempty"`
	MinBase       int64       `json:"minimum_base,omitempty"` // least denominator for a value
	RankBase      int64       `json:"rank_base,omitempty"`    // least denominator for rank and colour
	Grains        []area.Type `json:"area_types,omitempty"`
	// EstimatedPopulation marks a rate over estimated population figures, which
	// only a synthetic edition may publish.
	EstimatedPopulation bool `json:"estimated_population,omitempty"`
	// Splits tells which classes stand beside the whole, in the columns age_group
	// or dimension and category.
	Splits []Split `json:"splits,omitempty"`
}

// AgeSplit is the dimension of a split that the column age_group holds.
const AgeSplit = "age_group"

// Split is a division of an indicator's values into classes.
type Split struct {
	Dimension string      `json:"dimension"` // AgeSplit, or as in the column dimension
	Title     code.Text   `json:"title"`
	Classes   []Class     `json:"classes"` // in the order in which tables show them
	Grains    []area.Type `json:"area_types"`
}

// AgeGroups, Dimensions and Categories are what the columns age_group, dimension and
// category hold of a split's rows; nil where the column is empty.
func (s Split) AgeGroups() []string {
	if s.Dimension != AgeSplit {
		return nil
	}
	return s.codes()
}

// Dimensions: see AgeGroups.
func (s Split) Dimensions() []string {
	if s.Dimension == AgeSplit {
		return nil
	}
	return []string{s.Dimension}
}

// Categories: see AgeGroups.
func (s Split) Categories() []string {
	if s.Dimension == AgeSplit {
		return nil
	}
	return s.codes()
}

func (s Split) codes() []string {
	var codes []string
	for _, c := range s.Classes {
		codes = append(codes, c.Code)
	}
	return codes
}

// Class is one class of a split: its code in the rows, and its name.
type Class struct {
	Code  string    `json:"code"`
	Title code.Text `json:"title"`
}

// ShortTitle is the title for narrow columns.
func (i IndicatorInfo) ShortTitle() code.Text {
	if i.Short.Empty() {
		return i.Title
	}
	return i.Short
}

// Break is a break in an indicator's series: values from Period on are not
// comparable with earlier ones.
type Break struct {
	Period code.Period `json:"period"`
	Text   code.Text   `json:"text"`
}

// Coverage tells for one collection and period which municipalities delivered.
type Coverage struct {
	Collection string      `json:"collection"`
	Title      code.Text   `json:"title"`
	Period     code.Period `json:"period"`
	Delivered  []string    `json:"delivered"`             // sorted codes, zero reports included
	ZeroReport []string    `json:"zero_report,omitempty"` // sorted; a subset of Delivered
}

// Remark is a quality remark about an area, an indicator or a period; empty
// fields mean all.
type Remark struct {
	Indicator string      `json:"indicator,omitempty"`
	Area      area.ID     `json:"area,omitzero"`
	Period    code.Period `json:"period,omitzero"`
	Text      code.Text   `json:"text"`
}

// Indicator finds an indicator of the set.
func (s *Set) Indicator(id string) (IndicatorInfo, bool) {
	for _, i := range s.Indicators {
		if i.ID == id {
			return i, true
		}
	}
	return IndicatorInfo{}, false
}

// Latest is the set's last period, zero when it has none.
func (s *Set) Latest() code.Period {
	if len(s.Periods) == 0 {
		return code.Period{}
	}
	return s.Periods[len(s.Periods)-1]
}
