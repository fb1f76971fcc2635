package synthetic

import (
	"fmt"

	"jamfor/pipeline/identity"
)

// keyer makes the suppliers' pseudonyms (p1) of invented ids. No identity
// number is behind them: the ids are names such as "missbruk-0180-17".
type keyer struct{ p1 *identity.P1Keyer }

func newKeyer(key []byte) *keyer {
	p1, err := identity.NewP1Keyer(key)
	if err != nil {
		panic("derived key: " + err.Error()) // derive gives 32 bytes
	}
	return &keyer{p1}
}

var keyContexts = map[string]identity.Context{
	"person": identity.LocalPerson, "hushall": identity.Household, "svar": identity.Answer, "arende": identity.Case,
}

// key is the pseudonym of an invented id that is unique in the nation.
func (k *keyer) key(kind, id string) string { return k.p1.Local(keyContexts[kind], "", id) }

// caseKey is a case's pseudonym: case numbers are unique within a municipality.
func (k *keyer) caseKey(municipality, serviceArea string, number int) string {
	return k.p1.Local(identity.Case, municipality, fmt.Sprintf("%s-%d", serviceArea, number))
}

// personKey is a person's pseudonym: national for those with an identity
// number, of the municipality for temporary ids.
func (k *keyer) personKey(municipality string, p person) string {
	if p.kind == "tillfallig" || p.kind == "lokal" {
		return k.p1.Local(identity.LocalPerson, municipality, p.id)
	}
	return k.key("person", p.id)
}
