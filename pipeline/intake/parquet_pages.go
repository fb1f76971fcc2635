package intake

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"

	"github.com/klauspost/compress/snappy"
	"github.com/klauspost/compress/zstd"
)

// pageHeader is what preflight needs of a page's header.
type pageHeader struct {
	kind         int64
	uncompressed int64
	compressed   int64
	values       int64
	encoding     int64
	levels       int64 // uncompressed bytes of levels before a version 2 page
	packed       bool  // the data is compressed
	extremes     [][]byte
}

// Kinds of pages and the encoding that is refused.
const (
	pageData       = 0
	pageIndex      = 1
	pageDictionary = 2
	pageDataV2     = 3

	// encodingDeltaBytes lets a value repeat the beginning of the one before:
	// a few kilobytes can unpack to terabytes.
	encodingDeltaBytes = 7
	knownEncodings     = 9
)

// Bounds of one page's header: what is read at first, and what is read when
// that was too little (statistics in it can be long).
const (
	firstPageHeader = 16 << 10
	maxPageHeader   = 4 << 20
)

func readPageHeader(raw []byte, physical int64) (h pageHeader, size int, err error) {
	h.packed = true
	t := &thrift{data: raw}
	err = t.fields(func(id int16, kind byte) (err error) {
		switch {
		case id == 1:
			h.kind, err = t.integer()
		case id == 2:
			h.uncompressed, err = t.integer()
		case id == 3:
			h.compressed, err = t.integer()
		case (id == 5 || id == 7) && kind == thriftStruct:
			err = h.counts(t, 2, physical)
		case id == 8 && kind == thriftStruct:
			err = h.counts(t, 4, physical)
		default:
			err = t.skip(kind)
		}
		return err
	})
	return h, t.at, err
}

// counts reads the number of values (field 1) and the encoding of a data or
// dictionary page's own header, and of version 2 the sizes of its levels.
func (h *pageHeader) counts(t *thrift, encoding int16, physical int64) error {
	v2 := encoding == 4
	const ofDataPage, ofVersion2 = 5, 8 // where statistics stand
	return t.fields(func(id int16, kind byte) (err error) {
		switch {
		case id == 1:
			h.values, err = t.integer()
		case id == encoding:
			h.encoding, err = t.integer()
		case kind == thriftStruct && (!v2 && id == ofDataPage || v2 && id == ofVersion2):
			err = statistics(t, physical, func(text []byte) { h.extremes = append(h.extremes, bytes.Clone(text)) })
		case v2 && (id == 5 || id == 6):
			var n int64
			if n, err = t.integer(); n < 0 {
				return errThrift
			}
			h.levels += n
		case v2 && id == 7:
			h.packed = kind == thriftTrue
		default:
			err = t.skip(kind)
		}
		return err
	})
}

// pageWalk visits every page of a file before anything decodes one: sizes and
// counts against the limits, and compressed data unpacked to its stated size
// and no further. The library that reads the pages afterwards unpacks without
// a bound.
type pageWalk struct {
	file    File
	limits  Limits
	raw     []byte
	zstd    *zstd.Decoder
	gzip    *gzip.Reader
	out     []byte
	widest  []int64 // by column: its largest page and dictionary together
	current chunk
	// see hears of the values that stand beside the rows: extremes and whole
	// dictionaries, for no row need refer to an entry. nil where nobody listens.
	see func(column int, text []byte)
	// page takes every page unpacked; nil in preflight.
	page io.Writer
}

// walkPages checks all pages of the file and tells see what values they hold beside
// the rows.
func walkPages(ctx context.Context, file File, f *footer, limits Limits, see func(column int, text []byte)) error {
	decoder, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(uint64(limits.PageBytes)))
	if err != nil {
		return err
	}
	defer decoder.Close()
	w := &pageWalk{file: file, limits: limits, zstd: decoder, widest: make([]int64, len(f.columns)), see: see}
	for _, c := range f.chunks {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := w.chunk(c); err != nil {
			return err
		}
	}
	var together int64
	for _, n := range w.widest {
		together += n
	}
	if together > 4*limits.PageBytes {
		return refuse(RuleLimit, text("Filens sidor är för stora för att läsas samtidigt.", "The file's pages are too large to be read side by side."),
			text("Spara filen med mindre sidor eller radgrupper.", "Save the file with smaller pages or row groups."))
	}
	return nil
}

func (w *pageWalk) chunk(c chunk) error {
	w.current = c
	at, end := c.start(), c.start()+c.compressed
	var values, dictionary, largest int64
	for at < end && (values < c.values || c.values == 0) {
		h, size, err := w.header(at, end)
		if err != nil {
			return err
		}
		at += int64(size)
		if err := w.judge(h, end-at); err != nil {
			return err
		}
		if err := w.unpack(h, at); err != nil {
			return err
		}
		for _, text := range h.extremes {
			w.tell(text)
		}
		at += h.compressed
		switch h.kind {
		case pageDictionary:
			dictionary = h.uncompressed
		case pageData, pageDataV2:
			values += h.values
			largest = max(largest, h.uncompressed+4*h.values)
		}
	}
	if values != c.values {
		return parquetDamaged()
	}
	w.widest[c.column] = max(w.widest[c.column], largest+dictionary)
	return nil
}

