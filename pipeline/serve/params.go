package serve

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/release"
)

// The limits of a page of the own API.
const (
	defaultLimit = 1000
	maxLimit     = 10_000    // of JSON
	maxTable     = 1_000_000 // of the other forms, which are written while they are read
	maxOffset    = 1 << 30
	maxListed    = 1000 // values in one parameter
)

// param is a parameter of the own API. The table of them is what requests are
// read by and what the OpenAPI document says.
type param struct {
	name     string
	kind     paramKind
	meaning  code.Text
	standard string               // value where it is absent; may be empty
	most     int                  // of an integer
	valid    func(*view) []string // the values of a list or a choice; nil: any
}

type paramKind int

const (
	listParam paramKind = iota // values with commas between, or the name repeated
	oneParam                   // one of valid
	textParam
	dateParam
	integerParam
)

// apiQuery is a request's parameters, checked.
type apiQuery struct {
	lists  map[string][]string // of lists and choices; absent: not filtered
	texts  map[string]string
	limit  int
	offset int
	// limited tells that the request names its limit.
	limited bool
}

func pagingParams() []param {
	return []param{
		{name: "limit", kind: integerParam, most: maxLimit, standard: strconv.Itoa(defaultLimit), meaning: code.Text{SV: "Högsta antal rader i svaret", EN: "Most rows in the answer"}},
		{name: "offset", kind: integerParam, most: maxOffset, standard: "0", meaning: code.Text{SV: "Antal rader att hoppa över", EN: "Number of rows to skip"}},
	}
}

// tablePaging is the paging of a resource that has other forms than JSON: the
// form decides how many rows an answer may hold.
func tablePaging() []param {
	list := pagingParams()
	list[0].most, list[0].standard = maxTable, ""
	list[0].meaning = code.Text{
		SV: "Högsta antal rader i svaret: JSON 1000 om inget sägs och högst 10000; CSV, Parquet och Arrow alla rader, högst 1000000",
		EN: "Most rows in the answer: JSON 1000 unless told and at most 10000; CSV, Parquet and Arrow all rows, at most 1000000",
	}
	return list
}

func viewParams() []param {
	return []param{
		{name: "release", kind: textParam, meaning: code.Text{SV: "Bara ur denna utgåva; annars varje uppsättnings senaste", EN: "From this release only; else the latest of each set"}},
		{name: "as_of", kind: dateParam, meaning: code.Text{SV: "Som det var publicerat vid dagens slut, ÅÅÅÅ-MM-DD", EN: "As published at the end of the day, YYYY-MM-DD"}},
	}
}

func observationParams() []param {
	return slices.Concat([]param{
		{name: "indicator", meaning: code.Text{SV: "Indikatorers id", EN: "Ids of indicators"}, valid: func(v *view) []string { return v.ids }},
		{name: "set", meaning: code.Text{SV: "Uppsättningar", EN: "Sets"}, valid: (*view).setNames},
		{name: "area", meaning: code.Text{SV: "Områdens koder: fyra siffror för kommun, två för län, 00 för riket, A1–C9 för kommungrupp", EN: "Codes of areas: four digits for a municipality, two for a county, 00 for the nation, A1–C9 for a municipality group"}, valid: func(*view) []string { return areaCodes("") }},
		{name: "group", meaning: code.Text{SV: "Kommunerna i dessa län eller kommungrupper", EN: "The municipalities of these counties or municipality groups"}, valid: func(*view) []string { return append(areaCodes(area.County), areaCodes(area.MunicipalityGroup)...) }},
		{name: "area_type", meaning: code.Text{SV: "Områdestyper", EN: "Types of area"}, valid: areaTypes},
		{name: "period", meaning: code.Text{SV: "Perioder, som 2025", EN: "Periods, as 2025"}, valid: (*view).periodNames},
		{name: "sex", meaning: code.Text{SV: "Kön: T totalt, K kvinnor, M män", EN: "Sex: T total, K women, M men"}, valid: func(*view) []string { return words(code.PublishedSexes) }},
		{name: "age_group", meaning: code.Text{SV: "Åldersgrupper, som 18-24; TOT alla åldrar", EN: "Age groups, as 18-24; TOT all ages"}, valid: classNames(release.Split.AgeGroups)},
		{name: "dimension", meaning: code.Text{SV: "Ytterligare indelningar; TOT utan indelning", EN: "Further dimensions; TOT without"}, valid: classNames(release.Split.Dimensions)},
		{name: "category", meaning: code.Text{SV: "Klasser i indelningarna; TOT utan indelning", EN: "Categories of the dimensions; TOT without"}, valid: classNames(release.Split.Categories)},
		{name: "status", meaning: code.Text{SV: "Status", EN: "Status"}, valid: func(*view) []string { return words(statuses()) }},
		{name: "fields", meaning: code.Text{SV: "Kolumner i svaret, i ordning; annars alla, period_start och period_end bara i Parquet och Arrow", EN: "Columns of the answer, in order; else all, period_start and period_end in Parquet and Arrow only"}, valid: func(*view) []string { return fieldNames() }},
		{name: "format", kind: oneParam, meaning: code.Text{SV: "Svarets form, i stället för Accept", EN: "Form of the answer, instead of Accept"}, valid: func(*view) []string { return words(forms()) }},
	}, viewParams(), tablePaging())
}

// undivided asks for the rows of the whole in a parameter about classes.
const undivided = "TOT"

