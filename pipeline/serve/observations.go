package serve

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/release"
)

// observationList is the form of an answer; observationPage writes it.
type observationList struct {
	page
	Synthetic    bool             `json:"synthetic"`
	Releases     []string         `json:"releases"`
	Observations []map[string]any `json:"observations"`
}

// observationPage is the rows of an answer before they are written.
type observationPage struct {
	page   page
	fields []string
	rows   [][]string // texts in the order of fields
}

// rowFilter tells which rows of an index are asked for, by their numbers.
type rowFilter struct {
	areas, periods []bool
	sexes          map[byte]bool
	statuses       []bool
}

func listObservations(c *apiCall) (any, error) {
	if err := c.checkGrains(); err != nil {
		return nil, err
	}
	made := &observationPage{fields: c.query.lists["fields"]}
	if len(made.fields) == 0 {
		made.fields = fieldNames()
	}
	total := 0
	for _, p := range c.view.parts {
		if sets := c.query.lists["set"]; len(sets) > 0 && !slices.Contains(sets, p.set.Name) {
			continue
		}
		x, err := c.server.catalog.index(c.Context(), p)
		if err != nil {
			return nil, err
		}
		filter := c.filter(x)
		for _, indicator := range x.indicators {
			if ids := c.query.lists["indicator"]; len(ids) > 0 && !slices.Contains(ids, indicator) {
				continue
			}
			s := x.spans[indicator]
			for row := s.from; row < s.to; row++ {
				if !filter.wants(x.rows[row]) {
					continue
				}
				if total >= c.query.offset && total-c.query.offset < c.query.limit {
					made.rows = append(made.rows, made.texts(x, row, p))
				}
				total++
			}
		}
	}
	made.page = c.page(total)
	return made, nil
}

// checkGrains refuses area types that none of the indicators has, and says which
// there are.
func (c *apiCall) checkGrains() error {
	var have []string
	for _, id := range c.query.lists["indicator"] {
		grains := c.view.indicators[id].Grains
		if len(grains) == 0 {
			return nil
		}
		have = append(have, words(grains)...)
	}
	types := c.query.lists["area_type"]
	if len(have) == 0 || len(types) == 0 || slices.ContainsFunc(types, func(t string) bool { return slices.Contains(have, t) }) {
		return nil
	}
	slices.Sort(have)
	have = slices.Compact(have)
	list := strings.Join(have, ", ")
	return &badRequest{[]paramProblem{{Parameter: "area_type", Valid: have, Message: code.Text{
		SV: "Indikatorn finns inte för den områdestypen. Den finns för: " + list + ".",
		EN: "The indicator has no data for that type of area. It has: " + list + ".",
	}}}}
}

func (c *apiCall) filter(x *index) rowFilter {
	lists := c.query.lists
	f := rowFilter{areas: make([]bool, len(x.areas)), periods: make([]bool, len(x.periods)), sexes: map[byte]bool{}, statuses: make([]bool, len(statuses()))}
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

func (f rowFilter) wants(k rowKey) bool {
	return f.areas[k.area] && f.periods[k.period] && f.statuses[k.status] && f.sexes[k.sex]
}

// texts are the row's fields as released.
func (o *observationPage) texts(x *index, row int, p part) []string {
	columns := x.columns(row, nil)
	columns = append(columns, p.set.Name, p.release.ID)
	names := fieldNames()
	texts := make([]string, len(o.fields))
	for i, field := range o.fields {
		texts[i] = columns[slices.Index(names, field)]
	}
	return texts
}

// send writes the page as JSON or CSV.
func (o *observationPage) send(c *apiCall) {
	h := c.w.Header()
	h.Set("X-Total-Count", strconv.Itoa(o.page.Total))
	var links []string
	if o.page.Next != nil {
		links = append(links, "<"+*o.page.Next+">; rel=\"next\"")
	}
	if o.page.Previous != nil {
		links = append(links, "<"+*o.page.Previous+">; rel=\"prev\"")
	}
	if len(links) > 0 {
		h.Set("Link", strings.Join(links, ", "))
	}
	var body []byte
	var err error
	if c.format() == "csv" {
		h.Set("Content-Type", "text/csv; charset=utf-8; header=present")
		body, err = o.csv()
	} else {
		h.Set("Content-Type", "application/json")
		body, err = o.json(c.view)
	}
	if err != nil {
		c.server.internal(c.w, c.Request, err)
		return
	}
	setLength(c.w, len(body))
	c.w.WriteHeader(http.StatusOK)
	c.w.Write(body) //nolint:errcheck // the reader has gone away
}

// csv writes the rows as the released CSV has them.
func (o *observationPage) csv() ([]byte, error) {
	var body bytes.Buffer
	w := csv.NewWriter(&body)
	w.UseCRLF = true // RFC 4180
	rows := append([][]string{o.fields}, o.rows...)
	if err := w.WriteAll(rows); err != nil {
		return nil, fmt.Errorf("write csv: %w", err)
	}
	return body.Bytes(), nil
}

// json writes the rows with their numbers digit by digit as released; what is
// empty is null.
func (o *observationPage) json(v *view) ([]byte, error) {
	kinds := map[string]release.ColumnKind{}
	for _, c := range release.Columns() {
		kinds[c.Name] = c.Kind
	}
	frame := observationList{page: o.page, Synthetic: v.synthetic(), Releases: v.releaseIDs()}
	head, err := json.Marshal(frame)
	if err != nil {
		return nil, fmt.Errorf("write json: %w", err)
	}
	body := bytes.NewBuffer(bytes.TrimSuffix(head, []byte("null}")))
	body.WriteByte('[')
	for i, row := range o.rows {
		if i > 0 {
			body.WriteByte(',')
		}
		for j, text := range row {
			body.WriteByte("{,"[min(j, 1)])
			body.WriteString(strconv.Quote(o.fields[j]) + ":")
			if err := writeField(body, o.fields[j], kinds[o.fields[j]], text); err != nil {
				return nil, err
			}
		}
		body.WriteByte('}')
	}
	body.WriteString("]}\n")
	return body.Bytes(), nil
}

func writeField(body *bytes.Buffer, name string, kind release.ColumnKind, text string) error {
	var value any = text
	switch {
	case name == "flags":
		value = append([]string{}, strings.Fields(text)...)
	case text == "":
		value = nil
	case kind == release.DecimalColumn, kind == release.IntegerColumn:
		value = figure(text)
	}
	raw, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("write json: %w", err)
	}
	body.Write(raw)
	return nil
}
