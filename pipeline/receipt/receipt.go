// Package receipt makes and verifies the recipient's signed answers to
// deliveries. A receipt tells what was received and what was decided, in counts
// and digests only; it is signed with the recipient's key, and each receipt of a
// mailbox (a supplier's folder of the inbox) holds the digest of the one before.
// A supplier that keeps its receipts can therefore show what was acknowledged,
// and sees when one is missing, changed or slipped in.
//
// Limits: receipts prove what the recipient said, not that it was right. The
// newest receipts of a mailbox can be held back without the supplier's seeing
// it from the receipts alone; it knows what it sent.
package receipt

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"jamfor/pipeline/chain"
	"jamfor/pipeline/code"
	"jamfor/pipeline/custody"
	"jamfor/pipeline/validate"
)

// Format names the form of a receipt and its version.
const Format = "jamfor-kvitto/1"

// Receipt is one signed receipt. Its JSON on one line is a line of the mailbox's
// chain; the same JSON indented is the file that the supplier gets.
type Receipt struct {
	chain.Link
	Format  string `json:"format"`
	Mailbox string `json:"mailbox"` // the supplier's folder in the inbox, empty for the inbox itself
	Name    string `json:"name"`    // of the delivery as sent, identities hidden
	// File is the SHA-256 of the file as sent (of names and contents where it was
	// a folder or was not opened); Manifest that of a package's manifest, empty for bare files.
	File     string `json:"file_sha256"`
	Manifest string `json:"manifest_sha256,omitempty"`
	Signer   string `json:"signer,omitempty"` // key id of a package's signature
	validate.Receipt
	Key       string `json:"key"`       // id of the recipient's receipt key
	Signature string `json:"signature"` // base64, of the line with this field empty
}

// Errors of Verify, which callers branch on.
var (
	ErrForm      = code.Problem("det är inget kvitto, eller av en okänd version", "it is no receipt, or of an unknown version")
	ErrKey       = code.Problem("kvittot är signerat med en annan nyckel än mottagarkortets", "the receipt is signed with another key than the card's")
	ErrSignature = code.Problem("signaturen stämmer inte: kvittot är ändrat", "the signature does not hold: the receipt was changed")
)

// Line signs the receipt and gives its line in the chain.
func (r Receipt) Line(key custody.SigningKey) ([]byte, error) {
	r.Format, r.Key, r.Signature = Format, key.Public().ID(), ""
	unsigned, err := json.Marshal(r)
	if err != nil {
		return nil, fmt.Errorf("encode receipt %s: %w", r.Delivery, err)
	}
	r.Signature = base64.StdEncoding.EncodeToString(key.Sign(custody.ReceiptContext, unsigned))
	return json.Marshal(r)
}

// Page is a line indented, as the supplier gets it.
func Page(line []byte) ([]byte, error) {
	var b bytes.Buffer
	if err := json.Indent(&b, line, "", "  "); err != nil {
		return nil, fmt.Errorf("write receipt: %w", err)
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}

// MaxSize is the most bytes of a receipt's file.
const MaxSize = 2 * chain.MaxLine

// Parse reads a receipt's file, strictly. Nothing of it may be believed before
// Verify. Errors: ErrForm.
func Parse(r io.Reader) (Receipt, []byte, error) {
	raw, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err != nil {
		return Receipt{}, nil, fmt.Errorf("läs kvittot: %w", err)
	}
	var receipt Receipt
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if len(raw) > MaxSize || d.Decode(&receipt) != nil || receipt.Format != Format {
		return Receipt{}, nil, ErrForm
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return Receipt{}, nil, ErrForm
	}
	var line bytes.Buffer
	if err := json.Compact(&line, raw); err != nil {
		return Receipt{}, nil, ErrForm
	}
	return receipt, line.Bytes(), nil
}

// Verify holds a receipt and its line against the recipient's key. The line
// must be, byte for byte, what the receipt says: nothing hides in it.
func (r Receipt) Verify(line []byte, key custody.PublicKey) error {
	if r.Key != key.ID() {
		return ErrKey
	}
	again, err := json.Marshal(r)
	if err != nil || !bytes.Equal(again, line) {
		return ErrSignature
	}
	signature, err := base64.StdEncoding.DecodeString(r.Signature)
	if err != nil {
		return ErrSignature
	}
	r.Signature = ""
	unsigned, err := json.Marshal(r)
	if err != nil || !key.Verify(custody.ReceiptContext, unsigned, signature) {
		return ErrSignature
	}
	return nil
}
