package serve

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/observation"
	"jamfor/pipeline/release"
	"jamfor/pipeline/release/releasetest"
)

// splitServer serves a release whose first indicator has the nation's rows by age
// and by severity too.
func splitServer(t *testing.T) (*Server, *release.Edition) {
	t.Helper()
	e := releasetest.Edition(releasetest.Options{Municipalities: 12, Years: 1, Seed: 4})
	set := &e.Sets[0]
	set.Indicators[0].Splits = []release.Split{
		{Dimension: release.AgeSplit, Title: code.Text{SV: "Åldersgrupp", EN: "Age group"}, Grains: []area.Type{area.Nation}, Classes: []release.Class{{Code: "18-24"}, {Code: "65+"}}},
		{Dimension: "svarighetsgrad", Title: code.Text{SV: "Svårighetsgrad", EN: "Severity"}, Grains: []area.Type{area.Nation}, Classes: []release.Class{{Code: "svar"}}},
	}
	for _, o := range slices.Clone(set.Observations) {
		if o.Indicator != set.Indicators[0].ID || o.Area.Type != area.Nation {
			continue
		}
		o.Change, o.Trend = nil, ""
		for _, c := range []observation.Observation{{AgeGroup: "18-24"}, {AgeGroup: "65+"}, {Dimension: "svarighetsgrad", Category: "svar"}} {
			one := o
			one.AgeGroup, one.Dimension, one.Category = c.AgeGroup, c.Dimension, c.Category
			set.Observations = append(set.Observations, one)
		}
	}
	slices.SortFunc(set.Observations, observation.Compare)
	dir := t.TempDir()
	if err := publishEdition(dir, e); err != nil {
		t.Fatal(err)
	}
	return newServer(t, func(c *Config) { c.Releases = filepath.Join(dir, "releases") }), e
}

func TestRowsAreFoundByClass(t *testing.T) {
	s, e := splitServer(t)
	id := e.Sets[0].Indicators[0].ID
	for query, want := range map[string][]string{
		"":                                    {"||", "18-24||", "65+||", "|svarighetsgrad|svar"},
		"&age_group=65%2B":                    {"65+||"},
		"&age_group=18-24,65%2B":              {"18-24||", "65+||"},
		"&age_group=TOT":                      {"||", "|svarighetsgrad|svar"},
		"&age_group=TOT&category=TOT":         {"||"},
		"&dimension=svarighetsgrad":           {"|svarighetsgrad|svar"},
		"&category=svar":                      {"|svarighetsgrad|svar"},
		"&age_group=18-24&category=svar":      nil,
		"&age_group=TOT&category=TOT&sex=T,K": {"||"},
	} {
		classes := map[string]bool{}
		for _, o := range observations(t, s, "area=00&indicator="+id+query).Observations {
			text := func(name string) string { v, _ := o[name].(string); return v }
			classes[strings.Join([]string{text("age_group"), text("dimension"), text("category")}, "|")] = true
		}
		if len(classes) != len(want) || slices.ContainsFunc(want, func(c string) bool { return !classes[c] }) {
			t.Errorf("%s: got %v, want %v", query, classes, want)
		}
	}
	a := get(t, s, "/api/v1/observations?age_group=18-25")
	if a.status != 400 || !strings.Contains(a.body, "18-24") {
		t.Errorf("an unknown age group: %d %s", a.status, a.body)
	}
}

func TestKoladaHasNoClasses(t *testing.T) {
	s, e := splitServer(t)
	id := e.Sets[0].Indicators[0].ID
	whole := map[string]float64{}
	for _, o := range e.Sets[0].Observations {
		if o.Indicator == id && o.Area.Type == area.Nation && o.AgeGroup+o.Dimension == "" && o.Value != nil {
			whole[string(o.Sex)] = *o.Value
		}
	}
	rows := dataRows(t, s, "/v3/data/kpi/"+id+"/municipality/0000")
	if len(rows) != 1 || len(rows[0].Values) > len(code.PublishedSexes) {
		t.Fatalf("%d rows: %+v", len(rows), rows)
	}
	for _, v := range rows[0].Values {
		if v.Value != nil && *v.Value != whole[v.Gender] {
			t.Errorf("%s: %v, want %v", v.Gender, *v.Value, whole[v.Gender])
		}
	}
}
