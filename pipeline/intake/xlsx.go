package intake

import (
	"slices"
	"strings"

	"jamfor/pipeline/contract"
	"jamfor/pipeline/identity"
)

// readXLSX reads a workbook: each sheet that is a dataset, in order; the guard
// reads all sheets, comments, properties and the texts that deleted rows left.
//
// The sheets are streamed by our own reader instead of excelize: excelize keeps
// the whole package in memory and writes large parts to temporary files, where
// clear identities must never come.
func (j *job) readXLSX() error {
	a, err := openArchive(j.file, j.limits)
	if err != nil {
		return err
	}
	w, err := a.workbook()
	if err != nil {
		return err
	}
	if err := j.scanParts(a, w); err != nil {
		return err
	}
	shared, err := j.scanShared(a, w.strings)
	if err != nil {
		return err
	}
	used := 0
	for _, ref := range w.sheets {
		dataset, err := j.readSheet(a, w, ref, shared)
		if err != nil {
			return err
		}
		if dataset {
			used++
		}
	}
	j.scanUnused(shared)
	if used == 0 && j.options.Mapping != nil && j.options.Mapping.Sheet != "" {
		return noSuchSheet(j.options.Mapping, w)
	}
	if used == 0 {
		return refuse(RuleSheet, text("Inget blad i arbetsboken innehåller en datamängd.", "No sheet of the workbook holds a dataset."),
			text("Döp bladen som datamängderna i mallen, eller låt rubrikraden vara mallens.", "Name the sheets after the template's datasets, or use the template's headings."))
	}
	return nil
}

// readSheet reads one sheet; used reports whether it is a dataset.
func (j *job) readSheet(a *archive, w workbook, ref sheetRef, shared *sharedStrings) (used bool, err error) {
	part, err := a.xml(ref.part)
	if err != nil {
		return false, err
	}
	defer part.close()
	guard := j.newGuard(ref.name)
	shown := ref.name
	if !identity.Clean(shown) {
		shown = "•••"
	}
	r := &sheetReader{part: part, strings: shared, limits: j.limits}
	r.outside = func(row int, text []byte) { guard.Text(identity.PlaceLoose, row, text) }
	r.aside = asideTo(guard, identity.PlaceMetadata)
	r.numbered = w.numbered
	t := rawTable{sheet: shown, guard: guard, serials: true, from1904: w.from1904, next: r.next}
	rows, err := r.peek(headerSearch)
	if err != nil {
		return false, err
	}
	if len(rows) == 0 {
		j.closeGuard(guard, shown, "")
		return false, nil
	}
	used = j.sheetTable(&t, ref.name, rows)
	if used {
		r.pending = j.above(shown, rows, t.header.row, guard)
	}
	r.width = len(t.header.names)
	if err := j.sheet(t, used); err != nil {
		return used, err
	}
	if used {
		j.tellHeader(shown, t.header)
		if r.formula {
			j.habit(text("formler läses genom sitt sparade värde", "formulas are read by their cached value"))
		}
	}
	if r.any && used {
		j.issue(shown, datasetName(t.dataset), note(RuleRowShape, text(
			"Det finns ifyllda celler utanför tabellens kolumner; de läses inte.", "There are filled cells outside the table's columns; they are not read."),
			text("Kontrollera att alla kolumner har en rubrik.", "Check that every column has a heading.")))
	}
	return used, nil
}

// sheet streams a sheet: as a dataset, or for the guard only.
func (j *job) sheet(t rawTable, used bool) error {
	if used {
		return j.table(t)
	}
	return j.watch(t)
}

func datasetName(d *contract.Dataset) string {
	if d == nil {
		return ""
	}
	return d.Name
}

// headerSearch is how many rows of a sheet may stand above its headings.
const headerSearch = 30

// above shows the guard the rows above the header and returns those below.
func (j *job) above(sheet string, rows []sheetRow, headerRow int, guard *identity.Guard) []sheetRow {
	for i, row := range rows {
		if row.row == headerRow {
			return rows[i+1:]
		}
		j.zeroLine(sheet, row.row, row.cells)
		for _, c := range row.cells {
			guard.Text(identity.PlaceLoose, row.row, c)
		}
	}
	return nil
}

