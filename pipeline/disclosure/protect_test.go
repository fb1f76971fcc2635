package disclosure_test

import (
	"math/big"
	"reflect"
	"slices"
	"testing"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure"
)

// The conditions of the hand-made block.
const (
	everyone = iota
	withPlan
	paired
)

// things adds n things to a municipality: pattern bits beside everyone.
func things(b *cell.Block, municipality string, sex code.Sex, n int64, bits ...int) {
	p := uint64(1)
	for _, i := range bits {
		p |= 1 << i
	}
	b.Atoms = append(b.Atoms, cell.Atom{Municipality: municipality, Sex: sex, Pattern: p, N: n})
}

func term(condition int) *cell.Term { return &cell.Term{Condition: condition} }

// example makes a package of one block over four municipalities of Uppsala
// county, 0305, 0319, 0330 and 0331.
func example(fill func(*cell.Block), measures ...cell.Measure) cell.Package {
	p := cell.Package{Set: "test", Period: code.Year(2025), Blocks: []cell.Block{{ID: "arende/2025", Conditions: []string{"alla", "plan", "par"}}}}
	fill(&p.Blocks[0])
	p.Coverage = []cell.Coverage{{Collection: "a", Delivered: []string{"0305", "0319", "0330", "0331"}, ZeroReport: []string{"0331"}}}
	for i := range measures {
		measures[i].Collections = []string{"a"}
		if measures[i].Grains == nil {
			measures[i].Grains = []area.Type{area.Municipality, area.County, area.Nation}
		}
	}
	p.Measures = measures
	return p
}

func clear(t *testing.T, p cell.Package, change ...func(*disclosure.Rules)) map[cell.Key]shownCell {
	t.Helper()
	rules := disclosure.DefaultRules()
	for _, f := range change {
		f(&rules)
	}
	cleared, _, err := disclosure.Protect(t.Context(), p, area.Default(), rules)
	if err != nil {
		t.Fatal(err)
	}
	return cellsOf(cleared)
}

func at(indicator string, grain area.Type, code string, sex code.Sex) cell.Key {
	return cell.Key{Indicator: indicator, Area: area.ID{Type: grain, Code: code}, Sex: sex}
}

func wantStatus(t *testing.T, cells map[cell.Key]shownCell, k cell.Key, want code.Status) cell.Parts {
	t.Helper()
	c, ok := cells[k]
	if !ok || c.status != want {
		t.Errorf("%v: %q, want %q", k, c.status, want)
	}
	if c.status != code.OK && !reflect.DeepEqual(c.parts, cell.Parts{}) {
		t.Errorf("%v: %s with parts %+v", k, c.status, c.parts)
	}
	return c.parts
}

var count = cell.Measure{Indicator: "J10001", Kind: cell.Count, Numerator: term(everyone)}

// TestCount: a small count takes another one with it; the county stays, zero
// and missing are themselves.
func TestCount(t *testing.T) {
	p := example(func(b *cell.Block) {
		things(b, "0305", code.Women, 3)
		things(b, "0319", code.Men, 40)
		things(b, "0330", code.Women, 20)
	}, count)
	cells := clear(t, p)
	wantStatus(t, cells, at("J10001", area.Municipality, "0305", code.TotalSex), code.Suppressed)
	wantStatus(t, cells, at("J10001", area.Municipality, "0330", code.TotalSex), code.Suppressed)
	if n := wantStatus(t, cells, at("J10001", area.Municipality, "0319", code.TotalSex), code.OK).Numerator; n != 40 {
		t.Errorf("numerator %d", n)
	}
	if p := wantStatus(t, cells, at("J10001", area.Municipality, "0331", code.TotalSex), code.OK); p.Numerator != 0 || p.Members != 1 || p.Of != 1 {
		t.Errorf("a zero report: %+v", p)
	}
	if p := wantStatus(t, cells, at("J10001", area.County, "03", code.TotalSex), code.OK); p.Numerator != 63 || p.Members != 4 || p.Of != 8 {
		t.Errorf("county: %+v", p)
	}
	wantStatus(t, cells, at("J10001", area.Municipality, "0360", code.TotalSex), code.Missing)
	wantStatus(t, cells, at("J10001", area.County, "01", code.TotalSex), code.Missing)
	wantStatus(t, cells, at("J10001", area.Nation, "00", code.TotalSex), code.OK)
}

