package intake

import (
	"slices"

	"jamfor/pipeline/contract"
	"jamfor/pipeline/identity"
	"jamfor/pipeline/table"
)

// assembler turns blocks of a table that already has the core model's columns
// into batches of its dataset.
type assembler struct {
	job        *job
	table      *rawTable
	part       Part
	kommun     kommunColumn
	system     []systemCheck
	converters []*converter
	unknown    []unknownSource
	block      *block   // under way, for findings
	rowKommun  []string // of its rows
	saidEmpty  bool     // a nollrapport stands in the table
	blocked    bool     // required columns are missing: only look, hand over nothing
}

// unknownSource is a column that only the guard reads.
type unknownSource struct{ column, handle int }

func newAssembler(j *job, t *rawTable) *assembler {
	a := &assembler{job: j, table: t, part: Part{Dataset: t.dataset.Name, Sheet: t.sheet, Municipalities: map[string]int64{}}}
	a.kommun = kommunColumn{source: -1, codes: newCodeIndex(j.contract.Lists[kommunList]), fixed: j.options.Municipality, period: j.options.Period}
	byName := map[string]*contract.Variable{}
	for i := range t.dataset.Variables {
		byName[fold(t.dataset.Variables[i].Name)] = &t.dataset.Variables[i]
	}
	sources := map[string]*converter{}
	for column, name := range t.header.folded {
		v := byName[name]
		if v == nil || sources[v.Name] != nil {
			a.other(column, name)
			continue
		}
		sources[v.Name] = a.converter(v, column)
	}
	for i := range t.dataset.Variables {
		v := &t.dataset.Variables[i]
		c := sources[v.Name]
		if c == nil {
			c = a.converter(v, -1)
		}
		a.converters = append(a.converters, c)
	}
	a.checkHeader()
	return a
}

// converter makes the converter of a variable from a column of the file.
func (a *assembler) converter(v *contract.Variable, column int) *converter {
	c := &converter{
		variable: v, source: column, guard: a.table.guard,
		serials: a.table.serials, own: a.job.options.OwnIDs, from1904: a.table.from1904,
	}
	if v.Type == contract.Pseudonym {
		c.keys = a.job.keys.Clone()
	}
	if v.Type == contract.Code {
		c.codes = a.job.codeIndex(v.List)
	}
	if column >= 0 {
		c.shown = a.table.header.shown(column)
		c.handle = a.table.guard.Column(a.table.header.names[column], guardKind(v))
	}
	return c
}

func guardKind(v *contract.Variable) identity.ColumnKind {
	if v.Type == contract.Text {
		return identity.Stored
	}
	return identity.Undeclared
}

// converterOf is the converter of a variable, nil for other columns.
func (a *assembler) converterOf(name string) *converter {
	for _, c := range a.converters {
		if c.variable.Name == name {
			return c
		}
	}
	return nil
}

// other takes a column that is not one of the dataset's variables.
func (a *assembler) other(column int, name string) {
	handle := a.table.guard.Column(a.table.header.names[column], identity.Undeclared)
	switch {
	case name == "kommun" && a.kommun.source < 0:
		a.kommun.source, a.kommun.handle = column, handle
		a.kommun.shown = a.table.header.shown(column)
	case slices.Contains(systemColumns, name):
		a.system = append(a.system, systemCheck{name: name, source: column, handle: handle, shown: a.table.header.shown(column)})
	default:
		a.unknown = append(a.unknown, unknownSource{column, handle})
		a.part.Dropped = append(a.part.Dropped, a.table.header.shown(column))
		if name != "" {
			a.issue(unknownColumn(a.table.header.shown(column)))
		}
	}
}

