package lake

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"jamfor/pipeline/code"
)

// Delivery finds a delivery by its id, rejected ones too, with its shares
// (ordered by municipality) and without parts.
func (l *Lake) Delivery(ctx context.Context, id string) (Delivery, bool, error) {
	d, found, err := readDelivery(ctx, l.db, id)
	if err != nil {
		return d, false, fmt.Errorf("read delivery %s: %w", id, err)
	}
	return d, found, nil
}

func readDelivery(ctx context.Context, q querier, id string) (d Delivery, found bool, err error) {
	err = q.QueryRowContext(ctx, `
		SELECT id, name, content_sha256, collection, period, municipality, sequence, status, zero_report, received_slot
		FROM delivery WHERE id = ?`, id).
		Scan(&d.ID, &d.Name, &d.ContentSHA256, &d.Collection, &d.Period, &d.Municipality, &d.Sequence, &d.Status, &d.ZeroReport, &d.ReceivedSlot)
	if errors.Is(err, sql.ErrNoRows) {
		return d, false, nil
	}
	if err != nil {
		return d, false, err
	}
	d.Shares, err = collect(ctx, q, func(rows *sql.Rows, s *Share) error {
		return rows.Scan(&s.Municipality, &s.Outcome, &s.Rows, &s.Sketch)
	}, "SELECT municipality, outcome, rows, sketch FROM share WHERE delivery = ? ORDER BY municipality", id)
	return d, err == nil, err
}

// Event is one delivery's share in the history of a municipality, collection
// and period. Since is the version that put it in force and Until the one that
// replaced it; both 0 where it never was, Until 0 while it is.
type Event struct {
	Delivery      string
	Name          string
	ContentSHA256 string
	Sequence      int
	Outcome       Outcome
	ReceivedSlot  string
	Since, Until  int64
}

// History lists every delivery for a municipality, collection and period, the
// rejected ones too, by sequence number and id.
func (l *Lake) History(ctx context.Context, municipality, collection, period string) ([]Event, error) {
	events, err := collect(ctx, l.db, func(rows *sql.Rows, e *Event) error {
		return rows.Scan(&e.Delivery, &e.Name, &e.ContentSHA256, &e.Sequence, &e.Outcome, &e.ReceivedSlot, &e.Since, &e.Until)
	}, `
		SELECT d.id, d.name, d.content_sha256, d.sequence, s.outcome, d.received_slot,
			COALESCE(f.since, 0), COALESCE(f.until, 0)
		FROM share s
		JOIN delivery d ON d.id = s.delivery
		LEFT JOIN in_force f ON f.delivery = s.delivery AND f.municipality = s.municipality
		WHERE s.municipality = ? AND d.collection = ? AND d.period = ?
		ORDER BY d.sequence, d.id`, municipality, collection, period)
	if err != nil {
		return nil, fmt.Errorf("list deliveries of %s %s %s: %w", municipality, collection, period, err)
	}
	return events, nil
}

// Earlier is what a municipality delivered for a collection and an earlier
// period: the base of checks for a wrong pseudonym key or a lost file.
type Earlier struct {
	Period   string
	Delivery string
	Sketch   []byte
	Rows     map[string]int64 // by dataset
}

// Previous finds the accepted delivery in force for the latest period that ends
// before the given one ends, among periods of the same length where there is
// one, else of any. Zero reports and withdrawals are passed over.
func (l *Lake) Previous(ctx context.Context, municipality, collection, period string) (Earlier, bool, error) {
	e, found, err := l.previous(ctx, municipality, collection, period)
	if err != nil {
		return e, false, fmt.Errorf("find delivery of %s %s before %s: %w", municipality, collection, period, err)
	}
	return e, found, nil
}

func (l *Lake) previous(ctx context.Context, municipality, collection, period string) (e Earlier, found bool, err error) {
	before, err := code.ParsePeriod(period)
	if err != nil {
		return e, false, err
	}
	all, err := collect(ctx, l.db, func(rows *sql.Rows, e *Earlier) error {
		return rows.Scan(&e.Period, &e.Delivery, &e.Sketch)
	}, `
		SELECT f.period, f.delivery, s.sketch
		FROM in_force f JOIN share s ON s.delivery = f.delivery AND s.municipality = f.municipality
		WHERE f.municipality = ? AND f.collection = ? AND f.until IS NULL AND f.outcome = ?
		ORDER BY f.period`, municipality, collection, AcceptedShare)
	if err != nil {
		return e, false, err
	}
	if e, found, err = pickEarlier(all, before); err != nil || !found {
		return e, false, err
	}
	e.Rows = map[string]int64{}
	rows, err := l.db.QueryContext(ctx, "SELECT dataset, rows FROM part WHERE delivery = ? AND municipality = ?", e.Delivery, municipality)
	if err != nil {
		return e, false, err
	}
	defer rows.Close()
	for rows.Next() {
		var dataset string
		var n int64
		if err := rows.Scan(&dataset, &n); err != nil {
			return e, false, err
		}
		e.Rows[dataset] = n
	}
	return e, true, rows.Err()
}

func pickEarlier(all []Earlier, before code.Period) (best Earlier, found bool, err error) {
	var bestEnd time.Time
	bestSame := false
	for _, e := range all {
		p, err := code.ParsePeriod(e.Period)
		if err != nil {
			return best, false, err
		}
		if !p.End().Before(before.End()) {
			continue
		}
		same := months(p) == months(before)
		if !found || same && !bestSame || same == bestSame && p.End().After(bestEnd) {
			best, bestEnd, bestSame, found = e, p.End(), same, true
		}
	}
	return best, found, nil
}

// months is the length of a period.
func months(p code.Period) int {
	from, to := p.Start(), p.End()
	return 12*(to.Year()-from.Year()) + int(to.Month()) - int(from.Month()) + 1
}
