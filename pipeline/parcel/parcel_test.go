package parcel

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"filippo.io/age"

	"jamfor/pipeline/custody"
)

// bench is two parties with keys, and one delivery.
type bench struct {
	identity *age.X25519Identity
	card     custody.Card
	signer   custody.SigningKey
	terms    Terms
	manifest Manifest
	files    [][]byte
}

// seeded is a source of "random" bytes for tests.
func seeded(seed byte) io.Reader { return rand.NewChaCha8([32]byte{seed}) }

func newBench(t testing.TB) *bench {
	t.Helper()
	b := &bench{}
	var err error
	if b.identity, err = age.GenerateX25519Identity(); err != nil {
		t.Fatal(err)
	}
	if b.signer, err = custody.NewSigningKey("FoU Prov", seeded(1)); err != nil {
		t.Fatal(err)
	}
	receipts, err := custody.NewSigningKey("Mottagaren", seeded(2))
	if err != nil {
		t.Fatal(err)
	}
	b.card = custody.Card{Owner: "Mottagaren", Recipient: b.identity.Recipient().String(), Receipts: receipts.Public()}
	public := b.signer.Public()
	b.terms = Terms{
		Collection: "missbruk", Municipality: "1280", Period: "2025", Sequence: 2, Contract: 1,
		Recipients: []string{custody.RecipientID(b.card.Recipient)},
		Suppliers: []custody.Supplier{{
			ID: public.ID(), Name: "FoU Prov", Public: public.Text(),
			Municipalities: []string{"12"}, PseudonymCheck: "0123456789abcdef",
		}},
	}
	b.files = [][]byte{[]byte("arende;person\np1-a;p1-b\n"), bytes.Repeat([]byte("x"), 200_000)}
	b.manifest = Manifest{
		Format: Format, Collection: "missbruk", Municipality: "1280", Period: "2025", Sequence: 2, Replaces: 1,
		Purpose: "Systematisk uppföljning", Created: "2026-02-01", Producer: "leverera 0.1.0",
		Contract:   Contract{1, "2025-07-01"},
		Pseudonyms: &Pseudonyms{"skane-2026", "0123456789abcdef"},
		Signer:     public.ID(), Recipient: b.terms.Recipients[0],
		Files: []File{{Name: "arende.csv", Datasets: []string{"arende"}, Rows: 1}, {Name: "matning.csv", Datasets: []string{"matning"}, Rows: 7}},
	}
	b.describe()
	return b
}

// describe puts sizes and digests into the manifest.
func (b *bench) describe() {
	for i := range b.manifest.Files {
		f := &b.manifest.Files[i]
		f.Size, f.SHA256, _ = DigestFile(bytes.NewReader(b.files[i]))
	}
}

func (b *bench) readers() []io.Reader {
	var all []io.Reader
	for _, f := range b.files {
		all = append(all, bytes.NewReader(f))
	}
	return all
}

func (b *bench) pack(t testing.TB) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Pack(t.Context(), &out, b.manifest, b.readers(), b.signer, b.card); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func (b *bench) open(packed []byte) (*Opened, error) {
	return Open(context.Background(), bytes.NewReader(packed), int64(len(packed)), []age.Identity{b.identity}, b.terms)
}

// rules names what a package was refused for.
func rules(t testing.TB, err error) string {
	t.Helper()
	var refusal *Refusal
	if err == nil {
		return ""
	}
	if !errors.As(err, &refusal) {
		t.Fatalf("not a refusal: %v", err)
	}
	var ids []string
	for _, f := range refusal.Findings {
		if f.Message.SV == "" || f.Message.EN == "" || f.Remedy.SV == "" || f.Remedy.EN == "" {
			t.Errorf("%s has no words", f.Rule)
		}
		ids = append(ids, f.Rule)
	}
	return strings.Join(ids, " ")
}

func TestWhatIsPackedIsOpened(t *testing.T) {
	b := newBench(t)
	o, err := b.open(b.pack(t))
	if err != nil {
		t.Fatal(err)
	}
	if o.Supplier.Name != "FoU Prov" || o.Manifest.Stem() != "missbruk_1280_2025_2" {
		t.Errorf("opened %+v by %+v", o.Manifest, o.Supplier)
	}
	for i, want := range b.files {
		got, err := io.ReadAll(o.Data[i])
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("file %d: %d bytes, %v", i, len(got), err)
		}
	}
}

