package publish_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/observation"
	"jamfor/pipeline/release"
	"jamfor/pipeline/release/releasetest"
)

// cubeEdition has an indicator that is not split by sex and rows with an age
// group, which the cubes leave out.
func cubeEdition() *release.Edition {
	e := releasetest.Edition(releasetest.Options{Municipalities: 15, Years: 2, Seed: 6})
	rows := e.Sets[0].Observations
	var kept []observation.Observation
	for _, o := range rows {
		if o.Indicator == "J35010" && o.Sex != code.TotalSex {
			continue
		}
		kept = append(kept, o)
		if o.Indicator == "J35001" && o.Area.Type == area.Nation {
			o.AgeGroup = "18-64"
			kept = append(kept, o)
		}
	}
	e.Sets[0].Observations = kept
	return e
}

type jsonStat struct {
	Version, Class string
	ID             []string
	Size           []int
	Value          []*json.Number
	Status         map[string]string
	Role           map[string][]string
	Extension      struct {
		AreaName map[string]string `json:"area_name"`
	}
	Dimension map[string]struct {
		Category struct {
			Index []string
			Label map[string]string
		}
	}
}

func TestJSONStatIsTheObservations(t *testing.T) {
	e := cubeEdition()
	dir := staged(t, e)
	name := filepath.Join(dir, "jsonstat", "missbruk.json")
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var d jsonStat
	if err := json.Unmarshal(text, &d); err != nil {
		t.Fatal(err)
	}
	if d.Version != "2.0" || d.Class != "dataset" || len(d.ID) != len(d.Size) || len(d.ID) != len(d.Dimension) {
		t.Fatalf("%s %s %v %v", d.Version, d.Class, d.ID, d.Size)
	}
	cells := 1
	for i, id := range d.ID {
		c := d.Dimension[id].Category
		if len(c.Index) != d.Size[i] || len(c.Label) != d.Size[i] {
			t.Errorf("%s: %d codes, %d labels, size %d", id, len(c.Index), len(c.Label), d.Size[i])
		}
		cells *= d.Size[i]
	}
	if len(d.Value) != cells {
		t.Fatalf("%d values, %d cells", len(d.Value), cells)
	}
	want := map[string][2]string{}
	for _, o := range e.Sets[0].Observations {
		if o.AgeGroup == "" {
			want[strings.Join([]string{o.Area.Code, string(o.Sex), o.Indicator, o.Period.String()}, " ")] = [2]string{fixed(o), o.Status.Mark()}
		}
	}
	for at, v := range d.Value {
		key := strings.Join(position(d, at), " ")
		expected, published := want[key]
		if !published {
			expected[1] = "."
		}
		got := [2]string{"", d.Status[strconv.Itoa(at)]}
		if v != nil {
			got[0] = v.String()
		}
		if got != expected {
			t.Errorf("%s: got %v, want %v", key, got, expected)
		}
		delete(want, key)
	}
	if len(want) != 0 {
		t.Errorf("%d observations are not in the cube", len(want))
	}
	validate(t, "jsonstat/jsonstat-2.0-v1.03.schema.json", name)
}

// position gives the codes of the cell at a row-major position.
func position(d jsonStat, at int) []string {
	codes := make([]string, len(d.ID))
	for i := len(d.ID) - 1; i >= 0; i-- {
		codes[i] = d.Dimension[d.ID[i]].Category.Index[at%d.Size[i]]
		at /= d.Size[i]
	}
	return codes
}

// fixed writes an observation's value with its decimals.
func fixed(o observation.Observation) string {
	if o.Value == nil {
		return ""
	}
	return strconv.FormatFloat(*o.Value, 'f', o.Decimals, 64)
}

// validate holds a JSON file against a schema of ../shared, by Python.
func validate(t *testing.T, schema, file string) {
	t.Helper()
	schema = filepath.Join("..", "..", "..", "shared", "data", "formats", filepath.FromSlash(schema))
	if _, err := os.Stat(schema); err != nil {
		t.Skip("the schema is not here:", err)
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3:", err)
	}
	if err := exec.CommandContext(t.Context(), python, "-c", "import jsonschema").Run(); err != nil {
		t.Skip("python3 has no jsonschema")
	}
	const script = `import json, sys, jsonschema
schema, document = (json.load(open(name, encoding="utf-8")) for name in sys.argv[1:3])
jsonschema.validators.validator_for(schema)(schema).validate(document)`
	if out, err := exec.CommandContext(t.Context(), python, "-c", script, schema, file).CombinedOutput(); err != nil {
		t.Errorf("%s does not hold against its schema: %.2000s", filepath.Base(file), out)
	}
}
