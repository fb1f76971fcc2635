package serve

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

type envelope struct {
	Values      []json.RawMessage `json:"values"`
	Count       int               `json:"count"`
	NextURL     *string           `json:"next_url"`
	PreviousURL *string           `json:"previous_url"`
}

func TestKoladaForms(t *testing.T) {
	s := newServer(t, nil)
	kpi := s.catalog.now.Load().current.ids[0]
	town := published(t, secondID)[0].Area.Code
	path := get(t, s, "/v3/data/kpi/"+kpi+"/municipality/"+town+",G1/year/2024,2025").body
	if strings.Count(path, `"municipality":"`+town) != 2 {
		t.Fatalf("path form: %s", path)
	}
	for _, target := range []string{
		"/v3/data/kpi/" + kpi + "/municipality/" + town + "/year/2024,2025", "/v3/data/kpi/" + kpi + "/municipality/" + town,
		"/v3/data/kpi/" + kpi + "/municipality/" + town + "/year/2024%2C2025/", "/v3/data/kpi/" + kpi + "/municipality/" + town + "?",
		"/v3/data/?kpi_id=" + kpi + "&municipality_id=" + town, "/v3/data?kpi_id=" + kpi + "&municipality_id=" + town + "&year=2024&year=2025",
		"/v3/data/?kpi_id=" + kpi + ",N1&municipality_id=" + town + "&year=2024,2025&page=1&per_page=5000",
	} {
		if body := get(t, s, target).body; body != path {
			t.Errorf("%s differs from the path form: %.300s", target, body)
		}
	}
	for target, want := range map[string]int{
		"/v3/kpi": len(s.catalog.now.Load().current.ids), "/v3/kpi/" + kpi + ",N99999": 1, "/v3/kpi?id=" + kpi: 1, "/v3/kpi/N99999": 0,
		"/v3/municipality": 312, "/v3/municipality?region_type=L": 22, "/v3/municipality?type=K": 290, "/v3/municipality/0180,0000,0001": 3,
		"/v3/municipality?title=LUND": 1, "/v3/municipality_groups": 320, "/v3/municipality_groups?title=liknande": 290, "/v3/municipality_groups/GJM0180,GJM0000": 1, "/v3/municipality_groups/GJL01": 1,
		"/v3/kpi_groups": 1, "/v3/kpi_groups/GJ_missbruk": 1, "/v3/kpi_groups?title=beroende": 1, "/v3/kpi_groups?title=zzz": 0,
		"/v3/ou": 0, "/v3/ou?municipality=1267": 0, "/v3/ou/V21": 0, "/v3/oudata/kpi/N1/year/2025": 0, "/v3/oudata/?kpi_id=N1&ou_id=V1": 0,
		"/v3/oudata/municipality/0180/year/2025": 0, "/v3/oudata/ou/V1/year/2025": 0, "/v3/oudata/kpi/N1/ou/V1/year/2025": 0,
		"/v3/data/?kpi_id=" + kpi: 0, "/v3/data/?municipality=0180&kpi=" + kpi: 0, "/v3/data/kpi/N99999/year/2025": 0, "/v3/data/kpi/" + kpi + "/year/1990": 0,
		"/v3/data/kpi/" + kpi + "/year/2025?region_type=L": -1,
	} {
		a := get(t, s, target)
		var e envelope
		a.into(t, &e)
		if a.status != 200 || e.Values == nil || want >= 0 && e.Count != want || e.Count != len(e.Values) || a.header.Get("Content-Type") != "application/json; charset=utf-8" {
			t.Errorf("%s: %d, %d rows, want %d: %.200s", target, a.status, e.Count, want, a.body)
		}
	}
	if a := get(t, s, "/v3/data/?municipality=0180&kpi=x"); a.header.Get("X-Ignored-Parameters") != "kpi, municipality" {
		t.Errorf("ignored parameters: %q", a.header.Get("X-Ignored-Parameters"))
	}
}

