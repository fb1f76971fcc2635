package serve

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"jamfor/pipeline/release"
)

// licenseName is the short name of a licence by its address.
func licenseName(address string) string {
	switch {
	case strings.Contains(address, "/publicdomain/zero/"):
		return "CC0 1.0"
	case strings.Contains(address, "/licenses/by/4.0"):
		return "CC BY 4.0"
	}
	return address
}

// pathExample are values for the parts of a route's path that lead somewhere.
func (c *apiCall) pathExample(route apiRoute) map[string]string {
	switch route.name {
	case "getArea":
		return map[string]string{"code": "0180"}
	case "getIndicator":
		if ids := c.now.current.ids; len(ids) > 0 {
			return map[string]string{"id": ids[0]}
		}
	case "getRelease":
		if last, ok := release.Latest(c.now.manifests); ok {
			return map[string]string{"id": last.ID}
		}
	}
	return nil
}

// example is what the route answers now, one row of it. So the examples of the
// document are true, and there are none before the first release.
func (c *apiCall) example(route apiRoute) (any, error) {
	if route.name == "getOpenApi" {
		return object{"openapi": "3.1.0", "info": object{"title": "jamfor", "version": apiVersion}}, nil
	}
	path := c.pathExample(route)
	if strings.Contains(route.path, "{") && path == nil {
		return object{}, nil
	}
	call := &apiCall{server: c.server, now: c.now, view: c.now.current, form: jsonForm}
	request, err := http.NewRequestWithContext(c.Context(), http.MethodGet, route.path, nil)
	if err != nil {
		return nil, fmt.Errorf("make example: %w", err)
	}
	request.Host, request.TLS, request.Header = c.Host, c.TLS, c.Header
	request.URL = &url.URL{Path: route.path}
	for name, value := range path {
		request.SetPathValue(name, value)
		request.URL.Path = strings.ReplaceAll(request.URL.Path, "{"+name+"}", value)
	}
	call.Request = request
	call.query, _ = readParams(url.Values{"limit": {"1"}}, append(pagingParams(), route.params...), call.view)
	made, err := call.make(route)
	if err != nil {
		return nil, fmt.Errorf("make example: %w", err)
	}
	var body bytes.Buffer
	if err := made.write(c.Context(), &body); err != nil {
		return nil, fmt.Errorf("make example: %w", err)
	}
	return json.RawMessage(bytes.TrimSpace(body.Bytes())), nil
}

// badExample is a refusal.
func badExample() problem {
	return problem{
		Type: "about:blank", Title: http.StatusText(http.StatusBadRequest), Status: http.StatusBadRequest,
		Detail:   "Frågan har fel som står under errors.\nThe request has mistakes, listed under errors.",
		Instance: "/api/v1/observations", Errors: []paramProblem{unknownValue("sex", "F", []string{"T", "K", "M"})},
	}
}
