package intake

import (
	"archive/zip"
	"bytes"
	stdgzip "compress/gzip"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress"
	"github.com/parquet-go/parquet-go/compress/gzip"
	"github.com/parquet-go/parquet-go/compress/snappy"
	"github.com/parquet-go/parquet-go/compress/uncompressed"
	"github.com/parquet-go/parquet-go/compress/zstd"
	"github.com/xuri/excelize/v2"
)

// hyphened is how the odd places write a number, where they do not say otherwise.
func hyphened(n string) string { return n[:8] + "-" + n[8:] }

// rezip copies an archive with its parts changed; comment and extra go with it.
func rezip(t *testing.T, book string, change func(name, content string) string, finish func(z *zip.Writer)) string {
	t.Helper()
	in, err := zip.NewReader(strings.NewReader(book), int64(len(book)))
	must(t, err)
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, e := range in.File {
		r, err := e.Open()
		must(t, err)
		content, err := io.ReadAll(r)
		must(t, err)
		add(t, z, e.Name, change(e.Name, string(content)))
	}
	if finish != nil {
		finish(z)
	}
	must(t, z.Close())
	return out.String()
}

func add(t *testing.T, z *zip.Writer, name, content string) {
	t.Helper()
	w, err := z.Create(name)
	must(t, err)
	_, err = io.WriteString(w, content)
	must(t, err)
}

func unchanged(_, content string) string { return content }

// inPart replaces a text of the parts whose names have that ending.
func inPart(ending, from, to string) func(name, content string) string {
	return func(name, content string) string {
		if strings.HasSuffix(name, ending) {
			return strings.Replace(content, from, to, 1)
		}
		return content
	}
}

