package serve

import (
	"cmp"
	"encoding"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"jamfor/pipeline/release"
)

// apiVersion is the version of the own API: the first number is in its path.
const (
	apiVersion  = "1.0.0"
	apiReleased = "2026-11-21"
)

// apiInfo is what DIGG's profile has every API tell about itself.
type apiInfo struct {
	Name          string `json:"apiName"`
	Version       string `json:"apiVersion"`
	Released      string `json:"apiReleased"`
	Documentation string `json:"apiDocumentation"`
	Status        string `json:"apiStatus"`
}

func getAPIInfo(c *apiCall) (any, error) {
	return apiInfo{"jamfor", apiVersion, apiReleased, c.server.base(c.Request) + "/api/v1/openapi.json", "active"}, nil
}

type object = map[string]any

// getOpenAPI writes the OpenAPI 3.1 document from the table that requests are
// answered by.
func getOpenAPI(c *apiCall) (any, error) {
	paths := object{}
	for _, route := range c.server.apiRoutes() {
		operation, err := c.operation(route)
		if err != nil {
			return nil, err
		}
		paths[strings.TrimPrefix(route.path, "/api/v1")] = object{"get": operation}
	}
	info := object{
		"title": "jamfor", "version": apiVersion,
		"summary":     "Publicerade indikatorer ur socialtjänstens uppföljning / Released indicators of follow-up in social services",
		"description": "Läser publicerade utgåvor och inget annat. Ett värde som saknas är null; status säger varför. Begränsningar: högst 10 000 rader i ett svar som JSON och 1 000 000 som CSV, Parquet eller Arrow; 10 anrop i sekunden per adress om inget annat sägs (429 med Retry-After). Hela utgåvor hämtas som filer under /releases/. Ingen tillgänglighet utlovas.\n\nReads released figures and nothing else. A value that is absent is null; status says why. Limits: at most 10,000 rows in an answer as JSON and 1,000,000 as CSV, Parquet or Arrow; 10 requests a second per address unless told otherwise (429 with Retry-After). Whole releases are fetched as files under /releases/. No availability is promised.",
		"x-sla":       "Ingen tillgänglighet utlovas / No availability is promised",
	}
	if last, ok := release.Latest(c.now.manifests); ok {
		contact := object{"name": last.Publisher}
		if strings.Contains(last.Contact, "@") {
			contact["email"] = last.Contact
		}
		info["contact"] = contact
		if last.License != "" {
			info["license"] = object{"name": licenseName(last.License), "url": last.License}
		}
	}
	return object{
		"openapi": "3.1.0", "info": info, "servers": []object{{"url": c.server.base(c.Request) + "/api/v1"}},
		"paths": paths, "tags": subjects(paths), "components": object{"schemas": object{"Problem": schemaOf(reflect.TypeFor[problem]())}},
	}, nil
}

// subjectOf is what a path is about: its first part after the API's own.
func subjectOf(path string) string {
	first, _, _ := strings.Cut(strings.Trim(strings.TrimPrefix(path, "/api/v1"), "/"), "/")
	return strings.TrimSuffix(first, ".json")
}

