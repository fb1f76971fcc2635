package serve

import (
	"cmp"
	"context"
	"embed"
	"html/template"
	"io"
	"net/http"
	"path"
	"slices"
	"strings"
	"sync"

	"jamfor/pipeline/code"
	"jamfor/pipeline/release"
)

//go:embed assets/landing.html assets/style.css
var assets embed.FS

// landingTemplate is parsed once; one that does not parse is a bug that every
// test of the page meets.
var landingTemplate = sync.OnceValue(func() *template.Template {
	return template.Must(template.ParseFS(assets, "assets/landing.html"))
})

// landingPage is what the page shows.
type landingPage struct {
	Synthetic bool
	Notice    code.Text
	Releases  []landingRelease // latest first
	Earlier   int              // releases that no set is read from any more
	Derived   []landingDerived // files that describe all releases
	APIs      []landingAPI
	Examples  []example
}

type landingRelease struct {
	release.Manifest
	Latest       bool
	Current      bool // some set's latest version is here
	SupersededBy string
	Tables       []landingSet
	Other        []release.FileInfo // that describe the release as a whole
	Reports      int
}

// landingSet is a set of a release with its files.
type landingSet struct {
	Name    string
	Title   code.Text
	Periods string
	Files   []landingFile
}

type landingFile struct{ Path, Name, Size string }

type landingAPI struct {
	Path string
	Text code.Text
}

// landing answers with the page for people.
func (s *Server) landing(w http.ResponseWriter, r *http.Request) {
	now := s.catalog.now.Load()
	err := s.answer(w, r, s.tag(r, now.current, "landing"+strings.Join(slices.Concat(now.ids(), s.catalog.derivedNames()), ",")), func(context.Context) (made, error) {
		page := s.landingPage(r, now)
		return made{mediaType: "text/html; charset=utf-8", write: func(_ context.Context, w io.Writer) error {
			return landingTemplate().Execute(w, page)
		}}, nil
	})
	if err != nil {
		s.internal(w, r, err)
	}
}

func (s *Server) landingPage(r *http.Request, now *state) landingPage {
	page := landingPage{Synthetic: now.current.synthetic(), APIs: landingAPIs(), Examples: now.examples(s.base(r))}
	for _, name := range s.catalog.derivedNames() {
		page.Derived = append(page.Derived, landingDerived{name, derivedTexts()[name]})
	}
	for _, p := range now.current.parts {
		if p.release.Synthetic {
			page.Notice = p.release.notice
		}
	}
	current := now.current.releaseIDs()
	for i, m := range slices.Backward(now.manifests) {
		r := newLandingRelease(m)
		r.Latest, r.Current = i == len(now.manifests)-1, slices.Contains(current, m.ID)
		r.SupersededBy = release.SupersededBy(now.manifests, m.ID)
		if !r.Current {
			page.Earlier++
		}
		page.Releases = append(page.Releases, r)
	}
	return page
}

// newLandingRelease sorts a release's files under its sets. Its reports, which are
// hundreds, are counted; the release's own page lists them.
func newLandingRelease(m release.Manifest) landingRelease {
	r := landingRelease{Manifest: m}
	bySet := map[string][]landingFile{}
	for _, f := range m.Files {
		folder, base := path.Split(f.Path)
		stem, _, _ := strings.Cut(base, ".")
		name := landingName(folder, base)
		switch {
		case strings.HasPrefix(f.Path, "reports/"):
			r.Reports++
		case name != "" && slices.ContainsFunc(m.Sets, func(s release.SetDigest) bool { return s.Name == stem }):
			bySet[stem] = append(bySet[stem], landingFile{f.Path, name, sizeText(f.Bytes)})
		default:
			r.Other = append(r.Other, f)
		}
	}
	for _, s := range m.Sets {
		set := landingSet{Name: s.Name, Title: s.Title, Files: bySet[s.Name]}
		slices.SortStableFunc(set.Files, func(a, b landingFile) int { return cmp.Compare(landingOrder(a), landingOrder(b)) })
		for i, p := range s.Periods {
			if i > 0 {
				set.Periods += ", "
			}
			set.Periods += p.String()
		}
		r.Tables = append(r.Tables, set)
	}
	return r
}

