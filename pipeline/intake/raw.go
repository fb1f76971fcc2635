package intake

import (
	"context"
	"errors"
	"io"
	"slices"

	"jamfor/pipeline/identity"
	"jamfor/pipeline/table"
)

// RawOptions tell what a file that is only to be rewritten is about.
type RawOptions struct {
	Options          // Keys may be nil: nothing is keyed
	Words   []string // headings that may occur besides the contract's or the mapping's
}

// RawTable is one table of a file as it stands: text cells under headings. It is
// what a tool reads that rewrites a file before it is a delivery; nothing of it
// has been judged, and nothing of it may be shown.
type RawTable struct {
	Sheet   string // empty for a flat file
	Header  []string
	Known   []bool // by column: the contract (or the mapping) has a use for it
	Dataset string // that the sheet's name or the headings tell, else empty
	// Zero are the datasets that lines above the headings say are empty on purpose.
	Zero  []string
	next  func(*block) error
	block block
	at    int
	cells [][]byte
}

// ReadRaw reads the tables of a file one after the other: a workbook has one a
// sheet, the other formats one each. Sheets that hold no table are passed over
// and named in skipped; a Parquet or Arrow file of which no two columns are
// known is passed over too. Dates and numbers of typed formats come as the text
// that Read makes of them. The error is a *Refusal where the file cannot be
// understood, or visit's.
func ReadRaw(ctx context.Context, file File, o RawOptions, visit func(*RawTable) error) (skipped []string, err error) {
	if o.Keys == nil {
		if o.Keys, err = identity.NewKeyer(make([]byte, identity.MinKeyLength)); err != nil {
			return nil, err
		}
	}
	j, err := newJob(ctx, file, o.Options, discard{})
	if err != nil {
		return nil, err
	}
	for _, word := range o.Words {
		j.known[fold(word)] = true
	}
	format, err := Detect(file)
	if err != nil {
		return nil, err
	}
	switch format {
	case CSV:
		return nil, j.rawCSV(visit)
	case XLSX:
		return j.rawXLSX(visit)
	case Parquet:
		return nil, j.rawParquet(visit)
	}
	return nil, j.rawArrow(visit)
}

func (j *job) rawParquet(visit func(*RawTable) error) error {
	return j.eachParquet(func(names []string, next func(*block) error) error { return j.rawTyped(names, next, visit) })
}

func (j *job) rawArrow(visit func(*RawTable) error) error {
	return j.eachArrow(func(names []string, next func(*block) error) error { return j.rawTyped(names, next, visit) })
}

// rawTyped visits the one table of a file whose format names its columns.
func (j *job) rawTyped(names []string, next func(*block) error, visit func(*RawTable) error) error {
	h := header{names: names}
	for _, name := range names {
		h.folded = append(h.folded, fold(name))
	}
	if knownColumns(j.known, h) < 2 {
		return nil
	}
	return visit(j.rawTable("", h, next))
}

func (j *job) rawCSV(visit func(*RawTable) error) error {
	facts, err := csvPreflight(j.ctx, j.file, j.limits)
	if err != nil {
		return err
	}
	reader := &csvReader{in: facts.reader(j.file), limit: j.limits.Line, delimiter: ';', ragged: func(int, []byte) {}}
	h, delimiter, err := j.findHeader(reader, j.newGuard(""))
	if err != nil {
		return err
	}
	reader.delimiter, reader.width = delimiter, len(h.names)
	t := j.rawTable("", h, reader.next)
	for _, z := range j.summary.Zero {
		t.Zero = append(t.Zero, z.Dataset)
	}
	if err := visit(t); err != nil {
		return err
	}
	if int64(reader.line) != facts.lines {
		return refuse(RuleDamaged, textf("Filen har %d rader men %d lästes.", "The file has %d lines but %d were read.", facts.lines, reader.line), saveAgain)
	}
	return nil
}

