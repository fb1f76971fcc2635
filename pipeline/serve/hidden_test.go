package serve

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jamfor/pipeline/code"
)

// A release in which a hidden row tells of its value is not served at all, by no
// route: it cannot have come from this program.
func TestReleaseThatTellsHiddenValuesIsRefused(t *testing.T) {
	for _, column := range []string{"value", "numerator", "denominator", "lower95", "persons", "rank", "quartile", "vs_nation", "trend", "change", "method", "coverage_n"} {
		dir := t.TempDir()
		if err := os.CopyFS(dir, os.DirFS(releasesDir(t))); err != nil {
			t.Fatal(err)
		}
		tell(t, filepath.Join(dir, secondID, "data", "missbruk.csv"), column)
		s := newServer(t, func(c *Config) { c.Releases = dir })
		if now := s.catalog.now.Load(); len(now.manifests) != 1 || now.manifests[0].ID != firstID {
			t.Errorf("%s: %d releases are served", column, len(now.manifests))
		}
		if a := get(t, s, "/releases/"+secondID+"/data/missbruk.csv"); a.status != 404 {
			t.Errorf("%s: the file is served: %d", column, a.status)
		}
	}
}

// tell writes 7 into the column of the first hidden row.
func tell(t *testing.T, name, column string) {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(raw)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	status := slices.Index(rows[0], "status")
	at := slices.IndexFunc(rows, func(row []string) bool { return row[status] == string(code.Suppressed) })
	rows[at][slices.Index(rows[0], column)] = "7"
	var out bytes.Buffer
	if err := csv.NewWriter(&out).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

// Whatever is asked in JSON, nothing that is hidden comes with a number or a
// comparison, and all that is hidden looks alike, whichever rule hid it.
func TestNoAnswerTellsOfHiddenValues(t *testing.T) {
	s := newServer(t, nil)
	ids := s.catalog.now.Load().current.ids
	targets := []string{
		"/api/v1/observations?limit=10000", "/api/v1/observations?status=suppressed&limit=10000", "/api/v1/observations?limit=10000&release=" + firstID,
		"/api/v1/observations?limit=10000&as_of=2026-03-31", "/api/v1/observations?limit=10000&area_type=county,nation", "/api/v1/indicators", "/api/v1/releases",
	}
	for _, id := range ids {
		targets = append(targets, "/v3/data/kpi/"+id+"/year/2024,2025", "/v3/data/kpi/"+id+"/year/2024,2025?from_date=2026-03-15")
	}
	hidden, looks := 0, map[string]bool{}
	for _, target := range targets {
		a := get(t, s, target)
		if a.status != 200 {
			t.Fatalf("%s: %d", target, a.status)
		}
		decoder := json.NewDecoder(strings.NewReader(a.body))
		decoder.UseNumber()
		var body any
		if err := decoder.Decode(&body); err != nil {
			t.Fatal(err)
		}
		eachObject(body, func(o map[string]any) {
			if o["status"] != string(code.Suppressed) && o["observation_status"] != string(code.Suppressed) {
				return
			}
			hidden++
			var said []string
			for name, v := range o {
				switch v := v.(type) {
				case json.Number:
					if name != "count" { // the municipality itself: always 1
						t.Errorf("%s: %s is %s where it is hidden", target, name, v)
					}
				case string:
					if slices.Contains([]string{"vs_nation", "trend", "method"}, name) {
						t.Errorf("%s: %s is %q where it is hidden", target, name, v)
					}
				}
			}
			for _, name := range []string{"reason", "status_reason"} {
				if reason, ok := o[name].(string); ok {
					said = append(said, reason)
				}
			}
			looks[strings.Join(said, "|")] = true
		})
	}
	if hidden < 100 || len(looks) != 1 {
		t.Errorf("%d hidden rows with the reasons %v", hidden, looks)
	}
}

// eachObject visits every JSON object.
func eachObject(v any, visit func(map[string]any)) {
	switch v := v.(type) {
	case map[string]any:
		visit(v)
		for _, inner := range v {
			eachObject(inner, visit)
		}
	case []any:
		for _, inner := range v {
			eachObject(inner, visit)
		}
	}
}
