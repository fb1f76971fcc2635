package bench

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"jamfor/indicators"
	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/compute"
	"jamfor/pipeline/compute/given"
	"jamfor/pipeline/engine/duckdb"
	"jamfor/pipeline/indicator"
)

// country is a few municipalities of two counties with cases and measurements.
func country(municipalities ...string) []indicator.TestDelivery {
	var all []indicator.TestDelivery
	for m, municipality := range municipalities {
		cases := indicator.TestTable{Dataset: "arende", Columns: strings.Fields("arende person person_idtyp enhet omrade kon fodelsear start slut avslutsorsak maluppfyllelse")}
		measured := indicator.TestTable{Dataset: "matning", Columns: strings.Fields("arende instrument instrumentversion skala skattare tillfalle datum varde")}
		for c := range 24 + m {
			id := fmt.Sprintf("a%03d", c)
			cases.Rows = append(cases.Rows, []string{
				id, fmt.Sprintf("p%03d", c-c%5), "pnr", "E1", "missbruk", []string{"K", "M", "U"}[c%7%3], fmt.Sprint(1950 + c),
				"2025-01-10", []string{"", "2025-06-30"}[c%2], []string{"", "behov_upphort"}[c%2], []string{"helt", "delvis", "ej"}[c%3],
			})
			for i, occasion := range []string{"fore", "efter"} {
				measured.Rows = append(measured.Rows, []string{
					id, "asi", "1", "alkohol_intervjuare", "intervjuare", occasion, []string{"2025-01-12", "2025-06-29"}[i], fmt.Sprint((c + 3*i) % 9),
				})
			}
		}
		all = append(all, indicator.TestDelivery{
			Municipality: municipality, Collection: "missbruk", Period: code.Year(2025), Sequence: 1,
			Tables: []indicator.TestTable{cases, measured},
		})
	}
	return all
}

// world is the country as compute reads it, with the set of addiction care.
func world(t *testing.T) (compute.View, []indicator.Set, compute.Options) {
	sets, err := indicators.Load()
	if err != nil {
		t.Fatal(err)
	}
	sets = slices.DeleteFunc(sets, func(s indicator.Set) bool { return s.Name != "missbruk" })
	view, err := given.NewWorld(t.TempDir(), country("1280", "1281", "1480", "2580"))
	if err != nil {
		t.Fatal(err)
	}
	return view, sets, compute.Options{Engine: duckdb.Engine{}, Threads: 2, MemoryLimit: 512 << 20, TempDir: t.TempDir()}
}

// What is rolled up is what the oracle of tests rolls up, in every cell.
func TestRollUp(t *testing.T) {
	view, sets, o := world(t)
	packages, err := compute.Compute(t.Context(), view, sets, nil, o)
	if err != nil {
		t.Fatal(err)
	}
	cells, values, sums := 0, 0, 0
	for i := range packages {
		pkg := &packages[i]
		for m, rolled := range rollUp(pkg, area.Default()) {
			measure := &pkg.Measures[m]
			for at, got := range rolled {
				want := given.RollUp(pkg, m, at.area, at.sex)
				want.Members, want.Of = 0, 0
				if plain(*got) != plain(want) {
					t.Fatalf("%s %v:\n%s\nwant\n%s", measure.Name(), at, plain(*got), plain(want))
				}
				if !slices.Contains(measure.Grains, at.area.Type) {
					t.Errorf("%s is not published by %s", measure.Name(), at.area.Type)
				}
				cells, values = cells+1, values+len(got.Values)
				if got.Sum != nil {
					sums++
				}
			}
		}
	}
	if cells < 1000 || values == 0 || sums == 0 {
		t.Errorf("%d cells, %d values, %d sums: too few to tell", cells, values, sums)
	}
}

// plain is parts as text; sums of nothing are nothing.
func plain(p cell.Parts) string {
	sum := func(n fmt.Stringer) string {
		if s := n.String(); s != "<nil>" {
			return s
		}
		return "0"
	}
	return fmt.Sprintf("%d/%d/%d %s %s %s %v %v %d", p.Numerator, p.Denominator, p.Base, sum(p.Sum), sum(p.SumSquares), sum(p.SumBelow), p.Values, p.Strata, p.Scale)
}

