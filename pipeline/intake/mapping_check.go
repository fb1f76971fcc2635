package intake

import (
	"fmt"
	"slices"
	"sort"

	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/identity"
)

// mappingCheck gathers what is wrong with a mapping, in a fixed order.
type mappingCheck struct {
	mapping  *Mapping
	contract *contract.Contract
	problems []code.Text
	keyed    map[string]bool // dataset.column of pseudonyms → made from local ids
}

func (m *Mapping) check(c *contract.Contract) []code.Text {
	k := &mappingCheck{mapping: m, contract: c, keyed: map[string]bool{}}
	k.head()
	for i, r := range m.Rows {
		k.rows(fmt.Sprintf("rows[%d]", i), r)
	}
	return k.problems
}

func (k *mappingCheck) bad(sv, en string, args ...any) {
	k.problems = append(k.problems, textf(sv, en, args...))
}

func (k *mappingCheck) head() {
	m := k.mapping
	if m.Version != MappingVersion {
		k.bad("okänd formatversion %d, ska vara %d", "unknown format version %d, want %d", m.Version, MappingVersion)
	}
	if m.Name == "" || m.Revision < 1 {
		k.bad("name och revision (från 1) måste anges", "name and revision (from 1) are required")
	}
	if k.contract.Collections[m.Collection] == nil {
		k.bad("okänd insamling %q", "unknown collection %q", m.Collection)
	}
	for _, p := range m.Periods {
		if _, err := code.ParsePeriod(p); err != nil {
			k.bad("periods: %v", "periods: %v", err)
		}
	}
	if len(m.Rows) == 0 {
		k.bad("rows: inga", "rows: none")
	}
	for _, name := range sortedKeys(m.Lookups) {
		if len(m.Lookups[name].Values) == 0 {
			k.bad("lookups.%s: inga värden", "lookups.%s: no values", name)
		}
	}
	for _, name := range m.Zero {
		if col := k.contract.Collections[m.Collection]; col == nil || !slices.Contains(col.Datasets, name) {
			k.bad("zero: datamängden %q hör inte till insamlingen", "zero: dataset %q is not part of the collection", name)
		}
	}
	seen := map[string]bool{}
	for _, name := range m.Headings {
		if seen[fold(name)] || fold(name) == "" {
			k.bad("headings: %q är tom eller står två gånger", "headings: %q is empty or stands twice", name)
		}
		seen[fold(name)] = true
	}
	for _, name := range m.Ignore {
		if slices.Contains(m.needed(), name) {
			k.bad("ignore: kolumnen %q läses av mappningen", "ignore: column %q is read by the mapping", name)
		}
	}
}

func (k *mappingCheck) rows(at string, r RowMap) {
	col := k.contract.Collections[k.mapping.Collection]
	d := k.contract.Datasets[r.Dataset]
	if d == nil || col == nil || !slices.Contains(col.Datasets, r.Dataset) {
		k.bad("%s: datamängden %q hör inte till insamlingen", "%s: dataset %q is not part of the collection", at, r.Dataset)
		return
	}
	k.conditions(at+".when", r.When)
	for _, name := range sortedKeys(r.Columns) {
		v := d.Variable(name)
		if name == "kommun" {
			v = &contract.Variable{Name: "kommun", Type: contract.Code, List: "kommun"}
		}
		if v == nil {
			k.bad("%s: datamängden %s har ingen kolumn %q", "%s: dataset %s has no column %q", at, r.Dataset, name)
			continue
		}
		k.value(at+"."+name, v, r.Columns[name])
		k.oneKind(at, r.Dataset+"."+name, v, r.Columns[name])
	}
	for _, v := range d.Variables {
		if _, ok := r.Columns[v.Name]; v.Required && !ok {
			k.bad("%s: kolumnen %s krävs men saknas", "%s: required column %s is not mapped", at, v.Name)
		}
	}
}

func (k *mappingCheck) conditions(at string, list []Condition) {
	for i, c := range list {
		if c.Column == "" || c.tests() != 1 {
			k.bad("%s[%d]: ska ha en kolumn (column) och antingen present eller in (eller ett av not_in, from, before, at_least, below)", "%s[%d]: want a column and either present or in (or one of not_in, from, before, at_least, below)", at, i)
		}
		for _, date := range []string{c.From, c.Before} {
			if _, ok := parseDate([]byte(date)); date != "" && !ok {
				k.bad("%s[%d]: %q är inget datum", "%s[%d]: %q is no date", at, i, date)
			}
		}
		for _, limit := range []string{c.AtLeast, c.Below} {
			if _, _, ok := parseDecimal([]byte(limit)); limit != "" && !ok {
				k.bad("%s[%d]: %q är inget tal", "%s[%d]: %q is no number", at, i, limit)
			}
		}
	}
}

// tests counts what a condition asks.
func (c Condition) tests() int {
	n := 0
	for _, set := range []bool{c.Present != nil, len(c.In) > 0, len(c.NotIn) > 0, c.From != "", c.Before != "", c.AtLeast != "", c.Below != ""} {
		if set {
			n++
		}
	}
	return n
}

