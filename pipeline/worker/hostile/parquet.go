package hostile

import (
	"bytes"
	"encoding/binary"
	"math"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// Numbers of Parquet's own format.
const (
	byteArray     = 6
	plain         = 0
	rle           = 3
	rleDictionary = 8
	codecNone     = 0
	codecBrotli   = 4
	codecZstd     = 6
	pageData      = 0
	pageDict      = 2
	magic         = "PAR1"
)

// columnOf is one column of a file of one row group.
type columnOf struct {
	name  string
	codec int64
	pages []byte
	// at, packed and values are what the footer says of it, true or not.
	at, packed, values int64
	dictionary         int64  // bytes of the dictionary page before the data, 0 for none
	path               string // of another file that holds it
}

func parquets() []File {
	footer := func(f structure) func() ([]byte, error) {
		return func() ([]byte, error) { return seal(nil, f.bytes()), nil }
	}
	raw := func(b []byte) func() ([]byte, error) { return func() ([]byte, error) { return seal(nil, b), nil } }
	return []File{
		{Name: "ordbok.parquet", About: "a dictionary bomb: one word of 900 kB, 50 million times", Rule: "F03", write: holding(dictionaryBomb)},
		{Name: "sida.parquet", About: "a page that unpacks to 2 GB", Rule: "F02", Large: true, write: holding(pageBomb)},
		{Name: "brotli.parquet", About: "pages packed with Brotli", Rule: "F04", write: holding(brotliPage)},
		{Name: "antal-varden.parquet", About: "a page of two billion values in 300 bytes", Rule: "F03", write: holding(func() ([]byte, error) { return counted(math.MaxInt32, math.MaxInt32) })},
		{Name: "rader.parquet", About: "2^62 rows by its footer", Rule: "F03", write: holding(func() ([]byte, error) { return counted(1<<62, 1) })},
		{Name: "kolumner.parquet", About: "a million columns", Rule: "F03", Large: true, write: holding(func() ([]byte, error) { return seal(nil, wideSchema(1_000_000)), nil })},
		{Name: "tusen-kolumner.parquet", About: "a thousand columns", Rule: "F03", write: holding(func() ([]byte, error) { return seal(nil, wideSchema(1000)), nil })},
		{Name: "lista.parquet", About: "a list of two billion elements in a footer of ten bytes", Rule: "F02", write: holding(raw([]byte{0x29, 0xfc, 0xff, 0xff, 0xff, 0xff, 0x07}))},
		{Name: "djup.parquet", About: "a million structs inside each other", Rule: "F02", Large: true, write: holding(raw(bytes.Repeat([]byte{0x1c}, 1_000_000)))},
		{Name: "nastlad.parquet", About: "columns five levels deep", Rule: "F04", write: holding(footer(deepSchema()))},
		{Name: "annan-fil.parquet", About: "a column that lies in another file", Rule: "F04", write: holding(func() ([]byte, error) {
			return file(1, columnOf{name: "orsak", pages: plainPage("alkohol"), values: 1, path: "/etc/passwd"})
		})},
		{Name: "utanfor.parquet", About: "a column that begins behind the file's end", Rule: "F02", write: holding(func() ([]byte, error) {
			return file(1, columnOf{name: "orsak", pages: plainPage("alkohol"), values: 1, at: 1 << 40})
		})},
		{Name: "negativ.parquet", About: "a column of negative length", Rule: "F02", write: holding(func() ([]byte, error) {
			return file(1, columnOf{name: "orsak", pages: plainPage("alkohol"), values: 1, packed: -1 << 40})
		})},
		{Name: "krypterad.parquet", About: "an encrypted footer", Rule: "F04", write: fixed("PARE" + strings.Repeat("x", 64) + "\x20\x00\x00\x00PARE")},
		{Name: "fotlangd.parquet", About: "a footer of 4 GB by its length", Rule: "F02", write: fixed(magic + strings.Repeat("x", 64) + "\xff\xff\xff\xff" + magic)},
		{Name: "avhuggen.parquet", About: "the first bytes only", Rule: "F02", write: fixed(magic + strings.Repeat("x", 64))},
		{Name: "fel-magi.parquet", About: "text that calls itself Parquet", Rule: "F01", write: fixed(head)},
	}
}

// seal closes a file: magic, body, footer, length, magic.
func seal(body, footer []byte) []byte {
	out := append([]byte(magic), body...)
	out = append(out, footer...)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(footer)))
	return append(out, magic...)
}

// element is one line of the schema; children is below zero for a leaf.
func element(name string, children int64) structure {
	s := structure{}
	if children < 0 {
		s = s.small(1, byteArray).small(3, 0)
	}
	s = s.text(4, name)
	if children >= 0 {
		s = s.small(5, children)
	}
	return s
}

