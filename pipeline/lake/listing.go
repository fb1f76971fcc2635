package lake

import (
	"context"
	"database/sql"
	"fmt"
)

// Listed is a delivery as the register has it now. The counts are of its
// municipalities' shares: refused ones; those that are in force; those that a
// later delivery has replaced; those that were withdrawn.
type Listed struct {
	Delivery
	Run                                    string // that recorded it
	Rejected, InForce, Replaced, TakenBack int
	Rows                                   int64 // of the shares that are not rejected
}

// List lists every delivery that was judged, withdrawals left out, ordered by
// collection, period, municipality, sequence number and id. Shares and parts
// are not filled in.
func (l *Lake) List(ctx context.Context) ([]Listed, error) {
	all, err := collect(ctx, l.db, func(rows *sql.Rows, d *Listed) error {
		return rows.Scan(&d.ID, &d.Name, &d.ContentSHA256, &d.Collection, &d.Period, &d.Municipality, &d.Sequence,
			&d.Status, &d.ZeroReport, &d.ReceivedSlot, &d.Run, &d.Rejected, &d.InForce, &d.Replaced, &d.TakenBack, &d.Rows)
	}, `
		SELECT d.id, d.name, d.content_sha256, d.collection, d.period, d.municipality, d.sequence,
			d.status, d.zero_report, d.received_slot, d.run,
			COUNT(CASE WHEN s.outcome = 'rejected' THEN 1 END),
			COUNT(CASE WHEN f.delivery IS NOT NULL AND f.until IS NULL THEN 1 END),
			COUNT(CASE WHEN f.until IS NOT NULL AND g.outcome <> 'withdrawn' THEN 1 END),
			COUNT(CASE WHEN f.until IS NOT NULL AND g.outcome = 'withdrawn' THEN 1 END),
			COALESCE(SUM(CASE WHEN s.outcome <> 'rejected' THEN s.rows END), 0)
		FROM delivery d
		LEFT JOIN share s ON s.delivery = d.id
		LEFT JOIN in_force f ON f.delivery = d.id AND f.municipality = s.municipality
		LEFT JOIN in_force g ON g.municipality = f.municipality AND g.collection = f.collection
			AND g.period = f.period AND g.since = f.until
		WHERE d.status <> 'withdrawn'
		GROUP BY d.id
		ORDER BY d.collection, d.period, d.municipality, d.sequence, d.id`)
	if err != nil {
		return nil, fmt.Errorf("list deliveries: %w", err)
	}
	return all, nil
}

// Attempt is one municipality's share of one delivery, with what it means now:
// Now is true for the one that is in force (a withdrawal can be).
type Attempt struct {
	Collection, Period, Municipality string
	Delivery, Name                   string
	Sequence                         int
	Outcome                          Outcome
	ReceivedSlot                     string
	Rows                             int64
	Now                              bool
}

// Attempts lists every share of every delivery, ordered by collection, period,
// municipality, sequence number, day and id: what coverage is read from.
func (l *Lake) Attempts(ctx context.Context) ([]Attempt, error) {
	all, err := collect(ctx, l.db, func(rows *sql.Rows, a *Attempt) error {
		return rows.Scan(&a.Collection, &a.Period, &a.Municipality, &a.Delivery, &a.Name, &a.Sequence, &a.Outcome, &a.ReceivedSlot, &a.Rows, &a.Now)
	}, `
		SELECT d.collection, d.period, s.municipality, d.id, d.name, d.sequence, s.outcome, d.received_slot, s.rows,
			f.delivery IS NOT NULL
		FROM share s JOIN delivery d ON d.id = s.delivery
		LEFT JOIN in_force f ON f.delivery = d.id AND f.municipality = s.municipality AND f.until IS NULL
		ORDER BY d.collection, d.period, s.municipality, d.sequence, d.received_slot, d.id`)
	if err != nil {
		return nil, fmt.Errorf("list shares: %w", err)
	}
	return all, nil
}
