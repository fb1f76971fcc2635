package serve

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
)

func TestAccept(t *testing.T) {
	s := newServer(t, nil)
	for _, c := range []struct {
		accept, query string
		status        int
		form          string
	}{
		{"", "", 200, "application/json"},
		{"*/*", "", 200, "application/json"},
		{"text/csv", "", 200, "text/csv"},
		{"text/csv;q=0.5, application/json", "", 200, "application/json"},
		{"application/json;q=0.1, text/*;q=0.9", "", 200, "text/csv"},
		{"image/png", "", 406, "application/problem+json"},
		{"image/png", "&format=csv", 200, "text/csv"},
		{"text/html,*/*;q=0.8", "", 200, "application/json"},
	} {
		a := get(t, s, "/api/v1/observations?limit=1"+c.query, "Accept", c.accept)
		if a.status != c.status || !strings.HasPrefix(a.header.Get("Content-Type"), c.form) {
			t.Errorf("%q%s: %d %s", c.accept, c.query, a.status, a.header.Get("Content-Type"))
		}
	}
	if a := get(t, s, "/api/v1/areas", "Accept", "text/csv"); a.status != 406 {
		t.Errorf("areas as CSV: %d", a.status)
	}
}

func TestOpenAPIIsTheRoutes(t *testing.T) {
	s := newServer(t, nil)
	var doc struct {
		OpenAPI string `json:"openapi"`
		Info    map[string]any
		Tags    []struct{ Name string }
		Paths   map[string]map[string]struct {
			OperationID string   `json:"operationId"`
			Tags        []string `json:"tags"`
			Parameters  []struct {
				Name, In, Description string
				Schema                map[string]any
			}
			Responses map[string]struct {
				Content map[string]struct {
					Schema  map[string]any
					Example any
				}
			}
		}
	}
	get(t, s, "/api/v1/openapi.json").into(t, &doc)
	if doc.OpenAPI != "3.1.0" || doc.Info["contact"] == nil || doc.Info["license"] == nil {
		t.Errorf("%s %v", doc.OpenAPI, doc.Info)
	}
	routes := 0
	for _, r := range s.routes() {
		if path, ours := strings.CutPrefix(r.pattern, "/api/v1/"); ours {
			path = "/" + path
			routes++
			if doc.Paths[path]["get"].OperationID == "" {
				t.Errorf("%s is not in the document", r.pattern)
			}
		}
	}
	if routes != len(doc.Paths) || routes == 0 {
		t.Errorf("%d routes, %d paths in the document", routes, len(doc.Paths))
	}
	values := map[string]string{"{code}": "0180", "/indicators/{id}": "/indicators/" + s.catalog.now.Load().current.ids[0], "/releases/{id}": "/releases/" + firstID}
	for path, methods := range doc.Paths {
		if tags := methods["get"].Tags; len(tags) != 1 || !slices.ContainsFunc(doc.Tags, func(t struct{ Name string }) bool { return t.Name == tags[0] }) {
			t.Errorf("%s: tags %v, of which the document tells %v", path, tags, doc.Tags)
		}
		target := path
		for from, to := range values {
			target = strings.ReplaceAll(target, from, to)
		}
		target = "/api/v1" + target
		a := get(t, s, target)
		var body map[string]any
		a.into(t, &body)
		schema := methods["get"].Responses["200"].Content["application/json"].Schema
		checkSchema(t, target, body, schema)
		example := methods["get"].Responses["200"].Content["application/json"].Example
		checkSchema(t, "the example of "+target, example, schema)
		if len(fmt.Sprint(example)) < 20 {
			t.Errorf("%s: the example is %v", target, example)
		}
		for mediaType := range methods["get"].Responses["200"].Content {
			if a := get(t, s, target, "Accept", mediaType); a.status != 200 || !strings.HasPrefix(a.header.Get("Content-Type"), mediaType) {
				t.Errorf("%s as %s: %d %s", target, mediaType, a.status, a.header.Get("Content-Type"))
			}
		}
		for _, p := range methods["get"].Parameters {
			if p.Description == "" || p.Schema == nil {
				t.Errorf("%s: parameter %s is not described", path, p.Name)
			}
			if p.In == "path" {
				continue
			}
			refused := get(t, s, target+"?"+url.Values{p.Name: {"\x01"}}.Encode())
			if strings.Contains(refused.body, "Parametern finns inte") {
				t.Errorf("%s does not know its parameter %s", path, p.Name)
			}
		}
	}
}

func checkSchema(t *testing.T, where string, value any, schema map[string]any) {
	t.Helper()
	switch v := value.(type) {
	case map[string]any:
		properties, _ := schema["properties"].(map[string]any)
		if properties == nil {
			return
		}
		required, _ := schema["required"].([]any)
		for _, name := range required {
			if _, there := v[name.(string)]; !there {
				t.Errorf("%s: no %s", where, name)
			}
		}
		for name, inner := range v {
			described, ok := properties[name].(map[string]any)
			if !ok {
				t.Errorf("%s: %s is not described", where, name)
				continue
			}
			checkSchema(t, where+" "+name, inner, described)
		}
	case []any:
		items, _ := schema["items"].(map[string]any)
		for _, inner := range v[:min(len(v), 20)] {
			checkSchema(t, where, inner, items)
		}
	}
}

func FuzzObservationQuery(f *testing.F) {
	for _, seed := range []string{"sex=T", "limit=x&offset=9999999999999999999", "indicator=J,,&fields=value", "as_of=2025-02-30", "%zz=1;b", "release=%00"} {
		f.Add(seed)
	}
	now := newServer(f, nil).catalog.now.Load()
	f.Fuzz(func(t *testing.T, text string) {
		query, err := url.ParseQuery(text)
		if err != nil {
			return
		}
		v, problems := now.viewFor(query)
		q, more := readParams(query, observationParams(), v)
		if len(problems)+len(more) > 0 {
			for _, p := range append(problems, more...) {
				if p.Message.SV == "" || p.Message.EN == "" {
					t.Errorf("a mistake without words: %+v", p)
				}
			}
			return
		}
		if q.limit < 1 || q.limit > maxLimit || q.offset < 0 || q.offset > maxOffset {
			t.Errorf("page %d from %d", q.limit, q.offset)
		}
		for name, values := range q.lists {
			if len(values) == 0 || len(values) > maxListed {
				t.Errorf("%s: %d values", name, len(values))
			}
		}
	})
}
