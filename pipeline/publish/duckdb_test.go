//go:build duckdb_arrow

package publish_test

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"

	_ "github.com/duckdb/duckdb-go/v2"

	"jamfor/pipeline/release/releasetest"
)

// DuckDB is what analysts read the files with: it must see the same rows in
// both, numbers as numbers.
func TestDuckDBReadsBothDataFiles(t *testing.T) {
	e := releasetest.Edition(releasetest.Options{Municipalities: 40, Seed: 2})
	dir := staged(t, e)
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	quote := func(name string) string {
		return "'" + strings.ReplaceAll(filepath.Join(dir, "data", name), "'", "''") + "'"
	}
	// The CSV as text, cast to the Parquet's types: any difference is a row here.
	query := `WITH p AS (SELECT * EXCLUDE (period_start, period_end) FROM read_parquet(` + quote("missbruk.parquet") + `)),
		c AS (SELECT * FROM read_csv(` + quote("missbruk.csv") + `, header = true, all_varchar = true, nullstr = '')),
		typed AS (SELECT * FROM (SELECT * FROM p LIMIT 0) UNION ALL SELECT ` + casts(t, db, quote("missbruk.parquet")) + ` FROM c)
		SELECT (SELECT COUNT(*) FROM p), (SELECT COUNT(*) FROM typed),
			(SELECT COUNT(*) FROM (SELECT * FROM p EXCEPT ALL SELECT * FROM typed)),
			(SELECT COUNT(*) FROM (SELECT * FROM typed EXCEPT ALL SELECT * FROM p))`
	var inParquet, inCSV, more, less int
	if err := db.QueryRowContext(t.Context(), query).Scan(&inParquet, &inCSV, &more, &less); err != nil {
		t.Fatal(err)
	}
	if want := len(e.Sets[0].Observations); inParquet != want || inCSV != want || more != 0 || less != 0 {
		t.Errorf("%d and %d rows of %d, %d and %d differ", inParquet, inCSV, want, more, less)
	}
	var hidden int
	if err := db.QueryRowContext(t.Context(), `SELECT COUNT(*) FROM read_parquet(`+quote("missbruk.parquet")+`)
		WHERE status = 'suppressed' AND COALESCE(value, numerator, denominator, lower95, upper95, rank, persons) IS NOT NULL`).Scan(&hidden); err != nil {
		t.Fatal(err)
	}
	if hidden != 0 {
		t.Errorf("%d suppressed rows carry a number", hidden)
	}
	var kind string
	if err := db.QueryRowContext(t.Context(), `SELECT typeof(value) FROM read_parquet(`+quote("missbruk.parquet")+`) LIMIT 1`).Scan(&kind); err != nil {
		t.Fatal(err)
	}
	if kind != "DECIMAL(18,4)" {
		t.Errorf("value is %s", kind)
	}
}

// casts selects the CSV's columns as the Parquet's types.
func casts(t *testing.T, db *sql.DB, file string) string {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), `SELECT column_name, column_type FROM (DESCRIBE SELECT * EXCLUDE (period_start, period_end) FROM read_parquet(`+file+`))`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var list []string
	for rows.Next() {
		var name, kind string
		if err := rows.Scan(&name, &kind); err != nil {
			t.Fatal(err)
		}
		list = append(list, `CAST("`+name+`" AS `+kind+`)`)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return strings.Join(list, ", ")
}
