package run

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"golang.org/x/sync/errgroup"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure"
	"jamfor/pipeline/indicator"
	"jamfor/pipeline/lake"
	"jamfor/pipeline/observation"
	"jamfor/pipeline/observe"
	"jamfor/pipeline/release"
	"jamfor/pipeline/workspace"
)

// edition is a release's frame: everything but its numbers.
func (p *Pipeline) edition(ctx context.Context, l *lake.Lake, version lake.Version) (*release.Edition, error) {
	view, err := l.Snapshot(ctx, version)
	if err != nil {
		return nil, err
	}
	deliveries, err := view.ContentDigests(ctx, lake.Selection{})
	if err != nil {
		return nil, err
	}
	definitions, err := p.definitionDigest()
	if err != nil {
		return nil, err
	}
	config := p.Workspace.Config
	return &release.Edition{
		Created: p.slot(), Synthetic: config.Synthetic, Preliminary: config.Release.Preliminary,
		OfficialStatistics: config.Publisher.OfficialStatistics,
		ProgramVersion:     ProgramVersion,
		DeliveryDigest:     digestOf(deliveries),
		DefinitionDigest:   definitions,
		Publisher:          config.Publisher.Name,
		Contact:            config.Publisher.Contact,
		License:            "http://creativecommons.org/publicdomain/zero/1.0/",
		Publication:        publication(config.Publisher),
		Boundaries:         p.boundaries(),
		Reasons:            reasons(),
	}, nil
}

// editionOf is the frame of a release that exists.
func (p *Pipeline) editionOf(m release.Manifest) *release.Edition {
	return &release.Edition{
		ID: m.ID, Version: m.Version, Created: m.Created, Replaces: m.Replaces, Cause: m.Cause,
		Synthetic: m.Synthetic, Preliminary: m.Preliminary, OfficialStatistics: m.OfficialStatistics,
		ProgramVersion: m.ProgramVersion, DeliveryDigest: m.DeliveryDigest, DefinitionDigest: m.DefinitionDigest,
		Publisher: m.Publisher, Contact: m.Contact, License: m.License, Publication: m.Publication, Boundaries: m.Boundaries, Reasons: reasons(),
	}
}

func publication(p workspace.Publisher) release.Publication {
	return release.Publication{URL: p.URL, Organisation: p.Organisation, Kind: p.Kind, HighValue: p.HighValue}
}

// definitionDigest covers what decides the numbers beside the deliveries: the
// sets' definitions, the SQL models and the rules of disclosure control.
func (p *Pipeline) definitionDigest() (string, error) {
	all := map[string]disclosure.Rules{}
	for _, s := range p.sets {
		all[s.Name] = p.rules(s.Name)
	}
	rules, err := json.Marshal(all)
	if err != nil {
		return "", fmt.Errorf("digest rules: %w", err)
	}
	parts := []string{indicator.Digest(p.sets), modelDigest(), string(rules)}
	if b := p.boundaries(); b != "" {
		parts = append(parts, string(b))
	}
	return digestOf(parts), nil
}

// sideBySide is how many packages are protected at once: each holds its own
// tables in memory.
const sideBySide = 2

// fillEdition protects the packages, makes observations of what is cleared and
// puts them into the edition. The reports are of all packages, in order.
func (p *Pipeline) fillEdition(ctx context.Context, e *release.Edition, packages []cell.Package) ([]*disclosure.Report, error) {
	all, err := p.published(ctx, e, packages)
	if err != nil {
		return nil, err
	}
	for i, set := range p.sets {
		if len(all[i]) == 0 {
			continue
		}
		estimated := slices.ContainsFunc(packages, func(pkg cell.Package) bool { return pkg.Set == set.Name && pkg.EstimatedPopulation() })
		s := release.Set{SetInfo: setInfo(set, e.Synthetic, p.rules(set.Name)), Periods: periodsOf(packages, set)}
		for _, d := range set.Definitions {
			s.Indicators = append(s.Indicators, indicatorInfo(set, d, estimated))
		}
		for _, one := range all[i] {
			s.Observations = append(s.Observations, one.observations...)
			s.Coverage = append(s.Coverage, one.coverage...)
		}
		s.Observations = observe.Link(s.Observations)
		slices.SortFunc(s.Observations, observation.Compare)
		e.Sets = append(e.Sets, s)
	}
	return reportsOf(all), nil
}

