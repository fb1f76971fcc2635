package disclosure_test

import (
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure"
)

// nation makes a package of the size and skewness of a national one: one block
// with twelve conditions (nested, overlapping and rare ones) over all 290
// municipalities, shares, counts, a mean, a change, a rate and a median.
func nation(seed uint64, perInhabitant, unknown float64) cell.Package {
	rng := rand.New(rand.NewPCG(seed, 7))
	r := area.Default()
	p := cell.Package{
		Set: "test", Period: code.Year(2025),
		Coverage: []cell.Coverage{{Collection: "a"}, {Collection: "b"}},
		Blocks: []cell.Block{
			{ID: "arende/2025", Conditions: slices.Repeat([]string{"c"}, 12)},
			{ID: "befolkning/2025", Conditions: []string{"all"}, Public: true},
		},
	}
	sums := map[[2]string]*[3]int64{}
	for _, m := range r.Municipalities {
		if rng.Float64() < 0.95 {
			p.Coverage[0].Delivered = append(p.Coverage[0].Delivered, m.Code)
		}
		if rng.Float64() < 0.85 {
			p.Coverage[1].Delivered = append(p.Coverage[1].Delivered, m.Code)
		}
		for _, sex := range []code.Sex{code.Women, code.Men} {
			p.Blocks[1].Atoms = append(p.Blocks[1].Atoms, cell.Atom{Municipality: m.Code, Sex: sex, Pattern: 1, N: int64(m.Inhabitants / 2)})
		}
		counts := map[code.Sex]map[uint64]int64{code.Women: {}, code.Men: {}, code.Unknown: {}}
		level := perInhabitant * (0.5 + rng.ExpFloat64())
		for range int(float64(m.Inhabitants) * level) {
			sex := code.Men
			switch u := rng.Float64(); {
			case u < unknown:
				sex = code.Unknown
			case u < 0.35:
				sex = code.Women
			}
			pattern := thing(rng)
			counts[sex][pattern]++
			if pattern>>8&1 == 1 {
				k := [2]string{m.Code, string(sex)}
				if sums[k] == nil {
					sums[k] = &[3]int64{}
				}
				x := int64(rng.IntN(9)) - 4
				sums[k][0] += x
				sums[k][1] += x * x
			}
		}
		for _, sex := range code.PersonSexes {
			patterns := make([]uint64, 0, len(counts[sex]))
			for pattern := range counts[sex] {
				patterns = append(patterns, pattern)
			}
			slices.Sort(patterns)
			for _, pattern := range patterns {
				p.Blocks[0].Atoms = append(p.Blocks[0].Atoms, cell.Atom{Municipality: m.Code, Sex: sex, Pattern: pattern, N: counts[sex][pattern]})
			}
		}
	}
	p.Measures = measures(p, sums)
	spread(&p)
	return p
}

// thing draws one pattern: bit 0 all, 1 ⊃ 2 ⊃ 3 nested, 4 closed, 5 goal
// reached (of closed), 6 rare, 7 has a before score, 8 has both scores, 9–11
// three kinds of which one holds.
func thing(rng *rand.Rand) uint64 {
	p := uint64(1)
	set := func(bit int, on bool) bool {
		if on {
			p |= 1 << bit
		}
		return on
	}
	_ = set(1, rng.Float64() < 0.5) && set(2, rng.Float64() < 0.3) && set(3, rng.Float64() < 0.2)
	_ = set(4, rng.Float64() < 0.4) && set(5, rng.Float64() < 0.7)
	set(6, rng.Float64() < 0.01)
	_ = set(7, rng.Float64() < 0.6) && set(8, rng.Float64() < 0.7)
	set(9+rng.IntN(3), true)
	return p
}

