// Package engine is what the pipeline asks of an SQL engine: open a session
// over exactly the Parquet files it may read, run statements of a portable SQL
// subset, give rows back with exact numbers. The package holds no engine;
// engine/duckdb is the one there is, and a distributed one can be put beside it
// without a change to models or plans.
//
// What the portable subset is: SELECT with joins, common table expressions,
// DISTINCT, GROUP BY and HAVING, UNION ALL, CASE, COUNT, SUM, MIN, MAX,
// ROW_NUMBER and DENSE_RANK, COALESCE, CAST, SUBSTRING, IS [NOT] TRUE, and the
// macros of sql/macros, which an engine defines in its own words. There is no
// FILTER, no division and no floating point. sql/testdata/constructs.txt lists
// every word that the models use; a test holds it.
package engine

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/apache/arrow-go/v18/arrow/array"
)

// Engine opens sessions. Implementations hold no state between sessions.
type Engine interface {
	// Open gives a session in which every relation of the configuration can be
	// read and nothing else can: no other file, no network, no extension. When
	// it returns, the session is locked down; it fails where that cannot be
	// verified. The caller closes the session.
	Open(ctx context.Context, config Config) (Session, error)
}

// Session runs statements, one at a time and from one goroutine at a time.
//
// Statements carry values only as arguments (? in order: string, int64, bool,
// time.Time for dates, nil). A cancelled context ends the statement that runs
// with the context's error; the session can still be closed then, nothing else
// is promised.
type Session interface {
	// Exec runs one statement that gives no rows (CREATE TEMP TABLE, DROP).
	Exec(ctx context.Context, statement string, args ...any) error
	// Query runs one SELECT. The rows must be closed before the next statement.
	Query(ctx context.Context, statement string, args ...any) (Rows, error)
	// Arrow runs one SELECT and streams it as Arrow records. The reader must be
	// released before the next statement.
	Arrow(ctx context.Context, statement string) (array.RecordReader, error)
	// Close ends the session and removes its temporary files. It may be called
	// twice.
	Close() error
}

// Rows is a result that is read row by row, in constant memory.
type Rows interface {
	Columns() []string
	// Next moves to the next row; false at the end or on an error, see Err.
	Next() bool
	// Values are the values of the row: nil, bool, int64, *big.Int (integers
	// wider than 64 bits), Number, float64, string, time.Time (dates, UTC).
	// The slice is valid until the next call of Next.
	Values() []any
	Err() error
	Close() error
}

// Type is the SQL type of a field.
type Type string

// The types that fields have. Decimals hold four digits after the point.
const (
	Text    Type = "VARCHAR"
	Int     Type = "BIGINT"
	Decimal Type = "DECIMAL(18,4)"
	Date    Type = "DATE"
	Bool    Type = "BOOLEAN"
)

// ErrMemory is the error of a statement that needs more than Config.MemoryLimit, or
// more to spill into than there is.
var ErrMemory = errors.New("out of the engine's memory")

// Field is one column of a relation, found in the files by its field id and
// never by its name: a column that was renamed, or added after a file was
// written, is read right (NULL where the file lacks it).
type Field struct {
	ID   int
	Name string
	Type Type
}

// Relation is one table that a session offers. Without files it is empty and
// typed. Without fields the files' own schema is taken (released tables only).
type Relation struct {
	Schema string // empty: the default schema
	Name   string
	Fields []Field
	Files  []string // absolute paths
}

// Config says what a session may read and use.
type Config struct {
	Relations []Relation
	// Macros are statements that define macros, run before the lock-down.
	Macros []string
	// Threads is the number of threads; default 2. Results do not depend on it.
	Threads int
	// MemoryLimit is in bytes; default 1.5 GiB. It bounds the engine's buffers,
	// not the process (measured: up to 1 GiB more over 10 M cases and 30 M
	// measurements) and not single function calls: untrusted SQL needs a
	// killable process. A statement with 63 conditions needs 45 MB per thread
	// whatever the rows, so less than 100 MiB per thread does not compute.
	MemoryLimit int64
	// TempDir is an existing folder of its own for spilling; empty: the engine
	// may not spill.
	TempDir string
	// MaxTempBytes bounds what is spilled; default 64 GiB.
	MaxTempBytes int64
}

// Defaults of Config.
const (
	DefaultThreads      = 2
	DefaultMemoryLimit  = 3 << 29
	DefaultMaxTempBytes = 64 << 30
)

// WithDefaults fills in what is not set.
func (c Config) WithDefaults() Config {
	if c.Threads == 0 {
		c.Threads = DefaultThreads
	}
	if c.MemoryLimit == 0 {
		c.MemoryLimit = DefaultMemoryLimit
	}
	if c.MaxTempBytes == 0 {
		c.MaxTempBytes = DefaultMaxTempBytes
	}
	return c
}

var plainName = regexp.MustCompile(`^[a-z_][a-z0-9_]*$`)

// Validate explains every reason why a session cannot be opened.
func (c Config) Validate() error {
	var problems []error
	bad := func(format string, args ...any) { problems = append(problems, fmt.Errorf(format, args...)) }
	if c.Threads < 1 {
		bad("threads: %d is not a number of threads", c.Threads)
	}
	if c.MemoryLimit < 16<<20 {
		bad("memory limit: %d bytes is less than 16 MiB", c.MemoryLimit)
	}
	seen := map[string]bool{}
	for _, r := range c.Relations {
		name := r.Schema + "." + r.Name
		if r.Schema != "" && !plainName.MatchString(r.Schema) || !plainName.MatchString(r.Name) {
			bad("relation %q: want a plain lower-case name", name)
		}
		if seen[name] {
			bad("relation %s is given twice", name)
		}
		seen[name] = true
		if len(r.Files) == 0 && len(r.Fields) == 0 {
			bad("relation %s has neither files nor fields", name)
		}
		for _, f := range r.Files {
			if !filepath.IsAbs(f) {
				bad("relation %s: path %q is not absolute", name, f)
			}
			if strings.ContainsAny(f, "*?[]{}") {
				bad("relation %s: path %q holds a sign that engines read as a pattern; rename the folder", name, f)
			}
		}
	}
	return errors.Join(problems...)
}

// Quote writes an identifier as SQL; it is the one place that does.
func Quote(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }
