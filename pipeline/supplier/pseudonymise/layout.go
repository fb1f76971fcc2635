package pseudonymise

import (
	"slices"

	"jamfor/pipeline/identity"
	"jamfor/pipeline/intake"
)

// layout says what becomes of each column of one table.
type layout struct {
	table   *intake.RawTable
	columns []column // kept ones, in the table's order, then derived ones
	dropped []int
	// Source columns that the row's own ids depend on; -1 where there are none.
	municipality, idType int
	persons              []int // source columns of identity numbers
}

// column is a column of the output.
type column struct {
	name   string
	source int    // of the table; -1: derived only
	role   Role   // of an id column
	derive string // fodelsear, kon or person_idtyp: filled from the identity number where blank
}

// derived are the columns that an identity number can fill.
var derived = []string{"fodelsear", "kon", "person_idtyp"}

// plan makes the layout of a table.
func (o Options) plan(t *intake.RawTable) layout {
	l := layout{table: t, municipality: -1, idType: -1}
	roles := o.roles(t)
	taken := map[string]bool{}
	for i, name := range t.Header {
		folded := intake.Fold(name)
		keep := name != "" && !taken[folded] && identity.Clean(name) && (t.Known[i] && o.wanted(t, folded) || roles[i] != "" || o.Keep[folded])
		if !keep {
			if name != "" {
				l.dropped = append(l.dropped, i)
			}
			continue
		}
		taken[folded] = true
		c := column{name: name, source: i, role: roles[i]}
		if o.Mapping == nil && roles[i] != "" {
			c.name = string(roles[i])
		}
		if slices.Contains(derived, canonicalName(folded)) && roles[i] == "" {
			c.derive = canonicalName(folded)
		}
		if roles[i] == PersonRole {
			l.persons = append(l.persons, i)
		}
		l.columns = append(l.columns, c)
		l.note(folded, i)
	}
	l.deriveFrom(o)
	return l
}

// canonicalName is the contract's name behind a folded one.
func canonicalName(folded string) string {
	if folded == "personidtyp" {
		return "person_idtyp"
	}
	return folded
}

func (l *layout) note(folded string, i int) {
	switch folded {
	case "kommun", "kommunkod":
		l.municipality = i
	case "personidtyp":
		l.idType = i
	}
}

// deriveFrom adds the columns that the contract or the mapping wants and the
// table lacks, where one identity number a row can fill them.
func (l *layout) deriveFrom(o Options) {
	if len(l.persons) != 1 {
		for i := range l.columns {
			l.columns[i].derive = ""
		}
		return
	}
	for _, name := range derived {
		has := slices.ContainsFunc(l.columns, func(c column) bool { return canonicalName(intake.Fold(c.name)) == name })
		if !has && o.derives(l.table, name) {
			l.columns = append(l.columns, column{name: name, source: -1, derive: name})
		}
	}
}

// derives reports whether the contract's dataset, or the mapping, has a use for
// a derived column.
func (o Options) derives(t *intake.RawTable, name string) bool {
	if o.Mapping != nil {
		return slices.ContainsFunc(o.Mapping.SourceColumns(), func(c string) bool { return intake.Fold(c) == intake.Fold(name) })
	}
	for _, dataset := range o.datasets(t) {
		if o.Contract.Datasets[dataset].Variable(name) != nil {
			return true
		}
	}
	return false
}

// wanted narrows a known heading to the table's own dataset where that is told.
func (o Options) wanted(t *intake.RawTable, folded string) bool {
	if o.Mapping != nil {
		return slices.ContainsFunc(o.Mapping.SourceColumns(), func(c string) bool { return intake.Fold(c) == folded }) ||
			slices.ContainsFunc(o.Mapping.Headings, func(c string) bool { return intake.Fold(c) == folded })
	}
	if slices.Contains([]string{"kommun", "ar", "period", "insamling"}, folded) {
		return true
	}
	for _, dataset := range o.datasets(t) {
		for _, v := range o.Contract.Datasets[dataset].Variables {
			if intake.Fold(v.Name) == folded {
				return true
			}
		}
	}
	return false
}

// datasets are those that the table can be: the one that its sheet or headings
// tell, else the nearest by its columns once ids have their names.
func (o Options) datasets(t *intake.RawTable) []string {
	if t.Dataset != "" {
		return []string{t.Dataset}
	}
	best, most := []string{}, 0
	for _, name := range o.Contract.Collections[o.Collection].Datasets {
		found := 0
		for _, heading := range t.Header {
			folded := intake.Fold(heading)
			if role, known := aliases[folded]; known {
				folded = intake.Fold(string(role))
			}
			for _, v := range o.Contract.Datasets[name].Variables {
				if intake.Fold(v.Name) == folded {
					found++
				}
			}
		}
		switch {
		case found > most:
			best, most = []string{name}, found
		case found == most && found > 0:
			best = append(best, name)
		}
	}
	return best
}

// roles finds the id columns: by the caller's word, the mapping, the headings.
func (o Options) roles(t *intake.RawTable) []Role {
	roles := make([]Role, len(t.Header))
	mapped := o.mappedRoles()
	taken := map[Role]bool{}
	for i, name := range t.Header {
		folded := intake.Fold(name)
		role, told := o.Columns[folded]
		switch {
		case told:
		case o.Mapping != nil:
			role = mapped[folded]
		default:
			role = aliases[folded]
			if taken[role] {
				role = "" // a second heading of the same meaning is an extra column: dropped
			}
		}
		taken[role] = role != ""
		roles[i] = role
	}
	return roles
}

// mappedRoles are the roles that a mapping gives source columns, folded. A
// column that is both a person and something else is keyed as a person.
func (o Options) mappedRoles() map[string]Role {
	roles := map[string]Role{}
	if o.Mapping == nil {
		return roles
	}
	give := func(source string, role Role) {
		if folded := intake.Fold(source); source != "" && roles[folded] != PersonRole {
			roles[folded] = role
		}
	}
	for _, rows := range o.Mapping.Rows {
		for target, value := range rows.Columns {
			if slices.Contains(Roles, Role(target)) {
				give(value.Column, Role(target))
			}
			if value.LocalID != nil {
				give(value.LocalID.Column, roleOf(value.LocalID.Context, target))
			}
		}
	}
	return roles
}

func roleOf(context, target string) Role {
	for _, r := range Roles {
		if string(r.context()) == context {
			return r
		}
	}
	return Role(target)
}
