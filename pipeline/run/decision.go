package run

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure"
	"jamfor/pipeline/release"
	"jamfor/pipeline/workspace"
)

// A hidden number whose width nothing proves stops no release by itself
// (unless the rules say unproven: block). A person decides: the candidate holds
// how many there are, the report of its disclosure control lies in
// ledger/disclosure from the beginning, and the disclosure officer's approval
// accepts exactly that number.

// reportsOf lists the reports of all packages, by set and period.
func reportsOf(all [][]onePeriod) []*disclosure.Report {
	var out []*disclosure.Report
	for _, set := range all {
		for _, one := range set {
			out = append(out, one.report)
		}
	}
	return out
}

// doubtsOf adds the doubts of all packages up.
func doubtsOf(reports []*disclosure.Report) disclosure.Doubts {
	var d disclosure.Doubts
	for _, r := range reports {
		d = d.Plus(r.Doubts())
	}
	return d
}

// decisionOf is the disclosure officer's approval, nil while there is none.
func decisionOf(approvals []release.Approval) *release.Approval {
	for _, a := range approvals {
		if a.Role == release.DisclosureOfficer {
			return &a
		}
	}
	return nil
}

// Undecided reports whether numbers of what waits for approval wait for the
// disclosure officer's decision.
func (a *DisclosureAudit) Undecided() bool {
	return a.Doubts.Total() > 0 && a.Accepted() == nil && (a.State == "staged" || a.State == "approved")
}

// Accepted is the decision where it accepted any numbers, else nil.
func (a *DisclosureAudit) Accepted() *release.Approval {
	if a.Decision == nil || a.Decision.Unproven == 0 {
		return nil
	}
	return a.Decision
}

// auditFile is one of the two files of a release's audit, by its ending.
func (p *Pipeline) auditFile(id, ending string) string {
	return p.Workspace.Path(workspace.Ledger, "disclosure", id+ending)
}

// newAudit is the frame of an audit of what an edition was made of.
func (p *Pipeline) newAudit(e *release.Edition, state string, reports []*disclosure.Report) (*DisclosureAudit, error) {
	out := &DisclosureAudit{
		Format: disclosureAuditFormat, Release: e.ID, State: state, Program: e.ProgramVersion,
		Assumed: disclosure.Assumptions(), Packages: reports, Loss: lossOf(reports), Doubts: doubtsOf(reports),
	}
	past, err := p.history(e)
	if err != nil {
		return nil, err
	}
	for _, r := range past.releases {
		out.Earlier = append(out.Earlier, r.ID)
	}
	return out, nil
}

// reportCandidate writes the audit of what was just staged, so that the disclosure
// officer can read it at once. Coarser tables are left to AuditRelease: they cost
// as much as the candidate did.
func (p *Pipeline) reportCandidate(e *release.Edition, c release.Candidate, reports []*disclosure.Report) (page string, err error) {
	out, err := p.newAudit(e, c.State(), reports)
	if err != nil {
		return "", err
	}
	out.Decision = decisionOf(c.Approvals())
	return p.auditFile(e.ID, ".html"), p.writeAudit(out, cmp.Or(p.Lang, code.Swedish))
}

// retellAudit brings state and decision in the written audit up to date. An audit
// that is not there, or that tells of another number than the candidate's, is left
// as it is: AuditRelease makes it anew.
func (p *Pipeline) retellAudit(d ReleaseDetail) error {
	raw, err := os.ReadFile(p.auditFile(d.Manifest.ID, ".json"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	var audit DisclosureAudit
	if err == nil {
		err = json.Unmarshal(raw, &audit)
	}
	if err != nil {
		return fmt.Errorf("note the decision in the disclosure audit: %w", err)
	}
	if audit.Format != disclosureAuditFormat || audit.State == stateStopped || audit.Doubts.Total() != d.Unproven {
		return nil
	}
	audit.State, audit.Decision = d.State, decisionOf(d.Approvals)
	return p.writeAudit(&audit, cmp.Or(p.Lang, code.Swedish))
}

// otherDoubts tells where an audit counts other numbers than what waits for approval
// was created with: the approval would be of those.
func otherDoubts(shown ReleaseDetail, a *DisclosureAudit) []release.Problem {
	if a.State == "released" || len(a.Blocked) > 0 || a.Doubts.Total() == shown.Unproven {
		return nil
	}
	return []release.Problem{{Where: a.Release, Text: text2(
		"granskningen räknar %d dolda tal utan bevisad bredd och kandidaten skapades med %d; skapa den på nytt",
		"the audit counts %d hidden numbers without proof of their width and the candidate was created with %d; create it again",
		a.Doubts.Total(), shown.Unproven)}}
}

// unprovenError tells a disclosure officer what there is to decide, and how.
func (p *Pipeline) unprovenError(id string, e *release.UnprovenError) error {
	if e.Unproven == 0 {
		return userError("Utgåva %s har inga dolda tal utan bevisad bredd att godta: utelämna --unproven.",
			"Release %s has no hidden numbers without proof of their width to accept: leave --unproven out.", id)
	}
	wrong := code.Text{}
	if e.Accepted != 0 {
		wrong = text2("Fel antal: --unproven %d. ", "Wrong number: --unproven %d. ", e.Accepted)
	}
	page := p.auditFile(id, ".html")
	return userError(wrong.SV+`Utgåva %s: %d dolda tal har ingen bevisad bredd. Det som visas ger dem gränser, men ingen
annan möjlig tabell bevisar att gränserna är så vida som reglerna kräver. En människa måste avgöra.
Läs granskningen: %s (intern; saknas den: jamfor release audit %s). Att välja mellan:
  • Godta dem: jamfor release approve %s --role disclosure --name NAMN --unproven %d
  • Publicera grövre: färre grains, inga age_groups eller splits i definitionerna, och skapa utgåvan på nytt.
  • Låt sådana tal stoppa varje utgåva: unproven: block under disclosure i jamfor.yaml.`,
		wrong.EN+`Release %s: %d hidden numbers have no proof of their width. What is shown bounds them, but no
second possible table proves that the bounds are as wide as the rules ask. A person must decide.
Read the audit: %s (internal; if there is none: jamfor release audit %s). Choose:
  • Accept them: jamfor release approve %s --role disclosure --name NAME --unproven %d
  • Publish more coarsely: fewer grains, no age_groups or splits in the definitions, and create the release again.
  • Let such numbers stop every release: unproven: block under disclosure in jamfor.yaml.`,
		id, e.Unproven, page, id, id, e.Unproven)
}
