package indicator

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"jamfor/pipeline/code"
	"jamfor/pipeline/expression"
)

// State is one state of a transition: a housing, an occupation. Values are the
// codes of the model's columns that mean it.
type State struct {
	Title  code.Text `yaml:"title" required:"true" doc:"the state in words, as it stands after \"from\" and \"to\""`
	Values []string  `yaml:"values" required:"true" doc:"the codes that mean the state"`
}

// maxStates bounds a transition: every pair of states is an indicator.
const maxStates = 5

// matrix makes a transition into its indicators, one for each pair of states, row
// by row: of those in state i before whose state after is known, the share in
// state j. Their ids follow upon the transition's own. Each row's shares add up
// to the whole, and the share paired of a row is of those in state i before.
//
// The checker, the planner and disclosure control see plain shares.
func (d *Definition) matrix() []*Definition {
	first, err := strconv.Atoi(strings.TrimPrefix(d.ID, "J"))
	if err != nil || len(d.ID) != 6 {
		return []*Definition{d} // the id's own mistake is reported
	}
	var known []string
	for _, s := range d.States {
		known = append(known, s.Values...)
	}
	var all []*Definition
	for i, from := range d.States {
		for j, to := range d.States {
			one := *d
			one.ID = fmt.Sprintf("J%05d", first+i*len(d.States)+j)
			one.Among = "(" + d.Among + ") AND " + d.in(d.StateBefore, from.Values)
			one.Denominator = d.Paired + " AND " + d.in(d.StateAfter, known)
			one.Numerator = d.in(d.StateAfter, to.Values)
			one.Title = code.Text{
				SV: fmt.Sprintf("%s: från %s till %s, andel", d.Title.SV, from.Title.SV, to.Title.SV),
				EN: fmt.Sprintf("%s: from %s to %s, share", d.Title.EN, from.Title.EN, to.Title.EN),
			}
			one.Description = appended(d.Description, "Från: %s. Till: %s.", "From: %s. To: %s.", from, to)
			one.NumeratorText = appended(d.NumeratorText, "Före: %s. Efter: %s.", "Before: %s. After: %s.", from, to)
			one.DenominatorText = appended(d.DenominatorText, "Före: %s.", "Before: %s.", from)
			all = append(all, &one)
		}
	}
	return all
}

func appended(t code.Text, sv, en string, states ...State) code.Text {
	var swedish, english []any
	for _, s := range states {
		swedish, english = append(swedish, s.Title.SV), append(english, s.Title.EN)
	}
	return code.Text{SV: t.SV + " " + fmt.Sprintf(sv, swedish...), EN: t.EN + " " + fmt.Sprintf(en, english...)}
}

// in is the condition that a column has one of the values: numbers as they are,
// everything else as text. The checker reads it like any other expression.
func (d *Definition) in(column string, values []string) string {
	quoted := make([]string, len(values))
	for i, v := range values {
		quoted[i] = v
		if strings.Trim(v, "0123456789") != "" {
			quoted[i] = expression.QuoteText(v)
		}
	}
	return column + " IN (" + strings.Join(quoted, ", ") + ")"
}

// transition checks what a transition is made of, before it becomes shares.
func (c *checker) transition(d *Definition) bool {
	before := len(c.report.problems)
	if n := len(d.States); n < 2 || n > maxStates {
		c.bad(d, "states", fmt.Sprintf("en övergång har 2–%d lägen", maxStates), fmt.Sprintf("a transition has 2–%d states", maxStates)).
			hint("slå ihop koder till färre lägen", "put codes together into fewer states")
	}
	if d.StateBefore == "" || d.StateAfter == "" || d.StateBefore == d.StateAfter {
		c.bad(d, "kind", "en övergång behöver två olika kolumner: state_before och state_after", "a transition needs two different columns: state_before and state_after")
	}
	if d.Denominator != "" || d.Numerator != "" {
		c.bad(d, "kind", "en övergång skriver själv täljare och nämnare", "a transition writes numerator and denominator itself")
	}
	if d.Direction != None {
		c.bad(d, "direction", "en övergång har ingen riktning: läs hela tabellen", "a transition has no direction: read the whole table").
			hint("skriv direction: none", "write direction: none")
	}
	c.undivided(d, "en övergång, som redan är en tabell,", "a transition, which is a table already,")
	var seen []string
	for i, s := range d.States {
		at := "states." + strconv.Itoa(i)
		if len(s.Values) == 0 {
			c.bad(d, at, "läget har inga koder", "the state has no codes")
		}
		for _, v := range s.Values {
			if slices.Contains(seen, v) {
				c.bad(d, at, "koden "+v+" hör till två lägen", "the code "+v+" belongs to two states")
			}
			seen = append(seen, v)
		}
	}
	return len(c.report.problems) == before
}
