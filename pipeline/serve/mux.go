package serve

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
)

// routed is one route of the server.
type routed struct {
	pattern string
	handler http.HandlerFunc
}

// mux leads requests to what answers them; all else is not there.
func (s *Server) mux() http.Handler {
	mux := http.NewServeMux()
	for _, r := range s.routes() {
		mux.HandleFunc(r.pattern, r.handler)
	}
	mux.HandleFunc("/", s.notFound)
	return mux
}

// routes lists every route. Methods are held to reading before they come here.
func (s *Server) routes() []routed {
	list := []routed{
		{"/{$}", s.landing},
		{"/assets/style.css", s.style},
		{"/healthz", s.health},
		{"/metrics", s.measures},
		{"/releases/{id}/{file...}", s.files},
		{"/releases/{name}", s.derivedFile},
		{harvestPath, s.harvest},
		{"/datasets/{set}", s.dataset}, // the catalogue's names of things lead somewhere
		{"/catalog", s.leads("/releases/catalog.rdf")},
		{"/api/v1", s.leads("/api/v1/openapi.json")},
		{"/v3", s.leads("/#api")},
		{"/v3/docs", s.leads("/#api")},
		{"/v3/openapi.json", s.koladaOpenAPI},
		{"/v2/", s.koladaGone},
		{"/v3/", s.kolada},
	}
	for _, r := range s.apiRoutes() {
		list = append(list, routed{r.path, s.apiHandler(r)})
		if r.name == "getApiInfo" { // the profile wants it at the root as well
			list = append(list, routed{"/api-info", s.apiHandler(r)})
		}
	}
	return list
}

// tag is the ETag of an answer that follows from a view, the address and what
// else is named.
func (s *Server) tag(r *http.Request, v *view, more string) string {
	sum := sha256.Sum256([]byte(v.digest + "\x00" + s.base(r) + "\x00" + r.URL.RequestURI() + "\x00" + more))
	return `"` + hex.EncodeToString(sum[:16]) + `"`
}
