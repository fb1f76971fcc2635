package release

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"jamfor/pipeline/durable"
)

// Derived is a file that follows from the releases that are public: the
// catalogue, the calendar, the log of corrections. It lies beside the release
// folders, never in one.
type Derived struct {
	Name      string // in the folder releases/, without a slash
	MediaType string
	Content   []byte
}

// PutDerived makes the derived files public, each by one rename from the zone
// that waits; those that are public already with the same bytes stay untouched.
// A process that is killed leaves each of them old or new, and the next call
// completes what is missing.
func (s *Store) PutDerived(files []Derived) error {
	changed := false
	for _, f := range files {
		if f.Name == "" || f.Name != filepath.Base(f.Name) || !fs.ValidPath(f.Name) {
			return fmt.Errorf("put %q: not a file name", f.Name)
		}
		public := filepath.Join(s.releases, f.Name)
		old, err := os.ReadFile(public)
		switch {
		case err == nil && bytes.Equal(old, f.Content):
			continue
		case err != nil && !errors.Is(err, fs.ErrNotExist):
			return fmt.Errorf("put %s: %w", f.Name, err)
		}
		waiting := filepath.Join(s.staged, tempPrefix+"derived-"+f.Name)
		if err := durable.WriteFile(waiting, f.Content, 0o644); err != nil {
			return err
		}
		if err := os.Rename(waiting, public); err != nil {
			return errors.Join(fmt.Errorf("put %s: %w", f.Name, err), os.Remove(waiting))
		}
		changed = true
	}
	if !changed {
		return nil
	}
	return durable.SyncDir(s.releases)
}
