package disclosure

import (
	"fmt"
	"slices"
	"strings"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
)

// grid is the geometry of a package: who is covered, which cells a measure has
// and which groups a cell consists of. A group is one municipality, sex and age
// group, the finest thing that is ever added up.
type grid struct {
	registry *area.Registry
	at       map[string]int          // municipality code to number
	covered  map[string][]bool       // joined collections to covered municipalities
	members  map[area.ID][]int32     // municipalities of an area, rising
	finer    map[area.ID][][]area.ID // what an upper area is the sum of, each way
}

func newGrid(p *cell.Package, r *area.Registry) (*grid, error) {
	g := &grid{registry: r, at: map[string]int{}, covered: map[string][]bool{}, members: map[area.ID][]int32{}}
	for i, m := range r.Municipalities {
		g.at[m.Code] = i
	}
	for _, grain := range area.Grains {
		for _, id := range r.Areas(grain) {
			for _, m := range r.Members(id) {
				g.members[id] = append(g.members[id], int32(g.at[m]))
			}
		}
	}
	g.divide()
	delivered := map[string][]bool{}
	for _, c := range p.Coverage {
		in := make([]bool, len(r.Municipalities))
		for _, m := range c.Delivered {
			i, ok := g.at[m]
			if !ok {
				return nil, fmt.Errorf("coverage of %s: unknown municipality %q", c.Collection, m)
			}
			in[i] = true
		}
		delivered[c.Collection] = in
	}
	for i := range p.Measures {
		m := &p.Measures[i]
		all := make([]bool, len(r.Municipalities))
		for i := range all {
			all[i] = true
		}
		for _, c := range m.Collections {
			in, ok := delivered[c]
			if !ok {
				return nil, fmt.Errorf("measure %s: no coverage for collection %q", m.Indicator, c)
			}
			for i := range all {
				all[i] = all[i] && in[i]
			}
		}
		g.covered[coverageKey(m)] = g.whole(all)
	}
	return g, nil
}

// whole leaves out municipalities that are published together with one that is
// not covered.
func (g *grid) whole(covered []bool) []bool {
	counts := g.registry.Whole(func(m string) bool { return covered[g.at[m]] })
	out := make([]bool, len(covered))
	for i, m := range g.registry.Municipalities {
		out[i] = counts(m.Code)
	}
	return out
}

// divide lists the ways in which upper areas are sums of finer ones: of their
// municipalities, and the nation also of its counties and of its municipality
// groups.
func (g *grid) divide() {
	g.finer = map[area.ID][][]area.ID{}
	for id := range g.members {
		if id.Type == area.Municipality {
			continue
		}
		g.finer[id] = append(g.finer[id], g.registry.RowsIn(id))
		if id.Type == area.Nation {
			g.finer[id] = append(g.finer[id], g.registry.Areas(area.County), g.registry.Areas(area.MunicipalityGroup))
		}
	}
}

func coverageKey(m *cell.Measure) string { return strings.Join(m.Collections, "\x00") }

// inside lists the covered municipalities of an area for a measure, rising.
func (g *grid) inside(m *cell.Measure, id area.ID) []int32 {
	covered := g.covered[coverageKey(m)]
	var out []int32
	for _, i := range g.members[id] {
		if covered[i] {
			out = append(out, i)
		}
	}
	return out
}

// place is one cell of a measure: an area, a sex and an age group.
type place struct {
	area area.ID
	sex  code.Sex
	age  string
}

// places lists the cells of a measure in their fixed order: grain from finest
// to coarsest, area, total before women before men, all ages before each.
func (g *grid) places(m *cell.Measure) []place {
	sexes := []code.Sex{code.TotalSex}
	if m.BySex {
		sexes = code.PublishedSexes
	}
	ages := append([]string{cell.AllAges}, m.Ages...)
	var out []place
	for _, grain := range area.Grains {
		if !slices.Contains(m.Grains, grain) {
			continue
		}
		for _, id := range g.registry.Areas(grain) {
			for _, sex := range sexes {
				for _, age := range ages {
					out = append(out, place{id, sex, age})
				}
			}
		}
	}
	return out
}

// key names a place of a measure.
func (p place) key(m *cell.Measure) cell.Key {
	return cell.Key{
		Indicator: m.Indicator, Area: p.area, Sex: p.sex, Age: p.age + m.Split.Age, // never both
		Dimension: m.Split.Dimension, Category: m.Split.Category,
	}
}

// holdsSex and holdsAge tell whether things of a sex or an age group count in a
// cell: the total holds all three sexes, all ages hold every age group.
func holdsSex(whole, part code.Sex) bool { return whole == code.TotalSex || whole == part }
func holdsAge(whole, part string) bool   { return whole == cell.AllAges || whole == part }

// weight ranks a place in the order of publication: the nation survives first,
// then counties, municipality groups and municipalities; within each, totals
// before women and men and all ages before one. Steps are so wide that size
// decides only within a level.
func (p place) weight() float64 {
	level := 4 * slices.Index([]area.Type{area.Municipality, area.MunicipalityGroup, area.County, area.Nation}, p.area.Type)
	if p.sex == code.TotalSex {
		level += 2
	}
	if p.age == cell.AllAges {
		level++
	}
	w := 1.0
	for range level {
		w *= 1 << 24
	}
	return w
}