func TestKoladaKeys(t *testing.T) {
	s := newServer(t, nil)
	var kpis struct{ Values []map[string]any }
	get(t, s, "/v3/kpi").into(t, &kpis)
	for _, name := range []string{
		"id", "title", "description", "is_divided_by_gender", "municipality_type", "auspice", "operating_area", "perspective",
		"prel_publication_date", "publication_date", "publ_period", "has_ou_data", "unit", "direction", "numerator", "denominator",
	} {
		if _, there := kpis.Values[0][name]; !there {
			t.Errorf("a kpi lacks %s", name)
		}
	}
	for name, v := range kpis.Values[0] { // clients make tables of them
		switch v.(type) {
		case map[string]any, []any:
			t.Errorf("%s is not flat", name)
		}
	}
	for _, row := range dataRows(t, s, "/v3/data/kpi/"+kpis.Values[0]["id"].(string)+"/year/2025") {
		order := ""
		for _, v := range row.Values {
			order += v.Gender
		}
		if order != "T" && order != "TKM" {
			t.Errorf("%s: sexes in the order %s", row.Municipality, order)
		}
	}
}

func TestKoladaPaging(t *testing.T) {
	s := newServer(t, nil)
	kpi := s.catalog.now.Load().current.ids[0]
	whole := dataRows(t, s, "/v3/data/kpi/"+kpi+"/year/2025,2024")
	var paged []string
	next := "http://data.example/v3/data/kpi/" + kpi + "/year/2025,2024?per_page=13"
	for next != "" {
		var e envelope
		get(t, s, next).into(t, &e)
		for _, raw := range e.Values {
			paged = append(paged, string(raw))
		}
		if e.NextURL == nil {
			break
		}
		if next = *e.NextURL; !strings.HasPrefix(next, "http://data.example/v3/data/") {
			t.Fatalf("next page: %s", next)
		}
	}
	if len(paged) != len(whole) || !slices.IsSortedFunc(whole, func(a, b dataRow) int {
		return strings.Compare(fmt.Sprint(a.Municipality, a.Period), fmt.Sprint(b.Municipality, b.Period))
	}) {
		t.Errorf("%d rows by pages, %d at once", len(paged), len(whole))
	}
	beyond := get(t, s, "/v3/kpi?page=99&per_page=5")
	if beyond.status != 200 || !strings.HasPrefix(beyond.body, `{"values":[],"count":0,"next_url":null,"previous_url":"`) || strings.Contains(beyond.body, "next_page") {
		t.Errorf("page beyond the end: %s", beyond.body)
	}
}

func TestKoladaRefuses(t *testing.T) {
	s := newServer(t, nil)
	many := strings.TrimSuffix(strings.Repeat("0180,", 26), ",")
	for target, part := range map[string]string{
		"/v3/kpi?per_page=5001": "5000", "/v3/kpi?page=0": "heltal", "/v3/kpi?page=x": "heltal", "/v3/municipality/" + many: "25",
		"/v3/data/kpi/N1/municipality/" + many: "25", "/v3/data/kpi/N1/year/abc": "2025", "/v3/municipality?region_type=Q": "K (kommun)",
		"/v3/data/kpi/N1/year/2025?from_date=yesterday": "YYYY-MM-DD", "/v3/data/?kpi_id=N1&year=99": "2025",
	} {
		a := get(t, s, target)
		if a.status != 422 || !strings.Contains(a.body, part) || !strings.HasPrefix(a.body, `{"detail":[{"loc":[`) || strings.Contains(a.body, `"values"`) {
			t.Errorf("%s: %d %s", target, a.status, a.body)
		}
	}
	for _, target := range []string{"/v3/", "/v3/nothing", "/v3/data/kpi/N1", "/v3/data/year/2025", "/v3/kpi/a/b", "/v3/data/kpi/N1/ou/V1"} {
		if a := get(t, s, target); a.status != 404 || strings.Contains(a.body, `"values"`) {
			t.Errorf("%s: %d %s", target, a.status, a.body)
		}
	}
	if a := get(t, s, "/v3/municipality/"+many); !strings.Contains(a.body, `"loc":["path","id"]`) {
		t.Errorf("too many in the path: %s", a.body)
	}
	if a := get(t, s, "/v2/kpi/U21468"); a.status != 410 || !strings.Contains(a.body, "deprecated") {
		t.Errorf("v2: %d %s", a.status, a.body)
	}
}

