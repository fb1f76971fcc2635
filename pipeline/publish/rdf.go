package publish

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// graph is a small RDF graph in the order in which it tells things. Every node
// has an absolute IRI: the Swedish harvester takes no blank nodes.
type graph struct {
	nodes []*node
}

// node is one resource: its types and properties, in order.
type node struct {
	iri        string
	types      []string
	properties []property
}

type property struct {
	name  string // prefix:local
	value term
}

// term is an IRI or a literal; a literal has a language, a datatype or neither.
type term struct {
	iri, text, lang, datatype string
}

// prefix is a namespace's short name.
type prefix struct{ name, iri string }

// prefixes lists the namespaces in use, by name.
var prefixes = []prefix{
	{"dcat", "http://www.w3.org/ns/dcat#"},
	{"dcatap", "http://data.europa.eu/r5r/"},
	{"dct", "http://purl.org/dc/terms/"},
	{"foaf", "http://xmlns.com/foaf/0.1/"},
	{"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
	{"spdx", "http://spdx.org/rdf/terms#"},
	{"vcard", "http://www.w3.org/2006/vcard/ns#"},
	{"adms", "http://www.w3.org/ns/adms#"},
	{"xsd", "http://www.w3.org/2001/XMLSchema#"},
}

// add begins a node.
func (g *graph) add(iri string, types ...string) *node {
	n := &node{iri: iri, types: types}
	g.nodes = append(g.nodes, n)
	return n
}

// link adds properties that point to resources; an empty IRI adds nothing.
func (n *node) link(name string, iris ...string) *node {
	for _, iri := range iris {
		if iri != "" {
			n.properties = append(n.properties, property{name, term{iri: iri}})
		}
	}
	return n
}

// typed adds a literal of a datatype; an empty text adds nothing.
func (n *node) typed(name, datatype, text string) *node {
	if text != "" {
		n.properties = append(n.properties, property{name, term{text: text, datatype: datatype}})
	}
	return n
}

// plain adds a literal without language.
func (n *node) plain(name, text string) *node { return n.typed(name, "", text) }

// words adds a literal per language that has one.
func (n *node) words(name, sv, en string) *node {
	for _, t := range []term{{text: sv, lang: "sv"}, {text: en, lang: "en"}} {
		if t.text != "" {
			n.properties = append(n.properties, property{name, t})
		}
	}
	return n
}

// turtle writes the graph as Turtle.
func (g *graph) turtle() []byte {
	var b strings.Builder
	for _, p := range sortedPrefixes() {
		fmt.Fprintf(&b, "@prefix %s: <%s> .\n", p.name, p.iri)
	}
	for _, n := range g.nodes {
		fmt.Fprintf(&b, "\n<%s> a %s", n.iri, strings.Join(n.types, ", "))
		for _, p := range n.properties {
			fmt.Fprintf(&b, " ;\n  %s %s", p.name, p.value.turtle())
		}
		b.WriteString(" .\n")
	}
	return []byte(b.String())
}

func (t term) turtle() string {
	if t.iri != "" {
		return "<" + t.iri + ">"
	}
	text := `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`).Replace(t.text) + `"`
	switch {
	case t.lang != "":
		return text + "@" + t.lang
	case t.datatype != "":
		return text + "^^" + t.datatype
	}
	return text
}

// xml writes the graph as RDF/XML, one description per resource.
func (g *graph) xml() []byte {
	var b strings.Builder
	b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rdf:RDF")
	for _, p := range sortedPrefixes() {
		fmt.Fprintf(&b, "\n  xmlns:%s=\"%s\"", p.name, p.iri)
	}
	b.WriteString(">\n")
	for _, n := range g.nodes {
		fmt.Fprintf(&b, "  <rdf:Description rdf:about=\"%s\">\n", xmlText(n.iri))
		for _, t := range n.types {
			fmt.Fprintf(&b, "    <rdf:type rdf:resource=\"%s\"/>\n", xmlText(expanded(t)))
		}
		for _, p := range n.properties {
			b.WriteString("    " + p.xml() + "\n")
		}
		b.WriteString("  </rdf:Description>\n")
	}
	b.WriteString("</rdf:RDF>\n")
	return []byte(b.String())
}

func (p property) xml() string {
	attribute := ""
	switch {
	case p.value.iri != "":
		return fmt.Sprintf("<%s rdf:resource=\"%s\"/>", p.name, xmlText(p.value.iri))
	case p.value.lang != "":
		attribute = ` xml:lang="` + p.value.lang + `"`
	case p.value.datatype != "":
		attribute = ` rdf:datatype="` + xmlText(expanded(p.value.datatype)) + `"`
	}
	return fmt.Sprintf("<%s%s>%s</%[1]s>", p.name, attribute, xmlText(p.value.text))
}

func xmlText(text string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(text)
}

// expanded is the whole IRI of a name with a prefix.
func expanded(name string) string {
	before, local, _ := strings.Cut(name, ":")
	for _, p := range prefixes {
		if p.name == before {
			return p.iri + local
		}
	}
	return name
}

// jsonLD writes the graph as JSON-LD with the prefixes as its context. Keys come
// in alphabetical order, values in the graph's.
func (g *graph) jsonLD() ([]byte, error) {
	scope := map[string]string{}
	for _, p := range prefixes {
		scope[p.name] = p.iri
	}
	var all []map[string]any
	for _, n := range g.nodes {
		object := map[string]any{"@id": n.iri, "@type": n.types}
		for _, p := range n.properties {
			values, _ := object[p.name].([]any)
			object[p.name] = append(values, p.value.jsonLD())
		}
		all = append(all, object)
	}
	raw, err := json.MarshalIndent(map[string]any{"@context": scope, "@graph": all}, "", "  ")
	return append(raw, '\n'), err
}

func (t term) jsonLD() any {
	switch {
	case t.iri != "":
		return map[string]string{"@id": t.iri}
	case t.lang != "":
		return map[string]string{"@value": t.text, "@language": t.lang}
	case t.datatype != "":
		return map[string]string{"@value": t.text, "@type": t.datatype}
	}
	return map[string]string{"@value": t.text}
}

func sortedPrefixes() []prefix {
	return slices.SortedFunc(slices.Values(prefixes), func(a, b prefix) int { return cmp.Compare(a.name, b.name) })
}
