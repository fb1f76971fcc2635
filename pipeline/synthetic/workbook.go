package synthetic

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"jamfor/pipeline/contract"
)

// sheetRows writes one sheet of a workbook: a merged title above the headings,
// dates as Excel dates, numbers as numbers.
type sheetRows struct {
	stream *excelize.StreamWriter
	types  []contract.Type
	date   int
	next   int
	cells  []any
}

func (o *output) openWorkbook(c *contract.Contract, d delivery) error {
	book := excelize.NewFile()
	if err := book.SetDocProps(&excelize.DocProperties{
		Creator: "Syntetiska data", Created: "2026-01-01T00:00:00Z", Modified: "2026-01-01T00:00:00Z", Title: "SYNTETISKA DATA " + d.name(),
	}); err != nil {
		return err
	}
	style, err := book.NewStyle(&excelize.Style{NumFmt: 14})
	if err != nil {
		return err
	}
	for _, name := range o.order {
		if _, err := book.NewSheet(name); err != nil {
			return err
		}
		stream, err := book.NewStreamWriter(name)
		if err != nil {
			return err
		}
		if err := stream.SetRow("A1", []any{"Underlag " + name + " – syntetiska data"}); err != nil {
			return err
		}
		w := &sheetRows{stream: stream, types: typesOf(c, name), date: style, next: 3}
		if err := w.texts(columns[name]); err != nil {
			return err
		}
		o.datasets[name] = w
	}
	if err := book.DeleteSheet("Sheet1"); err != nil {
		return err
	}
	o.finish = func() error {
		err := saveWorkbook(book, o.temp)
		if err == nil && d.fault.kind == faultTruncated {
			var info os.FileInfo
			if info, err = os.Stat(o.temp); err == nil {
				err = os.Truncate(o.temp, info.Size()*2/3)
			}
		}
		return err
	}
	return nil
}

// saveWorkbook writes the parts in the order of their names without times: the
// library writes them in the order of a map.
func saveWorkbook(book *excelize.File, path string) error {
	raw, err := book.WriteToBuffer()
	if err != nil {
		return err
	}
	parts, err := zip.NewReader(bytes.NewReader(raw.Bytes()), int64(raw.Len()))
	if err != nil {
		return err
	}
	slices.SortFunc(parts.File, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	out := zip.NewWriter(file)
	for _, part := range parts.File {
		if err = copyPart(out, part); err != nil {
			break
		}
	}
	if closeErr := out.Close(); err == nil {
		err = closeErr
	}
	if closeErr := file.Close(); err == nil {
		err = closeErr
	}
	return err
}

func copyPart(out *zip.Writer, part *zip.File) error {
	in, err := part.Open()
	if err != nil {
		return err
	}
	to, err := out.CreateHeader(&zip.FileHeader{Name: part.Name, Method: zip.Deflate})
	if err == nil {
		_, err = io.Copy(to, in)
	}
	if closeErr := in.Close(); err == nil {
		err = closeErr
	}
	return err
}

func (w *sheetRows) texts(values []string) error {
	cells := make([]any, len(values))
	for i, v := range values {
		cells[i] = v
	}
	return w.set(cells)
}

func (w *sheetRows) set(cells []any) error {
	at, err := excelize.CoordinatesToCellName(1, w.next)
	if err != nil {
		return err
	}
	w.next++
	return w.stream.SetRow(at, cells)
}

func (w *sheetRows) row(values []string) error {
	w.cells = w.cells[:0]
	for i, text := range values {
		w.cells = append(w.cells, w.cell(w.types[i], text))
	}
	return w.set(w.cells)
}

// cell turns a text into what a person would have typed; what does not fit its
// type stays text.
func (w *sheetRows) cell(t contract.Type, text string) any {
	if text == "" {
		return nil
	}
	switch t {
	case contract.Date:
		if at, err := time.Parse(time.DateOnly, text); err == nil {
			return excelize.Cell{StyleID: w.date, Value: at.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24}
		}
	case contract.Integer, contract.Year:
		if n, err := strconv.Atoi(text); err == nil {
			return n
		}
	case contract.Decimal:
		if x, err := strconv.ParseFloat(strings.ReplaceAll(text, ",", "."), 64); err == nil {
			return x
		}
	}
	return text
}

func (w *sheetRows) close() error { return w.stream.Flush() }
