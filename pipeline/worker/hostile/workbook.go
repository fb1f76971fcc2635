package hostile

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"time"
)

const (
	types    = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"></Types>`
	book     = `<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="orsak" sheetId="1" r:id="rId1"/></sheets></workbook>`
	links    = `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`
	sheetOne = "xl/worksheets/sheet1.xml"
)

// part is one entry of a workbook.
type part struct{ name, content string }

// sheet wraps rows into a worksheet.
func sheet(rows string) string { return "<worksheet><sheetData>" + rows + "</sheetData></worksheet>" }

// parts are those that every workbook has, then the given ones.
func parts(more ...part) []part {
	return append([]part{
		{"[Content_Types].xml", types}, {"xl/workbook.xml", book}, {"xl/_rels/workbook.xml.rels", links},
	}, more...)
}

func workbooks() []File {
	row := sheet(`<row r="1"><c r="A1" t="inlineStr"><is><t>arende</t></is></c><c r="B1" t="inlineStr"><is><t>orsak</t></is></c></row>`)
	with := func(more ...part) func() ([]byte, error) {
		return func() ([]byte, error) { return zipOf(parts(append([]part{{sheetOne, row}}, more...)...)) }
	}
	only := func(content func() string) func() ([]byte, error) {
		return func() ([]byte, error) { return zipOf(parts(part{sheetOne, content()})) }
	}
	text := func(s string) func() string { return func() string { return s } }
	return []File{
		{Name: "bomb.xlsx", About: "a zip bomb, 1000 to one", Rule: "F03", write: holding(with(part{"xl/media/a.bin", strings.Repeat("0", 8*mebibyte)}))},
		{Name: "overlapp.xlsx", About: "400 entries that share one packed bomb", Rule: "F03", Large: true, write: holding(overlapping)},
		{Name: "ljuger-om-storlek.xlsx", About: "an entry that unpacks to 32 MB and says 1,000 bytes", Rule: "F02", Large: true, write: holding(lyingSize)},
		{Name: "zip64.xlsx", About: "sizes of 2^63 in a Zip64 field", Rule: "F03", write: holding(zip64)},
		{Name: "delar.xlsx", About: "3,000 entries", Rule: "F03", Large: true, write: holding(func() ([]byte, error) { return zipOf(parts(many(3000)...)) })},
		{Name: "uppat.xlsx", About: "an entry named ../../etc/x", Rule: "F04", write: holding(with(part{"../../etc/x", "x"}))},
		{Name: "absolut.xlsx", About: "an entry with an absolute name", Rule: "F04", write: holding(with(part{`\windows\x`, "x"}))},
		{Name: "dubbel.xlsx", About: "two entries of one name", Rule: "F04", write: holding(with(part{sheetOne, row}))},
		{Name: "externa-lankar.xlsx", About: "links to other workbooks", Rule: "F04", write: holding(with(part{"xl/externalLinks/externalLink1.xml", "<a/>"}))},
		{Name: "makro.xlsx", About: "a macro", Rule: "F04", write: holding(with(part{"xl/vbaProject.bin", "x"}))},
		{Name: "ole.xlsx", About: "an embedded OLE object", Rule: "F04", write: holding(with(part{"xl/embeddings/oleObject1.bin", "x"}))},
		{Name: "cfb.xlsx", About: "a compound file (password-protected or .xls)", Rule: "F01", write: fixed("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 504))},
		{Name: "radnummer.xlsx", About: "row number 2147483647", Rule: "F03", write: holding(only(text(sheet(`<row r="2147483647"><c r="A1"><v>1</v></c></row>`))))},
		{Name: "djup.xlsx", About: "half a million elements inside each other", Rule: "F03", Large: true, write: holding(only(func() string { return strings.Repeat("<a>", mebibyte/2) }))},
		{Name: "entiteter.xlsx", About: "entities that expand a billion times", Rule: "F02", write: holding(only(text(lols)))},
		{Name: "breda-rader.xlsx", About: "16,384 columns", Rule: "F03", write: holding(only(text(sheet(`<row r="1"><c r="XFD1"><v>1</v></c></row>`))))},
		{Name: "avhuggen.xlsx", About: "the first half of a workbook", Rule: "F02", write: holding(func() ([]byte, error) {
			whole, err := with()()
			return whole[:len(whole)/2], err
		})},
	}
}

const lols = `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>` +
	`<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&c;&c;&c;</t></is></c></row></sheetData></worksheet>`

func many(n int) []part {
	list := make([]part, n)
	for i := range list {
		list[i] = part{fmt.Sprintf("xl/media/%d.bin", i), ""}
	}
	return list
}

func zipOf(list []part) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range list {
		w, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: time.Time{}})
		if err != nil {
			return nil, err
		}
		if _, err := w.Write([]byte(p.content)); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return b.Bytes(), err
}

