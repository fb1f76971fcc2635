package pseudonymise

import (
	"crypto/sha256"

	"jamfor/pipeline/identity"
)

// rememberedIDs is how many ids are remembered to tell each once. Beyond it an
// id may be told again, which does no harm.
const rememberedIDs = 1 << 20

// ownIDs passes on the supplier's own ids with their pseudonyms. Identity
// numbers, and ids that hold one, are left out: the table would be a list of
// persons.
type ownIDs struct {
	tell OwnID
	seen map[[16]byte]struct{}
}

func newOwnIDs(tell OwnID) *ownIDs { return &ownIDs{tell, map[[16]byte]struct{}{}} }

func (o *ownIDs) take(w *worker, cells, worked [][]byte) error {
	if o.tell == nil {
		return nil
	}
	for i, c := range w.layout.columns {
		if c.role == "" || len(worked[i]) == 0 || c.role == PersonRole && !w.local {
			continue
		}
		id := string(tidyID(cells[c.source]))
		if id == string(worked[i]) || holdsNumber(id, w) {
			continue
		}
		sum := sha256.Sum256([]byte(string(c.role) + "\x00" + id + "\x00" + string(worked[i])))
		key := [16]byte(sum[:16])
		if _, known := o.seen[key]; known {
			continue
		}
		if len(o.seen) < rememberedIDs {
			o.seen[key] = struct{}{}
		}
		municipality, err := w.municipality(cells)
		if err != nil {
			return err
		}
		if err := o.tell(c.role, municipality, id, worked[i]); err != nil {
			return err
		}
	}
	return nil
}

// holdsNumber reports whether an id is, or has in it, an identity number in any
// form.
func holdsNumber(id string, w *worker) bool {
	if !identity.Clean(id) {
		return true
	}
	_, _, err := identity.RestoreNumber(id, w.at)
	return err == nil
}
