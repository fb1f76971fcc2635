package run

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"slices"
	"time"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/indicator"
	"jamfor/pipeline/publish"
	"jamfor/pipeline/release"
	"jamfor/pipeline/workspace"
)

// ReleaseSummary tells what became of a release. ID is empty where there is
// nothing to publish; Unchanged tells that the newest release has the same
// deliveries, definitions and program already.
type ReleaseSummary struct {
	ID        string `json:"id"`
	State     string `json:"state"`
	Dir       string `json:"dir"`
	Unchanged bool   `json:"unchanged,omitempty"`
	// Unproven counts the hidden numbers without proof of their width that the
	// disclosure officer must accept, and Audit is the page that names them: internal.
	Unproven int          `json:"unproven,omitempty"`
	Audit    string       `json:"audit,omitempty"`
	Sets     []SetSummary `json:"sets,omitempty"`
}

// SetSummary counts one set's observations.
type SetSummary struct {
	Name         string    `json:"name"`
	Title        code.Text `json:"title"`
	Indicators   int       `json:"indicators"`
	Periods      int       `json:"periods"`
	Observations int       `json:"observations"`
	Suppressed   int       `json:"suppressed"`
	Missing      int       `json:"missing"`
}

// CreateRelease makes a release candidate from the lake's latest version: cells,
// disclosure control, observations, files. It waits under staged/ for its two
// approvals, with its audit in ledger/disclosure; in a synthetic workspace it goes on to be published. A release that
// disclosure control stops comes as a *Stopped, with its report written.
func (p *Pipeline) CreateRelease(ctx context.Context) (ReleaseSummary, error) {
	store, err := p.store()
	if err != nil {
		return ReleaseSummary{}, err
	}
	if _, err := store.Sweep(); err != nil {
		return ReleaseSummary{}, err
	}
	if err := errors.Join(p.keepKnown(store), p.refreshCatalogue(ctx, store)); err != nil {
		return ReleaseSummary{}, err
	}
	l, err := p.openLake(ctx, false)
	if err != nil {
		return ReleaseSummary{}, err
	}
	defer l.Close()
	version, err := l.Latest(ctx)
	if err != nil || version.Number == 0 {
		return ReleaseSummary{}, err
	}
	edition, err := p.edition(ctx, l, version)
	if err != nil {
		return ReleaseSummary{}, err
	}
	same, err := p.place(store, edition)
	if err != nil || same != "" {
		return ReleaseSummary{ID: same, State: "released", Dir: store.Dir(same), Unchanged: true}, err
	}
	packages, err := p.computeAt(ctx, l, version, p.sets)
	if err != nil {
		return ReleaseSummary{}, err
	}
	if len(packages) == 0 {
		return ReleaseSummary{}, nil
	}
	if edition.ID == "" {
		edition.ID = fmt.Sprintf("%04d-%d", lastYear(packages), edition.Version)
	}
	if err := dropOther(store, edition); err != nil {
		return ReleaseSummary{}, err
	}
	if err := p.freezeRelease(edition.ID, packages); err != nil {
		return ReleaseSummary{}, err
	}
	reports, err := p.fillEdition(ctx, edition, packages)
	if err != nil {
		return ReleaseSummary{}, p.tellStopped(edition, err)
	}
	if err := p.setStoppedAside(edition.ID); err != nil {
		return ReleaseSummary{}, err
	}
	candidate, err := store.Stage(ctx, edition, release.Terms{Unproven: doubtsOf(reports).Total()}, p.writer(edition))
	if err != nil {
		return ReleaseSummary{}, err
	}
	if err := p.remember(ctx, l, version, edition.ID); err != nil {
		return ReleaseSummary{}, err
	}
	p.Log.Info("release staged", "release", edition.ID, "lake_version", version.Number, "unproven", candidate.Unproven())
	if edition.Synthetic {
		if candidate, err = p.publishSynthetic(ctx, store, edition.ID); err != nil {
			return ReleaseSummary{}, err
		}
	}
	summary := summarise(store, edition, candidate)
	summary.Audit, err = p.reportCandidate(edition, candidate, reports)
	return summary, err
}

func (p *Pipeline) store() (*release.Store, error) {
	return release.NewStore(p.Workspace.Path(workspace.Staged), p.Workspace.Path(workspace.Releases))
}

func (p *Pipeline) writer(e *release.Edition) release.Writer {
	return func(ctx context.Context, dir string) ([]release.FileInfo, error) {
		return publish.Write(ctx, dir, e, func(_ string, done, total int) { p.Progress(stepPublish, done, total) })
	}
}

func (p *Pipeline) publishSynthetic(ctx context.Context, store *release.Store, id string) (release.Candidate, error) {
	candidate, err := store.ApproveSynthetic(id, p.Now())
	if err != nil {
		return candidate, err
	}
	if _, err := store.Publish(ctx, id, p.Now()); err != nil {
		return candidate, err
	}
	if err := errors.Join(p.keepKnown(store), p.refreshCatalogue(ctx, store)); err != nil {
		return candidate, err
	}
	return store.Candidate(id)
}

