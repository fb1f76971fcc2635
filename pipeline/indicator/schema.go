package indicator

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
)

// Schema names a kind of file that editors can be given a JSON Schema for.
type Schema string

// The kinds of files.
const (
	DefinitionsSchema Schema = "definitions" // <set>/*.yaml
	SetSchema         Schema = "set"         // <set>/set.yaml
	TemplatesSchema   Schema = "templates"   // templates/*.yaml
	AreasSchema       Schema = "areas"       // areas.yaml
	TestsSchema       Schema = "tests"       // <set>/<set>_test.yaml
)

// Schemas lists them in a fixed order.
var Schemas = []Schema{DefinitionsSchema, SetSchema, TemplatesSchema, AreasSchema, TestsSchema}

type object = map[string]any

// JSONSchema is the JSON Schema (2020-12) of one kind of file, indented, with a
// final newline. Everything stricter than form is left to the checker.
func JSONSchema(s Schema) ([]byte, error) {
	var schema object
	switch s {
	case DefinitionsSchema:
		schema = itemsSchema("definitions", reflect.TypeFor[Definition](), nil)
	case TemplatesSchema:
		schema = itemsSchema("templates", reflect.TypeFor[Definition](), object{"template": object{"type": "string", "description": "name of the template"}})
	case SetSchema:
		schema = schemaOf(reflect.TypeFor[Set]())
	case AreasSchema:
		schema = schemaOf(reflect.TypeFor[areasDocument]())
	case TestsSchema:
		schema = schemaOf(reflect.TypeFor[testDocument]())
	default:
		return nil, fmt.Errorf("no schema for %q", s)
	}
	schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	schema["title"] = "jamfor " + string(s)
	raw, err := json.MarshalIndent(schema, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write schema %s: %w", s, err)
	}
	return append(raw, '\n'), nil
}

// itemsSchema is a file of version, defaults and a list of items. Defaults may
// fill in any field, so an item requires none here but its own.
func itemsSchema(key string, item reflect.Type, extra object) object {
	full := schemaOf(item)
	properties, _ := full["properties"].(object)
	defaults := object{"type": "object", "properties": maps.Clone(properties), "additionalProperties": false}
	maps.Copy(properties, extra)
	required := slices.Sorted(maps.Keys(extra))
	full["required"] = append([]string{"id"}, required...)
	return object{
		"type":                 "object",
		"additionalProperties": false,
		"required":             []string{"version", key},
		"properties": object{
			"version":  object{"const": formatVersion},
			"defaults": defaults,
			key:        object{"type": "array", "items": full},
		},
	}
}

func schemaOf(t reflect.Type) object {
	if t == textType {
		text := object{"type": "string", "minLength": 1}
		return object{"type": "object", "required": []string{"sv", "en"}, "additionalProperties": false, "properties": object{"sv": text, "en": text}}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return schemaOf(t.Elem())
	case reflect.Struct:
		return structSchema(t)
	case reflect.Slice:
		return object{"type": "array", "items": schemaOf(t.Elem())}
	case reflect.Map:
		return object{"type": "object", "additionalProperties": schemaOf(t.Elem())}
	case reflect.Bool:
		return object{"type": "boolean"}
	case reflect.Int, reflect.Int64:
		return object{"type": "integer"}
	}
	if e, ok := reflect.Zero(t).Interface().(enum); ok {
		return object{"enum": e.values()}
	}
	// A text may look like a number to YAML: a code, a period.
	return object{"type": []string{"string", "number"}}
}

func structSchema(t reflect.Type) object {
	properties, required := object{}, []string{}
	for _, f := range fieldsOf(t) {
		p := schemaOf(t.Field(f.index).Type)
		p["description"] = f.doc
		properties[f.name] = p
		if f.required {
			required = append(required, f.name)
		}
	}
	return object{"type": "object", "additionalProperties": false, "properties": properties, "required": required}
}
