package run

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure"
	"jamfor/pipeline/durable"
	"jamfor/pipeline/release"
	"jamfor/pipeline/workspace"
)

// DisclosureAudit is what the data protection officer reads about a release. It
// tells primary from complementary and names cells: internal, like everything
// in ledger/.
type DisclosureAudit struct {
	Format  int    `json:"format"`
	Release string `json:"release"`
	State   string `json:"state"`
	Program string `json:"program"`
	// Earlier lists the releases whose numbers were taken as known.
	Earlier []string `json:"earlier,omitempty"`
	// Assumed says what the readers that were tried are taken to know.
	Assumed  []code.Text          `json:"assumed"`
	Packages []*disclosure.Report `json:"packages"`
	Loss     []disclosure.Loss    `json:"loss"` // of all packages together
	// Doubts are the small numbers whose width nothing proves; a person decides on
	// them by their number. Decision is the disclosure officer's approval, with the
	// number accepted; nil while there is none.
	Doubts   disclosure.Doubts `json:"doubts"`
	Decision *release.Approval `json:"decision,omitempty"`
	Blocked  []BlockedPackage  `json:"blocked,omitempty"`
	// Proposals are coarser tables for the packages of which much is hidden.
	Proposals []PackageProposals `json:"proposals,omitempty"`
	Problems  []release.Problem  `json:"problems,omitempty"`
	// JSON and Page are the files written.
	JSON string `json:"-"`
	Page string `json:"-"`
}

// BlockedPackage is a package that cannot be published under its rules.
type BlockedPackage struct {
	Set     string                   `json:"set"`
	Period  code.Period              `json:"period"`
	Reason  disclosure.Reason        `json:"reason"`
	Cells   []disclosure.BlockedCell `json:"cells"`
	Columns []string                 `json:"columns,omitempty"` // as the audit names them
	Choices []code.Text              `json:"choices"`
}

// NewBlockedPackage tells of a blocked package what the operator may know: cells,
// never values.
func NewBlockedPackage(b *disclosure.Blocked) BlockedPackage {
	return BlockedPackage{b.Set, b.Period, b.Reason, b.Cells, b.Columns, b.Choices}
}

// PackageProposals are the coarser tables proposed for one package.
type PackageProposals struct {
	Set       string                `json:"set"`
	Period    code.Period           `json:"period"`
	Above     int64                 `json:"above"` // per cent hidden
	Proposals []disclosure.Proposal `json:"proposals"`
}

// Totals are the sums over all packages.
type Totals struct {
	Cells, Missing, Hidden, Primary, Known int
	Wide, Fractional, Unproven, Untried    int
	Loose                                  int // of the unproven
	Disclosed                              int
	Narrowest                              int64 // -1: no interval is bounded
}

const disclosureAuditFormat = 1

// AuditRelease runs disclosure control anew over the cells that a release or
// candidate was made of, holds its rows against the outcome, and writes the
// report to ledger/disclosure as JSON and as a page in the given language. A
// package that cannot be protected is in the report and comes as a
// *disclosure.Blocked beside it.
func (p *Pipeline) AuditRelease(ctx context.Context, id string, lang code.Lang) (*DisclosureAudit, error) {
	shown, err := p.ShowRelease(id)
	if err != nil {
		return nil, err
	}
	out := &DisclosureAudit{
		Format: disclosureAuditFormat, Release: id, State: shown.State,
		Program: shown.Manifest.ProgramVersion, Assumed: disclosure.Assumptions(), Decision: decisionOf(shown.Approvals),
	}
	if out.Problems, err = p.otherDefinitions(shown.Manifest); err != nil {
		return nil, err
	}
	past, err := p.history(p.editionOf(shown.Manifest))
	if err != nil {
		return nil, err
	}
	for _, r := range past.releases {
		out.Earlier = append(out.Earlier, r.ID)
	}
	packages, err := p.thawAll(p.Workspace.Path(workspace.Cells, id))
	if err != nil {
		return nil, fmt.Errorf("read the cells of release %s: %w", id, err)
	}
	rows := &history{releases: []pastRelease{{Manifest: shown.Manifest, rows: shown.Dir}}}
	var blocked *disclosure.Blocked
	for i, pkg := range packages {
		p.Progress(stepDisclose, i+1, len(packages))
		if !publishes(shown.Manifest, pkg) {
			continue // nobody delivered: nothing of it is in the release
		}
		b, err := p.auditPackage(ctx, out, pkg, p.areasOf(pkg, shown.Manifest.Boundaries), past, rows)
		if err != nil {
			return nil, err
		}
		if blocked == nil {
			blocked = b
		}
		if err := p.propose(ctx, out, packages, i); err != nil {
			return nil, err
		}
	}
	out.Loss, out.Doubts = lossOf(out.Packages), doubtsOf(out.Packages)
	out.Problems = append(out.Problems, otherDoubts(shown, out)...)
	if err := p.writeAudit(out, lang); err != nil {
		return nil, err
	}
	if blocked != nil {
		return out, blocked
	}
	return out, nil
}

