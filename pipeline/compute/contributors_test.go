package compute_test

import (
	"fmt"
	"math/big"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/compute"
	"jamfor/pipeline/compute/given"
	"jamfor/pipeline/expression"
	"jamfor/pipeline/indicator"
	"jamfor/sql"
)

// TestContributors holds who stands behind sums against plain Go over the
// models' rows, in random countries.
func TestContributors(t *testing.T) {
	fewer("6")
	sets := holding(some(t, "missbruk", "aldreomsorg", "ekonomi", "prov"), code.Year(2025))
	root, compared := t.TempDir(), 0
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
		year := code.Year(2025)
		rows := modelRows(t, world, year)
		packages, err := compute.Compute(t.Context(), world, sets, []code.Period{year}, options())
		if err != nil {
			t.Fatal(err)
		}
		for i := range packages {
			for m, d := range measured(sets[i]) {
				got := map[string]string{}
				for _, s := range packages[i].Measures[m].Sums {
					if c := s.Contributors; c != nil {
						got[s.Municipality+" "+string(s.Sex)] = fmt.Sprint(c.N, c.All, c.Largest, c.Second)
					}
				}
				want := map[string]string{}
				if k := d.Kind.Cell(); !d.PublicSums && (k == cell.Mean || k == cell.Change || k == cell.Ratio) {
					want = contributions(d, rows[d.From], &packages[i], m)
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Fatalf("%s %s (-plain Go +SQL):\n%s", sets[i].Name, d.ID, diff)
				}
				compared += len(got)
			}
		}
	})
	if compared == 0 {
		t.Error("no contributors were compared")
	}
	t.Logf("%d sums", compared)
}

// contributions adds up what each contributor stands for, by municipality and
// sex, and writes number, all, largest and second.
func contributions(d *indicator.Definition, rows []indicator.Row, pkg *cell.Package, measure int) map[string]string {
	type giver struct{ municipality, sex, name string }
	each := map[giver]*big.Int{}
	column := sql.Models()[d.From].Contributor
	for n, row := range rows {
		of := func(column string) expression.Value { return row[column] }
		if !d.BelowLine().Eval(of).IsTrue() {
			continue
		}
		sex := row["kon"].Text()
		g := giver{row["kommun"].Text(), sex, fmt.Sprint("row ", n)}
		if column != "" {
			g.name = row[column].Text()
		}
		if each[g] == nil {
			each[g] = new(big.Int)
		}
		unscaled, scale := d.ValueOf().Eval(of).Number()
		power := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(d.ValueScale()-scale)), nil)
		each[g].Add(each[g], power.Mul(power, unscaled))
	}
	by := map[string]*cell.Contributors{}
	for g, x := range each {
		x.Abs(x)
		one := &cell.Contributors{N: 1, All: x, Largest: x, Second: new(big.Int)}
		if g.name == "" {
			one = &cell.Contributors{All: x, Largest: new(big.Int), Second: new(big.Int)}
		}
		if g.sex == "T" {
			g.sex = "U"
		}
		place := g.municipality + " " + g.sex
		by[place] = by[place].Join(one)
	}
	out := map[string]string{}
	for place, c := range by {
		if given.RollUp(pkg, measure, municipality(place[:4]), code.TotalSex).Members > 0 {
			out[place] = fmt.Sprint(c.N, c.All, c.Largest, c.Second)
		}
	}
	return out
}
