package disclosure

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
)

// Thresholds are the primary rules of one indicator.
type Thresholds struct {
	// Minimum is the least count that is shown: 1 … Minimum-1 are hidden, as
	// numerator, complement (denominator less numerator), denominator, number of
	// responses or number of users. Zero is shown. Default 5.
	Minimum int64 `json:"minimum" yaml:"minimum"`
	// Responses is the least denominator (number of responses) at which a survey's
	// value is shown, beside Minimum; 0: no more than that.
	Responses int64 `json:"responses,omitempty" yaml:"responses"`
	// GroupMinimum is the least denominator at which a share of 0 or 100 % is
	// shown, and at which a mean may rest on values that are all alike: below
	// it, such a value tells something of everyone in a small group. Default 10.
	GroupMinimum int64 `json:"group_minimum" yaml:"group_minimum"`
	// LimitsBase is the least denominator at which a mean has limits. n, Σx and,
	// through the limits, Σx² of a few scores on a short scale leave few lists
	// of scores to choose from, often one. Default 10.
	LimitsBase int64 `json:"limits_base" yaml:"limits_base"`
	// MinimumContributors is the least number of persons, households or providers
	// behind a sum that is shown (as a mean, a change or a ratio). Default 3.
	MinimumContributors int64 `json:"minimum_contributors" yaml:"minimum_contributors"`
	// Dominance is the p of the p % rule: a sum is hidden where all contributions
	// but the two largest make up less than p per cent of the largest, so that
	// the second could tell the first's to within p per cent. Default 10.
	Dominance int64 `json:"dominance" yaml:"dominance"`
}

// UnknownSex says what happens to the count of things of unknown sex, which is
// never a row and follows from total less women less men.
type UnknownSex string

// Protect holds that difference to the minimum too: where it is 1 … Minimum-1,
// women and men are hidden and the total stays. Shown lets it be computed: for
// sets in which the code means that a form was not filled in. Either way women
// and men are protected against a reader who knows it.
const (
	ProtectUnknown UnknownSex = "protect"
	ShowUnknown    UnknownSex = "show"
)

// Corrections says what happens to a small difference between what a release
// would show and what an earlier one has shown.
type Corrections string

// Protect holds differences of 1 … Minimum-1 things to the minimum: the new
// count is hidden (the old one is out). Shown lets them be computed. Numbers
// that earlier releases hid are protected either way.
const (
	ProtectCorrections Corrections = "protect"
	ShowCorrections    Corrections = "show"
)

// Contributions says what happens to sums that few stand behind.
type Contributions string

// Protect holds sums to MinimumContributors and Dominance. Shown does not: for
// sets whose sums are public by law though their definitions do not say so.
// Numbers of persons are held to the minimum either way.
const (
	ProtectContributions Contributions = "protect"
	ShowContributions    Contributions = "show"
)

// Rules are the disclosure rules of one indicator set. They are chosen per set
// by the publisher and recorded, with their source, beside the release.
type Rules struct {
	Default Thresholds `json:"default" yaml:"default"`
	// Indicators overrides thresholds by indicator, field by field where not 0
	// (surveys, for example).
	Indicators map[string]Thresholds `json:"indicators,omitempty" yaml:"indicators"`
	UnknownSex UnknownSex            `json:"unknown_sex" yaml:"unknown_sex"`
	// Corrections is about earlier releases of the same set and period.
	Corrections Corrections `json:"corrections" yaml:"corrections"`
	// Differences is the least difference that may follow between two counts of
	// which one is a part of the other: two forms of one table, two areas that
	// overlap, two versions (k-disclosure with k = Differences-1). 0, the default,
	// looks at complements and versions only, by their Minimum.
	Differences int64 `json:"differences,omitempty" yaml:"differences"`
	// Contributions is about the persons or providers behind sums.
	Contributions Contributions `json:"contributions" yaml:"contributions"`
	// Width is how far apart the bounds of a hidden small number must be that a
	// reader derives from sums: 1 asks for two possible values.
	Width int64 `json:"width" yaml:"width"`
	// Widths overrides Width by the rule that hides the number: see WidthRules.
	Widths map[string]int64 `json:"widths,omitempty" yaml:"widths"`
	// Unproven is report (empty) or block: whether intervals that no second table
	// proves are told in the audit's report, or stop the release.
	Unproven Unproven `json:"unproven,omitempty" yaml:"unproven"`
	// Rounds is how often failing cells may be repaired before a person must
	// decide.
	Rounds int `json:"rounds" yaml:"rounds"`
	// ProposeAbove is the share of an indicator's cells, in per cent, above which
	// coarser tables are proposed when it would be hidden.
	ProposeAbove int64 `json:"propose_above" yaml:"propose_above"`
	// MustPublish names cells that the publisher has promised to show.
	MustPublish []Must `json:"must_publish,omitempty" yaml:"must_publish"`
	// Source tells where the thresholds come from.
	Source string `json:"source" yaml:"source"`
}

// DefaultRules: minimum 5, the most common in Swedish official statistics and
// the survey minimum of Socialstyrelsen's smaller surveys; no 0 or 100 % below
// 10, the base below which one Kolada measure of schools shows nothing; at
// least 3 contributors and p = 10 % behind a sum; two possible values for every
// hidden small number (methods/disclosure-control.md
// §3, §6.2 and §9, which also says which of these await confirmation).
func DefaultRules() Rules {
	return Rules{
		Default:       Thresholds{Minimum: 5, GroupMinimum: 10, LimitsBase: 10, MinimumContributors: 3, Dominance: 10},
		UnknownSex:    ProtectUnknown,
		Corrections:   ProtectCorrections,
		Contributions: ProtectContributions,
		Width:         1,
		Rounds:        20,
		ProposeAbove:  30,
		Source:        "jamfor default: counts 1–4, 0 or 100 % of fewer than 10, and sums of fewer than 3 or dominated by one are not shown",
	}
}

