package worker

import (
	"errors"
	"fmt"
	"time"

	"jamfor/pipeline/code"
	"jamfor/pipeline/parcel"
	"jamfor/pipeline/validate"
)

// JobVersion is the version of the JSON that travels between parent and child.
const JobVersion = 1

// Job is one delivery to read: what it claims to be and the files that hold it.
type Job struct {
	Version      int         `json:"version"`
	Delivery     string      `json:"delivery"`     // delivery id, becomes the column leverans
	Name         string      `json:"name"`         // name in the inbox, for the report
	Collection   string      `json:"collection"`   // insamling
	Municipality string      `json:"municipality"` // four digits; empty for a delivery of several (multi)
	Period       code.Period `json:"period"`
	Sequence     int         `json:"sequence"`
	Zero         bool        `json:"zero,omitempty"`    // a nollrapport: no rows, said on purpose
	Mapping      []byte      `json:"mapping,omitempty"` // YAML of the mapping to the core model; none when empty
	Files        []File      `json:"files"`
	// Synthetic marks a workspace of made-up data: official test identities may
	// be allowed there, and nowhere else.
	Synthetic bool `json:"synthetic,omitempty"`
	// TestIdentities lists the official test numbers, one a line, that the guard
	// lets pass where Synthetic is set (see identity.ReadAllowList).
	TestIdentities []byte `json:"test_identities,omitempty"`
	// Earlier is what the register knows of earlier deliveries, per
	// municipality; missing entries are not compared.
	Earlier map[string]validate.Earlier `json:"earlier,omitempty"`
	Limits  Limits                      `json:"limits"`
	// Parcel says that the one file is a delivery package, and what is demanded
	// of it; nil for bare files.
	Parcel *parcel.Terms `json:"parcel,omitempty"`
	// Look says that the files broke a worker that read them: they are only
	// searched for clear identities. Set by Run.
	Look bool `json:"look,omitempty"`
}

// File is one file of the delivery.
type File struct {
	Name    string `json:"name"`              // as the supplier named it
	Dataset string `json:"dataset,omitempty"` // where the name tells it
	// Path is where Run opens the file. It never reaches the child.
	Path string `json:"-"`
	// SHA256 is set by Run: the digest of the bytes the child was given.
	SHA256 string `json:"sha256,omitempty"`
}

// Limits bound a worker. Zero fields take the defaults.
type Limits struct {
	// Data is RLIMIT_DATA in bytes: the child's private memory. Default 768 MiB.
	Data int64 `json:"data"`
	// Resident is the resident set in bytes beyond which the parent kills. Default 512 MiB.
	Resident int64 `json:"resident"`
	// Wall is the time after which the parent kills. Default 60 s and one
	// second for each 2 MB of input.
	Wall time.Duration `json:"wall"`
	// CPU is RLIMIT_CPU, in whole seconds. Default twice Wall.
	CPU time.Duration `json:"cpu"`
	// Output is RLIMIT_FSIZE: the largest the staging or the spill file may
	// become, in bytes. Default 4 GiB and three times the input.
	Output int64 `json:"output"`
	// Result bounds the JSON that the child may answer with. Default 64 MiB.
	Result int64 `json:"result"`
	// Rows bounds the rows read. Default 200 million.
	Rows int64 `json:"rows"`
	// Memory is the budget of the sorter in bytes. Default 64 MiB.
	Memory int64 `json:"memory"`
	// Findings bounds the findings kept per rule, dataset and municipality;
	// totals count all. Default validate.DefaultKeep.
	Findings int `json:"findings"`
}

const (
	mebibyte = 1 << 20
	gibibyte = 1 << 30
)

// WithDefaults fills the zero fields for an input of the given size in bytes.
func (l Limits) WithDefaults(input int64) Limits {
	set(&l.Data, 768*mebibyte)
	set(&l.Resident, 512*mebibyte)
	set(&l.Wall, time.Minute+time.Duration(input/2_000_000)*time.Second)
	set(&l.CPU, 2*l.Wall)
	set(&l.Output, 4*gibibyte+3*input)
	set(&l.Result, 64*mebibyte)
	set(&l.Rows, 200_000_000)
	set(&l.Memory, 64*mebibyte)
	set(&l.Findings, validate.DefaultKeep)
	return l
}

func set[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}

// ErrJob is wrapped by every refusal of a job that is not the supplier's fault.
var ErrJob = errors.New("job is not valid")

// Validate explains why a job cannot be run; nil when it can.
func (j Job) Validate() error {
	switch {
	case j.Version != JobVersion:
		return fmt.Errorf("%w: version %d, want %d", ErrJob, j.Version, JobVersion)
	case j.Delivery == "":
		return fmt.Errorf("%w: no delivery id", ErrJob)
	case j.Collection == "":
		return fmt.Errorf("%w: no collection", ErrJob)
	case j.Period.IsZero():
		return fmt.Errorf("%w: no period", ErrJob)
	case j.Zero && j.Municipality == "":
		return fmt.Errorf("%w: a nollrapport names its municipality", ErrJob)
	case j.Parcel != nil && (j.Zero || len(j.Files) != 1):
		return fmt.Errorf("%w: a package is one file", ErrJob)
	case !j.Zero && len(j.Files) == 0:
		return fmt.Errorf("%w: no files", ErrJob)
	}
	return nil
}