// oddBookPlaces are places of a workbook that no spreadsheet program shows as a
// cell, and some that it does.
func oddBookPlaces(good string) []place {
	const file = "missbruk_1280_2025_1.xlsx"
	changed := func(change func(x string) func(name, content string) string) func(*testing.T, string) string {
		return func(t *testing.T, x string) string {
			f := workbookOf(t, sheetOf{"orsak", [][]any{{"arende", "orsak"}, {good, "alkohol"}}})
			must(t, f.AddComment("orsak", excelize.Comment{Cell: "A2", Author: "x", Text: "klart"}))
			return rezip(t, bytesOf(t, f), change(hyphened(x)), nil)
		}
	}
	finished := func(finish func(t *testing.T, z *zip.Writer, x string)) func(*testing.T, string) string {
		return func(t *testing.T, x string) string {
			book := bytesOf(t, workbookOf(t, sheetOf{"orsak", [][]any{{"arende", "orsak"}, {good, "alkohol"}}}))
			return rezip(t, book, unchanged, func(z *zip.Writer) { finish(t, z, x) })
		}
	}
	raw := func(change func(book, x string) string) func(*testing.T, string) string {
		return func(t *testing.T, x string) string {
			return change(bytesOf(t, workbookOf(t, sheetOf{"orsak", [][]any{{"arende", "orsak"}, {good, "alkohol"}}})), hyphened(x))
		}
	}
	return []place{
		{"an XML comment in a sheet", file, changed(func(x string) func(string, string) string {
			return inPart("sheet1.xml", "<sheetData>", "<sheetData><!-- "+x+" -->")
		})},
		{"an XML comment in a cell", file, changed(func(x string) func(string, string) string {
			return inPart("sheet1.xml", "<v>", "<!-- "+x+" --><v>")
		})},
		{"a processing instruction", file, changed(func(x string) func(string, string) string {
			return inPart("sheet1.xml", "<sheetData>", "<?x "+x+"?><sheetData>")
		})},
		{"an attribute of a cell", file, changed(func(x string) func(string, string) string {
			return inPart("sheet1.xml", "<c ", `<c x="`+x+`" `)
		})},
		{"an attribute of a row", file, changed(func(x string) func(string, string) string {
			return inPart("sheet1.xml", "<row ", `<row x="`+x+`" `)
		})},
		{"runs of a comment", file, changed(func(x string) func(string, string) string {
			return inPart("comments1.xml", "klart", x[:4]+"</t></r><r><t>"+x[4:9]+"</t></r><r><t>"+x[9:])
		})},
		{"runs of a shared text", file, changed(func(x string) func(string, string) string {
			return inPart("sharedStrings.xml", "<t>alkohol</t>", "<r><t>"+x[:5]+"</t></r><r><rPr><b/></rPr><t>"+x[5:]+"</t></r>")
		})},
		{"a phonetic text", file, changed(func(x string) func(string, string) string {
			return inPart("sharedStrings.xml", "<t>alkohol</t>", "<t>alkohol</t><rPh sb=\"0\" eb=\"1\"><t>"+x+"</t></rPh>")
		})},
		{"CDATA", file, changed(func(x string) func(string, string) string {
			return inPart("sharedStrings.xml", "<t>alkohol</t>", "<t><![CDATA["+x+"]]></t>")
		})},
		{"a workbook's own escapes", file, changed(func(x string) func(string, string) string {
			return inPart("sharedStrings.xml", "alkohol", strings.ReplaceAll(x, "-", "_x002D_"))
		})},
		{"a number format", file, changed(func(x string) func(string, string) string {
			return inPart("styles.xml", "<fonts", `<numFmts count="1"><numFmt numFmtId="170" formatCode="&quot;`+x+`&quot;"/></numFmts><fonts`)
		})},
		{"a part's name", file, finished(func(t *testing.T, z *zip.Writer, x string) { add(t, z, "xl/media/"+hyphened(x)+".txt", "") })},
		{"a part that is no XML", file, finished(func(t *testing.T, z *zip.Writer, x string) {
			add(t, z, "xl/printerSettings/printerSettings1.bin", "\x01\x02"+utf16Text(hyphened(x)))
		})},
		{"a drawing of old Excel", file, finished(func(t *testing.T, z *zip.Writer, x string) {
			add(t, z, "xl/drawings/vmlDrawing9.vml", "<v:textbox><br>"+hyphened(x)+"</v:textbox>")
		})},
		{"a sheet that is not listed", file, finished(func(t *testing.T, z *zip.Writer, x string) {
			add(t, z, "xl/worksheets/sheet9.xml", "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>"+hyphened(x)+"</t></is></c></row></sheetData></worksheet>")
		})},
		{"the archive's comment", file, finished(func(t *testing.T, z *zip.Writer, x string) { must(t, z.SetComment(hyphened(x))) })},
		{"a part's comment", file, finished(func(t *testing.T, z *zip.Writer, x string) {
			_, err := z.CreateHeader(&zip.FileHeader{Name: "xl/media/a.txt", Comment: hyphened(x)})
			must(t, err)
		})},
		{"an extra field", file, finished(func(t *testing.T, z *zip.Writer, x string) {
			extra := binary.LittleEndian.AppendUint16([]byte{0xfe, 0xca}, 13)
			_, err := z.CreateHeader(&zip.FileHeader{Name: "xl/media/a.txt", Extra: append(extra, hyphened(x)...)})
			must(t, err)
		})},
		{"behind the archive", file, raw(func(book, x string) string { return book + "\x00" + x })},
		{"a part that the directory does not list", file, func(t *testing.T, x string) string {
			var hidden bytes.Buffer
			z := zip.NewWriter(&hidden)
			add(t, z, "xl/notes.txt", strings.Repeat("ring ", 20)+hyphened(x))
			must(t, z.Close())
			hidden.Truncate(bytes.Index(hidden.Bytes(), []byte("PK\x01\x02"))) // without its directory
			book := bytesOf(t, workbookOf(t, sheetOf{"orsak", [][]any{{"arende", "orsak"}, {good, "alkohol"}}}))
			var out bytes.Buffer
			out.Write(hidden.Bytes())
			w := zip.NewWriter(&out)
			w.SetOffset(int64(hidden.Len()))
			in, err := zip.NewReader(strings.NewReader(book), int64(len(book)))
			must(t, err)
			for _, e := range in.File {
				must(t, w.Copy(e))
			}
			must(t, w.Close())
			return out.String()
		}},
		{"a number in a cell that shows it as one", file, func(t *testing.T, x string) string {
			f := workbookOf(t, sheetOf{"orsak", [][]any{{"arende", "orsak"}, {good, "alkohol"}}})
			format := "000000\\-0000"
			style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
			must(t, err)
			must(t, errors.Join(f.SetCellDefault("orsak", "H3", strings.TrimLeft(x[2:], "0")), f.SetCellStyle("orsak", "H3", "H3", style)))
			return bytesOf(t, f)
		}},
	}
}

