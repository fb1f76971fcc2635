package duckdb

import (
	"errors"
	"testing"

	"jamfor/pipeline/engine"
)

func TestSelectRunsOnlyOneHarmlessSelect(t *testing.T) {
	file := writeParquet(t, "SELECT range AS x, 'a' AS namn FROM range(10)", "")
	config := engine.Config{Relations: []engine.Relation{{Name: "missbruk", Files: []string{file}}}}
	allowed := []string{
		"SELECT x FROM missbruk ORDER BY x",
		"FROM missbruk",
		"WITH egen AS (SELECT x FROM missbruk WHERE x > 3) SELECT COUNT(*) FROM egen",
		"SELECT m.x FROM MISSBRUK m JOIN range(3) r ON m.x = r.range",
		"SELECT x FROM missbruk UNION ALL SELECT 3 ORDER BY 1",
		"SELECT namn, SUM(x) OVER (PARTITION BY namn) FROM missbruk",
		"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT * FROM n",
		"SELECT * FROM (VALUES (1), (2))",
	}
	refused := []string{
		"",
		"SELECT 1; SELECT 2",
		"DROP VIEW missbruk",
		"COPY missbruk TO 'x.csv'",
		"CREATE TABLE t AS SELECT 1",
		"SET threads = 1",
		"PRAGMA database_list",
		"SELECT * FROM '/etc/passwd'",
		"SELECT * FROM duckdb_settings()",
		"SELECT * FROM duckdb_views",
		"SELECT * FROM pg_catalog.pg_views",
		"SELECT * FROM information_schema.tables",
		"SELECT * FROM memory.main.missbruk",
		"SELECT * FROM read_parquet('x')",
		"SELECT * FROM query('SELECT 1')",
		"SELECT * FROM query_table('missbruk')",
		"SELECT (SELECT COUNT(*) FROM duckdb_secrets())",
		"SELECT * FROM (DESCRIBE missbruk)",
		"SELECT * FROM (WITH pg_views AS (SELECT 1) FROM pg_views), pg_views",
		"SELECT * FROM missbruk WHERE x IN (SELECT y FROM annan)",
		"ingen SQL",
	}
	run := func(statement string) error {
		_, err := Select(t.Context(), config, statement, 100,
			func([]string) error { return nil }, func([]any) error { return nil })
		return err
	}
	for _, statement := range allowed {
		if err := run(statement); err != nil {
			t.Errorf("%s: %v", statement, err)
		}
	}
	for _, statement := range refused {
		var reason *Refused
		if err := run(statement); !errors.As(err, &reason) || reason.Reason.EN == "" {
			t.Errorf("%s: error = %v, want a refusal", statement, err)
		}
	}
}

func TestSelectCapsRows(t *testing.T) {
	file := writeParquet(t, "SELECT range AS x FROM range(10)", "")
	config := engine.Config{Relations: []engine.Relation{{Name: "t", Files: []string{file}}}}
	for _, c := range []struct {
		cap, want int
		truncated bool
	}{{3, 3, true}, {10, 10, false}, {11, 10, false}} {
		n := 0
		truncated, err := Select(t.Context(), config, "SELECT x FROM t", c.cap,
			func(names []string) error {
				if len(names) != 1 || names[0] != "x" {
					t.Errorf("columns = %v", names)
				}
				return nil
			},
			func([]any) error { n++; return nil })
		if err != nil || n != c.want || truncated != c.truncated {
			t.Errorf("cap %d: %d rows, truncated %v, error %v", c.cap, n, truncated, err)
		}
	}
}
