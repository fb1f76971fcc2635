package worker

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"time"

	"jamfor/pipeline/table"
)

// Errors of Run that callers branch on.
var (
	// ErrUnsupported tells that this system has no way to bound a child.
	ErrUnsupported = errors.New("bounded worker processes need Linux")
	// ErrNotPlain refuses a path that is not a plain file with a single name.
	ErrNotPlain = errors.New("not a plain file with a single name")
)

// Config is what Run needs beside the job.
type Config struct {
	// Command starts the child: the path of jamfor-worker, or of another program
	// with the arguments that make it call Main. Required.
	Command []string
	// Dir is where the staging and the spill file are made, on the file system of
	// the lake. Required.
	Dir string
	// Keys is the chain of the lake's pseudonym keys, oldest first. Required.
	Keys [][]byte
	// Identities are the secret age keys that open delivery packages, as text
	// (AGE-SECRET-KEY-…), newest first. They reach the child by pipe and only
	// where the job is a package.
	Identities [][]byte
	// Grace is how long after its deadline a child may still be reaped. Default 2 s.
	Grace time.Duration
}

func (c Config) validate() error {
	if len(c.Command) == 0 || c.Dir == "" || len(c.Keys) == 0 {
		return fmt.Errorf("%w: command, dir and keys are required", ErrJob)
	}
	return nil
}

// Run does a job in a child process within the job's limits. Whatever the files
// do to the child, the answer is a Result: a delivery that broke its worker is
// rejected with a reason. The error is one of this side: the job, the machine,
// or ctx. Of an accepted or partly accepted result the caller owns the file
// Result.Staging and removes it; otherwise no file is left.
func Run(ctx context.Context, c Config, job Job) (result Result, err error) {
	if runtime.GOOS != "linux" {
		return Result{}, ErrUnsupported
	}
	if job.Version == 0 {
		job.Version = JobVersion
	}
	if err := errors.Join(c.validate(), job.Validate()); err != nil {
		return Result{}, err
	}
	inputs, findings, err := openInputs(job)
	defer closeAll(inputs)
	if err != nil {
		return Result{}, err
	}
	if findings != nil {
		return Refused(job, findings...), nil
	}
	if job.Zero {
		return runZero(ctx, job, inputs)
	}
	s, err := newScratch(c.Dir)
	if err != nil {
		return Result{}, err
	}
	defer func() { err = errors.Join(err, s.close(len(result.Parts) > 0 && err == nil)) }()

	job.Limits = job.Limits.WithDefaults(sizes(inputs))
	digests := digestAll(ctx, inputs)
	child := &child{config: c, job: job, inputs: inputs, scratch: s}
	answer, rule, err := child.run(ctx)
	sums := <-digests
	if err != nil {
		return Result{}, err
	}
	if rule == "" {
		rule = compareDigests(&job, sums, inputs)
	}
	if rule == "" && job.Parcel != nil {
		return takeParcel(job, answer, child.usage, s.staging)
	}
	if rule == "" && verify(job, answer, s.staging) != nil {
		rule = ruleUntrusted
	}
	if rule != "" {
		var found []table.Finding
		if rule != ruleChanged { // that one is read again when it is finished
			if found, err = lookAgain(ctx, c, job, inputs, child); err != nil {
				return Result{}, err
			}
		}
		result = Refused(job, append([]table.Finding{reason(rule, firstName(job))}, found...)...)
		result.Usage = child.usage
		return result, nil
	}
	for i := range answer.Files {
		answer.Files[i].SHA256 = sums[i].sum
	}
	answer.Report.Files = answer.Files
	answer.Usage, answer.Staging = child.usage, s.staging.Name()
	return answer, nil
}

// maxZero is the most bytes that a nollrapport may have.
const maxZero = 64 << 10

// runZero answers a nollrapport. Nothing of it is read but its digest, so it
// needs no child.
func runZero(ctx context.Context, job Job, inputs []*os.File) (Result, error) {
	if sizes(inputs) > maxZero {
		return Refused(job, reason(ruleZero, firstName(job))), nil
	}
	if rule := compareDigests(&job, <-digestAll(ctx, inputs), inputs); rule != "" {
		return Refused(job, reason(rule, firstName(job))), nil
	}
	return Process(ctx, job, Input{})
}

func firstName(job Job) string {
	if len(job.Files) == 1 {
		return job.Files[0].Name
	}
	return job.Name
}

// scratch is the two files of one run.
type scratch struct{ staging, spill *os.File }

func newScratch(dir string) (scratch, error) {
	staging, err := os.CreateTemp(dir, "staging-*.tmp")
	if err != nil {
		return scratch{}, fmt.Errorf("make staging file: %w", err)
	}
	spill, err := os.CreateTemp(dir, "spill-*.tmp")
	if err != nil {
		return scratch{}, errors.Join(fmt.Errorf("make spill file: %w", err), staging.Close(), os.Remove(staging.Name()))
	}
	s := scratch{staging, spill}
	// Nobody else needs the spill file's name, and without it a kill leaves nothing.
	if err := os.Remove(spill.Name()); err != nil {
		return scratch{}, errors.Join(fmt.Errorf("unlink spill file: %w", err), s.close(false))
	}
	return s, nil
}

// close closes both files and removes the staging file unless it is kept.
func (s scratch) close(keep bool) error {
	errs := []error{s.spill.Close(), s.staging.Close()}
	if !keep {
		errs = append(errs, os.Remove(s.staging.Name()))
	}
	return errors.Join(errs...)
}