// place gives the edition its version: one more than the newest release, or
// none (the id of that release) where nothing has changed since.
func (p *Pipeline) place(store *release.Store, e *release.Edition) (same string, err error) {
	list, err := store.List()
	if err != nil {
		return "", err
	}
	e.Version = 1
	newest, found := release.Latest(list)
	if !found {
		return "", nil
	}
	if newest.DeliveryDigest == e.DeliveryDigest && newest.DefinitionDigest == e.DefinitionDigest && newest.ProgramVersion == e.ProgramVersion {
		return newest.ID, nil
	}
	for _, m := range list {
		e.Version = max(e.Version, m.Version+1)
	}
	e.Replaces = newest.ID
	e.Cause = code.Text{SV: "Nya eller ändrade leveranser eller definitioner.", EN: "New or changed deliveries or definitions."}
	if p.Cause != "" {
		e.Cause = code.Text{SV: p.Cause, EN: p.Cause}
	}
	return "", nil
}

func lastYear(packages []cell.Package) int {
	last := 0
	for _, pkg := range packages {
		last = max(last, pkg.Period.YearNumber())
	}
	return last
}

func summarise(store *release.Store, e *release.Edition, c release.Candidate) ReleaseSummary {
	s := ReleaseSummary{ID: e.ID, State: c.State(), Dir: store.CandidateDir(e.ID), Unproven: c.Unproven()}
	if c.Released {
		s.Dir = store.Dir(e.ID)
	}
	for _, set := range e.Sets {
		one := SetSummary{Name: set.Name, Title: set.Title, Indicators: len(set.Indicators), Periods: len(set.Periods), Observations: len(set.Observations)}
		for _, o := range set.Observations {
			switch o.Status {
			case code.Suppressed:
				one.Suppressed++
			case code.Missing:
				one.Missing++
			}
		}
		s.Sets = append(s.Sets, one)
	}
	return s
}

// slot is the civil date that deliveries and releases of this run carry.
func (p *Pipeline) slot() string {
	switch {
	case p.Slot != "":
		return p.Slot
	case p.Workspace.Config.Release.Slot != "":
		return p.Workspace.Config.Release.Slot
	}
	return p.Now().In(code.Stockholm()).Format(time.DateOnly)
}

// dropOther removes a candidate of the edition's name that waits and was made of other
// deliveries, definitions or program. Its frozen cells are about to give way, and what
// is published must be what its cells say, whatever becomes of this attempt: releases
// after it reckon with them.
func dropOther(store *release.Store, e *release.Edition) error {
	c, err := store.Candidate(e.ID)
	if errors.Is(err, release.ErrNotFound) {
		return nil
	}
	m := c.Manifest
	if err != nil || c.Released || m.DeliveryDigest == e.DeliveryDigest && m.DefinitionDigest == e.DefinitionDigest && m.ProgramVersion == e.ProgramVersion {
		return err
	}
	return store.Discard(e.ID)
}

// freezeRelease keeps the cells that a release is made of.
func (p *Pipeline) freezeRelease(id string, packages []cell.Package) error {
	dir := p.Workspace.Path(workspace.Cells, id)
	if err := os.RemoveAll(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("freeze cells: %w", err)
	}
	return freezeAll(dir, packages)
}

// periodsOf lists the periods that a set is published for: those in which somebody
// told something of it, rolling years and parts of years first, then the years,
// each ascending, so that the newest year comes last. A set of one service area whose collection
// nobody was asked for in a year would be a table of dashes.
func periodsOf(packages []cell.Package, set indicator.Set) []code.Period {
	var periods []code.Period
	for _, pkg := range packages {
		if pkg.Set == set.Name && told(pkg, set) && !slices.Contains(periods, pkg.Period) {
			periods = append(periods, pkg.Period)
		}
	}
	slices.SortFunc(periods, func(a, b code.Period) int {
		return cmp.Or(periodRank(a)-periodRank(b), a.End().Compare(b.End()), cmp.Compare(a.String(), b.String()))
	})
	return periods
}

// periodRank puts periods of one length together, years last.
func periodRank(p code.Period) int {
	if p.IsYear() {
		return math.MaxInt32
	}
	end := p.End().AddDate(0, 0, 1)
	return 12*(end.Year()-p.Start().Year()) + int(end.Month()) - int(p.Start().Month())
}

// earliest is the period that begins first.
func earliest(periods []code.Period) code.Period {
	return slices.MinFunc(periods, func(a, b code.Period) int { return a.Start().Compare(b.Start()) })
}

// told reports whether anybody delivered the set's own collection, or rows of the
// set in another one (surveys). Populations do not count.
func told(pkg cell.Package, set indicator.Set) bool {
	if set.ServiceArea == "" {
		return true
	}
	for _, c := range pkg.Coverage {
		if c.Collection == string(set.ServiceArea) && len(c.Delivered) > 0 {
			return true
		}
	}
	return slices.ContainsFunc(pkg.Blocks, func(b cell.Block) bool { return !b.Public && len(b.Atoms) > 0 })
}
