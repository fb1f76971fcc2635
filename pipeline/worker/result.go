package worker

import (
	"jamfor/pipeline/code"
	"jamfor/pipeline/validate"
)

// ResultVersion is the version of the result's JSON form.
const ResultVersion = 1

// Result is what became of a job. It holds counts, digests and findings, never
// a row. Everything in it is ordered, so equal jobs give equal bytes.
type Result struct {
	Version int    `json:"version"`
	Status  Status `json:"status"`
	// Parts are the canonical files of the accepted municipalities, ordered by
	// dataset and municipality; offsets refer to the staging file.
	Parts          []Part             `json:"parts"`
	Municipalities []validate.Outcome `json:"municipalities"` // sorted by code
	Report         validate.Report    `json:"report"`
	// Sketches hold, per accepted municipality, what the next period's delivery
	// is compared with (the register keeps them as Earlier).
	Sketches map[string]validate.Sketch `json:"sketches,omitempty"`
	Rows     int64                      `json:"rows"` // rows read, of all municipalities
	Files    []FileNote                 `json:"files"`
	// Parcel is the manifest of a delivery package that was opened, as it was
	// signed; nil for bare files and for packages that were not opened.
	Parcel *ParcelNote `json:"parcel,omitempty"`
	// Staging is the path of the staging file; set by Run where there are parts.
	Staging string `json:"-"`
	// Usage is what the child cost; set by Run.
	Usage Usage `json:"-"`
}

// ParcelNote is a package's manifest and its signature, byte for byte.
type ParcelNote struct {
	Manifest  []byte `json:"manifest"`
	Signature []byte `json:"signature"`
}

// Status is the outcome of a whole delivery.
type Status = validate.Status

// Part is one canonical Parquet file inside the staging file.
type Part struct {
	Municipality string `json:"municipality"`
	Dataset      string `json:"dataset"`
	Offset       int64  `json:"offset"` // bytes
	Length       int64  `json:"length"` // bytes
	Rows         int64  `json:"rows"`
	SHA256       string `json:"sha256"` // of the part's bytes, hexadecimal
}

// FileNote tells how a file was read.
type FileNote = validate.FileNote

// Usage is what a child process cost.
type Usage struct {
	WallMillis   int64
	CPUMillis    int64
	PeakResident int64 // bytes
}

// Title names the delivery in its report.
func (j Job) Title() code.Text {
	return code.Text{SV: "Granskning av leveransen " + j.Name, EN: "Review of the delivery " + j.Name}
}
