package custody

import (
	"crypto/subtle"
	"encoding/base32"
	"fmt"
	"io"
	"strings"

	"jamfor/pipeline/code"
	"jamfor/pipeline/identity"
)

// PseudonymKey is K1 with its id. It must never be printed, logged or sent to
// the platform.
type PseudonymKey struct {
	ID  string
	key []byte
}

// PseudonymKeyLength is the length of a new key in bytes.
const PseudonymKeyLength = identity.MinKeyLength

// NewPseudonymKey draws a key from a source of randomness (crypto/rand.Reader).
func NewPseudonymKey(id string, random io.Reader) (PseudonymKey, error) {
	if !ValidID(id) {
		return PseudonymKey{}, errID
	}
	k := PseudonymKey{ID: id, key: make([]byte, PseudonymKeyLength)}
	if _, err := io.ReadFull(random, k.key); err != nil {
		return PseudonymKey{}, fmt.Errorf("skapa nyckel: %w", err)
	}
	return k, nil
}

var errID = code.Problem("%v: nyckel-id ska vara 2–40 tecken: små bokstäver a–z, bindestreck och högst fem siffror, till exempel skane-2026", "%v: a key id has 2–40 characters: letters a–z, hyphens and at most five digits, for example skane-2026", ErrForm)

// Keyer makes pseudonyms with the key.
func (k PseudonymKey) Keyer() (*identity.P1Keyer, error) { return identity.NewP1Keyer(k.key) }

// Check is the key's check value: it tells keys apart and tells nothing of the
// key (see identity.P1Keyer.CheckValue).
func (k PseudonymKey) Check() string {
	keyer, err := k.Keyer()
	if err != nil {
		return ""
	}
	return keyer.CheckValue()
}

// Clear wipes the key from memory as far as Go lets it.
func (k PseudonymKey) Clear() { clear(k.key) }

const (
	pseudonymKind = "pseudonymnyckel"
	idField       = "nyckel-id"
	checkField    = "kontrollvarde"
	secretField   = "nyckel"
)

// Write writes the key file. The caller makes it readable by its owner only.
func (k PseudonymKey) Write(w io.Writer) error {
	return writeRecord(w, pseudonymKind, `HEMLIG pseudonymnyckel. Den som har filen kan räkna ut vems pseudonymerna är.
Skicka den aldrig med e-post och aldrig till mottagaren av leveranserna.
Kontrollvärdet är inte hemligt: med det ser två parter att de har samma nyckel.
`, idField, k.ID, checkField, k.Check(), secretField, grouped(k.key))
}

// ReadPseudonymKey reads a key file and holds the key against its check value.
func ReadPseudonymKey(r io.Reader) (PseudonymKey, error) {
	f, err := readRecord(r, pseudonymKind, idField, checkField, secretField)
	if err != nil {
		return PseudonymKey{}, err
	}
	return ParsePseudonymKey(f[idField], f[secretField], f[checkField])
}

// ParsePseudonymKey takes a key as it is written on paper: base32 in groups, in
// any case, or hexadecimal. A check value that is not empty must be the key's.
func ParsePseudonymKey(id, text, check string) (PseudonymKey, error) {
	if !ValidID(id) {
		return PseudonymKey{}, errID
	}
	key, err := ungrouped(text)
	if err != nil {
		return PseudonymKey{}, err
	}
	if len(key) < identity.MinKeyLength {
		return PseudonymKey{}, code.Problem("%v: nyckeln är kortare än %d byte", "%v: the key is shorter than %d bytes", ErrForm, identity.MinKeyLength)
	}
	k := PseudonymKey{ID: id, key: key}
	if check != "" && subtle.ConstantTimeCompare([]byte(strings.ToLower(strings.TrimSpace(check))), []byte(k.Check())) != 1 {
		return PseudonymKey{}, ErrCheck
	}
	return k, nil
}

var paper = base32.StdEncoding.WithPadding(base32.NoPadding)

// grouped writes bytes for paper: base32 in groups of four.
func grouped(raw []byte) string {
	text := paper.EncodeToString(raw)
	var b strings.Builder
	for i, c := range text {
		if i > 0 && i%4 == 0 {
			b.WriteByte('-')
		}
		b.WriteRune(c)
	}
	return b.String()
}

// ungrouped reads what grouped wrote and a person may have typed: hyphens and
// blanks anywhere, either case, 0 for O and 1 for I, which base32 does not have.
func ungrouped(text string) ([]byte, error) {
	plain := strings.ToUpper(strings.NewReplacer("-", "", " ", "", "\t", "").Replace(text))
	if raw, ok := fromHex(plain); ok {
		return raw, nil
	}
	plain = strings.NewReplacer("0", "O", "1", "I").Replace(plain)
	raw, err := paper.DecodeString(plain)
	if err != nil || paper.EncodeToString(raw) != plain { // the last character has bits to spare
		return nil, code.Problem("%v: nyckeln innehåller tecken som inte hör dit", "%v: the key holds characters that do not belong there", ErrForm)
	}
	return raw, nil
}
