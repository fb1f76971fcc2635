package identity

import (
	"slices"

	"jamfor/pipeline/table"
)

// column holds what the guard remembers of one column: counts, the first
// findings, and a bounded sample of its bare numbers.
type column struct {
	name     string
	kind     ColumnKind
	named    bool // its name says identity number
	aside    bool // not of cells: numbers alone are looked for
	scanner  scanner
	last     []byte // the last text that held nothing
	cells    int64  // texts looked at
	others   int64  // of them no pseudonyms, in a column whose name says identity number
	times    int64  // of them times, in a timestamp column
	singles  int    // hits that refuse by themselves
	kept     []table.Finding
	timed    []table.Finding // hits that read as times, in a timestamp column
	timedAll int
	bare     sample
	coarse   sample
	contacts [contactKinds]tally
	hashes   tally
	sampled  []hashed // the first distinct hashes
}

// hashed is a text that looks like a hash, in hexadecimal, with the row of its
// first.
type hashed struct {
	text string
	row  int
	form hashForm
}

// keepHashes is how many distinct hashes of a column are kept to be searched for.
const keepHashes = 64

// tally counts values and remembers the row of the first.
type tally struct {
	n   int64
	row int
}

func (t *tally) add(row int) {
	if t.n == 0 {
		t.row = row
	}
	t.n++
}

func newColumn(name string, kind ColumnKind, named bool) *column {
	return &column{name: name, kind: kind, named: named}
}

func (c *column) cell(row int, text []byte, allow *AllowList) {
	c.cells++
	if c.named && !ValidP1(text) {
		c.others++
	}
	if c.kind == Timestamp && parsesAsTime(text) {
		c.times++
	}
	quiet := true
	digits := countDigits(text)
	if digits >= minDigits || mayEncode(text) {
		quiet = c.numbers(row, text, allow)
	}
	if c.aside {
		return
	}
	if kind, ok := contact(text, digits); ok {
		c.contacts[kind].add(row)
		quiet = false
	}
	if hash, form := hashOf(text); form != noHash {
		c.sampleHash(row, hash, form)
		if form == likelyHash {
			c.hashes.add(row)
			quiet = false
		}
	}
	if quiet && c.kind != Timestamp && len(text) <= 256 {
		c.last = append(c.last[:0], text...)
	}
}

// sampleHash keeps one of the first distinct hashes.
func (c *column) sampleHash(row int, hash string, form hashForm) {
	if len(c.sampled) == keepHashes || slices.ContainsFunc(c.sampled, func(h hashed) bool { return h.text == hash }) {
		return
	}
	c.sampled = append(c.sampled, hashed{hash, row, form})
}

// numbers scans one text; true when it held nothing.
func (c *column) numbers(row int, text []byte, allow *AllowList) bool {
	found := c.scanner.scan(text)
	for _, h := range found {
		if allow.holds(full(h)) {
			continue
		}
		switch {
		case h.form == formBare && h.valid && telling(text):
			c.singles++ // the text itself says what the number is
			c.kept = keep(c.kept, c.finding(row, h))
		case h.form == formBare:
			c.bare.add(row, h)
		case h.form == formCoarse:
			c.coarse.add(row, h)
		case h.form == formReserve99 && !c.named:
			// one number in ten that begins with 99 has its check digit
		case c.kind == Timestamp && h.time:
			c.timedAll++
			c.timed = keep(c.timed, c.finding(row, h))
		default:
			c.singles++
			c.kept = keep(c.kept, c.finding(row, h))
		}
	}
	return len(found) == 0
}

func keep(list []table.Finding, f table.Finding) []table.Finding {
	if len(list) < keepFindings {
		list = append(list, f)
	}
	return list
}

// judge gives the column's findings once all cells are seen.
func (c *column) judge() []table.Finding {
	findings := slices.Clone(c.kept)
	if c.timedAll > 0 && c.times*100 < c.cells*99 {
		findings = append(findings, c.timed...)
	}
	bar := c.named || c.kind == Stored
	switch {
	case c.bare.refused(bar):
		findings = append(findings, c.columnFinding(RuleColumn, c.bare.firstRow))
	case c.coarse.refused(bar):
		findings = append(findings, c.columnFinding(RuleColumn, c.coarse.firstRow))
	case c.bare.suspect():
		findings = append(findings, c.columnFinding(RuleSuspect, c.bare.firstRow))
	}
	if c.named && !c.aside && findings == nil && c.others > 0 { // a column of pseudonyms alone is as it should be
		findings = append(findings, nameFinding(c.name))
	}
	if c.hashes.n > 0 {
		findings = append(findings, hashFinding(c.name, c.hashes))
	}
	for kind, t := range c.contacts {
		if t.n > 0 {
			findings = append(findings, contactFinding(c.name, contactKind(kind), t))
		}
	}
	return findings
}

// countDigits counts the digits of a text; a byte outside ASCII counts as one,
// since it may be part of a digit of another script.
func countDigits(text []byte) int {
	n := 0
	for _, b := range text {
		if isDigit(b) || b >= 0x80 {
			n++
		}
	}
	return n
}

// parsesAsTime reports whether a text is a point in time: its digits, dates and
// clocks separated or not, are YYYYMMDD or YYMMDD with HHMM or HHMMSS.
func parsesAsTime(text []byte) bool {
	var d [17]byte
	n := 0
	for _, b := range text {
		switch {
		case isDigit(b):
			if n == len(d) {
				return false
			}
			d[n] = b
			n++
		case b == '-' || b == ':' || b == ' ' || b == 'T' || b == '.' || b == 'Z':
		default:
			return false
		}
	}
	switch n {
	case 10, 12:
		return readsAsTime(d[:n])
	case 14, 17:
		return readsAsTime(d[:12]) && twoDigits(d[12:]) <= 59
	}
	return false
}
