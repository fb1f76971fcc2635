package intake

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"io"
	"math"
	"slices"
	"strconv"

	"jamfor/pipeline/identity"
)

// Physical types of Parquet by their number.
const (
	physicalBoolean = 0
	physicalInt32   = 1
	physicalInt64   = 2
	physicalInt96   = 3
	physicalFloat   = 4
	physicalDouble  = 5
	physicalBytes   = 6
	physicalFixed   = 7
)

// valueText writes a value as it lies in statistics or a dictionary as text: numbers
// as digits.
func valueText(raw []byte, physical int64) []byte {
	switch {
	case physical == physicalInt32 && len(raw) == 4:
		return strconv.AppendInt(nil, int64(int32(binary.LittleEndian.Uint32(raw))), 10)
	case physical == physicalInt64 && len(raw) == 8:
		return strconv.AppendInt(nil, int64(binary.LittleEndian.Uint64(raw)), 10)
	case physical == physicalFloat && len(raw) == 4:
		return strconv.AppendFloat(nil, float64(math.Float32frombits(binary.LittleEndian.Uint32(raw))), 'f', -1, 32)
	case physical == physicalDouble && len(raw) == 8:
		return strconv.AppendFloat(nil, math.Float64frombits(binary.LittleEndian.Uint64(raw)), 'f', -1, 64)
	case physical == physicalFixed && len(raw) <= 16 && !printable(raw): // a decimal
		return append([]byte(nil), signedBig(raw).String()...)
	}
	return raw
}

func printable(raw []byte) bool {
	return !slices.ContainsFunc(raw, func(c byte) bool { return c < ' ' || c == 0x7f })
}

// eachPlain visits the values of a plainly encoded page as text; width is that of
// values of fixed length. False where the page does not hold whole values.
func eachPlain(page []byte, physical, width int64, visit func(text []byte)) bool {
	switch physical {
	case physicalBytes:
		for len(page) > 0 {
			if len(page) < 4 {
				return false
			}
			n := binary.LittleEndian.Uint32(page)
			if page = page[4:]; uint64(n) > uint64(len(page)) {
				return false
			}
			visit(page[:n])
			page = page[n:]
		}
		return true
	case physicalInt32, physicalFloat:
		width = 4
	case physicalInt64, physicalDouble:
		width = 8
	case physicalInt96:
		width = 12
	case physicalBoolean:
		return true
	}
	if width <= 0 {
		return false
	}
	for ; int64(len(page)) >= width; page = page[width:] {
		visit(valueText(page[:width], physical))
	}
	return len(page) == 0
}

// parquetAside shows the guard what a Parquet file holds beside its cells.
type parquetAside struct {
	guard   *identity.Guard
	handles []int // of the columns
}

func newParquetAside(guard *identity.Guard, f *footer) *parquetAside {
	a := &parquetAside{guard: guard}
	for _, name := range f.columns {
		a.handles = append(a.handles, guard.Values(name))
	}
	return a
}

// value takes a value of a column that is no cell.
func (a *parquetAside) value(column int, text []byte) {
	if len(text) > 0 && !identity.ValidP1(text) {
		a.guard.Cell(a.handles[column], 0, text)
	}
}

// footer shows the whole footer: its texts one by one and its bytes, for it can
// hold more than the format knows.
func (a *parquetAside) footer(f *footer, raw []byte) {
	for _, text := range f.texts {
		a.guard.Text(identity.PlaceMetadata, 0, text)
		if inner, ok := embedded(text); ok { // Arrow's schema has metadata of its own
			_ = a.bytes(bytes.NewReader(inner))
		}
	}
	for _, v := range f.values {
		a.value(v.column, v.text)
	}
	_ = a.bytes(bytes.NewReader(raw)) // reading memory does not fail
}

// embedded is what a long text in base64 holds.
func embedded(text []byte) ([]byte, bool) {
	const shortest = 16
	if len(text) < shortest {
		return nil, false
	}
	inner, err := base64.RawStdEncoding.DecodeString(string(bytes.TrimRight(text, "=")))
	return inner, err == nil
}

// bytes shows bytes of which nothing is known.
func (a *parquetAside) bytes(r io.Reader) error {
	raw := a.guard.Raw(identity.PlaceMetadata)
	_, err := io.Copy(raw, r)
	raw.Close()
	return err
}

// span is a part of the file.
type span struct{ from, to int64 }

// between shows what lies between the columns and before the footer: extremes of
// pages, and what no reader would look at.
func (a *parquetAside) between(j *job, f *footer, end int64) error {
	spans := []span{{0, 4}, {end, end}}
	for _, c := range f.chunks {
		spans = append(spans, span{c.start(), c.start() + c.compressed})
		if err := a.pageIndex(j, c, end); err != nil {
			return err
		}
	}
	return eachGap(spans, func(gap span) error {
		return a.bytes(contextReader{j.ctx, io.NewSectionReader(j.file.Data, gap.from, gap.to-gap.from)})
	})
}

// eachGap visits what lies between spans.
func eachGap(spans []span, visit func(span) error) error {
	slices.SortFunc(spans, func(x, y span) int { return int(min(max(x.from-y.from, -1), 1)) })
	var at int64
	for _, s := range spans {
		if s.from > at {
			if err := visit(span{at, s.from}); err != nil {
				return err
			}
		}
		at = max(at, s.to)
	}
	return nil
}

// longestIndex is the most bytes of one column's page index that are read: more
// would be more pages than a chunk has.
const longestIndex = 16 << 20

// pageIndex shows the extremes of a chunk's pages.
func (a *parquetAside) pageIndex(j *job, c chunk, end int64) error {
	if c.index <= 0 || c.indexLength <= 0 || c.indexLength > longestIndex || c.index > end-c.indexLength {
		return nil // not there; its bytes are seen as they are
	}
	raw := make([]byte, c.indexLength)
	if _, err := j.file.Data.ReadAt(raw, c.index); err != nil {
		return err
	}
	t := &thrift{data: raw}
	// What cannot be read as an index is seen as bytes.
	_ = t.fields(func(id int16, kind byte) error {
		const lowest, highest = 2, 3
		if kind != thriftList || id != lowest && id != highest {
			return t.skip(kind)
		}
		return t.binaries(func(value []byte) { a.value(c.column, valueText(value, c.kind)) })
	})
	return nil
}
