package workspace

import (
	"cmp"
	_ "embed"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml"

	"jamfor/pipeline/code"
)

//go:embed jamfor.yaml
var template string

// Config is jamfor.yaml. Every field has a default; unknown fields are refused.
type Config struct {
	Version int `yaml:"version"`
	// Synthetic marks a workspace of invented data. It alone lets a release go
	// out unattended, and labels every published file.
	Synthetic bool      `yaml:"synthetic"`
	Publisher Publisher `yaml:"publisher"`
	// Definitions is a folder of own indicator sets, absolute or relative to the
	// workspace; empty takes those that ship.
	Definitions string `yaml:"definitions"`
	// Sets names the indicator sets to publish; empty means all that ship.
	Sets       []string   `yaml:"sets"`
	Disclosure Disclosure `yaml:"disclosure"`
	// Boundaries are those that earlier periods are published on: then (default)
	// or today.
	Boundaries string  `yaml:"boundaries"`
	Release    Release `yaml:"release"`
	Intake     Intake  `yaml:"intake"`
	Schedule   []Job   `yaml:"schedule"`
	Engine     Engine  `yaml:"engine"`
}

// Publisher is who stands behind the figures.
type Publisher struct {
	Name    string `yaml:"name"`
	Contact string `yaml:"contact"`
	// OfficialStatistics is true only for a statistikansvarig authority.
	OfficialStatistics bool `yaml:"official_statistics"`
	// URL is the public address of jamfor serve, for the catalogue of open data;
	// empty says the address of a serve on this machine.
	URL          string `yaml:"url"`
	Organisation string `yaml:"organisation"` // ten digits; makes the publisher's address at dataportal.se
	// Kind is the publisher's kind (ADMS): NationalAuthority, RegionalAuthority,
	// LocalAuthority, …; empty means NationalAuthority.
	Kind string `yaml:"kind"`
	// HighValue is the owner's decision that the tables are high-value data.
	HighValue bool `yaml:"high_value"`
}

// Disclosure holds the rules of disclosure control, and those of single
// indicator sets where they differ.
type Disclosure struct {
	DisclosureRules `yaml:",inline"`
	// Sets holds rules by indicator set; what is zero there is as above.
	Sets map[string]DisclosureRules `yaml:"sets"`
}

// DisclosureRules are the rules that a publisher chooses; zero takes the default.
type DisclosureRules struct {
	MinimumCount  int64 `yaml:"minimum_count"`  // default 5
	SmallGroup    int64 `yaml:"small_group"`    // default 10: 0 % and 100 % hidden below
	MinimumSurvey int64 `yaml:"minimum_survey"` // default 5
	LimitsBase    int64 `yaml:"limits_base"`    // default 10: means of fewer have no limits
	// MinimumContributors and DominancePercent are the rules on sums: the least
	// number of persons or providers (default 3) and the p of p % (default 10).
	MinimumContributors int64 `yaml:"minimum_contributors"`
	DominancePercent    int64 `yaml:"dominance_percent"`
	// Contributions is protect (default) or show (sums that are public by law).
	Contributions string `yaml:"contributions"`
	// Unproven is report (default: the disclosure officer must accept the number of
	// intervals that no second table proves) or block (they stop the release).
	Unproven string `yaml:"unproven"`
	// IntervalWidth is how far apart the bounds of a hidden small number must be
	// (default 1: two possible values), IntervalWidths the same by the rule that
	// hides it: minimum, everyone_alike, unknown_sex, correction, difference,
	// interval, guard.
	IntervalWidth  int64            `yaml:"interval_width"`
	IntervalWidths map[string]int64 `yaml:"interval_widths"`
	// ProposeAbove is the share of an indicator's cells (per cent, default 30)
	// above which the disclosure audit proposes coarser tables when it is hidden.
	ProposeAbove int64 `yaml:"propose_above"`
	// UnknownSex is protect (default: the count of unknown sex, total less women
	// less men, is held to the minimum too) or show (for collections in which
	// it only means that a form was not filled in).
	UnknownSex string `yaml:"unknown_sex"`
	// Corrections is protect (default: a count that differs from what an earlier
	// release showed by fewer than the minimum is hidden) or show.
	Corrections string `yaml:"corrections"`
	// DifferenceMinimum is the least difference between two counts of which one is
	// a part of the other that may be computed (0: complements and earlier
	// releases only, by minimum_count).
	DifferenceMinimum int64 `yaml:"difference_minimum"`
	// MustPublish names cells that are shown before all others; where the rules
	// hide one of them the release is stopped until a person decides.
	MustPublish []MustPublish `yaml:"must_publish"`
	// Source says who decided the rules; it stands in the metadata.
	Source string `yaml:"source"`
}

