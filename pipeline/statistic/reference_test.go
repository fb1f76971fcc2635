package statistic

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// tolerance is the relative agreement asked of every reference value, with an
// absolute one near zero.
const (
	tolerance = 1e-9
	nearZero  = 1e-12
)

// row is one line of a reference table by column name.
type row map[string]string

// table reads a reference table from testdata.
func table(t *testing.T, name string) []row {
	t.Helper()
	return readTable(t, filepath.Join("testdata", name+".csv"))
}

// shared reads a table that must stay outside the repository; the test skips
// where it is absent.
func shared(t *testing.T, name string) []row {
	t.Helper()
	path := filepath.Join("..", "..", "..", "shared", "data", "stats", name+".csv")
	if _, err := os.Stat(path); err != nil {
		t.Skipf("reference data %s is not beside the repository", name)
	}
	return readTable(t, path)
}

func readTable(t *testing.T, path string) []row {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	reader := csv.NewReader(file)
	reader.Comment = '#'
	lines, err := reader.ReadAll()
	if err != nil || len(lines) < 2 {
		t.Fatalf("%s: %d lines, %v", path, len(lines), err)
	}
	var rows []row
	for _, line := range lines[1:] {
		r := row{fileKey: filepath.Base(path)}
		for i, name := range lines[0] {
			r[name] = line[i]
		}
		rows = append(rows, r)
	}
	return rows
}

// f is a number of the row, NaN where empty.
func (r row) f(t *testing.T, name string) float64 {
	t.Helper()
	text, ok := r[name]
	if !ok {
		t.Fatalf("no column %s", name)
	}
	used.Store(r[fileKey]+" "+name, true)
	if text == "" || text == "NA" {
		return math.NaN()
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func (r row) i(t *testing.T, name string) int64 {
	t.Helper()
	return int64(r.f(t, name))
}

// list is a list of numbers in one column.
func (r row) list(t *testing.T, name string) []float64 {
	t.Helper()
	used.Store(r[fileKey]+" "+name, true)
	var xs []float64
	for _, text := range strings.FieldsFunc(r[name], func(c rune) bool { return c == ' ' || c == ';' }) {
		x, err := strconv.ParseFloat(text, 64)
		if err != nil {
			t.Fatal(err)
		}
		xs = append(xs, x)
	}
	return xs
}

// column collects a column of the rows whose name column holds set (all rows
// where set is empty).
func column(t *testing.T, rows []row, set, name string) []float64 {
	t.Helper()
	var xs []float64
	for _, r := range rows {
		if set == "" || r["set"] == set {
			xs = append(xs, r.f(t, name))
		}
	}
	return xs
}

func close9(t *testing.T, what string, got, want float64) {
	t.Helper()
	closeTo(t, what, got, want, tolerance)
}

func closeTo(t *testing.T, what string, got, want, relative float64) {
	t.Helper()
	if math.IsNaN(want) && math.IsNaN(got) || got == want {
		return
	}
	if gap := math.Abs(got - want); !(gap <= relative*math.Abs(want) || gap <= nearZero) {
		t.Errorf("%s = %.17g, want %.17g", what, got, want)
	}
}

func must[T any](t *testing.T) func(T, error) T {
	t.Helper()
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Error(err)
		}
		return v
	}
}
