package observe

import (
	"flag"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/observation"
)

var update = flag.Bool("update", false, "rewrite golden files")

// golden holds text against a file under testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

// table writes observations for people: one line each.
func table(all []observation.Observation) string {
	var b strings.Builder
	f := func(v *float64, decimals int) string {
		if v == nil {
			return "·"
		}
		return strconv.FormatFloat(*v, 'f', decimals, 64)
	}
	i := func(v *int) string {
		if v == nil {
			return "·"
		}
		return strconv.Itoa(*v)
	}
	for _, o := range all {
		fmt.Fprintf(&b, "%s %s %s %s | %s | %s %s (%s/%s) [%s; %s] [%s; %s] %s | rank %s of %s quarter %s | %s | %s | covers %s of %s | change %s trend %s | %v\n",
			o.Indicator, o.Area.Code, o.Period, o.Sex, o.AreaName, o.Status, f(o.Value, o.Decimals), o.Numerator, o.Denominator,
			f(o.Lower95, o.Decimals), f(o.Upper95, o.Decimals), f(o.Lower998, o.Decimals), f(o.Upper998, o.Decimals), o.Method,
			i(o.Rank), i(o.RankOf), i(o.Quartile), o.VsNation, o.Reason, i(o.CoverageN), i(o.CoverageOf), f(o.Change, o.Decimals), o.Trend, o.Flags)
	}
	return b.String()
}

func at(indicator, areaCode string) cell.Key {
	id := area.ID{Type: area.Municipality, Code: areaCode}
	switch {
	case areaCode == area.NationCode:
		id.Type = area.Nation
	case len(areaCode) == 2 && areaCode[0] >= 'A':
		id.Type = area.MunicipalityGroup
	case len(areaCode) == 2:
		id.Type = area.County
	}
	return cell.Key{Indicator: indicator, Area: id, Sex: code.TotalSex}
}

// blekinge are the five municipalities of the county that the hand-made case uses.
var blekinge = []string{"1060", "1080", "1081", "1082", "1083"}

// handMade is a small nation: Blekinge, where 1083 did not deliver and 1082 is
// hidden for the share, and Gotland.
func handMade() (map[string]Spec, []cleared) {
	specs := map[string]Spec{
		"J35001": {Indicator: "J35001", Kind: cell.Share, Multiplier: 100, Decimals: 1, Direction: HigherIsBetter, RankBase: 30, CoverageLimit: 90},
		"J35002": {Indicator: "J35002", Kind: cell.Ratio, Direction: NoDirection, RankBase: 30},
		"J35003": {Indicator: "J35003", Kind: cell.Mean, Decimals: 1, Direction: LowerIsBetter, RankBase: 4, Unweighted: []area.Type{area.County, area.Nation}},
		"J35004": {Indicator: "J35004", Kind: cell.Count, CountsPersons: true, ComparableFrom: code.Year(2025)},
	}
	share := func(c string, x, n int64) cleared {
		return cleared{at("J35001", c), cell.Parts{Numerator: x, Denominator: n}, code.OK}
	}
	ratio := func(c string, y, u int64) cleared {
		return cleared{at("J35002", c), cell.Parts{Sum: big.NewInt(y), SumBelow: big.NewInt(u)}, code.OK}
	}
	mean := func(c string, n, s, q int64) cleared {
		return cleared{at("J35003", c), cell.Parts{Denominator: n, Sum: big.NewInt(s), SumSquares: big.NewInt(q)}, code.OK}
	}
	without := func(id, c string, s code.Status) cleared { return cleared{at(id, c), cell.Parts{}, s} }
	return specs, []cleared{
		share("1060", 20, 50), share("1080", 90, 100), share("1081", 20, 50), without("J35001", "1082", code.Suppressed),
		without("J35001", "1083", code.Missing), share("10", 150, 240), share("0980", 9, 20), share("09", 9, 20), share("00", 159, 260),
		ratio("1060", 120, 10), ratio("1080", 340, 25), ratio("1081", 95, 9), ratio("1082", 410, 33), without("J35002", "1083", code.Missing),
		ratio("10", 965, 77), ratio("0980", 260, 20), ratio("09", 260, 20), ratio("00", 1225, 97),
		mean("1060", 4, 10, 30), mean("1080", 5, 20, 90), mean("1081", 6, 15, 45), without("J35003", "1082", code.NotApplicable),
		without("J35003", "1083", code.Missing), mean("10", 15, 45, 165), mean("0980", 3, 3, 5), mean("09", 3, 3, 5), mean("00", 18, 48, 170),
		{at("J35004", "1060"), cell.Parts{Numerator: 12}, code.OK},
		{at("J35004", "00"), cell.Parts{Numerator: 480}, code.OK},
	}
}

