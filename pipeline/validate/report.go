package validate

import (
	"encoding/json"
	"fmt"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/table"
)

// ReportVersion is the version of the report's JSON form; 2 added the outcomes.
const ReportVersion = 2

// Report is the review of one delivery, for its supplier: what was read, what
// was decided and every remark with its place and remedy. It holds no values of
// the delivery. Equal deliveries give equal bytes in every form.
type Report struct {
	Version        int             `json:"version"`
	Delivery       string          `json:"delivery"`
	Name           string          `json:"name"` // as in the inbox
	Collection     string          `json:"collection"`
	Period         code.Period     `json:"period"`
	Sequence       int             `json:"sequence"`
	Synthetic      bool            `json:"synthetic,omitempty"`
	Status         Status          `json:"status"`
	Municipalities []Outcome       `json:"municipalities"` // sorted by code
	Files          []FileNote      `json:"files"`
	Totals         []Total         `json:"totals"`
	Findings       []table.Finding `json:"findings"`
	Rules          []string        `json:"rules"` // ids of the rules run, sorted
	// Outcomes tell how the delivery stands to every rule, in the catalogue's order.
	Outcomes []RuleOutcome `json:"outcomes"`
}

// FileNote tells how a file was read.
type FileNote struct {
	Name      string   `json:"name"`
	SHA256    string   `json:"sha256,omitempty"` // of the bytes, hexadecimal
	Format    string   `json:"format,omitempty"`
	Encoding  string   `json:"encoding,omitempty"`
	Delimiter string   `json:"delimiter,omitempty"`
	Datasets  []string `json:"datasets,omitempty"` // in the order they were met
	Rows      int64    `json:"rows"`
	// Lines are the physical lines of a text file; all of them were read.
	Lines   int64       `json:"lines,omitempty"`
	Habits  []code.Text `json:"habits,omitempty"`  // how the file is written
	Mapping string      `json:"mapping,omitempty"` // name@revision
}

// JSON writes the report for machines, indented, ending in a newline.
func (r Report) JSON() ([]byte, error) {
	raw, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("encode report %s: %w", r.Delivery, err)
	}
	return append(raw, '\n'), nil
}

// Verdict says in one sentence what became of the delivery.
func (r Report) Verdict() code.Text {
	switch r.Status {
	case Accepted:
		return code.Text{SV: "Leveransen är godkänd.", EN: "The delivery is accepted."}
	case Partial:
		return code.Text{
			SV: "Leveransen är godkänd för vissa kommuner och underkänd för andra. Rätta och skicka de underkända på nytt.",
			EN: "The delivery is accepted for some municipalities and rejected for others. Correct the rejected ones and send them again.",
		}
	}
	return code.Text{
		SV: "Leveransen är underkänd. Rätta det som står nedan och skicka den på nytt.",
		EN: "The delivery is rejected. Correct what is listed below and send it again.",
	}
}

// municipalityName is "Kommun (kod)", or the code alone where it is unknown.
func municipalityName(municipality string) string {
	if m, ok := area.Default().Lookup(municipality); ok {
		return m.Name + " (" + municipality + ")"
	}
	return municipality
}

func statusText(s Status) code.Text {
	switch s {
	case Accepted:
		return code.Text{SV: "Godkänd", EN: "Accepted"}
	case Partial:
		return code.Text{SV: "Delvis godkänd", EN: "Partly accepted"}
	}
	return code.Text{SV: "Underkänd", EN: "Rejected"}
}

func severityText(s table.Severity) code.Text {
	switch s {
	case table.Stop:
		return code.Text{SV: "Stopp", EN: "Stop"}
	case table.Warn:
		return code.Text{SV: "Varning", EN: "Warning"}
	}
	return code.Text{SV: "Upplysning", EN: "Note"}
}

// RowCount is the number of rows of an outcome over its datasets.
func (o Outcome) RowCount() int64 {
	var n int64
	for _, rows := range o.Rows {
		n += rows
	}
	return n
}