// For gives the thresholds of an indicator.
func (r Rules) For(indicator string) Thresholds {
	t := r.Default
	own := r.Indicators[indicator]
	if own.Minimum != 0 {
		t.Minimum = own.Minimum
	}
	if own.Responses != 0 {
		t.Responses = own.Responses
	}
	if own.GroupMinimum != 0 {
		t.GroupMinimum = own.GroupMinimum
	}
	if own.LimitsBase != 0 {
		t.LimitsBase = own.LimitsBase
	}
	if own.MinimumContributors != 0 {
		t.MinimumContributors = own.MinimumContributors
	}
	if own.Dominance != 0 {
		t.Dominance = own.Dominance
	}
	return t
}

// Validate names everything that is wrong with the rules, at once.
func (r Rules) Validate() error {
	var problems []string
	check := func(name string, t Thresholds, floor int64) {
		if t.Minimum < floor || t.Minimum > 1000 {
			problems = append(problems, fmt.Sprintf("%s: minimum %d: want 3 to 1000", name, t.Minimum))
		}
		if t.LimitsBase < 0 || t.LimitsBase > 1000 {
			problems = append(problems, fmt.Sprintf("%s: limits_base %d: want 0 to 1000", name, t.LimitsBase))
		}
		if t.MinimumContributors < leastMinimum || t.MinimumContributors > 1000 {
			problems = append(problems, fmt.Sprintf("%s: minimum_contributors %d: want 3 to 1000", name, t.MinimumContributors))
		}
		if t.Dominance < 1 || t.Dominance > 100 {
			problems = append(problems, fmt.Sprintf("%s: dominance %d: want 1 to 100 per cent", name, t.Dominance))
		}
		if t.Responses < 0 || t.Responses > 1000 {
			problems = append(problems, fmt.Sprintf("%s: responses %d: want 0 to 1000", name, t.Responses))
		}
		if t.GroupMinimum < 0 || t.GroupMinimum > 1000 {
			problems = append(problems, fmt.Sprintf("%s: group_minimum %d: want 0 to 1000", name, t.GroupMinimum))
		}
	}
	check("default", r.Default, leastMinimum)
	for _, name := range slices.Sorted(maps.Keys(r.Indicators)) {
		check(name, r.For(name), leastMinimum)
	}
	if r.UnknownSex != ProtectUnknown && r.UnknownSex != ShowUnknown {
		problems = append(problems, fmt.Sprintf("unknown_sex %q: want %s or %s", r.UnknownSex, ProtectUnknown, ShowUnknown))
	}
	if r.Corrections != ProtectCorrections && r.Corrections != ShowCorrections {
		problems = append(problems, fmt.Sprintf("corrections %q: want %s or %s", r.Corrections, ProtectCorrections, ShowCorrections))
	}
	if r.Contributions != ProtectContributions && r.Contributions != ShowContributions {
		problems = append(problems, fmt.Sprintf("contributions %q: want %s or %s", r.Contributions, ProtectContributions, ShowContributions))
	}
	if r.Unproven != "" && r.Unproven != ReportUnproven && r.Unproven != BlockUnproven {
		problems = append(problems, fmt.Sprintf("unproven %q: want %s or %s", r.Unproven, ReportUnproven, BlockUnproven))
	}
	if r.Differences < 0 || r.Differences > 1000 {
		problems = append(problems, fmt.Sprintf("differences %d: want 0 to 1000", r.Differences))
	}
	problems = append(problems, r.checkWidths()...)
	if r.ProposeAbove < 0 || r.ProposeAbove > 100 {
		problems = append(problems, fmt.Sprintf("propose_above %d: want 0 to 100 per cent", r.ProposeAbove))
	}
	if r.Rounds < 1 || r.Rounds > 1000 {
		problems = append(problems, fmt.Sprintf("rounds %d: want 1 to 1000", r.Rounds))
	}
	for i, m := range r.MustPublish {
		if m.empty() {
			problems = append(problems, fmt.Sprintf("must_publish[%d]: names nothing: want indicators, area_types, areas, sexes or ages", i))
		}
		for _, t := range m.AreaTypes {
			if !slices.Contains(area.Grains, t) {
				problems = append(problems, fmt.Sprintf("must_publish[%d]: area_types %q: want some of %v", i, t, area.Grains))
			}
		}
		for _, s := range m.Sexes {
			if !slices.Contains(code.PublishedSexes, s) {
				problems = append(problems, fmt.Sprintf("must_publish[%d]: sexes %q: want some of %v", i, s, code.PublishedSexes))
			}
		}
	}
	if problems != nil {
		return fmt.Errorf("disclosure rules: %s", strings.Join(problems, "; "))
	}
	return nil
}

// Unproven is what becomes of a release with unproven intervals.
type Unproven string

// What becomes of it.
const (
	ReportUnproven Unproven = "report"
	BlockUnproven  Unproven = "block"
)

// leastMinimum is the lowest minimum that may be configured: below 3, one
// person of a shown count can compute the other.
const leastMinimum = 3
