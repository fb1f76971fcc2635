package publish

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"jamfor/pipeline/code"
	"jamfor/pipeline/release"
)

const correctionsName = "corrections.json"

// correctionsFile is corrections.json: every release that replaced another, the
// latest first.
type correctionsFile struct {
	Format  int          `json:"format"`
	Entries []correction `json:"entries"`
}

// correction tells why a release replaced another and how much differs between
// them. Basis is a digest over both manifests: an entry with the same basis
// need not be counted again.
type correction struct {
	Release  string    `json:"release"`
	Replaces string    `json:"replaces"`
	Created  string    `json:"created"`
	Version  int       `json:"version"`
	Cause    code.Text `json:"cause"`
	Basis    string    `json:"basis"`
	// Sets is null where the replaced release is not here to compare with.
	Sets []correctedSet `json:"sets"`
}

// correctedSet counts a set's observations by how they differ. Changed are
// observations of both releases in which any column differs; Values those in
// which the value or its status does.
type correctedSet struct {
	Set        string   `json:"set"`
	Added      int      `json:"added"`
	Removed    int      `json:"removed"`
	Changed    int      `json:"changed"`
	Values     int      `json:"values_changed"`
	Indicators []string `json:"indicators_changed"` // those with changed values
}

// corrections compares each release with the one it replaced. Entries that are
// in the folder's log with the same basis are taken from there, since neither
// release can have changed.
func (c *catalogue) corrections(ctx context.Context) (correctionsFile, error) {
	doc := correctionsFile{Format: release.ManifestFormat, Entries: []correction{}}
	counted := c.countedCorrections()
	for _, m := range slices.Backward(c.releases) {
		if m.Replaces == "" {
			continue
		}
		entry := correction{Release: m.ID, Replaces: m.Replaces, Created: m.Created, Version: m.Version, Cause: m.Cause}
		basis, err := c.basis(m)
		if err != nil {
			return doc, err
		}
		entry.Basis = basis
		if old, ok := counted[basis]; ok {
			entry.Sets = old.Sets
		} else if c.has(m.Replaces) {
			if entry.Sets, err = c.countChanges(ctx, m); err != nil {
				return doc, err
			}
		}
		doc.Entries = append(doc.Entries, entry)
	}
	return doc, nil
}

func (c *catalogue) has(id string) bool {
	return slices.ContainsFunc(c.releases, func(m release.Manifest) bool { return m.ID == id })
}

// basis is a digest over the manifests of a release and of what it replaced.
func (c *catalogue) basis(m release.Manifest) (string, error) {
	h := sha256.New()
	for _, one := range c.releases {
		if one.ID == m.ID || one.ID == m.Replaces {
			if err := one.Encode(h); err != nil {
				return "", fmt.Errorf("digest release %s: %w", one.ID, err)
			}
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// countedCorrections reads the log that is there; one that cannot be read is
// made anew.
func (c *catalogue) countedCorrections() map[string]correction {
	raw, err := os.ReadFile(filepath.Join(c.dir, correctionsName))
	if err != nil {
		return nil
	}
	var doc correctionsFile
	if err := json.Unmarshal(raw, &doc); err != nil || doc.Format != release.ManifestFormat {
		return nil
	}
	counted := map[string]correction{}
	for _, entry := range doc.Entries {
		if entry.Sets != nil {
			counted[entry.Basis] = entry
		}
	}
	return counted
}

func (c *catalogue) countChanges(ctx context.Context, m release.Manifest) ([]correctedSet, error) {
	sets := []correctedSet{}
	for change, err := range release.Diff(ctx, filepath.Join(c.dir, m.Replaces), filepath.Join(c.dir, m.ID)) {
		if err != nil {
			return nil, fmt.Errorf("compare %s with %s: %w", m.ID, m.Replaces, err)
		}
		if len(sets) == 0 || sets[len(sets)-1].Set != change.Set {
			sets = append(sets, correctedSet{Set: change.Set, Indicators: []string{}})
		}
		sets[len(sets)-1].count(change)
	}
	return sets, nil
}

func (s *correctedSet) count(change release.Change) {
	switch change.Kind {
	case release.Added:
		s.Added++
	case release.Removed:
		s.Removed++
	default:
		s.Changed++
	}
	value := slices.ContainsFunc(change.Columns, func(d release.ColumnDelta) bool { return d.Column == "value" || d.Column == "status" })
	if !value {
		return
	}
	s.Values++
	if !slices.Contains(s.Indicators, change.Indicator) {
		s.Indicators = append(s.Indicators, change.Indicator)
	}
}