// header reads the page header at an offset.
func (w *pageWalk) header(at, end int64) (h pageHeader, size int, err error) {
	for _, bound := range []int64{firstPageHeader, maxPageHeader} {
		head, err := w.bytes(at, min(bound, end-at))
		if err != nil {
			return h, 0, err
		}
		if h, size, err = readPageHeader(head, w.current.kind); err == nil {
			return h, size, nil
		}
	}
	return h, 0, parquetDamaged()
}

// bytes reads part of the file into the walk's buffer.
func (w *pageWalk) bytes(at, size int64) ([]byte, error) {
	if int64(cap(w.raw)) < size {
		w.raw = make([]byte, size)
	}
	data := w.raw[:size]
	if _, err := w.file.Data.ReadAt(data, at); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	return data, nil
}

// judge holds a page's header against the limits and the chunk.
func (w *pageWalk) judge(h pageHeader, left int64) error {
	switch {
	case h.kind < pageData || h.kind > pageDataV2, h.compressed < 0 || h.compressed > left,
		h.uncompressed < 0, h.values < 0, h.levels > h.uncompressed || h.levels > h.compressed,
		h.encoding < 0 || h.encoding > knownEncodings, h.kind != pageDictionary && h.values > w.current.values,
		h.kind == pageDictionary && h.values > h.uncompressed:
		return parquetDamaged()
	case max(h.uncompressed, h.compressed) > w.limits.PageBytes || h.values > w.limits.PageBytes/4:
		return refuse(RuleLimit, textf("En sida i filen är större än %d byte.", "A page of the file is larger than %d bytes.", w.limits.PageBytes),
			text("Spara filen med mindre sidor eller radgrupper.", "Save the file with smaller pages or row groups."))
	case h.encoding == encodingDeltaBytes && h.kind != pageIndex:
		return refuse(RuleForbidden, text("Filen använder kodningen DELTA_BYTE_ARRAY, som inte tas emot.", "The file uses the encoding DELTA_BYTE_ARRAY, which is not accepted."),
			text("Spara filen med vanlig kodning (PLAIN eller DICTIONARY).", "Save the file with ordinary encoding (PLAIN or DICTIONARY)."))
	}
	return nil
}

// unpack checks that a page's data unpacks to what its header says.
func (w *pageWalk) unpack(h pageHeader, at int64) error {
	keep := w.page != nil || h.kind == pageDictionary && w.see != nil
	if w.current.codec == codecNone || !h.packed || h.kind == pageIndex {
		if h.uncompressed != h.compressed && w.current.codec == codecNone {
			return parquetDamaged()
		}
		if !keep {
			return nil
		}
		data, err := w.bytes(at, h.compressed)
		if err == nil {
			err = w.kept(h, data)
		}
		return err
	}
	want := h.uncompressed - h.levels
	data, err := w.bytes(at+h.levels, h.compressed-h.levels)
	if err != nil {
		return err
	}
	n, err := w.unpacked(data, want, keep)
	if err != nil || n != want {
		return parquetDamaged()
	}
	if !keep {
		return nil
	}
	return w.kept(h, w.out[:n])
}

// unpacked is the size that data unpacks to; beyond want it may stop short. What it
// unpacks to is in w.out where it is to be kept.
func (w *pageWalk) unpacked(data []byte, want int64, keep bool) (int64, error) {
	switch w.current.codec {
	case codecSnappy:
		n, err := snappy.DecodedLen(data)
		if keep && err == nil && int64(n) == want {
			w.out, err = snappy.Decode(w.out[:cap(w.out)], data)
		}
		return int64(n), err
	case codecGzip:
		return w.gunzip(data, want, keep)
	}
	out, err := w.zstd.DecodeAll(data, w.out[:0])
	if cap(out) > cap(w.out) || keep {
		w.out = out
	}
	return int64(len(out)), err
}

func (w *pageWalk) gunzip(data []byte, want int64, keep bool) (int64, error) {
	if w.gzip == nil {
		w.gzip = new(gzip.Reader)
	}
	if err := w.gzip.Reset(bytes.NewReader(data)); err != nil {
		return 0, err
	}
	limited := io.LimitReader(w.gzip, want+1)
	if !keep {
		return io.Copy(io.Discard, limited)
	}
	room := bytes.NewBuffer(w.out[:0])
	n, err := room.ReadFrom(limited)
	w.out = room.Bytes()
	return n, err
}

// kept shows an unpacked page to whoever listens.
func (w *pageWalk) kept(h pageHeader, data []byte) error {
	if w.page != nil {
		_, err := w.page.Write(data)
		return err
	}
	if !eachPlain(data, w.current.kind, w.current.width, w.tell) {
		return parquetDamaged()
	}
	return nil
}

func (w *pageWalk) tell(text []byte) {
	if w.see != nil {
		w.see(w.current.column, text)
	}
}