var share = cell.Measure{Indicator: "J10002", Kind: cell.Share, Numerator: term(withPlan), Denominator: term(everyone)}

// TestShare: complements are counts too; 0 and 100 % need a group of ten.
func TestShare(t *testing.T) {
	p := example(func(b *cell.Block) {
		things(b, "0305", code.Men, 30, withPlan) // 30 of 33: three without
		things(b, "0305", code.Men, 3)
		things(b, "0319", code.Men, 8) // 0 of 8
		things(b, "0330", code.Men, 12, withPlan)
		things(b, "0331", code.Men, 50, withPlan)
		things(b, "0331", code.Men, 50)
	}, share)
	cells := clear(t, p)
	for _, m := range []string{"0305", "0319"} {
		wantStatus(t, cells, at("J10002", area.Municipality, m, code.TotalSex), code.Suppressed)
	}
	if p := wantStatus(t, cells, at("J10002", area.County, "03", code.TotalSex), code.OK); p.Numerator != 92 || p.Denominator != 153 {
		t.Errorf("county: %+v", p)
	}
	if p := wantStatus(t, cells, at("J10002", area.Municipality, "0330", code.TotalSex), code.OK); p.Numerator != p.Denominator {
		t.Errorf("12 of 12: %+v", p)
	}
}

// TestZeroDenominator: nobody there is ok with a denominator of 0.
func TestZeroDenominator(t *testing.T) {
	p := example(func(b *cell.Block) { things(b, "0305", code.Men, 30, withPlan); things(b, "0305", code.Men, 30) }, share)
	if p := wantStatus(t, clear(t, p), at("J10002", area.Municipality, "0331", code.TotalSex), code.OK); p.Denominator != 0 {
		t.Errorf("parts %+v", p)
	}
}

// TestUnknownSex: total less women less men is a number like any other.
func TestUnknownSex(t *testing.T) {
	bySex := count
	bySex.BySex = true
	p := example(func(b *cell.Block) {
		things(b, "0305", code.Women, 30)
		things(b, "0305", code.Men, 40)
		things(b, "0305", code.Unknown, 2)
		things(b, "0319", code.Women, 30)
		things(b, "0319", code.Men, 40)
		things(b, "0319", code.Unknown, 7)
	}, bySex)
	cells := clear(t, p)
	for sex, want := range map[code.Sex]code.Status{code.TotalSex: code.OK, code.Women: code.Suppressed, code.Men: code.Suppressed} {
		wantStatus(t, cells, at("J10001", area.Municipality, "0305", sex), want)
	}
	if p := wantStatus(t, cells, at("J10001", area.Municipality, "0305", code.TotalSex), code.OK); p.Numerator != 72 {
		t.Errorf("the total leaves unknown sex out: %+v", p)
	}
	if _, ok := cells[at("J10001", area.Municipality, "0305", code.Unknown)]; ok {
		t.Error("unknown sex is a row")
	}
	cells = clear(t, p, func(r *disclosure.Rules) { r.UnknownSex = disclosure.ShowUnknown })
	for _, sex := range code.PublishedSexes {
		wantStatus(t, cells, at("J10001", area.Municipality, "0305", sex), code.OK)
	}
}

