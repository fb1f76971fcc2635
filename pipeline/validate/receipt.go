package validate

import (
	"encoding/json"
	"fmt"

	"jamfor/pipeline/code"
)

// Status is what became of one municipality's part of a delivery, or of the
// whole delivery.
type Status string

// Accepted parts enter the lake; rejected ones do not. Partial is a delivery of
// several municipalities of which some were accepted and some not.
const (
	Accepted Status = "accepted"
	Rejected Status = "rejected"
	Partial  Status = "partial"
)

// Outcome is the verdict on one municipality's part. Rows counts the rows read
// per dataset, also of a rejected part. Zero marks a nollrapport.
type Outcome struct {
	Municipality string           `json:"municipality"`
	Status       Status           `json:"status"`
	Zero         bool             `json:"zero,omitempty"`
	Rows         map[string]int64 `json:"rows,omitempty"`
	Persons      int64            `json:"persons,omitempty"` // distinct person pseudonyms
	Stops        int64            `json:"stops,omitempty"`   // findings of severity stop
	Warnings     int64            `json:"warnings,omitempty"`
}

// ReceiptVersion is the version of the receipt's JSON form; 2 added the outcomes.
const ReceiptVersion = 2

// Receipt is the machine-readable answer to one delivery. It holds ids, counts
// and digests only.
type Receipt struct {
	Version        int         `json:"version"`
	Delivery       string      `json:"delivery"`
	SHA256         string      `json:"sha256"` // of the content as sent
	Collection     string      `json:"collection"`
	Period         code.Period `json:"period"`
	Sequence       int         `json:"sequence"`
	ReceivedAt     string      `json:"received_at,omitempty"` // RFC 3339; set by the caller, who owns the clock
	Status         Status      `json:"status"`
	Municipalities []Outcome   `json:"municipalities"`
	Rows           int64       `json:"rows"`
	Rules          []string    `json:"rules"` // ids of the rules run, sorted
	Contract       int         `json:"contract"`
	// Outcomes tell how the delivery stood to every rule, without the reasons.
	Outcomes []RuleOutcome `json:"outcomes,omitempty"`
}

// Receipt makes the receipt of a report; sha256 is of the content as sent, rows are
// those read, contract is the core model's version. The caller adds ReceivedAt.
func (r Report) Receipt(sha256 string, rows int64, contract int) Receipt {
	return Receipt{
		Version: ReceiptVersion, Delivery: r.Delivery, SHA256: sha256,
		Collection: r.Collection, Period: r.Period, Sequence: r.Sequence,
		Status: r.Status, Municipalities: r.Municipalities, Rows: rows,
		Rules: r.Rules, Contract: contract, Outcomes: short(r.Outcomes),
	}
}

// JSON writes the receipt, indented, ending in a newline.
func (r Receipt) JSON() ([]byte, error) {
	raw, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("encode receipt %s: %w", r.Delivery, err)
	}
	return append(raw, '\n'), nil
}
