package release

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
)

// List reads the manifests of all releases, ordered from the earliest to the
// latest: created, version, ID. Folders that cannot be read are left out of the
// list and named in the error, which comes beside what could be read.
func (s *Store) List() ([]Manifest, error) { return List(s.releases) }

// List is Store.List for readers that know only the releases folder.
func List(releases string) ([]Manifest, error) {
	entries, err := os.ReadDir(releases)
	if err != nil {
		return nil, fmt.Errorf("list releases: %w", err)
	}
	var list []Manifest
	var errs []error
	for _, entry := range entries {
		if !entry.IsDir() || strings.HasPrefix(entry.Name(), tempPrefix) {
			continue
		}
		m, err := ReadManifest(releases + string(os.PathSeparator) + entry.Name())
		switch {
		case err != nil:
			errs = append(errs, err)
		case m.ID != entry.Name():
			errs = append(errs, fmt.Errorf("release %s: its manifest names %s", entry.Name(), m.ID))
		default:
			list = append(list, m)
		}
	}
	slices.SortFunc(list, func(a, b Manifest) int {
		return cmp.Or(cmp.Compare(a.Created, b.Created), cmp.Compare(a.Version, b.Version), cmp.Compare(a.ID, b.ID))
	})
	return list, errors.Join(errs...)
}

// Latest is the last release of a List, false when there is none.
func Latest(list []Manifest) (Manifest, bool) {
	if len(list) == 0 {
		return Manifest{}, false
	}
	return list[len(list)-1], true
}

// SupersededBy is the ID of the release that replaces id, empty when none does.
// An old release stays where it is; readers are told by this.
func SupersededBy(list []Manifest, id string) string {
	for _, m := range slices.Backward(list) {
		if m.Replaces == id {
			return m.ID
		}
	}
	return ""
}