func observer2025(specs map[string]Spec, options Options) *observer {
	return &observer{
		specs: specs, registry: area.Default(), period: code.Year(2025), options: options,
		delivered: func(indicator, m string) bool {
			return m == "0980" || len(m) == 4 && m[:2] == "10" && m != "1083"
		},
	}
}

func TestHandMadeCase(t *testing.T) {
	specs, cells := handMade()
	all, err := observer2025(specs, Options{Synthetic: true, Provisional: true}).observe(cells)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "hand_made.txt", table(all))
}

func TestQuartersShareTies(t *testing.T) {
	specs, _ := handMade()
	var cells []cleared
	for i, m := range area.Default().Municipalities[:8] {
		cells = append(cells, cleared{at("J35001", m.Code), cell.Parts{Numerator: int64(i / 3), Denominator: 40}, code.OK})
	}
	all, err := observer2025(specs, Options{}).observe(cells)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, o := range all {
		got = append(got, fmt.Sprintf("%g:%d/%d", *o.Value, *o.Rank, *o.Quartile))
	}
	if want := "0:6/3 0:6/3 0:6/3 2.5:3/2 2.5:3/2 2.5:3/2 5:1/1 5:1/1"; strings.Join(got, " ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, " "), want)
	}
}

func TestCoverageIsWeighedByTargetPopulation(t *testing.T) {
	specs, cells := handMade()
	o := observer2025(specs, Options{Target: func(_, m string) int64 {
		if m == "1083" {
			return 5 // a small one stayed out: 4 of 5, but 98 % of the people
		}
		return 60
	}})
	all, err := o.observe(cells)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range all {
		if x.Indicator == "J35001" && x.Area.Code == "10" && (x.AreaName != "Blekinge län" || x.Rank == nil) {
			t.Errorf("covered by population: %+v", x)
		}
		if x.Area.Type == area.Nation && x.Indicator == "J35001" && x.AreaName != "Deltagande kommuner (5 av 290)" {
			t.Errorf("nation is called %s", x.AreaName)
		}
	}
}

func TestFaultsAreNamedTogether(t *testing.T) {
	specs, _ := handMade()
	_, err := observer2025(specs, Options{}).observe([]cleared{
		{at("J00000", "1060"), cell.Parts{}, code.OK},
		{at("J35003", "1060"), cell.Parts{Denominator: 2}, code.OK},
		{at("J35001", "1060"), cell.Parts{}, "lost"},
	})
	for _, id := range []string{"J00000", "J35003", "J35001"} {
		if err == nil || !strings.Contains(err.Error(), id) {
			t.Errorf("%s is not named in %v", id, err)
		}
	}
	twice := []cleared{{at("J35004", "1060"), cell.Parts{}, code.OK}, {at("J35004", "1060"), cell.Parts{}, code.OK}}
	if _, err := observer2025(specs, Options{}).observe(twice); err == nil {
		t.Error("one cell twice must be refused")
	}
	unknownSex := at("J35004", "1060")
	unknownSex.Sex = code.Unknown
	if _, err := observer2025(specs, Options{}).observe([]cleared{{unknownSex, cell.Parts{}, code.OK}}); err == nil {
		t.Error("sex U is never a published row")
	}
}

func TestCountsAreNeitherRankedNorCompared(t *testing.T) {
	specs := map[string]Spec{"J35004": {Indicator: "J35004", Kind: cell.Count, Interval: Poisson, Direction: HigherIsBetter}}
	all, err := observer2025(specs, Options{}).observe([]cleared{
		{at("J35004", "1060"), cell.Parts{Numerator: 12}, code.OK},
		{at("J35004", "00"), cell.Parts{Numerator: 480}, code.OK},
	})
	if err != nil {
		t.Fatal(err)
	}
	if o := all[0]; o.Lower95 == nil || o.Rank != nil || o.VsNation != "" || o.Reason != "" {
		t.Errorf("%+v", o)
	}
}

func TestCellsMustRestOnTheirCoverage(t *testing.T) {
	specs, _ := handMade()
	other := []cleared{{at("J35001", "10"), cell.Parts{Numerator: 5, Denominator: 90, Members: 5, Of: 5}, code.OK}}
	if _, err := observer2025(specs, Options{}).observe(other); err == nil {
		t.Error("five municipalities in the cells, four in the coverage")
	}
}

func TestRevisedAndFirstPeriod(t *testing.T) {
	specs, cells := handMade()
	all, err := observer2025(specs, Options{First: code.Year(2025), Revised: func(o observation.Observation) bool {
		return o.Indicator == "J35004" && o.Area.Code == "1060"
	}}).observe(cells)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range all {
		want := []code.Flag(nil)
		if o.Indicator == "J35004" && o.Area.Code == "1060" {
			want = []code.Flag{code.Revised}
		}
		if !reflect.DeepEqual(o.Flags, want) {
			t.Errorf("%s %s: flags %v, want %v", o.Indicator, o.Area.Code, o.Flags, want)
		}
	}
}
