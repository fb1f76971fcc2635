package run

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"

	"jamfor/pipeline/lake"
)

// Withdrawal tells what a withdrawal did.
type Withdrawal struct {
	Delivery       string   `json:"delivery"`
	Municipalities []string `json:"municipalities"` // whose rows left with it
	Rows           int64    `json:"rows"`
	LakeVersion    int64    `json:"lake_version"` // the first without the rows
	Already        bool     `json:"already"`      // it was withdrawn before: nothing changed
}

// Withdraw takes a delivery's rows out of the lake's next version, for all its
// municipalities or those named, and notes it with its reason in the audit log.
// The keys are missing again, and a delivery with a higher sequence number may
// fill them. Earlier lake versions and releases stay as they are. Withdrawing
// twice changes nothing the second time, also after a stop in the middle.
func (p *Pipeline) Withdraw(ctx context.Context, id, reason string, municipalities []string) (Withdrawal, error) {
	if strings.TrimSpace(reason) == "" {
		return Withdrawal{}, userError("Ange en orsak: --reason.", "Give a reason: --reason.")
	}
	l, err := p.openLake(ctx, false)
	if err != nil {
		return Withdrawal{}, err
	}
	defer l.Close()
	if _, err := p.lakeKeys(ctx, l); err != nil {
		return Withdrawal{}, err
	}
	found, err := findDelivery(ctx, l, id)
	if err != nil {
		return Withdrawal{}, err
	}
	if state := stateOf(found); state != Withdrawn && !state.May(Withdrawn) {
		return Withdrawal{}, cannotWithdraw(state)
	}
	d, _, err := l.Delivery(ctx, found.ID)
	if err != nil {
		return Withdrawal{}, err
	}
	w := Withdrawal{Delivery: d.ID, Municipalities: []string{}}
	already := map[string][]string{} // municipalities by the withdrawal that took them back
	back := lake.Delivery{
		Name: d.Name, ContentSHA256: d.ContentSHA256, Collection: d.Collection, Period: d.Period,
		Municipality: d.Municipality, Sequence: d.Sequence, Status: lake.Withdrawn, ReceivedSlot: p.slot(),
	}
	for _, s := range d.Shares {
		if len(municipalities) > 0 && !slices.Contains(municipalities, s.Municipality) {
			continue
		}
		newest, inForce, err := l.Newest(ctx, s.Municipality, d.Collection, d.Period)
		if err != nil {
			return w, err
		}
		switch {
		case inForce && newest.Delivery == d.ID:
			back.Shares = append(back.Shares, lake.Share{Municipality: s.Municipality, Outcome: lake.WithdrawnShare})
			w.Municipalities = append(w.Municipalities, s.Municipality)
			w.Rows += s.Rows
		case inForce && newest.Outcome == lake.WithdrawnShare && newest.Sequence == d.Sequence:
			already[newest.Delivery] = append(already[newest.Delivery], s.Municipality)
		}
	}
	if len(back.Shares) == 0 && len(already) == 0 {
		return w, userError("Leveransen gäller inte för de kommunerna: det finns inget att återkalla.",
			"The delivery is not in force for those municipalities: there is nothing to withdraw.")
	}
	if w.Already = len(back.Shares) == 0; w.Already {
		return p.alreadyWithdrawn(ctx, l, w, reason, already)
	}
	back.ID = withdrawalID(d.ID, w.Municipalities)
	version, err := l.Commit(ctx, "withdraw", []lake.Delivery{back})
	if err != nil {
		return w, err
	}
	w.LakeVersion = version.Number
	p.Log.Info("withdraw", "lake_version", version.Number, "delivery", back.ID)
	return w, p.auditWithdrawals(d.ID, reason, map[string][]string{back.ID: w.Municipalities})
}

// alreadyWithdrawn makes sure that what an earlier run took back is in the audit
// log: it may have been stopped before.
func (p *Pipeline) alreadyWithdrawn(ctx context.Context, l *lake.Lake, w Withdrawal, reason string, already map[string][]string) (Withdrawal, error) {
	for _, list := range already {
		w.Municipalities = append(w.Municipalities, list...)
	}
	slices.Sort(w.Municipalities)
	version, err := l.Latest(ctx)
	if err != nil {
		return w, err
	}
	w.LakeVersion = version.Number
	return w, p.auditWithdrawals(w.Delivery, reason, already)
}

// auditWithdrawals notes withdrawals of one delivery, each once.
func (p *Pipeline) auditWithdrawals(delivery, reason string, withdrawals map[string][]string) error {
	var entries []Entry
	for _, id := range slices.Sorted(maps.Keys(withdrawals)) {
		entries = append(entries, Entry{
			Event: EventWithdraw, Subject: id, Reason: reason,
			Detail: fmt.Sprintf("%s %s", delivery, strings.Join(withdrawals[id], " ")),
		})
	}
	return Audit(p.Workspace, p.Now(), entries...)
}

// withdrawalID names a withdrawal by what it takes back.
func withdrawalID(delivery string, municipalities []string) string {
	sum := sha256.Sum256([]byte("withdraw\x00" + delivery + "\x00" + strings.Join(municipalities, " ")))
	return hex.EncodeToString(sum[:16])
}
