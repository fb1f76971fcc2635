package synthetic

import (
	"bufio"
	"io"
	"os"
	"strings"

	"golang.org/x/text/encoding/charmap"
)

// csvRows writes semicolon-separated text with CRLF, as Swedish Excel does.
type csvRows struct {
	file   *os.File
	buffer *bufio.Writer
	line   strings.Builder
}

// peopleHeadings are headings as people write them.
var peopleHeadings = map[string]string{
	"arende": "Ärende", "person": "Person", "omrade": "Område", "kon": "Kön", "fodelsear": "Födelseår",
	"manad": "Månad", "hushall": "Hushåll", "mal": "Mål", "fore": "Före", "varde": "Värde", "skala": "Skala",
	"tillfalle": "Tillfälle", "livsomrade": "Livsområde", "niva": "Nivå", "svarighetsgrad": "Svårighetsgrad",
}

func newCSV(dataset, path string, windows1252 bool) (*csvRows, error) {
	file, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	var out io.Writer = file
	head := columns[dataset]
	if windows1252 {
		out = charmap.Windows1252.NewEncoder().Writer(file)
		head = make([]string, len(columns[dataset]))
		for i, name := range columns[dataset] {
			if head[i] = name; peopleHeadings[name] != "" {
				head[i] = peopleHeadings[name]
			}
		}
	}
	w := &csvRows{file: file, buffer: bufio.NewWriterSize(out, 1<<16)}
	if !windows1252 {
		if _, err := w.buffer.WriteString("\ufeff"); err != nil {
			return nil, err
		}
	}
	return w, w.row(head)
}

func (w *csvRows) row(values []string) error {
	w.line.Reset()
	for i, v := range values {
		if i > 0 {
			w.line.WriteByte(';')
		}
		if strings.ContainsAny(v, ";\"\r\n") {
			v = `"` + strings.ReplaceAll(v, `"`, `""`) + `"`
		}
		w.line.WriteString(v)
	}
	w.line.WriteString("\r\n")
	_, err := w.buffer.WriteString(w.line.String())
	return err
}

func (w *csvRows) close() error {
	err := w.buffer.Flush()
	if closeErr := w.file.Close(); err == nil {
		err = closeErr
	}
	return err
}