// auditPackage judges one package and compares it with the release's rows.
func (p *Pipeline) auditPackage(ctx context.Context, out *DisclosureAudit, pkg cell.Package, areas *area.Registry, past, rows *history) (*disclosure.Blocked, error) {
	earlier, err := past.earlier(p, pkg, areas)
	if err != nil {
		return nil, err
	}
	cleared, report, err := disclosure.Protect(ctx, pkg, areas, p.rules(pkg.Set), earlier...)
	var blocked *disclosure.Blocked
	if err != nil && !errors.As(err, &blocked) {
		return nil, err
	}
	if report != nil {
		out.Packages = append(out.Packages, report)
	}
	if blocked != nil {
		out.Blocked = append(out.Blocked, NewBlockedPackage(blocked))
		return blocked, nil
	}
	if err := rows.read(pkg.Set); err != nil {
		return nil, err
	}
	var too, less int
	scored := map[string]bool{} // whose limits come of a sum of squares
	for _, m := range pkg.Measures {
		scored[m.Indicator] = m.Kind == cell.Mean || m.Kind == cell.Change
	}
	cleared.Each(func(k cell.Key, parts cell.Parts, status code.Status) {
		if areas.Undivided(k.Area) {
			return // protected, never published
		}
		switch published := rows.shown[0][shownKey{k, pkg.Period}]; {
		case published != nothing && status == code.Suppressed,
			published == withLimits && scored[k.Indicator] && parts.SumSquares == nil:
			too++
		case published == nothing && status == code.OK:
			less++
		}
	})
	if too > 0 {
		out.Problems = append(out.Problems, release.Problem{Where: pkg.Set + " " + pkg.Period.String(), Text: text2(
			"%d celler visas i utgåvan men klarar inte kontrollen", "%d cells are shown in the release and do not pass", too)})
	}
	if less > 0 {
		out.Problems = append(out.Problems, release.Problem{Where: pkg.Set + " " + pkg.Period.String(), Text: text2(
			"%d celler klarar kontrollen men visas inte i utgåvan", "%d cells pass and are not shown in the release", less)})
	}
	return nil, nil
}

// propose notes coarser tables for a package of which too much is hidden.
func (p *Pipeline) propose(ctx context.Context, out *DisclosureAudit, packages []cell.Package, i int) error {
	pkg, rules := packages[i], p.rules(packages[i].Set)
	var before *cell.Package
	for k := range packages {
		if packages[k].Set == pkg.Set && packages[k].Period.Next() == pkg.Period {
			before = &packages[k]
		}
	}
	areas := p.areasOf(pkg, p.boundaries())
	if areas != p.areas {
		before = nil // two periods on two divisions are not added up
	}
	proposals, err := disclosure.Propose(ctx, pkg, before, areas, rules)
	if err != nil {
		return fmt.Errorf("propose coarser tables: %w", err)
	}
	if len(proposals) > 0 {
		out.Proposals = append(out.Proposals, PackageProposals{pkg.Set, pkg.Period, rules.ProposeAbove, proposals})
	}
	return nil
}

// Totals sums the packages up.
func (a *DisclosureAudit) Totals() Totals {
	t := Totals{Narrowest: -1}
	for _, r := range a.Packages {
		t.Cells, t.Missing, t.Hidden, t.Primary = t.Cells+r.Cells, t.Missing+r.Missing, t.Hidden+r.Hidden, t.Primary+r.Primary
		for _, x := range r.Tables {
			f := x.Audit
			t.Wide, t.Fractional, t.Unproven, t.Known = t.Wide+f.Wide, t.Fractional+f.Fractional, t.Unproven+f.Unproven, t.Known+len(x.Known)
			t.Loose += f.Loose
			t.Untried, t.Disclosed = t.Untried+x.Untried, t.Disclosed+len(f.Disclosed)
			if f.Narrowest >= 0 && (t.Narrowest < 0 || f.Narrowest < t.Narrowest) {
				t.Narrowest = f.Narrowest
			}
		}
		for _, x := range r.Measures {
			t.Wide, t.Fractional, t.Unproven = t.Wide+x.Audit.Wide, t.Fractional+x.Audit.Fractional, t.Unproven+x.Audit.Unproven
		}
	}
	return t
}

// lossOf adds the losses up by grain and sex, finest first.
func lossOf(reports []*disclosure.Report) []disclosure.Loss {
	type where struct {
		grain area.Type
		sex   code.Sex
	}
	at := map[where]int{}
	var out []disclosure.Loss
	for _, r := range reports {
		for _, l := range r.Loss {
			i, ok := at[where{l.Grain, l.Sex}]
			if !ok {
				i = len(out)
				at[where{l.Grain, l.Sex}] = i
				out = append(out, disclosure.Loss{Grain: l.Grain, Sex: l.Sex})
			}
			out[i].Cells += l.Cells
			out[i].Hidden += l.Hidden
			out[i].Things += l.Things
			out[i].HiddenThings += l.HiddenThings
			out[i].Primary += l.Primary
			out[i].PrimaryThings += l.PrimaryThings
		}
	}
	slices.SortStableFunc(out, func(a, b disclosure.Loss) int {
		return slices.Index(area.Grains, a.Grain) - slices.Index(area.Grains, b.Grain)
	})
	return out
}

// writeAudit writes the report's two files.
func (p *Pipeline) writeAudit(a *DisclosureAudit, lang code.Lang) error {
	dir := p.Workspace.Path(workspace.Ledger, "disclosure")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("write the disclosure audit: %w", err)
	}
	raw, err := json.MarshalIndent(a, "", "  ")
	if err != nil {
		return fmt.Errorf("write the disclosure audit: %w", err)
	}
	var page bytes.Buffer
	if err := writeAuditPage(&page, a, lang); err != nil {
		return fmt.Errorf("write the disclosure audit: %w", err)
	}
	a.JSON, a.Page = p.auditFile(a.Release, ".json"), p.auditFile(a.Release, ".html")
	return errors.Join(durable.WriteFile(a.JSON, append(raw, '\n'), 0o600), durable.WriteFile(a.Page, page.Bytes(), 0o600))
}
