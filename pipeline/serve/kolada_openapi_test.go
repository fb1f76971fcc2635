package serve

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// The description of /v3 names every path that requests are read by; each path
// and parameter of it works, and answers look as it says.
func TestKoladaOpenAPIIsWhatIsServed(t *testing.T) {
	s := newServer(t, nil)
	var doc struct {
		OpenAPI string `json:"openapi"`
		Servers []struct{ URL string }
		Paths   map[string]map[string]struct {
			OperationID string `json:"operationId"`
			Parameters  []struct {
				Name, In, Description string
				Schema                map[string]any
				Example               []string
			}
			Responses map[string]struct {
				Content map[string]struct{ Schema map[string]string }
			}
		}
		Components struct{ Schemas map[string]map[string]any }
	}
	a := get(t, s, "http://data.example/v3/openapi.json")
	a.into(t, &doc)
	if a.header.Get("ETag") == "" || doc.OpenAPI != "3.1.0" || len(doc.Servers) != 1 || doc.Servers[0].URL != "http://data.example/v3" {
		t.Errorf("%v %s %v", a.header, doc.OpenAPI, doc.Servers)
	}
	forms, names, rows := 0, []string{}, 0
	for _, list := range koladaPaths() {
		forms += len(list)
	}
	if len(doc.Paths) != forms || forms == 0 {
		t.Errorf("%d paths are described, %d are read", len(doc.Paths), forms)
	}
	for path, methods := range doc.Paths {
		operation := methods["get"]
		names = append(names, operation.OperationID)
		target := "/v3" + path
		for _, p := range operation.Parameters {
			if p.Description == "" || p.Description == " / " || p.Schema["type"] == nil {
				t.Errorf("%s: parameter %s is not described", path, p.Name)
			}
			if p.In == "path" {
				target = strings.ReplaceAll(target, "{"+p.Name+"}", strings.Join(p.Example, ","))
			}
		}
		ref := operation.Responses["200"].Content["application/json"].Schema["$ref"]
		body := koladaAnswer(t, s, target)
		checkSchema(t, target, body, doc.Components.Schemas[strings.TrimPrefix(ref, "#/components/schemas/")])
		values := body["values"].([]any)
		rows += len(values)
		item := strings.TrimSuffix(strings.TrimPrefix(ref, "#/components/schemas/"), "List")
		for _, row := range values {
			checkSchema(t, target, row, doc.Components.Schemas[item])
		}
		given := map[string]string{"page": "1", "per_page": "5", "from_date": "2026-01-01", "region_type": "K", "type": "K", "year": "2025"}
		for _, p := range operation.Parameters {
			if p.In == "path" {
				continue
			}
			value := given[p.Name]
			if value == "" {
				value = "x"
			}
			a := get(t, s, target+"?"+url.Values{p.Name: {value}}.Encode())
			if a.status != 200 || a.header.Get("X-Ignored-Parameters") != "" {
				t.Errorf("%s?%s=%s: %d, ignored %q", target, p.Name, value, a.status, a.header.Get("X-Ignored-Parameters"))
			}
		}
	}
	slices.Sort(names)
	if rows == 0 || len(slices.Compact(names)) != forms {
		t.Errorf("%d rows, operations %v", rows, names)
	}
	var refusal map[string]any
	get(t, s, "/v3/kpi?page=0").into(t, &refusal)
	checkSchema(t, "a refusal", refusal, doc.Components.Schemas["HTTPValidationError"])
}

func koladaAnswer(t *testing.T, s *Server, target string) map[string]any {
	t.Helper()
	a := get(t, s, target)
	if a.status != 200 {
		t.Fatalf("%s: %d %s", target, a.status, a.body)
	}
	var body map[string]any
	a.into(t, &body)
	if fmt.Sprint(body["count"]) != fmt.Sprint(len(body["values"].([]any))) {
		t.Errorf("%s: count %v", target, body["count"])
	}
	return body
}
