package custody

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"jamfor/pipeline/code"
)

// RegisterVersion is the version of the register's JSON form.
const RegisterVersion = 1

// Supplier is one registered public key and what it may be used for.
type Supplier struct {
	ID     string `json:"id"` // of the key
	Name   string `json:"name"`
	Public string `json:"public"` // base64
	// Municipalities that the key may deliver for: codes of four digits, or of
	// two for a whole county; empty means every one.
	Municipalities []string `json:"municipalities,omitempty"`
	// PseudonymCheck is the check value of the pseudonym key that the supplier
	// uses; empty: any.
	PseudonymCheck string `json:"pseudonym_check,omitempty"`
	Registered     string `json:"registered"`        // date
	Revoked        string `json:"revoked,omitempty"` // date; empty while the key holds
}

// Key is the public key itself.
func (s Supplier) Key() (PublicKey, error) { return ParsePublicKey(s.Name, s.Public) }

// May reports whether the supplier may deliver for a municipality.
func (s Supplier) May(municipality string) bool {
	return len(s.Municipalities) == 0 || slices.ContainsFunc(s.Municipalities, func(m string) bool {
		return m == municipality || len(m) == 2 && strings.HasPrefix(municipality, m)
	})
}

// Register is the recipient's list of suppliers' keys, ordered by id. Keys are
// revoked, never removed: old packages must stay explicable.
type Register struct {
	Version   int        `json:"version"`
	Suppliers []Supplier `json:"suppliers"`
}

// Errors of the register.
var (
	ErrKnownKey   = code.Problem("nyckeln är redan registrerad", "the key is registered already")
	ErrUnknownKey = code.Problem("nyckeln är inte registrerad", "the key is not registered")
)

// ReadRegister reads the register strictly.
func ReadRegister(r io.Reader) (Register, error) {
	var reg Register
	d := json.NewDecoder(r)
	d.DisallowUnknownFields()
	if err := d.Decode(&reg); err != nil {
		return reg, fmt.Errorf("read supplier register: %w", err)
	}
	if reg.Version != RegisterVersion {
		return reg, fmt.Errorf("read supplier register: %w", ErrVersion)
	}
	for _, s := range reg.Suppliers {
		key, err := s.Key()
		if err != nil || key.ID() != s.ID {
			return reg, fmt.Errorf("read supplier register: key %s: %w", s.ID, ErrCheck)
		}
	}
	return reg, nil
}

// JSON writes the register, indented.
func (r Register) JSON() ([]byte, error) {
	r.Version = RegisterVersion
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetIndent("", "  ")
	err := e.Encode(r)
	return b.Bytes(), err
}

// Find looks a key up by its id.
func (r Register) Find(id string) (Supplier, bool) {
	i, found := slices.BinarySearchFunc(r.Suppliers, id, func(s Supplier, id string) int { return strings.Compare(s.ID, id) })
	if !found {
		return Supplier{}, false
	}
	return r.Suppliers[i], true
}

// Add registers a key. A key that is known is refused, also a revoked one.
func (r *Register) Add(s Supplier) error {
	key, err := s.Key()
	if err != nil {
		return err
	}
	s.ID = key.ID()
	i, found := slices.BinarySearchFunc(r.Suppliers, s.ID, func(s Supplier, id string) int { return strings.Compare(s.ID, id) })
	if found {
		return ErrKnownKey
	}
	for _, m := range s.Municipalities {
		if len(m) != 2 && len(m) != 4 || strings.Trim(m, "0123456789") != "" {
			return code.Problem("%v: kommunkod med fyra siffror eller länskod med två", "%v: a municipality code of four digits or a county code of two", ErrForm)
		}
	}
	r.Suppliers = slices.Insert(r.Suppliers, i, s)
	return nil
}

// Revoke ends a key's use from a day on. Revoking twice keeps the first day.
func (r *Register) Revoke(id, day string) error {
	for i := range r.Suppliers {
		if r.Suppliers[i].ID == id {
			if r.Suppliers[i].Revoked == "" {
				r.Suppliers[i].Revoked = day
			}
			return nil
		}
	}
	return ErrUnknownKey
}
