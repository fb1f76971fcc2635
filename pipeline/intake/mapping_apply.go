package intake

import (
	"math"
	"slices"
	"strings"

	"jamfor/pipeline/contract"
	"jamfor/pipeline/identity"
	"jamfor/pipeline/table"
)

// mapper turns blocks of a source system's table into blocks of the datasets'
// own columns, one assembler each, by a mapping.
type mapper struct {
	job      *job
	table    *rawTable
	watch    *watcher // the guard reads every source cell
	missing  map[string]bool
	targets  []*mapTarget
	datasets []*mapDataset
	block    *block
	kommun   *codeIndex
	period   int // column of PeriodColumn, -1 for none
	rows     [][]byte
}

// mapDataset gathers the rows of one dataset.
type mapDataset struct {
	assembler *assembler
	columns   []string // kommun and the dataset's variables
	out       block
	there     bool // the table has the columns that some entry's conditions ask for
}

// mapTarget is one entry of the mapping's rows.
type mapTarget struct {
	when    []mapCondition
	values  []*mapValue // by the dataset's columns; nil where the mapping has none
	dataset *mapDataset
}

type mapCondition struct {
	source  int
	present *bool
	in      map[string]bool
	notIn   map[string]bool
	number  bool  // from and before are numbers, scaled as table.Decimal; else days
	from    int64 // the least that meets the condition
	before  int64 // the least above it that does not
}

// mapValue is a Value with its source columns found.
type mapValue struct {
	Value
	source  int
	second  int // the month of MonthOf
	shown   string
	missing map[string]bool
	table   map[string]string // of Lookup or Codes
	folded  map[string]string // the same by lower-case source values
	context identity.Context
	cases   []mapCase
}

type mapCase struct {
	when     []mapCondition
	constant []byte
}

func newMapper(j *job, t *rawTable) (*mapper, error) {
	m := &mapper{job: j, table: t, missing: setOf(j.options.Mapping.Missing), kommun: j.codeIndex("kommun")}
	if err := m.checkColumns(); err != nil {
		return nil, err
	}
	m.period = -1
	if name := j.options.Mapping.PeriodColumn; name != "" {
		m.period = m.source(name)
	}
	m.watch = &watcher{guard: t.guard}
	for _, name := range t.header.names {
		kind := identity.Undeclared
		if slices.ContainsFunc(j.options.Mapping.Timestamps, func(s string) bool { return fold(s) == fold(name) }) {
			kind = identity.Timestamp
		}
		m.watch.handles = append(m.watch.handles, t.guard.Column(name, kind))
	}
	byName := map[string]*mapDataset{}
	for _, r := range j.options.Mapping.Rows {
		d := byName[r.Dataset]
		if d == nil {
			d = m.dataset(j.contract.Datasets[r.Dataset])
			byName[r.Dataset] = d
			m.datasets = append(m.datasets, d)
		}
		m.targets = append(m.targets, m.target(r, d))
	}
	for _, name := range j.options.Mapping.Zero {
		j.zero(name, j.options.Municipality)
	}
	m.notes()
	return m, nil
}

func setOf(values []string) map[string]bool {
	set := make(map[string]bool, len(values))
	for _, v := range values {
		set[v] = true
	}
	return set
}

// foldedSet is the values in lower case.
func foldedSet(values []string) map[string]bool {
	set := make(map[string]bool, len(values))
	for _, v := range values {
		set[strings.ToLower(v)] = true
	}
	return set
}

// foldedTable is the table by lower-case source values; "" where two that fold
// alike mean different things.
func foldedTable(table map[string]string) map[string]string {
	folded := make(map[string]string, len(table))
	for source, meant := range table {
		low := strings.ToLower(source)
		if other, taken := folded[low]; taken && other != meant {
			meant = ""
		}
		folded[low] = meant
	}
	return folded
}

// checkColumns refuses a table that lacks a column which the mapping reads.
func (m *mapper) checkColumns() error {
	var refusal Refusal
	for _, name := range m.job.options.Mapping.needed() {
		if m.source(name) >= 0 || slices.Contains(m.job.options.Mapping.Optional, name) {
			continue
		}
		f := stop(RuleMapColumn, textf("Kolumnen %[1]s, som mappningen %[2]s läser, saknas.", "The column %[1]s, which the mapping %[2]s reads, is missing.", name, m.job.options.Mapping.Label()),
			text("Ta med kolumnen i uttaget, eller använd den mappning som hör till uttaget.", "Include the column in the extract, or use the mapping that belongs to the extract."))
		f.Sheet, f.Column, f.Row = m.table.sheet, name, m.table.header.row
		refusal.Findings = append(refusal.Findings, f)
	}
	if refusal.Findings != nil {
		return &refusal
	}
	return nil
}

// source finds a source column: by its exact name, else folded.
func (m *mapper) source(name string) int {
	if i := slices.Index(m.table.header.names, name); i >= 0 {
		return i
	}
	return m.table.header.index(name)
}

// dataset makes the assembler of a dataset with the mapped columns as its table.
func (m *mapper) dataset(d *contract.Dataset) *mapDataset {
	out := &mapDataset{columns: []string{"kommun"}}
	for _, v := range d.Variables {
		out.columns = append(out.columns, v.Name)
	}
	h := header{names: out.columns, row: m.table.header.row}
	for _, name := range out.columns {
		h.folded = append(h.folded, fold(name))
	}
	t := &rawTable{sheet: m.table.sheet, header: h, dataset: d, guard: m.table.guard, serials: m.table.serials, from1904: m.table.from1904}
	out.assembler = newAssembler(m.job, t)
	out.out.reset(len(out.columns))
	return out
}

