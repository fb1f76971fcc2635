package publish_test

import (
	"bytes"
	"cmp"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure"
	"jamfor/pipeline/indicator"
	"jamfor/pipeline/observation"
	"jamfor/pipeline/observe"
	"jamfor/pipeline/publish"
	"jamfor/pipeline/release"
	"jamfor/pipeline/release/releasetest"
	"jamfor/pipeline/serve"
)

// hiddenPackage is a share in the municipalities of Blekinge and Gotland. The
// small ones have a and b things that meet the condition, five together.
func hiddenPackage(a, b int64) cell.Package {
	p := cell.Package{
		Set: "missbruk", Period: code.Year(2025),
		Coverage: []cell.Coverage{{Collection: "missbruk", Delivered: []string{"0980", "1060", "1080", "1081", "1082", "1083"}}},
		Blocks:   []cell.Block{{ID: "arende/2025", Conditions: []string{"all", "planned"}}},
	}
	for _, m := range []struct {
		code string
		x, n int64
	}{{"0980", 30, 60}, {"1060", 40, 80}, {"1080", 90, 120}, {"1081", 45, 70}, {"1082", a, 40}, {"1083", b, 40}} {
		p.Blocks[0].Atoms = append(p.Blocks[0].Atoms,
			cell.Atom{Municipality: m.code, Sex: code.Women, Pattern: 1, N: m.n - m.x},
			cell.Atom{Municipality: m.code, Sex: code.Women, Pattern: 3, N: m.x},
		)
	}
	p.Measures = []cell.Measure{{
		Indicator: "J35001", Kind: cell.Share, Collections: []string{"missbruk"},
		Grains:    []area.Type{area.Municipality, area.County, area.Nation},
		Numerator: &cell.Term{Condition: 1}, Denominator: &cell.Term{},
	}}
	return p
}

// hiddenRelease takes a package through disclosure control to a published release,
// and returns all that the public can get of it.
func hiddenRelease(t *testing.T, packages ...cell.Package) (public map[string][]byte, hidden, shown []string) {
	t.Helper()
	registry := area.Default()
	set := indicator.Set{Name: "missbruk", Definitions: []*indicator.Definition{{
		ID: "J35001", Kind: indicator.Kind(cell.Share), Multiplier: 100, Decimals: 1, Direction: indicator.Higher, Interval: indicator.Wilson,
		RankBase: 30, Coverage: 90, Collections: []string{"missbruk"}, Grains: []indicator.Grain{"municipality", "county", "nation"}, Unit: "case",
	}}}
	var all []observation.Observation
	for _, p := range packages {
		cells, _, err := disclosure.Protect(t.Context(), p, registry, disclosure.DefaultRules())
		if err != nil {
			t.Fatal(err)
		}
		observed, err := observe.Observe(cells, set, registry, observe.Options{Synthetic: true, First: packages[0].Period})
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, observed...)
	}
	all = slices.DeleteFunc(observe.Link(all), func(o observation.Observation) bool { return o.Status == code.Missing })
	slices.SortFunc(all, observation.Compare)
	for _, o := range all {
		switch o.Status {
		case code.Suppressed:
			hidden = append(hidden, strings.TrimSpace(o.Area.Code+" "+laterPlace(o)))
		case code.OK:
			shown = append(shown, strings.TrimSpace(o.Area.Code+" "+laterPlace(o)))
		}
	}
	e := releasetest.Edition(releasetest.Options{Municipalities: 2, Years: 1, Seed: 1})
	s := &e.Sets[0]
	s.Observations, s.Remarks = all, nil
	s.Indicators = s.Indicators[:1]
	s.Indicators[0].ID, s.Indicators[0].Kind, s.Indicators[0].Decimals = "J35001", "share", 1
	s.Indicators[0].Direction, s.Indicators[0].Multiplier = release.Higher, 100
	s.Periods, s.Coverage = nil, nil
	for _, p := range packages {
		s.Periods = append(s.Periods, p.Period)
		s.Coverage = append(s.Coverage, release.Coverage{Collection: "missbruk", Title: code.Text{SV: "Missbruk"}, Period: p.Period, Delivered: p.Coverage[0].Delivered})
	}
	_, releases := published(t, e)
	return publicBytes(t, releases, e.ID), hidden, shown
}

