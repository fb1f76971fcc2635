package parcel

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"filippo.io/age"
)

// Whatever a manifest reader accepts is written back as the same bytes and
// passes its own rules.
func FuzzManifest(f *testing.F) {
	b := newBench(f)
	raw, err := b.manifest.JSON()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw)
	f.Add([]byte(`{"format":"jamfor-leveranspaket/1","files":null}`))
	f.Add(bytes.Replace(raw, []byte(`"sequence": 2`), []byte(`"sequence": 2, "sequence": 3`), 1))
	f.Fuzz(func(t *testing.T, raw []byte) {
		m, err := ParseManifest(raw)
		if err != nil {
			if !errors.Is(err, ErrManifest) {
				t.Fatalf("an error of another kind: %v", err)
			}
			return
		}
		again, err := m.JSON()
		if err != nil || !bytes.Equal(again, raw) {
			t.Fatalf("accepted a manifest in another form than its own: %v", err)
		}
	})
}

// The opener of archives neither panics nor accepts anything whose manifest is
// not the signed one.
func FuzzArchive(f *testing.F) {
	b := newBench(f)
	b.files[1] = b.files[1][:600]
	b.describe()
	var plain bytes.Buffer
	if err := WriteArchive(f.Context(), &plain, b.manifest, b.readers(), b.signer); err != nil {
		f.Fatal(err)
	}
	signed, err := b.manifest.JSON()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(plain.Bytes())
	f.Add(plain.Bytes()[:1024])
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, raw []byte) {
		o, err := OpenArchive(t.Context(), bytes.NewReader(raw), int64(len(raw)), b.terms)
		if err != nil {
			rules(t, err)
			return
		}
		if !bytes.Equal(o.Raw, signed) {
			t.Fatal("opened with a manifest that nobody signed")
		}
		for i, d := range o.Data {
			got, err := io.ReadAll(d)
			if err != nil || !bytes.Equal(got, b.files[i]) {
				t.Fatalf("file %d is not what was signed: %v", i, err)
			}
		}
	})
}

// The opener of encrypted packages refuses whatever it is given.
func FuzzOpen(f *testing.F) {
	b := newBench(f)
	b.files[1] = b.files[1][:600]
	b.describe()
	packed := b.pack(f)
	f.Add(packed)
	f.Add(packed[:200])
	f.Add([]byte("age-encryption.org/v1\n-> X25519 x\n\n--- x\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		_, err := Open(t.Context(), bytes.NewReader(raw), int64(len(raw)), []age.Identity{b.identity}, b.terms)
		if err == nil && !bytes.Equal(raw, packed) {
			t.Fatal("another package opened")
		}
		rules(t, err)
	})
}
