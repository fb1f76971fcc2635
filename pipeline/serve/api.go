package serve

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"jamfor/pipeline/code"
)

// apiRoute is one resource of the own API. Requests are answered and the OpenAPI
// document is written from the same table.
type apiRoute struct {
	path    string // pattern; {…} is a part of the path
	name    string // operation
	summary code.Text
	params  []param
	body    any  // an example of the answer's type, for its schema
	tables  bool // also as CSV, Parquet and Arrow
	answer  func(*apiCall) (any, error)
}

// apiCall is one request, checked.
type apiCall struct {
	*http.Request
	server *Server
	w      http.ResponseWriter
	now    *state
	view   *view
	query  apiQuery
	form   form
}

// notThere tells that the path names nothing: a 404 with the nearest that is.
type notThere struct{ problem paramProblem }

func (e *notThere) Error() string { return e.problem.Message.EN }

// badRequest carries mistakes that only the handler can see.
type badRequest struct{ problems []paramProblem }

func (e *badRequest) Error() string { return e.problems[0].Message.EN }

func (s *Server) apiRoutes() []apiRoute {
	return []apiRoute{
		{"/api/v1/observations", "listObservations", code.Text{SV: "Observationer", EN: "Observations"}, observationParams(), observationList{}, true, listObservations},
		{"/api/v1/indicators", "listIndicators", code.Text{SV: "Indikatorer med definitioner", EN: "Indicators with definitions"}, indicatorParams(), indicatorList{}, false, listIndicators},
		{"/api/v1/indicators/{id}", "getIndicator", code.Text{SV: "En indikator", EN: "One indicator"}, viewParams(), indicatorItem{}, false, getIndicator},
		{"/api/v1/areas", "listAreas", code.Text{SV: "Områden", EN: "Areas"}, areaParams(), areaList{}, false, listAreas},
		{"/api/v1/areas/{code}", "getArea", code.Text{SV: "Ett område", EN: "One area"}, nil, areaItem{}, false, getArea},
		{"/api/v1/releases", "listReleases", code.Text{SV: "Utgåvor, den senaste först", EN: "Releases, the latest first"}, pagingParams(), releaseList{}, false, listReleases},
		{"/api/v1/releases/{id}", "getRelease", code.Text{SV: "En utgåva med sina filer", EN: "One release with its files"}, nil, releaseItem{}, false, getRelease},
		{"/api/v1/api-info", "getApiInfo", code.Text{SV: "Om detta API", EN: "About this API"}, nil, apiInfo{}, false, getAPIInfo},
		{"/api/v1/openapi.json", "getOpenApi", code.Text{SV: "Denna beskrivning", EN: "This description"}, nil, map[string]any{}, false, getOpenAPI},
	}
}

// apiHandler reads and checks a request, then answers it.
func (s *Server) apiHandler(route apiRoute) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Vary", "Accept")
		given, err := url.ParseQuery(r.URL.RawQuery)
		if err != nil {
			s.refuse(w, r, http.StatusBadRequest, "Frågan efter ? går inte att läsa.", "The query after ? cannot be read.")
			return
		}
		call := &apiCall{Request: r, server: s, w: w, now: s.catalog.now.Load()}
		var problems, more []paramProblem
		call.view, problems = call.now.viewFor(given)
		call.query, more = readParams(given, route.params, call.view)
		problems = append(problems, more...)
		var ok bool
		if call.form, ok = call.formOf(route.tables); ok && route.tables {
			problems = append(problems, call.settleLimit()...)
		}
		if len(problems) > 0 {
			s.badRequest(w, r, problems)
			return
		}
		if !ok {
			s.refuse(w, r, http.StatusNotAcceptable, "Svaret finns inte i den formen.", "The answer is not available in that form.",
				unknownValue("Accept", r.Header.Get("Accept"), formTypes(route.tables)))
			return
		}
		tag := s.tag(r, call.view, strings.Join(call.now.ids(), ",")+"\x00"+string(call.form))
		if err := s.answer(w, r, tag, func(context.Context) (made, error) { return call.make(route) }); err != nil {
			call.fail(err)
		}
	}
}

