package given

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/compute"
	"jamfor/pipeline/indicator"
)

// Recorded is what came out of one test's given rows, as an expect table that can
// be put into the file once a person has counted it by hand.
type Recorded struct {
	File, Name string
	Line       int
	Table      string
}

// recordedStatus is the column of the status, after those of the cell.
const recordedStatus = 5

// recordedParts are the columns that are recorded, where a kind has them.
var recordedParts = []string{"numerator", "denominator", "base", "sum", "sum_squares", "below", "values", "value"}

// Record computes every test's given rows and writes what its expect rows
// (indicator, area, sex) come to, whatever they expected.
func Record(ctx context.Context, files []indicator.TestFile, sets []indicator.Set, options Options) ([]Recorded, error) {
	var all []Recorded
	for _, file := range files {
		i := slices.IndexFunc(sets, func(s indicator.Set) bool { return s.Name == file.Set })
		if i < 0 {
			return nil, fmt.Errorf("record %s: there is no set %q", file.File, file.Set)
		}
		for _, test := range file.Cases {
			rows, err := recordCase(ctx, test, &sets[i], options)
			if err != nil {
				return nil, fmt.Errorf("record %s:%d: %w", file.File, test.Line, err)
			}
			all = append(all, Recorded{File: file.File, Name: test.Name, Line: test.Line, Table: drawn(rows)})
		}
	}
	return all, nil
}

func recordCase(ctx context.Context, test indicator.TestCase, set *indicator.Set, options Options) (_ [][]string, err error) {
	dir, err := os.MkdirTemp(options.Dir, "given-*")
	if err != nil {
		return nil, err
	}
	defer func() {
		if removing := os.RemoveAll(dir); err == nil {
			err = removing
		}
	}()
	world, err := NewWorld(dir, test.Deliveries)
	if err != nil {
		return nil, err
	}
	packages, err := compute.Compute(ctx, world, []indicator.Set{*set}, []code.Period{test.Period}, options.Compute)
	if err != nil {
		return nil, err
	}
	rows := [][]string{append([]string{"indicator", "area", "sex", "age_group", "category", "status"}, recordedParts...)}
	for _, e := range test.Expect {
		row, err := recordRow(&packages[0], set, e, options)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", e.Line, err)
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func recordRow(pkg *cell.Package, set *indicator.Set, e indicator.Expectation, options Options) ([]string, error) {
	row := []string{e.Indicator, e.Area.Code, string(e.Sex), e.Split.Age, e.Category(), string(code.OK)}
	d := slices.IndexFunc(set.Definitions, func(d *indicator.Definition) bool { return d.ID == e.Indicator })
	if d < 0 {
		return nil, fmt.Errorf("set %s has no indicator %s", set.Name, e.Indicator)
	}
	for _, name := range recordedParts {
		probe := e
		probe.Status, probe.Parts = code.OK, map[string]string{name: "\x00"} // nothing equals it: the answer comes back
		failures, err := hold(pkg, set, probe, options)
		text := ""
		for _, f := range failures {
			if err == nil && f.Part == name {
				text = f.Got
			}
			if f.Part == "status" {
				row[recordedStatus] = f.Got
			}
		}
		row = append(row, text) // an error means that the kind has no such part
	}
	if row[recordedStatus] == string(code.Missing) {
		for i := recordedStatus + 1; i < len(row); i++ {
			row[i] = ""
		}
	}
	return row, nil
}

// drawn draws rows as a test file does: cells between bars, in columns, "-" where
// empty; columns in which nothing stands are left out.
func drawn(rows [][]string) string {
	var out strings.Builder
	widths := make([]int, len(rows[0]))
	for c := range rows[0] {
		used := c < 3
		for i, row := range rows {
			if row[c] == "" {
				row[c] = "-"
			}
			used = used || i > 0 && row[c] != "-" && row[c] != string(code.OK)
			widths[c] = max(widths[c], len([]rune(row[c])))
		}
		if !used {
			widths[c] = 0
		}
	}
	for _, row := range rows {
		var cells []string
		for c, text := range row {
			if widths[c] > 0 {
				cells = append(cells, text+strings.Repeat(" ", widths[c]-len([]rune(text))))
			}
		}
		out.WriteString(strings.TrimRight(strings.Join(cells, " | "), " ") + "\n")
	}
	return out.String()
}