func (m *mapper) target(r RowMap, d *mapDataset) *mapTarget {
	t := &mapTarget{when: m.conditions(r.When), dataset: d}
	d.there = d.there || !slices.ContainsFunc(t.when, func(c mapCondition) bool { return c.source < 0 && (c.present == nil || *c.present) })
	for _, name := range d.columns {
		v, ok := r.Columns[name]
		if !ok {
			t.values = append(t.values, nil)
			continue
		}
		value := m.value(v)
		t.values = append(t.values, value)
		if c := d.assembler.converterOf(name); c != nil {
			c.ready = c.ready || value.LocalID != nil
			if value.shown != "" {
				c.shown = value.shown + " → " + name
			}
		}
	}
	return t
}

func (m *mapper) value(v Value) *mapValue {
	value := &mapValue{Value: v, source: -1, missing: setOf(v.Missing), table: v.Codes}
	column := v.Column + v.YearMinus + v.YearOf + v.FirstDay
	if v.MonthOf != nil {
		column = v.MonthOf.Year
		value.second = m.source(v.MonthOf.Month)
	}
	if v.LocalID != nil {
		column = v.LocalID.Column
		value.context = identity.Context(v.LocalID.Context)
	}
	if column != "" {
		value.source = m.source(column)
		if value.source >= 0 {
			value.shown = m.table.header.shown(value.source)
		}
	}
	if v.Lookup != "" {
		value.table = m.job.options.Mapping.Lookups[v.Lookup].Values
	}
	value.folded = foldedTable(value.table)
	for _, c := range v.Cases {
		value.cases = append(value.cases, mapCase{m.conditions(c.When), []byte(c.Constant)})
	}
	return value
}

func (m *mapper) conditions(list []Condition) []mapCondition {
	var out []mapCondition
	for _, c := range list {
		out = append(out, m.condition(c))
	}
	return out
}

// condition makes a condition ready; its limits have been checked.
func (m *mapper) condition(c Condition) mapCondition {
	ready := mapCondition{source: m.source(c.Column), present: c.Present, from: math.MinInt64, before: math.MaxInt64}
	if len(c.In) > 0 {
		ready.in = foldedSet(c.In)
	}
	if len(c.NotIn) > 0 {
		ready.notIn = foldedSet(c.NotIn)
	}
	ready.number = c.AtLeast+c.Below != ""
	if c.AtLeast != "" {
		ready.from, _, _ = parseDecimal([]byte(c.AtLeast))
	}
	if c.Below != "" {
		ready.before, _, _ = parseDecimal([]byte(c.Below))
	}
	if c.From != "" {
		ready.from, _ = parseDate([]byte(c.From))
	}
	if c.Before != "" {
		ready.before, _ = parseDate([]byte(c.Before))
	}
	return ready
}

// notes tells what the mapping leaves out and which assignments are for tests.
func (m *mapper) notes() {
	mapping := m.job.options.Mapping
	known := map[string]bool{}
	for _, name := range mapping.sourceColumns() {
		known[fold(name)] = true
	}
	for i, name := range m.table.header.folded {
		if !known[name] && name != "" {
			m.job.issue(m.table.sheet, "", unknownColumn(m.table.header.shown(i)))
		}
	}
	if len(mapping.Ignore) > 0 {
		m.job.issue(m.table.sheet, "", note(RuleMapIgnored, textf(
			"Mappningen %[1]s lämnar kolumner utan avseende: %[2]s.", "The mapping %[1]s leaves columns out: %[2]s.", mapping.Label(), strings.Join(mapping.Ignore, ", ")),
			text("Inget behöver göras.", "Nothing needs doing.")))
	}
	for _, name := range sortedKeys(mapping.Lookups) {
		if l := mapping.Lookups[name]; l.Test {
			m.job.issue(m.table.sheet, "", warn(RuleTestMap, textf(
				"Tabellen %[1]s i mappningen %[2]s är en testtilldelning: %[3]s", "The table %[1]s of the mapping %[2]s is a test assignment: %[4]s",
				name, mapping.Label(), l.Title.SV, l.Title.In("en")),
				text("Använd inte uppgifterna utanför tester.", "Do not use the data outside tests.")))
		}
	}
}

// take maps one block.
func (m *mapper) take(b *block) error {
	if err := m.watch.take(b); err != nil {
		return err
	}
	m.block = b
	for r := range b.len() {
		m.checkPeriod(r)
		for _, t := range m.targets {
			if !m.holds(t.when, r) {
				continue
			}
			if cells := m.row(t, r); cells != nil {
				t.dataset.out.appendRow(b.row[r], cells)
			}
			if t.dataset.out.full(table.BatchRows) {
				if err := t.dataset.flush(); err != nil {
					return err
				}
			}
		}
	}
	for _, d := range m.datasets {
		if err := d.flush(); err != nil {
			return err
		}
	}
	return nil
}

// flush hands the gathered rows to the dataset's assembler.
func (d *mapDataset) flush() error {
	if d.out.len() == 0 {
		return nil
	}
	err := d.assembler.take(&d.out)
	d.out.reset(len(d.columns))
	return err
}

func (m *mapper) close(whole bool) {
	for _, d := range m.datasets {
		if !d.there {
			continue // the table lacks its optional columns: it is no table of this dataset
		}
		d.assembler.part.Dropped = nil
		d.assembler.close(whole)
	}
}
