package intake

import (
	"bytes"
	"context"
	"errors"
	"io"

	"jamfor/pipeline/contract"
	"jamfor/pipeline/identity"
)

// SourceRow is one row of a file as it stands there. Its cells are valid until
// the next row.
type SourceRow struct {
	Sheet string // "" in files without sheets
	Row   int    // as findings count it
	Cells [][]byte
	// Heading marks the row that names the columns.
	Heading bool
	// Serials tells that dates may be a spreadsheet's numbers, counted from 1904
	// where From1904 is set.
	Serials, From1904 bool
}

// Walk visits every row of a file, headings and lines above them included, with
// the same preflight, limits and memory as Read: for a marked copy of it. It
// judges nothing. Nothing of a file that Read has refused for its structure is
// visited behind the fault; the error is then a *Refusal.
func Walk(ctx context.Context, file File, o Options, visit func(SourceRow) error) error {
	if o.Contract == nil {
		o.Contract = contract.Core()
	}
	j := &job{ctx: ctx, file: file, options: o, contract: o.Contract, limits: o.Limits.withDefaults(), found: newCollector(silent{}, file.Name, 1)}
	j.collection = o.Contract.Collections[o.Collection]
	if j.collection == nil {
		j.collection = &contract.Collection{}
	}
	j.known = vocabulary(o.Contract, j.collection, o.Mapping)
	format, err := Detect(file)
	if err != nil {
		return err
	}
	switch format {
	case XLSX:
		return j.walkXLSX(visit)
	case Parquet:
		return j.walkParquet(visit)
	case Arrow:
		return j.walkArrow(visit)
	}
	return j.walkCSV(visit)
}

// silent is a sink that keeps nothing.
type silent struct{ Sink }

func (j *job) walkCSV(visit func(SourceRow) error) error {
	facts, err := csvPreflight(j.ctx, j.file, j.limits)
	if err != nil {
		return err
	}
	headed := false
	find := &csvReader{in: facts.reader(j.file), limit: j.limits.Line, delimiter: ';'}
	h, delimiter, err := j.findHeader(find, identity.NewGuard(identity.GuardOptions{}))
	if err != nil {
		return err
	}
	if h.row == 0 { // the mapping names the columns
		if err := visitNames(h.names, visit); err != nil {
			return err
		}
		headed = true
	}
	r := &csvReader{in: facts.reader(j.file), limit: j.limits.Line, delimiter: delimiter}
	for {
		if err := j.ctx.Err(); err != nil {
			return err
		}
		raw, lines, err := r.record()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		row := SourceRow{Row: r.line + 1}
		r.line += lines
		if len(bytes.TrimSpace(raw)) > 0 {
			row.Cells = splitHeader(raw, delimiter)
		}
		if !headed && r.line >= h.row {
			row.Heading, headed = true, true
		}
		if err := visit(row); err != nil {
			return err
		}
	}
}

// visitNames visits headings that the file itself does not hold as a row.
func visitNames(names []string, visit func(SourceRow) error) error {
	cells := make([][]byte, len(names))
	for i, name := range names {
		cells[i] = []byte(name)
	}
	return visit(SourceRow{Cells: cells, Heading: true})
}

func (j *job) walkXLSX(visit func(SourceRow) error) error {
	a, err := openArchive(j.file, j.limits)
	if err != nil {
		return err
	}
	w, err := a.workbook()
	if err != nil {
		return err
	}
	shared, err := a.sharedStrings(w.strings, nil)
	if err != nil {
		return err
	}
	for _, ref := range w.sheets {
		if err := j.walkSheet(a, w, ref, shared, visit); err != nil {
			return err
		}
	}
	return nil
}

func (j *job) walkSheet(a *archive, w workbook, ref sheetRef, shared *sharedStrings, visit func(SourceRow) error) error {
	part, err := a.xml(ref.part)
	if err != nil {
		return err
	}
	defer part.close()
	r := &sheetReader{part: part, strings: shared, limits: j.limits}
	if err := visit(SourceRow{Sheet: ref.name}); err != nil { // row 0: the sheet begins
		return err
	}
	least, headed := 2, false
	if j.sheetDataset(ref.name) != nil {
		least = 1
	}
	for {
		if err := j.ctx.Err(); err != nil {
			return err
		}
		err := r.nextRow()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		heading := !headed && knownColumns(j.known, newHeader(r.cells, r.row)) >= least
		headed = headed || heading
		if err := visit(SourceRow{Sheet: ref.name, Row: r.row, Cells: r.cells, Heading: heading, Serials: true, From1904: w.from1904}); err != nil {
			return err
		}
	}
}

// walkBlocks visits a header and the rows of blocks.
func (j *job) walkBlocks(names []string, next func(*block) error, visit func(SourceRow) error) error {
	if err := visitNames(names, visit); err != nil {
		return err
	}
	var cells [][]byte
	var b block
	for {
		if err := j.ctx.Err(); err != nil {
			return err
		}
		err := next(&b)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		for r := range b.len() {
			cells = b.rowCells(cells[:0], r)
			if err := visit(SourceRow{Row: b.row[r], Cells: cells}); err != nil {
				return err
			}
		}
	}
}
