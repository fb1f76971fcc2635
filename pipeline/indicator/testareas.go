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

// limited leaves out what a test of templates expects of indicators that the
// area's set does not take in. An expectation that no area can meet is a mistake:
// its last three digits must be those of some indicator.
func limited(r *report, file TestFile, sets []Set, at place) TestFile {
	if path.Dir(file.File) != "templates" || sets == nil {
		return file
	}
	in, endings := map[string]bool{}, map[string]bool{}
	for _, s := range sets {
		for _, d := range s.Definitions {
			in[d.ID] = in[d.ID] || s.Name == file.Set
			endings[d.ID[len(d.ID)-3:]] = true
		}
	}
	var cases []TestCase
	for _, c := range file.Cases {
		var expect []Expectation
		for _, e := range c.Expect {
			switch ending := e.Indicator[max(0, len(e.Indicator)-3):]; {
			case in[e.Indicator]:
				expect = append(expect, e)
			case !endings[ending]:
				r.add(place{file: file.File, line: e.Line}, "okänd indikator "+e.Indicator, "unknown indicator "+e.Indicator)
			}
		}
		if c.Expect = expect; len(expect) > 0 {
			cases = append(cases, c)
		}
	}
	if file.Cases = cases; len(cases) == 0 {
		r.add(at, "inget väntas av uppsättningen "+file.Set, "nothing is expected of the set "+file.Set)
	}
	return file
}

// isTestFile tells tests from definitions and templates by the file's name.
func isTestFile(name string) bool { return strings.HasSuffix(name, testFileSuffix) }
