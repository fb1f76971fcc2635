package serve

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"

	"jamfor/pipeline/area"
	"jamfor/pipeline/observation"
	"jamfor/pipeline/release"
)

type observationAnswer struct {
	Count, Total, Limit, Offset int
	Next, Previous              *string
	Synthetic                   bool
	Releases                    []string
	Observations                []map[string]any
}

func observations(t testing.TB, s *Server, query string) observationAnswer {
	t.Helper()
	a := get(t, s, "http://data.example/api/v1/observations?"+query)
	if a.status != 200 {
		t.Fatalf("%s: %d %s", query, a.status, a.body)
	}
	var o observationAnswer
	a.into(t, &o)
	if o.Count != len(o.Observations) {
		t.Errorf("%s: count %d of %d", query, o.Count, len(o.Observations))
	}
	return o
}

// CSV over the API, page by page, is row for row the released CSV.
func TestCSVIsTheReleasedRows(t *testing.T) {
	s := newServer(t, nil)
	columns := release.Columns()
	var want [][]string
	for _, o := range published(t, secondID) {
		var row []string
		for _, c := range columns {
			row = append(row, c.Text(&o))
		}
		want = append(want, row)
	}
	var names []string
	for _, c := range columns {
		names = append(names, c.Name)
	}
	var got [][]string
	target := "/api/v1/observations?limit=777&fields=" + strings.Join(names, ",")
	for target != "" {
		a := get(t, s, target, "Accept", "text/csv")
		if a.status != 200 || !strings.HasPrefix(a.header.Get("Content-Type"), "text/csv") || a.header.Get("X-Total-Count") != fmt.Sprint(len(want)) {
			t.Fatalf("%s: %d %v", target, a.status, a.header)
		}
		rows, err := csv.NewReader(strings.NewReader(a.body)).ReadAll()
		if err != nil || !slices.Equal(rows[0], names) {
			t.Fatalf("%v, header %v", err, rows[0])
		}
		got = append(got, rows[1:]...)
		target = ""
		for link := range strings.SplitSeq(a.header.Get("Link"), ", ") {
			if before, found := strings.CutSuffix(link, `>; rel="next"`); found {
				target = strings.TrimPrefix(before, "<")
			}
		}
	}
	if len(got) != len(want) {
		t.Fatalf("%d rows, want %d", len(got), len(want))
	}
	for i := range want {
		if !slices.Equal(got[i], want[i]) {
			t.Fatalf("row %d: %v, want %v", i, got[i], want[i])
		}
	}
}

func TestFilters(t *testing.T) {
	s := newServer(t, nil)
	all := published(t, secondID)
	o := all[0]
	for query, keep := range map[string]func(observation.Observation) bool{
		"":                            func(observation.Observation) bool { return true },
		"indicator=" + o.Indicator:    func(x observation.Observation) bool { return x.Indicator == o.Indicator },
		"area=" + o.Area.Code + ",00": func(x observation.Observation) bool { return x.Area.Code == o.Area.Code || x.Area.Code == "00" },
		"area_type=county&sex=K":      func(x observation.Observation) bool { return x.Area.Type == "county" && x.Sex == "K" },
		"period=2025&status=ok":       func(x observation.Observation) bool { return x.Period.String() == "2025" && x.Status == "ok" },
		"status=suppressed&sex=T&sex=M": func(x observation.Observation) bool {
			return x.Status == "suppressed" && x.Sex != "K"
		},
		"group=01&set=missbruk": func(x observation.Observation) bool {
			return x.Area.Type == "municipality" && strings.HasPrefix(x.Area.Code, "01")
		},
	} {
		want := 0
		for _, x := range all {
			if keep(x) {
				want++
			}
		}
		got := observations(t, s, query)
		if got.Total != want || want == 0 || !got.Synthetic || !slices.Equal(got.Releases, []string{secondID}) {
			t.Errorf("%q: %d rows, want %d; releases %v", query, got.Total, want, got.Releases)
		}
		for _, row := range got.Observations {
			if row["status"] == "suppressed" && (row["value"] != nil || row["numerator"] != nil || row["lower95"] != nil || row["persons"] != nil) {
				t.Errorf("a hidden row says %v", row)
			}
		}
	}
	few := observations(t, s, "fields=sex,value,release&limit=2&offset=3")
	if few.Count != 2 || few.Offset != 3 || len(few.Observations[0]) != 3 || few.Next == nil || few.Previous == nil {
		t.Errorf("fields and page: %+v", few)
	}
	if beyond := observations(t, s, "offset=100000000"); beyond.Count != 0 || beyond.Next != nil {
		t.Errorf("beyond the end: %+v", beyond)
	}
}

func TestEarlierViews(t *testing.T) {
	s := newServer(t, nil)
	gone := published(t, firstID)[len(published(t, firstID))-1].Indicator
	for query, want := range map[string]string{
		"as_of=2026-03-01": firstID, "as_of=2026-03-31": firstID, "as_of=2026-04-01": secondID, "release=" + firstID: firstID, "release=" + secondID: secondID,
	} {
		if got := observations(t, s, query+"&limit=1"); !slices.Equal(got.Releases, []string{want}) {
			t.Errorf("%s: %v, want %s", query, got.Releases, want)
		}
	}
	if got := observations(t, s, "as_of=2020-01-01"); got.Total != 0 {
		t.Errorf("before the first release: %d rows", got.Total)
	}
	if got := observations(t, s, "release="+firstID+"&indicator="+gone); got.Total == 0 {
		t.Error("an indicator of the first release is not found there")
	}
	if a := get(t, s, "/api/v1/indicators/"+gone+"?release="+firstID); a.status != 200 {
		t.Errorf("its definition: %d", a.status)
	}
	if a := get(t, s, "/api/v1/indicators/"+gone); a.status != 404 {
		t.Errorf("it is gone now: %d", a.status)
	}
}

