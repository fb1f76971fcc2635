package custody

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"jamfor/pipeline/code"
)

// MaxFile is the most bytes that a key file may have.
const MaxFile = 16 << 10

// Errors that callers branch on. None of them holds anything of a key.
var (
	// ErrForm: the file is no key file of that kind.
	ErrForm = code.Problem("nyckelfilen har inte rätt form", "the key file has not the right form")
	// ErrVersion: another program version wrote the file.
	ErrVersion = code.Problem("nyckelfilens version är okänd", "the key file's version is unknown")
	// ErrCheck: the key does not have its check value: it was mistyped or damaged.
	ErrCheck = code.Problem("nyckeln stämmer inte med sitt kontrollvärde", "the key does not have its check value")
)

// kindField begins every key file: the kind and the version of its form.
const kindField = "jamfor-fil"

// record is a key file's lines.
type record map[string]string

// readRecord reads a file of one kind and version 1, with exactly the named
// fields. Every mistake is told with its line, never with its value.
func readRecord(r io.Reader, kind string, names ...string) (record, error) {
	raw, err := io.ReadAll(io.LimitReader(r, MaxFile+1))
	if err != nil {
		return nil, fmt.Errorf("läs nyckelfil: %w", err)
	}
	if len(raw) > MaxFile {
		return nil, code.Problem("%v: det är ingen nyckelfil, den är större än %d byte", "%v: it is no key file, it is larger than %d bytes", ErrForm, MaxFile)
	}
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf")) // editors on Windows put it there
	fields := record{}
	lines := bufio.NewScanner(bytes.NewReader(raw))
	for n := 1; lines.Scan(); n++ {
		if err := fields.take(strings.TrimSpace(lines.Text()), n, names); err != nil {
			return nil, err
		}
	}
	if err := lines.Err(); err != nil {
		return nil, code.Problem("%v: en rad är för lång", "%v: a line is too long", ErrForm)
	}
	return fields, fields.complete(kind, names)
}

func (f record) take(line string, n int, names []string) error {
	if line == "" || strings.HasPrefix(line, "#") {
		return nil
	}
	name, value, found := strings.Cut(line, ":")
	name = strings.TrimSpace(name)
	if !found || name != kindField && !slices.Contains(names, name) {
		return code.Problem("%v: rad %d förstås inte", "%v: line %d is not understood", ErrForm, n)
	}
	if _, twice := f[name]; twice {
		return code.Problem("%v: rad %d upprepar %s", "%v: line %d repeats %s", ErrForm, n, name)
	}
	f[name] = strings.TrimSpace(value)
	return nil
}

func (f record) complete(kind string, names []string) error {
	is, version, _ := strings.Cut(f[kindField], " ")
	switch {
	case is != kind:
		return code.Problem("%v: det är ingen %s", "%v: it is no %s", ErrForm, kind)
	case version != "1":
		return code.Problem("%v: läser version 1", "%v: version 1 is read", ErrVersion)
	}
	for _, name := range names {
		if f[name] == "" {
			return code.Problem("%v: raden %s saknas", "%v: the line %s is missing", ErrForm, name)
		}
	}
	return nil
}

// writeRecord writes a key file: a comment for people, then the fields.
func writeRecord(w io.Writer, kind, comment string, pairs ...string) error {
	var b strings.Builder
	for line := range strings.Lines(comment) {
		b.WriteString("# " + line)
	}
	fmt.Fprintf(&b, "\n%s: %s 1\n", kindField, kind)
	for i := 0; i < len(pairs); i += 2 {
		fmt.Fprintf(&b, "%s: %s\n", pairs[i], pairs[i+1])
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("skriv nyckelfil: %w", err)
	}
	return nil
}

// ValidID reports whether text can be a key's id: 2–40 lower-case letters a–z,
// digits and hyphens, beginning with a letter. It is shown everywhere, so it
// must not be able to hold an identity number.
func ValidID(text string) bool {
	digits := 0
	for i, c := range text {
		switch {
		case c >= 'a' && c <= 'z':
		case i > 0 && c == '-':
		case i > 0 && c >= '0' && c <= '9':
			digits++
		default:
			return false
		}
	}
	return len(text) >= 2 && len(text) <= 40 && digits < 6
}

// plainLine reports whether text can stand in a field: one line, printable, not
// empty, at most 100 bytes.
func plainLine(text string) bool {
	if text == "" || len(text) > 100 || text != strings.TrimSpace(text) {
		return false
	}
	return strings.IndexFunc(text, func(r rune) bool { return r < ' ' || r == 0x7f || r == 0xfffd }) < 0
}