// onePeriod is what a set publishes of a period.
type onePeriod struct {
	observations []observation.Observation
	coverage     []release.Coverage
	report       *disclosure.Report
	err          error
}

// published takes the packages through disclosure control, some side by side, and
// gives them by set and period, in order. Where disclosure control stops any, the
// error is a *Stopped; else, where several fail, the first one's error is told,
// whichever failed first.
func (p *Pipeline) published(ctx context.Context, e *release.Edition, packages []cell.Package) ([][]onePeriod, error) {
	past, err := p.history(e)
	if err != nil {
		return nil, err
	}
	all := make([][]onePeriod, len(p.sets))
	var group errgroup.Group
	group.SetLimit(sideBySide)
	for i, set := range p.sets {
		wanted := periodsOf(packages, set)
		all[i] = make([]onePeriod, len(wanted))
		for n, period := range wanted {
			at := slices.IndexFunc(packages, func(pkg cell.Package) bool { return pkg.Set == set.Name && pkg.Period == period })
			pkg, one := packages[at], &all[i][n]
			areas := p.areasOf(pkg, e.Boundaries)
			earlier, err := past.earlier(p, pkg, areas)
			if err != nil {
				one.err = err
				continue
			}
			group.Go(func() error { // when there is room for it
				one.coverage = p.coverage(pkg)
				one.observations, one.report, one.err = p.observations(ctx, e, set, pkg, areas, earlier, earliest(wanted))
				return nil
			})
			p.Progress(stepDisclose, at+1, len(packages))
		}
	}
	_ = group.Wait() // none: every error has its place
	if stopped := stoppedOf(all); stopped != nil {
		return nil, stopped
	}
	for _, set := range all {
		for _, one := range set {
			if one.err != nil {
				return nil, one.err
			}
		}
	}
	return all, nil
}

// observations takes one package through disclosure control to observations.
func (p *Pipeline) observations(ctx context.Context, e *release.Edition, set indicator.Set, pkg cell.Package, areas *area.Registry, earlier []disclosure.Earlier, first code.Period) ([]observation.Observation, *disclosure.Report, error) {
	cleared, report, err := disclosure.Protect(ctx, pkg, areas, p.rules(set.Name), earlier...)
	if err != nil {
		return nil, report, fmt.Errorf("protect %s %s: %w", pkg.Set, pkg.Period, err)
	}
	p.Log.Info("disclosure", "set", pkg.Set, "period", pkg.Period.String(), "cells", report.Cells, "hidden", report.Hidden)
	out, err := observe.Observe(cleared, set, areas, observe.Options{
		Synthetic: e.Synthetic, Provisional: e.Preliminary, First: first, Target: observe.TargetOf(set.Definitions, areas),
	})
	return out, report, err
}

func (p *Pipeline) coverage(pkg cell.Package) []release.Coverage {
	var all []release.Coverage
	for _, c := range pkg.Coverage {
		title := code.Text{SV: c.Collection, EN: c.Collection}
		if known := p.contract.Collections[c.Collection]; known != nil {
			title = known.Title
		}
		all = append(all, release.Coverage{Collection: c.Collection, Title: title, Period: pkg.Period, Delivered: c.Delivered, ZeroReport: c.ZeroReport})
	}
	return all
}

func setInfo(s indicator.Set, synthetic bool, rules disclosure.Rules) release.SetInfo {
	join := func(texts ...string) string {
		all := ""
		for i, t := range texts {
			if i > 0 {
				all += "\n\n"
			}
			all += t
		}
		return all
	}
	q := s.Quality
	info := release.SetInfo{
		Name: s.Name, Title: s.Title, ServiceArea: s.ServiceArea, Description: s.Description,
		Quality: code.Text{SV: join(q.Relevance.SV, q.Accuracy.SV, q.Comparability.SV), EN: join(q.Relevance.EN, q.Accuracy.EN, q.Comparability.EN)},
	}
	info.Declaration = release.Declaration{Relevance: q.Relevance, Accuracy: q.Accuracy, Comparability: q.Comparability, Sample: q.Sample}
	if q.Sample && !synthetic {
		info.Quality = code.Text{} // sample text is no declaration: the release is refused
	} else if q.Sample {
		info.Quality.SV = join("Exempeltext, inte skriven av dem som ansvarar för statistiken.", info.Quality.SV)
		info.Quality.EN = join("Sample text, not written by those responsible for the statistics.", info.Quality.EN)
	}
	if info.Quality != (code.Text{}) {
		told := rulesText(rules)
		info.Quality.SV, info.Quality.EN = join(info.Quality.SV, told.SV), join(info.Quality.EN, told.EN)
	}
	return info
}

