// Package supplier is the supplier's own tool, leverera: small, static, without
// DuckDB, for people who are not programmers. What it accepts intake accepts,
// because both run the same readers, guard and rules. Nothing leaves the
// machine it runs on.
//
// Today it checks a delivery (leverera kontrollera). Templates, keys,
// pseudonymisation, packing and feedback are to come.
package supplier

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"jamfor/pipeline/contract"
	"jamfor/pipeline/identity"
	"jamfor/pipeline/validate"
	"jamfor/pipeline/worker"
)

// Check holds one delivery (a file or a folder) against everything that intake
// would, with a throw-away key: nothing is kept.
func Check(ctx context.Context, path, mapping string) (validate.Report, error) {
	info, err := os.Stat(path)
	if err != nil {
		return validate.Report{}, fmt.Errorf("öppna %s: %w", filepath.Base(path), err)
	}
	base := filepath.Base(path)
	name, findings := worker.ParseName(contract.Core(), base, info.IsDir())
	job := worker.Job{
		Version: worker.JobVersion, Delivery: "kontroll", Name: worker.SafeName(base), Collection: name.Collection,
		Municipality: name.Municipality, Period: name.Period, Sequence: name.Sequence, Zero: name.Zero,
	}
	if findings != nil {
		return worker.Refused(job, findings...).Report, nil
	}
	if mapping != "" {
		if job.Mapping, err = os.ReadFile(mapping); err != nil {
			return validate.Report{}, fmt.Errorf("läs mappningen: %w", err)
		}
	}
	paths, err := members(path, info.IsDir())
	if err != nil {
		return validate.Report{}, err
	}
	for _, member := range paths {
		file := worker.File{Name: filepath.Base(member), Dataset: name.Dataset}
		if info.IsDir() {
			dataset, odd := worker.ParseMember(contract.Core(), name.Collection, file.Name)
			findings, file.Dataset = append(findings, odd...), dataset
		}
		job.Files = append(job.Files, file)
	}
	if findings != nil {
		return worker.Refused(job, findings...).Report, nil
	}
	return process(ctx, job, paths)
}

func members(path string, folder bool) ([]string, error) {
	if !folder {
		return []string{path}, nil
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, fmt.Errorf("läs mappen: %w", err)
	}
	var paths []string
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") {
			paths = append(paths, filepath.Join(path, e.Name()))
		}
	}
	return paths, nil
}

// process runs the checks in this process, spilling to a temporary file that
// holds pseudonyms only and is removed.
func process(ctx context.Context, job worker.Job, paths []string) (report validate.Report, err error) {
	key := make([]byte, identity.MinKeyLength)
	if _, err := rand.Read(key); err != nil {
		return report, fmt.Errorf("skapa engångsnyckel: %w", err)
	}
	in := worker.Input{}
	if in.Keys, err = identity.NewKeyer(key); err != nil {
		return report, err
	}
	spill, err := os.CreateTemp("", "leverera-*")
	if err != nil {
		return report, fmt.Errorf("skapa arbetsfil: %w", err)
	}
	defer func() { err = errors.Join(err, spill.Close(), os.Remove(spill.Name())) }()
	in.Spill = spill
	for _, path := range paths {
		file, err := os.Open(path)
		if err != nil {
			return report, fmt.Errorf("öppna %s: %w", filepath.Base(path), err)
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

func writePage(path string, report validate.Report) error {
	page, err := os.Create(path + ".rapport.html")
	if err != nil {
		return fmt.Errorf("skriv rapporten: %w", err)
	}
	err = report.WriteHTML(page)
	if closeErr := page.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return fmt.Errorf("skriv rapporten: %w", err)
	}
	return nil
}