func (j *job) rawXLSX(visit func(*RawTable) error) (skipped []string, err error) {
	a, err := openArchive(j.file, j.limits)
	if err != nil {
		return nil, err
	}
	w, err := a.workbook()
	if err != nil {
		return nil, err
	}
	shared, err := a.sharedStrings(w.strings, nil)
	if err != nil {
		return nil, err
	}
	for _, ref := range w.sheets {
		used, err := j.rawSheet(a, ref, shared, visit)
		if err != nil {
			return nil, err
		}
		if !used {
			skipped = append(skipped, ref.name)
		}
	}
	return skipped, nil
}

// rawSheet visits one sheet; used is false where it holds no table.
func (j *job) rawSheet(a *archive, ref sheetRef, shared *sharedStrings, visit func(*RawTable) error) (used bool, err error) {
	d := j.sheetDataset(ref.name)
	if j.leftOut(ref.name, d) {
		return false, nil
	}
	part, err := a.xml(ref.part)
	if err != nil {
		return false, err
	}
	defer part.close()
	r := &sheetReader{part: part, strings: shared, limits: j.limits, outside: func(int, []byte) {}}
	rows, err := r.peek(headerSearch)
	if err != nil {
		return false, err
	}
	at := slices.IndexFunc(rows, func(row sheetRow) bool {
		return knownColumns(j.known, newHeader(row.cells, row.row)) >= 2
	})
	if at < 0 {
		return false, nil
	}
	h := newHeader(rows[at].cells, rows[at].row)
	r.pending, r.width = rows[at+1:], len(h.names)
	t := j.rawTable(ref.name, h, r.next)
	if d != nil {
		t.Dataset = d.Name
	}
	for _, above := range rows[:at] {
		if len(above.cells) > 0 && isZeroWord(above.cells[0]) {
			for _, cell := range above.cells[1:] {
				if name := string(trim(cell)); slices.Contains(j.collection.Datasets, name) {
					t.Zero = append(t.Zero, name)
				}
			}
		}
	}
	return true, visit(t)
}

func (j *job) rawTable(sheet string, h header, next func(*block) error) *RawTable {
	t := &RawTable{Sheet: sheet, Header: h.names, next: next}
	for _, name := range h.folded {
		t.Known = append(t.Known, name != "" && j.known[name])
	}
	if j.options.Mapping == nil {
		if d, refusal := detectDataset(j.contract, j.collection, h); refusal == nil {
			t.Dataset = d.Name
		}
	}
	if j.options.Dataset != "" {
		t.Dataset = j.options.Dataset
	}
	return t
}

// Next gives the next row and its number in the source; io.EOF at the end. The
// cells are valid until the next call. A row that cannot be read is a *Refusal.
func (t *RawTable) Next() (row int, cells [][]byte, err error) {
	for t.at >= t.block.len() {
		if err := t.next(&t.block); err != nil {
			return 0, nil, err
		}
		if len(t.block.issues) > 0 {
			return 0, nil, &Refusal{Findings: t.block.issues}
		}
		t.at = 0
	}
	t.cells = t.block.rowCells(t.cells[:0], t.at)
	t.at++
	return t.block.row[t.at-1], t.cells, nil
}

// Each calls do for every row.
func (t *RawTable) Each(do func(row int, cells [][]byte) error) error {
	for {
		row, cells, err := t.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := do(row, cells); err != nil {
			return err
		}
	}
}

// Fold is a name without what people write differently: case, blanks,
// underscores, hyphens, å, ä and ö.
func Fold(name string) string { return fold(name) }

// SourceColumns lists the source columns that the mapping uses, without those
// that it ignores.
func (m *Mapping) SourceColumns() []string {
	return slices.DeleteFunc(m.sourceColumns(), func(name string) bool {
		return slices.ContainsFunc(m.Ignore, func(left string) bool { return fold(left) == fold(name) })
	})
}

// discard is a sink for readings whose findings come by another way.
type discard struct{}

func (discard) Batch(*table.Batch) error    { return nil }
func (discard) Finding(table.Finding) error { return nil }