// value holds one value against its variable.
func (k *mappingCheck) value(at string, v *contract.Variable, m Value) {
	sources := 0
	for _, set := range []bool{m.Constant != "", m.Column != "", m.LocalID != nil, m.YearMinus != "", m.YearOf != "", m.FirstDay != "", m.Day != "", m.MonthOf != nil, len(m.Cases) > 0} {
		if set {
			sources++
		}
	}
	if sources != 1 {
		k.bad("%s: ska ha precis ett av constant, column, local_id, year_minus, year_of, first_day, day, month_of, cases", "%s: want exactly one of constant, column, local_id, year_minus, year_of, first_day, day, month_of, cases", at)
	}
	k.dates(at, v, m)
	if m.Column == "" && (m.Lookup != "" || m.Codes != nil || m.Prefix != "" || m.Leading || m.Rest != "" || m.Missing != nil) {
		k.bad("%s: lookup, codes, prefix, leading_digits, rest och missing hör ihop med column", "%s: lookup, codes, prefix, leading_digits, rest and missing go with column", at)
	}
	if m.Rest != "" && (m.Rest != "missing" || m.Codes == nil) {
		k.bad("%s: rest kan bara vara missing, och hör ihop med codes", "%s: rest can only be missing, and goes with codes", at)
	}
	if m.Lookup != "" && m.Codes != nil {
		k.bad("%s: lookup och codes utesluter varandra", "%s: lookup and codes exclude each other", at)
	}
	if m.LocalID != nil {
		k.localID(at, v, *m.LocalID)
	} else if v.Type == contract.Pseudonym && m.Column == "" {
		k.bad("%s: en pseudonym kommer från en kolumn med pseudonymer (p1) eller från local_id", "%s: a pseudonym comes from a column of p1 or from local_id", at)
	}
	k.targets(at, v, m)
}

// dates holds the values that make dates and months against their variable.
func (k *mappingCheck) dates(at string, v *contract.Variable, m Value) {
	if (m.FirstDay != "" || m.Day != "") && v.Type != contract.Date {
		k.bad("%s: first_day och day ger datum", "%s: first_day and day make dates", at)
	}
	if _, ok := parseDate([]byte("2024-" + m.Day)); m.Day != "" && (!ok || len(m.Day) != 5 || m.Day == "02-29") {
		k.bad("%s: day: %q är ingen dag (MM-DD) som finns varje år", "%s: day: %q is no MM-DD of every year", at, m.Day)
	}
	if m.MonthOf != nil && (v.Type != contract.Month || m.MonthOf.Year == "" || m.MonthOf.Month == "") {
		k.bad("%s: month_of ska ha kolumnerna year och month, och ger månader", "%s: month_of wants the columns year and month, and makes months", at)
	}
}

// oneKind holds that a pseudonym column is keyed from local ids in every entry
// or in none: otherwise a file's own p2 could pass for one that was made here.
func (k *mappingCheck) oneKind(at, column string, v *contract.Variable, m Value) {
	if v.Type != contract.Pseudonym {
		return
	}
	local := m.LocalID != nil
	if before, seen := k.keyed[column]; seen && before != local {
		k.bad("%s: %s kommer från ett lokalt id här och från pseudonymer (p1) på ett annat ställe", "%s: %s comes from a local id here and from p1 elsewhere", at, column)
	}
	k.keyed[column] = local
}

func (k *mappingCheck) localID(at string, v *contract.Variable, id LocalID) {
	if v.Type != contract.Pseudonym {
		k.bad("%s: bara pseudonymer kan göras av lokala id:n", "%s: only pseudonyms are keyed from local ids", at)
	}
	if _, err := identity.ParseContext(id.Context); err != nil || id.Column == "" {
		k.bad("%s: local_id ska ha en kolumn (column) och ett sammanhang (context: lokal, arende, hushall, svar)", "%s: local_id wants a column and a context (lokal, arende, hushall, svar)", at)
	}
}

// targets holds every core value that the mapping names against the code list.
func (k *mappingCheck) targets(at string, v *contract.Variable, m Value) {
	var values []string
	for _, s := range []string{m.Constant, m.IfMissing} {
		if s != "" {
			values = append(values, s)
		}
	}
	for _, source := range sortedKeys(m.Codes) {
		values = append(values, m.Codes[source])
	}
	for i, c := range m.Cases {
		k.conditions(fmt.Sprintf("%s.cases[%d].when", at, i), c.When)
		values = append(values, c.Constant)
	}
	if m.Lookup != "" {
		table, ok := k.mapping.Lookups[m.Lookup]
		if !ok {
			k.bad("%s: okänd lookup %q", "%s: unknown lookup %q", at, m.Lookup)
		}
		for _, source := range sortedKeys(table.Values) {
			values = append(values, table.Values[source])
		}
	}
	for _, value := range values {
		if !fits(k.contract, v, value) {
			k.bad("%s: %q är inget värde för %s", "%s: %q is no value of %s", at, value, v.Name)
		}
	}
}

// fits reports whether a text is a value of the variable.
func fits(c *contract.Contract, v *contract.Variable, value string) bool {
	raw := []byte(value)
	ok := true
	switch v.Type {
	case contract.Code:
		if list := c.Lists[v.List]; list != nil {
			_, ok = list.Find(value)
		}
	case contract.Integer:
		_, ok = parseInteger(raw)
	case contract.Decimal:
		_, _, ok = parseDecimal(raw)
	case contract.Year:
		_, ok = parseYear(raw)
	case contract.Date:
		_, ok = parseDate(raw)
	case contract.Month:
		_, ok = parseMonth(raw)
	case contract.Pseudonym:
		ok = false
	}
	return ok && value != ""
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