// TestMeans: hidden below the minimum, with too small a base, where all values
// are alike in a small group; medians need the minimum on both sides.
func TestMeans(t *testing.T) {
	change := cell.Measure{Indicator: "J10003", Kind: cell.Change, Denominator: term(paired), Base: term(everyone)}
	median := cell.Measure{Indicator: "J10004", Kind: cell.Median, Denominator: term(everyone)}
	mean := cell.Measure{Indicator: "J10005", Kind: cell.Mean, Denominator: term(everyone), Sums: []cell.Sum{
		{Municipality: "0305", Sex: code.Men, Sum: big.NewInt(32), SumSquares: big.NewInt(128)}, // eight times 4
		{Municipality: "0319", Sex: code.Men, Sum: big.NewInt(100), SumSquares: big.NewInt(400)},
		{Municipality: "0330", Sex: code.Men, Sum: big.NewInt(90), SumSquares: big.NewInt(300)},
	}}
	p := example(func(b *cell.Block) {
		things(b, "0305", code.Men, 8, paired)
		things(b, "0319", code.Men, 37, paired)
		things(b, "0319", code.Men, 3)
		things(b, "0330", code.Men, 20, paired)
		things(b, "0330", code.Men, 20)
	}, change, median, mean)
	spread(&p)
	cells := clear(t, p)
	wantStatus(t, cells, at("J10003", area.Municipality, "0319", code.TotalSex), code.Suppressed) // three without a pair
	wantStatus(t, cells, at("J10004", area.Municipality, "0305", code.TotalSex), code.Suppressed)
	wantStatus(t, cells, at("J10005", area.Municipality, "0305", code.TotalSex), code.Suppressed)
	if p := wantStatus(t, cells, at("J10005", area.County, "03", code.TotalSex), code.OK); p.Sum.Int64() != 222 || p.SumSquares.Int64() != 828 {
		t.Errorf("county sums: %+v", p)
	}
}

// TestRatio: the number of users below a cost is a count; the cost is public.
func TestRatio(t *testing.T) {
	m := cell.Measure{Indicator: "J10006", Kind: cell.Ratio, PublicSums: true, Scale: 2}
	for i, users := range []int64{3, 40, 20, 100} {
		m.Sums = append(m.Sums, cell.Sum{
			Municipality: []string{"0305", "0319", "0330", "0331"}[i], Sex: code.Unknown,
			Sum: big.NewInt(1_000_000_00), SumBelow: big.NewInt(users * 100),
		})
	}
	cells := clear(t, example(func(*cell.Block) {}, m))
	hidden := []string{}
	for _, municipality := range []string{"0305", "0319", "0330", "0331"} {
		if cells[at("J10006", area.Municipality, municipality, code.TotalSex)].status == code.Suppressed {
			hidden = append(hidden, municipality)
		}
	}
	if !slices.Equal(hidden, []string{"0305", "0330"}) {
		t.Errorf("hidden %v", hidden)
	}
}

// TestPublicBlock: populations are neither hidden nor protected.
func TestPublicBlock(t *testing.T) {
	rate := cell.Measure{Indicator: "J10007", Kind: cell.Rate, Numerator: term(everyone), Denominator: &cell.Term{Block: 1}}
	p := example(func(b *cell.Block) { things(b, "0305", code.Men, 30); things(b, "0319", code.Men, 2) }, rate)
	p.Blocks = append(p.Blocks, cell.Block{ID: "befolkning/2025", Conditions: []string{"alla"}, Public: true, Atoms: []cell.Atom{{Municipality: "0305", Sex: code.Men, Pattern: 1, N: 3}}})
	cells := clear(t, p)
	wantStatus(t, cells, at("J10007", area.Municipality, "0319", code.TotalSex), code.Suppressed)
	// With the county shown, 0305 would give 0319 away.
	wantStatus(t, cells, at("J10007", area.Municipality, "0305", code.TotalSex), code.Suppressed)
	if p := wantStatus(t, cells, at("J10007", area.County, "03", code.TotalSex), code.OK); p.Denominator != 3 {
		t.Errorf("county: %+v", p)
	}
}

// TestThresholds: an indicator's own minimum counts for it.
func TestThresholds(t *testing.T) {
	p := example(func(b *cell.Block) {
		things(b, "0305", code.Men, 7)
		things(b, "0319", code.Men, 40)
		things(b, "0330", code.Men, 50)
	}, count)
	wantStatus(t, clear(t, p), at("J10001", area.Municipality, "0305", code.TotalSex), code.OK)
	cells := clear(t, p, func(r *disclosure.Rules) {
		r.Indicators = map[string]disclosure.Thresholds{"J10001": {Minimum: 10}}
	})
	wantStatus(t, cells, at("J10001", area.Municipality, "0305", code.TotalSex), code.Suppressed)
}