// oddColumnarPlaces are places of Parquet and Arrow beside the cells.
func oddColumnarPlaces(good string) []place {
	const file, stream = "missbruk_1280_2025_1.parquet", "missbruk_1280_2025_1.arrow"
	type row struct {
		Arende string `parquet:"arende"`
		Orsak  string `parquet:"orsak"`
	}
	rows := []row{{good, "alkohol"}}
	return []place{
		{"the name of a program", file, func(t *testing.T, x string) string {
			return parquetOf(t, new(zstd.Codec), rows, parquet.CreatedBy("x", hyphened(x), "y"))
		}},
		{"Arrow's schema in Parquet", file, func(t *testing.T, x string) string {
			schema := base64.StdEncoding.EncodeToString([]byte("\x10\x00\x00\x00\x0d\x00\x00\x00" + hyphened(x) + "\x00\x00"))
			return parquetOf(t, new(zstd.Codec), rows, parquet.KeyValueMetadata("ARROW:schema", schema))
		}},
		{"behind the columns", file, func(t *testing.T, x string) string {
			content := parquetOf(t, new(zstd.Codec), rows)
			footer := len(content) - 8 - int(binary.LittleEndian.Uint32([]byte(content[len(content)-8:])))
			return content[:footer] + "\x00" + hyphened(x) + content[footer:]
		}},
		{"an old text cell of raw bytes", file, func(t *testing.T, x string) string {
			type row struct {
				Arende string `parquet:"arende"`
				Orsak  string `parquet:"orsak"`
				Egen   []byte `parquet:"egen"`
			}
			return parquetOf(t, new(zstd.Codec), []row{{good, "alkohol", []byte(utf16Text(x))}})
		}},
		{"a dictionary's entry in Arrow", stream, func(t *testing.T, x string) string { return arrowAside(t, good, x, true) }},
		{"a missing value in Arrow", stream, func(t *testing.T, x string) string { return arrowAside(t, good, x, false) }},
		{"behind Arrow's stream", stream, func(t *testing.T, x string) string {
			content := arrowWith(t, good, "nej", "")
			return content[:len(content)-10] + "\x00" + hyphened(x) + "\x00" + content[len(content)-10:]
		}},
	}
}

// arrowAside is a file with a text that no cell shows: an entry of a dictionary that
// no row refers to, or the text of a value that is marked as missing.
func arrowAside(t *testing.T, good, hidden string, dictionary bool) string {
	t.Helper()
	pool := memory.NewGoAllocator()
	texts := func(values ...string) *array.String {
		b := array.NewStringBuilder(pool)
		b.AppendValues(values, nil)
		return b.NewStringArray()
	}
	columns := []arrow.Array{texts(good), texts("alkohol")}
	fields := []arrow.Field{{Name: "arende", Type: arrow.BinaryTypes.String}, {Name: "orsak", Type: arrow.BinaryTypes.String}}
	if dictionary {
		kind := &arrow.DictionaryType{IndexType: arrow.PrimitiveTypes.Int32, ValueType: arrow.BinaryTypes.String}
		indices := array.NewInt32Builder(pool)
		indices.Append(0)
		columns = append(columns, array.NewDictionaryArray(kind, indices.NewInt32Array(), texts("nej", hidden)))
		fields = append(fields, arrow.Field{Name: "egen", Type: kind})
	} else {
		shown := texts(hidden).Data()
		data := array.NewData(arrow.BinaryTypes.String, 1, []*memory.Buffer{memory.NewBufferBytes([]byte{0}), shown.Buffers()[1], shown.Buffers()[2]}, nil, 1, 0)
		columns = append(columns, array.NewStringData(data))
		fields = append(fields, arrow.Field{Name: "egen", Type: arrow.BinaryTypes.String, Nullable: true})
	}
	schema := arrow.NewSchema(fields, nil)
	var out bytes.Buffer
	w, err := ipc.NewFileWriter(&out, ipc.WithSchema(schema))
	must(t, err)
	must(t, errors.Join(w.Write(array.NewRecordBatch(schema, columns, 1)), w.Close()))
	return out.String()
}

