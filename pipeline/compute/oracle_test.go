package compute_test

import (
	"fmt"
	"maps"
	"math/big"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/compute"
	"jamfor/pipeline/compute/given"
	"jamfor/pipeline/engine"
	"jamfor/pipeline/expression"
	"jamfor/pipeline/indicator"
	"jamfor/sql"
)

// loadSets reads the shipped sets and the set that has one of each kind.
func loadSets(t testing.TB) []indicator.Set {
	t.Helper()
	var all []indicator.Set
	for _, folder := range []string{"../../indicators", "testdata/sets"} {
		sets, err := indicator.Load(os.DirFS(folder), sql.Models())
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, sets...)
	}
	return all
}

// some are the named sets: enough where the proof does not lie in their number.
func some(t testing.TB, names ...string) []indicator.Set {
	t.Helper()
	return slices.DeleteFunc(loadSets(t), func(s indicator.Set) bool { return !slices.Contains(names, s.Name) })
}

// TestPartsAgreeWithEvaluate holds what plan and SQL give for every definition
// against indicator.Evaluate over the models' rows, in random countries.
func TestPartsAgreeWithEvaluate(t *testing.T) {
	fewer("14")
	all := loadSets(t)
	root := t.TempDir()
	kinds := map[cell.Kind]int{}
	classes, rests := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		dir, err := os.MkdirTemp(root, "w")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(dir)
		world, err := given.NewWorld(dir, randomCountry(t))
		if err != nil {
			t.Fatal(err)
		}
		period, _ := code.ParsePeriod(rapid.SampledFrom([]string{"2025", "2025", "2025", "2024-2025", "2023-2025", "2025Q3"}).Draw(t, "period"))
		sets := holding(all, period)
		rows := modelRows(t, world, period)
		packages, err := compute.Compute(t.Context(), world, sets, []code.Period{period}, options())
		if err != nil {
			t.Fatal(err)
		}
		for i := range packages {
			for m, d := range measured(sets[i]) {
				want, err := indicator.Evaluate(d, rows)
				if err != nil {
					t.Fatal(err)
				}
				expected := evaluated(&packages[i], m, want)
				if diff := cmp.Diff(expected, computed(&packages[i], m)); diff != "" {
					t.Fatalf("%s %s (-Evaluate +SQL):\n%s", sets[i].Name, d.ID, diff)
				}
				kinds[d.Kind.Cell()] += len(expected)
				if !d.Member.Split.IsZero() {
					classes += len(expected)
				} else if d.Member.Rest != "" {
					rests += len(expected)
				}
			}
		}
	})
	for _, k := range []cell.Kind{cell.Count, cell.Share, cell.Rate, cell.Mean, cell.Median, cell.Change, cell.Ratio} {
		if kinds[k] == 0 {
			t.Errorf("no cell of kind %s was compared", k)
		}
	}
	if classes == 0 || rests == 0 {
		t.Errorf("%d cells of classes and %d of what they leave over were compared", classes, rests)
	}
	t.Log(kinds, classes, rests)
}

// modelRows reads every model that indicators may count.
func modelRows(t *rapid.T, view compute.View, year code.Period) map[string][]indicator.Row {
	models := sql.Models()
	names := slices.DeleteFunc(slices.Sorted(maps.Keys(models)), func(name string) bool { return models[name].Internal })
	answers, err := compute.AskModels(t.Context(), view, year, names, "SELECT * FROM %s", options())
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]indicator.Row{}
	for i, name := range names {
		for _, values := range answers[i].Rows {
			row := indicator.Row{}
			for j, column := range answers[i].Columns {
				row[column] = value(values[j])
			}
			all[name] = append(all[name], row)
		}
	}
	return all
}

func value(v any) expression.Value {
	switch v := v.(type) {
	case string:
		return expression.TextValue(v)
	case int64:
		return expression.IntValue(v)
	case bool:
		return expression.BoolValue(v)
	case time.Time:
		return expression.DateValue(v.Unix() / (24 * 60 * 60))
	case engine.Number:
		return expression.DecimalValue(v.Unscaled.Int64(), v.Scale)
	}
	return expression.Value{}
}

