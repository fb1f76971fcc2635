package serve

import (
	"context"
	"io"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strings"

	"jamfor/pipeline/code"
)

// koladaOpenAPI answers with the description of /v3, written from the tables
// that its requests are read by.
func (s *Server) koladaOpenAPI(w http.ResponseWriter, r *http.Request) {
	now := s.catalog.now.Load()
	err := s.answer(w, r, s.tag(r, now.current, "kolada openapi"), func(context.Context) (made, error) {
		document := koladaDocument(s.base(r), now.current)
		return made{mediaType: "application/json", write: func(_ context.Context, w io.Writer) error { return encodeJSON(w, document) }}, nil
	})
	if err != nil {
		s.internal(w, r, err)
	}
}

func koladaDocument(base string, v *view) object {
	examples := koladaExamples(v)
	paths := object{}
	for _, resource := range slices.Sorted(maps.Keys(koladaPaths())) {
		for _, form := range koladaPaths()[resource] {
			paths[koladaPath(resource, form)] = object{"get": koladaOperation(resource, form, examples)}
		}
	}
	schemas := object{"HTTPValidationError": schemaOf(reflect.TypeFor[koladaRefusal]())}
	for _, t := range koladaSchemas() {
		schemas[t.name] = schemaOf(t.of)
		list := schemaOf(reflect.TypeFor[koladaEnd]())
		list["properties"].(object)["values"] = object{"type": "array", "items": object{"$ref": "#/components/schemas/" + t.name}}
		list["required"] = append([]string{"values"}, list["required"].([]string)...)
		schemas[t.name+"List"] = list
	}
	return object{
		"openapi": "3.1.0", "info": object{
			"title": "jamfor: Koladas API version 3 / Kolada's API version 3", "version": apiVersion,
			"summary":     "Våra egna siffror i Koladas form / Our own figures in Kolada's form",
			"description": "Samma adresser, parametrar och svar som Koladas API version 3; fälten efter Koladas egna är våra. Högst 25 värden på varje plats i adressen och högst 5000 rader på en sida (422). Okända id ger 200 och inga rader. Siffrorna är inte Koladas.\n\nThe same paths, parameters and answers as Kolada's API version 3; the fields after Kolada's own are ours. At most 25 values in one place of the address and at most 5000 rows on a page (422). Unknown ids give 200 and no rows. The figures are not Kolada's.",
		},
		"servers": []object{{"url": base + "/v3"}}, "paths": paths, "tags": subjects(paths), "components": object{"schemas": schemas},
	}
}

// koladaRefusal is the body of a refusal.
type koladaRefusal struct {
	Detail []koladaError `json:"detail"`
}

type koladaSchema struct {
	name string
	of   reflect.Type
}

// koladaSchemas are the rows of the resources.
func koladaSchemas() []koladaSchema {
	return []koladaSchema{
		{"Kpi", reflect.TypeFor[koladaKPI]()},
		{"Municipality", reflect.TypeFor[koladaArea]()},
		{"Group", reflect.TypeFor[koladaGroup]()},
		{"Data", reflect.TypeFor[koladaRow]()},
		{"Unit", reflect.TypeFor[koladaUnit]()},
		{"UnitData", reflect.TypeFor[koladaUnitRow]()},
	}
}

// koladaUnit and koladaUnitRow are the rows that Kolada has of units. Ours are
// internal, so there are none; clients that make types of the document need them.
type koladaUnit struct {
	ID           string `json:"id"`
	Municipality string `json:"municipality"`
	Title        string `json:"title"`
}

type koladaUnitRow struct {
	KPI    string        `json:"kpi"`
	Period int           `json:"period"`
	Unit   string        `json:"ou"`
	Values []koladaValue `json:"values"`
}

// koladaPath is a form's path: the resource alone, or with its ids in it.
func koladaPath(resource, form string) string {
	path := "/" + resource
	switch {
	case form == "" && strings.HasSuffix(resource, "data"):
		return path + "/"
	case form == "id":
		return path + "/{id}"
	}
	for word := range strings.FieldsSeq(form) {
		path += "/" + word + "/{" + word + "}"
	}
	return path
}

