package worker

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"jamfor/pipeline/canonical"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/identity"
	"jamfor/pipeline/intake"
	"jamfor/pipeline/table"
	"jamfor/pipeline/validate"
)

// Input is what a job reads from and writes to.
type Input struct {
	Files []Source        // in the order of Job.Files
	Keys  *identity.Keyer // of the lake's own layer
	Spill canonical.File  // what does not fit in memory
	// Staging takes the canonical files. nil checks without writing, as the
	// supplier's tool does.
	Staging io.WriterAt
	// TestIdentities lets official test numbers pass in a synthetic workspace;
	// it is ignored in any other.
	TestIdentities *identity.AllowList
}

// testIdentities are those that may pass: none outside a synthetic workspace.
func (in Input) testIdentities(job Job) *identity.AllowList {
	if !job.Synthetic {
		return nil
	}
	return in.TestIdentities
}

// Source is one open file.
type Source struct {
	Data io.ReaderAt
	Size int64
}

// Process reads, sorts, checks and writes one delivery in this process, within
// the job's budgets for rows and sorting memory. Faults of the delivery are in
// the Result; an error is a fault of the job, the machine or the program.
func Process(ctx context.Context, job Job, in Input) (Result, error) {
	if err := job.Validate(); err != nil {
		return Result{}, err
	}
	if len(in.Files) != len(job.Files) && !job.Zero {
		return Result{}, fmt.Errorf("%w: %d files named, %d open", ErrJob, len(job.Files), len(in.Files))
	}
	p, err := newProcess(job, in)
	if err != nil {
		return Result{}, err
	}
	if job.Zero {
		return p.zero(), nil
	}
	if job.Look {
		return p.look(ctx)
	}
	mapping, findings := p.mapping()
	for _, f := range findings {
		p.findings.Add(f)
	}
	for i := range job.Files {
		if findings != nil {
			break // without its mapping a file would only be misunderstood
		}
		if err := p.read(ctx, i, mapping); err != nil {
			return Result{}, err
		}
	}
	if !p.findings.Refused() {
		if err := p.finish(ctx); err != nil {
			return Result{}, err
		}
		p.judged = true
	}
	return p.result(), nil
}

// process is the state of one job.
type process struct {
	job      Job
	in       Input
	contract *contract.Contract
	spill    *canonical.Spill
	findings *validate.Findings
	datasets map[string]*dataset
	persons  *persons
	rows     map[string]map[string]int64 // by municipality and dataset
	distinct map[string]int64            // persons by municipality
	sketches map[string]validate.Sketch
	total    int64
	there    []string            // datasets that some file or sheet was a table of
	empty    []intake.ZeroReport // datasets said to be empty
	judged   bool                // every row was read and every rule had its turn
	files    []FileNote
	parts    []Part
}

// dataset is the rows of one dataset on their way.
type dataset struct {
	name   string
	layout *canonical.Layout
	rules  *validate.Rules
	sorter *canonical.Sorter
	// homeless holds rows whose municipality only their parent knows.
	homeless *canonical.Sorter
	persons  bool
}

func newProcess(job Job, in Input) (*process, error) {
	var size int64
	for _, f := range in.Files {
		size += f.Size
	}
	job.Limits = job.Limits.WithDefaults(size)
	p := &process{
		job: job, in: in, contract: contract.Core(), spill: canonical.NewSpill(in.Spill),
		findings: validate.NewFindings(job.Limits.Findings), datasets: map[string]*dataset{},
		rows: map[string]map[string]int64{}, distinct: map[string]int64{},
	}
	if p.contract.Collections[job.Collection] == nil {
		return nil, fmt.Errorf("%w: unknown collection %q", ErrJob, job.Collection)
	}
	p.in.TestIdentities = in.testIdentities(job)
	if job.Municipality != "" {
		p.rows[job.Municipality] = map[string]int64{}
	}
	var err error
	p.persons, err = newPersons(p)
	return p, err
}

