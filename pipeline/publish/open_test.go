package publish_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"

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
	Dimension      map[string]struct {
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

// A small reader of PX files: keywords with their values, and the data cells.
func readPX(t *testing.T, name string) (keywords map[string][]string, cells []string) {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	text, err := charmap.ISO8859_1.NewDecoder().Bytes(raw)
	if err != nil {
		t.Fatal(err)
	}
	head, data, found := strings.Cut(string(text), "DATA=\n")
	if !found || !strings.HasSuffix(data, " \n;\n") {
		t.Fatal("the file does not end with its data")
	}
	keywords = map[string][]string{}
	for _, line := range splitOutsideQuotes(head, ';') {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		key, value, ok := cutOutsideQuotes(line, '=')
		if !ok {
			t.Fatalf("no value: %s", line)
		}
		value = strings.TrimPrefix(value, "TLIST(A1),")
		value = strings.ReplaceAll(value, "\"\n\"", "")
		for _, v := range splitOutsideQuotes(value, ',') {
			keywords[key] = append(keywords[key], strings.Trim(strings.TrimSpace(v), `"`))
		}
	}
	return keywords, strings.Fields(strings.TrimSuffix(data, ";\n"))
}

func splitOutsideQuotes(text string, by rune) []string {
	inside := false
	return strings.FieldsFunc(text, func(r rune) bool {
		if r == '"' {
			inside = !inside
		}
		return r == by && !inside
	})
}

func cutOutsideQuotes(text string, by rune) (before, after string, found bool) {
	parts := splitOutsideQuotes(text, by)
	if len(parts) < 2 {
		return text, "", false
	}
	return parts[0], text[len(parts[0])+1:], true
}

func TestPXIsTheObservations(t *testing.T) {
	e := cubeEdition()
	keywords, cells := readPX(t, filepath.Join(staged(t, e), "px", "missbruk.px"))
	for _, mandatory := range []string{"CONTENTS", "DECIMALS", "MATRIX", "STUB", "HEADING", "SUBJECT-AREA", "SUBJECT-CODE", "TITLE", "UNITS", "SOURCE"} {
		if len(keywords[mandatory]) == 0 {
			t.Errorf("%s is missing", mandatory)
		}
	}
	if !strings.Contains(keywords["TITLE"][0], "SYNTETISKA DATA") {
		t.Error("the title does not say synthetic")
	}
	var codes [4][]string
	total := 1
	for i, variable := range append(keywords["STUB"], keywords["HEADING"]...) {
		codes[i] = keywords[`CODES("`+variable+`")`]
		names := keywords[`VALUES("`+variable+`")`]
		if len(names) != len(codes[i]) || len(names) == 0 {
			t.Fatalf("%s: %d names, %d codes", variable, len(names), len(codes[i]))
		}
		total *= len(names)
	}
	if len(cells) != total {
		t.Fatalf("%d cells, want %d", len(cells), total)
	}
	marks := map[code.Status]string{code.Suppressed: `".."`, code.Missing: `"..."`, code.NotApplicable: `"."`}
	want := map[string]string{}
	for _, o := range e.Sets[0].Observations {
		if o.AgeGroup == "" {
			text := fixed(o)
			if o.Status != code.OK {
				text = marks[o.Status]
			}
			want[strings.Join([]string{o.Area.Code, string(o.Sex), o.Indicator, o.Period.String()}, " ")] = text
		}
	}
	at := 0
	for _, areaCode := range codes[0] {
		for _, sex := range codes[1] {
			for _, indicator := range codes[2] {
				for _, period := range codes[3] {
					expected, ok := want[strings.Join([]string{areaCode, sex, indicator, period}, " ")]
					if !ok {
						expected = `"."`
					}
					if cells[at] != expected {
						t.Errorf("%s %s %s %s: got %s, want %s", areaCode, sex, indicator, period, cells[at], expected)
					}
					at++
				}
			}
		}
	}
}

func TestPXTextsStayInTheirQuotes(t *testing.T) {
	e := cubeEdition()
	e.Publisher = `Verket "X"; DATA=` + strings.Repeat("lång text – ", 60)
	keywords, _ := readPX(t, filepath.Join(staged(t, e), "px", "missbruk.px"))
	got := strings.Join(keywords["SOURCE"], "")
	if want := `Verket 'X'; DATA=` + strings.Repeat("lång text - ", 60); got != want {
		t.Errorf("source is %q", got)
	}
}

// The Excel variant says the same as the CSV, in another spelling.
func TestExcelCSVIsTheCSV(t *testing.T) {
	e := cubeEdition()
	e.Sets[0].Observations[0].Method = "=HYPERLINK(1)"
	dir := staged(t, e)
	plain, err := os.ReadFile(filepath.Join(dir, "data", "missbruk.csv"))
	if err != nil {
		t.Fatal(err)
	}
	excel, err := os.ReadFile(filepath.Join(dir, "tables", "missbruk.excel.csv"))
	if err != nil {
		t.Fatal(err)
	}
	excel, found := bytes.CutPrefix(excel, []byte("\ufeff"))
	if !found || bytes.Count(excel, []byte("\r\n")) != bytes.Count(excel, []byte("\n")) {
		t.Error("no byte order mark, or lines that do not end in CRLF")
	}
	if strings.Contains(string(excel), ";=") {
		t.Error("a cell would be a formula")
	}
	want, err := csv.NewReader(bytes.NewReader(plain)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	reader := csv.NewReader(bytes.NewReader(excel))
	reader.Comma = ';'
	got, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	columns := release.Columns()
	for n, row := range got[1:] {
		if row[len(columns)] != row[1]+" "+row[2] {
			t.Errorf("row %d ends in %q", n, row[len(columns)])
		}
		for i, c := range columns {
			if c.Kind == release.DecimalColumn {
				row[i] = strings.Replace(row[i], ",", ".", 1)
			}
			row[i] = strings.TrimPrefix(row[i], "'")
		}
		got[n+1] = row[:len(columns)]
	}
	got[0] = got[0][:len(columns)]
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestDataPackageDescribesTheFiles(t *testing.T) {
	e := cubeEdition()
	dir := staged(t, e)
	name := filepath.Join(dir, "datapackage.json")
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var p struct {
		Resources []struct {
			Name, Path, Type, Hash string
			Bytes                  int64
			Dialect                struct{ Delimiter string }
			Schema                 struct {
				Fields     []struct{ Name, Type string }
				PrimaryKey []string
			}
		}
	}
	if err := json.Unmarshal(text, &p); err != nil {
		t.Fatal(err)
	}
	tables := 0
	for _, r := range p.Resources {
		content, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(r.Path)))
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(content)
		if r.Hash != "sha256:"+hex.EncodeToString(sum[:]) || r.Bytes != int64(len(content)) {
			t.Errorf("%s has another digest or size", r.Path)
		}
		if r.Type != "table" {
			continue
		}
		tables++
		reader := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(content, []byte("\ufeff"))))
		if r.Dialect.Delimiter != "" {
			reader.Comma = rune(r.Dialect.Delimiter[0])
		}
		records, err := reader.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		at := map[string]int{}
		for i, f := range r.Schema.Fields {
			at[f.Name] = i
			if records[0][i] != f.Name {
				t.Errorf("column %d is %s, the schema says %s", i, records[0][i], f.Name)
			}
		}
		seen := map[string]bool{}
		for _, record := range records[1:] {
			var key []string
			for _, k := range r.Schema.PrimaryKey {
				key = append(key, record[at[k]])
			}
			if joined := strings.Join(key, "\x00"); seen[joined] {
				t.Errorf("twice: %v", key)
			} else {
				seen[joined] = true
			}
		}
	}
	if tables != 2 {
		t.Errorf("%d tables", tables)
	}
	var w struct {
		URL         string
		TableSchema struct{ Columns []struct{ Name string } }
	}
	csvw, err := os.ReadFile(filepath.Join(dir, "data", "missbruk.csv-metadata.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(csvw, &w); err != nil {
		t.Fatal(err)
	}
	for i, c := range release.Columns() {
		if w.URL != "missbruk.csv" || w.TableSchema.Columns[i].Name != c.Name {
			t.Errorf("CSVW column %d is %s", i, w.TableSchema.Columns[i].Name)
		}
	}
	validate(t, "frictionless/v2.0_datapackage.json", name)
}
