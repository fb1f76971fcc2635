package feedback

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
)

// Released holds the figures of a release that local ones are set beside: by
// indicator, area, period and sex, as its CSV files have them.
type Released map[ReleasedKey]ReleasedFigure

// ReleasedKey names one released figure for all ages.
type ReleasedKey struct {
	Indicator string
	Area      area.ID
	Period    string
	Sex       code.Sex
}

// ReleasedFigure is a value or why there is none.
type ReleasedFigure struct {
	Value  string // with a decimal point; "" where Status is not ok
	Status string
	Name   string // of the area, as the release shows it
}

// ReadReleased reads the data/*.csv of a release's folder. Only public files are
// opened.
func ReadReleased(release fs.FS) (Released, error) {
	names, err := fs.Glob(release, "data/*.csv")
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, code.Problem("mappen är ingen utgåva: den har inga filer data/*.csv", "the folder is no release: it has no files data/*.csv")
	}
	all := Released{}
	for _, name := range names {
		if err := all.read(release, name); err != nil {
			return nil, code.Problem("läs %s: %v", "read %s: %v", path.Base(name), err)
		}
	}
	return all, nil
}

// maxReleased bounds the rows read of a release.
const maxReleased = 20_000_000

func (r Released) read(release fs.FS, name string) error {
	file, err := release.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	in := csv.NewReader(file)
	in.ReuseRecord = true
	head, err := in.Read()
	if err != nil {
		return err
	}
	at := map[string]int{}
	for i, column := range head {
		at[column] = i
	}
	for _, needed := range []string{"indicator", "area_code", "area_name", "area_type", "period", "sex", "age_group", "value", "status"} {
		if _, ok := at[needed]; !ok {
			return nil // another table, for example a template for spreadsheets
		}
	}
	dimension := slices.Index(head, "dimension")
	dimension = max(dimension, -1)
	for n := 0; n < maxReleased; n++ {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if row[at["age_group"]] != "" || dimension >= 0 && row[dimension] != "" {
			continue
		}
		key := ReleasedKey{row[at["indicator"]], area.ID{Type: area.Type(row[at["area_type"]]), Code: row[at["area_code"]]}, row[at["period"]], code.Sex(row[at["sex"]])}
		r[key] = ReleasedFigure{row[at["value"]], row[at["status"]], row[at["area_name"]]}
	}
	return fmt.Errorf("more than %d rows", maxReleased)
}

// Shown is the figure in words: a number with decimal comma, .. for hidden, a
// dash for missing.
func (f ReleasedFigure) Shown() string {
	switch f.Status {
	case string(code.OK):
		v, err := strconv.ParseFloat(f.Value, 64)
		if err != nil {
			return f.Value
		}
		decimals := 0
		for i := range f.Value {
			if f.Value[i] == '.' {
				decimals = len(f.Value) - i - 1
			}
		}
		return code.Number(v, decimals, code.Swedish)
	case string(code.Suppressed):
		return ".."
	case string(code.NotApplicable):
		return "."
	case "":
		return ""
	}
	return "–"
}

func itoa(n int) string { return strconv.Itoa(n) }
