package compute_test

import (
	"cmp"
	"fmt"
	"math/big"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/engine"
	"jamfor/pipeline/expression"
	"jamfor/pipeline/indicator"
	"jamfor/pipeline/table"
	"jamfor/sql"
)

// TestEverySlipFailsATest puts one slip at a time into every shipped definition
// (a condition left out, one code of several forgotten, a bound moved, the wrong
// half counted) and wants an expectation of the given/expect tests that does not
// hold any more. What no test can see is listed in unseen, with the reason.
func TestEverySlipFailsATest(t *testing.T) {
	files := os.DirFS("../../indicators")
	sets, err := indicator.Load(files, sql.Models())
	if err != nil {
		t.Fatal(err)
	}
	tests, err := indicator.LoadTests(files, sets)
	if err != nil {
		t.Fatal(err)
	}
	expected := fulfilled(t, sets, tests)
	slips := 0
	for _, set := range sets {
		for _, d := range set.Definitions {
			for _, m := range d.Mutants() {
				slips++
				found := slices.ContainsFunc(expected[d.ID], func(e foundation) bool { return !e.holds(m.Definition) })
				if !found && !unseen(d, m.What) {
					t.Errorf("%s: no expectation sees %s", d.ID, m.What)
				}
			}
		}
	}
	if slips < 4000 {
		t.Errorf("only %d slips were tried", slips)
	}
	t.Logf("%d slips", slips)
}

// unseen reports a slip that changes no figure, whatever the rows.
func unseen(d *indicator.Definition, what string) bool {
	switch {
	case what == "period: -" && (d.Value == "langd_dagar" || strings.Contains(d.Among, "langd_vid_arets_slut")):
		return true // only what ended in the period, or is open at its end, has that length
	case what == "denominator: (forsorjningshinder IS NOT NULL) → -":
		return true // NULL <> '999' does not hold either
	case what == "denominator: (efter IN (1, 2, 3, 4, 5, 6)) → -":
		return true // the registry has no other codes of the scale
	case what == "denominator: -" && d.Denominator == "svarssatt IN ('sjalv', 'med_stod', 'ombud', 'personal')":
		return true // every answer has one of these
	}
	return false
}

// foundation is an expectation of a municipality with the rows that it rests on.
type foundation struct {
	indicator.Expectation
	rows map[string][]indicator.Row
}

// fulfilled are the expectations that the definitions as they are fulfil over rows
// made in plain Go, by indicator.
func fulfilled(t *testing.T, sets []indicator.Set, files []indicator.TestFile) map[string][]foundation {
	t.Helper()
	all := map[string][]foundation{}
	for _, file := range files {
		for _, test := range file.Cases {
			rows := typedModels(t, slowModels(test.Deliveries, test.Period))
			for _, e := range test.Expect {
				_, d, found := indicator.Find(sets, e.Indicator)
				if !found || d.Kind.Derived() || e.Area.Type != area.Municipality || e.Status != code.OK || !e.Split.IsZero() {
					continue
				}
				one := foundation{e, rows}
				if one.holds(d) {
					all[d.ID] = append(all[d.ID], one)
				} else {
					t.Errorf("%s:%d: %s is not what plain Go makes of the rows", file.File, e.Line, e.Indicator)
				}
			}
		}
	}
	return all
}

// typedModels gives the models' rows the types that their declarations say.
func typedModels(t *testing.T, models map[string][]record) map[string][]indicator.Row {
	t.Helper()
	all := map[string][]indicator.Row{}
	for name, records := range models {
		for _, r := range records {
			row := indicator.Row{}
			for _, c := range sql.Models()[name].Columns {
				row[c.Name] = typed(t, c.Type, r[c.Name])
			}
			all[name] = append(all[name], row)
		}
	}
	return all
}

func typed(t *testing.T, kind, text string) expression.Value {
	t.Helper()
	var n int64
	var err error
	switch {
	case text == "":
		return expression.Value{}
	case kind == "boolean":
		return expression.BoolValue(text == "true")
	case kind == "integer":
		n, err = strconv.ParseInt(text, 10, 64)
	case kind == "date":
		n, err = expression.ParseDate(text)
	case kind == "decimal":
		whole, fraction, _ := strings.Cut(text, ".")
		n, err = strconv.ParseInt(whole+fraction+strings.Repeat("0", table.Scale-len(fraction)), 10, 64)
	default:
		return expression.TextValue(text)
	}
	if err != nil {
		t.Fatal(err)
	}
	switch kind {
	case "date":
		return expression.DateValue(n)
	case "decimal":
		return expression.DecimalValue(n, table.Scale)
	}
	return expression.IntValue(n)
}

// holds reports whether the expected parts are the definition's.
func (f foundation) holds(d *indicator.Definition) bool {
	parts, err := indicator.Evaluate(d, f.rows)
	if err != nil {
		return false
	}
	sum := cell.Parts{Sum: new(big.Int), SumSquares: new(big.Int), SumBelow: new(big.Int)}
	for _, p := range parts {
		if p.Municipality == f.Area.Code && (f.Sex == code.TotalSex || p.Sex == f.Sex) {
			add(&sum, p.Parts)
		}
	}
	for name, want := range f.Parts {
		if got, known := partText(sum, name); known && got != want {
			return false
		}
	}
	return true
}

// add adds the parts of other rows.
func add(sum *cell.Parts, p cell.Parts) {
	sum.Scale = p.Scale
	sum.Numerator, sum.Denominator, sum.Base = sum.Numerator+p.Numerator, sum.Denominator+p.Denominator, sum.Base+p.Base
	for _, pair := range [][2]*big.Int{{sum.Sum, p.Sum}, {sum.SumSquares, p.SumSquares}, {sum.SumBelow, p.SumBelow}} {
		if pair[1] != nil {
			pair[0].Add(pair[0], pair[1])
		}
	}
	sum.Values = append(sum.Values, p.Values...)
	slices.SortStableFunc(sum.Values, func(a, b cell.Value) int { return cmp.Compare(a.Value, b.Value) })
}

// partText writes a part as the test files do; a value is made of the others.
func partText(p cell.Parts, name string) (text string, known bool) {
	switch name {
	case "numerator":
		return fmt.Sprint(p.Numerator), true
	case "denominator":
		return fmt.Sprint(p.Denominator), true
	case "base":
		return fmt.Sprint(p.Base), true
	case "sum":
		return plain(engine.Number{Unscaled: p.Sum, Scale: p.Scale}), true
	case "sum_squares":
		return plain(engine.Number{Unscaled: p.SumSquares, Scale: 2 * p.Scale}), true
	case "below":
		return plain(engine.Number{Unscaled: p.SumBelow, Scale: p.Scale}), true
	case "values":
		var all []string
		for _, v := range p.Values {
			for range v.N {
				all = append(all, plain(engine.Number{Unscaled: big.NewInt(v.Value), Scale: p.Scale}))
			}
		}
		return strings.Join(all, " "), true
	}
	return "", false
}
