package duckdb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jamfor/pipeline/engine"
)

// writeParquet lets an unlocked DuckDB write a fixture.
func writeParquet(t *testing.T, query, options string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "fixture.parquet")
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(fmt.Sprintf("COPY (%s) TO %s (FORMAT parquet%s)", query, literal(path), options)); err != nil {
		t.Fatal(err)
	}
	return path
}

func open(t *testing.T, config engine.Config) engine.Session {
	t.Helper()
	s, err := Engine{}.Open(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// read gives all rows of a query as text.
func read(t *testing.T, s engine.Session, query string, args ...any) [][]string {
	t.Helper()
	result, err := s.Query(t.Context(), query, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer result.Close()
	var rows [][]string
	for result.Next() {
		row := make([]string, len(result.Values()))
		for i, v := range result.Values() {
			row[i] = fmt.Sprint(v)
		}
		rows = append(rows, row)
	}
	if err := result.Err(); err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestReadsByFieldIDNotByName(t *testing.T) {
	old := writeParquet(t, "SELECT 'a' AS gammalt_namn, 7::INTEGER AS antal", ", FIELD_IDS {gammalt_namn: 1, antal: 2}")
	fresh := writeParquet(t, "SELECT 9::BIGINT AS antal, 'b' AS namn, 1.25::DECIMAL(18,4) AS varde", ", FIELD_IDS {namn: 1, antal: 2, varde: 3}")
	s := open(t, engine.Config{Relations: []engine.Relation{{
		Schema: "lake", Name: "sak", Files: []string{old, fresh},
		Fields: []engine.Field{{ID: 1, Name: "namn", Type: engine.Text}, {ID: 3, Name: "varde", Type: engine.Decimal}, {ID: 2, Name: "antal", Type: engine.Int}},
	}}})
	got := read(t, s, "SELECT * FROM lake.sak ORDER BY namn")
	want := [][]string{{"a", "<nil>", "7"}, {"b", "1.2500", "9"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestEmptyRelationIsTyped(t *testing.T) {
	s := open(t, engine.Config{Relations: []engine.Relation{{
		Schema: "lake", Name: "tom",
		Fields: []engine.Field{{ID: 1, Name: "d", Type: engine.Date}, {ID: 2, Name: "v", Type: engine.Decimal}},
	}}})
	got := read(t, s, "SELECT column_name, column_type FROM (DESCRIBE lake.tom) UNION ALL SELECT 'rader', CAST(COUNT(*) AS VARCHAR) FROM lake.tom ORDER BY 1")
	want := [][]string{{"d", "DATE"}, {"rader", "0"}, {"v", "DECIMAL(18,4)"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestValuesAreExact(t *testing.T) {
	s := open(t, engine.Config{})
	wide := s.Exec(t.Context(), "CREATE TABLE bred AS SELECT CAST(CAST(9223372036854775807 AS BIGINT) AS DECIMAL(18,4)) AS x")
	if wide == nil {
		t.Error("a number too wide for its DECIMAL must be an error, not a wrong number")
	}
	result, err := s.Query(t.Context(), "SELECT SUM(x), SUM(CAST(y AS DECIMAL(18,4))), DATE '2025-07-01', NULL, TRUE FROM (VALUES (CAST(9223372036854775807 AS BIGINT), 0.1), (1, 0.2)) AS v(x, y)")
	if err != nil {
		t.Fatal(err)
	}
	defer result.Close()
	if !result.Next() {
		t.Fatal(result.Err())
	}
	v := result.Values()
	if want, _ := new(big.Int).SetString("9223372036854775808", 10); want.Cmp(v[0].(*big.Int)) != 0 {
		t.Errorf("SUM = %v", v[0])
	}
	if n := v[1].(engine.Number); n.Scale != 4 || n.Unscaled.Int64() != 3000 {
		t.Errorf("decimal sum = %+v", n)
	}
	if !v[2].(time.Time).Equal(time.Date(2025, 7, 1, 0, 0, 0, 0, time.UTC)) || v[3] != nil || v[4] != true {
		t.Errorf("values = %v", v[2:])
	}
}

func TestLockDownHolds(t *testing.T) {
	allowed := writeParquet(t, "SELECT 1 AS x", "")
	outside := writeParquet(t, "SELECT 2 AS x", "")
	secret := filepath.Join(t.TempDir(), "secret.txt")
	if err := os.WriteFile(secret, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(t.TempDir(), "link.parquet")
	if err := os.Symlink(outside, link); err != nil {
		t.Fatal(err)
	}
	target := filepath.Join(t.TempDir(), "out.csv")
	s := open(t, engine.Config{TempDir: t.TempDir(), Relations: []engine.Relation{{Name: "tabell", Files: []string{allowed}}}})
	if got := read(t, s, "SELECT x FROM tabell"); got[0][0] != "1" {
		t.Fatalf("allowed file: %v", got)
	}
	for _, statement := range []string{
		"SELECT * FROM read_parquet(" + literal(outside) + ")",
		"SELECT * FROM read_parquet(" + literal(link) + ")",
		"SELECT * FROM read_parquet(" + literal(filepath.Dir(allowed)+"/../"+filepath.Base(filepath.Dir(outside))+"/fixture.parquet") + ")",
		"SELECT * FROM read_text(" + literal(secret) + ")",
		"SELECT * FROM glob('/*')",
		"SELECT * FROM '/etc/passwd'",
		"COPY (SELECT 1) TO " + literal(target),
		"EXPORT DATABASE " + literal(filepath.Dir(target)),
		"ATTACH " + literal(target),
		"INSTALL httpfs",
		"LOAD httpfs",
		"SELECT getenv('HOME')",
		"SET threads = 8",
		"SET enable_external_access = true",
		"RESET lock_configuration",
		"SET lock_configuration = false",
		"SET memory_limit = '100GB'",
		"CREATE PERSISTENT SECRET s (TYPE http)",
	} {
		result, err := s.Query(t.Context(), statement)
		if err == nil {
			result.Next()
			err = result.Err()
			result.Close()
		}
		if err == nil {
			t.Errorf("%s: was not refused", statement)
		}
	}
	if _, err := os.Stat(target); err == nil {
		t.Error("a file was written")
	}
}

func TestOpenExplainsEveryMistake(t *testing.T) {
	_, err := Engine{}.Open(context.Background(), engine.Config{Threads: -1, Relations: []engine.Relation{
		{Name: "A b"}, {Name: "c", Files: []string{"relative.parquet", "/lake/*.parquet"}},
	}})
	if err == nil {
		t.Fatal("want an error")
	}
	for _, part := range []string{"threads", `"A b"`, "not absolute", "pattern"} {
		if !strings.Contains(strings.ReplaceAll(err.Error(), `".A b"`, `"A b"`), part) {
			t.Errorf("error does not tell of %s: %v", part, err)
		}
	}
}

func TestArrowStreams(t *testing.T) {
	s := open(t, engine.Config{})
	reader, err := s.Arrow(t.Context(), "SELECT CAST(range AS BIGINT) AS n FROM range(5000) ORDER BY n")
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Release()
	var rows int64
	for reader.Next() {
		rows += reader.RecordBatch().NumRows()
	}
	if reader.Err() != nil || rows != 5000 {
		t.Errorf("rows = %d, error %v", rows, reader.Err())
	}
}

func TestLackOfMemoryIsRecognised(t *testing.T) {
	s := open(t, engine.Config{MemoryLimit: 32 << 20}) // nowhere to spill
	err := s.Exec(t.Context(), "CREATE TABLE stor AS SELECT hash(range) AS x FROM range(20000000)")
	if !errors.Is(err, engine.ErrMemory) {
		t.Errorf("error = %v, want one of memory", err)
	}
}

func TestCancelledStatementEnds(t *testing.T) {
	s := open(t, engine.Config{TempDir: t.TempDir()})
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	err := s.Exec(ctx, "CREATE TABLE stor AS SELECT a.range AS x FROM range(1000000) AS a, range(100000) AS b")
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error = %v, want the deadline", err)
	}
}
