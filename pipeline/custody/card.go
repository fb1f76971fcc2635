package custody

import (
	"io"

	"filippo.io/age"

	"jamfor/pipeline/code"
)

// Card is what a recipient hands to its suppliers: who it is, the age key that
// packages are encrypted to and the key that its receipts are signed with.
type Card struct {
	Owner     string
	Recipient string // age1…
	Receipts  PublicKey
}

const (
	cardKind       = "mottagarkort"
	recipientField = "age"
	receiptField   = "kvittonyckel"
)

// RecipientID is the fingerprint of an age recipient: what a manifest names, so
// that a package cannot be re-encrypted to somebody else unnoticed.
func RecipientID(recipient string) string { return fingerprint([]byte(recipient)) }

// ID is the fingerprint of the whole card, to be read out over the telephone.
func (c Card) ID() string {
	return fingerprint([]byte(c.Owner + "\n" + c.Recipient + "\n" + c.Receipts.Text()))
}

// AgeRecipient is the key that packages are encrypted to.
func (c Card) AgeRecipient() (age.Recipient, error) {
	r, err := age.ParseX25519Recipient(c.Recipient)
	if err != nil {
		return nil, code.Problem("%v: mottagarens age-nyckel går inte att läsa", "%v: the recipient's age key cannot be read", ErrForm)
	}
	return r, nil
}

// Write writes the card, which is not secret.
func (c Card) Write(w io.Writer) error {
	return writeRecord(w, cardKind, `Mottagarkort, inte hemligt. Med det krypterar leverera paket så att bara
mottagaren kan öppna dem, och prövar att kvitton är äkta. Läs upp nyckel-id för
varandra så att ni vet att det är rätt kort.
`, ownerField, c.Owner, idField, c.ID(), recipientField, c.Recipient, receiptField, c.Receipts.Text())
}

// ReadCard reads a card and holds it against its id.
func ReadCard(r io.Reader) (Card, error) {
	f, err := readRecord(r, cardKind, ownerField, idField, recipientField, receiptField)
	if err != nil {
		return Card{}, err
	}
	key, err := ParsePublicKey(f[ownerField], f[receiptField])
	if err != nil {
		return Card{}, err
	}
	c := Card{f[ownerField], f[recipientField], key}
	if c.ID() != f[idField] {
		return Card{}, ErrCheck
	}
	_, err = c.AgeRecipient()
	return c, err
}