// MustPublish names cells by what they have in common; an empty list takes all.
type MustPublish struct {
	Indicators []string `yaml:"indicators"`
	AreaTypes  []string `yaml:"area_types"` // municipality, county, municipality_group, nation
	Areas      []string `yaml:"areas"`      // codes
	Sexes      []string `yaml:"sexes"`      // T, K, M
	Ages       []string `yaml:"ages"`
}

// widthRules are the rules of disclosure control that IntervalWidths may name.
var widthRules = []string{"minimum", "everyone_alike", "unknown_sex", "correction", "difference", "interval", "guard"}

// check names the first thing that is wrong, at a place of the file.
func (d DisclosureRules) check(at string) error {
	if u := d.UnknownSex; u != "" && u != "protect" && u != "show" {
		return fmt.Errorf("read configuration: %s.unknown_sex %q: want protect or show", at, u)
	}
	if u := d.Contributions; u != "" && u != "protect" && u != "show" {
		return fmt.Errorf("read configuration: %s.contributions %q: want protect or show", at, u)
	}
	if u := d.Unproven; u != "" && u != "report" && u != "block" {
		return fmt.Errorf("read configuration: %s.unproven %q: want report or block", at, u)
	}
	if d.IntervalWidth < 0 || d.IntervalWidth > 100 {
		return fmt.Errorf("read configuration: %s.interval_width %d: want 1 to 100", at, d.IntervalWidth)
	}
	for _, rule := range slices.Sorted(maps.Keys(d.IntervalWidths)) {
		if !slices.Contains(widthRules, rule) {
			return fmt.Errorf("read configuration: %s.interval_widths: %q is no rule that a width is required for: want some of %s", at, rule, strings.Join(widthRules, ", "))
		}
		if w := d.IntervalWidths[rule]; w < 1 || w > 100 {
			return fmt.Errorf("read configuration: %s.interval_widths.%s %d: want 1 to 100", at, rule, w)
		}
	}
	if u := d.Corrections; u != "" && u != "protect" && u != "show" {
		return fmt.Errorf("read configuration: %s.corrections %q: want protect or show", at, u)
	}
	return nil
}

// Of gives the rules of an indicator set.
func (d Disclosure) Of(set string) DisclosureRules {
	out, own := d.DisclosureRules, d.Sets[set]
	out.MinimumCount = cmp.Or(own.MinimumCount, out.MinimumCount)
	out.Unproven = cmp.Or(own.Unproven, out.Unproven)
	out.IntervalWidth = cmp.Or(own.IntervalWidth, out.IntervalWidth)
	if own.IntervalWidths != nil {
		out.IntervalWidths = maps.Clone(out.IntervalWidths)
		if out.IntervalWidths == nil {
			out.IntervalWidths = map[string]int64{}
		}
		maps.Copy(out.IntervalWidths, own.IntervalWidths)
	}
	out.SmallGroup = cmp.Or(own.SmallGroup, out.SmallGroup)
	out.MinimumSurvey = cmp.Or(own.MinimumSurvey, out.MinimumSurvey)
	out.LimitsBase = cmp.Or(own.LimitsBase, out.LimitsBase)
	out.MinimumContributors = cmp.Or(own.MinimumContributors, out.MinimumContributors)
	out.DominancePercent = cmp.Or(own.DominancePercent, out.DominancePercent)
	out.Contributions = cmp.Or(own.Contributions, out.Contributions)
	out.ProposeAbove = cmp.Or(own.ProposeAbove, out.ProposeAbove)
	out.UnknownSex = cmp.Or(own.UnknownSex, out.UnknownSex)
	out.Corrections = cmp.Or(own.Corrections, out.Corrections)
	out.DifferenceMinimum = cmp.Or(own.DifferenceMinimum, out.DifferenceMinimum)
	out.MustPublish = slices.Concat(out.MustPublish, own.MustPublish)
	out.Source = cmp.Or(own.Source, out.Source)
	return out
}