// read reads one file into the sorters. A refused file is a finding.
func (p *process) read(ctx context.Context, i int, mapping *intake.Mapping) error {
	file, source := p.job.Files[i], p.in.Files[i]
	options := intake.Options{
		Contract: p.contract, Collection: p.job.Collection, Municipality: p.job.Municipality,
		Period: p.job.Period, Dataset: file.Dataset, Mapping: mapping, Keys: p.in.Keys,
		Limits:              intake.Limits{Rows: p.job.Limits.Rows, FindingsRule: validate.FromReader},
		AllowTestIdentities: p.in.TestIdentities,
	}
	var summary intake.Summary
	err := p.while(ctx, func(ctx context.Context, f *feed) (err error) {
		summary, err = intake.Read(ctx, intake.File{Name: file.Name, Data: source.Data, Size: source.Size}, options, f)
		return err
	})
	var refusal *intake.Refusal
	switch {
	case errors.As(err, &refusal):
		p.refuse(file.Name, refusal)
	case errors.Is(err, errTooManyRows):
		p.findings.Add(validate.LimitFinding(p.contract, SafeName(file.Name), p.job.Limits.Rows))
		if err := p.lookAt(ctx, i); err != nil {
			return err
		}
	case err != nil:
		return fmt.Errorf("read file %d of %s: %w", i+1, p.job.Delivery, err)
	}
	p.note(file, summary)
	return nil
}

// refuse makes sure that a refused file refuses the delivery, whatever the
// reader's findings say.
func (p *process) refuse(name string, refusal *intake.Refusal) {
	if p.findings.Refused() {
		return
	}
	for _, f := range refusal.Findings {
		f.Severity, f.Municipality = table.Stop, ""
		p.findings.Add(f)
	}
	if !p.findings.Refused() {
		p.findings.Add(unreadable(name))
	}
}

func (p *process) note(file File, s intake.Summary) {
	note := FileNote{
		Name: SafeName(file.Name), SHA256: file.SHA256, Format: string(s.Format),
		Encoding: s.Encoding, Delimiter: s.Delimit,
		Lines: s.Lines, Habits: s.Habits, Mapping: s.Mapping,
	}
	for _, part := range s.Parts {
		note.Rows += part.Rows
		if !slices.Contains(note.Datasets, part.Dataset) {
			note.Datasets = append(note.Datasets, part.Dataset)
		}
	}
	p.there = append(p.there, note.Datasets...)
	p.empty = append(p.empty, s.Zero...)
	for _, count := range s.Findings {
		p.findings.AddUnseen(count.Rule, count.Severity, count.Total-int64(count.Shown))
	}
	p.files = append(p.files, note)
}

// dataset finds or starts the state of a dataset; nil when the collection does
// not have it.
func (p *process) dataset(name string) (*dataset, error) {
	if d := p.datasets[name]; d != nil {
		return d, nil
	}
	if !slices.Contains(p.contract.Collections[p.job.Collection].Datasets, name) {
		return nil, nil
	}
	layout, err := canonical.NewLayout(p.contract, name)
	if err != nil {
		return nil, err
	}
	rules, err := validate.NewRules(p.contract, p.job.Collection, name, p.job.Period)
	if err != nil {
		return nil, err
	}
	d := &dataset{
		name: name, layout: layout, rules: rules,
		sorter:  canonical.NewSorter(layout, p.spill, p.job.Limits.Memory),
		persons: p.contract.Datasets[name].Variable(personColumn) != nil,
	}
	p.datasets[name] = d
	return d, nil
}

// ordered lists the datasets that were met, parents first.
func (p *process) ordered() []*dataset {
	var list []*dataset
	for _, name := range p.contract.DatasetNames() {
		if d := p.datasets[name]; d != nil {
			list = append(list, d)
		}
	}
	return list
}

// finish judges the rows in order and writes the parts.
func (p *process) finish(ctx context.Context) error {
	for _, d := range p.ordered() {
		if err := d.sorter.Finish(ctx); err != nil {
			return err
		}
		if err := p.settle(ctx, d); err != nil {
			return err
		}
	}
	if p.job.Municipality == "" {
		if err := p.findTwoHomes(ctx); err != nil {
			return err
		}
	}
	if err := p.persons.finish(ctx); err != nil {
		return err
	}
	p.judgeDelivery()
	for _, d := range p.ordered() {
		if err := p.write(ctx, d); err != nil {
			return fmt.Errorf("write %s: %w", d.name, err)
		}
	}
	return nil
}

// judgeDelivery runs the rules on the delivery as a whole.
func (p *process) judgeDelivery() {
	validate.Delivery{
		Contract: p.contract, Collection: p.job.Collection, Rows: p.rows, There: p.there,
		Zero: p.zeroOf, Persons: p.sketches, Earlier: p.job.Earlier,
	}.Judge(p.findings)
}

// zeroOf lists the datasets that a municipality says are empty.
func (p *process) zeroOf(municipality string) []string {
	var names []string
	for _, z := range p.empty {
		if z.Municipality == "" || z.Municipality == municipality {
			names = append(names, z.Dataset)
		}
	}
	return names
}
