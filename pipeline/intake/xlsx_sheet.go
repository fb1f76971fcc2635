package intake

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"

	"jamfor/pipeline/table"
)

// sheetReader streams the rows of one sheet.
type sheetReader struct {
	part    *xmlPart
	strings *sharedStrings
	limits  Limits
	row     int      // number of the row read last
	cells   [][]byte // of that row
	arena   []byte   // the cells' bytes
	pending []sheetRow
	width   int
	outside func(row int, text []byte) // a cell beyond the width
	// aside hears of everything that is no cell's value: formulas, lists to choose
	// from, headers and footers, links, comments. nil where nobody listens.
	aside func(row int, t xml.Token)
	// numbered is how the cell styles write identity numbers, see workbook.
	numbered []string
	formula  bool // some cell holds a formula: its cached value is read
	any      bool // some cell was beyond it
}

// sheetRow is a row that was read while looking for the header.
type sheetRow struct {
	row   int
	cells [][]byte
}

// nextRow reads the next row with some content into r.cells; io.EOF at the end.
func (r *sheetReader) nextRow() error {
	if len(r.pending) > 0 {
		r.row, r.cells = r.pending[0].row, r.pending[0].cells
		r.pending = r.pending[1:]
		return nil
	}
	for {
		t, err := r.part.token()
		if err != nil {
			return err
		}
		e, ok := t.(xml.StartElement)
		if !ok || e.Name.Local != "row" {
			r.tell(t)
			continue
		}
		if err := r.number(e); err != nil {
			return err
		}
		r.tellRest(e)
		if err := r.readCells(); err != nil {
			return err
		}
		if len(r.cells) > 0 {
			return nil
		}
	}
}

// number takes the row's number; they must rise.
func (r *sheetReader) number(e xml.StartElement) error {
	next := r.row + 1
	if a := attribute(e, "r"); a != "" {
		next = number([]byte(a))
	}
	if next <= r.row || next > r.limits.SheetRows {
		return refuse(RuleLimit, textf("Bladets radnummer är orimliga (högst %d rader).", "The sheet's row numbers are unreasonable (at most %d rows).", r.limits.SheetRows), saveAgain)
	}
	r.row = next
	return nil
}

// readCells reads the cells of the row whose start has been read. Trailing
// empty cells do not count.
func (r *sheetReader) readCells() error {
	r.cells, r.arena = r.cells[:0], r.arena[:0]
	column := -1
	for {
		t, err := r.part.token()
		if errors.Is(err, io.EOF) {
			return damaged()
		}
		if err != nil {
			return err
		}
		switch e := t.(type) {
		case xml.EndElement:
			if e.Name.Local == "row" {
				return nil
			}
		case xml.StartElement:
			if e.Name.Local != "c" {
				r.tell(t)
				continue
			}
			r.tellRest(e)
			column++
			if ref := attribute(e, "r"); ref != "" {
				column = columnOf(ref)
			}
			if err := r.cell(e, column); err != nil {
				return err
			}
		default:
			r.tell(t)
		}
	}
}

// columnOf is the column of a reference such as BC12, counted from 0; -1 when
// it is none.
func columnOf(ref string) int {
	n := 0
	for i := 0; i < len(ref) && i < 4 && ref[i] >= 'A' && ref[i] <= 'Z'; i++ {
		n = n*26 + int(ref[i]-'A') + 1
	}
	return n - 1
}

// cell reads one cell up to its end.
func (r *sheetReader) cell(c xml.StartElement, column int) error {
	start := len(r.arena)
	taking := false
	for {
		t, err := r.part.token()
		if errors.Is(err, io.EOF) {
			return damaged()
		}
		if err != nil {
			return err
		}
		switch e := t.(type) {
		case xml.StartElement:
			taking = e.Name.Local == "v" || e.Name.Local == "t"
			r.formula = r.formula || e.Name.Local == "f"
			if len(e.Attr) > 0 {
				r.tell(t)
			}
		case xml.CharData:
			if taking {
				r.arena = append(r.arena, e...)
			} else {
				r.tell(t)
			}
		case xml.EndElement:
			taking = false
			if e.Name.Local == "c" {
				raw := r.arena[start:len(r.arena):len(r.arena)]
				r.tellNumbered(c, raw)
				return r.put(column, attribute(c, "t"), raw)
			}
		default:
			r.tell(t)
		}
		if len(r.arena) > r.limits.Line {
			return refuse(RuleLimit, textf("En rad är större än %d byte.", "A row is larger than %d bytes.", r.limits.Line), saveAgain)
		}
	}
}

