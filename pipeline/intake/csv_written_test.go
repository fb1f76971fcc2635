package intake

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// What encoding/csv writes, with any delimiter, line end and quoting that it
// needs, is read without a fault and cell by cell the same. FuzzCSVRows goes the
// other way: any text that both readers take.
func TestCSVIsReadAsItWasWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		delimiter := rapid.SampledFrom([]byte{';', ',', '\t'}).Draw(t, "delimiter")
		width := rapid.IntRange(2, 6).Draw(t, "width")
		cell := rapid.StringOfN(rapid.SampledFrom([]rune("ab0-;,\t\" \nåÖ€")), 0, 8, -1)
		var rows [][]string
		for range rapid.IntRange(1, 12).Draw(t, "rows") {
			row := []string{"x" + cell.Draw(t, "first")}
			for range width - 1 {
				row = append(row, cell.Draw(t, "cell"))
			}
			if looksSwallowed(row, delimiter) {
				row = []string{"x"}
				for range width - 1 {
					row = append(row, "y")
				}
			}
			rows = append(rows, row)
		}
		var text bytes.Buffer
		w := csv.NewWriter(&text)
		w.Comma, w.UseCRLF = rune(delimiter), rapid.Bool().Draw(t, "crlf")
		if err := w.WriteAll(rows); err != nil {
			t.Fatal(err)
		}
		got, issues, err := readRows(&text, delimiter, width)
		if err != nil || issues > 0 {
			t.Fatalf("%d faults, %v, in %q", issues, err, rows)
		}
		if !slices.EqualFunc(got, rows, slices.Equal[[]string]) {
			t.Fatalf("got %q\nwant %q", got, rows)
		}
	})
}

// looksSwallowed reports a row one of whose later lines has the look of a row of
// its own: the reader rightly calls that an unbalanced quotation mark.
func looksSwallowed(row []string, delimiter byte) bool {
	text := strings.Join(row, string(delimiter))
	for i, line := range strings.Split(text, "\n") {
		if i > 0 && strings.Count(line, string(delimiter)) == len(row)-1 {
			return true
		}
	}
	return false
}

// readRows reads every row, line breaks inside cells as \n.
func readRows(in io.Reader, delimiter byte, width int) (rows [][]string, issues int, err error) {
	r := &csvReader{in: in, delimiter: delimiter, limit: 1 << 20, width: width, ragged: func(int, []byte) {}}
	var b block
	for {
		err := r.next(&b)
		if errors.Is(err, io.EOF) {
			return rows, issues, nil
		}
		if err != nil {
			return rows, issues, err
		}
		issues += len(b.issues)
		for row := range b.len() {
			var cells []string
			for _, c := range b.rowCells(nil, row) {
				cells = append(cells, strings.ReplaceAll(string(c), "\r\n", "\n"))
			}
			rows = append(rows, cells)
		}
	}
}
