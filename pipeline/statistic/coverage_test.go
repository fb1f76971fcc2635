package statistic

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// fileKey is where a row of a reference table keeps the name of its file.
const fileKey = " file"

// used holds every column of a reference file that some test has read a number
// from, as "file column".
var used sync.Map

// rowNumber is the column that only numbers the rows of a file.
const rowNumber = "i"

// tested is the name of the file in testdata that holds a reference file: its own,
// or the one that all adjusted z lie in.
func tested(name string) string {
	if strings.HasPrefix(name, "overdispersion_z_") {
		return "overdispersion_z.csv"
	}
	return name
}

// TestMain runs the tests and then, where all of them ran, lists the reference
// files beside the repository and fails on a file or a column of numbers that no
// test has read.
func TestMain(m *testing.M) {
	code := m.Run()
	all := true
	for _, name := range []string{"test.run", "test.skip", "test.list", "test.bench", "test.fuzz"} {
		all = all && flag.Lookup(name).Value.String() == ""
	}
	if code == 0 && all {
		if missing := unread(); len(missing) > 0 {
			fmt.Printf("reference numbers that no test reads:\n%s\n", strings.Join(missing, "\n"))
			code = 1
		}
	}
	os.Exit(code)
}

// unread lists what no test has read: nothing where the files are not there.
func unread() []string {
	var missing []string
	for _, folder := range []string{"ref", "fingertips"} {
		names, _ := filepath.Glob(filepath.Join("..", "..", "..", "shared", "data", "stats", folder, "*.csv")) // the pattern is well-formed
		for _, name := range names {
			for _, column := range numbers(name) {
				if _, found := used.Load(tested(filepath.Base(name)) + " " + column); !found && column != rowNumber {
					missing = append(missing, filepath.Base(name)+" "+column)
				}
			}
		}
	}
	return missing
}

// numbers are the columns of a file with a number, or a list of numbers, in the
// first row that has any text there.
func numbers(path string) []string {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	var lines [][]string
	for _, line := range strings.Split(strings.TrimSpace(string(raw)), "\n") {
		if !strings.HasPrefix(line, "#") {
			lines = append(lines, strings.Split(strings.TrimSpace(line), ","))
		}
	}
	var columns []string
	for i, column := range lines[0] {
		for _, line := range lines[1:] {
			if len(line) != len(lines[0]) || line[i] == "" || line[i] == "NA" {
				continue
			}
			first, _, _ := strings.Cut(strings.ReplaceAll(line[i], ";", " "), " ")
			if _, err := strconv.ParseFloat(first, 64); err == nil {
				columns = append(columns, strings.Trim(column, `"`))
			}
			break
		}
	}
	return columns
}

// TestTestdataIsTheReference: every file beside the repository stands in testdata
// number by number, so that what the tests read is the reference itself.
func TestTestdataIsTheReference(t *testing.T) {
	names, _ := filepath.Glob(filepath.Join("..", "..", "..", "shared", "data", "stats", "ref", "*.csv")) // the pattern is well-formed
	if len(names) == 0 {
		t.Skip("the reference data are not beside the repository")
	}
	for _, name := range names {
		base := strings.TrimSuffix(filepath.Base(name), ".csv")
		want, got := readTable(t, name), table(t, strings.TrimSuffix(tested(base+".csv"), ".csv"))
		if rest, found := strings.CutPrefix(base, "overdispersion_z_"); found {
			got = slices.DeleteFunc(got, func(r row) bool { return r["method"]+"_"+r["trim"] != rest })
		}
		if len(got) != len(want) {
			t.Errorf("%s: %d rows, %d in testdata", base, len(want), len(got))
			continue
		}
		for i, r := range want {
			for column, text := range r {
				// Lists are written with spaces in testdata, and zero without a sign.
				if text = strings.ReplaceAll(text, ";", " "); text == "-0" {
					text = "0"
				}
				if column != fileKey && got[i][column] != text {
					t.Errorf("%s row %d %s: %q in testdata, want %q", base, i+1, column, got[i][column], text)
				}
			}
		}
	}
}
