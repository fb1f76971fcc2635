package run

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"jamfor/pipeline/durable"
	"jamfor/pipeline/lake"
	"jamfor/pipeline/receipt"
	"jamfor/pipeline/workspace"
)

// originalFolder is where an accepted original is kept, inside its delivery's
// folder, while intake.keep_originals says so.
const originalFolder = "original"

// expireOriginals removes kept originals older than intake.originals_days, or
// all of them where they are no longer to be kept, and notes each in the audit
// log. Reports and receipts stay.
func (p *Pipeline) expireOriginals() error {
	policy := p.Workspace.Config.Intake
	if policy.KeepOriginals && policy.OriginalsDays == 0 {
		return nil
	}
	kept, err := filepath.Glob(p.Workspace.Path(workspace.Deliveries, "*", originalFolder))
	if err != nil {
		return fmt.Errorf("list originals: %w", err)
	}
	var gone []Entry
	for _, dir := range kept {
		if policy.KeepOriginals && !p.expired(dir, policy.OriginalsDays) {
			continue
		}
		if err := os.RemoveAll(dir); err != nil {
			return fmt.Errorf("remove original: %w", err)
		}
		if err := durable.SyncDir(filepath.Dir(dir)); err != nil {
			return err
		}
		gone = append(gone, Entry{Event: EventOriginalRemoved, Subject: filepath.Base(filepath.Dir(dir)), Reason: "intake.originals_days"})
	}
	if gone == nil {
		return nil
	}
	return Audit(p.Workspace, p.Now(), gone...)
}

// expireRejected removes a rejected file from the inbox when intake.rejected_days
// have passed since the day it was judged, and notes it in the audit log. Its
// reports, beside it and under deliveries/, and its receipt stay.
func (p *Pipeline) expireRejected(it item, d lake.Delivery) (gone bool, err error) {
	days := p.Workspace.Config.Intake.RejectedDays
	judged, err := time.Parse(time.DateOnly, d.ReceivedSlot)
	if days == 0 || d.Status != lake.Rejected || err != nil {
		return false, nil
	}
	today, err := time.Parse(time.DateOnly, p.slot())
	if err != nil || !today.After(judged.AddDate(0, 0, days)) {
		return false, nil
	}
	// Noted first: a stop between leaves a note that the next run repeats in vain,
	// not a file that nobody can tell about.
	if err := Audit(p.Workspace, p.Now(), Entry{Event: EventOriginalRemoved, Subject: it.id(), Reason: "intake.rejected_days"}); err != nil {
		return false, err
	}
	return true, removeItem(it.path)
}

// expired reports whether an original was received more than days ago, by its
// receipt; by its folder's time where it has none.
func (p *Pipeline) expired(dir string, days int) bool {
	var r *receipt.Receipt
	var received time.Time
	if err := readJSON(filepath.Join(filepath.Dir(dir), receiptFile), &r); err == nil && r != nil {
		received, _ = time.Parse(time.RFC3339, r.ReceivedAt)
	}
	if received.IsZero() {
		info, err := os.Stat(dir)
		if err != nil {
			return !errors.Is(err, fs.ErrNotExist)
		}
		received = info.ModTime()
	}
	return p.Now().After(received.AddDate(0, 0, days))
}