// Release tells when a release counts as made and whether it is preliminary.
type Release struct {
	// Slot is the civil date (YYYY-MM-DD) that releases carry as created; empty
	// takes the scheduled slot, or today in Stockholm for a run by hand.
	Slot        string `yaml:"slot"`
	Preliminary bool   `yaml:"preliminary"`
	// Calendar announces what will be published and when.
	Calendar []Planned `yaml:"calendar"`
}

// Planned is an announced publication.
type Planned struct {
	At    string    `yaml:"at"` // civil Stockholm time, YYYY-MM-DD HH:MM
	Title code.Text `yaml:"title"`
}

// PlannedForm is how the time of a planned publication is written.
const PlannedForm = "2006-01-02 15:04"

// Intake holds what concerns arriving files.
type Intake struct {
	// KeepOriginals keeps accepted originals under deliveries/; else they are
	// removed once their rows are in the lake.
	KeepOriginals bool `yaml:"keep_originals"`
	// OriginalsDays is how many days originals are kept; 0 keeps them until
	// KeepOriginals is turned off.
	OriginalsDays int `yaml:"originals_days"`
	// RejectedDays is how many days a rejected file stays in the inbox beside its
	// report; 0 leaves it until somebody removes it.
	RejectedDays int `yaml:"rejected_days"`
	// Expected tells which deliveries are due when, for jamfor coverage.
	Expected []Expected `yaml:"expected"`
	// Mappings name a mapping file per delivery name pattern (glob), first match.
	Mappings []Mapping `yaml:"mappings"`
	Workers  int       `yaml:"workers"` // default: one per core
}

// Expected is a collection that municipalities are to deliver.
type Expected struct {
	Collection string `yaml:"collection"`
	// From is the first period; those after it have the same length.
	From string `yaml:"from"`
	Days int    `yaml:"days"` // after the period's end; default 60
	// Municipalities that are to deliver: codes of four digits, or of two for a
	// whole county; none means all.
	Municipalities []string `yaml:"municipalities"`
}

// Covers reports whether a municipality is to deliver.
func (e Expected) Covers(municipality string) bool {
	for _, m := range e.Municipalities {
		if m == municipality || len(m) == 2 && strings.HasPrefix(municipality, m) {
			return true
		}
	}
	return len(e.Municipalities) == 0
}

func (e Expected) validate() error {
	period, err := code.ParsePeriod(e.From)
	if err != nil {
		return fmt.Errorf("from: %w", err)
	}
	switch {
	case e.Collection == "":
		return errors.New("collection is missing")
	case e.Days < 0 || e.Days > 3650:
		return fmt.Errorf("days %d: want 0–3650", e.Days)
	case period.YearNumber() < 1990:
		return fmt.Errorf("from %q: want a year from 1990", e.From)
	}
	for _, m := range e.Municipalities {
		if len(m) != 2 && len(m) != 4 {
			return fmt.Errorf("municipalities %q: want four digits, or two for a county", m)
		}
	}
	return nil
}

