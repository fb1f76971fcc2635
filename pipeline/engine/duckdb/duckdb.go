// Package duckdb is the engine that computes: DuckDB inside the process, in
// memory, one database per session, locked down before the first statement
// runs. It is the only package that imports the DuckDB driver.
//
// Lock-down is not a sandbox: it keeps a session from files, network and
// extensions, but a single function call can use more memory than the limit
// and outlive its deadline. Statements that were not written by us run in a
// child process that can be killed (see Select).
package duckdb

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"

	"github.com/apache/arrow-go/v18/arrow/array"
	driverduckdb "github.com/duckdb/duckdb-go/v2"

	"jamfor/pipeline/engine"
)

// Engine opens DuckDB sessions. The zero value is ready.
type Engine struct{}

var _ engine.Engine = Engine{}

// Open gives a locked-down session over the relations of the configuration.
func (Engine) Open(ctx context.Context, config engine.Config) (engine.Session, error) {
	config = config.WithDefaults()
	if err := config.Validate(); err != nil {
		return nil, fmt.Errorf("open duckdb: %w", err)
	}
	s, err := connect(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("open duckdb: %w", err)
	}
	if err := s.prepare(ctx, config); err != nil {
		return nil, errors.Join(fmt.Errorf("open duckdb: %w", err), s.Close())
	}
	return s, nil
}

// session is one in-memory database on one connection: temporary tables belong
// to a connection.
type session struct {
	db   *sql.DB
	conn *sql.Conn
}

func connect(ctx context.Context, config engine.Config) (*session, error) {
	connector, err := driverduckdb.NewConnector(openString(config), nil)
	if err != nil {
		return nil, err
	}
	db := sql.OpenDB(connector)
	db.SetMaxOpenConns(1)
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return &session{db: db, conn: conn}, nil
}

// prepare defines what the session offers, then closes the doors.
func (s *session) prepare(ctx context.Context, config engine.Config) error {
	if err := s.limit(ctx, config); err != nil {
		return err
	}
	if err := s.define(ctx, config); err != nil {
		return err
	}
	return s.lockDown(ctx, config)
}

func (s *session) Exec(ctx context.Context, statement string, args ...any) error {
	_, err := s.conn.ExecContext(ctx, statement, args...)
	return wrap(ctx, err)
}

func (s *session) Query(ctx context.Context, statement string, args ...any) (engine.Rows, error) {
	result, err := s.conn.QueryContext(ctx, statement, args...)
	if err != nil {
		return nil, wrap(ctx, err)
	}
	names, err := result.Columns()
	if err != nil {
		return nil, errors.Join(err, result.Close())
	}
	return newRows(result, names), nil
}

func (s *session) Arrow(ctx context.Context, statement string) (array.RecordReader, error) {
	var reader array.RecordReader
	err := s.conn.Raw(func(raw any) error {
		arrow, err := driverduckdb.NewArrowFromConn(raw.(driver.Conn))
		if err != nil {
			return err
		}
		reader, err = arrow.QueryContext(ctx, statement)
		return err
	})
	return reader, wrap(ctx, err)
}

func (s *session) Close() error {
	if s.db == nil {
		return nil
	}
	err := errors.Join(s.conn.Close(), s.db.Close())
	s.db = nil
	return err
}

// wrap lets a caller recognise its own cancellation, and a lack of memory, in a driver
// error.
func wrap(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil && !errors.Is(err, ctx.Err()) {
		return errors.Join(ctx.Err(), err)
	}
	return memory(err)
}

// memory marks the error of a statement that did not fit into the memory limit, or
// whose spilled data did not fit into the folder.
func memory(err error) error {
	var e *driverduckdb.Error
	if errors.As(err, &e) && e.Type == driverduckdb.ErrorTypeOutOfMemory {
		return fmt.Errorf("%w: %w", engine.ErrMemory, err)
	}
	return err
}
