package intake

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/token"

	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
)

// MappingVersion is the version of the mapping format that is read.
const MappingVersion = 1

// maxMapping is the largest mapping in bytes: ten times the largest there is.
const maxMapping = 256 << 10

// Mapping turns one table of a source system into rows of one or more datasets.
// It is data, never code: every row of the table passes every entry of Rows and
// gives at most one row of that dataset for each.
type Mapping struct {
	Version    int       `yaml:"version"`  // of the format
	Name       string    `yaml:"name"`     // of the mapping
	Revision   int       `yaml:"revision"` // of its content, counted from 1
	Title      code.Text `yaml:"title"`
	Collection string    `yaml:"collection"`
	// Periods are the periods that the mapping's constants hold for; none: all.
	Periods []string `yaml:"periods"`
	// Sheet is the sheet of a workbook that holds the table, the only one that is
	// read; "": every sheet with headings that the mapping knows. The identity
	// guard reads all sheets.
	Sheet string `yaml:"sheet"`
	// Zero are datasets that the source system never has rows of and that are
	// said to be empty: a nollrapport for them goes with every file.
	Zero []string `yaml:"zero"`
	// Headings name the columns of a text file that has no heading row, by
	// position, as registers' layouts do. A file that begins with them anyway is
	// read by its own.
	Headings []string `yaml:"headings"`
	// Optional are source columns that the table may lack: they then count as
	// missing in every row.
	Optional []string `yaml:"optional"`
	// PeriodColumn is a source column whose year, month or date must lie in the
	// delivery's period; a row of another period is a finding.
	PeriodColumn string `yaml:"period_column"`
	// Missing are marks that mean a missing value in every column, besides blanks.
	Missing []string `yaml:"missing"`
	// Ignore are source columns that are known and left out.
	Ignore []string `yaml:"ignore"`
	// Timestamps are source columns declared to hold points in time, so that the
	// identity guard forgives numbers in them that are times.
	Timestamps []string          `yaml:"timestamps"`
	Lookups    map[string]Lookup `yaml:"lookups"`
	Rows       []RowMap          `yaml:"rows"`
}

// Lookup is a table from source values to core values. Test marks an assignment
// made for tests only: it is reported wherever the mapping is used.
type Lookup struct {
	Title  code.Text         `yaml:"title"`
	Test   bool              `yaml:"test"`
	Values map[string]string `yaml:"values"`
}

// RowMap makes rows of one dataset. Columns are the dataset's variables and
// kommun; those left out are missing.
type RowMap struct {
	Dataset string           `yaml:"dataset"`
	When    []Condition      `yaml:"when"` // all must hold
	Columns map[string]Value `yaml:"columns"`
}

// Condition is about one source column: that it is present (or not), that it
// equals one of some values (whatever their case) or none of them, that its date (or month) or its
// number lies on one side of a limit. A missing or unreadable value meets only
// present: false.
type Condition struct {
	Column  string   `yaml:"column"`
	Present *bool    `yaml:"present"`
	In      []string `yaml:"in"`
	NotIn   []string `yaml:"not_in"`
	From    string   `yaml:"from"`     // the date is this one or later
	Before  string   `yaml:"before"`   // the date is earlier
	AtLeast string   `yaml:"at_least"` // the number is this one or larger
	Below   string   `yaml:"below"`    // the number is smaller
}

// Value tells where a core column's value comes from: exactly one of Constant,
// Column, LocalID, YearMinus, YearOf, FirstDay, Day, MonthOf and Cases.
type Value struct {
	Constant string `yaml:"constant"`

	Column    string            `yaml:"column"`
	Prefix    string            `yaml:"prefix"`         // put before the source's value
	Lookup    string            `yaml:"lookup"`         // table that the value is looked up in
	Codes     map[string]string `yaml:"codes"`          // source value → core value; case does not matter where it settles nothing
	Leading   bool              `yaml:"leading_digits"` // only the digits that the value begins with ("0114 Upplands Väsby", "17 år")
	Rest      string            `yaml:"rest"`           // "missing": values outside Codes are missing; else they are findings
	Missing   []string          `yaml:"missing"`        // further marks of this column
	IfMissing string            `yaml:"if_missing"`     // core value where the source has none

	LocalID   *LocalID `yaml:"local_id"`
	YearMinus string   `yaml:"year_minus"` // the period's year minus the column's whole number
	YearOf    string   `yaml:"year_of"`    // the year of the column's date
	FirstDay  string   `yaml:"first_day"`  // the first day of the column's month (or date)
	Day       string   `yaml:"day"`        // MM-DD in the period's year: a layout's reference day
	MonthOf   *MonthOf `yaml:"month_of"`   // a month told by two columns
	Cases     []Case   `yaml:"cases"`      // the first whose conditions hold; else missing
}

// MonthOf joins a year and a month from two columns.
type MonthOf struct {
	Year  string `yaml:"year"`
	Month string `yaml:"month"`
}

// LocalID keys an id that is unique within the row's municipality. A value that
// already is a p1, because leverera keyed it, is taken as it is.
type LocalID struct {
	Column  string `yaml:"column"`
	Context string `yaml:"context"` // lokal (a person), arende, hushall, svar
}

// Case is one of a value's cases.
type Case struct {
	When     []Condition `yaml:"when"`
	Constant string      `yaml:"constant"`
}

// MappingError lists everything that is wrong with a mapping.
type MappingError struct{ Problems []code.Text }

// Error is the Swedish wording.
func (e *MappingError) Error() string { return e.In(code.Swedish) }

