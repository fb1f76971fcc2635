package release

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
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
}

// stateFormat is the version of state.json; others are refused.
const stateFormat = 1

// state is what staged/<id>/state.json holds. It never becomes public.
type state struct {
	Format    int        `json:"format"`
	ID        string     `json:"id"`
	Manifest  string     `json:"manifest_sha256"`
	Synthetic bool       `json:"synthetic"`
	Announced time.Time  `json:"announced,omitzero"`
	Approvals []Approval `json:"approvals,omitempty"`
}

func (s state) write(dir string) error {
	_, err := WriteFile(filepath.Join(dir, stateName), func(w io.Writer) error { return EncodeJSON(w, s) })
	return err
}

func readState(dir string) (state, error) {
	raw, err := os.ReadFile(filepath.Join(dir, stateName))
	if err != nil {
		return state{}, err
	}
	var s state
	if err := decodeStrict(raw, &s); err != nil {
		return state{}, fmt.Errorf("read %s: %w", filepath.Join(dir, stateName), err)
	}
	if s.Format != stateFormat {
		return state{}, fmt.Errorf("read %s: format %d is unknown", filepath.Join(dir, stateName), s.Format)
	}
	return s, nil
}

// Candidate is a release on its way: staged, approved or released.
type Candidate struct {
	Manifest Manifest
	Released bool
	state    state
	intact   bool // the manifest is the one the state names
}

// Announced is the time from which the release may be public.
func (c Candidate) Announced() time.Time { return c.state.Announced }

// Approvals lists who approved these bytes.
func (c Candidate) Approvals() []Approval {
	var valid []Approval
	for _, a := range c.state.Approvals {
		if a.Manifest == c.state.Manifest {
			valid = append(valid, a)
		}
	}
	return valid
}

// Approved reports whether both roles have approved, by two names.
func (c Candidate) Approved() bool {
	names := map[Role]string{}
	for _, a := range c.Approvals() {
		names[a.Role] = a.Name
	}
	owner, officer := names[Owner], names[DisclosureOfficer]
	return owner != "" && officer != "" && !sameName(owner, officer)
}

// State names the candidate's state: staged, approved or released.
func (c Candidate) State() string {
	switch {
	case c.Released:
		return "released"
	case c.Approved():
		return "approved"
	default:
		return "staged"
	}
}

// Candidate finds a release in any state. A folder that was moved out of
// staged/ is released: the state is where the folder is, not what a file says.
func (s *Store) Candidate(id string) (Candidate, error) {
	if err := ValidID(id); err != nil {
		return Candidate{}, err
	}
	released, err := isDir(s.Dir(id))
	if err != nil {
		return Candidate{}, err
	}
	dir := s.CandidateDir(id)
	if released {
		dir = s.Dir(id)
	}
	manifest, err := ReadManifest(dir)
	if errors.Is(err, fs.ErrNotExist) && !released {
		return Candidate{}, fmt.Errorf("%s: %w", id, ErrNotFound)
	}
	if err != nil {
		return Candidate{}, err
	}
	digest, err := manifest.digest()
	if err != nil {
		return Candidate{}, err
	}
	st, err := readState(filepath.Join(s.staged, id))
	if errors.Is(err, fs.ErrNotExist) && released {
		// The record of approvals may be archived; the release stands by itself.
		st, err = state{Format: stateFormat, ID: id, Manifest: digest, Synthetic: manifest.Synthetic}, nil
	}
	if err != nil {
		return Candidate{}, fmt.Errorf("read state of %s: %w", id, err)
	}
	return Candidate{Manifest: manifest, Released: released, state: st, intact: st.Manifest == digest}, nil
}

// Candidates lists what waits in staged/, ordered by ID.
func (s *Store) Candidates() ([]Candidate, error) {
	entries, err := os.ReadDir(s.staged)
	if err != nil {
		return nil, fmt.Errorf("list candidates: %w", err)
	}
	var list []Candidate
	var errs []error
	for _, entry := range entries {
		if !entry.IsDir() || strings.HasPrefix(entry.Name(), tempPrefix) {
			continue
		}
		c, err := s.Candidate(entry.Name())
		switch {
		case err != nil:
			errs = append(errs, err)
		case !c.Released:
			list = append(list, c)
		}
	}
	return list, errors.Join(errs...)
}

// Approve records an approval of the candidate as it lies there. The same role
// approving again replaces its earlier approval; one person cannot hold both
// roles. At is the caller's clock.
func (s *Store) Approve(id string, role Role, name string, at time.Time) (Candidate, error) {
	c, err := s.Candidate(id)
	if err != nil {
		return Candidate{}, err
	}
	if err := c.mayApprove(role, name); err != nil {
		return Candidate{}, fmt.Errorf("approve %s: %w", id, err)
	}
	approvals := []Approval{{role, strings.TrimSpace(name), at.UTC(), c.state.Manifest}}
	for _, a := range c.Approvals() {
		if a.Role != role {
			approvals = append(approvals, a)
		}
	}
	c.state.Approvals = approvals
	return c, c.state.write(filepath.Join(s.staged, id))
}

func (c Candidate) mayApprove(role Role, name string) error {
	switch {
	case c.Released:
		return ErrImmutable
	case !c.intact:
		return ErrAltered
	case role != Owner && role != DisclosureOfficer:
		return fmt.Errorf("role %q: want %s or %s", role, Owner, DisclosureOfficer)
	case strings.TrimSpace(name) == "":
		return ErrNoName
	}
	for _, a := range c.Approvals() {
		if a.Role != role && sameName(a.Name, name) {
			return fmt.Errorf("%w: %q has already approved as %s", ErrSamePerson, a.Name, a.Role)
		}
	}
	return nil
}

// ApproveSynthetic approves a synthetic candidate in both roles on behalf of
// the program. Anything else is ErrNotApproved: nothing but made-up data is
// ever published unattended.
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
	if _, err := s.Approve(id, Owner, "automatic: synthetic owner", at); err != nil {
		return Candidate{}, err
	}
	return s.Approve(id, DisclosureOfficer, "automatic: synthetic disclosure officer", at)
}

// announce moves the announced time of a candidate that is otherwise unchanged.
func (s *Store) announce(c Candidate, announced time.Time) (Candidate, error) {
	if c.Released || c.state.Announced.Equal(announced) {
		return c, nil
	}
	c.state.Announced = announced
	return c, c.state.write(filepath.Join(s.staged, c.Manifest.ID))
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

func isDir(name string) (bool, error) {
	info, err := os.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return info.IsDir(), nil
}
