package intake

import (
	"jamfor/pipeline/code"
)

// footer is what preflight needs of a Parquet file's metadata.
type footer struct {
	rows      int64
	columns   []string
	physical  []int64 // physical type of each column
	widths    []int64 // bytes of each column's values where they have a fixed length
	chunks    []chunk
	groups    int
	texts     [][]byte     // key-value metadata, for the guard
	values    []columnText // extremes of chunks, for the guard
	encrypted bool
	flat      bool
	wide      bool // more columns than the limit
	external  bool
	groupRows int64 // rows of the groups together
	uneven    bool  // some group lacks columns
}

// columnText is a text that the file tells of a column beside its cells.
type columnText struct {
	column int
	text   []byte
}

// chunk is one column of one row group.
type chunk struct {
	column       int
	kind         int64
	codec        int64
	rows         int64 // of its row group
	values       int64
	data         int64 // offsets
	dictionary   int64
	compressed   int64
	uncompressed int64
	width        int64 // bytes of its values where they have a fixed length
	index        int64 // where the extremes of its pages lie, 0 for nowhere
	indexLength  int64
}

// readFooter reads the metadata of a whole footer.
func readFooter(raw []byte, limits Limits) (*footer, error) {
	f := &footer{flat: true}
	t := &thrift{data: raw}
	err := t.fields(func(id int16, kind byte) (err error) {
		switch {
		case id == 2 && kind == thriftList:
			return f.schema(t, limits)
		case id == 3:
			f.rows, err = t.integer()
			return err
		case id == 4 && kind == thriftList:
			f.groups, err = t.structs(func(int) error { return f.group(t) })
			return err
		case id == 5 && kind == thriftList:
			_, err = t.structs(func(int) error { return f.keyValue(t) })
			return err
		case id == 8 || id == 9:
			f.encrypted = true
		}
		return t.skip(kind)
	})
	return f, err
}

// schema reads the list of elements; the first is the root.
func (f *footer) schema(t *thrift, limits Limits) error {
	_, err := t.structs(func(i int) error {
		var name []byte
		var children, repetition, physical, width int64
		err := t.fields(func(id int16, kind byte) (err error) {
			switch id {
			case 1:
				physical, err = t.integer()
			case 2:
				width, err = t.integer()
			case 3:
				repetition, err = t.integer()
			case 4:
				name, err = t.binary()
			case 5:
				children, err = t.integer()
			default:
				err = t.skip(kind)
			}
			return err
		})
		const repeated = 2
		if i > 0 {
			f.columns = append(f.columns, string(name))
			f.physical, f.widths = append(f.physical, physical), append(f.widths, width)
			f.flat = f.flat && children == 0 && repetition != repeated
		}
		f.wide = len(f.columns) > limits.Fields
		if f.wide && err == nil {
			return errWide
		}
		return err
	})
	return err
}

var errWide = refuse(RuleLimit, text("Filen har fler kolumner än som tas emot.", "The file has more columns than are accepted."), splitFile)

func (f *footer) group(t *thrift) error {
	first := len(f.chunks)
	var rows int64
	err := t.fields(func(id int16, kind byte) (err error) {
		switch {
		case id == 1 && kind == thriftList:
			_, err = t.structs(func(i int) error { return f.chunk(t, i) })
		case id == 3:
			rows, err = t.integer()
		default:
			err = t.skip(kind)
		}
		return err
	})
	for i := range f.chunks[first:] {
		f.chunks[first+i].rows = rows
		if i < len(f.widths) {
			f.chunks[first+i].width = f.widths[i]
		}
	}
	f.uneven = f.uneven || len(f.chunks)-first != len(f.columns)
	f.groupRows += rows
	if rows < 0 || f.groupRows < 0 {
		return errThrift
	}
	return err
}

func (f *footer) chunk(t *thrift, column int) error {
	c := chunk{column: column, codec: -1, dictionary: -1}
	err := t.fields(func(id int16, kind byte) (err error) {
		switch id {
		case 1:
			f.external = true
		case 3:
			return f.chunkData(t, &c)
		case 6:
			c.index, err = t.integer()
			return err
		case 7:
			c.indexLength, err = t.integer()
			return err
		case 8, 9:
			f.encrypted = true
		}
		return t.skip(kind)
	})
	f.chunks = append(f.chunks, c)
	return err
}