// In tells every problem in a language.
func (e *MappingError) In(lang code.Lang) string {
	texts := make([]string, len(e.Problems))
	for i, p := range e.Problems {
		texts[i] = p.In(lang)
	}
	return text("mappningen är felaktig: ", "the mapping is wrong: ").In(lang) + strings.Join(texts, "; ")
}

// ParseMapping reads a mapping from YAML and holds it against the contract.
// Unknown fields, aliases and anchors are refused. The error is a *MappingError.
func ParseMapping(raw []byte, c *contract.Contract) (*Mapping, error) {
	if len(raw) > maxMapping {
		return nil, &MappingError{[]code.Text{textf("större än %d byte", "larger than %d bytes", maxMapping)}}
	}
	tokens := lexer.Tokenize(string(raw))
	if line := tooDeep(tokens); line > 0 {
		return nil, &MappingError{[]code.Text{textf("rad %d: djupare än %d nivåer", "line %d: deeper than %d levels", line, mappingDepth)}}
	}
	for _, t := range tokens {
		if t.Type == token.AnchorType || t.Type == token.AliasType || t.Type == token.MergeKeyType {
			return nil, &MappingError{[]code.Text{textf("rad %d: ankare, alias och sammanslagningar är inte tillåtna", "line %d: anchors, aliases and merges are not allowed", t.Position.Line)}}
		}
	}
	m := &Mapping{}
	if err := yaml.NewDecoder(bytes.NewReader(raw), yaml.Strict()).Decode(m); err != nil {
		return nil, &MappingError{[]code.Text{textf("texten förstås inte (rad, kolumn och orsak på engelska): %s", "the text is not understood: %s", yaml.FormatError(err, false, false))}}
	}
	if c == nil {
		c = contract.Core()
	}
	if problems := m.check(c); problems != nil {
		return nil, &MappingError{problems}
	}
	return m, nil
}

// mappingDepth is how deep lists and tables of a mapping may lie in each other. The
// decoder's time grows with the square of the depth.
const mappingDepth = 16

// tooDeep is the line at which a text goes deeper than mappingDepth, 0 where it
// never does. Indented levels are few: each takes a line of its own.
func tooDeep(tokens token.Tokens) int {
	flow, dashes, line := 0, 0, 0
	for _, t := range tokens {
		if t.Position.Line != line {
			dashes, line = 0, t.Position.Line
		}
		switch t.Type {
		case token.SequenceStartType, token.MappingStartType:
			flow++
		case token.SequenceEndType, token.MappingEndType:
			flow--
		case token.SequenceEntryType, token.MappingKeyType, token.MappingValueType:
			if flow == 0 { // within brackets they stand beside each other
				dashes++
			}
		}
		if dashes > mappingDepth || flow > mappingDepth {
			return line
		}
	}
	return 0
}

// Label names the mapping and its revision.
func (m *Mapping) Label() string { return fmt.Sprintf("%s@%d", m.Name, m.Revision) }

// sourceColumns lists every source column that the mapping knows, sorted; those
// that it ignores too.
func (m *Mapping) sourceColumns() []string {
	names := append(m.needed(), m.Ignore...)
	names = append(names, m.Optional...)
	slices.Sort(names)
	return slices.Compact(names)
}

// needed lists the source columns that the mapping reads, sorted.
func (m *Mapping) needed() []string {
	var names []string
	add := func(name string) {
		if name != "" {
			names = append(names, name)
		}
	}
	conditions := func(list []Condition) {
		for _, c := range list {
			add(c.Column)
		}
	}
	for _, r := range m.Rows {
		conditions(r.When)
		for _, v := range r.Columns {
			add(v.Column)
			add(v.YearMinus)
			add(v.YearOf)
			add(v.FirstDay)
			if v.MonthOf != nil {
				add(v.MonthOf.Year)
				add(v.MonthOf.Month)
			}
			if v.LocalID != nil {
				add(v.LocalID.Column)
			}
			for _, c := range v.Cases {
				conditions(c.When)
			}
		}
	}
	add(m.PeriodColumn)
	slices.Sort(names)
	return slices.Compact(names)
}

// SourceOf lists the source columns that a dataset's column is made of, sorted.
func (m *Mapping) SourceOf(dataset, column string) []string {
	part := Mapping{}
	for _, r := range m.Rows {
		if v, ok := r.Columns[column]; ok && r.Dataset == dataset {
			part.Rows = append(part.Rows, RowMap{Columns: map[string]Value{column: v}})
		}
	}
	return part.needed()
}

// SameName reports whether two column names are the same to the reader: case,
// blanks, hyphens and å, ä, ö do not matter.
func SameName(a, b string) bool { return fold(a) == fold(b) }

// checkMapping holds the mapping against the delivery.
func (j *job) checkMapping() error {
	m := j.options.Mapping
	if m == nil {
		return nil
	}
	var wrong *MappingError
	if problems := m.check(j.contract); problems != nil {
		wrong = &MappingError{problems}
	}
	switch {
	case wrong != nil:
		return errors.Join(wrong, refuse(RuleMapWrong, text("Mappningen är felaktig.", "The mapping is wrong."), askOwner))
	case m.Collection != j.collection.Name:
		return refuse(RuleMapWrong, textf("Mappningen %[1]s gäller insamlingen %[2]s.", "The mapping %[1]s is for the collection %[2]s.", m.Label(), m.Collection), askOwner)
	case len(m.Periods) > 0 && !slices.Contains(m.Periods, j.options.Period.String()):
		return refuse(RuleMapWrong, textf("Mappningen %[1]s gäller inte perioden %[2]s.", "The mapping %[1]s is not for the period %[2]s.", m.Label(), j.options.Period), askOwner)
	}
	return nil
}

var askOwner = text("Kontakta den som förvaltar mappningen.", "Contact the mapping's owner.")