func TestRequestsOfRealClients(t *testing.T) {
	f, err := os.Open(filepath.Join("..", "..", "..", "shared", "data", "kolada", "client_wire_requests.txt"))
	if err != nil {
		t.Skip("the clients' request lines are not here")
	}
	defer f.Close()
	s := newServer(t, nil)
	asked := 0
	for lines := bufio.NewScanner(f); lines.Scan(); {
		target, _, _ := strings.Cut(lines.Text(), " ")
		if !strings.HasPrefix(target, "/") {
			continue
		}
		target = strings.ReplaceAll(target, "&...", "")
		want := 200
		if strings.HasPrefix(target, "/v2") {
			want = 410
		}
		a := get(t, s, target)
		if a.status != want || a.header.Get("X-Ignored-Parameters") != "" {
			t.Errorf("%s: %d, ignored %q", target, a.status, a.header.Get("X-Ignored-Parameters"))
		}
		asked++
	}
	if asked < 15 {
		t.Errorf("only %d lines", asked)
	}
}

func TestKeysOfRealRows(t *testing.T) {
	s := newServer(t, nil)
	for file, target := range map[string]string{
		"kpi_social_services.json": "/v3/kpi?per_page=1", "municipality.json": "/v3/municipality?per_page=1", "municipality_groups_sample.json": "/v3/municipality_groups?per_page=1",
	} {
		raw, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "data", "kolada", file))
		if err != nil {
			t.Skip("the real metadata is not here")
		}
		var theirs, ours struct{ Values []map[string]any }
		if err := json.Unmarshal(raw, &theirs); err != nil {
			t.Fatal(err)
		}
		get(t, s, target).into(t, &ours)
		for name := range theirs.Values[0] {
			if _, there := ours.Values[0][name]; !there {
				t.Errorf("%s: no %s", target, name)
			}
		}
	}
}

func FuzzKoladaQuery(f *testing.F) {
	for _, seed := range []string{"/v3/kpi?page=1", "/v3/data/kpi/N1/year/2025,x", "/v3/data/?kpi_id=a&year=1&year=2", "/v3/ou/a,b?title=%C3", "/v3/kpi?%00=1&per_page=-1"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		u, err := url.Parse(text)
		if err != nil {
			return
		}
		q, known := readKolada(u)
		if !known {
			return
		}
		if q.page < 1 || q.page > koladaMaxPage || q.size < 1 || q.size > koladaPerPage {
			t.Errorf("page %d of %d", q.page, q.size)
		}
		for what, ids := range q.ids {
			if len(ids) > koladaMaxIDs && len(q.errors) == 0 {
				t.Errorf("%d of %s pass", len(ids), what)
			}
		}
		for _, name := range q.unknown {
			if strings.ContainsFunc(name, func(r rune) bool { return r < 0x20 || r == 0x7f }) {
				t.Errorf("%q in a header", name)
			}
		}
		var body bytes.Buffer
		if err := q.write(&body, "http://x", u, listed(make([]any, 7))); err != nil {
			t.Fatal(err)
		}
		var e envelope
		if err := json.Unmarshal(body.Bytes(), &e); err != nil || e.Count != len(e.Values) || e.Count > q.size {
			t.Errorf("count %d of %d: %v", e.Count, len(e.Values), err)
		}
	})
}