func (f *footer) chunkData(t *thrift, c *chunk) error {
	fields := map[int16]*int64{1: &c.kind, 4: &c.codec, 5: &c.values, 6: &c.uncompressed, 7: &c.compressed, 9: &c.data, 11: &c.dictionary}
	return t.fields(func(id int16, kind byte) (err error) {
		if into := fields[id]; into != nil {
			*into, err = t.integer()
			return err
		}
		switch {
		case id == 8 && kind == thriftList:
			_, err = t.structs(func(int) error { return f.keyValue(t) })
			return err
		case id == 12 && kind == thriftStruct:
			return statistics(t, c.kind, func(text []byte) { f.values = append(f.values, columnText{c.column, text}) })
		}
		return t.skip(kind)
	})
}

// statistics reads the extremes of a chunk or a page: they can show what was
// removed from the rows.
func statistics(t *thrift, physical int64, see func(text []byte)) error {
	return t.fields(func(_ int16, kind byte) error {
		if kind != thriftBinary {
			return t.skip(kind)
		}
		raw, err := t.binary()
		if err == nil {
			see(valueText(raw, physical))
		}
		return err
	})
}

func (f *footer) keyValue(t *thrift) error {
	return t.fields(func(_ int16, kind byte) error {
		if kind != thriftBinary {
			return t.skip(kind)
		}
		raw, err := t.binary()
		f.texts = append(f.texts, raw)
		return err
	})
}

// codecNames are the codecs that files come with, by their number.
var codecNames = map[int64]string{0: "UNCOMPRESSED", 1: "SNAPPY", 2: "GZIP", 3: "LZO", 4: "BROTLI", 5: "LZ4", 6: "ZSTD", 7: "LZ4_RAW"}

// Codecs that are read.
const (
	codecNone   = 0
	codecSnappy = 1
	codecGzip   = 2
	codecZstd   = 6
)

func allowedCodec(c int64) bool {
	return c == codecNone || c == codecSnappy || c == codecGzip || c == codecZstd
}

// judge holds the footer against itself, the limits and the file's size.
func (f *footer) judge(limits Limits, end int64) error {
	switch {
	case f.encrypted:
		return refuse(RuleForbidden, text("Filen är krypterad.", "The file is encrypted."), saveAgain)
	case f.external:
		return refuse(RuleForbidden, text("Filen hänvisar till andra filer.", "The file refers to other files."), saveAgain)
	case !f.flat:
		return refuse(RuleForbidden, text("Filen har nästlade kolumner (listor eller poster).", "The file has nested columns (lists or structs)."),
			text("Spara filen med en kolumn per uppgift.", "Save the file with one column per item."))
	case f.groups > limits.RowGroups:
		return refuse(RuleLimit, textf("Filen har fler än %d radgrupper.", "The file has more than %d row groups.", limits.RowGroups), splitFile)
	case f.rows < 0 || f.rows > limits.Rows:
		return refuse(RuleLimit, textf("Filen har fler än %d rader.", "The file has more than %d rows.", limits.Rows), splitFile)
	case len(f.columns) == 0 || f.rows != f.groupRows || f.uneven:
		return parquetDamaged()
	}
	for _, c := range f.chunks {
		if err := f.judgeChunk(c, end); err != nil {
			return err
		}
	}
	return nil
}

func (f *footer) judgeChunk(c chunk, end int64) error {
	if !allowedCodec(c.codec) {
		name := codecNames[c.codec]
		if name == "" {
			name = "?"
		}
		return refuse(RuleForbidden, code.Text{
			SV: "Filen är komprimerad med " + name + ", som inte tas emot.", EN: "The file is compressed with " + name + ", which is not accepted.",
		}, text("Spara filen med ZSTD, SNAPPY, GZIP eller utan komprimering.", "Save the file with ZSTD, SNAPPY, GZIP or without compression."))
	}
	start := c.start()
	if c.kind != f.physical[c.column] || c.values != c.rows || c.compressed < 0 || c.uncompressed < 0 || start < 4 || c.data < start || start > end-c.compressed {
		return parquetDamaged()
	}
	return nil
}

// start is where the chunk's first page begins.
func (c chunk) start() int64 {
	if c.dictionary > 0 && c.dictionary < c.data {
		return c.dictionary
	}
	return c.data
}

func parquetDamaged() error {
	return refuse(RuleDamaged, text("Parquetfilen är avhuggen eller skadad: dess delar stämmer inte med varandra.", "The Parquet file is truncated or damaged: its parts do not agree."), saveAgain)
}
