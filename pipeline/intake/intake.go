package intake

import (
	"context"
	"io"

	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/identity"
	"jamfor/pipeline/table"
)

// File is one supplied file. Name is the file's base name, as it appears in
// findings; it is never opened.
type File struct {
	Name string
	Data io.ReaderAt
	Size int64
}

// Options tell what the file is meant to be.
type Options struct {
	Contract   *contract.Contract // nil: contract.Core()
	Collection string             // name of the collection, required
	// Municipality is the delivery's municipality; "" when the rows tell theirs
	// (a file for several municipalities).
	Municipality string
	Period       code.Period // the delivery's period, required
	// Dataset is the dataset of a flat file; "" lets the header tell. Workbooks
	// tell by their sheets.
	Dataset string
	// Mapping turns a source system's table into datasets; nil when the file
	// already holds the core model.
	Mapping *Mapping
	// Keys makes p2 of p1, required. It is cloned, not used.
	Keys *identity.Keyer
	// OwnIDs leaves identifiers as the file has them instead of making p2 of
	// them: for a supplier's own feedback from its own file. Such batches never
	// leave the machine, and no intake sets it.
	OwnIDs bool
	Limits Limits // zero fields take their default
	// AllowTestIdentities lists official test identity numbers that the guard
	// lets pass, in test environments only; nil lets none pass.
	AllowTestIdentities *identity.AllowList
}

// Sink receives what Read finds, in the file's order and from one goroutine.
// An error from it ends the reading and is returned.
type Sink interface {
	// Batch receives typed rows: column 0 is kommun, then the dataset's
	// variables in contract order, each present even when the file lacks it. A
	// kommun is missing only in datasets with a parent, in files for several
	// municipalities. A value that a finding was raised about is missing. The
	// batch is the sink's to keep; it has at most table.BatchRows rows.
	Batch(*table.Batch) error
	// Finding receives a remark. At most Limits.FindingsRule per rule arrive,
	// but always the first stop of each municipality; Summary.Findings counts
	// all. A stop without municipality refuses the whole file.
	Finding(table.Finding) error
}

// Format is the kind of a file.
type Format string

// The formats that Read reads.
const (
	CSV     Format = "csv"
	XLSX    Format = "xlsx"
	Parquet Format = "parquet"
	Arrow   Format = "arrow"
)

// Summary tells what was read.
type Summary struct {
	Format   Format         `json:"format"`
	Encoding string         `json:"encoding,omitempty"`  // utf-8, windows-1252, utf-16le, utf-16be (CSV)
	Delimit  string         `json:"delimiter,omitempty"` // ; , or tab (CSV)
	Mapping  string         `json:"mapping,omitempty"`   // name@version of the mapping
	Parts    []Part         `json:"parts"`               // in the file's order
	Lines    int64          `json:"lines,omitempty"`     // physical lines (CSV), held against those read
	Habits   []code.Text    `json:"habits,omitempty"`    // how the file is written, where it could have been otherwise
	Zero     []ZeroReport   `json:"zero,omitempty"`      // datasets said to be empty
	Findings []RuleCount    `json:"findings"`            // ordered by rule
	Stopped  map[string]int `json:"stopped"`             // stop findings per municipality; "" is the whole file
}

// Part is what one sheet (or the flat file) gave to one dataset.
type Part struct {
	Dataset        string           `json:"dataset"`
	Sheet          string           `json:"sheet,omitempty"`
	Rows           int64            `json:"rows"`           // rows handed over
	Municipalities map[string]int64 `json:"municipalities"` // rows per municipality; "" where the row does not tell
	Dropped        []string         `json:"dropped"`        // columns of the file that were not stored
}

// RuleCount counts the findings of one rule; Shown of them reached the sink.
type RuleCount struct {
	Rule     string         `json:"rule"`
	Severity table.Severity `json:"severity"`
	Total    int64          `json:"total"`
	Shown    int            `json:"shown"`
}

// Rows is the number of rows handed over for a dataset.
func (s Summary) Rows(dataset string) int64 {
	var n int64
	for _, p := range s.Parts {
		if p.Dataset == dataset {
			n += p.Rows
		}
	}
	return n
}

// Refusal is the error of Read when nothing of the file may be used, whatever
// the sink has received so far: it is no such file, it is hostile, it holds
// clear identities, or its columns cannot be understood. Its findings have
// reached the sink too.
type Refusal struct{ Findings []table.Finding }

// Error names the rules and never a value.
func (r *Refusal) Error() string {
	if len(r.Findings) == 0 {
		return "file refused"
	}
	text := "file refused: " + r.Findings[0].Rule + ": " + r.Findings[0].Message.EN
	if len(r.Findings) > 1 {
		text += " (and more)"
	}
	return text
}

// Read reads one file into the sink. The error is a *Refusal when the file as a
// whole must not be used, the sink's own error, or ctx's. Without an error
// single municipalities may still be stopped: see Summary.Stopped.
func Read(ctx context.Context, file File, options Options, sink Sink) (Summary, error) {
	return read(ctx, file, options, sink)
}
