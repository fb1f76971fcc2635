// Package sdcset reads suppression instances in the layout of the reference
// data (inner.csv, publish.csv, x.csv, singleton.csv, candidates.csv,
// xExtraPrimary.csv, meta.txt) for tests.
package sdcset

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"jamfor/pipeline/disclosure/model"
)

// Set is one instance with its expected pattern, ids counted from 0.
type Set struct {
	Name       string
	Meta       map[string]string
	Model      model.Model
	Extra      int   // virtual primary columns at the end of the model
	Candidates []int // expected order
	Suppressed []int // expected pattern
	Bounds     []Bound
	Unit       float64 // what the model's values count one as: 10 for magnitudes with a decimal
}

// Bound is the interval of one primary cell by linear programming, with
// hidden ≥ 0 (Lo, Up) and, where Strict is set, with hidden ≥ 1 (Lo1, Up1).
type Bound struct {
	Column           int
	Lo, Up, Lo1, Up1 float64
	Strict           bool
}

// Folders lists the instance folders of the shared reference data and of dirs;
// it is empty where there are none.
func Folders(tb testing.TB, root string) []string {
	tb.Helper()
	found, err := filepath.Glob(filepath.Join(root, "*", "x.csv"))
	if err != nil {
		tb.Fatal(err)
	}
	for i := range found {
		found[i] = filepath.Dir(found[i])
	}
	return found
}

// Shared is the folder of the reference instances beside the repository. Tests
// are skipped where it is absent.
func Shared(tb testing.TB) string {
	tb.Helper()
	dir, err := os.Getwd()
	if err != nil {
		tb.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		if filepath.Dir(dir) == dir {
			tb.Skip("no repository root above the test")
		}
		dir = filepath.Dir(dir)
	}
	shared := filepath.Join(dir, "..", "shared", "data", "sdc")
	if _, err := os.Stat(shared); err != nil {
		tb.Skip("the reference instances (../shared/data/sdc) are absent")
	}
	return shared
}

// Read loads one instance.
func Read(tb testing.TB, folder string) *Set {
	tb.Helper()
	s := &Set{Name: filepath.Base(folder), Unit: 1, Meta: readMeta(tb, filepath.Join(folder, "meta.txt"))}
	s.Model.Rows = make([]model.Row, atoi(tb, s.Meta["inner_rows"]))
	for i, row := range readCSV(tb, filepath.Join(folder, "inner.csv")) {
		s.Model.Rows[i].Value = value(tb, row)
	}
	for _, row := range readCSV(tb, filepath.Join(folder, "singleton.csv")) {
		if k := atoi(tb, row["singleton"]); k > 0 {
			r := &s.Model.Rows[atoi(tb, row["row"])-1]
			r.Singleton, r.Contributor = true, int32(k)
		}
	}
	s.readColumns(tb, filepath.Join(folder, "publish.csv"))
	s.readEntries(tb, filepath.Join(folder, "x.csv"), 0)
	published := len(s.Model.Columns)
	s.readEntries(tb, filepath.Join(folder, "xExtraPrimary.csv"), published)
	s.Extra = len(s.Model.Columns) - published
	for _, row := range readCSV(tb, filepath.Join(folder, "candidates.csv")) {
		s.Candidates = append(s.Candidates, atoi(tb, row["col"])-1)
	}
	for _, name := range []string{"primary", "forced", "hidden"} {
		for _, id := range s.ids(tb, name) {
			c := &s.Model.Columns[id]
			c.Primary, c.Forced, c.Hidden = c.Primary || name == "primary", c.Forced || name == "forced", c.Hidden || name == "hidden"
		}
	}
	s.Suppressed = s.ids(tb, "suppressed")
	return s
}

func (s *Set) ids(tb testing.TB, name string) []int {
	var out []int
	for _, f := range strings.Fields(s.Meta[name]) {
		out = append(out, atoi(tb, f)-1)
	}
	return out
}

// valueColumns are the names the instances use for the counts of publish.csv.
var valueColumns = []string{"freq", "values", "ant", "n"}

// value reads the count of a row, or the magnitude with one decimal as tenths.
func value(tb testing.TB, row map[string]string) int64 {
	if text, ok := row["value"]; ok {
		return int64(math.Round(10 * atof(tb, text)))
	}
	for _, v := range valueColumns {
		if text, ok := row[v]; ok {
			return int64(atoi(tb, text))
		}
	}
	tb.Fatalf("no column of values among %v", row)
	return 0
}

func (s *Set) readColumns(tb testing.TB, name string) {
	for i, row := range readCSV(tb, name) {
		c := model.Column{Label: fmt.Sprintf("%s %d", s.Name, i+1)}
		if _, ok := row["value"]; ok {
			s.Unit = 10
		}
		c.Value = value(tb, row)
		s.Model.Columns = append(s.Model.Columns, c)
		if row["lo"] != "" {
			b := Bound{Column: i, Lo: atof(tb, row["lo"]), Up: atof(tb, row["up"])}
			if row["lo1"] != "" {
				b.Lo1, b.Up1, b.Strict = atof(tb, row["lo1"]), atof(tb, row["up1"]), true
			}
			s.Bounds = append(s.Bounds, b)
		}
	}
}

func (s *Set) readEntries(tb testing.TB, name string, offset int) {
	for _, row := range readCSV(tb, name) {
		col := offset + atoi(tb, row["col"]) - 1
		for len(s.Model.Columns) <= col {
			s.Model.Columns = append(s.Model.Columns, model.Column{Primary: true, Virtual: true, Rule: "virtual"})
		}
		e := model.Entry{Row: int32(atoi(tb, row["row"]) - 1), Coef: int64(atoi(tb, row["val"]))}
		s.Model.Columns[col].Entries = append(s.Model.Columns[col].Entries, e)
	}
	for i := range s.Model.Columns {
		c := &s.Model.Columns[i]
		c.Entries = model.Combine(1, c.Entries, 0, nil)
	}
}

func readMeta(tb testing.TB, name string) map[string]string {
	raw, err := os.ReadFile(name)
	if err != nil {
		tb.Fatal(err)
	}
	meta := map[string]string{}
	for line := range strings.Lines(string(raw)) {
		if k, v, ok := strings.Cut(line, ":"); ok {
			meta[strings.TrimSpace(k)] = strings.TrimSpace(v)
		}
	}
	return meta
}

// readCSV reads a file with a header line; no rows where there is no file.
func readCSV(tb testing.TB, name string) []map[string]string {
	file, err := os.Open(name)
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		tb.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		tb.Fatalf("%s: %v", name, err)
	}
	out := make([]map[string]string, 0, len(rows)-1)
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, v := range row {
			m[rows[0][i]] = v
		}
		out = append(out, m)
	}
	return out
}

func atoi(tb testing.TB, text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		tb.Fatal(err)
	}
	return n
}

func atof(tb testing.TB, text string) float64 {
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		tb.Fatal(err)
	}
	return x
}
