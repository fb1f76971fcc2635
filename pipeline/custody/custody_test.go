package custody

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"filippo.io/age"
	"pgregory.net/rapid"
)

func seeded(seed byte) io.Reader { return rand.NewChaCha8([32]byte{seed}) }

func written(t *testing.T, write func(io.Writer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestAPseudonymKeyIsReadAgain(t *testing.T) {
	k, err := NewPseudonymKey("skane-2026", seeded(1))
	if err != nil {
		t.Fatal(err)
	}
	text := written(t, k.Write)
	for name, form := range map[string]string{
		"as written": text, "from Windows": "\ufeff" + strings.ReplaceAll(text, "\n", "\r\n"),
	} {
		again, err := ReadPseudonymKey(strings.NewReader(form))
		if err != nil || again.ID != k.ID || again.Check() != k.Check() || !bytes.Equal(again.key, k.key) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAKeyTypedFromPaper(t *testing.T) {
	k, err := NewPseudonymKey("papper", seeded(2))
	if err != nil {
		t.Fatal(err)
	}
	paper := grouped(k.key)
	for _, typed := range []string{paper, strings.ToLower(paper), strings.ReplaceAll(paper, "-", " "), strings.NewReplacer("O", "0", "I", "1").Replace(paper)} {
		if again, err := ParsePseudonymKey("papper", typed, k.Check()); err != nil || !bytes.Equal(again.key, k.key) {
			t.Errorf("%q is not read: %v", typed, err)
		}
	}
	rapid.Check(t, func(t *rapid.T) { // one wrong character never passes the check value
		at := rapid.IntRange(0, len(paper)-1).Draw(t, "at")
		c := rapid.SampledFrom([]byte("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")).Draw(t, "c")
		if paper[at] == '-' || paper[at] == c {
			return
		}
		wrong := paper[:at] + string(c) + paper[at+1:]
		if _, err := ParsePseudonymKey("papper", wrong, k.Check()); err == nil {
			t.Fatalf("character %d mistyped and the key was taken", at)
		}
	})
}

func TestFilesThatAreNoKeys(t *testing.T) {
	k, err := NewPseudonymKey("prov", seeded(3))
	if err != nil {
		t.Fatal(err)
	}
	good := written(t, k.Write)
	for name, c := range map[string]struct {
		text string
		want error
	}{
		"empty":          {"", ErrForm},
		"another kind":   {strings.Replace(good, "pseudonymnyckel 1", "mottagarkort 1", 1), ErrForm},
		"newer version":  {strings.Replace(good, "pseudonymnyckel 1", "pseudonymnyckel 2", 1), ErrVersion},
		"unknown line":   {good + "extra: 1\n", ErrForm},
		"repeated line":  {good + "nyckel-id: prov\n", ErrForm},
		"missing line":   {strings.Replace(good, "nyckel-id: prov\n", "", 1), ErrForm},
		"other check":    {strings.Replace(good, k.Check(), "0123456789abcdef", 1), ErrCheck},
		"identity in id": {strings.Replace(good, "nyckel-id: prov", "nyckel-id: a189001019802", 1), ErrForm},
		"too large":      {good + strings.Repeat("# x\n", MaxFile), ErrForm},
	} {
		_, err := ReadPseudonymKey(strings.NewReader(c.text))
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
		if err != nil && strings.Contains(err.Error(), grouped(k.key)) {
			t.Errorf("%s: the message holds the key", name)
		}
	}
}

func TestSigningKeysAndCards(t *testing.T) {
	k, err := NewSigningKey("FoU Skåne", seeded(4))
	if err != nil {
		t.Fatal(err)
	}
	again, err := ReadSigningKey(strings.NewReader(written(t, k.Write)))
	if err != nil {
		t.Fatal(err)
	}
	public, err := ReadPublicKey(strings.NewReader(written(t, again.Public().Write)))
	if err != nil || public.ID() != k.Public().ID() || public.Owner != "FoU Skåne" {
		t.Fatalf("public key: %v", err)
	}
	signature := k.Sign(ParcelContext, []byte("text"))
	if !public.Verify(ParcelContext, []byte("text"), signature) {
		t.Error("the signature does not hold")
	}
	if public.Verify(ReceiptContext, []byte("text"), signature) || public.Verify(ParcelContext, []byte("texT"), signature) {
		t.Error("a signature holds in another context or for another text")
	}
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	card := Card{"Mottagaren", identity.Recipient().String(), public}
	text := written(t, card.Write)
	if read, err := ReadCard(strings.NewReader(text)); err != nil || read.ID() != card.ID() {
		t.Errorf("card: %v", err)
	}
	other, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ReadCard(strings.NewReader(strings.Replace(text, card.Recipient, other.Recipient().String(), 1))); !errors.Is(err, ErrCheck) {
		t.Errorf("a card with another key inside: %v", err)
	}
}

func TestRegister(t *testing.T) {
	var r Register
	for i := range 5 {
		k, err := NewSigningKey("Leverantör", seeded(byte(10+i)))
		if err != nil {
			t.Fatal(err)
		}
		s := Supplier{Name: "Leverantör", Public: k.Public().Text(), Municipalities: []string{"12", "0180"}, Registered: "2026-01-01"}
		if err := r.Add(s); err != nil {
			t.Fatal(err)
		}
		if err := r.Add(s); !errors.Is(err, ErrKnownKey) {
			t.Errorf("registered twice: %v", err)
		}
		if got, found := r.Find(k.Public().ID()); !found || got.Public != s.Public {
			t.Errorf("key %d is not found", i)
		}
	}
	id := r.Suppliers[2].ID
	for _, day := range []string{"2026-02-01", "2026-03-01"} {
		if err := r.Revoke(id, day); err != nil {
			t.Fatal(err)
		}
	}
	raw, err := r.JSON()
	if err != nil {
		t.Fatal(err)
	}
	again, err := ReadRegister(bytes.NewReader(raw))
	if err != nil || again.Suppliers[2].Revoked != "2026-02-01" {
		t.Errorf("revoked %q, %v", again.Suppliers[2].Revoked, err)
	}
	s := again.Suppliers[0]
	if !s.May("1280") || !s.May("0180") || s.May("0181") || s.May("0112") {
		t.Error("municipalities are not held")
	}
	if _, err := ReadRegister(bytes.NewReader(bytes.Replace(raw, []byte(id), []byte("k-0000000000000000"), 1))); !errors.Is(err, ErrCheck) {
		t.Errorf("a register with a swapped id: %v", err)
	}
}

// Readers of key files neither panic nor take a key without its check value.
func FuzzKeyFiles(f *testing.F) {
	k, err := NewPseudonymKey("prov", seeded(5))
	if err != nil {
		f.Fatal(err)
	}
	var text bytes.Buffer
	if err := k.Write(&text); err != nil {
		f.Fatal(err)
	}
	f.Add(text.String())
	f.Add("jamfor-fil: mottagarkort 1\nagare: x\n")
	f.Fuzz(func(t *testing.T, text string) {
		if k, err := ReadPseudonymKey(strings.NewReader(text)); err == nil && (!ValidID(k.ID) || !strings.Contains(text, "kontrollvarde")) {
			t.Fatal("took a key without an id or a check value")
		}
		if k, err := ReadSigningKey(strings.NewReader(text)); err == nil && k.Public().ID() == "" {
			t.Fatal("took a signing key without an id")
		}
		_, _ = ReadPublicKey(strings.NewReader(text))
		_, _ = ReadCard(strings.NewReader(text))
	})
}

func TestGuideIsOnePageOfFacts(t *testing.T) {
	k, err := NewPseudonymKey("prov", seeded(6))
	if err != nil {
		t.Fatal(err)
	}
	var page bytes.Buffer
	if err := Guide(&page, Facts{ID: k.ID, Check: k.Check(), FileName: "prov.nyckel"}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{k.Check(), "prov.nyckel", "förseglat kuvert"} {
		if !strings.Contains(page.String(), want) {
			t.Errorf("the guide lacks %q", want)
		}
	}
	if strings.Contains(page.String(), grouped(k.key)[:9]) {
		t.Error("the guide holds the key")
	}
}
