package hostile

import (
	"bytes"
	"compress/gzip"
	"os"
	"strings"
)

const (
	mebibyte = 1 << 20
	gibibyte = 1 << 30
)

// head is a heading that a reader believes.
const head = "arende;person;person_idtyp;enhet;omrade;kon;start\r\n"

func texts() []File {
	return []File{
		{Name: "rad-1-gib.csv", About: "one line of 1 GiB", Rule: "F03", Large: true, write: longLine},
		{Name: "citattecken.csv", About: "a quotation mark that is never closed, 64 MiB", Rule: "F07", Large: true, write: openQuote},
		{Name: "kolumner.csv", About: "a million columns", Rule: "F03", Large: true, write: fixed("arende;person" + strings.Repeat(";", 1_000_000) + "\n")},
		{Name: "nul.csv", About: "NUL characters", Rule: "F01", write: fixed(head + "\x00\x00\x00\x00;a;b\r\n")},
		{Name: "blandad.csv", About: "UTF-8 and Windows-1252 in one file", Rule: "F05", write: fixed(head + "å;b;c;d;e;f;g\r\n\xe5\xe4\xf6;b;c;d;e;f;g\r\n")},
		{Name: "gzip.csv", About: "a gzip bomb that calls itself text", Rule: "F01", Large: true, write: holding(gzipBomb)},
		{Name: "tom.csv", About: "no bytes at all", Rule: "F02", write: fixed("")},
		{Name: "bilaga.csv", About: "a workbook that calls itself text", Rule: "F01", write: fixed("PK\x03\x04 and so on")},
	}
}

// longLine is sparse: it takes no room, and is read as long as it says.
func longLine(f *os.File) error {
	if _, err := f.WriteString(head + strings.Repeat("x", 2*mebibyte)); err != nil {
		return err
	}
	return f.Truncate(gibibyte)
}

func openQuote(f *os.File) error {
	if _, err := f.WriteString(head + "\""); err != nil {
		return err
	}
	line := []byte(strings.Repeat("y", 1023) + "\n")
	_, err := f.Write(bytes.Repeat(line, 64*mebibyte/len(line)))
	return err
}

func gzipBomb() ([]byte, error) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	zeros := make([]byte, mebibyte)
	for range 256 {
		if _, err := z.Write(zeros); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return b.Bytes(), err
}
