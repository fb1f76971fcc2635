// Package table carries rows between the reader, the rules and the writer:
// batches of typed columns that remember which source row each value came from.
// A batch is bounded (BatchRows), so a file of any size flows through in
// constant memory.
package table

import "jamfor/pipeline/code"

// BatchRows is the most rows a reader puts into one batch.
const BatchRows = 4096

// Kind is the physical kind of a column's values.
type Kind byte

// The kinds. Decimal is an integer scaled by 10^Scale; Date is days since
// 1970-01-01; Bool and Int are integers.
const (
	Text Kind = iota
	Int
	Decimal
	Date
	Bool
)

// Scale is the fixed number of decimals of every Decimal column.
const Scale = 4

// Column holds one variable's values for the rows of a batch. Exactly one of
// Text and Int is used: Text for kind Text, Int for every other kind. Valid[i]
// is false where the value is missing.
type Column struct {
	Name  string
	Kind  Kind
	Valid []bool
	Text  []string
	Int   []int64
}

// Batch is a run of rows of one dataset from one file (and sheet).
// All columns have the same length as Row.
type Batch struct {
	Dataset string
	File    string
	Sheet   string // empty for files without sheets
	Row     []int  // 1-based row in the source, header included
	Columns []Column
}

// Len is the number of rows.
func (b *Batch) Len() int { return len(b.Row) }

// Column finds a column by name, nil when absent.
func (b *Batch) Column(name string) *Column {
	for i := range b.Columns {
		if b.Columns[i].Name == name {
			return &b.Columns[i]
		}
	}
	return nil
}

// Severity is what a finding does to its delivery.
type Severity string

// Stop refuses the municipality's part of the delivery (the whole file where no
// municipality is known); Warn asks for a look; Note informs.
const (
	Stop Severity = "stop"
	Warn Severity = "warn"
	Note Severity = "note"
)

// Finding is one remark on supplied data, in the supplier's words. It never
// holds the offending value where that could identify a person: ValueClass
// describes it instead ("text, 12 tecken", "datum", "sifferföljd").
type Finding struct {
	Rule         string    `json:"rule"`
	Severity     Severity  `json:"severity"`
	Dataset      string    `json:"dataset,omitempty"`
	Municipality string    `json:"municipality,omitempty"`
	File         string    `json:"file,omitempty"`
	Sheet        string    `json:"sheet,omitempty"`
	Row          int       `json:"row,omitempty"`
	Column       string    `json:"column,omitempty"`
	ValueClass   string    `json:"value_class,omitempty"`
	Message      code.Text `json:"message"`
	Remedy       code.Text `json:"remedy"`
}