func measures(p cell.Package, sums map[[2]string]*[3]int64) []cell.Measure {
	t := func(c int) *cell.Term { return &cell.Term{Block: 0, Condition: c} }
	base := cell.Measure{Grains: area.Grains, BySex: true, Collections: []string{"a"}}
	var out []cell.Measure
	add := func(id string, kind cell.Kind, change func(*cell.Measure)) {
		m := base
		m.Indicator, m.Kind = id, kind
		change(&m)
		out = append(out, m)
	}
	add("J001", cell.Count, func(m *cell.Measure) { m.Numerator = t(0) })
	for i, pair := range [][2]int{{1, 0}, {2, 0}, {3, 0}, {2, 1}, {5, 4}, {6, 0}, {9, 0}, {10, 0}, {11, 0}} {
		add("J01"+string(rune('0'+i)), cell.Share, func(m *cell.Measure) { m.Numerator, m.Denominator = t(pair[0]), t(pair[1]) })
	}
	add("J020", cell.Rate, func(m *cell.Measure) { m.Numerator, m.Denominator = t(1), &cell.Term{Block: 1} })
	add("J021", cell.Share, func(m *cell.Measure) {
		m.Numerator, m.Denominator, m.Collections = t(1), t(0), []string{"a", "b"}
	})
	add("J030", cell.Change, func(m *cell.Measure) {
		m.Denominator, m.Base = t(8), t(7)
		for _, mun := range area.Default().Municipalities {
			for _, sex := range code.PersonSexes {
				if s := sums[[2]string{mun.Code, string(sex)}]; s != nil {
					m.Sums = append(m.Sums, cell.Sum{Municipality: mun.Code, Sex: sex, Sum: big.NewInt(s[0]), SumSquares: big.NewInt(s[1])})
				}
			}
		}
	})
	add("J031", cell.Median, func(m *cell.Measure) { m.Denominator = t(4) })
	return out
}

// nations are packages of national size: small and large counts, with and
// without things of unknown sex.
var nations = []struct {
	name          string
	perInhabitant float64
	unknown       float64
	rule          disclosure.UnknownSex
	unproven      int // per cent of the intervals that may stay so
}{
	{"small", 0.002, 0, disclosure.ProtectUnknown, 10},
	{"large", 0.02, 0, disclosure.ProtectUnknown, 0},
	{"unknown_protected", 0.01, 0.004, disclosure.ProtectUnknown, 0},
	{"unknown_shown", 0.01, 0.004, disclosure.ShowUnknown, 0},
}

// TestNation protects packages of national size: the nation stays whole, the
// loss by grain and the time are logged.
func TestNation(t *testing.T) {
	for _, c := range nations {
		t.Run(c.name, func(t *testing.T) {
			if c.name != "large" {
				heavy(t)
			}
			p := nation(1, c.perInhabitant, c.unknown)
			rules := disclosure.DefaultRules()
			rules.UnknownSex = c.rule
			begin := time.Now()
			cleared, report, err := disclosure.Protect(t.Context(), p, area.Default(), rules)
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%v, %d cells, hidden %d, primary %d", time.Since(begin), cleared.Len(), report.Hidden, report.Primary)
			for _, x := range report.Tables {
				t.Logf("%s: %d rows, %d columns, primary %v, complementary %d, rounds %d, insiders %d, widened %d, narrowest %d, wide %d, fractional %d, unproven %d", x.Table, x.Rows, x.Columns, x.Primary, x.Complementary, x.Rounds, x.Insiders, x.Widened, x.Audit.Narrowest, x.Audit.Wide, x.Audit.Fractional, x.Audit.Unproven)
			}
			for _, x := range report.Tables {
				if a := x.Audit; a.Wide == 0 || a.Unproven*100 > c.unproven*a.Wide || a.Fractional*100 > a.Wide {
					t.Errorf("%s: %d intervals proven wide, %d in fractions, %d unproven", x.Table, a.Wide, a.Fractional, a.Unproven)
				}
			}
			for _, l := range report.Loss {
				t.Logf("%-20s %s hidden %d of %d", l.Grain, l.Sex, l.Hidden, l.Cells)
				if l.Grain == area.Nation && l.Hidden > 0 {
					t.Errorf("%d national cells are hidden", l.Hidden)
				}
			}
			if report.Hidden < report.Primary || report.Hidden > 2*report.Primary {
				t.Errorf("%d hidden for %d that a rule hides", report.Hidden, report.Primary)
			}
		})
	}
}

func BenchmarkNation(b *testing.B) {
	for _, c := range nations {
		p := nation(1, c.perInhabitant, c.unknown)
		rules := disclosure.DefaultRules()
		rules.UnknownSex = c.rule
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := disclosure.Protect(b.Context(), p, area.Default(), rules); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