// make makes the answer: a table's rows are read while it is written.
func (c *apiCall) make(route apiRoute) (made, error) {
	body, err := route.answer(c)
	if err != nil {
		return made{}, err
	}
	if m, ready := body.(made); ready {
		return m, nil
	}
	return made{mediaType: "application/json", write: func(_ context.Context, w io.Writer) error { return encodeJSON(w, body) }}, nil
}

// fail answers a request that only the resource could refuse.
func (c *apiCall) fail(err error) {
	var absent *notThere
	var bad *badRequest
	switch {
	case errors.As(err, &absent):
		c.server.refuse(c.w, c.Request, http.StatusNotFound, absent.problem.Message.SV, absent.problem.Message.EN, absent.problem)
	case errors.As(err, &bad):
		c.server.badRequest(c.w, c.Request, bad.problems)
	default:
		c.server.internal(c.w, c.Request, err)
	}
}

func (s *Server) badRequest(w http.ResponseWriter, r *http.Request, problems []paramProblem) {
	s.refuse(w, r, http.StatusBadRequest, "Frågan har fel som står under errors.", "The request has mistakes, listed under errors.", problems...)
}

// settleLimit holds the limit to what the form allows.
func (c *apiCall) settleLimit() []paramProblem {
	most, standard := c.form.most()
	if !c.query.limited {
		c.query.limit = standard
		return nil
	}
	if c.query.limit <= most {
		return nil
	}
	return []paramProblem{{Parameter: "limit", Message: code.Text{
		SV: fmt.Sprintf("Ett heltal från 1 till %d för JSON. CSV, Parquet och Arrow tar %d.", most, maxTable),
		EN: fmt.Sprintf("An integer from 1 to %d for JSON. CSV, Parquet and Arrow take %d.", most, maxTable),
	}}}
}

// mediaQuality is how much the reader wants a media type: 0 not at all to 1. An
// exact name goes before a range.
func mediaQuality(accept, mediaType string) float64 {
	if strings.TrimSpace(accept) == "" {
		accept = "*/*"
	}
	kind, _, _ := strings.Cut(mediaType, "/")
	quality, best := 0.0, 0
	for each := range strings.SplitSeq(accept, ",") {
		name, rest, _ := strings.Cut(each, ";")
		closeness := map[string]int{"*/*": 1, kind + "/*": 2, mediaType: 3}[strings.ToLower(strings.TrimSpace(name))]
		if closeness <= best {
			continue
		}
		best, quality = closeness, 1
		for parameter := range strings.SplitSeq(rest, ";") {
			if value, found := strings.CutPrefix(strings.TrimSpace(parameter), "q="); found {
				q, err := strconv.ParseFloat(value, 64)
				if err != nil || q < 0 || q > 1 {
					q = 0
				}
				quality = q
			}
		}
	}
	return quality
}

// page is where an answer is in the whole.
type page struct {
	Count    int     `json:"count"`
	Total    int     `json:"total"`
	Limit    int     `json:"limit"`
	Offset   int     `json:"offset"`
	Next     *string `json:"next"`
	Previous *string `json:"previous"`
}

// page describes the page of total rows that the request asks for.
func (c *apiCall) page(total int) page {
	p := page{Total: total, Limit: c.query.limit, Offset: c.query.offset}
	p.Count = max(0, min(p.Limit, total-p.Offset))
	if p.Offset+p.Count < total && p.Count > 0 {
		next := c.pageURL(p.Offset + p.Limit)
		p.Next = &next
	}
	if p.Offset > 0 {
		previous := c.pageURL(max(0, p.Offset-p.Limit))
		p.Previous = &previous
	}
	return p
}

func (c *apiCall) pageURL(offset int) string {
	query := c.URL.Query()
	query.Set("limit", strconv.Itoa(c.query.limit))
	query.Set("offset", strconv.Itoa(offset))
	return c.server.base(c.Request) + c.URL.EscapedPath() + "?" + query.Encode()
}

// cut is the page of all rows.
func cut[T any](rows []T, p page) []T {
	from := min(p.Offset, len(rows))
	return append([]T{}, rows[from:from+p.Count]...)
}
