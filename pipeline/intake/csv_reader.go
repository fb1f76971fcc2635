package intake

import (
	"bytes"
	"errors"
	"io"

	"jamfor/pipeline/table"
)

// csvReader streams the rows of a delimited text file. Fields follow RFC 4180
// with a delimiter of its own; a quotation mark inside an unquoted field is
// ordinary text. Quoted fields may hold line breaks, but a record whose
// swallowed lines look like rows is a finding: its quotation mark is unbalanced.
type csvReader struct {
	in        io.Reader
	delimiter byte
	limit     int  // bytes of a record
	width     int  // fields of the header
	quoted    bool // some field was quoted
	line      int  // physical lines consumed
	buf       []byte
	pos       int // start of the next record in buf
	eof       bool
	pending   []record                  // read while looking for the header, to be read again
	ragged    func(row int, raw []byte) // raw text of a row that is not used
}

// record is one record's text and the physical lines it spans.
type record struct {
	raw   []byte
	lines int
}

// more reads further text behind buf[pos:]; false at the end of the file.
func (r *csvReader) more() (bool, error) {
	if r.eof {
		return false, nil
	}
	if r.pos > 0 {
		r.buf = r.buf[:copy(r.buf, r.buf[r.pos:])]
		r.pos = 0
	}
	have := len(r.buf)
	if cap(r.buf) < have+blockBytes {
		grown := make([]byte, have, have+blockBytes+have/2)
		copy(grown, r.buf)
		r.buf = grown
	}
	n, err := io.ReadFull(r.in, r.buf[have:have+blockBytes])
	r.buf = r.buf[:have+n]
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		r.eof = true
		return n > 0, nil
	}
	return n > 0, err
}

// record finds the next record: its bytes without the line end, and how many
// physical lines it spans. io.EOF at the end.
func (r *csvReader) record() (raw []byte, lines int, err error) {
	if len(r.pending) > 0 {
		first := r.pending[0]
		r.pending = r.pending[1:]
		return first.raw, first.lines, nil
	}
	for {
		raw, lines, whole := r.cut()
		if whole {
			return raw, lines, nil
		}
		if len(r.buf)-r.pos > r.limit {
			return nil, 0, r.unbalanced()
		}
		grew, err := r.more()
		if err != nil {
			return nil, 0, err
		}
		if !grew && r.eof {
			return r.rest()
		}
	}
}

// cut takes a record off the buffer when it lies there whole.
func (r *csvReader) cut() (raw []byte, lines int, whole bool) {
	rest := r.buf[r.pos:]
	end := bytes.IndexByte(rest, '\n')
	if end < 0 {
		return nil, 0, false
	}
	lines = 1
	if bytes.IndexByte(rest[:end], '"') >= 0 {
		from, open := 0, false
		for {
			if open = quoteOpen(rest[from:end], r.delimiter, open); !open {
				break
			}
			next := bytes.IndexByte(rest[end+1:], '\n')
			if next < 0 {
				return nil, 0, false
			}
			from = end + 1
			end += 1 + next
			lines++
		}
	}
	r.pos += end + 1
	return trimReturn(rest[:end]), lines, true
}

// rest is the last record, which no line end closes.
func (r *csvReader) rest() (raw []byte, lines int, err error) {
	if r.pos == len(r.buf) {
		return nil, 0, io.EOF
	}
	raw = r.buf[r.pos:]
	lines = 1 + bytes.Count(raw, []byte{'\n'})
	if quoteOpen(raw, r.delimiter, false) {
		return nil, 0, r.unbalanced()
	}
	r.pos = len(r.buf)
	return trimReturn(raw), lines, nil
}

func (r *csvReader) unbalanced() error {
	refusal := refuse(RuleQuote, textf(
		"Citattecknet som öppnas på rad %d stängs aldrig.", "The quotation mark opened on line %d is never closed.", r.line+1), fixQuotes)
	refusal.Findings[0].Row = r.line + 1
	return refusal
}

var fixQuotes = text(
	"Sätt citattecken runt hela fältet, och dubblera citattecken inuti det; eller ta bort dem.",
	"Put quotation marks round the whole field and double those inside it; or remove them.")

func trimReturn(raw []byte) []byte {
	if n := len(raw); n > 0 && raw[n-1] == '\r' {
		return raw[:n-1]
	}
	return raw
}

