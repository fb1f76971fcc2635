package contract

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"jamfor/pipeline/code"
	"jamfor/pipeline/expression"
)

// places remembers where each value of a decoded document stands, by its path
// ("datasets.arende.parent", "rules.3.assert").
type places map[string]place

// of is the place of a path, or of the nearest value around it.
func (p places) of(path string) place {
	for {
		if at, known := p[path]; known {
			return at
		}
		cut := strings.LastIndexByte(path, '.')
		if cut < 0 {
			return p[""]
		}
		path = path[:cut]
	}
}

// decodeFile reads a file into the struct that into points to and reports every
// unknown key and every value of a wrong kind; nil where it cannot be read at all.
func decodeFile(r *report, n *node, into any) places {
	d := decoder{r, places{}}
	if n != nil {
		d.value(n, reflect.ValueOf(into).Elem(), "")
	}
	return d.places
}

type decoder struct {
	report *report
	places places
}

var textType = reflect.TypeFor[code.Text]()

func (d *decoder) value(n *node, into reflect.Value, path string) {
	d.places[path] = n.at
	switch kind := into.Kind(); {
	case kind == reflect.Pointer:
		into.Set(reflect.New(into.Type().Elem()))
		d.value(n, into.Elem(), path)
	case kind == reflect.Struct:
		d.structure(n, into, path)
	case kind == reflect.Slice:
		d.sequence(n, into, path)
	case kind == reflect.Map:
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
	var err error
	switch into.Kind() {
	case reflect.String:
		into.SetString(n.text)
	case reflect.Bool:
		var b bool
		if b, err = strconv.ParseBool(n.text); err != nil {
			d.expected(n, "true eller false", "true or false")
		}
		into.SetBool(b)
	case reflect.Int, reflect.Int64:
		var i int64
		if i, err = strconv.ParseInt(n.text, 10, 64); err != nil {
			d.expected(n, "ett heltal", "an integer")
		}
		into.SetInt(i)
	case reflect.Float64:
		var f float64
		if f, err = strconv.ParseFloat(n.text, 64); err != nil {
			d.expected(n, "ett tal", "a number")
		}
		into.SetFloat(f)
	default:
		panic("contract: cannot decode into " + into.Type().String())
	}
}

func (d *decoder) structure(n *node, into reflect.Value, path string) {
	if n.kind != mappingNode {
		d.expected(n, "nycklar och värden", "keys and values")
		return
	}
	names, fields := fieldsOf(into)
	for _, p := range n.pairs {
		i := slices.Index(names, p.key)
		if i < 0 {
			d.unknown(p, names)
			continue
		}
		d.value(p.value, fields[i], join(path, p.key))
	}
	if t := into.Type(); t == textType {
		d.bilingual(n, into.Interface().(code.Text))
	}
}

// bilingual demands both languages of every text.
func (d *decoder) bilingual(n *node, t code.Text) {
	if t.SV == "" {
		d.report.add(n.at, "svensk text saknas (sv)", "the Swedish text is missing (sv)")
	}
	if t.EN == "" {
		d.report.add(n.at, "engelsk text saknas (en)", "the English text is missing (en)")
	}
}

func (d *decoder) unknown(p pair, names []string) {
	sv, en := "okänd nyckel "+p.key, "unknown key "+p.key
	if near := expression.Nearest(p.key, names); len(near) > 0 {
		sv += " (menade du " + strings.Join(near, " eller ") + "?)"
		en += " (did you mean " + strings.Join(near, " or ") + "?)"
	}
	d.report.add(p.at, sv, en)
}

// fieldsOf lists the keys of a struct by its yaml tags.
func fieldsOf(v reflect.Value) (names []string, fields []reflect.Value) {
	for i := range v.NumField() {
		if name := v.Type().Field(i).Tag.Get("yaml"); name != "" && name != "-" {
			names, fields = append(names, name), append(fields, v.Field(i))
		}
	}
	return names, fields
}

func (d *decoder) sequence(n *node, into reflect.Value, path string) {
	if n.kind != sequenceNode {
		d.expected(n, "en lista", "a list")
		return
	}
	into.Set(reflect.MakeSlice(into.Type(), len(n.items), len(n.items)))
	for i, item := range n.items {
		d.value(item, into.Index(i), join(path, strconv.Itoa(i)))
	}
}

func (d *decoder) mapping(n *node, into reflect.Value, path string) {
	if n.kind != mappingNode {
		d.expected(n, "nycklar och värden", "keys and values")
		return
	}
	into.Set(reflect.MakeMap(into.Type()))
	for _, p := range n.pairs {
		v := reflect.New(into.Type().Elem()).Elem()
		d.value(p.value, v, join(path, p.key))
		into.SetMapIndex(reflect.ValueOf(p.key), v)
		d.places[join(path, p.key)] = p.at
	}
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}
