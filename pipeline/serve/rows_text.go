package serve

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"strconv"
	"strings"

	"jamfor/pipeline/release"
)

// rowsBuffer is how much of an answer is written at a time.
const rowsBuffer = 32 << 10

// csvRows writes rows as the released CSV has them.
type csvRows struct {
	fields []field
	out    *csv.Writer
	record []string
}

func newCSVRows(w io.Writer, frame rowFrame) (*csvRows, error) {
	c := &csvRows{fields: frame.fields, out: csv.NewWriter(w)}
	c.out.UseCRLF = true // RFC 4180
	for _, f := range frame.fields {
		c.record = append(c.record, f.name)
	}
	return c, c.out.Write(c.record)
}

func (c *csvRows) row(texts []string) error {
	c.record = c.record[:0]
	for _, f := range c.fields {
		c.record = append(c.record, texts[f.at])
	}
	return c.out.Write(c.record)
}

func (c *csvRows) close() error {
	c.out.Flush()
	return c.out.Error()
}

// jsonRows writes rows as JSON, their numbers digit by digit as released; what
// is empty is null.
type jsonRows struct {
	fields []field
	names  []string // as they stand before a value: {"name": or ,"name":
	out    io.Writer
	buffer []byte
	begun  bool
}

func newJSONRows(w io.Writer, frame rowFrame) (*jsonRows, error) {
	j := &jsonRows{fields: frame.fields, out: w}
	for i, f := range frame.fields {
		j.names = append(j.names, "{,"[min(i, 1):min(i, 1)+1]+strconv.Quote(f.name)+":")
	}
	head, err := marshalJSON(observationList{page: frame.page, Synthetic: frame.view.synthetic(), Releases: frame.view.releaseIDs()})
	if err != nil {
		return nil, err
	}
	// The last of the frame is the rows, null so far.
	j.buffer = append(j.buffer, strings.TrimSuffix(string(head), "null}")...)
	j.buffer = append(j.buffer, '[')
	return j, nil
}

func (j *jsonRows) row(texts []string) error {
	if j.begun {
		j.buffer = append(j.buffer, ',')
	}
	j.begun = true
	for i, f := range j.fields {
		j.buffer = append(j.buffer, j.names[i]...)
		j.buffer = appendJSON(j.buffer, f, texts[f.at])
	}
	j.buffer = append(j.buffer, '}')
	if len(j.buffer) >= rowsBuffer {
		return j.flush()
	}
	return nil
}

func (j *jsonRows) flush() error {
	_, err := j.out.Write(j.buffer)
	j.buffer = j.buffer[:0]
	return err
}

func (j *jsonRows) close() error {
	j.buffer = append(j.buffer, "]}\n"...)
	return j.flush()
}

// appendJSON writes one field.
func appendJSON(b []byte, f field, text string) []byte {
	switch {
	case f.name == "flags":
		b = append(b, '[')
		for i, flag := range strings.Fields(text) {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendJSONString(b, flag)
		}
		return append(b, ']')
	case text == "":
		return append(b, "null"...)
	case f.kind != release.TextColumn:
		return append(b, text...)
	}
	return appendJSONString(b, text)
}

// appendJSONString writes a text; plain ones, which most are, without a detour.
func appendJSONString(b []byte, text string) []byte {
	for i := range len(text) {
		if c := text[i]; c < 0x20 || c == '"' || c == '\\' || c == 0x7f {
			raw, err := json.Marshal(text)
			if err != nil { // no string is refused
				raw = []byte(`""`)
			}
			return append(b, raw...)
		}
	}
	b = append(b, '"')
	b = append(b, text...)
	return append(b, '"')
}