// file writes one row group of the columns.
func file(rows int64, columns ...columnOf) ([]byte, error) {
	var body []byte
	schema := []structure{element("schema", int64(len(columns)))}
	var chunks []structure
	for _, c := range columns {
		schema = append(schema, element(c.name, -1))
		at, packed := int64(len(magic)+len(body)), int64(len(c.pages))
		if c.at != 0 {
			at = c.at
		}
		if c.packed != 0 {
			packed = c.packed
		}
		body = append(body, c.pages...)
		meta := structure{}.small(1, byteArray).smalls(2, plain, rle, rleDictionary).texts(3, c.name).
			small(4, c.codec).integer(5, c.values).integer(6, packed).integer(7, packed).integer(9, at+c.dictionary)
		if c.dictionary > 0 {
			meta = meta.integer(11, at)
		}
		chunk := structure{}
		if c.path != "" {
			chunk = chunk.text(1, c.path)
		}
		chunks = append(chunks, chunk.integer(2, at).nested(3, meta))
	}
	group := structure{}.list(1, chunks...).integer(2, int64(len(body))).integer(3, rows)
	footer := structure{}.small(1, 1).list(2, schema...).integer(3, rows).list(4, group).text(6, "hostile")
	return seal(body, footer.bytes()), nil
}

// page writes a page: its header, true or not, and its data.
func page(kind, unpacked, values, encoding int64, data []byte) []byte {
	header := structure{}.small(1, kind).small(2, unpacked).small(3, int64(len(data)))
	if kind == pageDict {
		header = header.nested(7, structure{}.small(1, values).small(2, encoding))
	} else {
		header = header.nested(5, structure{}.small(1, values).small(2, encoding).small(3, rle).small(4, rle))
	}
	return append(header.bytes(), data...)
}

func plainText(text string) []byte {
	return append(binary.LittleEndian.AppendUint32(nil, uint32(len(text))), text...)
}

func plainPage(text string) []byte {
	data := plainText(text)
	return page(pageData, int64(len(data)), 1, plain, data)
}

func packed(data []byte) ([]byte, error) {
	z, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	return z.EncodeAll(data, nil), nil
}

// repeated is a run of so many indexes 0 of one bit.
func repeated(values uint64) []byte {
	return append(binary.AppendUvarint([]byte{1}, values<<1), 0)
}

// dictionaryBomb is two columns of one value each, repeated: the headings are
// those of a dataset, so that the reader begins.
func dictionaryBomb() ([]byte, error) {
	const values, perPage = 50_000_000, 10_000_000
	word := plainText(strings.Repeat("x", 900_000))
	dictionary, err := packed(word)
	if err != nil {
		return nil, err
	}
	data := repeated(perPage)
	run, err := packed(data)
	if err != nil {
		return nil, err
	}
	pages := page(pageDict, int64(len(word)), 1, plain, dictionary)
	length := int64(len(pages))
	for range values / perPage {
		pages = append(pages, page(pageData, int64(len(data)), perPage, rleDictionary, run)...)
	}
	return file(values,
		columnOf{name: "arende", codec: codecZstd, pages: pages, values: values, dictionary: length},
		columnOf{name: "orsak", codec: codecZstd, pages: pages, values: values, dictionary: length})
}

// pageBomb unpacks to 2 GB and says 1 MB.
func pageBomb() ([]byte, error) {
	z, err := packed(make([]byte, 128*mebibyte))
	if err != nil {
		return nil, err
	}
	z = bytes.Repeat(z, 16) // frames of zstd one after the other unpack to all of them
	pages := page(pageData, mebibyte, 1, plain, z)
	return file(1, columnOf{name: "orsak", codec: codecZstd, pages: pages, values: 1})
}

func brotliPage() ([]byte, error) {
	var b bytes.Buffer
	w := brotli.NewWriter(&b)
	data := plainText("alkohol")
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	pages := page(pageData, int64(len(data)), 1, plain, b.Bytes())
	return file(1, columnOf{name: "orsak", codec: codecBrotli, pages: pages, values: 1})
}

// counted says that it has so many rows, its one page so many values.
func counted(rows, values int64) ([]byte, error) {
	data := plainText("alkohol")
	pages := page(pageData, int64(len(data)), values, plain, data)
	return file(rows, columnOf{name: "orsak", codec: codecNone, pages: pages, values: rows})
}

func wideSchema(columns int) []byte {
	schema := make([]structure, 0, columns+1)
	schema = append(schema, element("schema", int64(columns)))
	for range columns {
		schema = append(schema, element("k", -1))
	}
	return structure{}.small(1, 1).list(2, schema...).integer(3, 0).list(4).bytes()
}

func deepSchema() structure {
	schema := []structure{element("schema", 1)}
	for range 5 {
		schema = append(schema, element("djup", 1))
	}
	return structure{}.small(1, 1).list(2, append(schema, element("k", -1))...).integer(3, 0).list(4)
}
