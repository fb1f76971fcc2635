package run

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"jamfor/pipeline/durable"
	"jamfor/pipeline/lake"
	"jamfor/pipeline/validate"
	"jamfor/pipeline/worker"
	"jamfor/pipeline/workspace"
)

// prepare makes the folder for this run's staging files, sweeps what a stopped
// run left and writes the receipts that it still owes.
func (in *ingest) prepare(ctx context.Context) (err error) {
	err = in.receipts().recover(func(id string) (bool, error) {
		_, found, err := in.lake.Delivery(ctx, id)
		return found, err
	})
	if err != nil {
		return err
	}
	if in.chain, err = in.pipeline.lakeKeys(ctx, in.lake); err != nil {
		return err
	}
	in.temp = in.pipeline.Workspace.Path(workspace.Ledger, "staging")
	if err := os.RemoveAll(in.temp); err != nil {
		return fmt.Errorf("sweep staging files: %w", err)
	}
	return os.MkdirAll(in.temp, 0o700)
}

func (in *ingest) cleanUp() error {
	if err := in.pipeline.expireOriginals(); err != nil {
		return err
	}
	if err := os.RemoveAll(in.temp); err != nil {
		return fmt.Errorf("remove staging files: %w", err)
	}
	return nil
}

func (in *ingest) workerConfig() worker.Config {
	return worker.Config{
		Command: in.pipeline.Worker, Dir: in.temp, Keys: in.chain, Identities: in.pipeline.keys.identities(),
	}
}

func (in *ingest) receipts() receipts { return receipts{in.pipeline.Workspace, in.pipeline.keys} }

// folder is where a delivery's report and receipt are kept.
func (in *ingest) folder(id string) string {
	return in.pipeline.Workspace.Path(workspace.Deliveries, id)
}

// reportStem begins the names of the reports in a delivery's folder.
const reportStem = "rapport"

// writeReport stores the report before the commit, so that an acknowledged
// delivery always has one.
func (in *ingest) writeReport(j *judgement) error {
	dir := in.folder(j.item.id())
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return fmt.Errorf("store report: %w", err)
	}
	if err := durable.Sweep(dir); err != nil {
		return err
	}
	return writeReports(filepath.Join(dir, reportStem), j.result.Report, false)
}

// writeReports writes a report as JSON and HTML, and as text where people look.
func writeReports(stem string, report validate.Report, text bool) error {
	raw, err := report.JSON()
	if err != nil {
		return err
	}
	if err := durable.WriteFile(stem+".json", raw, 0o640); err != nil {
		return err
	}
	var page bytes.Buffer
	if err := report.WriteHTML(&page); err != nil {
		return err
	}
	if err := durable.WriteFile(stem+".html", page.Bytes(), 0o640); err != nil {
		return err
	}
	if !text {
		return nil
	}
	var plain bytes.Buffer
	if err := report.WriteText(&plain, "sv"); err != nil {
		return err
	}
	return durable.WriteFile(stem+".txt", plain.Bytes(), 0o640)
}

// acknowledge settles a delivery that has its receipt.
func (in *ingest) acknowledge(j *judgement) error {
	in.count(j)
	return in.answer(j.item, j.result.Report)
}

// answer settles the original: accepted content is in the lake and leaves the
// inbox; rejected content stays beside its report, save where it holds clear
// identities: that is deleted, and a note of the incident remains. It may be
// done any number of times.
func (in *ingest) answer(it item, report validate.Report) error {
	if report.Status != validate.Accepted {
		if err := in.leaveReports(it, report); err != nil {
			return err
		}
	}
	if holdsIdentities(report) {
		return in.deleteIdentities(it, report)
	}
	return in.settle(it, report.Status != validate.Rejected)
}

