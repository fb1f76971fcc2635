package run

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"jamfor/pipeline/durable"
	"jamfor/pipeline/identity"
	"jamfor/pipeline/lake"
	"jamfor/pipeline/table"
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
	if in.key, err = in.pipeline.Workspace.LakeKey(); err != nil {
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
		Command: in.pipeline.Worker, Dir: in.temp, Keys: [][]byte{in.key}, Identities: in.pipeline.keys.identities(),
	}
}

func (in *ingest) receipts() receipts { return receipts{in.pipeline.Workspace, in.pipeline.keys} }

// folder is where a delivery's report and receipt are kept.
func (in *ingest) folder(id string) string {
	return in.pipeline.Workspace.Path(workspace.Deliveries, id)
}

// writeReport stores the report before the commit, so that an acknowledged
// delivery always has one.
func (in *ingest) writeReport(j *judgement) error {
	dir := in.folder(j.item.id())
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return fmt.Errorf("store report: %w", err)
	}
	return writeReports(filepath.Join(dir, "rapport"), j.result.Report, false)
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

// acknowledge settles the original of a delivery that has its receipt: accepted
// content is in the lake and leaves the inbox; rejected content stays beside its report,
// save where it holds clear identities: that is deleted.
func (in *ingest) acknowledge(j *judgement) error {
	in.count(j)
	if j.result.Status != validate.Accepted {
		beside := filepath.Join(filepath.Dir(j.item.path), worker.SafeName(filepath.Base(j.item.path))+reportSuffix)
		if err := writeReports(beside, j.result.Report, true); err != nil {
			return err
		}
	}
	return in.settle(j.item, j.result.Status != validate.Rejected, holdsIdentities(j.result.Report.Findings))
}

// settleKnown finishes what a stopped run left of a delivery that is in the
// register already. Rejected content that is still there stays: its report is
// beside it.
func (in *ingest) settleKnown(it item, d lake.Delivery) error {
	if err := in.receipts().again(it); err != nil {
		return err
	}
	return in.settle(it, d.Status == lake.Accepted, false)
}

// settle moves or removes an original.
func (in *ingest) settle(it item, accepted, identities bool) error {
	if identities {
		in.pipeline.Log.Warn("clear identities deleted", "delivery", it.id())
		return removeItem(it.path)
	}
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

// holdsIdentities reports whether the guard found clear identities.
func holdsIdentities(findings []table.Finding) bool {
	rules := []string{identity.RuleIdentity, identity.RuleColumn, identity.RulePlace}
	return slices.ContainsFunc(findings, func(f table.Finding) bool {
		return f.Severity == table.Stop && slices.Contains(rules, f.Rule)
	})
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
