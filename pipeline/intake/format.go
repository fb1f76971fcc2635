package intake

import (
	"bytes"
	"errors"
	"io"
	"path"
	"strings"

	"jamfor/pipeline/code"
)

// headBytes is how much of a file's beginning tells its format.
const headBytes = 4096

// extensions are the endings that a format's files may have.
var extensions = map[string]Format{
	".csv": CSV, ".txt": CSV, ".tsv": CSV, ".xlsx": XLSX,
	".parquet": Parquet, ".arrow": Arrow, ".feather": Arrow, ".ipc": Arrow, ".arrows": Arrow,
}

// foreign are beginnings of files that people send and nobody here reads.
var foreign = []struct{ magic, sv, en string }{
	{"\xd0\xcf\x11\xe0", "en äldre Excelfil (.xls) eller en lösenordsskyddad fil", "an old Excel file (.xls) or a password-protected one"},
	{"\x1f\x8b", "en gzip-komprimerad fil", "a gzip-compressed file"},
	{"\x28\xb5\x2f\xfd", "en zstd-komprimerad fil", "a zstd-compressed file"},
	{"7z\xbc\xaf", "ett 7-Zip-arkiv", "a 7-Zip archive"},
	{"Rar!", "ett RAR-arkiv", "a RAR archive"},
	{"%PDF", "en PDF-fil", "a PDF file"},
	{"{\\rtf", "ett RTF-dokument", "an RTF document"},
	{"FEA1", "en Feather-fil av version 1", "a Feather file of version 1"},
	{"ORC", "en ORC-fil", "an ORC file"},
	{"Obj\x01", "en Avro-fil", "an Avro file"},
	{"SQLite format 3", "en SQLite-databas", "an SQLite database"},
	{"age-encryption.org", "en krypterad fil", "an encrypted file"},
	{"-----BEGIN", "en krypterad fil eller nyckel", "an encrypted file or key"},
}

// Detect tells a file's format by its first bytes and holds it against the
// ending of its name. A file that is empty, of another kind or other than its
// name says is a *Refusal; other errors come from reading it.
func Detect(file File) (Format, error) {
	if file.Size == 0 {
		return "", refuse(RuleDamaged, text("Filen är tom.", "The file is empty."),
			text("Skicka filen igen. Finns inget att redovisa lämnas en nollrapport.", "Send the file again. Where there is nothing to report, send a nollrapport."))
	}
	head := make([]byte, min(headBytes, file.Size))
	if n, err := file.Data.ReadAt(head, 0); n < len(head) {
		if err == nil || errors.Is(err, io.EOF) {
			return "", refuse(RuleDamaged, text("Filen är avhuggen.", "The file is truncated."), saveAgain)
		}
		return "", err
	}
	return matchName(file.Name, formatOf(head), head)
}

// formatOf tells the format of a file's beginning; empty for a foreign one.
func formatOf(head []byte) Format {
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return XLSX
	case bytes.HasPrefix(head, []byte("PAR1")), bytes.HasPrefix(head, []byte("PARE")):
		return Parquet
	case bytes.HasPrefix(head, []byte("ARROW1")), bytes.HasPrefix(head, []byte("\xff\xff\xff\xff")):
		return Arrow
	}
	for _, f := range foreign {
		if bytes.HasPrefix(head, []byte(f.magic)) {
			return ""
		}
	}
	return CSV
}

func matchName(name string, format Format, head []byte) (Format, error) {
	want, known := extensions[strings.ToLower(path.Ext(name))]
	if !known {
		return "", refuse(RuleFormat, text("Filtypen är okänd.", "The file type is unknown."), sendKnown)
	}
	if format == want {
		return format, nil
	}
	is := formatNames[format]
	for _, f := range foreign {
		if bytes.HasPrefix(head, []byte(f.magic)) {
			is = text(f.sv, f.en)
		}
	}
	return "", refuse(RuleFormat, text(
		"Filens innehåll är "+is.SV+", men namnet säger "+formatNames[want].SV+".",
		"The file's content is "+is.EN+", but its name says "+formatNames[want].EN+"."), sendKnown)
}

var formatNames = map[Format]code.Text{
	CSV:     text("text", "text"),
	XLSX:    text("en Excelarbetsbok eller ett zip-arkiv", "an Excel workbook or a zip archive"),
	Parquet: text("en Parquetfil", "a Parquet file"),
	Arrow:   text("en Arrowfil", "an Arrow file"),
}

var sendKnown = text(
	"Skicka en CSV-fil (.csv, .txt), Excelarbetsbok (.xlsx), Parquetfil (.parquet) eller Arrowfil (.arrow) med rätt filändelse.",
	"Send a CSV file (.csv, .txt), Excel workbook (.xlsx), Parquet file (.parquet) or Arrow file (.arrow) with the right ending.")
