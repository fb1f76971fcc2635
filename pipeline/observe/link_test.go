package observe

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/observation"
)

func period(t interface{ Fatal(...any) }, text string) code.Period {
	p, err := code.ParsePeriod(text)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// observed makes one published row of a share from its counts.
func observed(t interface{ Fatal(...any) }, when string, x, n int64) observation.Observation {
	spec := Spec{Indicator: "J35001", Kind: cell.Share, Multiplier: 100, Decimals: 1}
	e, err := Value(spec, cell.Parts{Numerator: x, Denominator: n})
	if err != nil {
		t.Fatal(err)
	}
	return observation.Observation{
		Indicator: "J35001", Area: area.ID{Type: area.Municipality, Code: "1280"}, Sex: code.TotalSex,
		Period: period(t, when), Status: e.Status, Value: e.Value, Lower95: e.Lower95, Upper95: e.Upper95,
		Numerator: e.Numerator, Denominator: e.Denominator, Method: e.Method, Decimals: 1,
	}
}

// links writes period, change and trend of each row.
func links(all []observation.Observation) string {
	var b strings.Builder
	for _, o := range all {
		change := "·"
		if o.Change != nil {
			change = fmt.Sprintf("%.1f", *o.Change)
		}
		fmt.Fprintf(&b, "%s %s %s|", o.Period, change, o.Trend)
	}
	return strings.TrimSuffix(b.String(), "|")
}

func TestLink(t *testing.T) {
	rising := func() (s []observation.Observation) {
		for i, x := range []int64{100, 130, 160, 190, 220, 230} {
			s = append(s, observed(t, fmt.Sprint(2020+i), x, 1000))
		}
		return s
	}
	hidden := func(s []observation.Observation, i int, status code.Status) []observation.Observation {
		o := s[i]
		s[i] = observation.Observation{Indicator: o.Indicator, Area: o.Area, Sex: o.Sex, Period: o.Period, Status: status, Decimals: 1}
		return s
	}
	for _, c := range []struct {
		name   string
		series []observation.Observation
		want   string
	}{
		{"six years", rising(), "2020 · |2021 3.0 |2022 3.0 |2023 3.0 |2024 3.0 increasing|2025 1.0 increasing"},
		{"a hidden year", hidden(rising(), 3, code.Suppressed), "2020 · |2021 3.0 |2022 3.0 |2023 · |2024 · |2025 1.0 "},
		{"a missing year", hidden(rising(), 0, code.Missing), "2020 · |2021 · |2022 3.0 |2023 3.0 |2024 3.0 |2025 1.0 increasing"},
		{"a gap", append(rising()[:2], rising()[3:]...), "2020 · |2021 3.0 |2023 · |2024 3.0 |2025 1.0 "},
		{"everyone in one year", []observation.Observation{
			observed(t, "2021", 10, 10), observed(t, "2022", 5, 10), observed(t, "2023", 5, 10), observed(t, "2024", 5, 10), observed(t, "2025", 5, 10),
		}, "2021 · |2022 -50.0 |2023 0.0 |2024 0.0 |2025 0.0 cannot_be_calculated"},
		{"no change", []observation.Observation{
			observed(t, "2021", 5, 10), observed(t, "2022", 4, 10), observed(t, "2023", 5, 10), observed(t, "2024", 6, 10), observed(t, "2025", 5, 10),
		}, "2021 · |2022 -10.0 |2023 10.0 |2024 10.0 |2025 -10.0 no_change"},
		{"half-years link and have no trend", []observation.Observation{
			observed(t, "2023H1", 1, 10), observed(t, "2023H2", 2, 10), observed(t, "2024H1", 3, 10), observed(t, "2024H2", 4, 10), observed(t, "2025H1", 5, 10),
		}, "2023H1 · |2023H2 10.0 |2024H1 10.0 |2024H2 10.0 |2025H1 10.0 "},
		{"overlapping years do not link", []observation.Observation{observed(t, "2021-2023", 1, 10), observed(t, "2022-2024", 2, 10)}, "2021-2023 · |2022-2024 · "},
		{"a year does not follow a half-year", []observation.Observation{observed(t, "2023H2", 1, 10), observed(t, "2024", 2, 10)}, "2023H2 · |2024 · "},
	} {
		if got := links(Link(c.series)); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
	broken := rising()
	broken[2].Flags = []code.Flag{code.Break}
	if got, want := links(Link(broken)), "2020 · |2021 3.0 |2022 · |2023 3.0 |2024 3.0 |2025 1.0 "; got != want {
		t.Errorf("break in 2022:\n got %s\nwant %s", got, want)
	}
}

func TestLinkKeepsSeriesApart(t *testing.T) {
	a, b := observed(t, "2024", 5, 10), observed(t, "2025", 6, 10)
	b.Sex = code.Women
	if got := links(Link([]observation.Observation{b, a})); got != "2024 · |2025 · " {
		t.Error(got)
	}
}

func TestTrendOfRatesAndMeans(t *testing.T) {
	rate := Spec{Indicator: "J1", Kind: cell.Rate, Multiplier: 10000, Decimals: 0}
	var series []observation.Observation
	for i, x := range []int64{200, 260, 330, 400, 470} {
		e, err := Value(rate, cell.Parts{Numerator: x, Denominator: 1000000})
		if err != nil {
			t.Fatal(err)
		}
		series = append(series, observation.Observation{
			Indicator: "J1", Period: code.Year(2021 + i), Status: code.OK, Value: e.Value, Lower95: e.Lower95, Upper95: e.Upper95,
			Numerator: e.Numerator, Denominator: e.Denominator, Method: e.Method,
		})
	}
	// The published limits (whole numbers) are too coarse; the counts are not.
	if got := Link(series)[4].Trend; got != TrendIncreasing {
		t.Errorf("rate: %s", got)
	}
	low, high := 1.0, 1.4
	for i := range series {
		value := 1.2
		series[i].Method, series[i].Value, series[i].Lower95, series[i].Upper95 = "t", &value, &low, &high
	}
	if got := Link(series)[4].Trend; got != TrendNoChange {
		t.Errorf("mean: %s", got)
	}
	series[1].Lower95 = nil
	if got := Link(series)[4].Trend; got != TrendCannotBeCalculated {
		t.Errorf("mean without limits: %s", got)
	}
}

// Linking never reads past a row without value, changes only Change and Trend,
// and gives the same when done twice.
func TestLinkProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 9).Draw(t, "years")
		var series []observation.Observation
		for i := range n {
			o := observed(t, fmt.Sprint(2016+i), rapid.Int64Range(0, 50).Draw(t, "x"), 50)
			if rapid.IntRange(0, 5).Draw(t, "status") == 0 {
				o.Status, o.Value, o.Lower95, o.Upper95, o.Numerator, o.Denominator, o.Method = code.Suppressed, nil, nil, nil, "", "", ""
			}
			series = append(series, o)
		}
		once := Link(rapid.Permutation(series).Draw(t, "order"))
		if diff := cmp.Diff(once, Link(once), samePeriod); diff != "" {
			t.Fatalf("twice is not once:\n%s", diff)
		}
		for i, o := range once {
			if o.Change != nil && (i == 0 || o.Status != code.OK || once[i-1].Status != code.OK) {
				t.Fatalf("%s: change beside a hidden value", o.Period)
			}
			for back := range 5 {
				if o.Trend != "" && (i < back || once[i-back].Status != code.OK) {
					t.Fatalf("%s: trend over a hidden value", o.Period)
				}
			}
			o.Change, o.Trend = nil, ""
			if diff := cmp.Diff(series[i], o, samePeriod); diff != "" {
				t.Fatal(diff)
			}
		}
	})
}
