package observe

import (
	"errors"
	"fmt"
	"math/big"
	"slices"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/observation"
)

// Options are what a run knows beside definitions and cells. The zero value is a
// final edition of real data, covered by number of municipalities.
type Options struct {
	// Synthetic and Provisional mark every observation.
	Synthetic   bool
	Provisional bool
	// Revised tells which observations differ from an earlier edition because
	// of an announced revision or a correction; nil: none.
	Revised func(observation.Observation) bool
	// First is the period of the edition that begins first: being comparable
	// from there is no break. Zero: unknown.
	First code.Period
	// Target is the target population of an indicator in a municipality, by
	// which coverage is weighed; nil, or all zero in an area: each municipality
	// counts once.
	Target func(indicator, municipality string) int64
}

// cleared is one cell as disclosure control lets it out.
type cleared struct {
	key    cell.Key
	parts  cell.Parts // read only where status is OK
	status code.Status
}

// observer holds one package's cells on their way to observations.
type observer struct {
	specs     map[string]Spec
	registry  *area.Registry
	period    code.Period
	delivered func(indicator, municipality string) bool
	options   Options

	rows  []row
	index map[cell.Key]int
}

// row is one observation in the making.
type row struct {
	cleared
	spec     Spec
	estimate Estimate
	coverage coverage
	out      observation.Observation
}

// observe runs all steps. Errors are collected: every indicator that cannot be
// computed is named at once.
func (o *observer) observe(cells []cleared) ([]observation.Observation, error) {
	o.index = make(map[cell.Key]int, len(cells))
	var problems []error
	failed := map[string]bool{} // one remark per indicator
	for _, c := range cells {
		err := o.add(c)
		if err != nil && !failed[c.key.Indicator] {
			problems = append(problems, err)
			failed[c.key.Indicator] = true
		}
	}
	if problems != nil {
		return nil, errors.Join(problems...)
	}
	o.combine()
	if err := o.compareExpected(); err != nil {
		return nil, err
	}
	if err := o.derive(); err != nil {
		return nil, err
	}
	for i := range o.rows {
		o.fill(&o.rows[i])
	}
	o.rank()
	o.compareNation()
	return o.sorted()
}

// add computes one cell's own estimate.
func (o *observer) add(c cleared) error {
	spec, known := o.specs[c.key.Indicator]
	switch {
	case !known:
		return fmt.Errorf("observe %s: no such indicator in the set", c.key.Indicator)
	case !slices.Contains(code.PublishedSexes, c.key.Sex):
		return fmt.Errorf("observe %s: sex %q is never a published row", c.key.Indicator, c.key.Sex)
	}
	if _, twice := o.index[c.key]; twice {
		return fmt.Errorf("observe %s: a cell comes twice", c.key.Indicator)
	}
	r := row{cleared: c, spec: spec, estimate: Estimate{Status: c.status}}
	switch c.status {
	case code.OK:
		var err error
		if r.estimate, err = Value(spec, c.parts); err != nil {
			return err
		}
	case code.NotApplicable:
		r.estimate.Reason = ReasonZeroBase
	case code.Missing, code.Suppressed:
		if c.status == code.Missing && o.registry.WithoutValue(c.key.Area) {
			r.estimate = Estimate{Status: code.NotApplicable, Reason: ReasonBoundaries}
		}
	default:
		return fmt.Errorf("observe %s: unknown status %q", c.key.Indicator, c.status)
	}
	if c.status != code.OK {
		r.parts = cell.Parts{} // what is not shown is not there
	}
	r.coverage = o.cover(spec, c.key.Area)
	if p := r.parts; p.Of > 0 && (p.Members != r.coverage.n || p.Of != r.coverage.of) {
		return fmt.Errorf("observe %s: cells rest on other municipalities than the coverage says: were they computed from other definitions?", c.key.Indicator)
	}
	o.index[c.key] = len(o.rows)
	o.rows = append(o.rows, r)
	return nil
}

// fill writes the row's own figures into its observation.
func (o *observer) fill(r *row) {
	e := r.estimate
	r.out = observation.Observation{
		Indicator: r.key.Indicator, Area: r.key.Area, Period: o.period,
		Sex: r.key.Sex, AgeGroup: r.key.Age, Dimension: r.key.Dimension, Category: r.key.Category,
		AreaName: o.areaName(r.key.Area, r.coverage),
		Value:    e.Value, Numerator: e.Numerator, Denominator: e.Denominator,
		Lower95: e.Lower95, Upper95: e.Upper95, Lower998: e.Lower998, Upper998: e.Upper998,
		Method: e.Method, Status: e.Status, Reason: e.Reason,
		PairedShare: e.PairedShare, Decimals: r.spec.Decimals,
	}
	if e.Status != code.Suppressed {
		if n, of := r.coverage.n, r.coverage.of; of > 0 {
			r.out.CoverageN, r.out.CoverageOf = &n, &of
		}
	}
	if e.Status == code.OK && r.spec.CountsPersons {
		r.out.Persons = persons(r.spec, r.parts)
	}
	r.out.Flags = o.flags(r)
}

// persons is the number of persons a value rests on, nil where none are counted.
func persons(spec Spec, p cell.Parts) *int64 {
	n := p.Denominator
	switch spec.Kind {
	case cell.Count, cell.Rate, cell.StandardisedRate, cell.StandardisedRatio:
		n = p.Numerator
	case cell.Ratio:
		return nil
	}
	return &n
}

// flags lists a row's flags in the order of their constants.
func (o *observer) flags(r *row) []code.Flag {
	var flags []code.Flag
	if o.options.Provisional || r.spec.Provisional {
		flags = append(flags, code.Provisional)
	}
	if o.options.Revised != nil && o.options.Revised(r.out) {
		flags = append(flags, code.Revised)
	}
	if r.spec.breaksAt(o.period, o.options.First) || o.registry.Broken(r.key.Area) {
		flags = append(flags, code.Break)
	}
	if o.options.Synthetic {
		flags = append(flags, code.Synthetic)
	}
	return flags
}

// breaksAt reports whether the series starts anew in the period: a declared
// break lies in it, or the first comparable year begins within it, or with it and
// there are earlier periods.
func (s Spec) breaksAt(p, first code.Period) bool {
	within := func(b code.Period) bool {
		return !b.IsZero() && !b.Start().Before(p.Start()) && !b.Start().After(p.End())
	}
	if slices.ContainsFunc(s.Breaks, within) {
		return true
	}
	return within(s.ComparableFrom) && (s.ComparableFrom.Start().After(p.Start()) || first.IsZero() || first.Start().Before(p.Start()))
}

// sorted returns the observations in their total order, keys unique.
func (o *observer) sorted() ([]observation.Observation, error) {
	out := make([]observation.Observation, 0, len(o.rows))
	for i := range o.rows {
		if !o.registry.Undivided(o.rows[i].key.Area) {
			out = append(out, o.rows[i].out)
		}
	}
	slices.SortFunc(out, observation.Compare)
	for i := 1; i < len(out); i++ {
		if observation.Compare(out[i-1], out[i]) == 0 {
			return nil, fmt.Errorf("observe %s: two observations with one key", out[i].Indicator)
		}
	}
	return out, nil
}

// number is the exact rational that a published figure stands for.
func number(v float64, decimals int) *big.Rat {
	r := new(big.Rat).SetFloat64(v)
	if r == nil {
		return new(big.Rat)
	}
	return new(big.Rat).SetFrac(half(r, decimals), pow10(decimals))
}
