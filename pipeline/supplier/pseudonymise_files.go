package supplier

import (
	"bufio"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"jamfor/pipeline/code"
	"jamfor/pipeline/intake"
	"jamfor/pipeline/supplier/pseudonymise"
	"jamfor/pipeline/worker"
)

// ownIDsSuffix ends the name of the private table of own ids. It stays at the
// supplier: leverera packa refuses it. Columns: slag (person, arende, hushall,
// svar_id), kommun, eget_id, pseudonym.
const ownIDsSuffix = ".egna-id.csv"

// writing is one delivery on its way out.
type writing struct {
	*pseudonymising
	options pseudonymise.Options
	folder  bool   // the delivery is a folder of files
	stem    string // path of the result without ending
	temp    string // folder that everything is written to first
	own     *csv.Writer
	result  string // what was written, relative to temp
}

// files checks every file first, then writes all or nothing.
func (w *writing) files(ctx context.Context, paths []string) int {
	plans := make([]*pseudonymise.Plan, len(paths))
	problems := 0
	for i, path := range paths {
		plan, err := w.check(ctx, path)
		if err != nil {
			return w.fail(err)
		}
		plans[i] = plan
		problems += plan.Total
	}
	if problems > 0 {
		w.complain("Inget skrevs: %d fel måste rättas först.", "Nothing was written: %d faults must be corrected first.", problems)
		return exitRejected
	}
	for _, end := range []string{"", ".csv", ".parquet", ownIDsSuffix} {
		if _, err := os.Lstat(w.stem + end); err == nil {
			return w.fail(code.Problem("%s finns redan i mappen för resultatet; flytta det eller välj en annan med --ut", "%s is in the result's folder already; move it or choose another with --ut", safePath(w.stem+end)))
		}
	}
	if err := w.all(ctx, paths, plans); err != nil {
		return w.fail(err)
	}
	w.say("Skrivet: %s\nEgna id:n: %s\n  OBS! Tabellen över egna id:n är bara för er. Skicka den aldrig; den är läsbar bara för er.",
		"Written: %s\nOwn ids: %s\n  NOTE! The table of own ids is for you alone. Never send it; only you can read it.", w.result, w.stem+ownIDsSuffix)
	return exitDone
}

func (w *writing) check(ctx context.Context, path string) (*pseudonymise.Plan, error) {
	var plan *pseudonymise.Plan
	err := w.open(path, func(file intake.File) (err error) {
		plan, err = pseudonymise.Check(ctx, file, w.memberOptions(path))
		return err
	})
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(w.stdout, "%s\n", safePath(path))
	for _, t := range plan.Tables {
		w.tell(t)
	}
	w.list(w.t("blad utan tabell, hoppas över", "sheets without a table, passed over"), plan.Skipped)
	for _, note := range plan.Notes {
		w.say("    Obs: %s", "    Note: %s", note.In(w.lang))
	}
	for _, problem := range plan.Problems {
		fmt.Fprintf(w.stderr, "%s: %s\n", safePath(path), problem.In(w.lang))
	}
	if more := plan.Total - len(plan.Problems); more > 0 {
		w.complain("%s: … och %d till", "%s: … and %d more", safePath(path), more)
	}
	return plan, nil
}

// open hands an open file to do; a file that cannot be read is told with its
// first reason.
func (w *writing) open(path string, do func(intake.File) error) error {
	f, err := os.Open(path)
	if err != nil {
		return code.Problem("öppna %s: %v", "open %s: %v", safePath(path), plainError(err))
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return plainError(err)
	}
	err = do(intake.File{Name: filepath.Base(path), Data: f, Size: info.Size()})
	var refusal *intake.Refusal
	if errors.As(err, &refusal) && len(refusal.Findings) > 0 {
		first := refusal.Findings[0]
		at := code.Text{}
		if first.Row > 0 {
			at = code.Text{SV: fmt.Sprintf("rad %d: ", first.Row), EN: fmt.Sprintf("row %d: ", first.Row)}
		}
		return code.Problem("%[1]s: %[2]s", "%[1]s: %[3]s", safePath(path), at.SV+first.Message.SV+" "+first.Remedy.SV, at.EN+first.Message.EN+" "+first.Remedy.EN)
	}
	return err
}

