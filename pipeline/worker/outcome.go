package worker

import (
	"slices"

	"jamfor/pipeline/code"
	"jamfor/pipeline/table"
	"jamfor/pipeline/validate"
)

// result tells what became of the delivery. Parts of municipalities that were
// rejected after their rows were written are left out.
func (p *process) result() Result {
	outcomes, status := validate.Outcomes(p.findings, p.rows, p.distinct)
	r := Result{
		Version: ResultVersion, Status: status, Parts: []Part{}, Municipalities: outcomes,
		Rows: p.total, Files: p.files, Sketches: map[string]validate.Sketch{},
	}
	for _, o := range outcomes {
		if o.Status == validate.Accepted {
			r.Sketches[o.Municipality] = p.sketches[o.Municipality]
		}
	}
	for _, part := range p.parts {
		if !p.findings.Stopped(part.Municipality) {
			r.Parts = append(r.Parts, part)
		}
	}
	why := code.Text{}
	if !p.judged {
		why = validate.WhyUnread
	}
	r.Report = p.report(r, why)
	return r
}

func (p *process) report(r Result, why code.Text) validate.Report {
	outcomes := p.findings.RuleOutcomes(p.contract, p.job.Collection, why)
	return validate.Report{
		Version: validate.ReportVersion, Delivery: p.job.Delivery, Name: SafeName(p.job.Name),
		Collection: p.job.Collection, Period: p.job.Period, Sequence: p.job.Sequence,
		Synthetic: p.job.Synthetic, Status: r.Status, Municipalities: r.Municipalities, Files: r.Files,
		Totals: p.findings.Totals(), Findings: p.findings.List(), Rules: validate.RulesRun(outcomes), Outcomes: outcomes,
	}
}

// Reject takes one municipality's share out of the result for a reason found
// after the reading.
func (r *Result) Reject(municipality string, f table.Finding) {
	left := false
	r.Municipalities = slices.Clone(r.Municipalities)
	for i := range r.Municipalities {
		o := &r.Municipalities[i]
		if o.Municipality == municipality {
			o.Status = validate.Rejected
			o.Stops++
		}
		left = left || o.Status == validate.Accepted
	}
	if r.Status = validate.Partial; !left {
		r.Status = validate.Rejected
	}
	r.Parts = slices.DeleteFunc(slices.Clone(r.Parts), func(p Part) bool { return p.Municipality == municipality })
	r.Report.Status, r.Report.Municipalities = r.Status, r.Municipalities
	r.Report.Outcomes = validate.WithFailure(r.Report.Outcomes, f)
	r.Report.Rules = validate.RulesRun(r.Report.Outcomes)
	r.Report.Findings = append([]table.Finding{f}, r.Report.Findings...)
	r.Report.Totals = append([]validate.Total{{
		Rule: f.Rule, Severity: f.Severity, Municipality: municipality, Count: 1, Kept: 1,
	}}, r.Report.Totals...)
}

// zero is the result of a nollrapport: accepted, with no rows.
func (p *process) zero() Result {
	p.files = []FileNote{}
	for _, f := range p.job.Files {
		p.files = append(p.files, FileNote{Name: SafeName(f.Name), SHA256: f.SHA256})
	}
	r := Result{
		Version: ResultVersion, Status: validate.Accepted, Parts: []Part{}, Files: p.files,
		Municipalities: []validate.Outcome{{Municipality: p.job.Municipality, Status: validate.Accepted, Zero: true}},
	}
	r.Report = p.report(r, validate.WhyZero)
	return r
}
