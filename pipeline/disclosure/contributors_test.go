package disclosure_test

import (
	"math/big"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure"
)

// spread gives every sum of a package contributors of whom none matters.
func spread(p *cell.Package) {
	for i := range p.Measures {
		for k := range p.Measures[i].Sums {
			s := &p.Measures[i].Sums[k]
			s.Contributors = behind(1, 1, 1, 1, 1, 1, 1, 1, 1, 1)
			s.Contributors.All.Add(s.Contributors.All, new(big.Int).Abs(s.Sum))
		}
	}
}

// behind are contributors with these contributions.
func behind(contributions ...int64) *cell.Contributors {
	slices.SortFunc(contributions, func(a, b int64) int { return int(b - a) })
	c := &cell.Contributors{N: int64(len(contributions)), All: new(big.Int), Largest: new(big.Int), Second: new(big.Int)}
	for i, x := range contributions {
		c.All.Add(c.All, big.NewInt(x))
		switch i {
		case 0:
			c.Largest.SetInt64(x)
		case 1:
			c.Second.SetInt64(x)
		}
	}
	return c
}

// hours is a mean over three municipalities of one county with thirty cases
// each, whose sums are contributed so.
func hours(contributors ...*cell.Contributors) cell.Package {
	mean := cell.Measure{Indicator: "J10005", Kind: cell.Mean, Denominator: term(everyone)}
	municipalities := []string{"0305", "0319", "0330"}
	for i, c := range contributors {
		mean.Sums = append(mean.Sums, cell.Sum{
			Municipality: municipalities[i], Sex: code.Men, Sum: new(big.Int).Set(c.All), SumSquares: new(big.Int).Mul(c.All, c.All), Contributors: c,
		})
	}
	return example(func(b *cell.Block) {
		for _, m := range municipalities[:len(contributors)] {
			things(b, m, code.Men, 30)
		}
	}, mean)
}

// hiddenMeans lists the municipalities without a mean.
func hiddenMeans(cells map[cell.Key]shownCell) []string {
	var out []string
	for k, c := range cells {
		if k.Area.Type == area.Municipality && k.Sex == code.TotalSex && c.status == code.Suppressed {
			out = append(out, k.Area.Code)
		}
	}
	slices.Sort(out)
	return out
}

// TestContributors: a sum of thirty cases is hidden where two persons stand
// behind it, or one dominates it, and another with it; the county is shown.
func TestContributors(t *testing.T) {
	even := func() *cell.Contributors { return behind(10, 10, 10, 10, 10, 10) }
	for _, c := range []struct {
		name string
		in   []*cell.Contributors
		rule func(*disclosure.Rules)
		want int
	}{
		{name: "many even ones", in: []*cell.Contributors{even(), even(), even()}},
		{name: "two persons", in: []*cell.Contributors{behind(30, 30), even(), even()}, want: 2},
		{name: "the second knows the first to 9 %", in: []*cell.Contributors{behind(100, 50, 5, 4), even(), even()}, want: 2},
		{name: "the second knows the first to 10 %", in: []*cell.Contributors{behind(100, 50, 5, 5), even(), even()}},
		{name: "a higher p", in: []*cell.Contributors{behind(100, 50, 5, 5), even(), even()}, rule: func(r *disclosure.Rules) { r.Default.Dominance = 20 }, want: 2},
		{name: "public by law", in: []*cell.Contributors{behind(30, 30), even(), even()}, rule: func(r *disclosure.Rules) { r.Contributions = disclosure.ShowContributions }},
		{name: "more contributors wanted", in: []*cell.Contributors{behind(30, 30, 30), even(), even()}, rule: func(r *disclosure.Rules) { r.Default.MinimumContributors = 4 }, want: 2},
		{name: "all zero", in: []*cell.Contributors{behind(0, 0, 0, 0), even(), even()}},
	} {
		t.Run(c.name, func(t *testing.T) {
			change := func(*disclosure.Rules) {}
			if c.rule != nil {
				change = c.rule
			}
			cells := clear(t, hours(c.in...), change)
			hidden := hiddenMeans(cells)
			if len(hidden) != c.want || c.want > 0 && hidden[0] != "0305" {
				t.Errorf("hidden %v, want %d", hidden, c.want)
			}
			wantStatus(t, cells, at("J10005", area.County, "03", code.TotalSex), code.OK)
		})
	}
}

// TestLoneProvider: a provider who alone stands behind one hidden sum knows it,
// and must not open another by it; two hidden cells are not enough.
func TestLoneProvider(t *testing.T) {
	even := func() *cell.Contributors { return behind(10, 10, 10, 10, 10, 10) }
	hidden := hiddenMeans(clear(t, hours(behind(60), behind(35, 25), even())))
	if !slices.Equal(hidden, []string{"0305", "0319", "0330"}) {
		t.Errorf("hidden %v: the one in 0305 computes 0319", hidden)
	}
	// Two persons in each: nobody knows a whole cell.
	hidden = hiddenMeans(clear(t, hours(behind(30, 30), behind(35, 25), even())))
	if !slices.Equal(hidden, []string{"0305", "0319"}) {
		t.Errorf("hidden %v", hidden)
	}
}

// TestUnknownContributors: a sum that does not tell who stands behind it is not
// judged, and nothing is published.
func TestUnknownContributors(t *testing.T) {
	for name, spoil := range map[string]func(*cell.Sum){
		"none":               func(s *cell.Sum) { s.Contributors = nil },
		"less than the sum":  func(s *cell.Sum) { s.Contributors = behind(1, 1, 1); s.Sum.SetInt64(60) },
		"in the wrong order": func(s *cell.Sum) { s.Contributors.Largest, s.Contributors.Second = big.NewInt(1), big.NewInt(2) },
	} {
		p := hours(behind(10, 10, 10, 10, 10, 10))
		spoil(&p.Measures[0].Sums[0])
		cleared, _, err := disclosure.Protect(t.Context(), p, area.Default(), disclosure.DefaultRules())
		if err == nil || !cleared.IsZero() || !strings.Contains(err.Error(), "contributors") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestJoin: the contributors of parts are those of the whole.
func TestJoin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOfN(rapid.Int64Range(0, 50), 0, 12).Draw(t, "contributions")
		cut := rapid.IntRange(0, len(all)).Draw(t, "cut")
		want := behind(slices.Clone(all)...)
		got := behind(slices.Clone(all[:cut])...).Join(behind(slices.Clone(all[cut:])...))
		if got.N != want.N || got.All.Cmp(want.All) != 0 || got.Largest.Cmp(want.Largest) != 0 || got.Second.Cmp(want.Second) != 0 {
			t.Fatalf("%v cut at %d: %+v, want %+v", all, cut, got, want)
		}
	})
}
