package indicator

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"jamfor/pipeline/code"
	"jamfor/pipeline/expression"
)

// enum is a type whose values form a closed list.
type enum interface{ values() []string }

// field is one key of a mapping, read from a struct's tags:
// yaml:"key", required:"true", doc:"what it means".
type field struct {
	name, doc string
	required  bool
	index     int
}

func fieldsOf(t reflect.Type) []field {
	var fields []field
	for i := range t.NumField() {
		f := t.Field(i)
		if name := f.Tag.Get("yaml"); name != "" && name != "-" {
			fields = append(fields, field{name, f.Tag.Get("doc"), f.Tag.Get("required") == "true", i})
		}
	}
	return fields
}

// places remembers where each value of a decoded struct stands, by its path
// ("title.sv", "breaks.0.text").
type places map[string]place

// below are the places of what stands at a path, by their paths from there.
func (p places) below(path string) places {
	out := places{"": p[path]}
	for full, at := range p {
		if rest, inside := strings.CutPrefix(full, path+"."); inside {
			out[rest] = at
		}
	}
	return out
}

// decoder fills structs from nodes and reports every misfit.
type decoder struct {
	report *report
	places places
}

// decode fills the struct that into points to and reports what does not fit.
func decode(r *report, n *node, into any) places {
	d := &decoder{r, places{}}
	d.value(n, reflect.ValueOf(into).Elem(), "")
	return d.places
}

var textType = reflect.TypeFor[code.Text]()

func (d *decoder) value(n *node, into reflect.Value, path string) {
	d.places[path] = n.at
	switch {
	case into.Kind() == reflect.Pointer:
		into.Set(reflect.New(into.Type().Elem()))
		d.value(n, into.Elem(), path)
	case into.Type() == textType:
		d.text(n, into, path)
	case into.Kind() == reflect.Struct:
		d.structure(n, into, path)
	case into.Kind() == reflect.Slice:
		d.slice(n, into, path)
	case into.Kind() == reflect.Map:
		d.mapping(n, into, path)
	case n.kind != scalarNode:
		d.expected(n, "ett enkelt värde", "a plain value")
	default:
		d.scalar(n, into)
	}
}

func (d *decoder) expected(n *node, sv, en string) {
	d.report.add(n.at, "väntade "+sv, "expected "+en)
}

func (d *decoder) scalar(n *node, into reflect.Value) {
	switch into.Kind() {
	case reflect.String:
		into.SetString(strings.TrimSpace(n.text))
		if e, ok := into.Interface().(enum); ok {
			d.choice(n, e.values())
		}
	case reflect.Bool:
		b, err := strconv.ParseBool(n.text)
		if err != nil {
			d.expected(n, "true eller false", "true or false")
		}
		into.SetBool(b)
	case reflect.Int, reflect.Int64:
		i, err := strconv.ParseInt(n.text, 10, 64)
		if err != nil {
			d.expected(n, "ett heltal", "an integer")
		}
		into.SetInt(i)
	default:
		panic(fmt.Sprintf("indicator: cannot decode into %s", into.Type()))
	}
}

func (d *decoder) choice(n *node, values []string) {
	text := strings.TrimSpace(n.text)
	for _, v := range values {
		if v == text {
			return
		}
	}
	p := d.report.add(n.at, fmt.Sprintf("%q är inget giltigt värde", text), fmt.Sprintf("%q is not a valid value", text))
	shown := values
	if near := expression.Nearest(text, values); len(near) > 0 {
		shown = near
	}
	p.hint("välj bland "+strings.Join(shown, ", "), "choose among "+strings.Join(shown, ", "))
}

// text reads {sv: …, en: …}; both languages must be there.
func (d *decoder) text(n *node, into reflect.Value, path string) {
	if n.kind != mappingNode {
		p := d.report.add(n.at, "väntade en text på två språk", "expected a text in two languages")
		p.hint("skriv {sv: …, en: …}", "write {sv: …, en: …}")
		return
	}
	var t code.Text
	for _, p := range n.pairs {
		switch {
		case p.key == "sv" && p.value.kind == scalarNode:
			t.SV = oneLine(p.value.text)
		case p.key == "en" && p.value.kind == scalarNode:
			t.EN = oneLine(p.value.text)
		case p.key == "sv" || p.key == "en":
			d.expected(p.value, "en text", "a text")
		default:
			d.report.add(p.at, "okänt språk "+p.key, "unknown language "+p.key)
		}
		d.places[join(path, p.key)] = p.value.at
	}
	if t.SV == "" {
		d.report.add(n.at, "svensk text saknas", "the Swedish text is missing")
	}
	if t.EN == "" {
		d.report.add(n.at, "engelsk översättning saknas", "the English translation is missing")
	}
	into.Set(reflect.ValueOf(t))
}

// oneLine folds white space: texts flow where they are shown.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

func (d *decoder) structure(n *node, into reflect.Value, path string) {
	if n.kind != mappingNode {
		d.expected(n, "nycklar och värden", "keys and values")
		return
	}
	fields := fieldsOf(into.Type())
	for _, p := range n.pairs {
		d.member(p, fields, into, path)
	}
	for _, f := range fields {
		if f.required && n.get(f.name) == nil {
			d.report.add(n.at, f.name+" saknas", f.name+" is missing").hint(f.doc, f.doc)
		}
	}
}

func (d *decoder) member(p pair, fields []field, into reflect.Value, path string) {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.name
		if f.name != p.key {
			continue
		}
		if p.value.kind == nullNode {
			d.report.add(p.at, p.key+" är tom", p.key+" is empty").hint("fyll i ett värde eller ta bort raden", "fill in a value or remove the line")
			return
		}
		d.value(p.value, into.Field(f.index), join(path, p.key))
		return
	}
	problem := d.report.add(p.at, "okänd nyckel "+p.key, "unknown key "+p.key)
	if near := expression.Nearest(p.key, names); len(near) > 0 {
		problem.hint("menade du "+strings.Join(near, " eller ")+"?", "did you mean "+strings.Join(near, " or ")+"?")
	}
}

func (d *decoder) slice(n *node, into reflect.Value, path string) {
	if n.kind != sequenceNode {
		d.expected(n, "en lista", "a list")
		return
	}
	list := reflect.MakeSlice(into.Type(), len(n.items), len(n.items))
	for i, item := range n.items {
		d.value(item, list.Index(i), join(path, strconv.Itoa(i)))
	}
	into.Set(list)
}

func (d *decoder) mapping(n *node, into reflect.Value, path string) {
	if n.kind != mappingNode {
		d.expected(n, "nycklar och värden", "keys and values")
		return
	}
	m := reflect.MakeMapWithSize(into.Type(), len(n.pairs))
	for _, p := range n.pairs {
		v := reflect.New(into.Type().Elem()).Elem()
		d.value(p.value, v, join(path, p.key))
		m.SetMapIndex(reflect.ValueOf(p.key).Convert(into.Type().Key()), v)
	}
	into.Set(m)
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}
