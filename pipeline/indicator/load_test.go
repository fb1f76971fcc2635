package indicator_test

import (
	"flag"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"jamfor/pipeline/area"
	"jamfor/pipeline/indicator"
	"jamfor/sql"
)

var update = flag.Bool("update", false, "rewrite golden files")

func TestDefinitionIsComplete(t *testing.T) {
	d := mustLoad(t, edited(t, shareYAML, edit{"period: year", "period: year_end"}))
	if d.RankBase != indicator.DefaultRankBase || d.Coverage != 80 || d.Area != "missbruk" || d.Source.SV != "s" {
		t.Errorf("defaults: rank base %d, coverage %d, area %s, source %v", d.RankBase, d.Coverage, d.Area, d.Source)
	}
	if diff := cmp.Diff([]area.Type{area.Municipality, area.Nation}, d.AreaTypes()); diff != "" || !d.SplitBySex() {
		t.Errorf("grains %s, by sex %v", diff, d.SplitBySex())
	}
	for part, want := range map[string]string{
		d.Base().Canonical():      "((omrade = 'missbruk') AND har_oppet_arende_arets_slut)",
		d.BelowLine().Canonical(): "(((omrade = 'missbruk') AND har_oppet_arende_arets_slut) AND (svarighetsgrad IS NOT NULL))",
		d.AboveLine().Canonical(): "((((omrade = 'missbruk') AND har_oppet_arende_arets_slut) AND (svarighetsgrad IS NOT NULL)) AND (svarighetsgrad = 'svar'))",
	} {
		if part != want {
			t.Errorf("got %s, want %s", part, want)
		}
	}
	if d.ValueOf() != nil || d.PopulationOf() != nil || d.Model().Name != "person" {
		t.Error("a share has no value and no population; its model is person")
	}
}

const areasYAML = `version: 1
areas:
  missbruk:
    digits: "35"
    values: {ages: alder >= 18}
    words: {clients: {sv: åldrade, en: clients}}
  barn_unga:
    digits: "33"
    values: {ages: alder <= 20}
    words: {clients: {sv: barn, en: children}}
`

// templateFiles are a set of both areas that takes in one template.
func templateFiles(t *testing.T, edits ...edit) fstest.MapFS {
	t.Helper()
	text := edited(t, shareYAML, append([]edit{
		{"definitions:", "templates:"},
		{"  - id: J35004", "  - template: svara\n    id: \"J{digits}004\""},
		{"{sv: Svåra problem, en: Severe problems}", "{sv: \"{Clients}, {omrade}\", en: \"{Clients}\"}"},
		{"among: omrade = 'missbruk'", "among: omrade = '{omrade}' AND {ages}"},
		{"    grains", "    age_at: year_end\n    grains"},
		{"collections: [missbruk]", "collections: [\"{omrade}\"]"},
	}, edits...)...)
	set := edited(t, setYAML, edit{"service_area: missbruk\n", ""}, edit{"[missbruk, befolkning, ekonomi]", "[missbruk, barn_unga]"}) +
		"templates:\n  - {use: svara, areas: [missbruk, barn_unga]}\n"
	return files("areas.yaml", areasYAML, "templates/t.yaml", text, "prov/set.yaml", set)
}

func TestTemplates(t *testing.T) {
	sets, err := indicator.Load(templateFiles(t), sql.Models())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range sets[0].Definitions {
		got = append(got, strings.Join([]string{d.ID, string(d.Area), d.Title.SV, d.Title.EN, d.Base().Canonical(), d.Collections[0]}, "|"))
	}
	want := []string{
		"J33004|barn_unga|Barn, barn_unga|Children|((omrade = 'barn_unga') AND (alder <= 20))|barn_unga",
		"J35004|missbruk|Åldrade, missbruk|Clients|((omrade = 'missbruk') AND (alder >= 18))|missbruk",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestTemplateMistakes(t *testing.T) {
	for name, c := range map[string]struct {
		change func(fstest.MapFS)
		edit   []edit
		want   string
	}{
		"unknown placeholder": {nil, []edit{{"question: needs", "question: \"{fraga}\""}}, "mallen använder {fraga}, som barn_unga saknar i areas.yaml"},
		"same id twice":       {nil, []edit{{"\"J{digits}004\"", "J35004"}}, "id för barn_unga ska börja med J33"},
		"unknown template": {func(f fstest.MapFS) {
			f["prov/set.yaml"].Data = []byte(strings.Replace(string(f["prov/set.yaml"].Data), "use: svara", "use: svar", 1))
		}, nil, "okänd mall svar (menade du svara?)"},
		"unknown area": {func(f fstest.MapFS) {
			f["prov/set.yaml"].Data = []byte(strings.Replace(string(f["prov/set.yaml"].Data), "[missbruk, barn_unga]}", "[missbruk, vald]}", 1))
		}, nil, "areas.yaml har inget område vald"},
		"no name": {nil, []edit{{"template: svara\n", "templat: svara\n"}}, "mallens namn saknas"},
	} {
		t.Run(name, func(t *testing.T) {
			all := templateFiles(t, c.edit...)
			if c.change != nil {
				c.change(all)
			}
			_, err := indicator.Load(all, sql.Models())
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

func TestDigest(t *testing.T) {
	digest := func(text string) string {
		sets, err := loadOne(text)
		if err != nil {
			t.Fatal(err)
		}
		return indicator.Digest(sets)
	}
	base := digest(shareYAML)
	if base != digest(shareYAML) || len(base) != 64 {
		t.Errorf("digest %s is not stable", base)
	}
	// A remark, another order of keys and a default written out change nothing.
	same := edited(t, shareYAML, edit{"    weighting: pooled\n    direction: none\n", "    # remark\n    direction: none\n    weighting: pooled\n    rank_base: 30\n"})
	if digest(same) != base {
		t.Error("the digest depends on how the definition is written")
	}
	for _, e := range []edit{
		{"svarighetsgrad = 'svar'", "svarighetsgrad = 'lindrig'"},
		{"direction: none", "direction: lower"},
		{"comparable_from: 2023", "comparable_from: 2024"},
		{"en: Severe problems", "en: severe problems"},
		{"grains: [municipality, nation]", "grains: [nation, municipality]"},
	} {
		if digest(edited(t, shareYAML, e)) == base {
			t.Errorf("%s → %s does not change the digest", e.old, e.new)
		}
	}
}

func TestSchemasAreGolden(t *testing.T) {
	for _, s := range indicator.Schemas {
		got, err := indicator.JSONSchema(s)
		if err != nil {
			t.Fatal(err)
		}
		name := "testdata/schema_" + string(s) + ".json"
		if *update {
			if err := os.WriteFile(name, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s (-want +got, -update rewrites):\n%s", name, diff)
		}
	}
	if _, err := indicator.JSONSchema("x"); err == nil {
		t.Error("an unknown schema must be an error")
	}
}