// classNames gives what the splits of the view's indicators hold, sorted, after the
// whole.
func classNames(of func(release.Split) []string) func(*view) []string {
	return func(v *view) []string {
		var names []string
		for _, info := range v.indicators {
			for _, s := range info.Splits {
				names = append(names, of(s)...)
			}
		}
		slices.Sort(names)
		return append([]string{undivided}, slices.Compact(names)...)
	}
}

func words[T ~string](values []T) []string {
	list := make([]string, len(values))
	for i, v := range values {
		list[i] = string(v)
	}
	return list
}

func areaTypes(*view) []string { return words(area.Grains) }

// codesByType are the codes of every type of area, "" for all of them. They are
// asked for at every request and never change.
var codesByType = sync.OnceValue(func() map[area.Type][]string {
	codes := map[area.Type][]string{}
	for _, g := range area.Grains {
		for _, id := range area.Default().Areas(g) {
			codes[g] = append(codes[g], id.Code)
		}
		codes[""] = append(codes[""], codes[g]...)
	}
	return codes
})

// areaCodes lists the codes of a type, of all types where it is empty. The list
// is shared: it must not be changed.
func areaCodes(grain area.Type) []string { return slices.Clip(codesByType()[grain]) }

// readParams reads all parameters and collects every mistake. The view's own
// parameters are read first, by viewFor.
func readParams(query url.Values, params []param, v *view) (apiQuery, []paramProblem) {
	q := apiQuery{lists: map[string][]string{}, texts: map[string]string{}, limit: maxLimit}
	var problems []paramProblem
	for name := range query {
		if !slices.ContainsFunc(params, func(p param) bool { return p.name == name }) {
			unknown := unknownValue(clipped(name), name, paramNames(params))
			unknown.Message = code.Text{SV: "Parametern finns inte. " + unknown.Message.SV, EN: "There is no such parameter. " + unknown.Message.EN}
			problems = append(problems, unknown)
		}
	}
	for _, p := range params {
		given, there := query[p.name]
		if !there && p.standard != "" {
			given, there = []string{p.standard}, true
		}
		if there {
			problems = append(problems, q.read(p, given, v)...)
		}
	}
	slices.SortFunc(problems, func(a, b paramProblem) int {
		return cmp.Or(cmp.Compare(a.Parameter, b.Parameter), cmp.Compare(a.Message.SV, b.Message.SV))
	})
	return q, problems
}

func paramNames(params []param) []string {
	var names []string
	for _, p := range params {
		names = append(names, p.name)
	}
	return names
}

func (q *apiQuery) read(p param, given []string, v *view) []paramProblem {
	switch p.kind {
	case integerParam:
		return q.readInteger(p, given[0])
	case dateParam:
		if _, err := time.Parse(time.DateOnly, given[0]); err != nil {
			return []paramProblem{{Parameter: p.name, Message: code.Text{SV: "Datum skrivs ÅÅÅÅ-MM-DD, som 2026-03-01.", EN: "A date is written YYYY-MM-DD, as 2026-03-01."}}}
		}
		q.texts[p.name] = given[0]
		return nil
	case textParam:
		q.texts[p.name] = given[0]
		return nil
	case oneParam:
		given = given[:1]
	}
	values := []string{}
	for _, list := range given {
		values = append(values, splitIDs(list)...)
	}
	if len(values) > maxListed {
		return []paramProblem{{Parameter: p.name, Message: code.Text{SV: fmt.Sprintf("Högst %d värden.", maxListed), EN: fmt.Sprintf("At most %d values.", maxListed)}}}
	}
	q.lists[p.name] = values
	var problems []paramProblem
	valid := p.valid(v)
	for _, value := range values {
		if !slices.Contains(valid, value) && len(problems) < 10 {
			problems = append(problems, unknownValue(p.name, value, valid))
		}
	}
	if len(values) == 0 {
		problems = append(problems, unknownValue(p.name, "", valid))
	}
	return problems
}

func (q *apiQuery) readInteger(p param, text string) []paramProblem {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	least := 0
	if p.name == "limit" {
		least = 1
	}
	if err != nil || n < least || n > p.most {
		return []paramProblem{{Parameter: p.name, Message: code.Text{
			SV: fmt.Sprintf("Ett heltal från %d till %d.", least, p.most), EN: fmt.Sprintf("An integer from %d to %d.", least, p.most),
		}}}
	}
	if p.name == "limit" {
		q.limit, q.limited = n, true
	} else {
		q.offset = n
	}
	return nil
}

// viewFor is the view that the request's release or as_of names.
func (s *state) viewFor(query url.Values) (*view, []paramProblem) {
	id, day := query.Get("release"), query.Get("as_of")
	switch {
	case id != "" && day != "":
		return s.current, []paramProblem{{Parameter: "as_of", Message: code.Text{SV: "Ange release eller as_of, inte båda.", EN: "Give release or as_of, not both."}}}
	case id != "":
		if r, ok := s.releases[id]; ok {
			return s.only(r), nil
		}
		return s.current, []paramProblem{unknownValue("release", id, s.ids())}
	case day != "":
		return s.asOf(day), nil // a malformed day is refused with the other parameters
	}
	return s.current, nil
}

// periodNames lists the periods of the view's sets, in order.
func (v *view) periodNames() []string {
	var periods []code.Period
	for _, p := range v.parts {
		for _, set := range p.release.Sets {
			if set.Name == p.set.Name {
				periods = append(periods, set.Periods...)
			}
		}
	}
	slices.SortFunc(periods, comparePeriods)
	var names []string
	for _, p := range slices.Compact(periods) {
		names = append(names, p.String())
	}
	return names
}
