package serve

import (
	"context"
	"embed"
	"html/template"
	"io"
	"net/http"
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
	Derived   []string         // files that describe all releases
	APIs      []landingAPI
	Examples  []example
}

type landingRelease struct {
	release.Manifest
	Latest       bool
	SupersededBy string
}

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
	page := landingPage{Synthetic: now.current.synthetic(), APIs: landingAPIs(), Derived: s.catalog.derivedNames(), Examples: now.examples(s.base(r))}
	for _, p := range now.current.parts {
		if p.release.Synthetic {
			page.Notice = p.release.notice
		}
	}
	for i, m := range slices.Backward(now.manifests) {
		page.Releases = append(page.Releases, landingRelease{
			Manifest: m, Latest: i == len(now.manifests)-1, SupersededBy: release.SupersededBy(now.manifests, m.ID),
		})
	}
	return page
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
		{"/api/v1/observations?limit=100", code.Text{SV: "Observationer som JSON eller CSV", EN: "Observations as JSON or CSV"}},
		{"/v3/openapi.json", code.Text{SV: "Beskrivning av API:et i Koladas form", EN: "Description of the API in Kolada's form"}},
		{"/v3/kpi", code.Text{SV: "Samma siffror i Koladas form (v3), för verktyg som talar med Kolada", EN: "The same figures in Kolada's form (v3), for tools that speak with Kolada"}},
	}
}
