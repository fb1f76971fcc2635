// Package workbook writes XLSX files row by row: a sheet goes straight into the
// archive, so memory does not grow with its rows and nothing is written to
// temporary files. It knows what templates, marked copies and feedback need
// (a handful of styles, drop-down lists, comments) and nothing else. Equal calls
// give equal bytes.
//
// excelize, which other packages write with, keeps a workbook with comments in
// memory whole, and its streams go through temporary files.
package workbook

import (
	"archive/zip"
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Style is how a cell looks.
type Style int

// The styles. Text keeps what is typed as text; Date shows a spreadsheet's date
// number as ÅÅÅÅ-MM-DD.
const (
	Plain Style = iota
	Text
	Date
	Title
	Heading
	Required // the heading of a column that must be filled in
	Stop
	Warn
	Note
	Blanked // a cell whose content was left out
	StopDate
	WarnDate
	Wrapped
	Number // thousands apart, no decimals
	Decimal
)

// Cell is one cell: a number where Numeric is set (Text holds its digits with a
// decimal point), else text. The zero Cell is empty.
type Cell struct {
	Text    string
	Numeric bool
	Style   Style
}

// Options shape a sheet before its first row.
type Options struct {
	Widths      []float64 // of the columns from A, in characters; 0: the default
	Frozen      int       // rows at the top that stay in view
	Columns     []Style   // of cells that are not written, by column
	Validations []Validation
}

// Writer writes one workbook.
type Writer struct {
	zip    *zip.Writer
	sheets []sheetInfo
	open   *Sheet
}

type sheetInfo struct {
	name     string
	comments bool
}

// New begins a workbook.
func New(w io.Writer) *Writer { return &Writer{zip: zip.NewWriter(w)} }

// Sheet is the sheet being written; the next call of Writer.Sheet ends it.
type Sheet struct {
	out      *bufio.Writer
	options  Options
	last     int
	comments []comment
	err      error
}

// maxName is the most characters of a sheet's name.
const maxName = 31

// Name makes a sheet's name of any text: without what spreadsheets refuse, at
// most 31 characters.
func Name(text string) string {
	text = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\`, r) || r < ' ' {
			return ' '
		}
		return r
	}, text)
	if runes := []rune(text); len(runes) > maxName {
		text = string(runes[:maxName])
	}
	if text = strings.Trim(strings.TrimSpace(text), "'"); text == "" {
		return "Blad"
	}
	return text
}

// Sheet begins a sheet. Names are unique whatever their case; a name taken
// already gets a number.
func (w *Writer) Sheet(name string, options Options) (*Sheet, error) {
	if err := w.endSheet(); err != nil {
		return nil, err
	}
	w.sheets = append(w.sheets, sheetInfo{name: w.unique(Name(name))})
	part, err := w.zip.Create(fmt.Sprintf("xl/worksheets/sheet%d.xml", len(w.sheets)))
	if err != nil {
		return nil, err
	}
	w.open = &Sheet{out: bufio.NewWriterSize(part, 64<<10), options: options}
	w.open.begin()
	return w.open, w.open.err
}

func (w *Writer) unique(name string) string {
	candidate := name
	for n := 2; w.taken(candidate); n++ {
		suffix := fmt.Sprintf(" (%d)", n)
		runes := []rune(name)
		candidate = string(runes[:min(len(runes), maxName-len(suffix))]) + suffix
	}
	return candidate
}

func (w *Writer) taken(name string) bool {
	for _, s := range w.sheets {
		if strings.EqualFold(s.name, name) {
			return true
		}
	}
	return false
}

// Close ends the workbook. Without a sheet it is an error.
func (w *Writer) Close() error {
	if err := w.endSheet(); err != nil {
		return err
	}
	if len(w.sheets) == 0 {
		return errors.New("close workbook: no sheet")
	}
	for _, p := range w.packageParts() {
		if err := w.part(p.name, p.text); err != nil {
			return err
		}
	}
	return w.zip.Close()
}

func (w *Writer) part(name, text string) error {
	part, err := w.zip.Create(name)
	if err != nil {
		return err
	}
	_, err = io.WriteString(part, text)
	return err
}

func (w *Writer) endSheet() error {
	s := w.open
	if s == nil {
		return nil
	}
	w.open = nil
	s.end()
	if s.err != nil {
		return s.err
	}
	if len(s.comments) == 0 {
		return nil
	}
	w.sheets[len(w.sheets)-1].comments = true
	return w.writeComments(len(w.sheets), s.comments)
}