// subjects lists the tags of a document's operations, rising.
func subjects(paths object) []object {
	var out []object
	for path := range paths {
		if s := (object{"name": subjectOf(path)}); !slices.ContainsFunc(out, func(o object) bool { return o["name"] == s["name"] }) {
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(a, b object) int { return cmp.Compare(a["name"].(string), b["name"].(string)) })
	return out
}

var pathPart = regexp.MustCompile(`\{(\w+)\}`)

func (c *apiCall) operation(route apiRoute) (object, error) {
	example, err := c.example(route)
	if err != nil {
		return nil, err
	}
	parameters := []object{}
	for _, found := range pathPart.FindAllStringSubmatch(route.path, -1) {
		parameters = append(parameters, object{
			"name": found[1], "in": "path", "required": true, "schema": object{"type": "string"},
			"description": "Vad som hämtas / What is fetched", "example": c.pathExample(route)[found[1]],
		})
	}
	for _, p := range route.params {
		parameters = append(parameters, c.parameter(p))
	}
	content := object{"application/json": object{"schema": bodySchema(route.body), "example": example}}
	if route.tables {
		content[csvForm.bareType()] = object{"schema": object{"type": "string"}}
		content[parquetType], content[arrowType] = object{}, object{} // bytes
	}
	failed := func(text string) object {
		return object{"description": text, "content": object{"application/problem+json": object{"schema": object{"$ref": "#/components/schemas/Problem"}}}}
	}
	bad := failed("Fel i frågan; errors namnger giltiga värden / Mistakes in the request; errors names valid values")
	bad["content"].(object)["application/problem+json"].(object)["example"] = badExample()
	return object{
		"operationId": route.name, "tags": []string{subjectOf(route.path)}, "summary": route.summary.SV + " / " + route.summary.EN,
		"description": route.summary.SV + ".\n\n" + route.summary.EN + ".", "parameters": parameters,
		"responses": object{
			"200": object{"description": route.summary.SV + " / " + route.summary.EN, "content": content, "headers": answerHeaders(route)},
			"304": object{"description": "Oförändrat / Not modified"}, "400": bad,
			"404": failed("Finns inte / Not found"), "406": failed("Formen finns inte / Form not available"),
			"429": failed("För många anrop; vänta så många sekunder som Retry-After anger / Too many requests; wait as many seconds as Retry-After says"),
			"500": failed("Fel hos oss / Our fault"), "503": failed("Upptaget; försök igen / Busy; try again"),
		},
	}, nil
}

// answerHeaders describes the headers that tell of an answer.
func answerHeaders(route apiRoute) object {
	header := func(kind, text string) object {
		return object{"description": text, "schema": object{"type": kind}}
	}
	headers := object{"ETag": header("string", "Svarets märke, för If-None-Match / The answer's tag, for If-None-Match")}
	if route.tables {
		headers["X-Total-Count"] = header("integer", "Antal rader i allt / Number of rows in all")
		headers["Link"] = header("string", "Nästa och föregående sida / Next and previous page")
	}
	return headers
}

func (c *apiCall) parameter(p param) object {
	schema := object{"type": "string"}
	switch p.kind {
	case listParam:
		schema = object{"type": "array", "maxItems": maxListed, "items": object{"type": "string"}}
	case integerParam:
		schema = object{"type": "integer", "maximum": p.most, "minimum": 0}
		if p.name == "limit" {
			schema["minimum"] = 1
		}
		if n, err := strconv.Atoi(p.standard); err == nil {
			schema["default"] = n
		}
	case dateParam:
		schema["format"] = "date"
	}
	if p.valid != nil && (p.kind == oneParam || p.kind == listParam) {
		if valid := p.valid(c.view); len(valid) > 0 && len(valid) <= 40 {
			if p.kind == listParam {
				schema["items"] = object{"type": "string", "enum": valid}
			} else {
				schema["enum"] = valid
			}
		}
	}
	made := object{"name": p.name, "in": "query", "required": false, "description": p.meaning.SV + " / " + p.meaning.EN, "schema": schema}
	if p.valid != nil {
		if valid := p.valid(c.view); len(valid) > 0 && p.kind == listParam {
			made["example"] = valid[:1]
		}
	}
	if p.kind == listParam {
		made["style"], made["explode"] = "form", false
	}
	return made
}

// bodySchema describes an answer. An observation has the released columns.
func bodySchema(body any) object {
	schema := schemaOf(reflect.TypeOf(body))
	if _, list := body.(observationList); !list {
		return schema
	}
	properties := object{"set": object{"type": "string"}, "release": object{"type": "string"}}
	for name, text := range map[string]string{
		"period_start": "Periodens första dag, där fields begär den / First day of the period, where fields asks for it",
		"period_end":   "Periodens sista dag, där fields begär den / Last day of the period, where fields asks for it",
	} {
		properties[name] = object{"type": "string", "format": "date", "description": text}
	}
	for _, c := range release.Columns() {
		kind := map[release.ColumnKind]string{release.TextColumn: "string", release.DecimalColumn: "number", release.IntegerColumn: "integer"}[c.Kind]
		property := object{"description": c.Meaning.SV + " / " + c.Meaning.EN, "type": []string{kind, "null"}}
		if c.Required {
			property["type"] = kind
		}
		if c.Name == "flags" {
			property["type"], property["items"] = "array", object{"type": "string"}
		}
		properties[c.Name] = property
	}
	schema["properties"].(object)["observations"] = object{"type": "array", "items": object{"type": "object", "properties": properties}}
	return schema
}

// schemaOf describes a Go type as its JSON is.
func schemaOf(t reflect.Type) object {
	switch {
	case t.Implements(reflect.TypeFor[encoding.TextMarshaler]()):
		return object{"type": "string"}
	case t == reflect.TypeFor[figure]():
		return object{"type": []string{"number", "null"}}
	case t.Kind() == reflect.Pointer:
		inner := schemaOf(t.Elem())
		inner["type"] = []any{inner["type"], "null"}
		return inner
	case t.Kind() == reflect.Slice:
		return object{"type": "array", "items": schemaOf(t.Elem())}
	case t.Kind() == reflect.Struct:
		properties, required := object{}, map[string]bool{}
		structFields(t, properties, required)
		return object{"type": "object", "properties": properties, "required": slices.Sorted(maps.Keys(required))}
	case t.Kind() == reflect.Bool:
		return object{"type": "boolean"}
	case t.Kind() == reflect.String:
		return object{"type": "string"}
	case t.Kind() >= reflect.Int && t.Kind() <= reflect.Uint64:
		return object{"type": "integer"}
	case t.Kind() == reflect.Float64:
		return object{"type": "number"}
	}
	return object{"type": "object"}
}

func structFields(t reflect.Type, properties object, required map[string]bool) {
	for field := range t.Fields() {
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		if field.Anonymous && name == "" {
			structFields(field.Type, properties, required)
			continue
		}
		if name == "" || name == "-" {
			continue
		}
		properties[name] = schemaOf(field.Type)
		if !strings.Contains(options, "omit") {
			required[name] = true
		}
	}
}
