package lake

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"
)

// Expiry tells what was, or would be, given up: versions, and the files that only
// they needed.
type Expiry struct {
	Versions []int64
	Files    int
	Bytes    int64
}

// readable is ErrExpired for a version whose rows were removed.
func readable(ctx context.Context, q querier, version int64) error {
	var gone bool
	if err := q.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM expired WHERE version = ?)", version).Scan(&gone); err != nil {
		return err
	}
	if gone {
		return ErrExpired
	}
	return nil
}

// expirable are the versions that Expire gives up.
const expirable = `SELECT number FROM version
	WHERE committed < ? AND number < (SELECT MAX(number) FROM version)
		AND number NOT IN (SELECT version FROM tag) AND number NOT IN (SELECT version FROM expired)
	ORDER BY number`

// Expire gives up every version committed before a time, except the newest and
// those that a release is tagged with, and removes the files that no readable
// version needs. The versions stay in the register with their digests; reading
// one is ErrExpired from then on. It may be stopped at any moment and called
// again. dry only tells which versions would go, without files.
//
// The caller knows of no reader of a version that goes: one that is at work may
// fail on a missing file, and never reads anything wrong.
func (l *Lake) Expire(ctx context.Context, before time.Time, dry bool) (Expiry, error) {
	if l.readOnly && !dry {
		return Expiry{}, ErrReadOnly
	}
	l.writing.Lock()
	defer l.writing.Unlock()
	versions, err := collect(ctx, l.db, func(rows *sql.Rows, n *int64) error { return rows.Scan(n) }, expirable, formatTime(before))
	if err != nil {
		return Expiry{}, fmt.Errorf("find versions to give up: %w", err)
	}
	if dry {
		return Expiry{Versions: versions}, nil
	}
	err = inTx(ctx, l.db, func(tx *sql.Tx) error {
		for _, n := range versions {
			if _, err := tx.ExecContext(ctx, "INSERT INTO expired (version) VALUES (?)", n); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return Expiry{}, fmt.Errorf("give up versions: %w", err)
	}
	e, err := l.purge(ctx)
	e.Versions = versions
	return e, err
}

// Purge removes the files that no readable version needs: what a rewriting, or an
// expiry that was stopped, has left.
func (l *Lake) Purge(ctx context.Context) (Expiry, error) {
	if l.readOnly {
		return Expiry{}, ErrReadOnly
	}
	l.writing.Lock()
	defer l.writing.Unlock()
	return l.purge(ctx)
}

// purge notes the files as gone and has them swept: a stop between the two
// leaves a mark by which the next opening sweeps.
func (l *Lake) purge(ctx context.Context) (e Expiry, err error) {
	needed, err := l.neededFiles(ctx)
	if err != nil {
		return e, fmt.Errorf("find files to keep: %w", err)
	}
	all, err := l.knownFiles(ctx)
	if err != nil {
		return e, fmt.Errorf("list files: %w", err)
	}
	err = inTx(ctx, l.db, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "INSERT INTO unfinished (run) SELECT 'purge' WHERE NOT EXISTS (SELECT 1 FROM unfinished)"); err != nil {
			return err
		}
		for name := range all {
			if needed[name] {
				continue
			}
			switch info, err := os.Stat(l.disk.path(name)); {
			case err == nil:
				e.Files++
				e.Bytes += info.Size()
			case !errors.Is(err, fs.ErrNotExist):
				return err
			}
			if _, err := tx.ExecContext(ctx, "INSERT INTO gone (file) VALUES (?)", name); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		err = l.sweep(ctx)
	}
	if err != nil {
		return e, fmt.Errorf("remove files of versions given up: %w", err)
	}
	return e, nil
}

// neededFiles are the files that readable versions, or a rewriting under way,
// rest on.
func (l *Lake) neededFiles(ctx context.Context) (map[string]bool, error) {
	names, err := collect(ctx, l.db, func(rows *sql.Rows, name *string) error { return rows.Scan(name) }, `
		SELECT DISTINCT COALESCE(r.file, p.file)
		FROM version v
		JOIN in_force f ON f.since <= v.number AND (f.until IS NULL OR f.until > v.number)
		JOIN part p ON p.delivery = f.delivery AND p.municipality = f.municipality
		LEFT JOIN rewritten r ON r.part = p.file
			AND r.since = (SELECT MAX(x.since) FROM rewritten x WHERE x.part = p.file AND x.since <= v.number)
		WHERE v.number NOT IN (SELECT version FROM expired)
		UNION SELECT file FROM rewriting`)
	if err != nil {
		return nil, err
	}
	needed := map[string]bool{}
	for _, name := range names {
		needed[name] = true
	}
	heads, err := collect(ctx, l.db, func(rows *sql.Rows, h *tableHead) error { return rows.Scan(&h.location, &h.snapshotID) }, `
		SELECT DISTINCT metadata_location, snapshot_id FROM version_table
		WHERE version NOT IN (SELECT version FROM expired)`)
	if err != nil {
		return nil, err
	}
	for _, h := range heads {
		if err := l.needMetadata(h, needed); err != nil {
			return nil, err
		}
	}
	return needed, nil
}

// needMetadata adds a head's metadata file, manifest list and manifests.
func (l *Lake) needMetadata(h tableHead, needed map[string]bool) error {
	metadata, err := l.loadMetadata(h.location)
	if err != nil {
		return err
	}
	snapshot := metadata.SnapshotByID(h.snapshotID)
	if snapshot == nil {
		return fmt.Errorf("%w: no snapshot %d", ErrDamaged, h.snapshotID)
	}
	manifests, err := snapshot.Manifests(fileIO{l.locations})
	if err != nil {
		return err
	}
	locations := []string{h.location, snapshot.ManifestList}
	for _, m := range manifests {
		locations = append(locations, m.FilePath())
	}
	for _, location := range locations {
		name, err := l.locations.name(location)
		if err != nil {
			return err
		}
		needed[name] = true
	}
	return nil
}