// Mapping applies a mapping to deliveries whose name matches.
type Mapping struct {
	Match string `yaml:"match"`
	File  string `yaml:"file"` // relative to the workspace
}

// Job is one scheduled job: cron in civil Stockholm time.
type Job struct {
	Name string `yaml:"name"`
	Do   string `yaml:"do"` // ingest, compute or run
	Cron string `yaml:"cron"`
	// CatchUp is the most missed slots that are made up for; default 1.
	CatchUp int `yaml:"catch_up"`
}

// Engine bounds the computation.
type Engine struct {
	Threads int    `yaml:"threads"` // default: one per core
	Memory  string `yaml:"memory"`  // default 1GB
}

// MemoryBytes is Memory in bytes: a whole number of MB or GB (powers of two).
func (e Engine) MemoryBytes() (int64, error) {
	text, unit := strings.TrimSpace(e.Memory), int64(0)
	switch {
	case text == "":
		return 1 << 30, nil
	case strings.HasSuffix(text, "GB"):
		unit = 1 << 30
	case strings.HasSuffix(text, "MB"):
		unit = 1 << 20
	}
	n, err := strconv.ParseInt(strings.TrimRight(text, "GMB "), 10, 64)
	if err != nil || unit == 0 || n < 1 || n > 1<<20 {
		return 0, fmt.Errorf("read configuration: engine.memory %q: want for example 512MB or 2GB", e.Memory)
	}
	return n * unit, nil
}

const configVersion = 1

// ParseConfig reads jamfor.yaml strictly; every mistake names its line.
func ParseConfig(raw []byte) (Config, error) {
	var c Config
	if err := yaml.UnmarshalWithOptions(raw, &c, yaml.Strict()); err != nil {
		return c, fmt.Errorf("read configuration: %w", err)
	}
	if c.Version != configVersion {
		return c, fmt.Errorf("read configuration: version %d is unknown, want %d", c.Version, configVersion)
	}
	if c.Release.Slot != "" {
		if _, err := time.Parse(time.DateOnly, c.Release.Slot); err != nil {
			return c, fmt.Errorf("read configuration: release.slot %q: want a date such as 2026-03-02", c.Release.Slot)
		}
	}
	for i, planned := range c.Release.Calendar {
		if _, err := time.ParseInLocation(PlannedForm, planned.At, code.Stockholm()); err != nil || planned.Title.SV == "" {
			return c, fmt.Errorf("read configuration: release.calendar[%d]: want at: \"2027-03-02 08:00\" and a title", i)
		}
	}
	if _, err := c.Engine.MemoryBytes(); err != nil {
		return c, err
	}
	if b := c.Boundaries; b != "" && b != "then" && b != "today" {
		return c, fmt.Errorf("read configuration: boundaries %q: want then or today", b)
	}
	if err := c.Disclosure.check("disclosure"); err != nil {
		return c, err
	}
	for _, set := range slices.Sorted(maps.Keys(c.Disclosure.Sets)) {
		if err := c.Disclosure.Sets[set].check("disclosure.sets." + set); err != nil {
			return c, err
		}
	}
	if c.Intake.OriginalsDays < 0 {
		return c, fmt.Errorf("read configuration: intake.originals_days %d: want 0 or more", c.Intake.OriginalsDays)
	}
	if c.Intake.RejectedDays < 0 {
		return c, fmt.Errorf("read configuration: intake.rejected_days %d: want 0 or more", c.Intake.RejectedDays)
	}
	for i, e := range c.Intake.Expected {
		if err := e.validate(); err != nil {
			return c, fmt.Errorf("read configuration: intake.expected[%d]: %w", i, err)
		}
	}
	for i, job := range c.Schedule {
		switch job.Do {
		case "ingest", "compute", "run":
		default:
			return c, fmt.Errorf("read configuration: schedule[%d].do %q: want ingest, compute or run", i, job.Do)
		}
	}
	return c, nil
}