func indicatorInfo(set indicator.Set, d *indicator.Definition, estimated bool) release.IndicatorInfo {
	info := release.IndicatorInfo{
		ID: d.ID, Title: d.Title, Description: d.Description, Question: code.Question(d.Question),
		ServiceArea: d.Area, Kind: string(d.Kind), Unit: d.ValueUnit, Counting: countingUnit(d.Unit),
		Numerator: d.NumeratorText, Denominator: d.DenominatorText,
		Direction: release.Direction(d.Direction), Decimals: d.Decimals, Multiplier: d.Multiplier, Method: string(d.Interval),
		Weighting: weighting(d.Weighting), WeightingCode: string(d.Weighting), PairedShare: d.Kind.BaseShare(), Source: d.Source, Caveats: d.Caveats, Interpretation: d.Interpretation,
		CoverageLimit: float64(d.Coverage), MinBase: d.MinimumBase, RankBase: d.RankBase, Grains: d.AreaTypes(),
		EstimatedPopulation: estimated && d.PopulationOf() != nil,
	}
	for _, division := range d.Divisions() {
		split := release.Split{Dimension: division.Name, Title: division.Title, Grains: division.Grains}
		for _, m := range division.Classes {
			split.Classes = append(split.Classes, release.Class{Code: m.Code(), Title: m.Title})
		}
		info.Splits = append(info.Splits, split)
	}
	if info.ServiceArea == "" {
		info.ServiceArea = set.ServiceArea
	}
	if d.ComparableFrom > 0 {
		info.ComparableFrom = code.Year(d.ComparableFrom)
	}
	if d.Pairing != nil {
		info.PairingLimit = d.Pairing.Limit
	}
	for _, b := range d.Breaks {
		info.Breaks = append(info.Breaks, release.Break{Period: code.Year(b.From), Text: b.Text})
	}
	return info
}

// reasons explains the codes that observations carry.
func reasons() []release.Reason {
	var all []release.Reason
	for _, r := range observe.Reasons() {
		all = append(all, release.Reason{Code: r, Text: observe.ReasonText(r)})
	}
	return all
}

func weighting(w indicator.Weighting) code.Text {
	if w == indicator.GroupsUnweighted {
		return code.Text{
			SV: "Län och kommungrupper: ovägt medelvärde av kommunernas värden. Riket: beräknat på alla kommuners uppgifter tillsammans (vägt)",
			EN: "Counties and municipality groups: unweighted mean of the municipalities' values. The nation: computed from all municipalities' data together (weighted)",
		}
	}
	if w == indicator.Unweighted {
		return code.Text{SV: "Ovägt medelvärde av kommunernas värden", EN: "Unweighted mean of the municipalities' values"}
	}
	return code.Text{SV: "Beräknat på alla kommuners uppgifter tillsammans", EN: "Computed from all municipalities' data together"}
}

// countingUnit names what one counted thing is.
func countingUnit(u indicator.Unit) code.Text {
	switch u {
	case "person":
		return code.Text{SV: "Personer (en person räknas en gång per kommun)", EN: "Persons (counted once per municipality)"}
	case "case":
		return code.Text{SV: "Ärenden", EN: "Cases"}
	case "intervention":
		return code.Text{SV: "Insatser", EN: "Interventions"}
	case "measurement":
		return code.Text{SV: "Mätningar", EN: "Measurements"}
	case "goal":
		return code.Text{SV: "Mål", EN: "Goals"}
	case "response":
		return code.Text{SV: "Enkätsvar", EN: "Survey answers"}
	case "household":
		return code.Text{SV: "Hushåll", EN: "Households"}
	case "inhabitant":
		return code.Text{SV: "Invånare", EN: "Inhabitants"}
	}
	return code.Text{SV: "Volymuppgifter", EN: "Volumes"}
}
