package serve

import (
	"context"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"
	"sync"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/release"
)

// observationList is the form of a JSON answer; jsonRows writes it.
type observationList struct {
	page
	Synthetic    bool             `json:"synthetic"`
	Releases     []string         `json:"releases"`
	Observations []map[string]any `json:"observations"`
}

// field is a column of an answer.
type field struct {
	name     string
	kind     release.ColumnKind
	required bool // never empty
	long     bool // an integer that may need more than 32 bits
	at       int  // its place in a row
}

// dateColumn is a day, written YYYY-MM-DD.
const dateColumn release.ColumnKind = "date"

// allFields are the released columns, the first and last day of the period, which
// the released Parquet has as well, and the two that tell where a row is from.
var allFields = sync.OnceValue(func() []field {
	var list []field
	for i, c := range release.Columns() {
		list = append(list, field{c.Name, c.Kind, c.Required, c.Name == "persons", i})
	}
	for _, name := range []string{"period_start", "period_end"} {
		list = append(list, field{name: name, kind: dateColumn, required: true, at: len(list)})
	}
	for _, name := range []string{"set", "release"} {
		list = append(list, field{name: name, kind: release.TextColumn, required: true, at: len(list)})
	}
	return list
})

func fieldNames() []string {
	var names []string
	for _, f := range allFields() {
		names = append(names, f.name)
	}
	return names
}

// fieldsOf are the named fields. Where none is named: all, but the days of the
// period only in the forms that have dates, as in a release's own files.
func fieldsOf(names []string, f form) []field {
	if len(names) == 0 && (f == parquetForm || f == arrowForm) {
		return allFields()
	}
	if len(names) == 0 {
		return slices.DeleteFunc(slices.Clone(allFields()), func(f field) bool { return f.kind == dateColumn })
	}
	var list []field
	for i, name := range names {
		if slices.Contains(names[:i], name) {
			continue // named twice, shown once
		}
		list = append(list, allFields()[slices.IndexFunc(allFields(), func(f field) bool { return f.name == name })])
	}
	return list
}

// rowWriter writes the rows of an answer in one form. A row's texts are as
// released, in the order of allFields, and valid during the call only.
type rowWriter interface {
	row(texts []string) error
	close() error
}

// selection is the rows that a request asks for, found by their keys alone.
type selection struct {
	parts []selectedPart
	total int
}

type selectedPart struct {
	part
	x      *index
	filter rowFilter
	spans  []span // of the indicators asked for
}

// rowFilter tells which rows of an index are asked for, by their numbers.
type rowFilter struct {
	areas, periods []bool
	classes        []bool
	sexes          [256]bool
	statuses       []bool
}

// listObservations answers with the page of rows in the form that is asked for.
func listObservations(c *apiCall) (any, error) {
	if err := c.checkGrains(); err != nil {
		return nil, err
	}
	selected, err := c.selection()
	if err != nil {
		return nil, err
	}
	p := c.page(selected.total)
	m := made{mediaType: c.form.mediaType(), header: p.header()}
	m.write = func(ctx context.Context, w io.Writer) error {
		rows, err := c.form.rows(w, rowFrame{page: p, view: c.view, fields: fieldsOf(c.query.lists["fields"], c.form)})
		if err != nil {
			return err
		}
		for texts, err := range selected.rows(ctx, p) {
			if err == nil {
				err = rows.row(texts)
			}
			if err != nil {
				return fmt.Errorf("write observations: %w", err)
			}
		}
		return rows.close()
	}
	return m, nil
}

// header tells of the page where the body cannot.
func (p page) header() map[string]string {
	h := map[string]string{"X-Total-Count": strconv.Itoa(p.Total)}
	var links []string
	if p.Next != nil {
		links = append(links, "<"+*p.Next+">; rel=\"next\"")
	}
	if p.Previous != nil {
		links = append(links, "<"+*p.Previous+">; rel=\"prev\"")
	}
	if len(links) > 0 {
		h["Link"] = strings.Join(links, ", ")
	}
	return h
}

// selection finds the rows and counts them.
func (c *apiCall) selection() (*selection, error) {
	s := &selection{}
	for _, p := range c.view.parts {
		if !accepted(c.query.lists["set"], p.set.Name) {
			continue
		}
		x, err := c.server.catalog.index(c.Context(), p)
		if err != nil {
			return nil, err
		}
		chosen := selectedPart{part: p, x: x, filter: c.filter(x)}
		for _, indicator := range x.indicators {
			if accepted(c.query.lists["indicator"], indicator) {
				chosen.spans = append(chosen.spans, x.spans[indicator])
			}
		}
		for _, span := range chosen.spans {
			for _, key := range x.rows[span.from:span.to] {
				if chosen.filter.wants(key) {
					s.total++
				}
			}
		}
		s.parts = append(s.parts, chosen)
	}
	return s, nil
}

