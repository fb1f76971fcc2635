package duckdb

import (
	"context"
	"errors"
	"testing"

	"jamfor/pipeline/engine"
)

// FuzzPermit looks for text that the check of foreign statements lets pass
// though it is no single SELECT over the relations, or that it stumbles over.
// Whatever passes must at least be something that DuckDB can explain.
func FuzzPermit(f *testing.F) {
	relations := []engine.Relation{{Name: "tabell", Fields: []engine.Field{{ID: 1, Name: "x", Type: engine.Int}}}}
	s, err := Engine{}.Open(context.Background(), engine.Config{Relations: relations})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = s.Close() })
	for _, seed := range []string{
		"SELECT x FROM tabell", "SELECT 1; SELECT 2", "FROM duckdb_settings()", "WITH a AS (SELECT 1) FROM a",
		"SELECT * FROM tabell, (VALUES (1)) v", "COPY tabell TO 'x'", "SELECT '\x00'", "((((((", "/* */ SELECT", "SELECT $1",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, statement string) {
		err := permit(t.Context(), s, relations, statement)
		var refused *Refused
		if err != nil && !errors.As(err, &refused) {
			// The driver itself refuses some texts; that is a refusal too.
			return
		}
		if err == nil {
			if _, err := parse(t.Context(), s, statement); err != nil {
				t.Errorf("%q passed and cannot be parsed: %v", statement, err)
			}
		}
	})
}
