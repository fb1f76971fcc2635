package pseudonymise

import (
	"errors"
	"fmt"

	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/identity"
	"jamfor/pipeline/intake"
)

// Options tell what is pseudonymised and with what.
type Options struct {
	Keyer        *identity.P1Keyer // required
	Contract     *contract.Contract
	Collection   string      // required
	Municipality string      // four digits; empty: every table has a column kommun
	Period       code.Period // required: its last day decides the century of ten-digit numbers
	Dataset      string      // of a flat file whose name tells it; else empty
	// Mapping says what the columns of a source system are; nil where the file
	// has the contract's columns.
	Mapping *intake.Mapping
	// Columns name the columns of an identity number or an id where neither
	// headings nor mapping tell, folded heading to role.
	Columns map[string]Role
	// Keep are further headings to keep, folded.
	Keep map[string]bool
	// LocalIDs takes what is no identity number in the person column for a local
	// id. Without it, it is a fault: a mistyped number must not become somebody.
	LocalIDs bool
}

func (o Options) validate() error {
	switch {
	case o.Keyer == nil:
		return errors.New("pseudonymise: no key")
	case o.Period.IsZero():
		return errors.New("pseudonymise: no period")
	case o.Contract.Collections[o.Collection] == nil:
		return fmt.Errorf("pseudonymise: unknown collection %q", o.Collection)
	}
	return nil
}

// Role is what an id column holds.
type Role string

// The roles. PersonRole is an identity number (or a local person id); the
// others are ids that are unique within the municipality.
const (
	PersonRole    Role = "person"
	CaseRole      Role = "arende"
	HouseholdRole Role = "hushall"
	AnswerRole    Role = "svar_id"
	// FormerRole and NewRole are the two keys of one person, in a list of replaced
	// person keys.
	FormerRole Role = "person_tidigare"
	NewRole    Role = "person_ny"
)

// Roles lists every role in the order of the contract.
var Roles = []Role{PersonRole, CaseRole, HouseholdRole, AnswerRole, FormerRole, NewRole}

// context is what a local id of the role is keyed under.
func (r Role) context() identity.Context {
	return map[Role]identity.Context{
		PersonRole: identity.LocalPerson, CaseRole: identity.Case,
		HouseholdRole: identity.Household, AnswerRole: identity.Answer,
		FormerRole: identity.LocalPerson, NewRole: identity.LocalPerson,
	}[r]
}

// aliases are headings that people give the id columns, folded.
var aliases = map[string]Role{
	"person": PersonRole, "personnummer": PersonRole, "personnr": PersonRole, "persnr": PersonRole, "pnr": PersonRole,
	"ssn": PersonRole, "personid": PersonRole, "samordningsnummer": PersonRole, "personsamordningsnummer": PersonRole,
	"personnummersamordningsnummer": PersonRole, "idnummer": PersonRole, "brukarpersonnummer": PersonRole, "klientpersonnummer": PersonRole,
	"arende": CaseRole, "arendenummer": CaseRole, "arendenr": CaseRole, "arendeid": CaseRole, "aktnummer": CaseRole,
	"hushall": HouseholdRole, "hushallsid": HouseholdRole, "hushallsnummer": HouseholdRole, "hushallsnr": HouseholdRole,
	"persontidigare": FormerRole, "personny": NewRole,
	"svarid": AnswerRole, "svarsid": AnswerRole, "svarsnummer": AnswerRole, "svarsnr": AnswerRole, "enkatid": AnswerRole,
}

// words are the headings that may tell a table's heading row.
func (o Options) words() []string {
	var all []string
	for alias := range aliases {
		all = append(all, alias)
	}
	for name := range o.Columns {
		all = append(all, name)
	}
	for name := range o.Keep {
		all = append(all, name)
	}
	return all
}
