package lake

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"time"
)

// Version is one state of the whole lake. Number 0 is the empty lake, before
// any commit. Run names what made it; Committed is a wall time, in UTC, that
// never goes back from one version to the next. Digest covers the version and
// all before it, but rests on wall times: keep it out of what must be
// reproducible.
type Version struct {
	Number    int64
	Run       string
	Committed time.Time
	Digest    string
}

const versionColumns = "SELECT number, run, committed, digest FROM version "

func scanVersion(rows *sql.Rows, v *Version) (err error) {
	var committed string
	if err := rows.Scan(&v.Number, &v.Run, &committed, &v.Digest); err != nil {
		return err
	}
	v.Committed, err = parseTime(committed)
	return err
}

// one gives the only version a query finds, the empty lake where it finds none.
func oneVersion(ctx context.Context, q querier, where string, args ...any) (Version, error) {
	found, err := collect(ctx, q, scanVersion, versionColumns+where, args...)
	if err != nil || len(found) == 0 {
		return Version{}, err
	}
	return found[0], nil
}

func latest(ctx context.Context, q querier) (Version, error) {
	return oneVersion(ctx, q, "ORDER BY number DESC LIMIT 1")
}

// Latest is the newest version.
func (l *Lake) Latest(ctx context.Context) (Version, error) {
	v, err := latest(ctx, l.db)
	if err != nil {
		return v, fmt.Errorf("read latest lake version: %w", err)
	}
	return v, nil
}

// Versions lists every version, oldest first, without the empty one; also those
// whose rows were removed.
func (l *Lake) Versions(ctx context.Context) ([]Version, error) {
	all, err := collect(ctx, l.db, scanVersion, versionColumns+"ORDER BY number")
	if err != nil {
		return nil, fmt.Errorf("list lake versions: %w", err)
	}
	return all, nil
}

// At finds the version that text names: its number ("7"), an instant (RFC 3339)
// or a date (2026-03-01, the end of that day in Options.Day). For a time it is
// the newest version committed by then. Errors: ErrNoVersion, ErrExpired.
func (l *Lake) At(ctx context.Context, text string) (Version, error) {
	v, err := l.at(ctx, text)
	if err != nil {
		return Version{}, fmt.Errorf("find lake version %q: %w", text, err)
	}
	return v, nil
}

func (l *Lake) at(ctx context.Context, text string) (Version, error) {
	if number, err := strconv.ParseInt(text, 10, 64); err == nil {
		v, err := oneVersion(ctx, l.db, "WHERE number = ?", number)
		if err == nil && v.Number != number {
			err = ErrNoVersion
		}
		if err == nil {
			err = readable(ctx, l.db, number)
		}
		return v, err
	}
	until, err := l.instant(text)
	if err != nil {
		return Version{}, err
	}
	v, err := oneVersion(ctx, l.db, "WHERE committed <= ? ORDER BY number DESC LIMIT 1", formatTime(until))
	if err == nil && v.Number == 0 {
		err = ErrNoVersion
	}
	if err == nil {
		err = readable(ctx, l.db, v.Number)
	}
	return v, err
}

func (l *Lake) instant(text string) (time.Time, error) {
	if day, err := time.ParseInLocation(time.DateOnly, text, l.day); err == nil {
		return day.AddDate(0, 0, 1).Add(-time.Nanosecond), nil
	}
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return t, errors.New("want a number (7), a date (2026-03-01) or a time (2026-03-01T12:00:00Z)")
	}
	return t, nil
}

// next is the version after v, made now.
func (l *Lake) next(v Version, run string) Version {
	committed := l.now().UTC()
	if earliest := v.Committed.Add(time.Millisecond); committed.Before(earliest) && v.Number > 0 {
		committed = earliest
	}
	return Version{Number: v.Number + 1, Run: run, Committed: committed}
}

// Tag is a release made from a version.
type Tag struct {
	Release string
	Version int64
}

// TagRelease remembers that a release rests on a version, which any expiry must
// then keep. Tagging again with the same version changes nothing; a release
// cannot move to another version (ErrConflict).
func (l *Lake) TagRelease(ctx context.Context, version int64, release string) error {
	if l.readOnly {
		return ErrReadOnly
	}
	err := inTx(ctx, l.db, func(tx *sql.Tx) error {
		var tagged int64
		err := tx.QueryRowContext(ctx, "SELECT version FROM tag WHERE release = ?", release).Scan(&tagged)
		switch {
		case err == nil && tagged == version:
			return nil
		case err == nil:
			return fmt.Errorf("%w: it is tagged with version %d", ErrConflict, tagged)
		case !errors.Is(err, sql.ErrNoRows):
			return err
		}
		v, err := oneVersion(ctx, tx, "WHERE number = ?", version)
		if err == nil && v.Number == 0 {
			err = ErrNoVersion
		}
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "INSERT INTO tag (release, version) VALUES (?, ?)", release, version)
		return err
	})
	if err != nil {
		return fmt.Errorf("tag lake version %d with release %s: %w", version, release, err)
	}
	return nil
}

// Tags lists the releases by name.
func (l *Lake) Tags(ctx context.Context) ([]Tag, error) {
	tags, err := collect(ctx, l.db, func(rows *sql.Rows, t *Tag) error { return rows.Scan(&t.Release, &t.Version) },
		"SELECT release, version FROM tag ORDER BY release")
	if err != nil {
		return nil, fmt.Errorf("list tags: %w", err)
	}
	return tags, nil
}
