package lake

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"jamfor/pipeline/contract"
)

// Options of Open. The zero value opens for writing.
type Options struct {
	// ReadOnly opens an existing lake for reading: nothing is made, swept or
	// changed, and a writer may be at work.
	ReadOnly bool
	// Now is the clock for the times of versions; nil is time.Now.
	Now func() time.Time
	// Day is the time zone in which At reads a bare date; nil is UTC.
	Day *time.Location
	// Step hears of every step of a commit or sweep before it is done: mark,
	// folder, create, sync, rename, sync-folder, register, done, remove, with the
	// file or the run. An error stops the work there, as a crash would: that is
	// how tests stop it. nil hears nothing.
	Step func(op, name string) error
}

// Lake is an open lake. Its methods are safe for concurrent use; commits run
// one at a time.
type Lake struct {
	contract  *contract.Contract
	db        *sql.DB
	disk      *disk
	locations locations
	now       func() time.Time
	day       *time.Location
	readOnly  bool

	writing sync.Mutex
	broken  error // guarded by writing: set by a failed write
}

// Open opens the lake in a folder, which the writer may find missing or empty,
// and as the writer sweeps away what a stopped commit left. The caller holds
// the workspace's lock unless it opens for reading.
//
// Errors: ErrFormat for a register of another format; fs.ErrNotExist when
// there is no lake to read.
func Open(ctx context.Context, dir string, c *contract.Contract, o Options) (*Lake, error) {
	root, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("open lake: %w", err)
	}
	l := &Lake{contract: c, now: o.Now, day: o.Day, readOnly: o.ReadOnly, disk: newDisk(root, o.Step)}
	if l.now == nil {
		l.now = time.Now
	}
	if l.day == nil {
		l.day = time.UTC
	}
	if err := l.open(ctx, root); err != nil {
		return nil, fmt.Errorf("open lake %s: %w", dir, err)
	}
	return l, nil
}

func (l *Lake) open(ctx context.Context, root string) (err error) {
	if !l.readOnly {
		if err := os.MkdirAll(root, folderMode); err != nil {
			return err
		}
	}
	if l.db, err = openRegister(ctx, root, l.readOnly); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, l.db.Close())
		}
	}()
	var base string
	if err := l.db.QueryRowContext(ctx, "SELECT base FROM lake").Scan(&base); err != nil {
		return err
	}
	l.locations = locations{base: base, root: root}
	if l.readOnly {
		return nil
	}
	// Rewrites and syncs what an earlier process may have failed to sync.
	if _, err := l.db.ExecContext(ctx, "PRAGMA wal_checkpoint(PASSIVE)"); err != nil {
		return err
	}
	l.disk.gained(".")
	if err := l.disk.syncFolders(); err != nil {
		return err
	}
	return l.sweep(ctx)
}

// Close releases the register.
func (l *Lake) Close() error { return l.db.Close() }

// Columns lists the columns of a dataset's table as the contract has them.
func (l *Lake) Columns(dataset string) ([]Column, error) { return Schema(l.contract, dataset) }
