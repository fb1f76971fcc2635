package release

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
)

// ManifestName is the name of the manifest in a release folder.
const ManifestName = "manifest.json"

// ManifestFormat is the version of the manifest and of the folder it describes:
//
//	1: manifest.json beside any listed files, among them data/<set>.csv with the
//	   columns of Columns for every set, data/<set>.parquet with the same rows,
//	   metadata/*.json and index.html.
//
// A reader refuses other versions; a number is never used again.
const ManifestFormat = 1

// Manifest describes a release folder. It is written last.
type Manifest struct {
	Format             int         `json:"format"`
	ID                 string      `json:"id"`
	Version            int         `json:"version"`
	Created            string      `json:"created"`
	Replaces           string      `json:"replaces,omitempty"`
	Cause              code.Text   `json:"cause,omitzero"`
	Synthetic          bool        `json:"synthetic"`
	Preliminary        bool        `json:"preliminary"`
	OfficialStatistics bool        `json:"official_statistics"`
	Publisher          string      `json:"publisher"`
	Contact            string      `json:"contact,omitempty"`
	License            string      `json:"license,omitempty"`
	Publication        Publication `json:"publication,omitzero"`
	ProgramVersion     string      `json:"program_version"`
	DeliveryDigest     string      `json:"delivery_digest"`
	DefinitionDigest   string      `json:"definition_digest"`
	// Boundaries are those that earlier periods stand on, then where empty.
	Boundaries area.Boundaries `json:"boundaries,omitempty"`
	Sets       []SetDigest     `json:"sets"`
	Files      []FileInfo      `json:"files"`
}

// SetDigest names one set of a release.
type SetDigest struct {
	Name    string        `json:"name"`
	Title   code.Text     `json:"title"`
	Periods []code.Period `json:"periods"`
}

// FileInfo is one file of a release. Path is relative with slashes; Rows counts
// observations and is 0 for files that are not tables of them.
type FileInfo struct {
	Path      string `json:"path"`
	SHA256    string `json:"sha256"`
	Bytes     int64  `json:"bytes"`
	Rows      int64  `json:"rows"`
	MediaType string `json:"media_type"`
}

// Manifest describes the edition with the files that were written from it.
func (e *Edition) Manifest(files []FileInfo) Manifest {
	m := Manifest{
		Format: ManifestFormat, ID: e.ID, Version: e.Version, Created: e.Created,
		Replaces: e.Replaces, Cause: e.Cause,
		Synthetic: e.Synthetic, Preliminary: e.Preliminary, OfficialStatistics: e.OfficialStatistics,
		Publisher: e.Publisher, Contact: e.Contact, License: e.License, Publication: e.Publication, ProgramVersion: e.ProgramVersion,
		DeliveryDigest: e.DeliveryDigest, DefinitionDigest: e.DefinitionDigest, Boundaries: e.Boundaries,
		Files: slices.Clone(files),
	}
	for _, s := range e.Sets {
		m.Sets = append(m.Sets, SetDigest{s.Name, s.Title, s.Periods})
	}
	slices.SortFunc(m.Files, func(a, b FileInfo) int { return cmp.Compare(a.Path, b.Path) })
	return m
}

// Encode writes the manifest in its one form.
func (m Manifest) Encode(w io.Writer) error { return EncodeJSON(w, m) }

// EncodeJSON writes v the way every JSON file of a release is written: indented
// by two spaces, keys in the order of the type, no HTML escapes, one newline at
// the end.
func EncodeJSON(w io.Writer, v any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(v)
}

// maxManifest bounds what ReadManifest takes in.
const maxManifest = 16 << 20

// ReadManifest reads the manifest of a release folder and refuses an unknown
// format, unknown fields and paths that leave the folder.
func ReadManifest(dir string) (Manifest, error) {
	name := filepath.Join(dir, ManifestName)
	info, err := os.Stat(name)
	if err != nil {
		return Manifest{}, fmt.Errorf("read manifest: %w", err)
	}
	if info.Size() > maxManifest {
		return Manifest{}, fmt.Errorf("read manifest %s: %d bytes are too many", name, info.Size())
	}
	raw, err := os.ReadFile(name)
	if err != nil {
		return Manifest{}, fmt.Errorf("read manifest: %w", err)
	}
	m, err := ParseManifest(raw)
	if err != nil {
		return Manifest{}, fmt.Errorf("read manifest %s: %w", name, err)
	}
	return m, nil
}

// ParseManifest reads a manifest's bytes; see ReadManifest.
func ParseManifest(raw []byte) (Manifest, error) {
	var head struct {
		Format int `json:"format"`
	}
	if err := json.Unmarshal(raw, &head); err != nil {
		return Manifest{}, err
	}
	if head.Format != ManifestFormat {
		return Manifest{}, fmt.Errorf("format %d is unknown, this program reads %d", head.Format, ManifestFormat)
	}
	var m Manifest
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&m); err != nil {
		return Manifest{}, err
	}
	if err := ValidID(m.ID); err != nil {
		return Manifest{}, err
	}
	for i, f := range m.Files {
		if !fs.ValidPath(f.Path) || f.Path == "." || f.Path == ManifestName {
			return Manifest{}, fmt.Errorf("file %q: not a path inside the release", f.Path)
		}
		if i > 0 && m.Files[i-1].Path >= f.Path {
			return Manifest{}, fmt.Errorf("file %q: out of order or listed twice", f.Path)
		}
	}
	return m, nil
}

// digest is the SHA-256 of the manifest's one form; approvals name it.
func (m Manifest) digest() (string, error) {
	h := sha256.New()
	if err := m.Encode(h); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