// laterPlace names a row's year and sex, empty for the total of 2025.
func laterPlace(o observation.Observation) string {
	if o.Period == code.Year(2025) && o.Sex == code.TotalSex {
		return ""
	}
	return o.Period.String() + " " + string(o.Sex)
}

// publicBytes are the files of a release, those that describe all releases, and
// what a server answers about them, headers included.
func publicBytes(t *testing.T, releases, id string) map[string][]byte {
	t.Helper()
	derived, err := publish.Catalogue(t.Context(), releases, "https://statistik.example.se", nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range derived {
		if err := os.WriteFile(filepath.Join(releases, f.Name), f.Content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	public := folder(t, releases)
	s, err := serve.New(t.Context(), serve.Config{Releases: releases, Now: func() time.Time { return time.Unix(0, 0) }, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, target := range answers(id) {
		w := httptest.NewRecorder()
		s.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, target, nil))
		if w.Code != http.StatusOK && w.Code != http.StatusFound {
			t.Fatalf("%s: %d %s", target, w.Code, w.Body)
		}
		var head bytes.Buffer
		if err := w.Header().Write(&head); err != nil {
			t.Fatal(err)
		}
		public[target] = append(head.Bytes(), w.Body.Bytes()...)
	}
	return public
}

// answers are addresses of every part of the server.
func answers(id string) []string {
	list := []string{
		"/", "/catalog", "/datasets/dcat", "/releases/" + id + "/", "/releases/" + id + "/px/missbruk.px",
		"/api/v1/indicators", "/api/v1/indicators/J35001", "/api/v1/releases", "/api/v1/releases/" + id, "/api/v1/openapi.json", "/api/v1/areas",
		"/v3/openapi.json", "/v3/kpi", "/v3/kpi_groups", "/v3/municipality_groups",
		"/v3/data/kpi/J35001/year/2025", "/v3/data/kpi/J35001/year/2025?from_date=2020-01-01", "/v3/data/kpi/J35001/municipality/1082,1083,GJL10,GJM1080",
	}
	for _, form := range []string{"json", "csv", "parquet", "arrow"} {
		for _, filter := range []string{"", "&area=1082,1083", "&status=suppressed", "&area_type=county,nation", "&fields=area_code,value,numerator,persons,rank"} {
			list = append(list, "/api/v1/observations?format="+form+filter)
		}
	}
	return list
}

// What is hidden leaves no trace: other hidden values in the cells, hidden in
// the same places and with the same sums, make the same release, byte for byte, in
// every file and file name (reports, quality pages and catalogue included) and in
// every answer of the server.
func TestOtherHiddenValuesSameBytes(t *testing.T) {
	// Few who do; few who do not; one hidden by a rule, the other to protect it.
	for i, pair := range [][2]int64{{2, 3}, {38, 37}, {3, 17}} {
		want, hidden, shown := hiddenRelease(t, hiddenPackage(pair[0], pair[1]))
		if !slices.Contains(hidden, "1082") || !slices.Contains(hidden, "1083") || !slices.Contains(shown, "0980") {
			t.Fatalf("hidden %v, shown %v", hidden, shown)
		}
		got, also, _ := hiddenRelease(t, hiddenPackage(pair[1], pair[0]))
		if !slices.Equal(also, hidden) {
			t.Fatalf("%v: other cells are hidden: %v, not %v", pair, also, hidden)
		}
		if len(got) != len(want) {
			t.Errorf("%v: %d files, not %d", pair, len(got), len(want))
		}
		for name := range want {
			if !bytes.Equal(got[name], want[name]) {
				t.Errorf("%v: %s tells hidden values apart", pair, name)
			}
		}
		if i > 0 {
			continue
		}
		// The test can see: a shown value that differs is in every format.
		changed := hiddenPackage(pair[0], pair[1])
		changed.Blocks[0].Atoms[0].N += 7
		got, _, _ = hiddenRelease(t, changed)
		for _, name := range []string{
			"data/missbruk.csv", "data/missbruk.parquet", "jsonstat/missbruk.json", "px/missbruk.px",
			"tables/missbruk.xlsx", "tables/missbruk.excel.csv", "reports/kommun/0980.html",
		} {
			if name = "missbruk-2026-03-01-v1/" + name; want[name] == nil || bytes.Equal(got[name], want[name]) {
				t.Errorf("%s does not show a value that shows", name)
			}
		}
		for _, name := range []string{"catalog.rdf", "/api/v1/observations?format=json", "/api/v1/observations?format=arrow", "/v3/data/kpi/J35001/year/2025"} {
			if want[name] == nil || bytes.Equal(got[name], want[name]) {
				t.Errorf("%s does not follow the values", name)
			}
		}
	}
}

// hiddenYear draws a year of the same share by sex: the women of the two small
// municipalities have a and b things that meet the condition of forty each, their
// men as many more as make up the same total.
func hiddenYear(rng *rand.Rand, year int, a, b int64) cell.Package {
	p := hiddenPackage(a, b)
	p.Period = code.Year(year)
	p.Measures[0].BySex = true
	for i := range p.Blocks[0].Atoms {
		if x := &p.Blocks[0].Atoms[i]; x.Municipality < "1082" {
			x.N += rng.Int64N(30)
		}
	}
	for _, m := range p.Coverage[0].Delivered {
		x, n := 20+rng.Int64N(40), 80+rng.Int64N(60)
		x -= map[string]int64{"1082": a, "1083": b}[m] // the total of both sexes is as it was
		p.Blocks[0].Atoms = append(p.Blocks[0].Atoms,
			cell.Atom{Municipality: m, Sex: code.Men, Pattern: 1, N: n - x}, cell.Atom{Municipality: m, Sex: code.Men, Pattern: 3, N: x})
	}
	slices.SortFunc(p.Blocks[0].Atoms, func(a, b cell.Atom) int {
		return cmp.Or(cmp.Compare(a.Municipality, b.Municipality), cmp.Compare(a.Sex, b.Sex), cmp.Compare(a.Pattern, b.Pattern))
	})
	return p
}

// The same over two years and both sexes, with other numbers around: ranks,
// quartiles, comparisons, changes, trends and the charts of reports follow from
// what is shown in any year, and from nothing else.
func TestOtherHiddenYearsSameBytes(t *testing.T) {
	for seed := range uint64(3) {
		years := func(turned bool) []cell.Package {
			rng := rand.New(rand.NewPCG(seed, 1))
			var out []cell.Package
			for _, year := range []int{2024, 2025} {
				a := 1 + rng.Int64N(4)
				b := 1 + (a+rng.Int64N(3))%4 // another one of 1 to 4
				if turned {
					a, b = b, a
				}
				out = append(out, hiddenYear(rng, year, a, b))
			}
			return out
		}
		want, hidden, shown := hiddenRelease(t, years(false)...)
		got, also, _ := hiddenRelease(t, years(true)...)
		if !slices.Equal(also, hidden) || !slices.Contains(hidden, "1082 2024 K") || !slices.Contains(hidden, "1083 2025 K") || !slices.Contains(shown, "1080 2024 K") {
			t.Fatalf("seed %d: hidden %v and %v", seed, hidden, also)
		}
		charts := 0
		for name := range want {
			if !bytes.Equal(got[name], want[name]) {
				t.Errorf("seed %d: %s tells hidden values apart", seed, name)
			}
			if strings.Contains(name, "/reports/") {
				charts += bytes.Count(want[name], []byte("<svg"))
			}
		}
		if len(got) != len(want) || charts == 0 {
			t.Errorf("seed %d: %d files, not %d; %d charts in reports", seed, len(got), len(want), charts)
		}
	}
}