// settleKnown finishes what a stopped run left of a delivery that is in the
// register already.
func (in *ingest) settleKnown(ctx context.Context, it item, d lake.Delivery) error {
	if err := in.receipts().again(it); err != nil {
		return err
	}
	if gone, err := in.pipeline.expireRejected(it, d); err != nil || gone {
		return err
	}
	withdrawn, err := in.withdrawn(ctx, d)
	if err != nil {
		return err
	}
	if withdrawn != "" { // it is not in the lake, and its sender must know
		refused := worker.Refused(in.job(ctx, it), withdrawnFinding(withdrawn, d.Sequence))
		return writeReports(besideName(it)+reportSuffix, refused.Report, true)
	}
	raw, err := os.ReadFile(filepath.Join(in.folder(it.id()), reportStem+".json"))
	if errors.Is(err, fs.ErrNotExist) { // somebody tidied the folder
		return in.settle(it, d.Status == lake.Accepted)
	}
	if err != nil {
		return fmt.Errorf("read report: %w", err)
	}
	var report validate.Report
	if err := json.Unmarshal(raw, &report); err != nil {
		return fmt.Errorf("read report of %s: %w", it.id(), err)
	}
	return in.answer(it, report)
}

// leaveReports writes the reports beside a refused delivery, unless the same lie
// there already.
func (in *ingest) leaveReports(it item, report validate.Report) error {
	stem := besideName(it) + reportSuffix
	want, err := report.JSON()
	if err != nil {
		return err
	}
	have, err := os.ReadFile(stem + ".json")
	_, textErr := os.Stat(stem + ".txt") // the last to be written
	if err == nil && textErr == nil && bytes.Equal(want, have) {
		return nil
	}
	if err := durable.Sweep(filepath.Dir(stem)); err != nil {
		return err
	}
	return writeReports(stem, report, true)
}

// withdrawn is a municipality whose share of a known delivery was withdrawn,
// empty where there is none.
func (in *ingest) withdrawn(ctx context.Context, d lake.Delivery) (string, error) {
	for _, s := range d.Shares {
		newest, found, err := in.lake.Newest(ctx, s.Municipality, d.Collection, d.Period)
		if err != nil {
			return "", err
		}
		if found && newest.Outcome == lake.WithdrawnShare && newest.Sequence == d.Sequence {
			return s.Municipality, nil
		}
	}
	return "", nil
}

// besideName is the path of what is left beside an item, without its ending: not in
// a folder whose own name holds an identity number.
func besideName(it item) string {
	dir := filepath.Dir(it.path)
	if it.badMailbox() {
		dir = filepath.Dir(dir)
	}
	return filepath.Join(dir, worker.SafeName(filepath.Base(it.path)))
}

// settle moves or removes an original.
func (in *ingest) settle(it item, accepted bool) error {
	if !accepted {
		return nil
	}
	if !in.pipeline.Workspace.Config.Intake.KeepOriginals {
		return removeItem(it.path)
	}
	dir := filepath.Join(in.folder(it.id()), originalFolder)
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return fmt.Errorf("keep original: %w", err)
	}
	to := filepath.Join(dir, filepath.Base(it.path))
	if err := os.RemoveAll(to); err != nil {
		return fmt.Errorf("keep original: %w", err)
	}
	if err := os.Rename(it.path, to); err != nil {
		return fmt.Errorf("keep original: %w", err)
	}
	return durable.SyncDir(dir)
}

func removeItem(path string) error {
	if err := os.RemoveAll(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove original: %w", err)
	}
	return durable.SyncDir(filepath.Dir(path))
}

func (in *ingest) count(j *judgement) {
	for _, p := range j.parts {
		in.summary.Rows += p.Rows
	}
	switch j.result.Status {
	case validate.Accepted:
		in.summary.Accepted++
		return
	case validate.Partial:
		in.summary.Partial++
	default:
		in.summary.Rejected++
	}
	refusal := Refusal{Delivery: worker.SafeName(j.item.rel), Status: string(j.result.Status)}
	if f, found := firstStop(j.result.Report.Findings); found {
		refusal.Reason = f.Message
	}
	for _, t := range j.result.Report.Totals {
		if t.Severity == "stop" {
			refusal.Stops += t.Count
		}
	}
	in.summary.Refusals = append(in.summary.Refusals, refusal)
}
