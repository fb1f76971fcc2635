package lake

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
)

// Newest is the newest delivery that was put in force for a municipality,
// collection and period. Outcome WithdrawnShare means that the key is missing
// again; its sequence number still counts.
type Newest struct {
	Delivery      string
	Sequence      int
	ContentSHA256 string
	Outcome       Outcome
}

// Newest finds the newest delivery in force, false where there was never one.
// A caller asks before Commit and rejects what Commit would refuse: a lower
// sequence number, or the same with other content.
func (l *Lake) Newest(ctx context.Context, municipality, collection, period string) (Newest, bool, error) {
	n, found, err := newest(ctx, l.db, slot{municipality, collection, period})
	if err != nil {
		return n, false, fmt.Errorf("find newest delivery of %s %s %s: %w", municipality, collection, period, err)
	}
	return n, found, nil
}

func newest(ctx context.Context, q querier, s slot) (n Newest, found bool, err error) {
	err = q.QueryRowContext(ctx, `
		SELECT f.delivery, d.sequence, d.content_sha256, f.outcome
		FROM in_force f JOIN delivery d ON d.id = f.delivery
		WHERE f.municipality = ? AND f.collection = ? AND f.period = ? AND f.until IS NULL`,
		s.municipality, s.collection, s.period).Scan(&n.Delivery, &n.Sequence, &n.ContentSHA256, &n.Outcome)
	if errors.Is(err, sql.ErrNoRows) {
		return n, false, nil
	}
	return n, err == nil, err
}

// plan is what a commit will do.
type plan struct {
	record []recording    // what to write down, in order
	enter  map[slot]entry // what comes in force
}

// recording is a delivery with the shares that are new or were rejected before.
type recording struct {
	delivery *Delivery
	shares   []Share
}

// entry is a share that comes in force.
type entry struct {
	delivery *Delivery
	outcome  Outcome
	parts    []Part
}

// decision is decide's state: the register as read, and what the deliveries
// before this one changed.
type decision struct {
	q        querier
	plan     plan
	seen     map[string]*Delivery
	newest   map[slot]Newest
	refusals []Refusal
}

// decide takes the deliveries in the order of their sequence numbers and
// applies the rules to each share. It changes nothing.
func decide(ctx context.Context, q querier, deliveries []Delivery) (plan, error) {
	d := decision{q: q, plan: plan{enter: map[slot]entry{}}, seen: map[string]*Delivery{}, newest: map[slot]Newest{}}
	order := make([]*Delivery, len(deliveries))
	for i := range deliveries {
		order[i] = &deliveries[i]
	}
	slices.SortStableFunc(order, func(a, b *Delivery) int { return cmp.Compare(a.Sequence, b.Sequence) })
	for _, one := range order {
		if err := d.delivery(ctx, one); err != nil {
			return plan{}, err
		}
	}
	if d.refusals != nil {
		return plan{}, &RefusedError{d.refusals}
	}
	return d.plan, nil
}

func (d *decision) delivery(ctx context.Context, one *Delivery) error {
	before, err := d.known(ctx, one.ID)
	if err != nil {
		return err
	}
	if before != nil && !sameDelivery(before, one) {
		d.refuse(one, one.Municipality, ErrConflict, Newest{before.ID, before.Sequence, before.ContentSHA256, ""})
		return nil
	}
	r := recording{delivery: one}
	for _, s := range one.Shares {
		fresh, err := d.share(ctx, one, s, before)
		if err != nil {
			return err
		}
		if fresh {
			r.shares = append(r.shares, s)
		}
	}
	if before == nil || len(r.shares) > 0 {
		d.plan.record = append(d.plan.record, r)
		d.seen[one.ID] = one
	}
	return nil
}

// share applies the rules to one share and tells whether it is news.
func (d *decision) share(ctx context.Context, one *Delivery, s Share, before *Delivery) (fresh bool, err error) {
	if old, known := shareOf(before, s.Municipality); known && (old.Outcome.inForce() || !s.Outcome.inForce()) {
		return false, nil
	}
	if !s.Outcome.inForce() {
		return true, nil
	}
	at := slot{s.Municipality, one.Collection, one.Period}
	n, found := d.newest[at]
	if !found {
		if n, found, err = newest(ctx, d.q, at); err != nil {
			return false, err
		}
	}
	switch {
	case found && one.Sequence < n.Sequence:
		d.refuse(one, s.Municipality, ErrStale, n)
		return false, nil
	case found && one.Sequence == n.Sequence && one.ContentSHA256 != n.ContentSHA256:
		d.refuse(one, s.Municipality, ErrConflict, n)
		return false, nil
	case found && one.Sequence == n.Sequence && (s.Outcome != WithdrawnShare || n.Outcome == WithdrawnShare):
		return true, nil // sent twice: noted, in force already (a withdrawal takes back what has its number and content)
	}
	d.newest[at] = Newest{one.ID, one.Sequence, one.ContentSHA256, s.Outcome}
	d.plan.enter[at] = entry{one, s.Outcome, one.partsOf(s.Municipality)}
	return true, nil
}

func (d *decision) refuse(one *Delivery, municipality string, reason error, n Newest) {
	d.refusals = append(d.refusals, Refusal{one.ID, municipality, one.Collection, one.Period, one.Sequence, reason, n})
}

// known is the delivery of that id, from this commit or the register, else nil.
func (d *decision) known(ctx context.Context, id string) (*Delivery, error) {
	if one := d.seen[id]; one != nil {
		return one, nil
	}
	record, found, err := readDelivery(ctx, d.q, id)
	if err != nil || !found {
		return nil, err
	}
	return &record, nil
}

// sameDelivery compares what an id stands for.
func sameDelivery(a, b *Delivery) bool {
	return a.ContentSHA256 == b.ContentSHA256 && a.Collection == b.Collection &&
		a.Period == b.Period && a.Sequence == b.Sequence
}

func shareOf(d *Delivery, municipality string) (Share, bool) {
	if d == nil {
		return Share{}, false
	}
	i := slices.IndexFunc(d.Shares, func(s Share) bool { return s.Municipality == municipality })
	if i < 0 {
		return Share{}, false
	}
	return d.Shares[i], true
}

func (d *Delivery) partsOf(municipality string) []Part {
	var parts []Part
	for _, p := range d.Parts {
		if p.Municipality == municipality {
			parts = append(parts, p)
		}
	}
	return parts
}