// A delivery sent again is recomputed for every kind of parts, and every indicator
// is of one kind.
func TestRecomputingTellsKindsApart(t *testing.T) {
	view, sets, o := world(t)
	r, err := recomputing(t.Context(), view, sets, o)
	if err != nil {
		t.Fatal(err)
	}
	if r.Municipality != "1480" || r.Delivery != "missbruk 2025" {
		t.Errorf("sent again: %s of %s", r.Delivery, r.Municipality)
	}
	sum := 0
	for _, k := range kinds {
		a := k.into(&r)
		if a.Indicators == 0 || a.WholeSeconds <= 0 || a.Seconds <= 0 || math.Abs(a.Share-a.Seconds/a.WholeSeconds) > 1e-9 {
			t.Errorf("%s: %+v", k, a)
		}
		if !strings.Contains(r.String(), string(k)) {
			t.Errorf("%s is not told:\n%s", k, r)
		}
		sum += a.Indicators
	}
	if sum != r.All.Indicators {
		t.Errorf("the kinds have %d indicators, all have %d", sum, r.All.Indicators)
	}
}

func TestKindOf(t *testing.T) {
	for _, c := range []struct {
		kind indicator.Kind
		unit indicator.Unit
		want kind
	}{
		{indicator.Kind(cell.Count), "case", additive},
		{indicator.Kind(cell.Ratio), "volume", additive},
		{indicator.Goal, "goal", additive},
		{indicator.Kind(cell.Count), "person", distinct},
		{indicator.Improved, "person", distinct},
		{indicator.Kind(cell.Share), "household", distinct},
		{indicator.Kind(cell.Median), "case", medians},
		{indicator.Duration, "person", medians},
	} {
		if got := kindOf(&indicator.Definition{Kind: c.kind, Unit: c.unit}); got != c.want {
			t.Errorf("%s of %s: %s, want %s", c.kind, c.unit, got, c.want)
		}
	}
}

// Every indicator with parts of its own stands once at each of its grains for each
// of its periods, and a sample of them is computed in both ways.
func TestStatementsAreSampledAndRun(t *testing.T) {
	view, sets, o := world(t)
	all, err := statements(t.Context(), view, sets, o)
	if err != nil {
		t.Fatal(err)
	}
	grains, seen := map[area.Type]bool{}, map[statement]bool{}
	for _, s := range all {
		if s.definition.Kind.Derived() || seen[s] || !s.definition.Span.Holds(s.period) {
			t.Errorf("%s by %s for %s: derived, twice or of another length", s.definition.ID, s.grain, s.period)
		}
		grains[s.grain], seen[s] = true, true
	}
	if len(grains) != len(area.Grains) {
		t.Errorf("statements by %v only", grains)
	}
	s, err := oneByOne(t.Context(), view, sets, o, 7, 1)
	if err != nil {
		t.Fatal(err)
	}
	if s.Statements != len(all) || s.Measured != 7 || s.Least <= 0 || s.Least > s.Median || s.Median > s.Most || s.Total <= 0 {
		t.Errorf("sample of %d: %+v", len(all), s)
	}
	if err := allFilters(t.Context(), view, sets, o); err != nil {
		t.Error(err)
	}
}

func TestDraw(t *testing.T) {
	all := make([]int, 1000)
	for i := range all {
		all[i] = i
	}
	one, same, other := draw(all, 50, 1), draw(all, 50, 1), draw(all, 50, 2)
	if len(one) != 50 || !slices.IsSorted(one) || len(slices.Compact(slices.Clone(one))) != 50 {
		t.Errorf("drew %v", one)
	}
	if !slices.Equal(one, same) || slices.Equal(one, other) {
		t.Errorf("seed 1 drew %v and %v, seed 2 %v", one, same, other)
	}
	for _, n := range []int{0, 1000, 1001} {
		if got := draw(all, n, 1); !slices.Equal(got, all) {
			t.Errorf("of 1000 %d give %d", n, len(got))
		}
	}
}

// Mean 3, variance 10/3 over four of forty: 40·3, and 40·√(10/3·0.9/4).
func TestSampled(t *testing.T) {
	s := sampled([]float64{5, 1, 4, 2}, 40, 9)
	want := Sample{
		Statements: 40, Measured: 4, Seed: 9, Mean: 3, Deviation: math.Sqrt(10.0 / 3), Least: 1, Median: 4, Most: 5,
		Total: 120, TotalError: 40 * math.Sqrt(10.0/3*0.9/4),
	}
	if math.Abs(s.TotalError-want.TotalError) > 1e-12 || math.Abs(s.Deviation-want.Deviation) > 1e-12 {
		t.Errorf("got %+v, want %+v", s, want)
	}
	s.TotalError, s.Deviation = want.TotalError, want.Deviation
	if s != want {
		t.Errorf("got %+v, want %+v", s, want)
	}
	if all := sampled([]float64{1, 3}, 2, 9); all.TotalError != 0 || all.Total != 4 {
		t.Errorf("all measured: %+v", all)
	}
	if none := sampled(nil, 0, 9); none != (Sample{Seed: 9}) {
		t.Errorf("none: %+v", none)
	}
}
