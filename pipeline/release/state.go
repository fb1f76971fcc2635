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
)

// Formats of state.json; others are refused.
const (
	// formatUncounted does not know of unproven numbers: candidates were approved
	// without anybody being asked about them. They are asked of nobody now either,
	// because their number is not known; a candidate that is made anew is counted.
	formatUncounted = 1
	// formatCounted holds the number of unproven numbers always, 0 too.
	formatCounted = 2
)

// state is what staged/<id>/state.json holds. It never becomes public.
type state struct {
	Format    int       `json:"format"`
	ID        string    `json:"id"`
	Manifest  string    `json:"manifest_sha256"`
	Synthetic bool      `json:"synthetic"`
	Announced time.Time `json:"announced,omitzero"`
	// Unproven is that of Terms; nil in formatUncounted and nowhere else.
	Unproven  *int       `json:"unproven,omitempty"`
	Approvals []Approval `json:"approvals,omitempty"`
}

// Terms are what holds a candidate back, beside the two approvals that every one
// needs.
type Terms struct {
	// Announced is the time from which the release may be public; the zero time
	// means as soon as it is approved.
	Announced time.Time
	// Unproven counts the hidden numbers whose width disclosure control did
	// not prove (disclosure.Doubts). The disclosure officer accepts exactly so
	// many, or does not approve.
	Unproven int
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
	if s.Format != formatUncounted && s.Format != formatCounted {
		return state{}, fmt.Errorf("read %s: format %d is unknown", filepath.Join(dir, stateName), s.Format)
	}
	if counted := s.Unproven != nil; counted != (s.Format == formatCounted) || counted && *s.Unproven < 0 {
		return state{}, fmt.Errorf("read %s: the number of unproven numbers does not go with format %d", filepath.Join(dir, stateName), s.Format)
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

// Unproven is the number of Terms.Unproven; 0 too where it was not counted (before
// formatCounted, or the record of a release is archived).
func (c Candidate) Unproven() int {
	if c.state.Unproven == nil {
		return 0
	}
	return *c.state.Unproven
}

// Approvals lists who approved these bytes; the disclosure officer also this number
// of unproven numbers.
func (c Candidate) Approvals() []Approval {
	var valid []Approval
	for _, a := range c.state.Approvals {
		if a.Manifest == c.state.Manifest && (a.Role != DisclosureOfficer || a.Unproven == c.Unproven()) {
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
		st, err = state{Format: formatUncounted, ID: id, Manifest: digest, Synthetic: manifest.Synthetic}, nil
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

// keep holds a candidate that is otherwise unchanged to new terms of the same number:
// its announced time moves, its approvals stay. A released one is past all terms.
func (s *Store) keep(c Candidate, t Terms) (Candidate, error) {
	if c.Released || c.state.Format == formatCounted && c.state.Announced.Equal(t.Announced) {
		return c, nil
	}
	c.state.Format, c.state.Unproven, c.state.Announced = formatCounted, &t.Unproven, t.Announced
	return c, c.state.write(filepath.Join(s.staged, c.Manifest.ID))
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
