// Package baseline is the yardstick of `make bench`: what DuckDB alone takes to
// turn the same CSV into zstd Parquet, without a single check. It opens DuckDB
// without the lock-down and is for benchmarks only, never for the pipeline.
package baseline

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	_ "github.com/duckdb/duckdb-go/v2" // the driver named duckdb
)

// Copy runs COPY (FROM read_csv(in)) TO out (FORMAT parquet, COMPRESSION zstd)
// with the given number of threads.
func Copy(ctx context.Context, in, out string, threads int) (err error) {
	db, err := sql.Open("duckdb", "")
	if err != nil {
		return fmt.Errorf("open duckdb: %w", err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if _, err := db.ExecContext(ctx, fmt.Sprintf("SET threads = %d", threads)); err != nil {
		return err
	}
	statement := fmt.Sprintf("COPY (FROM read_csv(%s, delim = ';', header = true)) TO %s (FORMAT parquet, COMPRESSION zstd)", literal(in), literal(out))
	if _, err := db.ExecContext(ctx, statement); err != nil {
		return fmt.Errorf("copy %s: %w", in, err)
	}
	return nil
}

func literal(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }
