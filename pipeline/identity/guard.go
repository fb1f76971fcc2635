package identity

import (
	"bytes"
	"context"
	"regexp"
	"slices"
	"time"

	"jamfor/pipeline/table"
)

// Rules of the guard, part of the report's format: never reused.
const (
	RuleIdentity  = "G02" // one clear identity number
	RuleColumn    = "G03" // a column of bare ten-digit identity numbers
	RuleSuspect   = "G04" // too many of them for chance, too few to be sure: a person must look
	RulePlace     = "G05" // an identity number in a heading, a name, a comment or metadata
	RuleContact   = "G06" // e-mail addresses, telephone numbers, street addresses
	RuleHash      = "G07" // unkeyed hashes or other undeclared keys
	RuleNameWarns = "G08" // a column whose name says identity number
	RuleHashProof = "G09" // a hash that is proved to be one of an identity number without a key
)

// Deletes reports whether a rule tells of clear identities: content that it refuses
// is deleted.
func Deletes(rule string) bool {
	switch rule {
	case RuleIdentity, RuleColumn, RulePlace, RuleHashProof:
		return true
	}
	return false
}

// Place is where a text stands that is not a cell under a heading.
type Place string

// The places.
const (
	PlaceHeading  Place = "rubrik"
	PlaceSheet    Place = "bladnamn"
	PlaceFile     Place = "filnamn"
	PlaceComment  Place = "kommentar"
	PlaceMetadata Place = "metadata"
	PlaceLoose    Place = "utanför kolumnerna"
	PlaceContent  Place = "innehåll" // of a file that was not read as what it says it is
)

// ColumnKind tells the guard what a column is meant to hold.
type ColumnKind byte

// The kinds of column.
const (
	Undeclared ColumnKind = iota // nothing is known: the column tests need several values
	Stored                       // text that will be stored: one bare number is enough
	Timestamp                    // declared to hold times: numbers that read as times are forgiven where 99 % do
)

// GuardOptions say where a guard stands. File and Sheet are copied into its
// findings; the file's name is hidden there when it holds an identity number.
type GuardOptions struct {
	File, Sheet string
	Allow       *AllowList // nil outside test environments
}

// Guard finds identity numbers in one sheet or flat file. Columns are declared
// first; then cells come in any order, and one goroutine may serve one column
// while others serve other columns. Its memory is bounded by the number of
// columns. It keeps no cell and no number, but some hashes for ProveHashes.
type Guard struct {
	options GuardOptions
	columns []*column
	scanner scanner
	places  []table.Finding
	loose   int
	markup  bool // the text under way is one
}

// keepFindings is how many findings of one column, and of all places, are kept.
const keepFindings = 100

// NewGuard starts a guard. The file's and the sheet's names are the first
// things it looks at.
func NewGuard(options GuardOptions) *Guard {
	g := &Guard{options: options}
	if g.text(PlaceFile, 0, []byte(options.File)) {
		g.options.File = ""
		for i := range g.places {
			g.places[i].File = ""
		}
	}
	if g.text(PlaceSheet, 0, []byte(options.Sheet)) {
		g.options.Sheet = ""
		for i := range g.places {
			g.places[i].Sheet = ""
		}
	}
	return g
}

// identityNames are column names that lower the bar to one hit; in a text they do
// the same for the numbers beside them.
var identityNames = regexp.MustCompile(`(?i)pnr|person.?n|pers.{0,2}nr|ssn|id.?nr|samordn`)

// telling reports whether a text says of its numbers that they are identity
// numbers.
func telling(text []byte) bool {
	const shortest = 3 // letters of pnr, the shortest such word
	letters := 0
	for _, c := range text {
		if isLetter(c) {
			letters++
		}
	}
	return letters >= shortest && identityNames.Match(text)
}

// Column declares a column and looks at its heading. The number it returns is
// the column's handle in Cell.
func (g *Guard) Column(name string, kind ColumnKind) int {
	shown := name
	if g.text(PlaceHeading, 0, []byte(name)) {
		shown = "•••"
	}
	g.columns = append(g.columns, newColumn(shown, kind, identityNames.MatchString(name)))
	return len(g.columns) - 1
}

// Values declares what a file tells of a column beside its cells: extremes,
// dictionaries, what a deleted row left. Its handle is for Cell too; numbers alone
// are looked for there, by the same tests as among cells.
func (g *Guard) Values(name string) int {
	c := newColumn(name, Undeclared, identityNames.MatchString(name))
	if !Clean(name) {
		c.name = "•••"
	}
	c.aside = true
	g.columns = append(g.columns, c)
	return len(g.columns) - 1
}

// Clean reports whether the text is safe as a heading in a message: no identity
// number in it.
func Clean(text string) bool {
	var s scanner
	return !slices.ContainsFunc(s.scan([]byte(text)), func(h hit) bool { return h.valid && h.form != formCoarse })
}

// Cell looks at one cell. Call it for every cell that its column's positive
// schema has not matched whole. Row is the row's number in the source.
func (g *Guard) Cell(column, row int, text []byte) {
	c := g.columns[column]
	if bytes.Equal(text, c.last) {
		return
	}
	c.cell(row, text, g.options.Allow)
}

// Text looks at a text outside the cells: comments, metadata, what stands after
// the last column. Row is 0 where there is none. Ten bare digits, which no column
// can judge there, hold the file (RuleSuspect) unless they read as a telephone
// number or a time, and refuse it where the text says what they are.
func (g *Guard) Text(place Place, row int, text []byte) { g.text(place, row, text) }

// Markup looks at a text that programs write for programs, such as an attribute:
// as Text does, but ten bare digits are an identifier of theirs.
func (g *Guard) Markup(place Place, row int, text []byte) {
	g.markup = true
	g.text(place, row, text)
	g.markup = false
}

func (g *Guard) text(place Place, row int, text []byte) (found bool) {
	if countDigits(text) < minDigits && !mayEncode(text) {
		return false
	}
	for _, h := range g.scanner.scan(text) {
		if !h.valid || h.form == formCoarse || h.form == formReserve99 || g.options.Allow.holds(full(h)) {
			continue
		}
		f := placeFinding(place, row, h)
		if h.form == formBare && !telling(text) {
			if g.markup || traits(h)&(traitMobile|traitTime) != 0 {
				continue
			}
			f = placeSuspect(place, row)
		}
		found = true
		g.place(f)
	}
	return found
}

// full is the digits of a hit that hold a whole number, else none.
func full(h hit) []byte {
	if len(h.digits) == longNumber || len(h.digits) == shortNumber {
		return h.digits
	}
	return nil
}

// Hits is the number of findings so far that refuse the file; column tests come
// in only at Close.
func (g *Guard) Hits() int {
	n := g.loose
	for _, c := range g.columns {
		n += c.singles
	}
	return n
}

// Close judges the columns and returns all findings: places first, then column
// by column.
func (g *Guard) Close() []table.Finding {
	findings := slices.Clone(g.places)
	for _, c := range g.columns {
		for _, f := range c.judge() {
			findings = append(findings, g.finding(f))
		}
	}
	return findings
}

// ProveHashes searches for the hashes that the columns held (see SearchHashes)
// and adds a finding where one is proved to be of an identity number. dates bounds
// the birth dates tried; it answers how many were. Without hashes it does nothing.
func (g *Guard) ProveHashes(ctx context.Context, latest time.Time, dates int) (findings []table.Finding, tried int, err error) {
	var texts []string
	type place struct {
		column string
		row    int
	}
	var places []place
	likely := false
	for _, c := range g.columns {
		for _, h := range c.sampled {
			texts, places = append(texts, h.text), append(places, place{c.name, h.row})
			likely = likely || h.form == likelyHash
		}
	}
	if len(texts) == 0 || dates <= 0 {
		return nil, 0, nil
	}
	if !likely { // other ids look the same: a quick look is enough
		dates = max(1, dates/possibleShare)
	}
	s, err := SearchHashes(ctx, texts, HashBudget{Latest: latest, Dates: dates})
	if err != nil || !s.Found {
		return nil, s.Dates, err
	}
	at := places[s.Which]
	return []table.Finding{g.finding(proofFinding(at.column, at.row, s))}, s.Dates, nil
}

// possibleShare is how much less is tried for texts that need not be hashes.
const possibleShare = 8

func (g *Guard) finding(f table.Finding) table.Finding {
	f.File, f.Sheet = g.options.File, g.options.Sheet
	return f
}
