package disclosure

import (
	"fmt"

	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure/model"
)

// Blocked says that the package cannot be published under its rules until a
// person decides. It names cells, never values, and is for the operator only.
type Blocked struct {
	Set    string
	Period code.Period
	// Cells are the columns that fail, as the audit names them.
	Cells []string
	// Reason is unprotectable (a cell to be hidden follows from what is forced
	// or known), frozen (nothing is left to hide) or rounds (the repair did not
	// come to an end).
	Reason string
	// Choices are what can be done, in both languages.
	Choices []code.Text
}

// Error implements error.
func (b *Blocked) Error() string {
	shown := b.Cells
	more := ""
	if len(shown) > 5 {
		more = fmt.Sprintf(" and %d more", len(shown)-5)
		shown = shown[:5]
	}
	return fmt.Sprintf("disclosure control stops %s %s (%s): %q%s", b.Set, b.Period, b.Reason, shown, more)
}

func blocked(m *model.Model, columns []int, reason string) *Blocked {
	b := &Blocked{Reason: reason, Choices: []code.Text{
		{SV: "Publicera inte den finaste nivån (kommun, kön eller åldersgrupp) för de berörda indikatorerna.", EN: "Leave out the finest grain (municipality, sex or age group) for the indicators concerned."},
		{SV: "Slå ihop åldersgrupper eller år så att antalen blir större.", EN: "Merge age groups or years, so that the counts grow."},
		{SV: "Ta bort de berörda indikatorerna ur utgåvan.", EN: "Leave the indicators concerned out of the release."},
	}}
	for _, i := range columns {
		b.Cells = append(b.Cells, m.Columns[i].Label)
	}
	return b
}