func koladaOperation(resource, form string, examples map[string]string) object {
	parameters := []object{}
	for word := range strings.FieldsSeq(form) {
		example := examples[word]
		if word == "id" {
			example = examples[resource]
		}
		parameters = append(parameters, object{
			"name": word, "in": "path", "required": true, "style": "simple", "explode": false,
			"description": "Högst 25, med komma emellan / At most 25, with commas between",
			"schema":      object{"type": "array", "minItems": 1, "maxItems": koladaMaxIDs, "items": object{"type": "string"}}, "example": []string{example},
		})
	}
	for _, name := range append(koladaParameters(resource, form != ""), "page", "per_page") {
		parameters = append(parameters, koladaParameter(name))
	}
	titles := map[string]code.Text{
		"kpi": {SV: "Nyckeltal", EN: "Indicators"}, "kpi_groups": {SV: "Grupper av nyckeltal", EN: "Groups of indicators"},
		"municipality":        {SV: "Kommuner, län och riket", EN: "Municipalities, counties and the nation"},
		"municipality_groups": {SV: "Grupper av kommuner", EN: "Groups of municipalities"}, "ou": {SV: "Enheter (inga: de är interna)", EN: "Units (none: they are internal)"},
		"data": {SV: "Värden", EN: "Values"}, "oudata": {SV: "Enheters värden (inga: de är interna)", EN: "Values of units (none: they are internal)"},
	}
	row := map[string]string{
		"kpi": "Kpi", "kpi_groups": "Group", "municipality": "Municipality", "municipality_groups": "Group",
		"ou": "Unit", "data": "Data", "oudata": "UnitData",
	}[resource]
	title := titles[resource].SV + " / " + titles[resource].EN
	name := strings.ReplaceAll(strings.Trim(resource+"_"+strings.ReplaceAll(form, " ", "_"), "_"), "__", "_")
	content := func(schema string) object {
		return object{"application/json": object{"schema": object{"$ref": "#/components/schemas/" + schema}}}
	}
	return object{
		"operationId": "get_" + name, "tags": []string{resource}, "summary": title, "description": title, "parameters": parameters,
		"responses": object{
			"200": object{"description": title, "content": content(row + "List")}, "304": object{"description": "Oförändrat / Not modified"},
			"422": object{"description": "Fel i frågan / Mistakes in the request", "content": content("HTTPValidationError")},
		},
	}
}

// koladaParameter describes a parameter after the ?.
func koladaParameter(name string) object {
	ids := object{"type": "array", "maxItems": koladaMaxIDs, "items": object{"type": "string"}}
	integer := func(most, standard int) object {
		return object{"type": "integer", "minimum": 1, "maximum": most, "default": standard}
	}
	known := map[string]struct {
		text   code.Text
		schema object
	}{
		"title":           {code.Text{SV: "Del av titeln, stor eller liten bokstav", EN: "Part of the title, in either case"}, object{"type": "string"}},
		"id":              {code.Text{SV: "Id", EN: "Ids"}, ids},
		"kpi_id":          {code.Text{SV: "Nyckeltal; minst två av nyckeltal, kommun och år", EN: "Indicators; at least two of indicator, municipality and year"}, ids},
		"municipality_id": {code.Text{SV: "Kommuner, län (0001), riket (0000) och grupper", EN: "Municipalities, counties (0001), the nation (0000) and groups"}, ids},
		"municipality":    {code.Text{SV: "Kommuner", EN: "Municipalities"}, ids},
		"ou_id":           {code.Text{SV: "Enheter", EN: "Units"}, ids},
		"year":            {code.Text{SV: "År", EN: "Years"}, ids},
		"from_date":       {code.Text{SV: "Bara det som ändrats från och med dagen; borttaget kommer tillbaka med isdeleted", EN: "Only what has changed from the day on; what is gone comes back with isdeleted"}, object{"type": "string", "format": "date"}},
		"region_type":     {code.Text{SV: "K kommun, L län och riket", EN: "K municipality, L county and nation"}, object{"type": "string", "enum": []string{"K", "L"}}},
		"type":            {code.Text{SV: "Som region_type", EN: "As region_type"}, object{"type": "string", "enum": []string{"K", "L"}}},
		"page":            {code.Text{SV: "Sida, från 1", EN: "Page, from 1"}, integer(koladaMaxPage, 1)},
		"per_page":        {code.Text{SV: "Rader på en sida", EN: "Rows on a page"}, integer(koladaPerPage, koladaPerPage)},
	}[name]
	made := object{"name": name, "in": "query", "required": false, "description": known.text.SV + " / " + known.text.EN, "schema": known.schema}
	if known.schema["type"] == "array" {
		made["style"], made["explode"] = "form", true
	}
	return made
}

// koladaExamples are ids that lead to rows.
func koladaExamples(v *view) map[string]string {
	examples := map[string]string{
		"municipality": "0180", "municipality_groups": "GJL01", "ou": "V21E01800001", "kpi": "J00000", "year": "2025", "kpi_groups": "GJ",
	}
	if len(v.ids) > 0 {
		examples["kpi"] = v.ids[0]
	}
	if groups := v.kpiGroups(); len(groups) > 0 {
		examples["kpi_groups"] = groups[0].ID
	}
	if years := v.periodNames(); len(years) > 0 {
		examples["year"] = years[len(years)-1]
	}
	return examples
}
