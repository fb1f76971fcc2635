package feedback

import (
	"cmp"
	"slices"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/indicator"
)

// Report is what a supplier gets: its own figures beside the released ones.
type Report struct {
	Collection   code.Text
	Period       code.Period
	Municipality string // name and code, or the names of several
	Release      string // "" where none was given
	Lines        []Line
	Units        []UnitLine
	UnitNames    []string
	Cases        []Trajectory
	Left         []Left
}

// Line is one indicator and sex for one municipality.
type Line struct {
	Municipality string
	Indicator    *indicator.Definition
	Sex          code.Sex
	Own          string
	Persons      string   // what it rests on
	Compared     []string // the released own, county, group and nation; see Compared
}

// UnitLine is one indicator for all units of a municipality.
type UnitLine struct {
	Indicator *indicator.Definition
	Values    []string // by UnitNames
}

// Compared names the columns of Line.Compared.
func Compared() []string {
	return []string{"Utgåvan: kommunen", "Utgåvan: länet", "Utgåvan: kommungruppen", "Utgåvan: riket"}
}

// Make computes the report. released may be nil.
func Make(rows *Rows, sets []indicator.Set, collection string, title code.Text, period code.Period, release string, released Released) (*Report, error) {
	figures, left, err := rows.Figures(sets, collection)
	if err != nil {
		return nil, err
	}
	r := &Report{Collection: title, Period: period, Release: release, Left: left, Cases: rows.Trajectories()}
	for _, f := range figures {
		r.Lines = append(r.Lines, Line{
			Municipality: f.Municipality, Indicator: f.Indicator, Sex: f.Sex, Own: shown(f), Persons: f.Denominator,
			Compared: compared(released, f, period),
		})
	}
	slices.SortStableFunc(r.Lines, func(a, b Line) int {
		return cmp.Or(cmp.Compare(a.Municipality, b.Municipality), cmp.Compare(a.Indicator.ID, b.Indicator.ID))
	})
	return r, r.units(rows, sets, collection)
}

// units adds a table of the units: the same indicators over each unit's rows.
func (r *Report) units(rows *Rows, sets []indicator.Set, collection string) error {
	names := rows.values("arende", "enhet")
	names = append(names, rows.values("enkatsvar", "enhet")...)
	slices.Sort(names)
	r.UnitNames = slices.Compact(names)
	byIndicator := map[string]*UnitLine{}
	for i, unit := range r.UnitNames {
		own := rows.Only(func(dataset string, row Record) bool {
			return row["enhet"] == unit && (dataset == "arende" || dataset == "enkatsvar")
		})
		figures, _, err := own.Figures(sets, collection)
		if err != nil {
			return err
		}
		for _, f := range figures {
			if f.Sex != code.TotalSex {
				continue
			}
			line := byIndicator[f.Indicator.ID]
			if line == nil {
				line = &UnitLine{Indicator: f.Indicator, Values: make([]string, len(r.UnitNames))}
				byIndicator[f.Indicator.ID] = line
			}
			line.Values[i] = shown(f)
		}
	}
	for _, line := range byIndicator {
		r.Units = append(r.Units, *line)
	}
	slices.SortFunc(r.Units, func(a, b UnitLine) int { return cmp.Compare(a.Indicator.ID, b.Indicator.ID) })
	return nil
}

// shown is an own value as a person reads it: "." where it has none.
func shown(f Figure) string {
	if f.Status != code.OK || f.Value == nil {
		return "."
	}
	return code.Number(*f.Value, f.Indicator.Decimals, code.Swedish)
}

func compared(released Released, f Figure, period code.Period) []string {
	values := make([]string, len(Compared()))
	m, known := area.Default().Lookup(f.Municipality)
	if released == nil || !known {
		return values
	}
	for i, id := range []area.ID{
		{Type: area.Municipality, Code: m.Code},
		{Type: area.County, Code: m.County},
		{Type: area.MunicipalityGroup, Code: m.Group},
		{Type: area.Nation, Code: area.NationCode},
	} {
		values[i] = released[ReleasedKey{f.Indicator.ID, id, period.String(), f.Sex}].Shown()
	}
	return values
}

// MunicipalityName is "Kommun (kod)", or the code alone.
func MunicipalityName(municipality string) string {
	if m, ok := area.Default().Lookup(municipality); ok {
		return m.Name + " (" + m.Code + ")"
	}
	return municipality
}

// SexName is the sex in words.
func SexName(s code.Sex) string {
	return map[code.Sex]string{code.TotalSex: "Totalt", code.Women: "Kvinnor", code.Men: "Män"}[s]
}
