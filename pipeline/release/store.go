package release

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"jamfor/pipeline/durable"
)

// Errors that callers branch on.
var (
	ErrNotFound    = errors.New("no such release")
	ErrNotApproved = errors.New("release is not approved by owner and disclosure officer")
	ErrEmbargo     = errors.New("release is announced for later")
	ErrImmutable   = errors.New("a released folder never changes")
	ErrAltered     = errors.New("release differs from what was approved")
	ErrSamePerson  = errors.New("two persons must approve")
	ErrNoName      = errors.New("an approval needs a name")
)

// Store moves releases through their states in two folders of a workspace:
// one that waits and one that the public sees. Both must lie on one file
// system, because publishing is one rename. The caller keeps other writers out
// (the workspace lock).
type Store struct {
	staged   string
	releases string
}

// NewStore opens the zones staged and releases, creating them where absent.
func NewStore(staged, releases string) (*Store, error) {
	for dir, perm := range map[string]fs.FileMode{staged: 0o700, releases: 0o755} {
		if err := os.MkdirAll(dir, perm); err != nil {
			return nil, fmt.Errorf("open release store: %w", err)
		}
	}
	return &Store{staged: staged, releases: releases}, nil
}

// Dir is the folder of a released release.
func (s *Store) Dir(id string) string { return filepath.Join(s.releases, id) }

// CandidateDir is the folder of a candidate's files, to look at before approval.
func (s *Store) CandidateDir(id string) string { return filepath.Join(s.staged, id, filesName) }

const (
	filesName = "release"    // the finished folder inside staged/<id>
	stateName = "state.json" // beside it
)

// Writer writes the files of a release into dir, an empty folder, and lists
// them. publish.Write is one.
type Writer func(ctx context.Context, dir string) ([]FileInfo, error)

// Stage checks the edition, writes it by write, and leaves it as a candidate.
//
// Staging is idempotent: a candidate with the same bytes and the same number of
// unproven numbers stays as it is, with its approvals, and so does a release with
// the same bytes. A candidate with other bytes or another number is replaced and
// loses its approvals; a release with other bytes is ErrImmutable.
func (s *Store) Stage(ctx context.Context, e *Edition, t Terms, write Writer) (Candidate, error) {
	if t.Unproven < 0 {
		return Candidate{}, fmt.Errorf("stage release %s: %d unproven numbers", e.ID, t.Unproven)
	}
	if err := e.Check(); err != nil {
		return Candidate{}, err
	}
	temporary := filepath.Join(s.staged, tempPrefix+e.ID)
	if err := os.RemoveAll(temporary); err != nil {
		return Candidate{}, fmt.Errorf("stage release %s: %w", e.ID, err)
	}
	c, err := s.stage(ctx, e, t, write, temporary)
	if err != nil {
		return Candidate{}, errors.Join(fmt.Errorf("stage release %s: %w", e.ID, err), os.RemoveAll(temporary))
	}
	return c, os.RemoveAll(temporary)
}

func (s *Store) stage(ctx context.Context, e *Edition, t Terms, write Writer, temporary string) (Candidate, error) {
	manifest, err := fill(ctx, e, filepath.Join(temporary, filesName), write)
	if err != nil {
		return Candidate{}, err
	}
	digest, err := manifest.digest()
	if err != nil {
		return Candidate{}, err
	}
	old, err := s.Candidate(e.ID)
	switch {
	case err == nil && old.state.Manifest == digest && (old.Released || old.Unproven() == t.Unproven) && s.whole(ctx, old):
		return s.keep(old, t)
	case err == nil && old.Released:
		return Candidate{}, ErrImmutable
	case err != nil && !errors.Is(err, ErrNotFound):
		return Candidate{}, err
	}
	state := state{Format: formatCounted, ID: e.ID, Manifest: digest, Synthetic: e.Synthetic, Announced: t.Announced, Unproven: &t.Unproven}
	if err := state.write(temporary); err != nil {
		return Candidate{}, err
	}
	if err := syncTree(temporary); err != nil {
		return Candidate{}, err
	}
	if err := s.setAside(e.ID); err != nil {
		return Candidate{}, err
	}
	if err := os.Rename(temporary, filepath.Join(s.staged, e.ID)); err != nil {
		return Candidate{}, err
	}
	if err := durable.SyncDir(s.staged); err != nil {
		return Candidate{}, err
	}
	return s.Candidate(e.ID)
}

