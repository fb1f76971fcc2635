package intake

import (
	"archive/zip"
	"errors"
	"io"
	"path"
	"strings"

	"jamfor/pipeline/code"
)

// archive is a workbook's zip after preflight: every entry within its claimed
// limits, and every byte read from it counted against the true ones.
type archive struct {
	entries map[string]*zip.File
	order   []string
	limits  Limits
	read    int64
}

// forbidden are parts of names that a workbook must not have.
var forbidden = []struct {
	part string
	is   code.Text
}{
	{"vbaproject", text("makron", "macros")},
	{"xl/externallinks/", text("länkar till andra filer", "links to other files")},
	{"xl/embeddings/", text("inbäddade filer", "embedded files")},
	{"xl/activex/", text("ActiveX-kontroller", "ActiveX controls")},
	{"xl/macrosheets/", text("makroblad", "macro sheets")},
	{"xl/connections.xml", text("anslutningar till andra datakällor", "connections to other data sources")},
	{"oleobject", text("OLE-objekt", "OLE objects")},
	{"encryptedpackage", text("kryptering", "encryption")},
}

// otherKinds tell by an entry what a zip is that is no xlsx workbook.
var otherKinds = []struct {
	entry string
	is    code.Text
}{
	{"xl/workbook.bin", text("en binär Excelarbetsbok (.xlsb)", "a binary Excel workbook (.xlsb)")},
	{"mimetype", text("ett OpenDocument-dokument", "an OpenDocument document")},
	{"word/document.xml", text("ett Worddokument", "a Word document")},
	{"ppt/presentation.xml", text("en presentation", "a presentation")},
}

const workbookPart = "xl/workbook.xml"

// openArchive looks at a zip from outside.
func openArchive(file File, limits Limits) (*archive, error) {
	if file.Size > limits.ZipTotalBytes {
		return nil, refuse(RuleLimit, textf("Arbetsboken är större än %d byte.", "The workbook is larger than %d bytes.", limits.ZipTotalBytes), splitFile)
	}
	z, err := zip.NewReader(file.Data, file.Size)
	if err != nil {
		return nil, refuse(RuleDamaged, text("Arbetsboken är avhuggen eller skadad.", "The workbook is truncated or damaged."), saveAgain)
	}
	a := &archive{entries: map[string]*zip.File{}, limits: limits}
	if len(z.File) > limits.ZipEntries {
		return nil, refuse(RuleLimit, textf("Arbetsboken har fler än %d delar.", "The workbook has more than %d parts.", limits.ZipEntries), saveAgain)
	}
	var total uint64
	for _, e := range z.File {
		if err := a.admit(e); err != nil {
			return nil, err
		}
		if total += e.UncompressedSize64; total > uint64(limits.ZipTotalBytes) {
			return nil, bomb
		}
	}
	if a.entries[workbookPart] == nil {
		return nil, a.notAWorkbook()
	}
	return a, nil
}

var bomb = refuse(RuleLimit, text(
	"Arbetsboken packar upp till orimligt mycket data.", "The workbook unpacks to an unreasonable amount of data."), splitFile)

// admit holds one entry against the limits.
func (a *archive) admit(e *zip.File) error {
	name := strings.ToLower(strings.ReplaceAll(e.Name, `\`, "/"))
	if path.IsAbs(name) || strings.Contains(name, "..") || a.entries[name] != nil {
		return refuse(RuleForbidden, text("Arbetsboken har delar med otillåtna eller dubbla namn.", "The workbook has parts with forbidden or double names."), saveAgain)
	}
	for _, f := range forbidden {
		if strings.Contains(name, f.part) {
			return refuse(RuleForbidden, code.Text{
				SV: "Arbetsboken innehåller " + f.is.SV + ".", EN: "The workbook holds " + f.is.EN + ".",
			}, text("Kopiera värdena till en ny arbetsbok utan sådant innehåll och skicka den.", "Copy the values to a new workbook without such content and send that."))
		}
	}
	if e.Flags&1 != 0 || e.Method != zip.Store && e.Method != zip.Deflate {
		return refuse(RuleForbidden, text("Arbetsboken är krypterad eller packad på ett sätt som inte tas emot.", "The workbook is encrypted or packed in a way that is not accepted."), saveAgain)
	}
	const smallEntry = 1 << 20
	if e.UncompressedSize64 > uint64(a.limits.ZipEntryBytes) ||
		e.UncompressedSize64 > smallEntry && e.UncompressedSize64/max(1, e.CompressedSize64) > uint64(a.limits.ZipRatio) {
		return bomb
	}
	a.entries[name] = e
	a.order = append(a.order, name)
	return nil
}

func (a *archive) notAWorkbook() error {
	for _, kind := range otherKinds {
		if a.entries[kind.entry] != nil {
			return refuse(RuleFormat, code.Text{SV: "Filen är " + kind.is.SV + ".", EN: "The file is " + kind.is.EN + "."}, sendKnown)
		}
	}
	return refuse(RuleFormat, text("Filen är ett zip-arkiv, ingen Excelarbetsbok.", "The file is a zip archive, no Excel workbook."), sendKnown)
}

// open reads one part; its true size counts.
func (a *archive) open(name string) (io.ReadCloser, error) {
	e := a.entries[name]
	if e == nil {
		return nil, damaged()
	}
	r, err := e.Open()
	if err != nil {
		return nil, damaged()
	}
	return &countedPart{archive: a, in: r}, nil
}

func damaged() error {
	return refuse(RuleDamaged, text("Arbetsboken är skadad: en del av den saknas eller går inte att läsa.", "The workbook is damaged: a part of it is missing or cannot be read."), saveAgain)
}

// countedPart counts what a part unpacks to.
type countedPart struct {
	archive *archive
	in      io.ReadCloser
	read    int64
}

func (p *countedPart) Read(buf []byte) (int, error) {
	n, err := p.in.Read(buf)
	p.read += int64(n)
	p.archive.read += int64(n)
	switch {
	case p.read > p.archive.limits.ZipEntryBytes || p.archive.read > 2*p.archive.limits.ZipTotalBytes:
		return 0, bomb
	case err != nil && !errors.Is(err, io.EOF):
		return n, damaged()
	}
	return n, err
}

func (p *countedPart) Close() error { return p.in.Close() }