// oddTextPlaces are files that are refused for their form before they are read: what
// becomes of them depends on what is in them all the same.
func oddTextPlaces(good string) []place {
	const file = "missbruk_1280_2025_1.csv"
	text := func(x string) string { return "arende;orsak;egen\n" + good + ";alkohol;" + hyphened(x) + "\n" }
	return []place{
		{"a text with NUL", file, func(_ *testing.T, x string) string { return text(x) + "\x00" }},
		{"a text of UTF-16 that does not say so", file, func(_ *testing.T, x string) string { return utf16Text(text(x))[2:] }},
		{"a text with an endless line", file, func(_ *testing.T, x string) string { return text(x) + strings.Repeat("x", 2<<20) }},
		{"a text in two encodings", file, func(_ *testing.T, x string) string { return text(x) + "\xe5;å;x\n" }},
		{"a quotation mark that is never closed", file, func(_ *testing.T, x string) string {
			return "arende;orsak;egen\n\"" + strings.Repeat("y\n", 1<<20) + text(x)
		}},
		{"a text that calls itself Parquet", "missbruk_1280_2025_1.parquet", func(_ *testing.T, x string) string { return text(x) }},
		{"a workbook cut short", "missbruk_1280_2025_1.xlsx", func(t *testing.T, x string) string {
			book := bytesOf(t, workbookOf(t, sheetOf{"orsak", [][]any{{"arende", "orsak"}, {good, hyphened(x)}}}))
			return book[:strings.LastIndex(book, "PK\x05\x06")]
		}},
		{"an OpenDocument sheet", "missbruk_1280_2025_1.xlsx", func(t *testing.T, x string) string {
			var out bytes.Buffer
			z := zip.NewWriter(&out)
			add(t, z, "mimetype", "application/vnd.oasis.opendocument.spreadsheet")
			add(t, z, "content.xml", "<table:table-cell><text:p>"+hyphened(x)+"</text:p></table:table-cell>")
			must(t, z.Close())
			return out.String()
		}},
		{"a packed text", file, func(t *testing.T, x string) string { return gzipped(t, text(x)) }},
		{"a Parquet file without its end", "missbruk_1280_2025_1.parquet", func(t *testing.T, x string) string {
			type row struct {
				Orsak string `parquet:"orsak"`
			}
			content := parquetOf(t, new(zstd.Codec), []row{{strings.Repeat("ring ", 20) + hyphened(x)}})
			return content[:len(content)-4]
		}},
		{"a Parquet file with a column of a list", "missbruk_1280_2025_1.parquet", func(t *testing.T, x string) string {
			type row struct {
				Orsak []string `parquet:"orsak,list"`
			}
			return parquetOf(t, new(snappy.Codec), []row{{[]string{hyphened(x), hyphened(x), hyphened(x)}}})
		}},
	}
}

// Every number is found in places beside the cells and in files that cannot be read,
// by a rule that deletes the file, and is not repeated.
func TestNumbersInOddPlaces(t *testing.T) {
	numbers := officialNumbers(t)
	good := p1(t, "a")
	step := 1500
	if *everyNumber {
		step = 1
	}
	for _, p := range slices.Concat(oddBookPlaces(good), oddColumnarPlaces(good), oddTextPlaces(good)) {
		for i := 7; i < len(numbers); i += step {
			content := p.put(t, numbers[i])
			holdPlace(t, place{p.name, p.file, func(*testing.T, string) string { return content }}, numbers[i], numbers[i])
			sink, _, _ := readText(t, p.file, content, options(t))
			if !slices.ContainsFunc(sink.rules(), func(rule string) bool {
				return strings.HasPrefix(rule, "G02") || strings.HasPrefix(rule, "G03") || strings.HasPrefix(rule, "G05")
			}) {
				t.Errorf("%s: refused by %v, which does not delete the file", p.name, sink.rules())
			}
		}
	}
}

// The same files without a number are taken, or refused for their form alone.
func TestOddPlacesWithoutNumbersPass(t *testing.T) {
	good := p1(t, "a")
	const none = "202503019999" // a date, but no check digit
	for _, p := range slices.Concat(oddBookPlaces(good), oddColumnarPlaces(good), oddTextPlaces(good)) {
		sink, _, _ := readText(t, p.file, p.put(t, none), options(t))
		for _, rule := range sink.rules() {
			if strings.HasPrefix(rule, "G") && !strings.HasPrefix(rule, "G08") {
				t.Errorf("%s: no number, but %v", p.name, sink.rules())
			}
		}
	}
}

// What a Parquet file tells beside its cells: whole dictionaries and the extremes of
// chunks and pages, in every codec.
func TestParquetTellsOfDictionariesAndExtremes(t *testing.T) {
	type row struct {
		Text   string `parquet:"text,dict"`
		Number int64  `parquet:"number,dict"`
	}
	rows := []row{{"a", 7}, {"zz", 123456789012}, {"m", 8}}
	for _, codec := range []compress.Codec{new(uncompressed.Codec), new(snappy.Codec), new(gzip.Codec), new(zstd.Codec)} {
		content := parquetOf(t, codec, rows, parquet.DataPageStatistics(true))
		file := File{"a.parquet", strings.NewReader(content), int64(len(content))}
		o := options(t)
		j, err := newJob(t.Context(), file, o, discard{})
		must(t, err)
		f, err := j.parquetPreflight(nil)
		must(t, err)
		told := map[string]int{}
		must(t, walkPages(t.Context(), file, f, j.limits, func(_ int, text []byte) { told[string(text)]++ }))
		for text, least := range map[string]int{"a": 2, "m": 1, "zz": 2, "7": 2, "8": 1, "123456789012": 2} {
			if told[text] < least {
				t.Errorf("%s: %q is told %d times", codec, text, told[text])
			}
		}
	}
}

func gzipped(t *testing.T, text string) string {
	t.Helper()
	var out bytes.Buffer
	w := stdgzip.NewWriter(&out)
	_, err := io.WriteString(w, text)
	must(t, errors.Join(err, w.Close()))
	return out.String()
}
