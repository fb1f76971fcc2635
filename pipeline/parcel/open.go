package parcel

import (
	"archive/tar"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"io"
	"slices"

	"filippo.io/age"

	"jamfor/pipeline/custody"
	"jamfor/pipeline/table"
)

// Terms are what the recipient demands of a package.
type Terms struct {
	// Stem is the package's file name without its ending; the manifest must agree.
	Collection   string `json:"collection"`
	Municipality string `json:"municipality"` // empty for several
	Period       string `json:"period"`
	Sequence     int    `json:"sequence"`
	// Recipients are the ids of the recipient's own age keys.
	Recipients []string `json:"recipients"`
	// Suppliers are the registered keys.
	Suppliers []custody.Supplier `json:"suppliers"`
	// Contract is the version of the core model that is in use.
	Contract int `json:"contract"`
}

// Opened is a package whose every byte is vouched for.
type Opened struct {
	Manifest  Manifest
	Raw       []byte // the manifest's bytes
	Signature []byte
	Supplier  custody.Supplier
	Data      []*io.SectionReader // the manifest's files in order, decrypted as they are read
}

// Refusal is the error of a package that cannot be taken.
type Refusal struct{ Findings []table.Finding }

// Error names the rules.
func (r *Refusal) Error() string {
	text := "package refused"
	for _, f := range r.Findings {
		text += ": " + f.Rule
	}
	return text
}

// Digest is the identity of a package: the SHA-256 of its manifest.
func Digest(manifest []byte) string {
	sum := sha256.Sum256(manifest)
	return hex.EncodeToString(sum[:])
}

// Open opens a package. The error is a *Refusal for whatever is wrong with the
// package, else one of reading src, or ctx's.
func Open(ctx context.Context, src io.ReaderAt, size int64, keys []age.Identity, terms Terms) (*Opened, error) {
	in, err := decrypt(src, size, keys)
	if err != nil {
		return nil, err
	}
	return OpenArchive(ctx, in, in.Size(), terms)
}

func decrypt(src io.ReaderAt, size int64, keys []age.Identity) (*io.SectionReader, error) {
	if len(keys) == 0 {
		return nil, refuse(ruleNoKey)
	}
	watch := &watched{from: src}
	in, plain, err := age.DecryptReaderAt(watch, size, keys...)
	var noMatch *age.NoIdentityMatchError
	switch {
	case watch.failed != nil:
		return nil, watch.failed
	case errors.As(err, &noMatch):
		return nil, refuse(ruleRecipient)
	case err != nil:
		return nil, refuse(ruleDamaged)
	case plain > MaxPlain:
		return nil, refuse(ruleLimit)
	}
	return io.NewSectionReader(in, 0, plain), nil
}

// watched tells failures of the disk from those of the package.
type watched struct {
	from   io.ReaderAt
	failed error
}

func (w *watched) ReadAt(p []byte, at int64) (int, error) {
	n, err := w.from.ReadAt(p, at)
	if err != nil && !errors.Is(err, io.EOF) {
		w.failed = err
	}
	return n, err
}

// OpenArchive is Open of what is inside the encryption.
func OpenArchive(ctx context.Context, in io.ReaderAt, size int64, terms Terms) (*Opened, error) {
	a := &archive{ctx: ctx, data: in, size: size}
	a.tar = tar.NewReader(a)
	raw, err := a.small(manifestName, MaxManifest)
	if err != nil {
		return nil, err
	}
	signature, err := a.small(signatureName, 200)
	if err != nil {
		return nil, err
	}
	o := &Opened{Raw: raw, Signature: decodeSignature(signature)}
	if o.Manifest, o.Supplier, err = Authenticate(raw, o.Signature, terms); err != nil {
		return nil, err
	}
	for _, f := range o.Manifest.Files {
		section, err := a.file(f)
		if err != nil {
			return nil, err
		}
		o.Data = append(o.Data, section)
	}
	return o, a.end(o)
}

func decodeSignature(text []byte) []byte {
	raw, err := base64.StdEncoding.Strict().DecodeString(string(bytes.TrimSuffix(text, []byte("\n"))))
	if err != nil {
		return nil
	}
	return raw
}

// Authenticate holds a manifest against its signature, the register and what
// the recipient demands. It looks at the signature before anything else than
// who claims to have signed.
func Authenticate(raw, signature []byte, terms Terms) (Manifest, custody.Supplier, error) {
	m, err := ParseManifest(raw)
	if err != nil {
		return Manifest{}, custody.Supplier{}, refuse(ruleManifest)
	}
	supplier, found := custody.Register{Suppliers: terms.Suppliers}.Find(m.Signer)
	if !found {
		return Manifest{}, supplier, refuse(ruleUnknownKey)
	}
	key, err := supplier.Key()
	if err != nil || key.ID() != m.Signer || !key.Verify(custody.ParcelContext, raw, signature) {
		return Manifest{}, supplier, refuse(ruleSignature)
	}
	if findings := terms.hold(m, supplier); findings != nil {
		return Manifest{}, supplier, &Refusal{findings}
	}
	return m, supplier, nil
}

// hold collects everything in a genuine manifest that does not fit.
func (t Terms) hold(m Manifest, s custody.Supplier) []table.Finding {
	var findings []table.Finding
	need := func(ok bool, rule string) {
		if !ok {
			findings = append(findings, finding(rule))
		}
	}
	municipality := m.Municipality
	if municipality == Multi {
		municipality = ""
	}
	need(s.Revoked == "", ruleRevoked)
	need(slices.Contains(t.Recipients, m.Recipient), ruleReaddressed)
	need(m.Collection == t.Collection && municipality == t.Municipality && m.Sequence == t.Sequence, ruleName)
	need(m.Period == t.Period, rulePeriod)
	need(municipality == "" || s.May(municipality), ruleMunicipality)
	need(s.PseudonymCheck == "" || m.Pseudonyms == nil || m.Pseudonyms.Check == s.PseudonymCheck, rulePseudonyms)
	need(m.Contract.Version == t.Contract, ruleContract)
	return findings
}
