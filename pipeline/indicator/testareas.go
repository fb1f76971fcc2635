package indicator

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

// testFileSuffix marks the files that hold tests, in set folders and among the
// templates.
const testFileSuffix = "_test.yaml"

// A test file under templates/ is written once for several service areas, like
// the templates it tests. Its header says which:
//
//	set: "{omrade}"
//	areas:
//	  missbruk: {fodd: "1985"}
//
// Placeholders are those of the templates and the texts given beside the area.
// A case may name fewer areas with areas: [missbruk].

// testDocuments are the test documents of one file: itself, or one per service
// area that it names.
func testDocuments(r *report, files fs.FS, name string, t *templates) []*node {
	doc := readDocument(r, files, name)
	if doc == nil {
		return nil
	}
	areas := doc.get("areas")
	if path.Dir(name) != "templates" {
		if areas != nil {
			r.add(areas.at, "areas hör till prov under templates", "areas belong to tests under templates")
		}
		return []*node{doc}
	}
	if areas == nil {
		r.add(doc.at, "areas saknas: för vilka områden gäller provet?", "areas is missing: which service areas is the test for?")
		return nil
	}
	var all []*node
	for _, p := range areas.pairs {
		parameters, ok := t.areas[p.key]
		if !ok {
			r.add(p.at, "areas.yaml har inget område "+p.key, "areas.yaml has no service area "+p.key)
			continue
		}
		parameters.Values = maps.Clone(parameters.Values)
		if parameters.Values == nil {
			parameters.Values = map[string]string{}
		}
		for _, v := range p.value.pairs {
			parameters.Values[v.key] = v.value.text
		}
		e := expansion{report: r, area: p.key, parameters: parameters}
		all = append(all, e.node(casesOf(doc, p.key), ""))
	}
	return all
}

// casesOf is the document with the cases that name no areas, or this one.
func casesOf(doc *node, area string) *node {
	kept := *doc
	kept.pairs = slices.Clone(doc.pairs)
	for i, p := range kept.pairs {
		if p.key != "cases" {
			continue
		}
		cases := *p.value
		cases.items = nil
		for _, item := range p.value.items {
			only := item.get("areas")
			if only == nil || slices.ContainsFunc(only.items, func(n *node) bool { return n.text == area }) {
				cases.items = append(cases.items, item)
			}
		}
		kept.pairs[i].value = &cases
	}
	return &kept
}

// isTestFile tells tests from definitions and templates by the file's name.
func isTestFile(name string) bool { return strings.HasSuffix(name, testFileSuffix) }
