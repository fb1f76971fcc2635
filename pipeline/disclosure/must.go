package disclosure

import (
	"context"
	"slices"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure/model"
)

// Must names cells that the publisher has promised to show: everything else is
// hidden before they are. An empty list takes all; a Must of empty lists is
// refused. A cell that the rules hide is never shown for it: the package is
// blocked, and a person decides.
type Must struct {
	Indicators []string    `json:"indicators,omitempty" yaml:"indicators"`
	AreaTypes  []area.Type `json:"area_types,omitempty" yaml:"area_types"`
	Areas      []string    `json:"areas,omitempty" yaml:"areas"` // codes
	Sexes      []code.Sex  `json:"sexes,omitempty" yaml:"sexes"`
	Ages       []string    `json:"ages,omitempty" yaml:"ages"`
}

// empty reports whether nothing is named.
func (m Must) empty() bool {
	return len(m.Indicators)+len(m.AreaTypes)+len(m.Areas)+len(m.Sexes)+len(m.Ages) == 0
}

// holds reports whether a cell is among those named.
func (m Must) holds(k cell.Key) bool {
	return among(m.Indicators, k.Indicator) && among(m.AreaTypes, k.Area.Type) && among(m.Areas, k.Area.Code) &&
		among(m.Sexes, k.Sex) && among(m.Ages, k.Age)
}

func among[T ~string](list []T, x T) bool { return len(list) == 0 || slices.Contains(list, x) }

// must reports whether the rules promise a cell of a measure.
func (pl *plan) must(m *cell.Measure, at place) bool {
	return slices.ContainsFunc(pl.rules.MustPublish, func(x Must) bool { return x.holds(at.key(m)) })
}

// mustWeight lifts what must be published above every place: one step more than
// place.weight has.
const mustWeight = 0x1p384

// insist marks the columns behind the cells of a table that must be published:
// they are offered first, and no repair hides them. (The newest version's columns
// are the model's first, in order.)
func (pl *plan) insist(table int, m *model.Model) {
	if len(pl.rules.MustPublish) == 0 {
		return
	}
	for i := range pl.cells {
		for _, c := range pl.cells[i] {
			if c.missing || !pl.must(&pl.pkg.Measures[i], c.place) {
				continue
			}
			for _, r := range c.columns {
				if r.table == table {
					insistOn(&m.Columns[r.column])
				}
			}
		}
	}
}

// insistCells does the same in the model of a measure's cells.
func (pl *plan) insistCells(number int, m *model.Model, cells []int) {
	if len(pl.rules.MustPublish) == 0 {
		return
	}
	for column, k := range cells {
		if pl.must(&pl.pkg.Measures[number], pl.cells[number][k].place) {
			insistOn(&m.Columns[column])
		}
	}
}

func insistOn(c *model.Column) {
	if !c.Must {
		c.Must, c.Weight = true, max(1, c.Weight)*mustWeight
	}
}

// kept blocks the package where a cell that must be published is hidden.
func (pl *plan) kept(context.Context, *Report) error {
	var lost []BlockedCell
	for i := range pl.cells {
		m := &pl.pkg.Measures[i]
		for _, c := range pl.cells[i] {
			if c.hidden && !c.missing && pl.must(m, c.place) {
				lost = append(lost, BlockedCell{Indicators: []string{m.Indicator}, Area: c.place.area, Sex: c.place.sex, Age: c.place.age + m.Split.Age, Category: m.Split.Category})
			}
		}
	}
	if len(lost) == 0 {
		return nil
	}
	return &Blocked{
		Set: pl.pkg.Set, Period: pl.pkg.Period, Reason: ReasonPromised, Cells: joinCells(lost),
		Choices: append([]code.Text{{
			SV: "Ta bort cellerna ur disclosure … must_publish i jamfor.yaml: reglerna döljer dem.",
			EN: "Take the cells out of disclosure … must_publish in jamfor.yaml: the rules hide them.",
		}}, choices()...),
	}
}
