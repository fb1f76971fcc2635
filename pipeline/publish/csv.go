package publish

import (
	"context"
	"encoding/csv"
	"io"

	"jamfor/pipeline/release"
)

// csvFormat is the set's observations as RFC 4180 text, UTF-8, comma, decimal
// point, LF: the file that everything else can be checked against.
func csvFormat(e *release.Edition, s *release.Set) format {
	return format{
		path: release.CSVPath(s.Name), mediaType: "text/csv; charset=utf-8; header=present",
		write: func(ctx context.Context, w io.Writer, _ string) (int64, error) {
			out := csv.NewWriter(w)
			var header []string
			for _, c := range release.Columns() {
				header = append(header, c.Name)
			}
			if err := out.Write(header); err != nil {
				return 0, err
			}
			n, err := rowTexts(ctx, e, s, out.Write)
			if err != nil {
				return 0, err
			}
			out.Flush()
			return n, out.Error()
		},
	}
}
