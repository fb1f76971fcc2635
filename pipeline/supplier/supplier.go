// Package supplier is the supplier's own tool, leverera: small, static, without
// DuckDB, for people who are not programmers. What it accepts intake accepts,
// because both run the same readers, guard and rules. Nothing leaves the
// machine it runs on.
package supplier

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/identity"
	"jamfor/pipeline/intake"
	"jamfor/pipeline/table"
	"jamfor/pipeline/validate"
	"jamfor/pipeline/worker"
)

// Check holds one delivery (a file or a folder) against everything that intake
// would, with a throw-away key: nothing is kept. mapping is the path of a
// mapping or the name of a shipped one; with "" the mapping beside the delivery
// is used, as at intake.
func Check(ctx context.Context, path, mapping string) (validate.Report, error) {
	c, err := newCheck(path, mapping)
	if err != nil {
		return validate.Report{}, err
	}
	return c.run(ctx)
}

// check is one delivery to be checked.
type check struct {
	job      worker.Job
	paths    []string
	findings []table.Finding // about its name
}

func newCheck(path, mapping string) (*check, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, code.Problem("öppna %s: %v", "open %s: %v", safePath(path), plainError(err))
	}
	base := filepath.Base(path)
	name, findings := worker.ParseName(contract.Core(), base, info.IsDir())
	c := &check{findings: findings, job: worker.Job{
		Version: worker.JobVersion, Delivery: "kontroll", Name: worker.SafeName(base), Collection: name.Collection,
		Municipality: name.Municipality, Period: name.Period, Sequence: name.Sequence, Zero: name.Zero,
		Limits: worker.Limits{Findings: keepFindings},
	}}
	if c.job.Mapping, err = findMapping(path, mapping); err != nil || findings != nil {
		return c, err
	}
	if c.paths, err = members(path, info.IsDir()); err != nil {
		return nil, err
	}
	for _, member := range c.paths {
		file := worker.File{Name: filepath.Base(member), Dataset: name.Dataset}
		if info.IsDir() {
			dataset, odd := worker.ParseMember(contract.Core(), name.Collection, file.Name)
			c.findings, file.Dataset = append(c.findings, odd...), dataset
		}
		c.job.Files = append(c.job.Files, file)
	}
	return c, nil
}

// keepFindings is how many findings of a kind are marked in the copy.
const keepFindings = 1000

func (c *check) run(ctx context.Context) (validate.Report, error) {
	if c.findings != nil {
		return worker.Refused(c.job, c.findings...).Report, nil
	}
	return process(ctx, c.job, c.paths)
}

// findMapping reads the mapping that goes with a delivery; nil for none.
func findMapping(path, mapping string) ([]byte, error) {
	if mapping == "" {
		beside := worker.MappingName(strings.TrimSuffix(path, filepath.Ext(path)))
		if _, err := os.Stat(beside); err != nil {
			return nil, nil
		}
		mapping = beside
	}
	return mappingText(mapping)
}

// mappingText is a mapping as YAML: a file, or the one that ships under a name.
func mappingText(mapping string) ([]byte, error) {
	if raw, ok := intake.System(mapping); ok {
		return raw, nil
	}
	raw, err := os.ReadFile(mapping)
	if err != nil {
		return nil, code.Problem("öppna mappningen %[1]s: %[2]v (mappningar som följer med: %[3]s)", "open the mapping %[1]s: %[2]v (mappings that ship: %[3]s)",
			safePath(mapping), plainError(err), strings.Join(intake.Systems(), ", "))
	}
	return raw, nil
}

func members(path string, folder bool) ([]string, error) {
	if !folder {
		return []string{path}, nil
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, code.Problem("läs mappen: %v", "read the folder: %v", plainError(err))
	}
	var paths []string
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") {
			paths = append(paths, filepath.Join(path, e.Name()))
		}
	}
	if len(paths) == 0 {
		return nil, code.Problem("mappen %s är tom", "the folder %s is empty", safePath(path))
	}
	return paths, nil
}

// process runs the checks in this process, spilling to a temporary file that
// holds pseudonyms only and is removed.
func process(ctx context.Context, job worker.Job, paths []string) (report validate.Report, err error) {
	key := make([]byte, identity.MinKeyLength)
	if _, err := rand.Read(key); err != nil {
		return report, code.Problem("skapa engångsnyckel: %v", "make a throw-away key: %v", err)
	}
	in := worker.Input{}
	if in.Keys, err = identity.NewKeyer(key); err != nil {
		return report, err
	}
	spill, err := os.CreateTemp("", "leverera-*")
	if err != nil {
		return report, code.Problem("skapa arbetsfil: %v", "make a scratch file: %v", plainError(err))
	}
	defer func() { err = errors.Join(err, spill.Close(), os.Remove(spill.Name())) }()
	in.Spill = spill
	for _, path := range paths {
		file, err := os.Open(path)
		if err != nil {
			return report, code.Problem("öppna %s: %v", "open %s: %v", safePath(path), plainError(err))
		}
		defer file.Close()
		info, err := file.Stat()
		if err != nil {
			return report, err
		}
		in.Files = append(in.Files, worker.Source{Data: file, Size: info.Size()})
	}
	result, err := worker.Process(ctx, job, in)
	return result.Report, err
}

// writeReports writes the report beside the delivery: as a page, and as a marked
// copy of the supplier's files. It lists what it wrote.
func (c *check) writeReports(ctx context.Context, path string, report validate.Report) ([]string, error) {
	page := path + ".rapport.html"
	if err := replaceFile(page, report.WriteHTML); err != nil {
		return nil, err
	}
	if len(c.paths) == 0 || len(report.Findings) == 0 {
		return []string{page}, nil
	}
	mapping, _ := intake.ParseMapping(c.job.Mapping, nil) // a faulty one is in the report
	if len(c.job.Mapping) == 0 {
		mapping = nil
	}
	copied := markedCopy{report: report, mapping: mapping, dates: dateHeadings(report.Collection, mapping)}
	book := path + ".rapport.xlsx"
	err := replaceFile(book, func(w io.Writer) error { return copied.write(ctx, w, c.paths) })
	return []string{page, book}, err
}

// replaceFile writes a file of our own anew: under another name until it is
// whole.
func replaceFile(path string, write func(io.Writer) error) error {
	file, err := os.CreateTemp(filepath.Dir(path), ".leverera-*")
	if err != nil {
		return code.Problem("skriv %s: %v", "write %s: %v", safePath(path), plainError(err))
	}
	err = write(file)
	if closeErr := file.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		_ = os.Remove(file.Name())
		return code.Problem("skriv %s: %v", "write %s: %v", safePath(path), plainError(err))
	}
	return nil
}