// proseSheets are sheets that templates have beside the data, folded.
var proseSheets = []string{
	"definitioner", "definition", "exempel", "lathund", "lasmig", "readme", "instruktion", "instruktioner",
	"information", "info", "hjalp", "kodlista", "kodlistor", "koder", "forsattsblad", "forstasida", "om",
	"variabler", "innehall", "anmarkningar", "mall", "listor", "versionshistorik",
}

// sheetTable tells what a sheet is: its header, and its dataset (nil with a
// mapping). False: it is no dataset, only the guard reads it.
func (j *job) sheetTable(t *rawTable, name string, rows []sheetRow) bool {
	d := j.sheetDataset(name)
	prose := j.leftOut(name, d)
	least := 2
	if d != nil {
		least = 1
	}
	t.header = widest(rows)
	if prose {
		return false
	}
	at := slices.IndexFunc(rows, func(row sheetRow) bool {
		return knownColumns(j.known, newHeader(row.cells, row.row)) >= least
	})
	if at < 0 {
		j.notATable(t, name, d)
		return false
	}
	h := newHeader(rows[at].cells, rows[at].row)
	if j.options.Mapping == nil && d == nil {
		found, refusal := detectDataset(j.contract, j.collection, h)
		if refusal != nil {
			f := refusal.Findings[0]
			f.Sheet = t.sheet
			j.found.add(f)
			return false
		}
		d = found
	}
	t.header, t.dataset = h, d
	if j.options.Mapping != nil {
		t.dataset = nil
	}
	return true
}

// notATable raises what is wrong with a sheet without headings.
func (j *job) notATable(t *rawTable, name string, d *contract.Dataset) {
	f := warn(RuleSheet, text("Bladet känns inte igen och läses inte.", "The sheet is not recognised and is not read."),
		text("Innehåller bladet uppgifter som ska lämnas: döp det efter datamängden och använd mallens rubriker. Annars: ta bort det.", "If the sheet holds data to be delivered: name it after its dataset and use the template's headings. Otherwise remove it."))
	if d != nil {
		f = stop(RuleDataset, textf("Bladet heter som datamängden %[1]s men ingen rubrikrad hittades.", "The sheet is named after the dataset %[1]s but no heading row was found.", d.Name), nameDataset)
	}
	f.Sheet, f.Dataset = t.sheet, datasetName(d)
	j.found.add(f)
}

// sheetDataset is the collection's dataset that a sheet is named after.
func (j *job) sheetDataset(name string) *contract.Dataset {
	folded := fold(name)
	for _, n := range j.collection.Datasets {
		d := j.contract.Datasets[n]
		if folded == fold(n) || folded == fold(d.Title.SV) || folded == fold(d.Title.EN) {
			return d
		}
	}
	return nil
}

// leftOut reports a sheet that holds no table of the delivery: one that the
// mapping does not name where it names one, else one that templates have beside
// the data.
func (j *job) leftOut(name string, d *contract.Dataset) bool {
	if m := j.options.Mapping; m != nil && m.Sheet != "" {
		return fold(name) != fold(m.Sheet)
	}
	return d == nil && isProse(name)
}

// noSuchSheet tells that no sheet is the one that the mapping names.
func noSuchSheet(m *Mapping, w workbook) error {
	var names []string
	for _, ref := range w.sheets {
		if identity.Clean(ref.name) {
			names = append(names, ref.name)
		}
	}
	return refuse(RuleMapWrong, textf(
		"Bladet %[1]s, som mappningen %[2]s läser, finns inte eller har inga rubriker som mappningen känner. Arbetsbokens blad: %[3]s.",
		"The sheet %[1]s, which the mapping %[2]s reads, is not there or has no headings that the mapping knows. The workbook's sheets: %[3]s.",
		m.Sheet, m.Label(), strings.Join(names, ", ")),
		text("Döp om bladet, eller ändra raden sheet i mappningen.", "Rename the sheet, or change the line sheet of the mapping."))
}

func isProse(name string) bool {
	folded := fold(name)
	return slices.ContainsFunc(proseSheets, func(p string) bool {
		return folded == p || len(p) > 4 && strings.HasPrefix(folded, p)
	})
}

// widest is a header without names, as wide as the widest of the rows.
func widest(rows []sheetRow) header {
	width := 0
	for _, r := range rows {
		width = max(width, len(r.cells))
	}
	return header{names: make([]string, width), folded: make([]string, width)}
}
