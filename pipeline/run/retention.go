package run

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"jamfor/pipeline/durable"
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
