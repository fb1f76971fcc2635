package workbook

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// MaxRow is the last row that a sheet can have.
const MaxRow = 1_048_576

const declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

func (s *Sheet) write(parts ...string) {
	for _, p := range parts {
		if s.err == nil {
			_, s.err = s.out.WriteString(p)
		}
	}
}

func (s *Sheet) begin() {
	s.write(declaration, `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">`)
	if n := s.options.Frozen; n > 0 {
		s.write(fmt.Sprintf(`<sheetViews><sheetView workbookViewId="0"><pane ySplit="%d" topLeftCell="A%d" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`, n, n+1))
	}
	if columns := max(len(s.options.Widths), len(s.options.Columns)); columns > 0 {
		s.write(`<cols>`)
		for i := range columns {
			width, style := 12.0, Plain
			if i < len(s.options.Widths) && s.options.Widths[i] > 0 {
				width = s.options.Widths[i]
			}
			if i < len(s.options.Columns) {
				style = s.options.Columns[i]
			}
			s.write(fmt.Sprintf(`<col min="%d" max="%d" width="%s" style="%d" customWidth="1"/>`, i+1, i+1, strconv.FormatFloat(width, 'f', -1, 64), style))
		}
		s.write(`</cols>`)
	}
	s.write(`<sheetData>`)
}

// Row writes a row; numbers count from 1 and rise. Empty plain cells take no
// room.
func (s *Sheet) Row(row int, cells ...Cell) error {
	if row <= s.last || row > MaxRow {
		return fmt.Errorf("write row %d after row %d: rows rise up to %d", row, s.last, MaxRow)
	}
	s.last = row
	number := strconv.Itoa(row)
	s.write(`<row r="`, number, `">`)
	for i, c := range cells {
		if c.Text == "" && c.Style == Plain {
			continue
		}
		s.write(`<c r="`, Letters(i), number, `" s="`, strconv.Itoa(int(c.Style)), `"`)
		switch {
		case c.Text == "":
			s.write(`/>`)
		case c.Numeric:
			s.write(`><v>`, escape(c.Text), `</v></c>`)
		default:
			s.write(` t="inlineStr"><is><t xml:space="preserve">`, escape(c.Text), `</t></is></c>`)
		}
	}
	s.write(`</row>`)
	return s.err
}

func (s *Sheet) end() {
	s.write(`</sheetData>`)
	if n := len(s.options.Validations); n > 0 {
		s.write(fmt.Sprintf(`<dataValidations count="%d">`, n))
		for _, v := range s.options.Validations {
			s.write(v.xml())
		}
		s.write(`</dataValidations>`)
	}
	if len(s.comments) > 0 {
		s.write(`<legacyDrawing r:id="rId1"/>`)
	}
	s.write(`</worksheet>`)
	if s.err == nil {
		s.err = s.out.Flush()
	}
}

// Letters is a column's name: 0 is A, 26 is AA.
func Letters(column int) string {
	letters := ""
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		letters = string(rune('A'+(n-1)%26)) + letters
	}
	return letters
}

// maxText is the most characters of a cell.
const maxText = 32_767

// escape writes text for XML without what XML cannot hold, cut where a cell
// would be too long.
func escape(text string) string {
	if utf8.RuneCountInString(text) > maxText {
		text = string([]rune(text)[:maxText])
	}
	if !strings.ContainsFunc(text, needsEscape) {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&quot;")
		case !allowed(r):
			b.WriteRune('\ufffd')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func needsEscape(r rune) bool { return r == '&' || r == '<' || r == '>' || r == '"' || !allowed(r) }

func allowed(r rune) bool {
	return r == '\t' || r == '\n' || r >= ' ' && r != '\ufffe' && r != '\uffff' && r != utf8.RuneError
}
