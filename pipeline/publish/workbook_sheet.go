package publish

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// sheet is one sheet being streamed, row after row.
type sheet struct {
	b      *book
	name   string
	stream *excelize.StreamWriter
	row    int // the last row written
}

// addSheet begins a sheet with column widths, then freezes what lies above row
// frozenRows and left of column frozenColumns (0: nothing).
func (b *book) addSheet(name string, widths []float64, frozenRows, frozenColumns int) (*sheet, error) {
	if len(b.sheets) == 0 {
		if err := b.file.SetSheetName("Sheet1", name); err != nil {
			return nil, err
		}
	} else if _, err := b.file.NewSheet(name); err != nil {
		return nil, err
	}
	b.sheets = append(b.sheets, name)
	if err := b.layout(name, widths); err != nil {
		return nil, err
	}
	stream, err := b.file.NewStreamWriter(name)
	if err != nil {
		return nil, err
	}
	for i, width := range widths {
		if err := stream.SetColWidth(i+1, i+1, width); err != nil {
			return nil, err
		}
	}
	s := &sheet{b: b, name: name, stream: stream}
	if frozenRows+frozenColumns == 0 {
		return s, nil
	}
	corner, err := excelize.CoordinatesToCellName(frozenColumns+1, frozenRows+1)
	if err != nil {
		return nil, err
	}
	pane := "bottomRight"
	if frozenColumns == 0 {
		pane = "bottomLeft"
	}
	return s, stream.SetPanes(&excelize.Panes{Freeze: true, XSplit: frozenColumns, YSplit: frozenRows, TopLeftCell: corner, ActivePane: pane})
}

// printedWidth is how many characters fit beside each other on a landscape A4
// in a size that can be read.
const printedWidth = 200

// layout sets how a sheet prints: landscape A4, as few pages wide as can be
// read, with the set and the synthetic label on every page.
func (b *book) layout(name string, widths []float64) error {
	total := 0.0
	for _, w := range widths {
		total += w
	}
	// A stream does not know its extent when it begins. Without one readers look
	// at the rows; with the library's default of one cell some see one cell.
	if err := b.file.SetSheetDimension(name, ""); err != nil {
		return err
	}
	landscape, paper, wide, tall := "landscape", 9, 1+int(total/printedWidth), 0
	if err := b.file.SetPageLayout(name, &excelize.PageLayoutOptions{Orientation: &landscape, Size: &paper, FitToWidth: &wide, FitToHeight: &tall}); err != nil {
		return err
	}
	fit := true
	if err := b.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	head := "&L" + headerText(b.v.set.Title.SV) + "&R" + headerText(b.e.Publisher)
	if b.e.Synthetic {
		head += "&CSYNTETISKA DATA"
	}
	return b.file.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddHeader: head, OddFooter: "&L" + headerText(b.e.ID) + "&R&P (&N)"})
}

// headerText keeps text from being read as a print code, and short: a header
// holds 255 characters in all.
func headerText(text string) string {
	const most = 60
	if runes := []rune(text); len(runes) > most {
		text = string(runes[:most-1]) + "…"
	}
	return strings.ReplaceAll(text, "&", "&&")
}

// cell makes a styled cell; a nil value leaves it empty.
func (s *sheet) cell(value any, of style) (excelize.Cell, error) {
	id, err := s.b.styles.id(of)
	return excelize.Cell{StyleID: id, Value: value}, err
}

// cells makes cells of one style.
func (s *sheet) cells(of style, values ...string) ([]excelize.Cell, error) {
	list := make([]excelize.Cell, len(values))
	for i, v := range values {
		c, err := s.cell(v, of)
		if err != nil {
			return nil, err
		}
		list[i] = c
	}
	return list, nil
}

// add writes the next row. height 0 leaves it to the reader's program.
func (s *sheet) add(height float64, cells ...excelize.Cell) error {
	s.row++
	values := make([]any, len(cells))
	for i := range cells {
		values[i] = cells[i]
	}
	at, err := excelize.CoordinatesToCellName(1, s.row)
	if err != nil {
		return err
	}
	return s.stream.SetRow(at, values, excelize.RowOpts{Height: height})
}

// line writes a row of texts of one style.
func (s *sheet) line(of style, values ...string) error {
	cells, err := s.cells(of, values...)
	if err != nil {
		return err
	}
	return s.add(0, cells...)
}

// heading writes the sheet's title, one note under it, and the synthetic label
// where it belongs, always as three rows.
func (s *sheet) heading(title, note string) error {
	cell, err := s.cell(title, style{kind: titleCell})
	if err != nil {
		return err
	}
	if err := s.add(26, cell); err != nil {
		return err
	}
	label, of := "", style{kind: noteCell}
	if s.b.e.Synthetic {
		label, of = syntheticNotice.SV, style{kind: warningCell}
	}
	if err := s.line(of, label); err != nil {
		return err
	}
	return s.line(style{kind: noteCell}, note)
}

// headingRows is the number of rows that heading writes.
const headingRows = 3

// filter puts filter buttons on the header row over the rows below it, repeats
// that row and the first titleColumns columns on every printed page, and marks
// the region for screen readers.
func (s *sheet) filter(headerRow, columns, titleColumns int) error {
	if s.row <= headerRow || columns == 0 {
		return nil
	}
	first, err := excelize.CoordinatesToCellName(1, headerRow)
	if err != nil {
		return err
	}
	last, err := excelize.CoordinatesToCellName(columns, s.row)
	if err != nil {
		return err
	}
	if err := s.b.file.AutoFilter(s.name, first+":"+last, nil); err != nil {
		return err
	}
	lastTitle, err := excelize.ColumnNumberToName(titleColumns)
	if err != nil {
		return err
	}
	if err := s.b.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", Scope: s.name,
		RefersTo: fmt.Sprintf("'%[1]s'!$A:$%[2]s,'%[1]s'!$%[3]d:$%[3]d", s.name, lastTitle, headerRow),
	}); err != nil {
		return err
	}
	// JAWS and NVDA read the headers of a region that carries such a name.
	return s.b.file.SetDefinedName(&excelize.DefinedName{
		Name:     fmt.Sprintf("TitleRegion1.%s.%s.%d", strings.ToLower(first), strings.ToLower(last), len(s.b.sheets)),
		Scope:    s.name,
		RefersTo: fmt.Sprintf("'%s'!$A$%d", s.name, headerRow),
	})
}

// done ends the sheet.
func (s *sheet) done() error { return s.stream.Flush() }

// textHeight estimates the height of wrapped cells, in points.
func textHeight(texts []string, widths []float64) float64 {
	lines := 1
	for i, text := range texts {
		n := 0
		for part := range strings.SplitSeq(text, "\n") {
			n += 1 + int(float64(utf8.RuneCountInString(part))*1.1/widths[i])
		}
		lines = max(lines, n)
	}
	return min(409, 15*float64(lines)+2)
}
