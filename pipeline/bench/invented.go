package bench

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure/model"
)

// inventedTable is a table of 210 units in 20 municipalities in 6 regions, by sex
// and seven age groups, with all margins: 237 places × 3 × 8 = 5 688 columns.
// About three in ten of its counts are small numbers.
func inventedTable() *model.Model {
	const units, municipalities, regions, sexes, ages, minimum = 210, 20, 6, 2, 7, 5
	rng := rand.New(rand.NewPCG(5688, 1))
	m := &model.Model{Rows: make([]model.Row, units*sexes*ages)}
	counts := make([]int64, len(m.Rows))
	for u := range units {
		level := 40 * rng.ExpFloat64() * rng.ExpFloat64()
		for i := range sexes * ages {
			counts[u*sexes*ages+i] = int64(level * rng.ExpFloat64() / float64(1+i%ages))
		}
	}
	for r, n := range counts {
		m.Rows[r].Singleton = n == 1
	}
	places := [][]int{nil}
	for u := range units {
		places[0] = append(places[0], u)
	}
	for _, groups := range []int{regions, municipalities, units} {
		for g := range groups {
			var in []int
			for u := range units {
				if u*municipalities/units*groups/municipalities == g && groups < units || groups == units && u == g {
					in = append(in, u)
				}
			}
			places = append(places, in)
		}
	}
	for _, in := range places {
		for sex := -1; sex < sexes; sex++ {
			for age := -1; age < ages; age++ {
				c := model.Column{Least: 1, Weight: 1}
				if len(in) > 1 {
					c.Weight = float64(len(in))
				}
				for _, u := range in {
					for i := range sexes * ages {
						row := u*sexes*ages + i
						if (sex < 0 || i/ages == sex) && (age < 0 || i%ages == age) && counts[row] > 0 {
							c.Entries = append(c.Entries, model.Entry{Row: int32(row), Coef: 1})
							c.Value += counts[row]
						}
					}
				}
				c.Primary = c.Value > 0 && c.Value < minimum
				m.Columns = append(m.Columns, c)
			}
		}
	}
	return m
}

// inventedAges are the age groups of invented packages.
var inventedAges = []string{"0-17", "18-44", "45-64", "65+"}

// inventedPackage is a year of the whole nation, skewed as municipalities are:
// every block holds 321 areas × 3 × 5 × 8 indicators = 38 520 cells.
func inventedPackage(number, blocks int) cell.Package {
	year := code.Year(number)
	p := cell.Package{Set: "invented", Period: year, Coverage: []cell.Coverage{{Collection: "a"}}}
	for _, m := range area.Default().Municipalities {
		p.Coverage[0].Delivered = append(p.Coverage[0].Delivered, m.Code)
	}
	for b := range blocks {
		p.Blocks = append(p.Blocks, inventedBlock(rand.New(rand.NewPCG(uint64(b), uint64(number))), fmt.Sprintf("arende.%d/%s", b, year)))
		inventedMeasures(&p, b)
	}
	return p
}

// inventedBlock counts cases by municipality, sex, age group and pattern.
func inventedBlock(rng *rand.Rand, id string) cell.Block {
	out := cell.Block{ID: id, Conditions: []string{"all", "a", "aa", "b", "bb", "c", "d", "e"}}
	for _, m := range area.Default().Municipalities {
		level := 0.01 * (0.5 + rng.ExpFloat64())
		for _, sex := range []code.Sex{code.Women, code.Men} {
			for _, age := range inventedAges {
				counts := map[uint64]int64{}
				for range int(float64(m.Inhabitants) * level * rng.Float64() / 4) {
					counts[inventedThing(rng)]++
				}
				patterns := make([]uint64, 0, len(counts))
				for x := range counts {
					patterns = append(patterns, x)
				}
				slices.Sort(patterns)
				for _, x := range patterns {
					out.Atoms = append(out.Atoms, cell.Atom{Municipality: m.Code, Sex: sex, Age: age, Pattern: x, N: counts[x]})
				}
			}
		}
	}
	return out
}

// inventedMeasures publishes eight indicators of a block.
func inventedMeasures(p *cell.Package, block int) {
	add := func(kind cell.Kind, above, below int) {
		m := cell.Measure{
			Indicator: fmt.Sprintf("J%05d", len(p.Measures)), Kind: kind, Numerator: &cell.Term{Block: block, Condition: above},
			Collections: []string{"a"}, Grains: area.Grains, BySex: true, Ages: inventedAges,
		}
		if kind == cell.Share {
			m.Denominator = &cell.Term{Block: block, Condition: below}
		}
		p.Measures = append(p.Measures, m)
	}
	add(cell.Count, 0, 0)
	for _, pair := range [][2]int{{1, 0}, {2, 1}, {3, 0}, {4, 3}, {5, 0}, {6, 0}, {7, 0}} {
		add(cell.Share, pair[0], pair[1])
	}
}

// inventedThing draws one pattern: aa within a, bb within b, the others free, e
// rare.
func inventedThing(rng *rand.Rand) uint64 {
	x := uint64(1)
	set := func(bit int, chance float64) bool {
		on := rng.Float64() < chance
		if on {
			x |= 1 << bit
		}
		return on
	}
	_ = set(1, 0.5) && set(2, 0.4)
	_ = set(3, 0.4) && set(4, 0.7)
	set(5, 0.3)
	set(6, 0.6)
	set(7, 0.02)
	return x
}