// quoteOpen reports whether a quoted field is still open after the text, given
// whether one was open before it. A quotation mark opens a field only at its
// beginning.
func quoteOpen(text []byte, delimiter byte, open bool) bool {
	start := !open // at the beginning of a field
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case open && c == '"':
			if i+1 < len(text) && text[i+1] == '"' {
				i++
			} else {
				open = false
			}
		case open:
		case c == delimiter:
			start = true
			continue
		case c == '"' && start:
			open = true
		}
		start = false
	}
	return open
}

// next fills the block with rows of the header's width.
func (r *csvReader) next(b *block) error {
	b.reset(r.width)
	for !b.full(table.BatchRows) && len(b.issues) < table.BatchRows {
		raw, lines, err := r.record()
		if errors.Is(err, io.EOF) && (b.len() > 0 || len(b.issues) > 0) {
			return nil
		}
		if err != nil {
			return err
		}
		first := r.line + 1
		r.line += lines
		if lines > 1 && r.swallows(b, raw, first) {
			continue
		}
		r.fields(b, raw, first)
	}
	return nil
}

// swallows reports a record whose later lines have the look of rows.
func (r *csvReader) swallows(b *block, raw []byte, row int) bool {
	_, rest, _ := bytes.Cut(raw, []byte{'\n'})
	for line := range bytes.SplitSeq(rest, []byte{'\n'}) {
		if r.width < 2 || bytes.Count(line, []byte{r.delimiter}) != r.width-1 {
			continue
		}
		f := stop(RuleQuote, text(
			"Ett obalanserat citattecken gör att flera rader läses som en.",
			"An unbalanced quotation mark makes several lines read as one."), fixQuotes)
		f.Row = row
		b.issues = append(b.issues, f)
		r.ragged(row, raw)
		return true
	}
	return false
}

// fields splits a record into the block; a record of another width is a finding.
func (r *csvReader) fields(b *block, raw []byte, row int) {
	if len(bytes.Trim(raw, " \t\r;,")) == 0 {
		return // a blank line, or one of nothing but delimiters
	}
	base, cells := len(b.data), len(b.start)
	b.data = append(b.data, raw...)
	record := b.data[base:]
	if bytes.IndexByte(raw, '"') < 0 {
		splitPlain(b, record, base, r.delimiter)
	} else {
		r.quoted = true
		splitQuoted(b, record, base, r.delimiter)
	}
	if n := len(b.start) - cells; n != r.width {
		b.start, b.end, b.data = b.start[:cells], b.end[:cells], b.data[:base]
		f := stop(RuleRowShape, textf(
			"Raden har %d fält, rubrikraden har %d.", "The row has %d fields, the header has %d.", n, r.width),
			text("Rätta raden. Vanliga orsaker: ett skiljetecken eller radbyte inne i en text, eller en avhuggen fil.",
				"Correct the row. Common causes: a delimiter or line break inside a text, or a truncated file."))
		f.Row = row
		b.issues = append(b.issues, f)
		r.ragged(row, raw)
		return
	}
	b.row = append(b.row, row)
}

func splitPlain(b *block, record []byte, base int, delimiter byte) {
	from := 0
	for {
		i := bytes.IndexByte(record[from:], delimiter)
		if i < 0 {
			break
		}
		b.start = append(b.start, uint32(base+from))
		b.end = append(b.end, uint32(base+from+i))
		from += i + 1
	}
	b.start = append(b.start, uint32(base+from))
	b.end = append(b.end, uint32(base+len(record)))
}

// splitQuoted splits a record with quotation marks, unquoting in place: the
// unquoted text is never longer than the quoted one.
func splitQuoted(b *block, record []byte, base int, delimiter byte) {
	for i := 0; ; {
		start := i
		if i < len(record) && record[i] == '"' {
			to := i
			for i++; i < len(record); i++ {
				if record[i] == '"' {
					if i+1 >= len(record) || record[i+1] != '"' {
						i++
						break
					}
					i++
				}
				record[to] = record[i]
				to++
			}
			for i < len(record) && record[i] != delimiter { // text behind the closing mark
				record[to] = record[i]
				to++
				i++
			}
			b.start, b.end = append(b.start, uint32(base+start)), append(b.end, uint32(base+to))
		} else {
			for i < len(record) && record[i] != delimiter {
				i++
			}
			b.start, b.end = append(b.start, uint32(base+start)), append(b.end, uint32(base+i))
		}
		if i >= len(record) {
			return
		}
		i++ // the delimiter
	}
}
