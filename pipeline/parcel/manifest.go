package parcel

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"jamfor/pipeline/code"
	"jamfor/pipeline/custody"
)

// Format names the form of a manifest and its version.
const Format = "jamfor-leveranspaket/1"

// Extension ends the names of packages.
const Extension = ".jfp"

// MappingFile is the name that a mapping has inside a package.
const MappingFile = "mappning.yaml"

// Limits of a package.
const (
	MaxManifest = 1 << 20       // bytes of the manifest
	MaxFiles    = 100           // files
	MaxPlain    = 8<<30 - 1<<20 // bytes of the archive: USTAR writes sizes to 8 GiB
)

// Multi stands for the municipality of a delivery of several.
const Multi = "multi"

// Manifest says what a package is. Its bytes are what is signed.
type Manifest struct {
	Format       string      `json:"format"`
	Collection   string      `json:"collection"`
	Municipality string      `json:"municipality"` // four digits, or multi
	Period       string      `json:"period"`
	Sequence     int         `json:"sequence"`
	Zero         bool        `json:"zero,omitempty"`     // a nollrapport: no files
	Replaces     int         `json:"replaces,omitempty"` // the sequence number that this one replaces
	Purpose      string      `json:"purpose"`
	Created      string      `json:"created,omitempty"` // date, where the supplier gave one
	Producer     string      `json:"producer"`          // program and version
	Contract     Contract    `json:"contract"`
	Mapping      *Mapping    `json:"mapping,omitempty"`
	Pseudonyms   *Pseudonyms `json:"pseudonym_key,omitempty"` // nil where nothing was keyed
	Signer       string      `json:"signing_key"`             // id
	Recipient    string      `json:"recipient"`               // id of the age key, see custody.RecipientID
	Files        []File      `json:"files"`
}

// Contract is the core model that the files were checked against.
type Contract struct {
	Version   int    `json:"version"`
	ValidFrom string `json:"valid_from"`
}

// Mapping is the mapping that the files were checked with; it travels as
// MappingFile.
type Mapping struct {
	Name     string `json:"name"`
	Revision int    `json:"revision"`
}

// Pseudonyms names the pseudonym key by id and check value.
type Pseudonyms struct {
	ID    string `json:"id"`
	Check string `json:"check"`
}

// File is one file of the package. Datasets and Rows tell what intake's reader
// found in it at the supplier; the mapping has neither.
type File struct {
	Name     string   `json:"name"`
	Datasets []string `json:"datasets,omitempty"`
	Rows     int64    `json:"rows"`
	Size     int64    `json:"size"`   // bytes
	SHA256   string   `json:"sha256"` // hexadecimal
}

// Stem is the package's name without its ending, as the manifest has it.
func (m Manifest) Stem() string {
	return fmt.Sprintf("%s_%s_%s_%d", m.Collection, m.Municipality, m.Period, m.Sequence)
}

// JSON writes the manifest, indented. Equal manifests give equal bytes.
func (m Manifest) JSON() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(m); err != nil {
		return nil, fmt.Errorf("write manifest: %w", err)
	}
	return b.Bytes(), nil
}

// ErrManifest is wrapped by every refusal of a manifest's form.
var ErrManifest = errors.New("manifest does not hold")

// ParseManifest reads a manifest strictly: known fields, one value, everything
// well-formed, and exactly the bytes that JSON writes, so that no two readers
// can see different manifests in one signature.
func ParseManifest(raw []byte) (Manifest, error) {
	var m Manifest
	if len(raw) > MaxManifest {
		return m, fmt.Errorf("%w: larger than %d bytes", ErrManifest, MaxManifest)
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(&m); err != nil {
		return Manifest{}, fmt.Errorf("%w: not the expected JSON", ErrManifest)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return Manifest{}, fmt.Errorf("%w: something follows it", ErrManifest)
	}
	again, err := m.JSON()
	if err != nil || !bytes.Equal(again, raw) {
		return Manifest{}, fmt.Errorf("%w: not in its one form", ErrManifest)
	}
	return m, m.Validate()
}

// Validate collects everything that is wrong with the manifest by itself.
func (m Manifest) Validate() error {
	var problems []string
	need := func(ok bool, what string) {
		if !ok {
			problems = append(problems, what)
		}
	}
	need(m.Format == Format, "format")
	need(plain(m.Collection, 40), "collection")
	need(m.Municipality == Multi && !m.Zero || isDigits(m.Municipality, 4), "municipality")
	period, err := code.ParsePeriod(m.Period)
	need(err == nil && period.String() == m.Period, "period")
	need(m.Sequence >= 1 && m.Sequence <= 9999, "sequence")
	need(m.Replaces >= 0 && m.Replaces < m.Sequence, "replaces")
	need(line(m.Purpose, 300), "purpose")
	need(m.Created == "" || isDate(m.Created), "created")
	need(line(m.Producer, 60), "producer")
	need(m.Contract.Version > 0 && isDate(m.Contract.ValidFrom), "contract")
	need(m.Mapping == nil || line(m.Mapping.Name, 100) && m.Mapping.Revision > 0, "mapping")
	need(m.Pseudonyms == nil || custody.ValidID(m.Pseudonyms.ID) && isHex(m.Pseudonyms.Check, 16), "pseudonym_key")
	need(isKeyID(m.Signer), "signing_key")
	need(isKeyID(m.Recipient), "recipient")
	problems = append(problems, m.checkFiles()...)
	if problems == nil {
		return nil
	}
	return fmt.Errorf("%w: %s", ErrManifest, strings.Join(problems, ", "))
}

func (m Manifest) checkFiles() (problems []string) {
	if len(m.Files) > MaxFiles || m.Zero != (len(m.Files) == 0) {
		problems = append(problems, "files")
	}
	seen := map[string]bool{}
	mapped := false
	for i, f := range m.Files {
		folded := strings.ToLower(f.Name)
		ok := FileName(f.Name) && !seen[folded] && f.Size >= 0 && f.Size <= MaxPlain && f.Rows >= 0 && isHex(f.SHA256, 64) &&
			!slices.ContainsFunc(f.Datasets, func(d string) bool { return !plain(d, 40) })
		if !ok {
			problems = append(problems, fmt.Sprintf("files[%d]", i))
		}
		seen[folded] = true
		mapped = mapped || f.Name == MappingFile
	}
	if mapped != (m.Mapping != nil) {
		problems = append(problems, "mapping")
	}
	return problems
}

// FileName reports whether a name can stand in a package: one element, no path,
// at most 100 bytes of ASCII letters, digits and - _ . , no leading dot.
func FileName(name string) bool {
	if name == "" || len(name) > 100 || name[0] == '.' || path.Base(name) != name || reserved[strings.ToLower(name)] {
		return false
	}
	return strings.IndexFunc(name, func(r rune) bool { return !isPlain(r) && (r < 'A' || r > 'Z') && r != '.' && r != '-' }) < 0
}

var reserved = map[string]bool{manifestName: true, signatureName: true}
