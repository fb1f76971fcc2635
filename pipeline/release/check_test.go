package release_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jamfor/pipeline/code"
	"jamfor/pipeline/observation"
	"jamfor/pipeline/release"
)

func TestCheckTakesWhatIsWhole(t *testing.T) {
	for _, e := range []*release.Edition{small(1), real(1)} {
		if err := e.Check(); err != nil {
			t.Error(err)
		}
	}
}

func TestCheckRefuses(t *testing.T) {
	first := func(e *release.Edition, status code.Status) *observation.Observation {
		for i := range e.Sets[0].Observations {
			if o := &e.Sets[0].Observations[i]; o.Status == status {
				return o
			}
		}
		t.Fatalf("no %s observation", status)
		return nil
	}
	for _, tt := range []struct {
		name, want string
		spoil      func(e *release.Edition)
	}{
		{"id", "gemener", func(e *release.Edition) { e.ID = "../x" }},
		{"latest", "gemener", func(e *release.Edition) { e.ID = "latest" }},
		{"version", "minst 1", func(e *release.Edition) { e.Version = 0 }},
		{"created", "ÅÅÅÅ-MM-DD", func(e *release.Edition) { e.Created = "2026-02-30" }},
		{"publisher", "saknas", func(e *release.Edition) { e.Publisher = "" }},
		{"digest", "saknas", func(e *release.Edition) { e.DeliveryDigest = "" }},
		{"no sets", "ingen indikatoruppsättning", func(e *release.Edition) { e.Sets = nil }},
		{"set twice", "två gånger", func(e *release.Edition) { e.Sets = append(e.Sets, e.Sets[0]) }},
		{"set name", "understreck", func(e *release.Edition) { e.Sets[0].Name = "a/b" }},
		{"correction without cause", "orsak", func(e *release.Edition) { e.Replaces = "x-1" }},
		{"synthetic and official", "officiell", func(e *release.Edition) { e.OfficialStatistics = true }},
		{"no quality text", "text om jämförbarhet", func(e *release.Edition) { *e = *real(1); e.Sets[0].Declaration.Comparability = code.Text{} }},
		{"sample quality text", "exempeltext", func(e *release.Edition) { *e = *real(1); e.Sets[0].Declaration.Sample = true }},
		{"estimated population", "skattade", func(e *release.Edition) { *e = *real(1); e.Sets[0].Indicators[1].EstimatedPopulation = true }},
		{"decimals of a definition", "0–4", func(e *release.Edition) { e.Sets[0].Indicators[0].Decimals = 5 }},
		{"question", "frågan", func(e *release.Edition) { e.Sets[0].Indicators[0].Question = "why" }},
		{"direction", "riktningen", func(e *release.Edition) { e.Sets[0].Indicators[0].Direction = "" }},
		{"indicator twice", "två gånger", func(e *release.Edition) {
			e.Sets[0].Indicators = append(e.Sets[0].Indicators, e.Sets[0].Indicators[0])
		}},
		{"zero report without delivery", "nollrapport", func(e *release.Edition) { e.Sets[0].Coverage[0].ZeroReport = []string{"2584"} }},
		{"coverage out of order", "i ordning", func(e *release.Edition) { e.Sets[0].Coverage[0].Delivered = []string{"0180", "0114"} }},
		{"unknown municipality", "okänd kommun", func(e *release.Edition) {
			e.Sets[0].Coverage[0].Delivered, e.Sets[0].Coverage[0].ZeroReport = []string{"9999"}, nil
		}},
		{"unordered rows", "fel ordning", func(e *release.Edition) {
			all := e.Sets[0].Observations
			all[0], all[1] = all[1], all[0]
		}},
		{"row twice", "två gånger", func(e *release.Edition) { e.Sets[0].Observations[1] = e.Sets[0].Observations[0] }},
		{"undefined indicator", "inte beskriven", func(e *release.Edition) { e.Sets[0].Indicators = e.Sets[0].Indicators[1:] }},
		{"unknown area", "okänt område", func(e *release.Edition) { first(e, code.OK).Area.Code = "9999" }},
		{"sex U", "publicerad rad", func(e *release.Edition) { first(e, code.OK).Sex = code.Unknown }},
		{"foreign period", "perioden", func(e *release.Edition) { e.Sets[0].Periods = e.Sets[0].Periods[1:] }},
		{"ok without value", "saknar värde", func(e *release.Edition) { first(e, code.OK).Value = nil }},
		{"infinite", "ändligt", func(e *release.Edition) { v := math.Inf(1); first(e, code.OK).Value = &v }},
		{"not a number", "ändligt", func(e *release.Edition) { v := math.NaN(); first(e, code.OK).Change = &v }},
		{"outside its limits", "utanför", func(e *release.Edition) { v := 1e9; first(e, code.OK).Lower95 = &v }},
		{"rank alone", "rangen", func(e *release.Edition) { r := 3; first(e, code.OK).Rank = &r }},
		{"quartile 5", "fjärdedelen", func(e *release.Edition) { q := 5; first(e, code.OK).Quartile = &q }},
		{"numerator in words", "täljare", func(e *release.Edition) { first(e, code.OK).Numerator = "ten" }},
		{"other decimals", "decimaler", func(e *release.Edition) { first(e, code.OK).Decimals++ }},
		{"line break in a name", "radbrytning", func(e *release.Edition) { first(e, code.OK).AreaName = "Ale\u2028Torg" }},
		{"missing with value", "utan värde", func(e *release.Edition) { v := 1.0; first(e, code.Missing).Value = &v }},
		{"unknown status", "okänd status", func(e *release.Edition) { first(e, code.Missing).Status = "hidden" }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e := small(1)
			tt.spoil(e)
			err := e.Check()
			var problems *release.ProblemsError
			if !errors.As(err, &problems) || !strings.Contains(err.Error(), tt.want) {
				t.Fatalf("got %v, want %q", err, tt.want)
			}
			for _, p := range problems.Problems {
				if p.Text.SV == "" || p.Text.EN == "" || p.Where == "" {
					t.Errorf("a problem lacks its place or a language: %+v", p)
				}
			}
		})
	}
}

