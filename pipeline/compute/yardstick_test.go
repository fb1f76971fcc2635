package compute_test

import (
	"testing"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/compute"
	"jamfor/pipeline/compute/given"
	"jamfor/pipeline/engine"
	"jamfor/pipeline/indicator"
)

// TestYardsticksAgree holds the plan's counts and sums, rolled up to every grain,
// against one statement per indicator and grain, and against one per model and
// grain with FILTER: other SQL, same numbers.
func TestYardsticksAgree(t *testing.T) {
	sets := holding(some(t, "missbruk", "ekonomi", "prov"), code.Year(2025))
	world, err := given.NewWorld(t.TempDir(), crowd(3, 4, 250))
	if err != nil {
		t.Fatal(err)
	}
	year := code.Year(2025)
	packages, err := compute.Compute(t.Context(), world, sets, []code.Period{year}, options())
	if err != nil {
		t.Fatal(err)
	}
	place := map[string][2]int{}
	for i := range packages {
		for m, measure := range packages[i].Measures {
			place[packages[i].Set+measure.Name()] = [2]int{i, m} // classes have names of their own
		}
	}
	setOf := map[*indicator.Definition]string{}
	var asked []*indicator.Definition
	for _, s := range sets {
		for _, d := range s.Definitions {
			setOf[d] = s.Name
			if !d.Kind.Derived() {
				asked = append(asked, d)
			}
		}
	}
	compared := map[area.Type]int{}
	row := func(d *indicator.Definition, grain area.Type, values []any) error {
		at := place[setOf[d]+d.ID]
		pkg := &packages[at[0]]
		m := &pkg.Measures[at[1]]
		if len(values) < 5 {
			return nil
		}
		p := given.RollUp(pkg, at[1], area.ID{Type: grain, Code: values[0].(string)}, code.Sex(values[1].(string)))
		if p.Members == 0 {
			return nil
		}
		for i, part := range []struct {
			term *cell.Term
			n    int64
		}{{m.Numerator, p.Numerator}, {m.Denominator, p.Denominator}, {m.Base, p.Base}} {
			if part.term == nil || i == 1 && m.Kind == cell.Rate {
				continue
			}
			if got := values[2+i].(int64); got != part.n {
				t.Errorf("%s %s %v: count %d is %d, planned %d", d.ID, grain, values[:2], i, got, part.n)
			}
			compared[grain]++
		}
		if len(values) > 5 && values[5] != nil && p.Sum != nil {
			sum, err := engine.Scaled(values[5], p.Scale)
			if err != nil || sum.Cmp(p.Sum) != 0 {
				t.Errorf("%s %s %v: sum is %v (%v), planned %v", d.ID, grain, values[:2], sum, err, p.Sum)
			}
			compared[grain]++
		}
		return nil
	}
	yardstick, err := compute.OpenYardstick(t.Context(), world, year, options())
	if err != nil {
		t.Fatal(err)
	}
	defer yardstick.Close()
	oneByOne := func() error { // every indicator at one grain, all grains by turns: the statements differ in the grain alone
		for i, d := range asked {
			grain := d.AreaTypes()[i%len(d.AreaTypes())]
			if err := yardstick.OneByOne(t.Context(), d, grain, func(v []any) error { return row(d, grain, v) }); err != nil {
				return err
			}
		}
		return nil
	}
	allFilters := func() error { return yardstick.AllFilters(t.Context(), sets, row) }
	for name, compute := range map[string]func() error{"one by one": oneByOne, "all filters": allFilters} {
		compared = map[area.Type]int{}
		if err := compute(); err != nil {
			t.Fatal(err)
		}
		t.Log(name, compared)
		for _, grain := range area.Grains {
			if compared[grain] < 20 {
				t.Errorf("%s: %d numbers by %s were compared", name, compared[grain], grain)
			}
		}
	}
}