// memberOptions are the options for one file: in a folder its name is its
// dataset.
func (w *writing) memberOptions(path string) pseudonymise.Options {
	o := w.options
	if w.folder {
		if dataset, odd := worker.ParseMember(o.Contract, o.Collection, filepath.Base(path)); odd == nil {
			o.Dataset = dataset
		}
	}
	return o
}

// all writes into a folder of its own and moves what came of it into place.
func (w *writing) all(ctx context.Context, paths []string, plans []*pseudonymise.Plan) (err error) {
	if w.temp, err = os.MkdirTemp(filepath.Dir(w.stem), ".leverera-*"); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(w.temp)) }()
	ownFile, err := os.OpenFile(filepath.Join(w.temp, "egna"), os.O_CREATE|os.O_EXCL|os.O_WRONLY, secretMode)
	if err != nil {
		return err
	}
	buffered := bufio.NewWriter(ownFile)
	w.own = csv.NewWriter(buffered)
	w.own.Comma = ';'
	err = w.own.Write([]string{"slag", "kommun", "eget_id", "pseudonym"})
	tables := 0
	for _, p := range plans {
		tables += len(p.Tables)
	}
	single := tables == 1 && !w.folder
	for _, path := range paths {
		if err == nil {
			err = w.one(ctx, path, single)
		}
	}
	w.own.Flush()
	if err = errors.Join(err, w.own.Error(), buffered.Flush(), ownFile.Sync(), ownFile.Close()); err != nil {
		return err
	}
	return w.place(single)
}

// place moves the table of own ids and then the delivery to their names.
func (w *writing) place(single bool) error {
	if err := os.Rename(filepath.Join(w.temp, "egna"), w.stem+ownIDsSuffix); err != nil {
		return err
	}
	w.result = w.stem
	if single {
		w.result += w.ending()
	}
	return os.Rename(filepath.Join(w.temp, "leverans"), w.result)
}

func (w *writing) ending() string {
	if w.parquet {
		return ".parquet"
	}
	return ".csv"
}

func (w *writing) one(ctx context.Context, path string, single bool) error {
	return w.open(path, func(file intake.File) error {
		_, err := pseudonymise.Write(ctx, file, w.memberOptions(path), func(_ int, dataset string, columns, zero []string) (pseudonymise.Output, error) {
			return w.output(single, dataset, columns, zero)
		}, w.ownID)
		return err
	})
}

func (w *writing) ownID(role pseudonymise.Role, municipality, id string, pseudonym []byte) error {
	return w.own.Write([]string{string(role), municipality, id, string(pseudonym)})
}

// output opens the file of one table.
func (w *writing) output(single bool, dataset string, columns, zero []string) (pseudonymise.Output, error) {
	path := filepath.Join(w.temp, "leverans")
	if !single {
		if dataset == "" {
			return nil, code.Problem("det går inte att avgöra vilken datamängd en av tabellerna är; döp bladet eller filen efter datamängden", "it cannot be told which dataset one of the tables is; name the sheet or file after the dataset")
		}
		if err := os.MkdirAll(path, 0o700); err != nil {
			return nil, err
		}
		path = filepath.Join(path, dataset+w.ending())
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, secretMode)
	if errors.Is(err, os.ErrExist) {
		return nil, code.Problem("två tabeller är samma datamängd (%s); slå ihop dem", "two tables are the same dataset (%s); put them together", dataset)
	}
	if err != nil {
		return nil, err
	}
	open := pseudonymise.NewCSV
	if w.parquet {
		open = pseudonymise.NewParquet
	}
	out, err := open(f, columns, zero)
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return &fileOutput{out, f}, nil
}

// fileOutput closes the file behind its table.
type fileOutput struct {
	pseudonymise.Output
	file io.Closer
}

func (f *fileOutput) Close() error { return errors.Join(f.Output.Close(), f.file.Close()) }

// isOwnIDs reports whether a file is a private table of own ids.
func isOwnIDs(name string) bool { return strings.HasSuffix(strings.ToLower(name), ownIDsSuffix) }
