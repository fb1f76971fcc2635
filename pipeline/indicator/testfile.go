package indicator

import (
	"fmt"
	"io/fs"
	"slices"
	"strconv"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
)

// TestFile holds the given/expect tests of one set: rows of the core model as
// suppliers send them, and the exact parts or values that must come out before
// disclosure control. Running it needs lake and engine and is done elsewhere.
type TestFile struct {
	File  string
	Set   string
	Cases []TestCase
}

// TestCase is one small world: deliveries for one or several periods, and what
// the indicators of Period must be.
type TestCase struct {
	Name string
	// Guards says which mistakes the test would catch.
	Guards     []Guard
	Period     code.Period
	Deliveries []TestDelivery
	Expect     []Expectation
	Line       int
}

// Guard names a mistake in a definition, a model or the pipeline.
type Guard string

// The mistakes that tests guard against.
var guards = []string{
	"wrong_numerator", "wrong_denominator", "wrong_value", "unknown_in_denominator",
	"missed_before", "different_raters", "person_counted_twice", "case_spans_deliveries",
	"open_case", "death_or_move", "not_delivered", "zero_report", "resent_delivery",
	"sex_unknown", "wrong_population", "other_service_area", "age_missing", "roll_up",
}

func (Guard) values() []string { return guards }

// TestDelivery is what one municipality sends for one collection and period.
// A Zero delivery is a nollrapport and has no tables.
type TestDelivery struct {
	Municipality string
	Collection   string
	Period       code.Period
	Sequence     int
	Zero         bool
	Tables       []TestTable // ordered by dataset name
}

// TestTable is the rows of one dataset, defaults filled in. Cells are written
// as in a CSV file; an empty cell is missing.
type TestTable struct {
	Dataset string
	Columns []string
	Rows    [][]string
}

// The YAML of a test file.
type testDocument struct {
	Version  int                          `yaml:"version" required:"true" doc:"format version, 1"`
	Set      string                       `yaml:"set" required:"true" doc:"name of the indicator set"`
	Areas    map[string]map[string]string `yaml:"areas" doc:"under templates: the service areas that the tests are for, each with texts for its placeholders"`
	Defaults map[string]map[string]string `yaml:"defaults" doc:"column values per dataset where a table has no such column"`
	Cases    []testCaseDocument           `yaml:"cases" required:"true" doc:"the tests"`
}

type testCaseDocument struct {
	Name       string                 `yaml:"name" required:"true" doc:"what the test shows, in one sentence"`
	Areas      []string               `yaml:"areas" doc:"under templates: the service areas of this test; all of the file when left out"`
	Guards     []Guard                `yaml:"guards" required:"true" doc:"the mistakes that the test would catch"`
	Period     string                 `yaml:"period" required:"true" doc:"period of the expected observations"`
	Deliveries []testDeliveryDocument `yaml:"deliveries" required:"true" doc:"what suppliers send, in order"`
	Expect     string                 `yaml:"expect" required:"true" doc:"a table: indicator | area | sex | age_group | category (column=code) | parts …; the classes of a split may be left out"`
}

type testDeliveryDocument struct {
	Municipality string            `yaml:"municipality" required:"true" doc:"four-digit code"`
	Collection   string            `yaml:"collection" required:"true" doc:"collection of the core model"`
	Period       string            `yaml:"period" doc:"period of the delivery; the case's own when left out"`
	Sequence     int               `yaml:"sequence" doc:"sequence number of a re-sent delivery, 1 when left out"`
	Zero         bool              `yaml:"zero" doc:"true for a zero report (nollrapport)"`
	Rows         map[string]string `yaml:"rows" doc:"tables by dataset: column | column …"`
}

const formatVersion = 1

// LoadTests reads every <set>_test.yaml under the folders of sets, and those
// under templates once for each service area that they name. The error is a
// Problems. Definitions may be nil; when given, an expectation for an
// indicator that no set has is a mistake.
func LoadTests(sets fs.FS, definitions []Set) ([]TestFile, error) {
	r := &report{}
	names, err := fs.Glob(sets, "*/*_test.yaml")
	if err != nil {
		return nil, fmt.Errorf("list tests: %w", err)
	}
	known := map[string]*Definition{}
	for _, s := range definitions {
		for _, d := range s.Definitions {
			known[d.ID] = d
		}
	}
	var files []TestFile
	areas := readTemplates(r, sets)
	for _, name := range names {
		for _, doc := range testDocuments(r, sets, name, areas) {
			reader := testReader{report: r, file: name, known: known}
			files = append(files, limited(r, reader.read(doc), definitions, doc.at))
		}
	}
	return files, r.err()
}

