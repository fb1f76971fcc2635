package run

import (
	"encoding/json"
	"fmt"
	"time"

	"jamfor/pipeline/chain"
	"jamfor/pipeline/workspace"
)

// Entry is one line of the audit log, ledger/granskningslogg.jsonl: an act of
// the operator's that changes what is kept or who is trusted. It holds ids,
// counts and reasons, never a row or a pseudonym.
type Entry struct {
	chain.Link
	At    string `json:"at"`    // RFC 3339, UTC
	Event string `json:"event"` // one of the events below
	// Subject is the id of the delivery or key that it is about. One event
	// happens to a subject once.
	Subject string `json:"subject"`
	Reason  string `json:"reason,omitempty"`
	Detail  string `json:"detail,omitempty"`
}

// Events of the audit log.
const (
	EventWithdraw        = "withdraw"
	EventOriginalRemoved = "original_removed"
	EventKeyRegistered   = "key_registered"
	EventKeyRevoked      = "key_revoked"
	EventKeyRotated      = "lake_key_rotated"
	EventVersionsExpired = "versions_expired"
)

func auditPath(w *workspace.Workspace) string {
	return w.Path(workspace.Ledger, "granskningslogg.jsonl")
}

// Audit adds entries to the audit log, each unless the same event is in it for
// the same subject already. The caller holds the workspace's lock.
func Audit(w *workspace.Workspace, now time.Time, entries ...Entry) error {
	type act struct{ event, subject string }
	done := map[act]bool{}
	head, err := chain.Read(auditPath(w), func(line []byte) error {
		var e Entry
		if err := json.Unmarshal(line, &e); err != nil {
			return err
		}
		done[act{e.Event, e.Subject}] = true
		return nil
	})
	if err != nil {
		return fmt.Errorf("read audit log: %w", err)
	}
	var makes []func(chain.Link) ([]byte, error)
	for _, e := range entries {
		if done[act{e.Event, e.Subject}] {
			continue
		}
		e.At = now.UTC().Format(time.RFC3339)
		makes = append(makes, func(l chain.Link) ([]byte, error) {
			e.Link = l
			return json.Marshal(e)
		})
	}
	if _, err := chain.Append(auditPath(w), head, makes...); err != nil {
		return fmt.Errorf("write audit log: %w", err)
	}
	return nil
}