// Whatever a suppressed observation carries beside its key, the release stops:
// so no byte of a release can depend on a hidden value.
func TestSuppressedCarriesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := small(1)
		set := &e.Sets[0]
		var hidden []int
		for i, o := range set.Observations {
			if o.Status == code.Suppressed {
				hidden = append(hidden, i)
			}
		}
		o := &set.Observations[rapid.SampledFrom(hidden).Draw(t, "row")]
		v, n, n64 := rapid.Float64Range(-100, 100).Draw(t, "value"), rapid.IntRange(0, 50).Draw(t, "n"), int64(3)
		spoil := map[string]func(){
			"value": func() { o.Value = &v }, "lower95": func() { o.Lower95 = &v }, "upper95": func() { o.Upper95 = &v },
			"lower998": func() { o.Lower998 = &v }, "upper998": func() { o.Upper998 = &v },
			"change": func() { o.Change = &v }, "paired_share": func() { o.PairedShare = &v },
			"numerator": func() { o.Numerator = "3" }, "denominator": func() { o.Denominator = "9" },
			"rank": func() { o.Rank = &n }, "rank_of": func() { o.RankOf = &n }, "quartile": func() { o.Quartile = &n },
			"persons": func() { o.Persons = &n64 }, "coverage_n": func() { o.CoverageN = &n }, "coverage_of": func() { o.CoverageOf = &n },
			"vs_nation": func() { o.VsNation = "worse" }, "trend": func() { o.Trend = "up" },
		}
		var fields []string
		for _, c := range release.Columns() {
			if spoil[c.Name] != nil {
				fields = append(fields, c.Name)
			}
		}
		if len(fields) != len(spoil) {
			t.Fatal("a field is no column")
		}
		spoil[rapid.SampledFrom(fields).Draw(t, "field")]()
		if e.Check() == nil {
			t.Fatal("a suppressed observation with a number was taken")
		}
	})
}

func TestChangeFromAHiddenValueIsRefused(t *testing.T) {
	e := small(1)
	set := &e.Sets[0]
	for i := range set.Observations {
		o := &set.Observations[i]
		if o.Change == nil {
			continue
		}
		for j := range set.Observations {
			before := &set.Observations[j]
			if before.Indicator == o.Indicator && before.Area == o.Area && before.Sex == o.Sex && before.Period == set.Periods[0] {
				*before = observation.Observation{
					Indicator: o.Indicator, Area: o.Area, AreaName: o.AreaName, Period: before.Period, Sex: o.Sex, Status: code.Suppressed,
				}
			}
		}
		break
	}
	if err := e.Check(); err == nil || !strings.Contains(err.Error(), "förändringen avslöjar") {
		t.Errorf("got %v", err)
	}
}

func TestValidID(t *testing.T) {
	for _, id := range []string{"2025-v1", "missbruk_2026-03-01-v2", "a"} {
		if err := release.ValidID(id); err != nil {
			t.Error(err)
		}
	}
	for _, id := range []string{"", "latest", "A", "a b", "-a", "a-", "a--b", "a/b", "..", "å", strings.Repeat("a", 65)} {
		if release.ValidID(id) == nil {
			t.Errorf("%q was taken", id)
		}
	}
}