// rows yields the texts of the rows of a page. The slice is used again.
func (s *selection) rows(ctx context.Context, p page) iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		var texts []string
		seen := 0
		for _, part := range s.parts {
			for _, span := range part.spans {
				for row := span.from; row < span.to; row++ {
					if !part.filter.wants(part.x.rows[row]) {
						continue
					}
					if seen++; seen <= p.Offset {
						continue
					}
					if seen > p.Offset+p.Count {
						return
					}
					if seen%1024 == 0 && ctx.Err() != nil {
						yield(nil, ctx.Err())
						return
					}
					days := part.x.days[part.x.rows[row].period]
					texts = append(part.x.columns(row, texts), days[0], days[1], part.set.Name, part.release.ID)
					if !yield(texts, nil) {
						return
					}
				}
			}
		}
	}
}

// checkGrains refuses types of area that none of the indicators has, be they
// named or those of the areas named, and says which there are.
func (c *apiCall) checkGrains() error {
	var have []string
	for _, id := range c.query.lists["indicator"] {
		grains := c.view.indicators[id].Grains
		if len(grains) == 0 {
			return nil
		}
		have = append(have, words(grains)...)
	}
	if len(have) == 0 {
		return nil
	}
	slices.Sort(have)
	have = slices.Compact(have)
	asked := map[string][]string{"area_type": c.query.lists["area_type"], "area": typesOf(c.query.lists["area"])}
	if len(c.query.lists["group"]) > 0 {
		asked["group"] = []string{string(area.Municipality)}
	}
	var problems []paramProblem
	for _, parameter := range []string{"area", "area_type", "group"} {
		types := asked[parameter]
		if len(types) == 0 || slices.ContainsFunc(types, func(t string) bool { return slices.Contains(have, t) }) {
			continue
		}
		list := strings.Join(have, ", ")
		problems = append(problems, paramProblem{Parameter: parameter, Valid: have, Message: code.Text{
			SV: "Indikatorn finns inte för den områdestypen. Den finns för: " + list + ".",
			EN: "The indicator has no data for that type of area. It has: " + list + ".",
		}})
	}
	if len(problems) > 0 {
		return &badRequest{problems}
	}
	return nil
}

// typesOf are the types of the areas with the codes.
func typesOf(codes []string) []string {
	var types []string
	if len(codes) == 0 {
		return nil
	}
	for _, grain := range area.Grains {
		if slices.ContainsFunc(areaCodes(grain), func(code string) bool { return slices.Contains(codes, code) }) {
			types = append(types, string(grain))
		}
	}
	return types
}

func (c *apiCall) filter(x *index) rowFilter {
	lists := c.query.lists
	f := rowFilter{areas: make([]bool, len(x.areas)), periods: make([]bool, len(x.periods)), statuses: make([]bool, len(statuses()))}
	var members []string
	for _, group := range lists["group"] {
		for _, grain := range []area.Type{area.County, area.MunicipalityGroup} {
			members = append(members, area.Default().Members(area.ID{Type: grain, Code: group})...)
		}
	}
	for i, id := range x.areas {
		f.areas[i] = accepted(lists["area"], id.Code) && accepted(lists["area_type"], string(id.Type)) &&
			(len(lists["group"]) == 0 || id.Type == area.Municipality && slices.Contains(members, id.Code))
	}
	for i, p := range x.periods {
		f.periods[i] = accepted(lists["period"], p.String())
	}
	for _, x := range x.classes {
		f.classes = append(f.classes, acceptedClass(lists["age_group"], x.age) && acceptedClass(lists["dimension"], x.dimension) && acceptedClass(lists["category"], x.category))
	}
	for _, sex := range code.PublishedSexes {
		f.sexes[sex[0]] = accepted(lists["sex"], string(sex))
	}
	for i, status := range statuses() {
		f.statuses[i] = accepted(lists["status"], string(status))
	}
	return f
}

// accepted tells whether a list holds the value; an absent list holds all.
func accepted(list []string, value string) bool {
	return len(list) == 0 || slices.Contains(list, value)
}

// acceptedClass is accepted for what is empty in the rows of the whole.
func acceptedClass(list []string, value string) bool {
	if value == "" {
		value = undivided
	}
	return accepted(list, value)
}

func (f *rowFilter) wants(k rowKey) bool {
	return f.areas[k.area] && f.periods[k.period] && f.classes[k.class] && f.statuses[k.status] && f.sexes[k.sex]
}