func TestTheArchiveIsTheSameEachTime(t *testing.T) {
	b := newBench(t)
	var one, two bytes.Buffer
	for _, out := range []*bytes.Buffer{&one, &two} {
		if err := WriteArchive(t.Context(), out, b.manifest, b.readers(), b.signer); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(one.Bytes(), two.Bytes()) {
		t.Error("two archives of the same delivery differ")
	}
	if bytes.Equal(b.pack(t), b.pack(t)) {
		t.Error("two encryptions are the same")
	}
}

func TestPackagesThatDoNotHold(t *testing.T) {
	for _, c := range []struct {
		name, rules string
		change      func(t *testing.T, b *bench) []byte
	}{
		{"another recipient", "L02", func(t *testing.T, b *bench) []byte {
			packed := b.pack(t)
			b.identity, _ = age.GenerateX25519Identity()
			return packed
		}},
		{"re-encrypted for us", "L03", func(t *testing.T, b *bench) []byte {
			b.terms.Recipients = []string{custody.RecipientID("age1other")}
			return b.pack(t)
		}},
		{"an unregistered key", "L05", func(t *testing.T, b *bench) []byte {
			b.terms.Suppliers = nil
			return b.pack(t)
		}},
		{"somebody else's key under a known id", "L04", func(t *testing.T, b *bench) []byte {
			packed := b.pack(t)
			other, _ := custody.NewSigningKey("FoU Prov", seeded(9))
			b.terms.Suppliers[0].Public = other.Public().Text()
			return packed
		}},
		{"a revoked key", "L06", func(t *testing.T, b *bench) []byte {
			b.terms.Suppliers[0].Revoked = "2026-01-01"
			return b.pack(t)
		}},
		{"renamed to another period", "L09", func(t *testing.T, b *bench) []byte { b.terms.Period = "2024"; return b.pack(t) }},
		{"renamed to another number, for another model", "L08 L13", func(t *testing.T, b *bench) []byte {
			b.terms.Sequence, b.terms.Contract = 3, 2
			return b.pack(t)
		}},
		{"a municipality that is not theirs", "L11", func(t *testing.T, b *bench) []byte {
			b.terms.Suppliers[0].Municipalities = []string{"0180", "14"}
			return b.pack(t)
		}},
		{"a wrong pseudonym key", "L12", func(t *testing.T, b *bench) []byte {
			b.manifest.Pseudonyms.Check = "fedcba9876543210"
			return b.pack(t)
		}},
		{"no package at all", "L01", func(*testing.T, *bench) []byte { return []byte("arende;person\n") }},
		{"an empty file", "L01", func(*testing.T, *bench) []byte { return nil }},
		{"no key to open with", "L16", func(t *testing.T, b *bench) []byte {
			packed := b.pack(t)
			b.identity = nil
			return packed
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t)
			packed := c.change(t, b)
			keys := []age.Identity{b.identity}
			if b.identity == nil {
				keys = nil
			}
			_, err := Open(t.Context(), bytes.NewReader(packed), int64(len(packed)), keys, b.terms)
			if got := rules(t, err); got != c.rules {
				t.Errorf("refused for %q, want %q", got, c.rules)
			}
		})
	}
}

func TestAnyCutOrChangedByteOfAPackageIsFound(t *testing.T) {
	b := newBench(t)
	b.files[1] = b.files[1][:5000]
	b.describe()
	packed := b.pack(t)
	for _, at := range []int{0, 40, 120, len(packed) / 2, len(packed) - 1} {
		changed := bytes.Clone(packed)
		changed[at] ^= 0x20
		if _, err := b.open(changed); rules(t, err) == "" {
			t.Errorf("changed byte %d: the package opened", at)
		}
		if _, err := b.open(packed[:at]); rules(t, err) == "" {
			t.Errorf("cut at %d: the package opened", at)
		}
	}
}

func TestAnyChangedByteOfTheArchiveIsFoundOrHarmless(t *testing.T) {
	b := newBench(t)
	b.files[1] = b.files[1][:700]
	b.describe()
	var plain bytes.Buffer
	if err := WriteArchive(t.Context(), &plain, b.manifest, b.readers(), b.signer); err != nil {
		t.Fatal(err)
	}
	want := slices.Concat(b.files...)
	for i := range plain.Len() {
		changed := bytes.Clone(plain.Bytes())
		changed[i] ^= 1
		o, err := OpenArchive(t.Context(), bytes.NewReader(changed), int64(len(changed)), b.terms)
		if rules(t, err) != "" {
			continue
		}
		// What is left unseen is padding: the files are what was signed.
		var got []byte
		for _, d := range o.Data {
			raw, err := io.ReadAll(d)
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, raw...)
		}
		if !bytes.Equal(got, want) || !bytes.Equal(o.Raw, plain.Bytes()[512:512+len(o.Raw)]) {
			t.Fatalf("a changed byte %d goes unseen", i)
		}
	}
}

func TestAFileThatChangesWhileItIsPacked(t *testing.T) {
	for _, change := range []func([]byte) []byte{
		func(f []byte) []byte { return append(f, 'x') },
		func(f []byte) []byte { return f[1:] },
		func(f []byte) []byte { f[3] ^= 1; return f },
	} {
		b := newBench(t)
		b.files[0] = change(bytes.Clone(b.files[0]))
		err := Pack(t.Context(), io.Discard, b.manifest, b.readers(), b.signer, b.card)
		if !errors.Is(err, ErrChanged) {
			t.Errorf("packed a file that is not the manifest's: %v", err)
		}
	}
}

func TestManifestsThatAreRefused(t *testing.T) {
	for name, change := range map[string]func(*Manifest){
		"format":              func(m *Manifest) { m.Format = "jamfor-leveranspaket/2" },
		"path in a name":      func(m *Manifest) { m.Files[0].Name = "../arende.csv" },
		"two names in case":   func(m *Manifest) { m.Files[1].Name = "ARENDE.csv" },
		"own name":            func(m *Manifest) { m.Files[0].Name = "Manifest.json" },
		"digest":              func(m *Manifest) { m.Files[0].SHA256 = strings.Repeat("g", 64) },
		"size":                func(m *Manifest) { m.Files[0].Size = -1 },
		"period":              func(m *Manifest) { m.Period = "25" },
		"replaces itself":     func(m *Manifest) { m.Replaces = 2 },
		"purpose of lines":    func(m *Manifest) { m.Purpose = "a\nb" },
		"mapping not there":   func(m *Manifest) { m.Mapping = &Mapping{"asi", 1} },
		"zero with files":     func(m *Manifest) { m.Zero = true },
		"nothing and no zero": func(m *Manifest) { m.Files = nil },
		"identity in key id":  func(m *Manifest) { m.Pseudonyms.ID = "k19700101" },
	} {
		m := newBench(t).manifest
		change(&m)
		if err := m.Validate(); !errors.Is(err, ErrManifest) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