// setAside removes staged/<id> so that a kill leaves it whole or gone.
func (s *Store) setAside(id string) error {
	aside := filepath.Join(s.staged, tempPrefix+"old-"+id)
	if err := os.RemoveAll(aside); err != nil {
		return err
	}
	if err := os.Rename(filepath.Join(s.staged, id), aside); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.RemoveAll(aside)
}

// fill writes files and manifest, the manifest last.
func fill(ctx context.Context, e *Edition, dir string, write Writer) (Manifest, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return Manifest{}, err
	}
	files, err := write(ctx, dir)
	if err != nil {
		return Manifest{}, err
	}
	if err := ctx.Err(); err != nil {
		return Manifest{}, err
	}
	m := e.Manifest(files)
	if _, err := WriteFile(filepath.Join(dir, ManifestName), func(w io.Writer) error { return m.Encode(w) }); err != nil {
		return Manifest{}, err
	}
	report, err := Verify(ctx, dir)
	if err != nil {
		return Manifest{}, err
	}
	return m, report.Err()
}

// Publish makes an approved candidate public by one rename, once now has
// reached its announced time. Publishing what is released already changes
// nothing. The bytes are verified once more, against the approved digest.
func (s *Store) Publish(ctx context.Context, id string, now time.Time) (Manifest, error) {
	c, err := s.Candidate(id)
	if err != nil {
		return Manifest{}, err
	}
	if c.Released {
		return c.Manifest, s.settle(id)
	}
	if !c.Approved() {
		return Manifest{}, fmt.Errorf("publish %s: %w", id, ErrNotApproved)
	}
	if now.Before(c.Announced()) {
		return Manifest{}, fmt.Errorf("publish %s: %w: %s", id, ErrEmbargo, c.Announced().Format(time.RFC3339))
	}
	if err := s.holds(ctx, c); err != nil {
		return Manifest{}, fmt.Errorf("publish %s: %w", id, err)
	}
	if err := os.Rename(s.CandidateDir(id), s.Dir(id)); err != nil {
		return Manifest{}, fmt.Errorf("publish %s: %w", id, err)
	}
	return c.Manifest, s.settle(id)
}

// settle makes the rename of a release durable on both sides.
func (s *Store) settle(id string) error {
	if err := durable.SyncDir(s.releases); err != nil {
		return err
	}
	if err := durable.SyncDir(filepath.Join(s.staged, id)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// whole reports whether a candidate with the same digest can stay: a released
// folder always, a waiting one where its bytes hold.
func (s *Store) whole(ctx context.Context, c Candidate) bool {
	return c.intact && (c.Released || s.holds(ctx, c) == nil)
}

// holds verifies a candidate's bytes against the digest that was approved.
func (s *Store) holds(ctx context.Context, c Candidate) error {
	if !c.intact {
		return ErrAltered
	}
	report, err := Verify(ctx, s.CandidateDir(c.Manifest.ID))
	if err != nil {
		return err
	}
	return report.Err()
}

// Discard removes a candidate that is not released.
func (s *Store) Discard(id string) error {
	c, err := s.Candidate(id)
	if err != nil {
		return err
	}
	if c.Released {
		return fmt.Errorf("discard %s: %w", id, ErrImmutable)
	}
	if err := s.setAside(id); err != nil {
		return fmt.Errorf("discard %s: %w", id, err)
	}
	return durable.SyncDir(s.staged)
}

// Sweep removes what killed runs left behind and returns the names.
func (s *Store) Sweep() ([]string, error) {
	var swept []string
	for _, dir := range []string{s.staged, s.releases} {
		entries, err := os.ReadDir(dir)
		if err != nil {
			return swept, fmt.Errorf("sweep releases: %w", err)
		}
		for _, entry := range entries {
			if !strings.HasPrefix(entry.Name(), tempPrefix) {
				continue
			}
			name := filepath.Join(dir, entry.Name())
			if err := os.RemoveAll(name); err != nil {
				return swept, fmt.Errorf("sweep releases: %w", err)
			}
			swept = append(swept, name)
		}
	}
	return swept, nil
}

func decodeStrict(raw []byte, into any) error {
	decoder := json.NewDecoder(strings.NewReader(string(raw)))
	decoder.DisallowUnknownFields()
	return decoder.Decode(into)
}
