package lake

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"slices"
)

// register makes the commit true: one transaction, durable when it returns.
func (c *commit) register(ctx context.Context) error {
	if err := c.lake.disk.step(opRegister, c.run); err != nil {
		return err
	}
	return inTx(ctx, c.lake.db, func(tx *sql.Tx) error {
		for _, step := range []func(context.Context, *sql.Tx) error{
			c.insertVersion, c.insertHeads, c.insertDeliveries, c.insertInForce, c.insertFiles, c.insertRewritten, c.sealVersion, c.unmark,
		} {
			if err := step(ctx, tx); err != nil {
				return err
			}
		}
		return nil
	})
}

func (c *commit) insertVersion(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, "INSERT INTO version (number, run, committed, digest) VALUES (?, ?, ?, '')",
		c.version.Number, c.run, formatTime(c.version.Committed))
	return err
}

func (c *commit) insertHeads(ctx context.Context, tx *sql.Tx) error {
	for _, dataset := range slices.Sorted(maps.Keys(c.heads)) {
		h := c.heads[dataset]
		if _, err := tx.ExecContext(ctx,
			"INSERT INTO version_table (version, dataset, snapshot_id, metadata_location) VALUES (?, ?, ?, ?)",
			c.version.Number, dataset, h.snapshotID, h.location); err != nil {
			return err
		}
		if h == c.before[dataset] {
			continue
		}
		if _, err := tx.ExecContext(ctx, `
			INSERT INTO iceberg_tables (catalog_name, table_namespace, table_name, metadata_location, iceberg_type)
			VALUES (?, ?, ?, ?, 'TABLE')
			ON CONFLICT DO UPDATE SET previous_metadata_location = metadata_location, metadata_location = excluded.metadata_location`,
			catalogName, namespace, dataset, h.location); err != nil {
			return err
		}
	}
	return nil
}

func (c *commit) insertDeliveries(ctx context.Context, tx *sql.Tx) error {
	return record(ctx, tx, c.run, c.plan.record)
}

// record writes deliveries and their shares down. A share that was rejected
// before takes its new outcome.
func record(ctx context.Context, tx *sql.Tx, run string, recordings []recording) error {
	for _, r := range recordings {
		d := r.delivery
		if _, err := tx.ExecContext(ctx, `
			INSERT INTO delivery (id, name, content_sha256, collection, period, municipality, sequence, status, zero_report, received_slot, run)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT DO UPDATE SET status = excluded.status, zero_report = excluded.zero_report WHERE status = 'rejected'`,
			d.ID, d.Name, d.ContentSHA256, d.Collection, d.Period, d.Municipality, d.Sequence, d.Status, d.ZeroReport, d.ReceivedSlot, run,
		); err != nil {
			return err
		}
		for _, s := range r.shares {
			if _, err := tx.ExecContext(ctx, `
				INSERT INTO share (delivery, municipality, outcome, rows, sketch) VALUES (?, ?, ?, ?, ?)
				ON CONFLICT DO UPDATE SET outcome = excluded.outcome, rows = excluded.rows, sketch = excluded.sketch`,
				d.ID, s.Municipality, s.Outcome, s.Rows, s.Sketch); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *commit) insertInForce(ctx context.Context, tx *sql.Tx) error {
	for at, e := range c.plan.enter {
		if _, err := tx.ExecContext(ctx,
			"UPDATE in_force SET until = ? WHERE municipality = ? AND collection = ? AND period = ? AND until IS NULL",
			c.version.Number, at.municipality, at.collection, at.period); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx,
			"INSERT INTO in_force (municipality, collection, period, delivery, outcome, since) VALUES (?, ?, ?, ?, ?, ?)",
			at.municipality, at.collection, at.period, e.delivery.ID, e.outcome, c.version.Number); err != nil {
			return err
		}
	}
	return nil
}

func (c *commit) insertFiles(ctx context.Context, tx *sql.Tx) error {
	for _, a := range c.incoming {
		f := a.file
		if _, err := tx.ExecContext(ctx,
			"INSERT INTO part (file, delivery, municipality, dataset, rows, bytes, sha256) VALUES (?, ?, ?, ?, ?, ?, ?)",
			f.name, f.delivery, f.key.Municipality, f.key.Dataset, f.rows, f.bytes, f.sha256); err != nil {
			return err
		}
	}
	for _, f := range c.files {
		if _, err := tx.ExecContext(ctx, "INSERT INTO metadata_file (file, version, sha256) VALUES (?, ?, ?)",
			f.name, c.version.Number, f.sha256); err != nil {
			return err
		}
	}
	return nil
}

func (c *commit) sealVersion(ctx context.Context, tx *sql.Tx) error {
	digest, err := versionDigest(ctx, tx, c.version.Number, c.parent.Digest)
	if err != nil {
		return err
	}
	c.version.Digest = digest
	_, err = tx.ExecContext(ctx, "UPDATE version SET digest = ? WHERE number = ?", digest, c.version.Number)
	return err
}

func (c *commit) unmark(ctx context.Context, tx *sql.Tx) error {
	if !c.marked {
		return nil
	}
	_, err := tx.ExecContext(ctx, "DELETE FROM unfinished")
	return err
}

// sealed are the rows of a version that its digest covers, each query by
// version number and in a fixed order.
var sealed = [...]string{
	"SELECT number, run, committed FROM version WHERE number = ?",
	"SELECT dataset, snapshot_id, metadata_location FROM version_table WHERE version = ? ORDER BY dataset",
	`SELECT f.municipality, f.collection, f.period, f.delivery, f.outcome, d.sequence, d.content_sha256
		FROM in_force f JOIN delivery d ON d.id = f.delivery WHERE f.since = ?
		ORDER BY f.municipality, f.collection, f.period`,
	`SELECT p.file, p.delivery, p.municipality, p.dataset, p.rows, p.bytes, p.sha256
		FROM in_force f JOIN part p ON p.delivery = f.delivery AND p.municipality = f.municipality
		WHERE f.since = ? ORDER BY p.file`,
	"SELECT file, sha256 FROM metadata_file WHERE version = ? ORDER BY file",
	"SELECT part, file, bytes, sha256 FROM rewritten WHERE since = ? ORDER BY part",
}

// versionDigest chains a version's rows to its parent's digest.
func versionDigest(ctx context.Context, q querier, number int64, parent string) (string, error) {
	h := sha256.New()
	fmt.Fprintf(h, "jamfor lake version 1\n%s\n", parent)
	for i, query := range sealed {
		if err := digestRows(ctx, q, h, i, query, number); err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

func digestRows(ctx context.Context, q querier, out io.Writer, section int, query string, number int64) error {
	rows, err := q.QueryContext(ctx, query, number)
	if err != nil {
		return err
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		return err
	}
	values, into := make([]string, len(names)), make([]any, len(names))
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		if _, err := fmt.Fprintf(out, "%d %q\n", section, values); err != nil {
			return err
		}
	}
	return rows.Err()
}
