package custody

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"strings"

	"jamfor/pipeline/code"
)

// The contexts of signatures: what is signed in one can never pass in another.
const (
	ParcelContext  = "jamfor/leveranspaket/v1\n"
	ReceiptContext = "jamfor/kvitto/v1\n"
)

// SigningKey is a private Ed25519 key with the name of its owner.
type SigningKey struct {
	Owner string
	key   ed25519.PrivateKey
}

// NewSigningKey draws a key from a source of randomness (crypto/rand.Reader).
func NewSigningKey(owner string, random io.Reader) (SigningKey, error) {
	if !plainLine(owner) {
		return SigningKey{}, errOwner
	}
	seed := make([]byte, ed25519.SeedSize)
	if _, err := io.ReadFull(random, seed); err != nil {
		return SigningKey{}, fmt.Errorf("skapa nyckel: %w", err)
	}
	return SigningKey{owner, ed25519.NewKeyFromSeed(seed)}, nil
}

var errOwner = code.Problem("%v: ägarens namn ska vara en rad på högst 100 tecken", "%v: the owner's name must be one line of at most 100 characters", ErrForm)

// Public is the key that others verify with.
func (k SigningKey) Public() PublicKey {
	return PublicKey{k.Owner, k.key.Public().(ed25519.PublicKey)}
}

// Sign signs a message in a context.
func (k SigningKey) Sign(context string, message []byte) []byte {
	return ed25519.Sign(k.key, append([]byte(context), message...))
}

const (
	signingKind = "signeringsnyckel"
	publicKind  = "publik-nyckel"
	ownerField  = "agare"
	publicField = "publik"
)

// Write writes the private key file. The caller makes it readable by its owner
// only.
func (k SigningKey) Write(w io.Writer) error {
	return writeRecord(w, signingKind, `HEMLIG signeringsnyckel. Den som har filen kan skicka leveranser i ert namn.
Den publika delen ligger i en egen fil och lämnas till mottagaren.
`, ownerField, k.Owner, idField, k.Public().ID(), secretField, grouped(k.key.Seed()))
}

// ReadSigningKey reads a private key file and holds the key against its id.
func ReadSigningKey(r io.Reader) (SigningKey, error) {
	f, err := readRecord(r, signingKind, ownerField, idField, secretField)
	if err != nil {
		return SigningKey{}, err
	}
	seed, err := ungrouped(f[secretField])
	if err != nil {
		return SigningKey{}, err
	}
	if len(seed) != ed25519.SeedSize || !plainLine(f[ownerField]) {
		return SigningKey{}, ErrForm
	}
	k := SigningKey{f[ownerField], ed25519.NewKeyFromSeed(seed)}
	if k.Public().ID() != f[idField] {
		return SigningKey{}, ErrCheck
	}
	return k, nil
}

// PublicKey is the public half of a SigningKey.
type PublicKey struct {
	Owner string
	key   ed25519.PublicKey
}

// ID is the key's fingerprint: "k-" and 16 hexadecimal digits of its SHA-256.
func (k PublicKey) ID() string { return fingerprint(k.key) }

func fingerprint(raw []byte) string {
	sum := sha256.Sum256(raw)
	return "k-" + hex.EncodeToString(sum[:8])
}

// Verify reports whether the signature is the key's, of that message in that
// context.
func (k PublicKey) Verify(context string, message, signature []byte) bool {
	return len(k.key) == ed25519.PublicKeySize && len(signature) == ed25519.SignatureSize &&
		ed25519.Verify(k.key, append([]byte(context), message...), signature)
}

// Text is the key in base64.
func (k PublicKey) Text() string { return base64.StdEncoding.EncodeToString(k.key) }

// ParsePublicKey reads what Text wrote.
func ParsePublicKey(owner, text string) (PublicKey, error) {
	raw, err := base64.StdEncoding.Strict().DecodeString(strings.TrimSpace(text))
	if err != nil || len(raw) != ed25519.PublicKeySize || !plainLine(owner) {
		return PublicKey{}, code.Problem("%v: den publika nyckeln går inte att läsa", "%v: the public key cannot be read", ErrForm)
	}
	return PublicKey{owner, raw}, nil
}

// Write writes the public key file, which is not secret.
func (k PublicKey) Write(w io.Writer) error {
	return writeRecord(w, publicKind, `Publik nyckel, inte hemlig. Lämna den till mottagaren, som registrerar den.
Läs upp nyckel-id för varandra så att ni vet att det är rätt nyckel.
`, ownerField, k.Owner, idField, k.ID(), publicField, k.Text())
}

// ReadPublicKey reads a public key file and holds the key against its id.
func ReadPublicKey(r io.Reader) (PublicKey, error) {
	f, err := readRecord(r, publicKind, ownerField, idField, publicField)
	if err != nil {
		return PublicKey{}, err
	}
	k, err := ParsePublicKey(f[ownerField], f[publicField])
	if err == nil && k.ID() != f[idField] {
		err = ErrCheck
	}
	return k, err
}
