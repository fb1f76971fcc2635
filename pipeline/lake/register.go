package lake

import (
	"context"
	"database/sql"
	_ "embed" // the register's schema
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"time"

	_ "modernc.org/sqlite" // the driver named sqlite
)

// formatVersion is the register's format (PRAGMA user_version). Each format has
// a line here; numbers are never reused.
//
//	1: register.sql as first written.
//	2: register_2.sql added: rewriting under a new lake key, expiry of versions.
//	   A register of format 1 is brought to 2 by whoever opens it first.
const formatVersion = 2

// applicationID marks the file as a register of ours ("jamf").
const applicationID = 0x6a616d66

// catalogName and namespace are those of the Iceberg SQL catalog.
const (
	catalogName = "jamfor"
	namespace   = "lake"
)

const registerFile = "register.db"

//go:embed register.sql
var registerSchema string

//go:embed register_2.sql
var registerSecond string

// dsn opens the register so that a commit is durable when it returns and a
// reader waits for a writer rather than fail.
func dsn(file string, readOnly bool) string {
	q := url.Values{"_pragma": {"busy_timeout(20000)", "foreign_keys(1)", "synchronous(FULL)"}}
	if readOnly {
		q.Add("_pragma", "query_only(1)")
	} else {
		q.Set("_txlock", "immediate")
		q.Add("_pragma", "journal_mode(WAL)")
	}
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(file), RawQuery: q.Encode()}).String()
}

// openRegister opens the register, making it first where the writer finds none.
func openRegister(ctx context.Context, root string, readOnly bool) (*sql.DB, error) {
	file := filepath.Join(root, registerFile)
	if _, err := os.Stat(file); err != nil && (readOnly || !errors.Is(err, fs.ErrNotExist)) {
		return nil, err
	}
	db, err := sql.Open("sqlite", dsn(file, readOnly))
	if err != nil {
		return nil, err
	}
	err = prepare(ctx, db, root, readOnly)
	if errors.Is(err, errOlder) {
		err = upgrade(ctx, file)
	}
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// errOlder tells of a register of format 1.
var errOlder = errors.New("register of format 1")

// upgrade brings a register of format 1 to format 2 in one transaction, on a
// connection of its own: the caller's may be for reading.
func upgrade(ctx context.Context, file string) (err error) {
	db, err := sql.Open("sqlite", dsn(file, false))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	err = inTx(ctx, db, func(tx *sql.Tx) error {
		var format int
		if err := tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&format); err != nil || format == formatVersion {
			return err // somebody else did it meanwhile
		}
		if _, err := tx.ExecContext(ctx, registerSecond); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", formatVersion))
		return err
	})
	if err != nil {
		return fmt.Errorf("bring the register to format %d: %w", formatVersion, err)
	}
	return nil
}

func prepare(ctx context.Context, db *sql.DB, root string, readOnly bool) error {
	var format, application int
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&format); err != nil {
		return err
	}
	if err := db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&application); err != nil {
		return err
	}
	switch {
	case format == formatVersion && application == applicationID:
		return nil
	case format == 1 && application == applicationID:
		return errOlder
	case format == 0 && application == 0 && !readOnly:
		return create(ctx, db, root)
	case format == 0 && application == 0:
		return fmt.Errorf("register not begun: %w", fs.ErrNotExist)
	}
	return fmt.Errorf("%w: version %d, this program knows %d", ErrFormat, format, formatVersion)
}

// create makes an empty register in one transaction.
func create(ctx context.Context, db *sql.DB, root string) error {
	return inTx(ctx, db, func(tx *sql.Tx) error {
		var tables int
		if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_master").Scan(&tables); err != nil {
			return err
		}
		if tables > 0 {
			return fmt.Errorf("%w: %s holds something else", ErrFormat, registerFile)
		}
		for _, statement := range []string{
			registerSchema,
			registerSecond,
			fmt.Sprintf("PRAGMA application_id = %d", applicationID),
			fmt.Sprintf("PRAGMA user_version = %d", formatVersion),
		} {
			if _, err := tx.ExecContext(ctx, statement); err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, "INSERT INTO lake (base) VALUES (?)", baseOf(root))
		return err
	})
}

// inTx runs fn in one transaction: all of it or nothing.
func inTx(ctx context.Context, db *sql.DB, fn func(*sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := fn(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// querier is a database or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// collect reads every row of a query.
func collect[T any](ctx context.Context, q querier, scan func(*sql.Rows, *T) error, query string, args ...any) ([]T, error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		var one T
		if err := scan(rows, &one); err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}

// timeForm is RFC 3339 in UTC with a fixed width.
const timeForm = "2006-01-02T15:04:05.000000000Z"

func formatTime(t time.Time) string { return t.UTC().Format(timeForm) }

func parseTime(text string) (time.Time, error) { return time.Parse(timeForm, text) }
