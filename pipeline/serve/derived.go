package serve

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net/http"
	"slices"
)

// maxDerived bounds a derived file, which is read whole.
const maxDerived = 64 << 20

// harvestPath is where Sweden's data portal looks for an organisation's
// catalogue unless told otherwise.
const harvestPath = "/datasets/dcat"

// derivedTypes are the files that describe all releases together, with their
// media types. They lie beside the releases; see publish.Catalogue.
func derivedTypes() map[string]string {
	return map[string]string{
		"catalog.rdf":      "application/rdf+xml",
		"catalog.ttl":      "text/turtle; charset=utf-8",
		"catalog.jsonld":   "application/ld+json",
		"calendar.json":    "application/json",
		"calendar.ics":     "text/calendar; charset=utf-8",
		"corrections.json": "application/json",
		"latest.json":      "application/json",
	}
}

// derivedFile answers /releases/{name}: a file that describes all releases, or
// the way to a release's page.
func (s *Server) derivedFile(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	if _, known := derivedTypes()[name]; known {
		s.derived(w, r, name)
		return
	}
	now := s.catalog.now.Load()
	if _, known := now.releases[name]; !known && name != "latest" {
		s.noRelease(w, r, now, name)
		return
	}
	s.lead(w, r, http.StatusFound, "/releases/"+name+"/")
}

// lead sends the reader on, for a short time.
func (s *Server) lead(w http.ResponseWriter, r *http.Request, status int, to string) {
	w.Header().Set("Cache-Control", cacheShort)
	w.Header().Set("Location", s.base(r)+to)
	w.WriteHeader(status)
}

// leads makes a handler that sends everyone on to a fixed place.
func (s *Server) leads(to string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { s.lead(w, r, http.StatusFound, to) }
}

// dataset leads from a set's name in the catalogue to the release that has its
// current version.
func (s *Server) dataset(w http.ResponseWriter, r *http.Request) {
	current := s.catalog.now.Load().current
	for _, p := range current.parts {
		if p.set.Name == r.PathValue("set") {
			s.lead(w, r, http.StatusSeeOther, "/releases/"+p.release.ID+"/")
			return
		}
	}
	s.refuse(w, r, http.StatusNotFound, "Uppsättningen finns inte.", "There is no such set.", unknownValue("set", r.PathValue("set"), current.setNames()))
}

// harvest answers the portal's harvester.
func (s *Server) harvest(w http.ResponseWriter, r *http.Request) { s.derived(w, r, "catalog.rdf") }

func (s *Server) derived(w http.ResponseWriter, r *http.Request, name string) {
	raw, err := s.catalog.readDerived(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		s.refuse(w, r, http.StatusNotFound, "Filen finns när något är publicerat.", "The file is there once something has been released.")
		return
	case err != nil:
		s.internal(w, r, err)
		return
	}
	sum := sha256.Sum256(raw)
	err = s.answer(w, r, `"`+hex.EncodeToString(sum[:])+`"`, func(context.Context) (made, error) {
		return made{mediaType: derivedTypes()[name], write: func(_ context.Context, w io.Writer) error {
			_, err := w.Write(raw)
			return err
		}}, nil
	})
	if err != nil {
		s.internal(w, r, err)
	}
}

// readDerived reads a derived file. A new one comes by a rename, so it is read
// whole or not at all.
func (c *catalog) readDerived(name string) ([]byte, error) {
	f, err := c.root.Open(name)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	defer f.Close() // read only: nothing can be lost
	info, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	if !info.Mode().IsRegular() || info.Size() > maxDerived {
		return nil, fmt.Errorf("read %s: not a file of at most %d bytes", name, maxDerived)
	}
	raw, err := io.ReadAll(io.LimitReader(f, maxDerived))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return raw, nil
}

// derivedNames lists the derived files that are there.
func (c *catalog) derivedNames() []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(derivedTypes())), func(name string) bool {
		_, err := c.root.Stat(name)
		return err != nil
	})
}