// Offsets in the directory entry of a zip, from its signature.
const (
	directorySignature = "PK\x01\x02"
	directoryPacked    = 20
	directoryUnpacked  = 24
	directoryName      = 28
	directoryExtra     = 30
	directoryOffset    = 42
	directoryFixed     = 46
)

// directoryEntries finds the entries of a zip's directory.
func directoryEntries(z []byte) (at []int) {
	for from := 0; ; {
		i := bytes.Index(z[from:], []byte(directorySignature))
		if i < 0 {
			return at
		}
		at = append(at, from+i)
		from += i + directoryFixed
	}
}

// lyingSize says in the directory that the sheet is small.
func lyingSize() ([]byte, error) {
	z, err := zipOf(parts(part{sheetOne, sheet(`<row r="1"><c r="A1"><v>` + strings.Repeat("1", 32*mebibyte) + `</v></c></row>`)}))
	if err != nil {
		return nil, err
	}
	entries := directoryEntries(z)
	binary.LittleEndian.PutUint32(z[entries[len(entries)-1]+directoryUnpacked:], 1000)
	return z, nil
}

// overlapping lets every entry of the directory point at the same packed data.
func overlapping() ([]byte, error) {
	z, err := zipOf(parts(append([]part{{"xl/media/x.bin", strings.Repeat("0", 8*mebibyte)}}, many(400)...)...))
	if err != nil {
		return nil, err
	}
	entries := directoryEntries(z)
	bomb := z[entries[3] : entries[3]+directoryFixed]
	for _, at := range entries[4:] {
		copy(z[at+directoryPacked:at+directoryName], bomb[directoryPacked:directoryName])
		copy(z[at+directoryOffset:at+directoryFixed], bomb[directoryOffset:])
	}
	return z, nil
}

// zip64 gives the last entry a Zip64 field with sizes that are negative when
// they are read as signed.
func zip64() ([]byte, error) {
	z, err := zipOf(parts(part{sheetOne, sheet("")}))
	if err != nil {
		return nil, err
	}
	entries := directoryEntries(z)
	last := entries[len(entries)-1]
	binary.LittleEndian.PutUint32(z[last+directoryPacked:], 0xffffffff)
	binary.LittleEndian.PutUint32(z[last+directoryUnpacked:], 0xffffffff)
	binary.LittleEndian.PutUint16(z[last+directoryExtra:], 20)
	name := int(binary.LittleEndian.Uint16(z[last+directoryName:]))
	field := []byte{1, 0, 16, 0}
	field = binary.LittleEndian.AppendUint64(field, 1<<63)
	field = binary.LittleEndian.AppendUint64(field, 1<<63)
	end := last + directoryFixed + name
	out := append(bytes.Clone(z[:end]), field...)
	tail := bytes.Clone(z[end:])
	binary.LittleEndian.PutUint32(tail[12:], binary.LittleEndian.Uint32(tail[12:])+uint32(len(field))) // size of the directory
	return append(out, tail...), nil
}
