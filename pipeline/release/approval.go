package release

import (
	"fmt"
	"path/filepath"
	"strings"
	"time"
	"unicode"
)

// Role is the capacity in which somebody approves a release.
type Role string

// The two roles whose approval a release needs, by two persons.
const (
	Owner             Role = "owner"
	DisclosureOfficer Role = "disclosure_officer"
)

// Approval is one person's approval of exactly the bytes that the digest names.
type Approval struct {
	Role     Role      `json:"role"`
	Name     string    `json:"name"`
	At       time.Time `json:"at"`
	Manifest string    `json:"manifest_sha256"`
	// Unproven is how many hidden numbers without proof of their width the
	// disclosure officer accepted: those of the candidate (Terms.Unproven).
	Unproven int `json:"unproven,omitempty"`
}

// UnprovenError refuses a disclosure officer's approval that does not accept the
// candidate's unproven numbers by their exact number: a person decides on them.
type UnprovenError struct {
	Unproven int // of the candidate
	Accepted int // by the approval; 0 where it speaks of none
}

// Error implements error.
func (e *UnprovenError) Error() string {
	return fmt.Sprintf("%d hidden numbers have no proof of their width, %d are accepted", e.Unproven, e.Accepted)
}

// Approve records an approval of the candidate as it lies there: of the approval
// given, role, name, time (the caller's clock) and number accepted count. The same
// role approving again replaces its earlier approval; one person cannot hold both
// roles. A disclosure officer who does not accept the exact number of unproven
// numbers meets an *UnprovenError.
func (s *Store) Approve(id string, a Approval) (Candidate, error) {
	c, err := s.Candidate(id)
	if err != nil {
		return Candidate{}, err
	}
	if err := c.mayApprove(a); err != nil {
		return Candidate{}, fmt.Errorf("approve %s: %w", id, err)
	}
	a.Name, a.At, a.Manifest = strings.TrimSpace(a.Name), a.At.UTC(), c.state.Manifest
	approvals := []Approval{a}
	for _, other := range c.Approvals() {
		if other.Role != a.Role {
			approvals = append(approvals, other)
		}
	}
	c.state.Approvals = approvals
	return c, c.state.write(filepath.Join(s.staged, id))
}

func (c Candidate) mayApprove(a Approval) error {
	switch {
	case c.Released:
		return ErrImmutable
	case !c.intact:
		return ErrAltered
	case a.Role != Owner && a.Role != DisclosureOfficer:
		return fmt.Errorf("role %q: want %s or %s", a.Role, Owner, DisclosureOfficer)
	case a.Role == Owner && a.Unproven != 0:
		return fmt.Errorf("role %q accepts no unproven numbers: %s does", a.Role, DisclosureOfficer)
	case strings.TrimSpace(a.Name) == "":
		return ErrNoName
	}
	for _, other := range c.Approvals() {
		if other.Role != a.Role && sameName(other.Name, a.Name) {
			return fmt.Errorf("%w: %q has already approved as %s", ErrSamePerson, other.Name, other.Role)
		}
	}
	if a.Role == DisclosureOfficer && a.Unproven != c.Unproven() {
		return &UnprovenError{Unproven: c.Unproven(), Accepted: a.Unproven}
	}
	return nil
}

// ApproveSynthetic approves a synthetic candidate in both roles on behalf of
// the program, unproven numbers included. Anything else is ErrNotApproved: nothing
// but made-up data is ever published unattended.
func (s *Store) ApproveSynthetic(id string, at time.Time) (Candidate, error) {
	c, err := s.Candidate(id)
	if err != nil {
		return Candidate{}, err
	}
	if !c.Manifest.Synthetic || !c.state.Synthetic {
		return Candidate{}, fmt.Errorf("approve %s unattended: %w", id, ErrNotApproved)
	}
	if c.Approved() || c.Released {
		return c, nil
	}
	if _, err := s.Approve(id, Approval{Role: Owner, Name: "automatic: synthetic owner", At: at}); err != nil {
		return Candidate{}, err
	}
	return s.Approve(id, Approval{Role: DisclosureOfficer, Name: "automatic: synthetic disclosure officer", At: at, Unproven: c.Unproven()})
}

// sameName compares two names as people would: case, spaces and dots aside.
func sameName(a, b string) bool {
	plain := func(name string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return unicode.ToLower(r)
			}
			return -1
		}, name)
	}
	return plain(a) == plain(b)
}