// facts writes the parts that a kind has as one text.
func facts(m *cell.Measure, p cell.Parts) string {
	text := ""
	add := func(term *cell.Term, name string, n int64) {
		if term != nil {
			text += fmt.Sprintf("%s=%d ", name, n)
		}
	}
	add(m.Numerator, "numerator", p.Numerator)
	add(m.Denominator, "denominator", p.Denominator)
	add(m.Base, "base", p.Base)
	for name, n := range map[string]*big.Int{"sum": p.Sum, "below": p.SumBelow} {
		if n != nil && n.Sign() != 0 {
			text += fmt.Sprintf("%s=%s ", name, n)
		}
	}
	if m.Kind != cell.Ratio && p.SumSquares != nil && p.SumSquares.Sign() != 0 {
		text += "squares=" + p.SumSquares.String()
	}
	for _, v := range p.Values {
		text += fmt.Sprintf("%d×%d ", v.N, v.Value)
	}
	for _, s := range p.Strata {
		text += fmt.Sprintf("%d:%d/%d ", s.Band, s.Events, s.Population)
	}
	fields := strings.Fields(text)
	slices.Sort(fields)
	return strings.Join(fields, " ")
}

// empty is what a cell says in which nothing stands.
func empty(m *cell.Measure) string { return facts(m, cell.Parts{}) }

// evaluated are the oracle's parts of the covered municipalities, T under U.
func evaluated(pkg *cell.Package, measure int, parts []indicator.Part) map[string]string {
	m := &pkg.Measures[measure]
	sums := map[string]cell.Parts{}
	for _, p := range parts {
		if given.RollUp(pkg, measure, municipality(p.Municipality), code.TotalSex).Members == 0 {
			continue
		}
		if p.Sex == code.TotalSex {
			p.Sex = code.Unknown
		}
		key := p.Municipality + " " + string(p.Sex)
		have, found := sums[key]
		if !found {
			sums[key] = p.Parts
			continue
		}
		have.Numerator += p.Numerator
		have.Denominator += p.Denominator
		have.Base += p.Base
		for _, pair := range [][2]*big.Int{{have.Sum, p.Sum}, {have.SumSquares, p.SumSquares}, {have.SumBelow, p.SumBelow}} {
			if pair[0] != nil {
				pair[0].Add(pair[0], pair[1])
			}
		}
		if len(p.Values) > 0 {
			panic("a distribution of things without sex: not merged here")
		}
		for _, s := range p.Strata {
			s.Sex = code.Unknown
			have.Strata = cell.AddStratum(have.Strata, s)
		}
		sums[key] = have
	}
	out := map[string]string{}
	for key, p := range sums {
		if text := facts(m, p); text != empty(m) {
			out[key] = text
		}
	}
	return out
}

// computed are the package's parts by municipality and sex.
func computed(pkg *cell.Package, measure int) map[string]string {
	m := &pkg.Measures[measure]
	out := map[string]string{}
	for _, code4 := range []string{"1280", "1281", "1480"} {
		for _, sex := range code.PersonSexes {
			p := given.RollUp(pkg, measure, municipality(code4), sex)
			if text := facts(m, p); text != empty(m) {
				out[code4+" "+string(sex)] = text
			}
		}
	}
	return out
}

func municipality(code4 string) area.ID { return area.ID{Type: area.Municipality, Code: code4} }

// holding are the sets that have indicators for a period, with these alone: the
// packages of the period, in order.
func holding(sets []indicator.Set, period code.Period) []indicator.Set {
	var all []indicator.Set
	for _, s := range sets {
		if s = s.For(period); len(measured(s)) > 0 {
			all = append(all, s)
		}
	}
	return all
}

// measured are the definitions that have parts of their own, members of splits
// among them, as the measures of a package stand.
func measured(s indicator.Set) []*indicator.Definition {
	var all []*indicator.Definition
	for _, d := range s.Definitions {
		if !d.Kind.Derived() {
			all = append(all, d.Family()...)
		}
	}
	return all
}
