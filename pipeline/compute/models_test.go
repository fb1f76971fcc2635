package compute_test

import (
	"fmt"
	"maps"
	"math/big"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jamfor/pipeline/code"
	"jamfor/pipeline/compute"
	"jamfor/pipeline/compute/given"
	"jamfor/pipeline/engine"
	"jamfor/pipeline/engine/duckdb"
	"jamfor/sql"
)

func options() compute.Options { return compute.Options{Engine: duckdb.Engine{}} }

// text writes a value as the given tables do.
func text(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case time.Time:
		return v.Format(time.DateOnly)
	case engine.Number:
		return plain(v)
	}
	return fmt.Sprint(value)
}

// plain writes a scaled number without needless zeros.
func plain(n engine.Number) string {
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n.Scale)), nil)
	text := new(big.Rat).SetFrac(n.Unscaled, scale).FloatString(int(n.Scale))
	if n.Scale > 0 {
		text = strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
	}
	return text
}

// lines writes rows one per line, sorted, in the model's columns.
func lines(columns []string, rows []record) []string {
	out := make([]string, len(rows))
	for i, r := range rows {
		cells := make([]string, len(columns))
		for j, c := range columns {
			cells[j] = c + "=" + r[c]
		}
		out[i] = strings.Join(cells, " ")
	}
	slices.Sort(out)
	return out
}

// TestModelsAgreeWithPlainGo holds the SQL of every model against the slow
// models, over random deliveries.
func TestModelsAgreeWithPlainGo(t *testing.T) {
	fewer("25")
	root := t.TempDir()
	seen := map[string]int{} // that the draw is not empty
	rapid.Check(t, func(t *rapid.T) {
		deliveries := randomCountry(t)
		dir, err := os.MkdirTemp(root, "w")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(dir)
		world, err := given.NewWorld(dir, deliveries)
		if err != nil {
			t.Fatal(err)
		}
		period, _ := code.ParsePeriod(rapid.SampledFrom([]string{"2025", "2025", "2025", "2024-2025", "2024-2025", "2023-2025", "2025H1", "2025Q3"}).Draw(t, "period"))
		want := slowModels(deliveries, period)
		maps.DeleteFunc(want, func(name string, _ []record) bool { return !period.IsYear() && !sql.Models()[name].Windows })
		names := slices.Sorted(maps.Keys(want))
		answers, err := compute.AskModels(t.Context(), world, period, names, "SELECT * FROM %s", options())
		if err != nil {
			t.Fatal(err)
		}
		for i, name := range names {
			columns := answers[i].Columns
			if diff := cmp.Diff(lines(columns, want[name]), lines(columns, records(answers[i]))); diff != "" {
				t.Fatalf("%s (-plain Go +SQL):\n%s", name, diff)
			}
			for _, r := range want[name] {
				seen[name]++
				if r["manader_till_nytt"] != "" {
					seen["manader_till_nytt"]++
				}
				for _, c := range []string{"har_par", "aterkommande", "har_efter"} {
					if r[c] == "true" {
						seen[c]++
					}
				}
			}
		}
	})
	for _, name := range []string{"arende", "person", "insats", "mal", "matning_fore", "matningspar", "hushall", "bistandsmottagare", "volym", "enkatsvar", "befolkning", "placering", "arende_orsak", "enkatram", "avslut", "gas", "manader_till_nytt", "har_par", "aterkommande", "har_efter"} {
		if seen[name] == 0 {
			t.Errorf("no %s was drawn", name)
		}
	}
	t.Log(seen)
}

// records are the rows of an answer as texts.
func records(answer compute.Answer) []record {
	var all []record
	for _, row := range answer.Rows {
		r := record{}
		for i, c := range answer.Columns {
			r[c] = text(row[i])
		}
		all = append(all, r)
	}
	return all
}

// TestModelsHaveTheirDeclaredColumns holds every model's result against its
// declaration: names, order and types.
func TestModelsHaveTheirDeclaredColumns(t *testing.T) {
	world, err := given.NewWorld(t.TempDir(), nil)
	if err != nil {
		t.Fatal(err)
	}
	types := map[string][]string{
		"pseudonym": {"VARCHAR"}, "code": {"VARCHAR"}, "text": {"VARCHAR"}, "integer": {"BIGINT", "INTEGER"},
		"decimal": {"DECIMAL(18,4)"}, "date": {"DATE"}, "boolean": {"BOOLEAN"},
	}
	models := sql.Models()
	names := slices.Sorted(maps.Keys(models))
	answers, err := compute.AskModels(t.Context(), world, code.Year(2025), names,
		"SELECT column_name, column_type FROM (DESCRIBE %s)", options())
	if err != nil {
		t.Fatal(err)
	}
	for n, name := range names {
		rows, columns := answers[n].Rows, models[name].Columns
		if len(rows) != len(columns) {
			t.Errorf("%s: %d columns, %d declared", name, len(rows), len(columns))
			continue
		}
		for i, c := range columns {
			if rows[i][0] != c.Name || !slices.Contains(types[c.Type], rows[i][1].(string)) {
				t.Errorf("%s: column %d is %v, declared %s %s", name, i, rows[i], c.Name, c.Type)
			}
		}
	}
}
