package release

import (
	"regexp"
	"strings"
)

// Publication is what a catalogue of open data must know beside a release's own
// contents: where it can be fetched and who answers for it. Every field may be
// empty; the catalogue then leaves out what rests on it.
type Publication struct {
	// URL is the public address under which jamfor serve answers, without a
	// slash at the end: https://statistik.example.se
	URL string `json:"url,omitempty"`
	// Organisation is the publisher's Swedish organisation number, ten digits.
	Organisation string `json:"organisation,omitempty"`
	// Kind is the publisher's kind in the vocabulary of ADMS:
	// NationalAuthority, RegionalAuthority, LocalAuthority, …
	Kind string `json:"kind,omitempty"`
	// HighValue tells that the owner has decided that the tables are high-value
	// data in the sense of Regulation (EU) 2023/138.
	HighValue bool `json:"high_value,omitempty"`
}

// LocalURL is the address of a jamfor serve on the same machine: what the
// catalogue says where no public address is set.
const LocalURL = "http://127.0.0.1:8080"

// Base is the address that all addresses of the publication begin with.
func (p Publication) Base() string {
	if p.URL == "" {
		return LocalURL
	}
	return strings.TrimSuffix(p.URL, "/")
}

var (
	addressForm      = regexp.MustCompile(`^https?://[A-Za-z0-9.\-]+(:[0-9]+)?(/[A-Za-z0-9._~\-]+)*/?$`)
	organisationForm = regexp.MustCompile(`^[0-9]{10}$`)
	kindForm         = regexp.MustCompile(`^[A-Z][A-Za-z-]*$`)
)

func (p Publication) check(found *problems) {
	if p.URL != "" && !addressForm.MatchString(p.URL) {
		found.add("publisher.url", "adressen måste vara en hel webbadress, till exempel https://statistik.example.se", "the address must be a whole web address, for example https://statistik.example.se")
	}
	if p.Organisation != "" && !organisationForm.MatchString(p.Organisation) {
		found.add("publisher.organisation", "organisationsnumret skrivs med tio siffror utan bindestreck", "the organisation number has ten digits without a hyphen")
	}
	if p.Kind != "" && !kindForm.MatchString(p.Kind) {
		found.add("publisher.kind", "typen är ett ord ur ADMS, till exempel NationalAuthority", "the kind is a word of ADMS, for example NationalAuthority")
	}
}
