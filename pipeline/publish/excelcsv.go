package publish

import (
	"context"
	"encoding/csv"
	"io"
	"strings"

	"jamfor/pipeline/release"
)

// excelCSVFormat is the set's observations for those who open a CSV in a
// Swedish spreadsheet program: UTF-8 with byte order mark, semicolon, decimal
// comma, CRLF. No text is taken for a formula; a last column joins code and
// name, because spreadsheets strip a code's leading zero.
func excelCSVFormat(e *release.Edition, s *release.Set) format {
	return format{
		path: "tables/" + s.Name + ".excel.csv", mediaType: "text/csv; charset=utf-8; header=present",
		write: func(ctx context.Context, w io.Writer, _ string) (int64, error) {
			if _, err := io.WriteString(w, "\ufeff"); err != nil {
				return 0, err
			}
			out := csv.NewWriter(w)
			out.Comma, out.UseCRLF = ';', true
			columns := release.Columns()
			row := make([]string, len(columns)+1)
			for i, c := range columns {
				row[i] = c.Name
			}
			row[len(columns)] = "area"
			if err := out.Write(row); err != nil {
				return 0, err
			}
			n, err := rowTexts(ctx, e, s, func(texts []string) error {
				for i, c := range columns {
					row[i] = spreadsheetText(c, texts[i])
				}
				row[len(columns)] = texts[1] + " " + texts[2]
				return out.Write(row)
			})
			if err != nil {
				return 0, err
			}
			out.Flush()
			return n, out.Error()
		},
	}
}

// spreadsheetText writes numbers with a decimal comma and keeps text from being
// read as a formula by a leading apostrophe.
func spreadsheetText(c release.Column, text string) string {
	switch {
	case c.Kind == release.DecimalColumn:
		return strings.Replace(text, ".", ",", 1)
	case c.Kind == release.TextColumn && text != "" && strings.ContainsRune("=+-@\t\r|", rune(text[0])):
		return "'" + text
	default:
		return text
	}
}
