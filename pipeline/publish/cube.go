package publish

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/observation"
	"jamfor/pipeline/release"
)

// cube is a set's observations as a full table of area × sex × indicator × period
// over all ages and without further dimension, or, for a split, with its classes
// as a dimension more: what the cube formats (JSON-stat, PX) hold. A combination
// that is not published is an empty cell with the mark of what cannot occur.
type cube struct {
	v          *view
	areas      []area.ID
	sexes      []code.Sex
	split      *cubeSplit // nil for the undivided
	indicators []release.IndicatorInfo
	periods    []code.Period
}

// cubeSplit is the dimension of a split cube: the whole first, then the classes.
type cubeSplit struct {
	dimension string // release.AgeSplit or as in the column dimension
	title     code.Text
	codes     []string
	titles    []code.Text
}

// wholeCode is the class that holds everything.
const wholeCode = "TOT"

// class is the key of a class in the rows.
func (s *cubeSplit) class(number int) class {
	switch {
	case s == nil || number == 0:
		return class{}
	case s.dimension == release.AgeSplit:
		return class{age: s.codes[number]}
	}
	return class{dimension: s.dimension, category: s.codes[number]}
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

// splitDimensions lists the dimensions by which indicators of a set are split:
// ages first, then as the indicators declare them.
func splitDimensions(s *release.Set) []string {
	var all []string
	for _, info := range s.Indicators {
		for _, split := range info.Splits {
			switch {
			case slices.Contains(all, split.Dimension):
			case split.Dimension == release.AgeSplit:
				all = slices.Insert(all, 0, split.Dimension)
			default:
				all = append(all, split.Dimension)
			}
		}
	}
	return all
}

// newSplitCube is the cube of the indicators that are split by a dimension, for
// the areas that their classes are published for.
func newSplitCube(s *release.Set, dimension string) *cube {
	c := newCube(s)
	c.split = &cubeSplit{dimension: dimension, codes: []string{wholeCode}, titles: []code.Text{{SV: "Totalt", EN: "Total"}}}
	c.indicators = nil
	var grains []area.Type
	for _, info := range s.Indicators {
		for _, split := range info.Splits {
			if split.Dimension == dimension {
				c.indicators = append(c.indicators, info)
				grains = append(grains, split.Grains...)
				c.split.add(split)
			}
		}
	}
	c.areas = slices.DeleteFunc(c.areas, func(id area.ID) bool { return !slices.Contains(grains, id.Type) })
	if dimension == release.AgeSplit {
		c.split.sortAges()
	}
	return c
}

// add takes in the classes of one indicator.
func (s *cubeSplit) add(split release.Split) {
	s.title = split.Title
	for _, x := range split.Classes {
		if !slices.Contains(s.codes, x.Code) {
			s.codes, s.titles = append(s.codes, x.Code), append(s.titles, x.Title)
		}
	}
}

// sortAges puts age groups of several indicators in order of age, after the whole.
func (s *cubeSplit) sortAges() {
	first := func(group string) int {
		n, _ := strconv.Atoi(strings.TrimSuffix(strings.SplitN(group, "-", 2)[0], "+"))
		return n
	}
	type named struct {
		code  string
		title code.Text
	}
	var all []named
	for i := range s.codes[1:] {
		all = append(all, named{s.codes[i+1], s.titles[i+1]})
	}
	slices.SortFunc(all, func(a, b named) int {
		return cmp.Or(cmp.Compare(first(a.code), first(b.code)), cmp.Compare(a.code, b.code))
	})
	for i, x := range all {
		s.codes[i+1], s.titles[i+1] = x.code, x.title
	}
}

// stem is the name of the cube's files: the set's, and for a split its dimension.
func (c *cube) stem() string {
	if c.split == nil {
		return c.v.set.Name
	}
	return c.v.set.Name + "." + splitStem(c.split.dimension)
}

func splitStem(dimension string) string {
	if dimension == release.AgeSplit {
		return "aldersgrupp"
	}
	return dimension
}

// size is the number of cells.
func (c *cube) size() int {
	return len(c.areas) * len(c.sexes) * c.classes() * len(c.indicators) * len(c.periods)
}

// classes is the number of classes, the whole among them.
func (c *cube) classes() int {
	if c.split == nil {
		return 1
	}
	return len(c.split.codes)
}

// cubeCell is one cell of a cube; o is nil where nothing is published.
type cubeCell struct {
	position                            int // in row-major order
	area, sex, class, indicator, period int // numbers in the cube's lists
	o                                   *observation.Observation
}

// cells yields every cell in row-major order of areas, sexes, classes, indicators
// and periods.
func (c *cube) cells(ctx context.Context, yield func(cubeCell) error) error {
	x := cubeCell{}
	for x.area = range c.areas {
		if err := ctx.Err(); err != nil {
			return err
		}
		for x.sex = range c.sexes {
			for x.class = range c.classes() {
				for x.indicator = range c.indicators {
					for x.period = range c.periods {
						x.o = c.v.findClass(c.indicators[x.indicator].ID, c.areas[x.area], c.periods[x.period], c.sexes[x.sex], c.split.class(x.class))
						if err := yield(x); err != nil {
							return err
						}
						x.position++
					}
				}
			}
		}
	}
	return nil
}

// each yields every cell in row-major order: its number as text, or empty text and
// the mark of its status.
func (c *cube) each(ctx context.Context, yield func(number, mark string) error) error {
	value := valueColumn()
	return c.cells(ctx, func(x cubeCell) error {
		if x.o == nil {
			return yield("", code.NotApplicable.Mark())
		}
		return yield(value.Text(x.o), x.o.Status.Mark())
	})
}

// named lists the cells of participating municipalities, in row-major order: their
// observations bear another name than their area, because too few take part. A cube
// names an area once, so without them "Riket" would stand for less than the nation.
func (c *cube) named(ctx context.Context) ([]cubeCell, error) {
	var list []cubeCell
	err := c.cells(ctx, func(x cubeCell) error {
		if x.o != nil && partial(x.o) {
			list = append(list, x)
		}
		return nil
	})
	return list, err
}

func valueColumn() release.Column {
	all := release.Columns()
	return all[slices.IndexFunc(all, func(c release.Column) bool { return c.Name == "value" })]
}
