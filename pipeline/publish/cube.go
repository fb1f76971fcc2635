package publish

import (
	"context"
	"slices"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/observation"
	"jamfor/pipeline/release"
)

// cube is a set's observations as a full table of area × sex × indicator ×
// period, over all ages and without further dimension: what the cube formats
// (JSON-stat, PX) hold. A combination that is not published is an empty cell
// with the mark of what cannot occur.
type cube struct {
	v          *view
	areas      []area.ID
	sexes      []code.Sex
	indicators []release.IndicatorInfo
	periods    []code.Period
}

func newCube(s *release.Set) *cube {
	v := newView(s)
	c := &cube{v: v, indicators: s.Indicators, periods: s.Periods}
	for _, grain := range slices.Backward(area.Grains) {
		c.areas = append(c.areas, v.areas[grain]...)
	}
	for _, sex := range code.PublishedSexes {
		if slices.ContainsFunc(s.Observations, func(o observation.Observation) bool { return o.Sex == sex }) {
			c.sexes = append(c.sexes, sex)
		}
	}
	return c
}

// size is the number of cells.
func (c *cube) size() int {
	return len(c.areas) * len(c.sexes) * len(c.indicators) * len(c.periods)
}

// each yields every cell in row-major order of areas, sexes, indicators and
// periods: its number as text, or empty text and the mark of its status.
func (c *cube) each(ctx context.Context, yield func(number, mark string) error) error {
	value := valueColumn()
	for _, id := range c.areas {
		if err := ctx.Err(); err != nil {
			return err
		}
		for _, sex := range c.sexes {
			for _, info := range c.indicators {
				for _, p := range c.periods {
					number, mark := "", code.NotApplicable.Mark()
					if o := c.v.find(info.ID, id, p, sex); o != nil {
						number, mark = value.Text(o), o.Status.Mark()
					}
					if err := yield(number, mark); err != nil {
						return err
					}
				}
			}
		}
	}
	return nil
}

// namedCell is a cell whose observation bears another name than its area: that of
// the municipalities that take part, where too few do.
type namedCell struct {
	position          int // in row-major order
	area, sex         int // numbers in the cube's lists
	indicator, period int
	name              string
}

// named lists the cells of participating municipalities, in row-major order. A cube
// names an area once, so without them "Riket" would stand for less than the nation.
func (c *cube) named() []namedCell {
	var list []namedCell
	position := 0
	for a, id := range c.areas {
		for s, sex := range c.sexes {
			for i, info := range c.indicators {
				for t, p := range c.periods {
					if o := c.v.find(info.ID, id, p, sex); o != nil && partial(o) {
						list = append(list, namedCell{position, a, s, i, t, o.AreaName})
					}
					position++
				}
			}
		}
	}
	return list
}

func valueColumn() release.Column {
	all := release.Columns()
	return all[slices.IndexFunc(all, func(c release.Column) bool { return c.Name == "value" })]
}
