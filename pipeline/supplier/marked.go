package supplier

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/identity"
	"jamfor/pipeline/intake"
	"jamfor/pipeline/supplier/workbook"
	"jamfor/pipeline/table"
	"jamfor/pipeline/validate"
)

// markedCopy writes a copy of the supplier's own files as one workbook, with the
// faulty cells coloured and commented, the list of all remarks first and how the
// delivery stands to every rule last. Cells
// that hold an identity number are left empty and grey, and so is every column
// that the guard remarked on: the copy is made to be passed on. Rows stream, so
// memory does not grow with the file.
type markedCopy struct {
	book    *workbook.Writer
	report  validate.Report
	mapping *intake.Mapping
	dates   map[string]bool // headings of date columns, as the reader compares them
	file    string          // under way, as findings name it
	sheet   *sheetCopy
	flat    bool // the file has no sheets
}

// sheetCopy is one sheet under way.
type sheetCopy struct {
	out      *workbook.Sheet
	name     string // as findings name it
	marks    map[int][]table.Finding
	headings []string
	blank    map[int]bool // columns that are left out whole
	shift    int          // rows added above: headings that the file does not hold
}

func (m *markedCopy) write(ctx context.Context, out io.Writer, paths []string) error {
	m.book = workbook.New(out)
	if err := m.remarks(); err != nil {
		return err
	}
	for _, path := range paths {
		if err := m.copyFile(ctx, path); err != nil {
			return err
		}
	}
	if err := m.rules(); err != nil {
		return err
	}
	return m.book.Close()
}

var severityWord = map[table.Severity]string{table.Stop: "Stopp", table.Warn: "Varning", table.Note: "Upplysning"}

func styleOf(s table.Severity, date bool) workbook.Style {
	switch {
	case s == table.Stop && date:
		return workbook.StopDate
	case s == table.Stop:
		return workbook.Stop
	case s == table.Warn && date:
		return workbook.WarnDate
	case s == table.Warn:
		return workbook.Warn
	}
	return workbook.Note
}

func remarkText(f table.Finding) string {
	if f.ValueClass == "" {
		return f.Message.SV
	}
	return f.Message.SV + " Värdet är: " + f.ValueClass + "."
}

