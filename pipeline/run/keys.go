package run

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"filippo.io/age"

	"jamfor/pipeline/custody"
	"jamfor/pipeline/durable"
	"jamfor/pipeline/parcel"
	"jamfor/pipeline/workspace"
)

// The files of keys/, all readable by their owner only.
const (
	recipientKeys = "mottagare.age"     // secret age keys that open packages, newest first
	receiptKey    = "kvitto.nyckel"     // the key that receipts are signed with
	supplierKeys  = "leverantorer.json" // the register of suppliers' public keys
	keyFileMode   = fs.FileMode(0o600)
	// defaultOwner is who receipts are from where no publisher is named.
	defaultOwner = "jamfor"
)

// KeyRing is the recipient's keys in a workspace.
type KeyRing struct {
	workspace *workspace.Workspace
	Receipts  custody.SigningKey
	Suppliers custody.Register
	secrets   []*age.X25519Identity // newest first; none until CreateRecipient
}

// OpenKeys reads the keys of a workspace. Each may be missing.
func OpenKeys(w *workspace.Workspace) (*KeyRing, error) {
	k := &KeyRing{workspace: w}
	for _, read := range []func() error{k.readReceiptKey, k.readSuppliers, k.readRecipient} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	return k, nil
}

func (k *KeyRing) path(name string) string { return k.workspace.Path(workspace.Keys, name) }

func (k *KeyRing) readReceiptKey() error {
	f, err := os.Open(k.path(receiptKey))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read receipt key: %w", err)
	}
	defer f.Close()
	if k.Receipts, err = custody.ReadSigningKey(f); err != nil {
		return fmt.Errorf("read receipt key %s: %w", receiptKey, err)
	}
	return nil
}

// MakeReceiptKey makes the receipt key where there is none yet: every delivery
// is answered with a signed receipt. The caller holds the workspace's lock.
func (k *KeyRing) MakeReceiptKey() (err error) {
	if k.Receipts.Owner != "" {
		return nil
	}
	owner := k.workspace.Config.Publisher.Name
	if owner == "" {
		owner = defaultOwner
	}
	if k.Receipts, err = custody.NewSigningKey(owner, rand.Reader); err != nil {
		return fmt.Errorf("make receipt key: %w", err)
	}
	return durable.Write(k.path(receiptKey), keyFileMode, k.Receipts.Write)
}

func (k *KeyRing) readSuppliers() error {
	f, err := os.Open(k.path(supplierKeys))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read supplier register: %w", err)
	}
	defer f.Close()
	k.Suppliers, err = custody.ReadRegister(f)
	return err
}

func (k *KeyRing) readRecipient() error {
	raw, err := os.ReadFile(k.path(recipientKeys))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read recipient keys: %w", err)
	}
	for line := range strings.Lines(string(raw)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		one, err := age.ParseX25519Identity(line)
		if err != nil { // the library's words may hold the key
			return errors.New("read recipient keys: a line is no age key")
		}
		k.secrets = append(k.secrets, one)
	}
	return nil
}

// CreateRecipient makes a new age key. Older keys go on opening packages that
// were made for them while they are kept, but the card names the new one.
func (k *KeyRing) CreateRecipient() error {
	fresh, err := age.GenerateX25519Identity()
	if err != nil {
		return fmt.Errorf("make recipient key: %w", err)
	}
	k.secrets = append([]*age.X25519Identity{fresh}, k.secrets...)
	text := "# HEMLIGA mottagarnycklar (age), den nyaste först. / SECRET recipient keys, newest first.\n"
	for _, s := range k.secrets {
		text += s.String() + "\n"
	}
	return durable.WriteFile(k.path(recipientKeys), []byte(text), keyFileMode)
}

// Workspace is where the keys lie.
func (k *KeyRing) Workspace() *workspace.Workspace { return k.workspace }

// HasRecipient reports whether packages can be opened.
func (k *KeyRing) HasRecipient() bool { return len(k.secrets) > 0 }

// Card is what suppliers get: the newest recipient key and the receipt key.
func (k *KeyRing) Card() (custody.Card, error) {
	if !k.HasRecipient() {
		return custody.Card{}, userError("Arbetsytan har ingen mottagarnyckel. Skapa en med: jamfor keys create", "The workspace has no recipient key. Make one with: jamfor keys create")
	}
	return custody.Card{Owner: k.Receipts.Owner, Recipient: k.secrets[0].Recipient().String(), Receipts: k.Receipts.Public()}, nil
}

// SaveSuppliers writes the register.
func (k *KeyRing) SaveSuppliers() error {
	raw, err := k.Suppliers.JSON()
	if err != nil {
		return fmt.Errorf("write supplier register: %w", err)
	}
	return durable.WriteFile(k.path(supplierKeys), raw, keyFileMode)
}

// identities are the secrets as the worker's pipe takes them.
func (k *KeyRing) identities() [][]byte {
	var all [][]byte
	for _, s := range k.secrets {
		all = append(all, []byte(s.String()))
	}
	return all
}

// terms are what is demanded of a package of that name; nil without a key.
func (k *KeyRing) terms(it item, contractVersion int) *parcel.Terms {
	t := &parcel.Terms{
		Collection: it.name.Collection, Municipality: it.name.Municipality, Period: it.name.Period.String(),
		Sequence: it.name.Sequence, Suppliers: k.Suppliers.Suppliers, Contract: contractVersion,
	}
	for _, s := range k.secrets {
		t.Recipients = append(t.Recipients, custody.RecipientID(s.Recipient().String()))
	}
	return t
}

// digest changes whenever a package could be judged otherwise: a key was
// registered, revoked or made. A package that was refused before is then judged
// again.
func (k *KeyRing) digest() string {
	hash := sha256.New()
	raw, _ := k.Suppliers.JSON() // texts always encode
	hash.Write(raw)
	for _, s := range k.secrets {
		fmt.Fprintln(hash, s.Recipient())
	}
	return hex.EncodeToString(hash.Sum(nil))
}
