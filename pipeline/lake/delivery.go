package lake

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
)

// Key names the content that one delivery brings for one dataset: the unit
// that is replaced.
type Key struct {
	Municipality string // four digits
	Collection   string
	Period       string // as code.Period writes it
	Dataset      string
}

func (k Key) String() string {
	return strings.Join([]string{k.Municipality, k.Collection, k.Period, k.Dataset}, "/")
}

// slot is what one delivery is in force for.
type slot struct{ municipality, collection, period string }

// Part is a staged, complete and closed Parquet file that the lake takes over:
// Commit moves it (or copies it from another file system) and the file at Path
// is gone afterwards. SHA256 is the hexadecimal digest of its bytes, Rows at
// least 1.
type Part struct {
	Key
	Path   string
	Rows   int64
	SHA256 string
}

// Status is what became of a delivery as a whole.
type Status string

// The statuses of a delivery. An accepted delivery was accepted for at least
// one municipality.
const (
	Accepted  Status = "accepted"
	Rejected  Status = "rejected"
	Withdrawn Status = "withdrawn"
)

// Outcome is what became of one municipality's share of a delivery.
type Outcome string

// The outcomes. WithdrawnShare makes the municipality missing again.
const (
	AcceptedShare  Outcome = "accepted"
	RejectedShare  Outcome = "rejected"
	ZeroShare      Outcome = "zero_report"
	WithdrawnShare Outcome = "withdrawn"
)

// inForce reports whether the outcome puts the delivery in force.
func (o Outcome) inForce() bool { return o != RejectedShare }

// Share is one municipality's share of a delivery. Sketch is the caller's
// fingerprint of its persons, kept as it is; Rows counts all datasets.
type Share struct {
	Municipality string
	Outcome      Outcome
	Rows         int64
	Sketch       []byte
}

// MultiMunicipality stands for the municipality of a file that holds several.
const MultiMunicipality = "multi"

// Delivery is one file (or archive) as sent, after judgement. ID is unique for
// the sending, not for the content alone: the same content under a higher
// sequence number is a new delivery with a new id. The column leverans of every
// part holds it. Parts belong to accepted shares only, and every accepted share
// has at least one.
type Delivery struct {
	ID            string
	Name          string // file name
	ContentSHA256 string
	Collection    string
	Period        string
	Municipality  string // four digits, or MultiMunicipality
	Sequence      int
	Status        Status
	ZeroReport    bool
	ReceivedSlot  string
	Shares        []Share
	Parts         []Part
}

// year is the partition value of a period.
func year(period string) (int, error) {
	p, err := code.ParsePeriod(period)
	if err != nil {
		return 0, err
	}
	if p.String() != period {
		return 0, fmt.Errorf("period %q is written %s", period, p)
	}
	return p.YearNumber(), nil
}

// place is where a part's file lies, relative to the lake, with slashes.
func (p Part) place() (string, error) {
	y, err := year(p.Period)
	if err != nil {
		return "", err
	}
	return path.Join("data", p.Dataset, fmt.Sprintf("ar=%04d", y), "kommun="+p.Municipality, p.SHA256+".parquet"), nil
}

// check collects everything that is wrong with the delivery as an argument.
func (d *Delivery) check(c *contract.Contract) []string {
	var problems []string
	bad := func(format string, args ...any) {
		problems = append(problems, fmt.Sprintf("delivery %q: ", d.ID)+fmt.Sprintf(format, args...))
	}
	if d.ID == "" {
		bad("no id")
	}
	if !isDigest(d.ContentSHA256) {
		bad("content digest is not a SHA-256")
	}
	collection := c.Collections[d.Collection]
	if collection == nil && d.Status != Rejected {
		bad("unknown collection %q", d.Collection)
	}
	if _, err := year(d.Period); err != nil && d.Status != Rejected {
		bad("%v", err)
	}
	if !slices.Contains([]Status{Accepted, Rejected, Withdrawn}, d.Status) {
		bad("unknown status %q", d.Status)
	}
	outcomes := map[string]Outcome{}
	for _, s := range d.Shares {
		if _, twice := outcomes[s.Municipality]; twice {
			bad("municipality %s occurs twice", s.Municipality)
		}
		outcomes[s.Municipality] = s.Outcome
		if !d.allows(s.Outcome) {
			bad("outcome %q of %s does not go with status %q", s.Outcome, s.Municipality, d.Status)
		}
		if s.Outcome.inForce() {
			if _, known := c.Lists["kommun"].Find(s.Municipality); !known {
				bad("unknown municipality %q", s.Municipality)
			}
		}
	}
	if d.Status != Rejected && !slices.ContainsFunc(d.Shares, func(s Share) bool { return s.Outcome.inForce() }) {
		bad("status %q without any share in force", d.Status)
	}
	problems = append(problems, d.checkParts(collection, outcomes)...)
	return problems
}

func (d *Delivery) allows(o Outcome) bool {
	switch d.Status {
	case Accepted:
		return o == RejectedShare || o == ZeroShare || o == AcceptedShare && !d.ZeroReport
	case Rejected:
		return o == RejectedShare
	case Withdrawn:
		return o == WithdrawnShare
	}
	return false
}

func (d *Delivery) checkParts(collection *contract.Collection, outcomes map[string]Outcome) []string {
	var problems []string
	seen, has := map[Key]bool{}, map[string]bool{}
	for _, p := range d.Parts {
		bad := func(text string) {
			problems = append(problems, fmt.Sprintf("delivery %q: part %s: %s", d.ID, p.Key, text))
		}
		switch {
		case p.Collection != d.Collection || p.Period != d.Period:
			bad("collection or period is not the delivery's")
		case collection == nil || !slices.Contains(collection.Datasets, p.Dataset):
			bad("the collection has no such dataset")
		case outcomes[p.Municipality] != AcceptedShare:
			bad("the municipality's share is not accepted")
		case seen[p.Key]:
			bad("occurs twice")
		case p.Rows < 1:
			bad("has no rows")
		case !isDigest(p.SHA256):
			bad("digest is not a SHA-256")
		}
		seen[p.Key], has[p.Municipality] = true, true
	}
	for _, s := range d.Shares {
		if s.Outcome == AcceptedShare && !has[s.Municipality] {
			problems = append(problems, fmt.Sprintf("delivery %q: accepted share of %s has no part; a zero report says zero", d.ID, s.Municipality))
		}
	}
	return problems
}

func isDigest(text string) bool {
	return len(text) == 64 && strings.Trim(text, "0123456789abcdef") == ""
}