func (m *markedCopy) copyFile(ctx context.Context, path string) error {
	file, err := os.Open(path)
	if err != nil {
		return code.Problem("öppna %s: %v", "open %s: %v", safePath(path), plainError(err))
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	name := filepath.Base(path)
	m.file, m.sheet = validate.SafeName(name), nil
	o := intake.Options{Collection: m.report.Collection, Period: m.report.Period, Mapping: m.mapping}
	m.flat = !strings.EqualFold(filepath.Ext(name), ".xlsx")
	if m.flat {
		title := strings.TrimSuffix(m.file, filepath.Ext(m.file))
		if err := m.begin(title, ""); err != nil {
			return err
		}
	}
	err = intake.Walk(ctx, intake.File{Name: name, Data: file, Size: info.Size()}, o, m.row)
	if _, refused := err.(*intake.Refusal); refused {
		return nil // what can be read of the file is copied; the remarks say the rest
	}
	return err
}

// begin starts the copy of a sheet.
func (m *markedCopy) begin(title, name string) error {
	s := &sheetCopy{name: validate.SafeName(name), marks: map[int][]table.Finding{}, blank: map[int]bool{}}
	if !identity.Clean(name) {
		s.name = "•••"
	}
	if !identity.Clean(title) {
		title = "•••"
	}
	for _, f := range m.report.Findings {
		if f.File == m.file && f.Sheet == s.name {
			s.marks[f.Row] = append(s.marks[f.Row], f)
		}
	}
	var err error
	s.out, err = m.book.Sheet(validate.SafeName(title), workbook.Options{})
	m.sheet = s
	return err
}

// row copies one row.
func (m *markedCopy) row(r intake.SourceRow) error {
	if !m.flat && r.Row == 0 && r.Cells == nil {
		return m.begin(r.Sheet, r.Sheet)
	}
	s := m.sheet
	if r.Heading {
		m.head(r)
		if r.Row == 0 {
			s.shift = 1
		}
	}
	at := r.Row + s.shift
	if at > workbook.MaxRow || len(r.Cells) == 0 && len(s.marks[r.Row]) == 0 {
		return nil
	}
	cells := make([]workbook.Cell, len(r.Cells))
	for i, raw := range r.Cells {
		cells[i] = m.cell(r, i, string(raw))
	}
	if r.Row > 0 {
		cells = m.mark(cells, s.marks[r.Row], at)
	}
	return s.out.Row(at, cells...)
}

// head learns the columns of the sheet from its headings.
func (m *markedCopy) head(r intake.SourceRow) {
	s := m.sheet
	for _, raw := range r.Cells {
		s.headings = append(s.headings, strings.TrimSpace(string(raw)))
	}
	for _, findings := range s.marks {
		for _, f := range findings {
			if strings.HasPrefix(f.Rule, "G") && f.Column != "" {
				if i := m.column(f); i >= 0 {
					s.blank[i] = true
				}
			}
		}
	}
}

// cell copies one cell, or its emptiness.
func (m *markedCopy) cell(r intake.SourceRow, column int, text string) workbook.Cell {
	s := m.sheet
	switch {
	case text == "":
		return workbook.Cell{}
	case !identity.Clean(text), s.blank[column] && !r.Heading:
		return workbook.Cell{Text: "•••", Style: workbook.Blanked}
	case r.Serials && isPlainNumber(text):
		cell := workbook.Cell{Text: text, Numeric: true}
		if column < len(s.headings) && m.dates[strings.ToLower(s.headings[column])] && !r.Heading && !r.From1904 {
			cell.Style = workbook.Date
		}
		return cell
	}
	return workbook.Cell{Text: text}
}

// isPlainNumber reports digits that a spreadsheet may keep as a number without
// losing anything.
func isPlainNumber(text string) bool {
	digits := strings.TrimPrefix(text, "-")
	const exact = 15
	if digits == "" || len(digits) > exact || len(digits) > 1 && digits[0] == '0' && digits[1] != '.' {
		return false
	}
	_, err := strconv.ParseFloat(digits, 64)
	return err == nil && strings.Trim(digits, "0123456789.") == ""
}

// mark colours and comments the cells of a row that have findings.
func (m *markedCopy) mark(cells []workbook.Cell, findings []table.Finding, row int) []workbook.Cell {
	remarks := map[int][]string{}
	for _, f := range findings {
		column := max(m.column(f), 0)
		for len(cells) <= column {
			cells = append(cells, workbook.Cell{})
		}
		c := &cells[column]
		if style := styleOf(f.Severity, c.Style == workbook.Date); len(remarks[column]) == 0 && c.Style != workbook.Blanked {
			c.Style = style
		}
		if c.Text == "" && c.Style == workbook.Plain {
			c.Style = styleOf(f.Severity, false)
		}
		remarks[column] = append(remarks[column], severityWord[f.Severity]+" "+f.Rule+": "+remarkText(f)+" "+f.Remedy.SV)
	}
	for column := range cells {
		if len(remarks[column]) > 0 {
			m.sheet.out.Comment(row, column, strings.Join(remarks[column], "\n\n"))
		}
	}
	return cells
}

// column finds the column that a finding points at: by its heading as it
// stands, as the reader compares names, by the mapping, or by its letters; -1
// when there is none.
func (m *markedCopy) column(f table.Finding) int {
	name, _, _ := strings.Cut(f.Column, " → ")
	if name == "" {
		return -1
	}
	candidates := []string{name}
	if m.mapping != nil {
		if sources := m.mapping.SourceOf(f.Dataset, f.Column); len(sources) == 1 {
			candidates = append(candidates, sources...) // of several nobody knows which
		}
	}
	for _, candidate := range candidates {
		for i, h := range m.sheet.headings {
			if validate.SafeName(h) == candidate || intake.SameName(h, candidate) {
				return i
			}
		}
	}
	for i, h := range m.sheet.headings {
		if h == "" && workbook.Letters(i) == name {
			return i
		}
	}
	return -1
}

// dateHeadings lists the headings, in lower case, of columns that hold dates.
func dateHeadings(collection string, mapping *intake.Mapping) map[string]bool {
	dates := map[string]bool{}
	col := contract.Core().Collections[collection]
	if col == nil {
		return dates
	}
	for _, name := range col.Datasets {
		for _, v := range contract.Core().Datasets[name].Variables {
			if v.Type != contract.Date {
				continue
			}
			dates[strings.ToLower(v.Name)] = true
			if mapping != nil {
				for _, source := range mapping.SourceOf(name, v.Name) {
					dates[strings.ToLower(source)] = true
				}
			}
		}
	}
	return dates
}
