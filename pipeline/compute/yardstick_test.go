package compute_test

import (
	"testing"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/compute"
	"jamfor/pipeline/compute/given"
	"jamfor/pipeline/engine"
	"jamfor/pipeline/indicator"
)

// TestYardsticksAgree holds the plan's counts and sums against one statement per
// indicator over views, and against one per model with FILTER: other SQL, same
// numbers.
func TestYardsticksAgree(t *testing.T) {
	sets := holding(some(t, "missbruk", "ekonomi", "prov"), code.Year(2025))
	world, err := given.NewWorld(t.TempDir(), crowd(3, 3, 300))
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
	for _, s := range sets {
		for _, d := range s.Definitions {
			setOf[d] = s.Name
		}
	}
	compared := 0
	row := func(d *indicator.Definition, values []any) error {
		at := place[setOf[d]+d.ID]
		pkg := &packages[at[0]]
		m := &pkg.Measures[at[1]]
		if len(values) < 5 {
			return nil
		}
		p := given.RollUp(pkg, at[1], municipality(values[0].(string)), code.Sex(values[1].(string)))
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
				t.Errorf("%s %v: count %d is %d, planned %d", d.ID, values[:2], i, got, part.n)
			}
			compared++
		}
		if len(values) > 5 && values[5] != nil && p.Sum != nil {
			sum, err := engine.Scaled(values[5], p.Scale)
			if err != nil || sum.Cmp(p.Sum) != 0 {
				t.Errorf("%s %v: sum is %v (%v), planned %v", d.ID, values[:2], sum, err, p.Sum)
			}
			compared++
		}
		return nil
	}
	for name, yardstick := range map[string]func() error{
		"one by one":  func() error { return compute.OneByOne(t.Context(), world, sets, year, options(), row) },
		"all filters": func() error { return compute.AllFilters(t.Context(), world, sets, year, options(), row) },
	} {
		compared = 0
		if err := yardstick(); err != nil {
			t.Fatal(err)
		}
		if compared < 100 {
			t.Errorf("%s: %d numbers were compared", name, compared)
		}
	}
}
