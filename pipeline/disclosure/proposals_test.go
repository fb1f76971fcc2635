package disclosure_test

import (
	"testing"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure"
)

// byAge is a count of a few women and as many men in every municipality and age
// group.
func byAge(year, least int) cell.Package {
	m := count
	m.Ages = []string{"0-17", "18-44", "45-64", "65+"}
	p := example(func(b *cell.Block) {
		for i, municipality := range []string{"0305", "0319", "0330"} {
			for k, age := range m.Ages {
				for _, sex := range []code.Sex{code.Women, code.Men} {
					b.Atoms = append(b.Atoms, cell.Atom{Municipality: municipality, Sex: sex, Age: age, Pattern: 1, N: int64(least + i + k)})
				}
			}
		}
	}, m)
	p.Period = code.Year(year)
	return p
}

// TestPropose: where much is hidden every option is tried, and each hides less.
func TestPropose(t *testing.T) {
	p, before := byAge(2025, 1), byAge(2024, 2)
	rules := disclosure.DefaultRules()
	rules.ProposeAbove = 10
	proposals, err := disclosure.Propose(t.Context(), p, &before, area.Default(), rules)
	if err != nil {
		t.Fatal(err)
	}
	// 4 municipalities (one with none), county and nation, total and four ages.
	want := map[disclosure.Option]struct{ then, dropped int }{
		disclosure.MergeAges:  {then: 6 * 3, dropped: 6 * 2},
		disclosure.MergeYears: {then: 6 * 5},
		disclosure.RaiseGrain: {then: 2 * 5, dropped: 4 * 5},
	}
	if len(proposals) != len(want) {
		t.Fatalf("%d proposals: %+v", len(proposals), proposals)
	}
	for _, x := range proposals {
		w := want[x.Option]
		if x.Now.Cells != 6*5 || x.Then.Cells != w.then || x.Dropped != w.dropped || x.Blocked || len(x.Indicators) != 1 {
			t.Errorf("%s: %+v", x.Option, x)
		}
		if x.Then.Hidden >= x.Now.Hidden || x.Then.HiddenThings >= x.Now.HiddenThings {
			t.Errorf("%s: no gain: %+v", x.Option, x)
		}
		if x.Option.Text().SV == string(x.Option) {
			t.Errorf("%s has no text", x.Option)
		}
	}
	rules.ProposeAbove = 100
	if proposals, err = disclosure.Propose(t.Context(), p, &before, area.Default(), rules); err != nil || len(proposals) > 0 {
		t.Errorf("under the limit: %+v, %v", proposals, err)
	}
	// A package of other conditions is no year before.
	before.Blocks[0].Conditions = []string{"other", "plan", "par"}
	rules.ProposeAbove = 0
	if proposals, err = disclosure.Propose(t.Context(), p, &before, area.Default(), rules); err != nil || len(proposals) != 2 {
		t.Errorf("another definition: %+v, %v", proposals, err)
	}
}
