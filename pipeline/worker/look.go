package worker

import (
	"context"
	"fmt"
	"os"
	"slices"

	"jamfor/pipeline/identity"
	"jamfor/pipeline/intake"
	"jamfor/pipeline/table"
	"jamfor/pipeline/validate"
)

// lookAgain has a fresh child search the files that broke the first one for clear
// identities: what becomes of them depends on it. Of its answer only the rules are
// believed. A search that breaks too is RuleUnsearched.
func lookAgain(ctx context.Context, c Config, job Job, inputs []*os.File, first *child) ([]table.Finding, error) {
	job.Look = true
	s, err := newScratch(c.Dir)
	if err != nil {
		return nil, err
	}
	second := &child{config: c, job: job, inputs: inputs, scratch: s}
	answer, rule, err := second.run(ctx)
	if closeErr := s.close(false); err == nil {
		err = closeErr
	}
	if err != nil {
		return nil, err
	}
	first.usage.add(second.usage)
	if rule != "" || answer.Status != validate.Rejected || len(answer.Parts) > 0 {
		return []table.Finding{reason(RuleUnsearched, firstName(job))}, nil
	}
	name := firstName(job)
	for _, f := range answer.Report.Findings {
		if identity.Deletes(f.Rule) {
			return []table.Finding{identity.InContent(SafeName(name))}, nil
		}
	}
	return nil, nil
}

func (u *Usage) add(more Usage) {
	u.WallMillis += more.WallMillis
	u.CPUMillis += more.CPUMillis
	u.PeakResident = max(u.PeakResident, more.PeakResident)
}

// look searches all files for clear identities and judges nothing else.
func (p *process) look(ctx context.Context) (Result, error) {
	for i := range p.job.Files {
		if err := p.lookAt(ctx, i); err != nil {
			return Result{}, err
		}
		p.note(p.job.Files[i], intake.Summary{})
	}
	if !slices.ContainsFunc(p.findings.List(), func(f table.Finding) bool { return f.Severity == table.Stop }) {
		p.findings.Add(unreadable(firstName(p.job)))
	}
	return p.result(), nil
}

// lookAt searches one file.
func (p *process) lookAt(ctx context.Context, i int) error {
	file, source := p.job.Files[i], p.in.Files[i]
	findings, err := intake.Look(ctx, intake.File{Name: file.Name, Data: source.Data, Size: source.Size}, intake.Limits{}, p.in.TestIdentities)
	if err != nil {
		return fmt.Errorf("search file %d of %s: %w", i+1, p.job.Delivery, err)
	}
	for _, f := range findings {
		f.File = validate.SafeName(file.Name)
		p.findings.Add(f)
	}
	return nil
}
