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
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/identity"
	"jamfor/pipeline/validate"
	"jamfor/pipeline/worker"
)

// The exit codes, as jamfor's.
const (
	exitDone     = 0
	exitFailure  = 1
	exitUsage    = 2
	exitRejected = 3
)

const help = `leverera – uppgiftslämnarens verktyg för jamfor

  leverera kontrollera [--mappning FIL] LEVERANS …

      Kontrollerar leveranser så som mottagaren gör det, utan att något lämnar
      datorn. En leverans är en fil eller en mapp med namnet
      <insamling>_<kommun eller multi>_<period>_<löpnummer>.

      Exempel:  leverera kontrollera missbruk_1280_2025_1.xlsx

      För varje leverans skrivs en rapport bredvid: LEVERANS.rapport.html

Returkoder: 0 godkänd, 1 fel, 2 felaktigt anrop, 3 någon leverans underkänd.
`

// Main runs one command and returns its exit code.
func Main(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	if len(args) == 0 || args[0] == "hjälp" || args[0] == "--help" || args[0] == "-h" {
		fmt.Fprint(stdout, help)
		if len(args) == 0 {
			return exitUsage
		}
		return exitDone
	}
	if args[0] != "kontrollera" {
		fmt.Fprintf(stderr, "leverera: kommandot %q finns inte.\n\n%s", args[0], help)
		return exitUsage
	}
	flags := flag.NewFlagSet("kontrollera", flag.ContinueOnError)
	flags.SetOutput(stderr)
	mapping := flags.String("mappning", "", "mappning från ett källsystem")
	if err := flags.Parse(args[1:]); err != nil {
		return exitUsage
	}
	if flags.NArg() == 0 {
		fmt.Fprintln(stderr, "leverera: ange minst en leverans att kontrollera.")
		return exitUsage
	}
	exit := exitDone
	for _, path := range flags.Args() {
		report, err := Check(ctx, path, *mapping)
		if err != nil {
			fmt.Fprintf(stderr, "leverera: %v\n", err)
			exit = max(exit, exitFailure)
			continue
		}
		if err := report.WriteText(stdout, code.Swedish); err != nil {
			return exitFailure
		}
		if err := writePage(path, report); err != nil {
			fmt.Fprintf(stderr, "leverera: %v\n", err)
			exit = max(exit, exitFailure)
		}
		if report.Status != validate.Accepted {
			exit = exitRejected
		}
	}
	return exit
}

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