// checkHeader raises what is wrong with the heading as a whole.
func (a *assembler) checkHeader() {
	h := a.table.header
	for _, f := range missingColumns(h.match(a.table.dataset), h) {
		a.whole(f)
	}
	for _, name := range h.duplicates() {
		f := stop(RuleDuplicate, text("Två kolumner har samma namn.", "Two columns have the same name."), text("Ta bort eller döp om den ena.", "Remove or rename one of them."))
		f.Column, f.Row = name, h.row
		a.whole(f)
	}
	if a.job.options.Municipality == "" && a.kommun.source < 0 && a.table.dataset.Parent == "" {
		f := stop(RuleNeedKommun, text("Leveransen gäller flera kommuner men kolumnen kommun saknas.", "The delivery is for several municipalities but the column kommun is missing."),
			text("Lägg till kolumnen kommun med fyrsiffrig kommunkod.", "Add the column kommun with the four-digit municipality code."))
		f.Column, f.Row = "kommun", h.row
		a.whole(f)
	}
}

// whole raises a finding that stops the whole file.
func (a *assembler) whole(f table.Finding) {
	f.Sheet, f.Dataset = a.table.sheet, a.table.dataset.Name
	a.job.found.add(f)
	a.blocked = a.blocked || f.Severity == table.Stop
}

func (a *assembler) issue(f table.Finding) { a.job.issue(a.table.sheet, a.table.dataset.Name, f) }

// report raises a finding about row r of the block under way.
func (a *assembler) report(r int, f table.Finding) {
	f.Sheet, f.Dataset, f.Row = a.table.sheet, a.table.dataset.Name, a.block.row[r]
	f.Municipality = a.rowKommun[r]
	a.job.found.add(f)
}

// take types one block and hands it over.
func (a *assembler) take(b *block) error {
	b = a.takeZero(b)
	a.block = b
	batch := &table.Batch{
		Dataset: a.table.dataset.Name, File: a.job.found.file, Sheet: a.table.sheet,
		Row: slices.Clone(b.row), Columns: make([]table.Column, 1+len(a.converters)),
	}
	a.kommun.column(b, &batch.Columns[0], a)
	a.columns(b, batch)
	for _, check := range a.system {
		check.run(b, a)
	}
	if a.blocked || a.job.found.err != nil {
		return nil
	}
	a.part.Rows += int64(batch.Len())
	for _, kommun := range batch.Columns[0].Text {
		a.part.Municipalities[kommun]++
	}
	return a.job.found.sink.Batch(batch)
}

// columns types the block's columns side by side, and lets the guard read those
// that are not stored. What they report goes out column by column, as if they
// had been typed one after the other.
func (a *assembler) columns(b *block, batch *table.Batch) {
	typed := len(a.converters)
	sideBySide(typed+len(a.unknown), func(i int) {
		if i < typed {
			a.converters[i].column(b, &batch.Columns[1+i])
			return
		}
		u := a.unknown[i-typed]
		watch(a.table.guard, u.handle, b, u.column)
	})
	for _, c := range a.converters {
		for _, remark := range c.remarks {
			a.report(remark.row, remark.finding)
		}
		c.remarks = c.remarks[:0]
	}
}

// close ends the part: notes that need the whole column, and the summary.
func (a *assembler) close(whole bool) {
	for _, c := range a.converters {
		c.habits.tell(a.job)
		if c.rounded > 0 {
			f := note(RuleDecimals, textf("%d värden har fler än %d decimaler och har avrundats.", "%d values have more than %d decimals and were rounded.", c.rounded, table.Scale),
				text("Inget behöver göras.", "Nothing needs doing."))
			f.Column = c.shown
			a.issue(f)
		}
	}
	if a.part.Rows == 0 && !a.blocked && whole && !a.saidEmpty {
		a.issue(note(RuleNoRows, text("Rubrikraden följs inte av några rader.", "No rows follow the header."),
			text("Finns inget att redovisa lämnas en nollrapport.", "Where there is nothing to report, send a nollrapport.")))
	}
	a.job.summary.Parts = append(a.job.summary.Parts, a.part)
}
