package indicator

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"jamfor/pipeline/code"
	"jamfor/pipeline/expression"
)

// templates are definitions written once for several service areas, with
// {placeholders} that areas.yaml fills in: {omrade} is the area's code,
// {digits} the digits of its ids; the others are its values (used as they are)
// and its words (in the language of the text). A placeholder written with a
// capital letter gives the word with a capital.
type templates struct {
	report *report
	byName map[string]*node
	areas  map[string]areaParameters
}

// areaParameters are what templates say differently for a service area.
type areaParameters struct {
	Digits string               `yaml:"digits" required:"true" doc:"the digits after J in the area's ids"`
	Values map[string]string    `yaml:"values" doc:"texts that are the same in every language, such as conditions"`
	Words  map[string]code.Text `yaml:"words" required:"true" doc:"words in both languages"`
}

type areasDocument struct {
	Version int                       `yaml:"version" required:"true" doc:"format version, 1"`
	Areas   map[string]areaParameters `yaml:"areas" required:"true" doc:"parameters by service area"`
}

func readTemplates(r *report, files fs.FS) *templates {
	t := &templates{report: r, byName: map[string]*node{}}
	names, _ := fs.Glob(files, "templates/*.yaml") // the pattern is well-formed
	names = slices.DeleteFunc(names, isTestFile)
	if len(names) == 0 {
		return t
	}
	if doc := readDocument(r, files, "areas.yaml"); doc != nil {
		var areas areasDocument
		decode(r, doc, &areas)
		t.areas = areas.Areas
	}
	for _, name := range names {
		for _, item := range readItems(r, files, name, "templates") {
			t.add(item)
		}
	}
	return t
}

func (t *templates) add(item *node) {
	name := item.get("template")
	if name == nil || name.kind != scalarNode || name.text == "" {
		t.report.add(item.at, "mallens namn saknas", "the template's name is missing").hint("skriv template: namn", "write template: name")
		return
	}
	if t.byName[name.text] != nil {
		t.report.add(name.at, "mallen "+name.text+" finns redan", "the template "+name.text+" exists already")
	}
	body := *item
	body.pairs = slices.DeleteFunc(slices.Clone(item.pairs), func(p pair) bool { return p.key == "template" })
	t.byName[name.text] = &body
}

// expand is the template's definition for one service area, nil after
// reporting why not.
func (t *templates) expand(name, area string, at place) *node {
	body, parameters := t.byName[name], t.areas[area]
	if body == nil {
		p := t.report.add(at, "okänd mall "+name, "unknown template "+name)
		if near := expression.Nearest(name, sortedKeys(t.byName)); len(near) > 0 {
			p.hint("menade du "+strings.Join(near, " eller ")+"?", "did you mean "+strings.Join(near, " or ")+"?")
		}
		return nil
	}
	if parameters.Digits == "" {
		t.report.add(at, "areas.yaml har inget område "+area, "areas.yaml has no service area "+area)
		return nil
	}
	e := expansion{report: t.report, area: area, parameters: parameters}
	return e.node(body, code.Swedish)
}

type expansion struct {
	report     *report
	area       string
	parameters areaParameters
}

func (e expansion) node(n *node, lang code.Lang) *node {
	full := *n
	full.text = e.text(n, lang)
	full.pairs = slices.Clone(n.pairs)
	for i, p := range full.pairs {
		if p.key == "en" {
			full.pairs[i].value = e.node(p.value, code.English)
		} else {
			full.pairs[i].value = e.node(p.value, lang)
		}
	}
	full.items = slices.Clone(n.items)
	for i, item := range full.items {
		full.items[i] = e.node(item, lang)
	}
	return &full
}

var placeholder = regexp.MustCompile(`\{[^{}]*\}`)

func (e expansion) text(n *node, lang code.Lang) string {
	return placeholder.ReplaceAllStringFunc(n.text, func(found string) string {
		name := strings.Trim(found, "{}")
		word, ok := e.word(name, lang)
		if !ok {
			e.report.add(n.at, "mallen använder "+found+", som "+e.area+" saknar i areas.yaml", "the template uses "+found+", which "+e.area+" lacks in areas.yaml")
		}
		return word
	})
}

func (e expansion) word(name string, lang code.Lang) (string, bool) {
	switch name {
	case "omrade":
		return e.area, true
	case "digits":
		return e.parameters.Digits, true
	}
	if v, ok := e.parameters.Values[name]; ok {
		return v, true
	}
	if w, ok := e.parameters.Words[name]; ok {
		return w.In(lang), true
	}
	first, size := utf8.DecodeRuneInString(name)
	if w, ok := e.parameters.Words[string(unicode.ToLower(first))+name[size:]]; ok {
		return capital(w.In(lang)), true
	}
	return "", false
}

func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}