type testReader struct {
	report   *report
	file     string
	known    map[string]*Definition
	defaults map[string]map[string]string
	places   places
}

func (t *testReader) read(doc *node) TestFile {
	var d testDocument
	t.places = decode(t.report, doc, &d)
	t.defaults = d.Defaults
	if d.Version != formatVersion {
		t.report.add(doc.at, fmt.Sprintf("okänd formatversion %d", d.Version), fmt.Sprintf("unknown format version %d", d.Version))
	}
	file := TestFile{File: t.file, Set: d.Set}
	for i, c := range d.Cases {
		file.Cases = append(file.Cases, t.testCase(c, "cases."+strconv.Itoa(i)))
	}
	return file
}

func (t *testReader) testCase(c testCaseDocument, path string) TestCase {
	test := TestCase{Name: c.Name, Guards: c.Guards, Line: t.places[path].line}
	test.Period = t.period(c.Period, path+".period")
	for i, d := range c.Deliveries {
		test.Deliveries = append(test.Deliveries, t.delivery(d, test.Period, path+".deliveries."+strconv.Itoa(i)))
	}
	test.Expect = t.expectations(c.Expect, path+".expect")
	return test
}

func (t *testReader) period(text, path string) code.Period {
	p, err := code.ParsePeriod(text)
	if err != nil {
		t.report.add(t.places[path], "perioden är felskriven", err.Error())
	}
	return p
}

func (t *testReader) delivery(d testDeliveryDocument, period code.Period, path string) TestDelivery {
	delivery := TestDelivery{Municipality: d.Municipality, Collection: d.Collection, Period: period, Sequence: max(d.Sequence, 1), Zero: d.Zero}
	if d.Period != "" {
		delivery.Period = t.period(d.Period, path+".period")
	}
	if _, ok := area.Default().Lookup(d.Municipality); !ok {
		t.report.add(t.places[path+".municipality"], "okänd kommun "+d.Municipality, "unknown municipality "+d.Municipality)
	}
	collection := contract.Core().Collections[d.Collection]
	if collection == nil {
		t.report.add(t.places[path+".collection"], "okänd insamling "+d.Collection, "unknown collection "+d.Collection)
		return delivery
	}
	if d.Zero == (len(d.Rows) > 0) {
		t.report.add(t.places[path], "en leverans har antingen rader eller zero: true", "a delivery has either rows or zero: true")
	}
	for _, dataset := range sortedKeys(d.Rows) {
		at := t.places[path+".rows."+dataset]
		if !slices.Contains(collection.Datasets, dataset) {
			t.report.add(at, fmt.Sprintf("insamlingen %s har inte datamängden %s", d.Collection, dataset), fmt.Sprintf("collection %s has no dataset %s", d.Collection, dataset))
			continue
		}
		delivery.Tables = append(delivery.Tables, t.table(dataset, d.Rows[dataset], at))
	}
	return delivery
}

func (t *testReader) table(dataset, text string, at place) TestTable {
	grid := readGrid(t.report, text, at)
	table := TestTable{Dataset: dataset, Columns: grid.columns, Rows: grid.rows}
	for _, column := range sortedKeys(t.defaults[dataset]) {
		if slices.Contains(table.Columns, column) {
			continue
		}
		table.Columns = append(table.Columns, column)
		for i := range table.Rows {
			table.Rows[i] = append(table.Rows[i], t.defaults[dataset][column])
		}
	}
	model := contract.Core().Datasets[dataset]
	for _, column := range table.Columns {
		if model.Variable(column) == nil {
			t.report.add(at, fmt.Sprintf("datamängden %s har ingen kolumn %s", dataset, column), fmt.Sprintf("dataset %s has no column %s", dataset, column))
		}
	}
	return table
}