// tell passes on what is no cell's value.
func (r *sheetReader) tell(t xml.Token) {
	if r.aside != nil {
		r.aside(r.row, t)
	}
}

// tellRest passes on the attributes of a row or a cell that say more than where it
// stands and what it looks like.
func (r *sheetReader) tellRest(e xml.StartElement) {
	if r.aside == nil {
		return
	}
	for _, a := range e.Attr {
		switch a.Name.Local {
		case "r", "s", "t", "spans", "ht", "dyDescent":
		default:
			r.aside(r.row, xml.StartElement{Attr: []xml.Attr{a}})
		}
	}
}

// tellNumbered passes on a number as its cell shows it, where that is as an
// identity number is written.
func (r *sheetReader) tellNumbered(c xml.StartElement, raw []byte) {
	if r.numbered == nil || r.aside == nil {
		return
	}
	style := number([]byte(attribute(c, "s")))
	if style < 0 || style >= len(r.numbered) || r.numbered[style] == "" {
		return
	}
	if shown, ok := formatted(tidyNumber(raw), r.numbered[style]); ok {
		r.aside(r.row, xml.CharData(shown))
	}
}

// put stores a cell's text by its kind.
func (r *sheetReader) put(column int, kind string, raw []byte) error {
	switch kind {
	case "s":
		shared, ok := r.strings.text(raw)
		if !ok {
			return damaged()
		}
		raw = shared
	case "b":
		raw = appendBool(nil, len(raw) == 1 && raw[0] == '1')
	case "", "n":
		raw = tidyNumber(raw)
	}
	if len(bytes.TrimSpace(raw)) == 0 {
		return nil
	}
	if column < 0 || column >= r.limits.Fields {
		return refuse(RuleLimit, textf("Bladet har fler än %d kolumner.", "The sheet has more than %d columns.", r.limits.Fields), splitFile)
	}
	for len(r.cells) <= column {
		r.cells = append(r.cells, nil)
	}
	r.cells[column] = raw
	return nil
}

// tidyNumber writes a spreadsheet's number without exponent and without the
// noise behind its fifteenth digit (0.30000000000000004).
func tidyNumber(raw []byte) []byte {
	const exactDigits = 15
	if !bytes.ContainsAny(raw, "eE") && len(raw) <= exactDigits {
		return raw
	}
	value, err := strconv.ParseFloat(string(raw), 64)
	if err != nil {
		return raw
	}
	short, err := strconv.ParseFloat(strconv.FormatFloat(value, 'e', exactDigits-1, 64), 64)
	if err != nil || short > 1e17 || short < -1e17 {
		return raw
	}
	return strconv.AppendFloat(nil, short, 'f', -1, 64)
}

// next fills the block with rows.
func (r *sheetReader) next(b *block) error {
	b.reset(r.width)
	for !b.full(table.BatchRows) {
		err := r.nextRow()
		if errors.Is(err, io.EOF) && b.len() > 0 {
			return nil
		}
		if err != nil {
			return err
		}
		for _, beyond := range r.cells[min(r.width, len(r.cells)):] {
			if len(beyond) > 0 {
				r.any = true
				r.outside(r.row, beyond)
			}
		}
		b.appendRow(r.row, r.cells)
	}
	return nil
}

// peek reads up to n rows and keeps them to be read again.
func (r *sheetReader) peek(n int) ([]sheetRow, error) {
	var rows []sheetRow
	for len(rows) < n {
		err := r.nextRow()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		kept := sheetRow{row: r.row}
		for _, c := range r.cells {
			kept.cells = append(kept.cells, bytes.Clone(c))
		}
		rows = append(rows, kept)
	}
	r.pending = rows
	return rows, nil
}
