package indicator

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"jamfor/pipeline/code"
	"jamfor/sql"
)

// Load reads every set under the folder: <set>/set.yaml and the definition
// files beside it, templates/*.yaml and areas.yaml. It expands the templates,
// checks every definition against the models and gives the sets ordered by
// name. The error is a Problems holding every mistake in every file; there are
// no sets then.
func Load(files fs.FS, models map[string]*sql.Model) ([]Set, error) {
	r := &report{}
	l := &loader{report: r, files: files, checker: newChecker(r, models)}
	l.templates = readTemplates(r, files)
	names, err := fs.Glob(files, "*/set.yaml")
	if err != nil {
		return nil, fmt.Errorf("list indicator sets: %w", err)
	}
	var sets []Set
	for _, name := range names {
		if s, ok := l.set(path.Dir(name)); ok {
			sets = append(sets, s)
		}
	}
	if len(names) == 0 {
		r.add(place{file: "."}, "inga indikatoruppsättningar finns", "there are no indicator sets")
	}
	l.checker.together(sets)
	if err := r.err(); err != nil {
		return nil, err
	}
	return sets, nil
}

type loader struct {
	report    *report
	files     fs.FS
	checker   *checker
	templates *templates
}

func (l *loader) set(folder string) (Set, bool) {
	doc := readDocument(l.report, l.files, path.Join(folder, "set.yaml"))
	if doc == nil {
		return Set{}, false
	}
	var s Set
	places := decode(l.report, doc, &s)
	l.checker.set(&s, places, folder)
	names, err := fs.Glob(l.files, folder+"/*.yaml")
	if err != nil {
		l.report.add(doc.at, "läs uppsättningens filer: "+err.Error(), "read the set's files: "+err.Error())
		return s, false
	}
	for _, name := range names {
		if base := path.Base(name); base != "set.yaml" && !strings.HasSuffix(base, "_test.yaml") {
			for _, n := range readItems(l.report, l.files, name, "definitions") {
				l.add(&s, n, s.ServiceArea)
			}
		}
	}
	for i, use := range s.Templates {
		l.use(&s, use, places.below("templates."+strconv.Itoa(i)))
	}
	slices.SortFunc(s.Definitions, func(a, b *Definition) int { return cmp.Compare(a.ID, b.ID) })
	l.checker.derived(&s)
	return s, true
}

// use takes a template in; at are the places of what the set says of it.
func (l *loader) use(s *Set, use Use, at places) {
	areas := use.Areas
	if len(areas) == 0 {
		areas = []string{string(s.ServiceArea)}
	}
	for _, a := range areas {
		if n := l.templates.expand(use.Template, a, at[""]); n != nil {
			l.adapted(s, n, code.ServiceArea(a), func(d *Definition) { use.splitInto(d, at) })
		}
	}
}

func (l *loader) add(s *Set, n *node, area code.ServiceArea) {
	l.adapted(s, n, area, func(*Definition) {})
}

// adapted adds the definitions that a node stands for, after the set's own say.
func (l *loader) adapted(s *Set, n *node, area code.ServiceArea, adapt func(*Definition)) {
	d := &Definition{Area: area, File: n.at.file, Line: n.at.line}
	before := len(l.report.problems)
	d.places = decode(l.report, n, d)
	adapt(d)
	d.complete(s)
	for _, one := range l.made(d, len(l.report.problems) == before) {
		if len(l.report.problems) == before {
			l.checker.definition(s, one)
		}
		s.Definitions = append(s.Definitions, one)
	}
}

// made are the indicators that a definition stands for: itself, or for a sound
// transition one for each pair of states.
func (l *loader) made(d *Definition, sound bool) []*Definition {
	if sound && d.Kind == Transition && l.checker.transition(d) {
		return d.matrix()
	}
	return []*Definition{d}
}

// complete fills in what a definition may leave out.
func (d *Definition) complete(s *Set) {
	if d.Multiplier == 0 {
		d.Multiplier = 1
	}
	if d.RankBase == 0 {
		d.RankBase = DefaultRankBase
	}
	if d.Span == "" {
		d.Span = YearSpan
	}
	if d.Coverage == 0 {
		d.Coverage = s.Coverage
	}
	if d.Below != nil && d.Below.From == "" {
		d.Below.From = d.From
	}
	if d.Below != nil && d.Below.Among == "" && d.Below.From == d.From {
		d.Below.Among = d.Among
	}
}

// readItems reads a file of items under the key, each completed by the file's
// defaults.
func readItems(r *report, files fs.FS, name, key string) []*node {
	doc := readDocument(r, files, name)
	if doc == nil {
		return nil
	}
	for _, p := range doc.pairs {
		if p.key != "version" && p.key != "defaults" && p.key != key {
			r.add(p.at, "okänd nyckel "+p.key, "unknown key "+p.key).hint("väntade version, defaults och "+key, "expected version, defaults and "+key)
		}
	}
	if v := doc.get("version"); v == nil || v.text != strconv.Itoa(formatVersion) {
		r.add(doc.at, "formatversionen saknas eller är okänd", "the format version is missing or unknown").hint("skriv version: 1", "write version: 1")
	}
	list := doc.get(key)
	if list == nil || list.kind != sequenceNode {
		r.add(doc.at, key+" saknas", key+" is missing")
		return nil
	}
	items := make([]*node, 0, len(list.items))
	for _, item := range list.items {
		if item.kind != mappingNode {
			r.add(item.at, "väntade nycklar och värden", "expected keys and values")
			continue
		}
		items = append(items, withDefaults(item, doc.get("defaults")))
	}
	return items
}

func withDefaults(item, defaults *node) *node {
	if defaults == nil {
		return item
	}
	full := *item
	full.pairs = slices.Clone(item.pairs)
	for _, p := range defaults.pairs {
		if item.get(p.key) == nil {
			full.pairs = append(full.pairs, p)
		}
	}
	return &full
}
