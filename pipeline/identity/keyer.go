package identity

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
)

// Context separates what is keyed: the same id under two contexts gives two
// unrelated pseudonyms.
type Context string

// The contexts. Person keys a 12-digit identity number (personnummer or
// samordningsnummer); LocalPerson, Case, Household and Answer key an id that is
// unique within a municipality, as interim numbers are.
const (
	Person      Context = "pnr"
	LocalPerson Context = "lokal"
	Case        Context = "arende"
	Household   Context = "hushall"
	Answer      Context = "svar"
)

// localContexts lists the contexts of local ids.
var localContexts = []Context{LocalPerson, Case, Household, Answer}

// ParseContext reads a context of local ids by its name.
func ParseContext(name string) (Context, error) {
	for _, c := range localContexts {
		if string(c) == name {
			return c, nil
		}
	}
	return "", fmt.Errorf("context %q: want one of %v", name, localContexts)
}

// MinKeyLength is the least length of a key in bytes.
const MinKeyLength = 32

// ErrShortKey refuses a key shorter than MinKeyLength.
var ErrShortKey = errors.New("key is shorter than 32 bytes")

// ErrForm refuses an id that does not have the form its layer needs. It never
// holds the id.
var ErrForm = errors.New("id does not have the required form")

const (
	domain    = "jamfor/v1|"
	checkText = domain + "kontroll"
)

// P1Keyer makes the first layer's pseudonyms with the key K1, at the supplier
// (and in the demo): HMAC-SHA256(K1, "jamfor/v1|pnr|" + 12 digits), truncated
// to 128 bits; local ids: HMAC-SHA256(K1, "jamfor/v1|" context "|" municipality
// "|" id). It is not safe for concurrent use; Clone it.
type P1Keyer struct{ mac mac }

// NewP1Keyer takes the key K1 (at least MinKeyLength bytes).
func NewP1Keyer(key []byte) (*P1Keyer, error) {
	if len(key) < MinKeyLength {
		return nil, ErrShortKey
	}
	return &P1Keyer{newMAC(key)}, nil
}

// Clone is an independent keyer with the same key.
func (k *P1Keyer) Clone() *P1Keyer { return &P1Keyer{newMAC(k.mac.key)} }

// Person is the p1 of a normalised 12-character identity number (see
// ParseNumber). ErrForm when it is not 12 characters.
func (k *P1Keyer) Person(number string) (string, error) {
	if len(number) != 12 {
		return "", ErrForm
	}
	return string(k.AppendPerson(nil, number)), nil
}

// AppendPerson appends the p1 of a normalised 12-character identity number.
func (k *P1Keyer) AppendPerson(dst []byte, number string) []byte {
	return appendP1(dst, k.mac.sum(domain, string(Person), "|", number))
}

// Local is the p1 of an id that is unique within the municipality.
func (k *P1Keyer) Local(c Context, municipality, id string) string {
	return string(k.AppendLocal(nil, c, municipality, id))
}

// AppendLocal appends the p1 of an id that is unique within the municipality.
func (k *P1Keyer) AppendLocal(dst []byte, c Context, municipality, id string) []byte {
	return appendP1(dst, k.mac.sum(domain, string(c), "|", municipality, "|", id))
}

// CheckValue tells keys apart without telling the key: 16 hex characters of the
// HMAC of a constant.
func (k *P1Keyer) CheckValue() string { return checkValue(k.mac.sum(checkText)) }

// Keyer makes the second layer's pseudonyms at intake: p2 = HMAC-SHA256(K2, p1)
// truncated to 128 bits. A rotated key is a chain: p2' = HMAC(K2', p2), so new
// deliveries pass every key in turn and old rows only the newest. It is not
// safe for concurrent use; Clone it.
type Keyer struct {
	chain []mac
	buf   []byte
}

// NewKeyer takes the chain of keys, oldest first, one key when it was never
// rotated.
func NewKeyer(chain ...[]byte) (*Keyer, error) {
	if len(chain) == 0 {
		return nil, ErrShortKey
	}
	k := &Keyer{buf: make([]byte, 0, P2Length)}
	for _, key := range chain {
		if len(key) < MinKeyLength {
			return nil, ErrShortKey
		}
		k.chain = append(k.chain, newMAC(key))
	}
	return k, nil
}

// Clone is an independent keyer with the same keys.
func (k *Keyer) Clone() *Keyer {
	c := &Keyer{buf: make([]byte, 0, P2Length)}
	for i := range k.chain {
		c.chain = append(c.chain, newMAC(k.chain[i].key))
	}
	return c
}

// P2 is the second layer's pseudonym of a p1; ErrForm when it is not a valid p1.
func (k *Keyer) P2(p1 string) (string, error) {
	if !ValidP1(p1) {
		return "", ErrForm
	}
	return string(k.AppendP2(nil, []byte(p1))), nil
}

// AppendP2 appends the p2 of a p1, which the caller has validated.
func (k *Keyer) AppendP2(dst, p1 []byte) []byte {
	return k.finish(dst, k.chain[0].sumBytes(p1))
}

// Local is the p2 of a local id that a mapping keys by (municipality, id).
func (k *Keyer) Local(c Context, municipality, id string) string {
	return string(k.AppendLocal(nil, c, municipality, id))
}

// AppendLocal appends the p2 of a local id keyed by (municipality, id).
func (k *Keyer) AppendLocal(dst []byte, c Context, municipality, id string) []byte {
	return k.finish(dst, k.chain[0].sum(domain, string(c), "|", municipality, "|", id))
}

// Rotate is the p2 that the newest key gives to a p2 made without it: the step
// of a rotation job. ErrForm when it is not a p2.
func (k *Keyer) Rotate(p2 string) (string, error) {
	if !ValidP2(p2) {
		return "", ErrForm
	}
	newest := &k.chain[len(k.chain)-1]
	return string(appendP2(nil, newest.sumBytes([]byte(p2)))), nil
}

// CheckValue tells chains of keys apart without telling a key.
func (k *Keyer) CheckValue() string {
	sum := *k.chain[0].sum(checkText)
	for i := range k.chain[1:] {
		sum = *k.chain[1+i].sumBytes(sum[:])
	}
	return checkValue(&sum)
}

// finish passes a digest through the rest of the chain and writes it.
func (k *Keyer) finish(dst []byte, digest *[32]byte) []byte {
	for i := range k.chain[1:] {
		k.buf = appendP2(k.buf[:0], digest)
		digest = k.chain[1+i].sumBytes(k.buf)
	}
	return appendP2(dst, digest)
}

func checkValue(sum *[32]byte) string { return hex.EncodeToString(sum[:8]) }

// mac is HMAC-SHA256 that reuses its state: after the first Reset the keyed
// blocks are not hashed again.
type mac struct {
	key []byte
	h   hash.Hash
	in  []byte
	out *[32]byte
}

func newMAC(key []byte) mac {
	own := append([]byte(nil), key...)
	return mac{key: own, h: hmac.New(sha256.New, own), in: make([]byte, 0, 64), out: new([32]byte)}
}

// sum is the digest of the joined parts, valid until the next call.
func (m *mac) sum(parts ...string) *[32]byte {
	m.in = m.in[:0]
	for _, p := range parts {
		m.in = append(m.in, p...)
	}
	return m.sumBytes(m.in)
}

func (m *mac) sumBytes(text []byte) *[32]byte {
	m.h.Reset()
	m.h.Write(text) // a hash never returns an error
	m.h.Sum(m.out[:0])
	return m.out
}
