package disclosure_test

import (
	"fmt"

	"pgregory.net/rapid"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
)

// few are municipalities of three counties and several groups.
var few = []string{"0114", "0115", "0117", "0305", "0319", "0330", "0428", "0461"}

// smallPackage draws a package with nested, overlapping and complementary
// conditions over a few municipalities, with small counts.
func smallPackage(t *rapid.T) cell.Package {
	p := cell.Package{Set: "test", Period: code.Year(2025), Blocks: []cell.Block{{ID: "b", Conditions: []string{"n", "k", "l", "q", "r"}}}}
	municipalities := few[:rapid.IntRange(2, len(few)).Draw(t, "municipalities")]
	p.Coverage = []cell.Coverage{{Collection: "a", Delivered: municipalities}, {Collection: "b"}}
	for _, m := range municipalities {
		if rapid.IntRange(0, 4).Draw(t, "covered") > 0 {
			p.Coverage[1].Delivered = append(p.Coverage[1].Delivered, m)
		}
	}
	ages := []string{""}
	if rapid.IntRange(0, 3).Draw(t, "by age") == 0 {
		ages = []string{"0-17", "18+"}
	}
	patterns := rapid.SliceOfNDistinct(rapid.Custom(pattern), 2, 6, rapid.ID[uint64]).Draw(t, "patterns")
	top := rapid.SampledFrom([]int{3, 8, 30}).Draw(t, "top")
	unknown := rapid.SampledFrom([]int{0, 0, 1, 2}).Draw(t, "unknown")
	for _, m := range municipalities {
		for _, sex := range code.PersonSexes {
			for _, age := range ages {
				for _, x := range patterns {
					most := top
					if sex == code.Unknown {
						most = unknown
					}
					n := rapid.IntRange(-most/2, most).Draw(t, "n")
					if n > 0 {
						p.Blocks[0].Atoms = append(p.Blocks[0].Atoms, cell.Atom{Municipality: m, Sex: sex, Age: age, Pattern: x, N: int64(n)})
					}
				}
			}
		}
	}
	drawMeasures(t, &p, ages)
	return p
}

// pattern: bit 0 is everything, 2 lies within 1, 4 is what 3 is not.
func pattern(t *rapid.T) uint64 {
	x := uint64(1)
	if rapid.Bool().Draw(t, "k") {
		x |= 2
		if rapid.Bool().Draw(t, "l") {
			x |= 4
		}
	}
	if rapid.Bool().Draw(t, "q") {
		return x | 8
	}
	return x | 16
}

func drawMeasures(t *rapid.T, p *cell.Package, ages []string) {
	term := func(c int) *cell.Term { return &cell.Term{Condition: c} }
	kinds := []func(*cell.Measure){
		func(m *cell.Measure) { m.Kind, m.Numerator = cell.Count, term(0) },
		func(m *cell.Measure) { m.Kind, m.Numerator = cell.Count, term(2) },
		func(m *cell.Measure) { m.Kind, m.Numerator, m.Denominator = cell.Share, term(1), term(0) },
		func(m *cell.Measure) { m.Kind, m.Numerator, m.Denominator = cell.Share, term(2), term(1) },
		func(m *cell.Measure) { m.Kind, m.Numerator, m.Denominator = cell.Share, term(3), term(0) },
		func(m *cell.Measure) { m.Kind, m.Numerator, m.Denominator = cell.Share, term(4), term(0) },
		func(m *cell.Measure) { m.Kind, m.Denominator, m.Base = cell.Change, term(2), term(1) },
		func(m *cell.Measure) { m.Kind, m.Denominator = cell.Mean, term(1) },
		func(m *cell.Measure) { m.Kind, m.Denominator = cell.Median, term(1) },
	}
	for i, change := range kinds {
		if !rapid.Bool().Draw(t, "measure") {
			continue
		}
		m := cell.Measure{Indicator: fmt.Sprintf("J%05d", i), BySex: rapid.IntRange(0, 3).Draw(t, "sex") > 0}
		m.Grains = rapid.SampledFrom([][]area.Type{area.Grains, {area.Municipality, area.Nation}, {area.County, area.Nation}, {area.Municipality, area.County, area.MunicipalityGroup}}).Draw(t, "grains")
		m.Collections = rapid.SampledFrom([][]string{{"a"}, {"a", "b"}}).Draw(t, "collections")
		change(&m)
		if len(ages) > 1 && rapid.Bool().Draw(t, "ages") {
			m.Ages = ages
		}
		p.Measures = append(p.Measures, m)
	}
}