// landingName is what a set's file is called on the page, empty where it is none
// of a set's files.
func landingName(folder, base string) string {
	_, ending, _ := strings.Cut(base, ".")
	if split, last, isSplit := strings.Cut(ending, "."); isSplit && (folder == "jsonstat/" || folder == "px/") {
		return landingName(folder, "."+last) + " efter " + strings.ReplaceAll(split, "aldersgrupp", "åldersgrupp")
	}
	return map[string]string{
		"tables/xlsx": "Excel", "tables/excel.csv": "CSV för Excel", "data/csv": "CSV", "data/csv-metadata.json": "CSVW",
		"data/parquet": "Parquet", "jsonstat/json": "JSON-stat", "px/px": "PX", "quality/html": "Kvalitet", "quality/json": "Kvalitet som JSON",
	}[folder+ending]
}

// landingOrder puts what people open before what programs read.
func landingOrder(f landingFile) int {
	return slices.IndexFunc([]string{"tables/", "quality/", "data/", ""}, func(folder string) bool { return strings.HasPrefix(f.Path, folder) })
}

// landingDerived is a file that describes all releases, and what it is.
type landingDerived struct {
	Name string
	Text code.Text
}

func derivedTexts() map[string]code.Text {
	return map[string]code.Text{
		"catalog.rdf":      {SV: "DCAT-AP-SE som RDF/XML, det som dataportalen hämtar", EN: "DCAT-AP-SE as RDF/XML, which the portal fetches"},
		"catalog.ttl":      {SV: "samma katalog som Turtle", EN: "the same catalogue as Turtle"},
		"catalog.jsonld":   {SV: "samma katalog som JSON-LD", EN: "the same catalogue as JSON-LD"},
		"calendar.ics":     {SV: "publiceringskalender att prenumerera på (iCal)", EN: "release calendar to subscribe to (iCal)"},
		"calendar.json":    {SV: "publiceringskalender som JSON", EN: "release calendar as JSON"},
		"corrections.json": {SV: "rättelser: vad som ersattes, varför och hur mycket", EN: "corrections: what was replaced, why and how much"},
		"latest.json":      {SV: "vilken utgåva som är den senaste", EN: "which release is the latest"},
	}
}

// sizeText is a file's size for people; small files need none.
func sizeText(n int64) string {
	switch {
	case n >= 1<<20:
		return code.Number(float64(n)/(1<<20), 1, code.Swedish) + " MB"
	case n >= 100<<10:
		return code.Number(float64(n)/(1<<10), 0, code.Swedish) + " kB"
	}
	return ""
}

func (s *Server) style(w http.ResponseWriter, r *http.Request) {
	body, err := assets.ReadFile("assets/style.css")
	if err != nil {
		s.internal(w, r, err)
		return
	}
	w.Header().Set("Cache-Control", cacheShort)
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	setLength(w, len(body))
	w.Write(body) //nolint:errcheck // the reader has gone away
}

func landingAPIs() []landingAPI {
	return []landingAPI{
		{"/api/v1/openapi.json", code.Text{SV: "Beskrivning av vårt API (OpenAPI 3.1)", EN: "Description of our API (OpenAPI 3.1)"}},
		{"/api/v1/releases", code.Text{SV: "Utgåvor", EN: "Releases"}},
		{"/api/v1/indicators", code.Text{SV: "Indikatorer med definitioner", EN: "Indicators with definitions"}},
		{"/api/v1/areas", code.Text{SV: "Områden: kommuner, län, kommungrupper och riket", EN: "Areas: municipalities, counties, municipality groups and the nation"}},
		{"/api/v1/observations?limit=100", code.Text{SV: "Observationer som JSON, CSV, Parquet eller Arrow", EN: "Observations as JSON, CSV, Parquet or Arrow"}},
		{"/v3/openapi.json", code.Text{SV: "Beskrivning av API:et i Koladas form", EN: "Description of the API in Kolada's form"}},
		{"/v3/kpi", code.Text{SV: "Samma siffror i Koladas form (v3), för verktyg som talar med Kolada", EN: "The same figures in Kolada's form (v3), for tools that speak with Kolada"}},
	}
}