func TestLists(t *testing.T) {
	s := newServer(t, nil)
	id := s.catalog.now.Load().current.ids[0]
	for target, part := range map[string]string{
		"/api/v1/indicators?limit=1": `"count":1`, "/api/v1/indicators?q=" + id: `"id":"` + id + `"`, "/api/v1/indicators/" + id: `"release":"` + secondID + `"`,
		"/api/v1/indicators?question=needs": `"indicators":[`, "/api/v1/areas?type=county": `"total":21`, "/api/v1/areas?county=12&limit=1": `"total":33`,
		"/api/v1/areas?q=lund&municipality_group=B3": `"areas":[`, "/api/v1/areas/0180": `"county":"01"`, "/api/v1/areas/00": `"type":"nation"`,
		"/api/v1/releases": `"latest":true`, "/api/v1/releases/" + firstID: `"superseded_by":"` + secondID + `"`,
		"http://data.example/api/v1/releases/" + secondID: `"url":"http://data.example/releases/` + secondID + `/data/missbruk.csv"`,
		"/api-info": `"apiName":"jamfor"`, "/api/v1/api-info": `"apiStatus":"active"`,
	} {
		a := get(t, s, target)
		if a.status != 200 || !strings.Contains(a.body, part) || a.header.Get("Content-Type") != "application/json" {
			t.Errorf("%s: %d, lacks %s: %.300s", target, a.status, part, a.body)
		}
		if again := get(t, s, target, "If-None-Match", a.header.Get("ETag")); again.status != 304 {
			t.Errorf("%s asked again: %d", target, again.status)
		}
	}
}

func TestBadRequestsNameWhatIsValid(t *testing.T) {
	s := newServer(t, nil)
	id := s.catalog.now.Load().current.ids[0]
	for _, c := range []struct {
		target string
		status int
		parts  []string
	}{
		{"/api/v1/observations?indicator=" + id + "x", 400, []string{id, "Giltiga värden", "Valid values"}},
		{"/api/v1/observations?sex=F", 400, []string{"T, K, M"}},
		{"/api/v1/observations?status=hidden", 400, []string{"ok, missing, not_applicable, suppressed"}},
		{"/api/v1/observations?period=1999", 400, []string{"2024, 2025"}},
		{"/api/v1/observations?area_type=kommun", 400, []string{"municipality, county"}},
		{"/api/v1/observations?area=0181x", 400, []string{"0181", "Närmast ligger", "The nearest are"}},
		{"/api/v1/observations?fields=valu", 400, []string{"value"}},
		{"/api/v1/observations?limit=0", 400, []string{"1 till 10000"}},
		{"/api/v1/observations?limit=10001&offset=-1", 400, []string{`"parameter":"limit"`, `"parameter":"offset"`}},
		{"/api/v1/observations?release=none", 400, []string{firstID, secondID}},
		{"/api/v1/observations?as_of=1+mars", 400, []string{"ÅÅÅÅ-MM-DD"}},
		{"/api/v1/observations?as_of=2026-03-01&release=" + firstID, 400, []string{"inte båda"}},
		{"/api/v1/observations?kpi=1&indicators=2", 400, []string{"Parametern finns inte", `"parameter":"kpi"`, "indicator"}},
		{"/api/v1/observations?format=xml", 400, []string{"json, csv"}},
		{"/api/v1/observations?sex=", 400, []string{"T, K, M"}},
		{"/api/v1/observations?sex=%ZZ", 400, []string{"går inte att läsa"}},
		{"/api/v1/indicators?question=what", 400, []string{"needs"}},
		{"/api/v1/indicators/J0", 404, []string{id[:2]}},
		{"/api/v1/areas/9999", 404, []string{"Närmast"}},
		{"/api/v1/releases/none", 404, []string{firstID}},
		{"/api/v1/nothing", 404, []string{"Här finns inget"}},
		{"/nothing", 404, []string{"There is nothing here"}},
	} {
		a := get(t, s, c.target)
		if a.status != c.status || a.header.Get("Content-Type") != "application/problem+json" || a.header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d %v", c.target, a.status, a.header)
		}
		for _, part := range append(c.parts, `"type":"about:blank"`, `"title":`, `"detail":`, `"instance":`) {
			if !strings.Contains(a.body, part) {
				t.Errorf("%s: lacks %q: %s", c.target, part, a.body)
			}
		}
	}
}

func TestNoDataForThatTypeOfArea(t *testing.T) {
	s := newServer(t, nil)
	v := s.catalog.now.Load().current
	for _, id := range v.ids {
		info := v.indicators[id]
		info.Grains = []area.Type{"municipality", "nation"}
		v.indicators[id] = info
	}
	a := get(t, s, "/api/v1/observations?area_type=county&indicator="+v.ids[0])
	if a.status != 400 || !strings.Contains(a.body, "Den finns för: municipality, nation.") {
		t.Errorf("%d %s", a.status, a.body)
	}
}

// The document and the routes are the same, parameter for parameter, and every
// answer has what its schema requires.
// checkSchema holds an answer against the parts of JSON Schema that the document
// uses: what is required is there, and nothing is there that is not described.
