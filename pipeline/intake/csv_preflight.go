package intake

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// The encodings of text files.
const (
	encodingUTF8    = "utf-8"
	encoding1252    = "windows-1252"
	encodingUTF16LE = "utf-16le"
	encodingUTF16BE = "utf-16be"
)

// csvFacts is what the first pass over a text file finds out.
type csvFacts struct {
	encoding string
	bom      int64 // bytes of the byte order mark
	lines    int64 // physical lines
}

// swedishPairs are å, ä, ö, Å, Ä, Ö, é in UTF-8: in Windows-1252 they would be
// nonsense, so beside invalid UTF-8 they show mixed encodings.
var swedishPairs = [][]byte{
	[]byte("å"), []byte("ä"), []byte("ö"), []byte("Å"), []byte("Ä"), []byte("Ö"), []byte("é"),
}

// csvPreflight passes over the whole file once: encoding, NUL bytes, the
// longest line, the number of lines. It keeps nothing but those facts.
func csvPreflight(ctx context.Context, file File, limits Limits) (csvFacts, error) {
	facts := csvFacts{encoding: encodingUTF8}
	var bom [3]byte
	n, err := file.Data.ReadAt(bom[:min(3, file.Size)], 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return facts, err
	}
	switch head := bom[:n]; {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		facts.bom = 3
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		facts.bom, facts.encoding = 2, encodingUTF16LE
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		facts.bom, facts.encoding = 2, encodingUTF16BE
	}
	pass := linePass{limit: limits.Line}
	reader := facts.reader(file)
	buf := make([]byte, blockBytes)
	carry := 0
	for {
		if err := ctx.Err(); err != nil {
			return facts, err
		}
		n, err := io.ReadFull(reader, buf[carry:])
		n += carry
		last := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
		if err != nil && !last {
			return facts, err
		}
		carry = pass.take(buf[:n], last)
		copy(buf, buf[n-carry:n])
		if last || pass.refusal != nil {
			break
		}
	}
	if pass.refusal != nil {
		return facts, pass.refusal
	}
	facts.lines = pass.lines
	if pass.length > 0 {
		facts.lines++
	}
	return facts, pass.decide(&facts)
}

// linePass gathers the facts chunk by chunk.
type linePass struct {
	limit     int
	length    int // of the line under way
	lines     int64
	invalid   bool // some bytes are no UTF-8
	undefined bool // some of them are no Windows-1252 either
	swedish   bool // Swedish letters in valid UTF-8
	refusal   *Refusal
}

// take looks at one chunk and returns how many bytes at its end belong to a
// character that the next chunk completes.
func (p *linePass) take(chunk []byte, last bool) (carry int) {
	if !last {
		carry = partialRune(chunk)
		chunk = chunk[:len(chunk)-carry]
	}
	if bytes.IndexByte(chunk, 0) >= 0 {
		p.refusal = refuse(RuleFormat, text(
			"Filen innehåller NUL-tecken: den är ingen textfil, eller sparad i en teckenkodning som inte anges.",
			"The file holds NUL characters: it is no text file, or saved in an encoding it does not state."), saveUTF8)
		return 0
	}
	if !p.lengths(chunk) {
		p.refusal = refuse(RuleLimit, textf(
			"En rad är längre än %d tecken.", "A line is longer than %d characters.", p.limit), saveAgain)
		return 0
	}
	p.encodings(chunk)
	return carry
}

func (p *linePass) lengths(chunk []byte) bool {
	for {
		i := bytes.IndexByte(chunk, '\n')
		if i < 0 {
			p.length += len(chunk)
			return p.length <= p.limit
		}
		if p.length+i > p.limit {
			return false
		}
		p.lines++
		p.length = 0
		chunk = chunk[i+1:]
	}
}

func (p *linePass) encodings(chunk []byte) {
	if onlyASCII(chunk) {
		return
	}
	valid := utf8.Valid(chunk)
	if !valid {
		p.invalid = true
		p.undefined = p.undefined || undefined1252(chunk)
	}
	if !p.swedish {
		for _, pair := range swedishPairs {
			p.swedish = p.swedish || bytes.Contains(chunk, pair)
		}
	}
}

// onlyASCII reports whether no byte is beyond ASCII, eight at a time.
func onlyASCII(chunk []byte) bool {
	const high = 0x8080808080808080
	for ; len(chunk) >= 32; chunk = chunk[32:] {
		some := binary.LittleEndian.Uint64(chunk) | binary.LittleEndian.Uint64(chunk[8:]) |
			binary.LittleEndian.Uint64(chunk[16:]) | binary.LittleEndian.Uint64(chunk[24:])
		if some&high != 0 {
			return false
		}
	}
	for _, b := range chunk {
		if b >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// undefined1252 reports whether a chunk has bytes that Windows-1252 leaves
// undefined.
func undefined1252(chunk []byte) bool {
	for _, b := range chunk {
		switch b {
		case 0x81, 0x8d, 0x8f, 0x90, 0x9d:
			return true
		}
	}
	return false
}

// partialRune is the length of an unfinished UTF-8 sequence at the end.
func partialRune(chunk []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(chunk); n++ {
		if tail := chunk[len(chunk)-n:]; utf8.RuneStart(tail[0]) {
			if utf8.FullRune(tail) {
				return 0
			}
			return n
		}
	}
	return 0
}

// decide settles the encoding of a file without a byte order mark.
func (p *linePass) decide(facts *csvFacts) error {
	switch {
	case !p.invalid:
		return nil
	case facts.bom > 0 || p.swedish || p.undefined:
		return refuse(RuleEncoding, text(
			"Filen blandar teckenkodningar: en del är UTF-8, en del inte.",
			"The file mixes encodings: a part is UTF-8, a part is not."), saveUTF8)
	}
	facts.encoding = encoding1252
	return nil
}

var saveUTF8 = text(
	"Spara filen som CSV UTF-8 och skicka den igen.",
	"Save the file as CSV UTF-8 and send it again.")

// reader reads the file's text as UTF-8 without its byte order mark. Before the
// encoding is settled, bytes that are no UTF-8 pass as they are.
func (f csvFacts) reader(file File) io.Reader {
	raw := io.NewSectionReader(file.Data, f.bom, file.Size-f.bom)
	switch f.encoding {
	case encoding1252:
		return transform.NewReader(raw, charmap.Windows1252.NewDecoder())
	case encodingUTF16LE:
		return transform.NewReader(raw, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewDecoder())
	case encodingUTF16BE:
		return transform.NewReader(raw, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewDecoder())
	}
	return raw
}
