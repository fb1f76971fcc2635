package disclosure

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure/model"
)

// Blocked says that the package cannot be published under its rules until a
// person decides. It names cells, never values, and is for the operator only.
type Blocked struct {
	Set    string
	Period code.Period
	// Cells are those that cannot be protected, or not shown though promised.
	Cells []BlockedCell
	// Columns are the failing columns as the audit names them.
	Columns []string
	Reason  Reason
	// Choices are what can be done, in both languages.
	Choices []code.Text
}

// Reason is why a package is blocked.
type Reason string

// The reasons.
const (
	// ReasonUnprotectable: a cell to be hidden follows from what is known.
	ReasonUnprotectable Reason = "unprotectable"
	// ReasonFrozen: nothing is left to hide.
	ReasonFrozen Reason = "frozen"
	// ReasonRounds: the repair did not come to an end.
	ReasonRounds Reason = "rounds"
	// ReasonUnproven: no second table proves the room of a cell, and the rules ask
	// for one.
	ReasonUnproven Reason = "unproven"
	// ReasonPromised: a cell that must be published is hidden.
	ReasonPromised Reason = "must_publish"
)

// Text says it in words.
func (r Reason) Text() code.Text {
	switch r {
	case ReasonUnprotectable:
		return code.Text{SV: "tal som ska döljas följer av det som redan är känt", EN: "numbers to be hidden follow from what is known already"}
	case ReasonFrozen:
		return code.Text{SV: "inget återstår att dölja för att skydda dem", EN: "nothing is left to hide for their protection"}
	case ReasonRounds:
		return code.Text{SV: "skyddet kom inte till ett slut inom reglernas antal varv", EN: "protection did not come to an end within the rules' rounds"}
	case ReasonUnproven:
		return code.Text{SV: "bredden hos dolda tal är inte bevisad, och reglerna kräver det (unproven: block)", EN: "the room of hidden numbers is not proven, and the rules ask for it (unproven: block)"}
	case ReasonPromised:
		return code.Text{SV: "celler som ska publiceras (must_publish) döljs av reglerna", EN: "cells that must be published (must_publish) are hidden by the rules"}
	}
	return code.Text{SV: string(r), EN: string(r)}
}

// BlockedCell is a place in the tables and the indicators that show a number in
// question there (as numerator, denominator, complement or sum).
type BlockedCell struct {
	Indicators []string `json:"indicators,omitempty"`
	Area       area.ID  `json:"area"`
	Sex        code.Sex `json:"sex"`
	Age        string   `json:"age,omitempty"`
	Category   string   `json:"category,omitempty"` // of a further split
}

// Text names the cell for a person.
func (c BlockedCell) Text() code.Text {
	name := area.Default().Name(c.Area)
	kind := grainWord(c.Area)
	sex := c.Sex.Text()
	out := code.Text{
		SV: fmt.Sprintf("%s (%s), %s", name.SV, kind.SV, strings.ToLower(sex.SV)),
		EN: fmt.Sprintf("%s (%s), %s", name.EN, kind.EN, strings.ToLower(sex.EN)),
	}
	if c.Age != cell.AllAges {
		out.SV, out.EN = out.SV+", "+c.Age+" år", out.EN+", ages "+c.Age
	}
	if c.Category != "" {
		out.SV, out.EN = out.SV+", "+c.Category, out.EN+", "+c.Category
	}
	if len(c.Indicators) > 0 {
		list := strings.Join(c.Indicators, ", ")
		out.SV, out.EN = list+": "+out.SV, list+": "+out.EN
	}
	return out
}

func grainWord(id area.ID) code.Text {
	switch id.Type {
	case area.Municipality:
		return code.Text{SV: "kommun " + id.Code, EN: "municipality " + id.Code}
	case area.County:
		return code.Text{SV: "län " + id.Code, EN: "county " + id.Code}
	case area.MunicipalityGroup:
		return code.Text{SV: "kommungrupp " + id.Code, EN: "municipality group " + id.Code}
	case area.Nation:
		return code.Text{SV: "riket", EN: "nation"}
	}
	return code.Text{SV: id.Code, EN: id.Code}
}

// Indicators lists the indicators concerned, sorted.
func (b *Blocked) Indicators() []string {
	var out []string
	for _, c := range b.Cells {
		out = append(out, c.Indicators...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Error implements error.
func (b *Blocked) Error() string {
	var shown []string
	more := ""
	for i, c := range b.Cells {
		if i == 5 {
			more = fmt.Sprintf(" and %d more", len(b.Cells)-i)
			break
		}
		shown = append(shown, c.Text().EN)
	}
	if len(b.Cells) == 0 {
		shown = b.Columns[:min(5, len(b.Columns))]
	}
	return fmt.Sprintf("disclosure control stops %s %s (%s): %q%s", b.Set, b.Period, b.Reason, shown, more)
}

func blocked(m *model.Model, columns []int, reason Reason) *Blocked {
	b := &Blocked{Reason: reason, Choices: choices()}
	for _, i := range columns {
		b.Columns = append(b.Columns, m.Columns[i].Label)
	}
	return b
}

func choices() []code.Text {
	return []code.Text{
		{
			SV: "Publicera inte den finaste nivån (kommun, kön eller åldersgrupp) för de berörda indikatorerna: grains, dimensions eller ages i deras definition.",
			EN: "Leave out the finest grain (municipality, sex or age group) for the indicators concerned: grains, dimensions or ages in their definition.",
		},
		{SV: "Slå ihop åldersgrupper eller år så att antalen blir större.", EN: "Merge age groups or years, so that the counts grow."},
		{
			SV: "Ta bort de berörda indikatorerna ur utgåvan: ur uppsättningens definitioner, eller hela uppsättningen ur sets i jamfor.yaml.",
			EN: "Leave the indicators concerned out of the release: out of the set's definitions, or the whole set out of sets in jamfor.yaml.",
		},
	}
}

// cellNames gives the cells behind every label of the models' columns.
func (pl *plan) cellNames() map[string][]BlockedCell {
	at := map[string][]BlockedCell{}
	for i := range pl.cells {
		m := &pl.pkg.Measures[i]
		for _, c := range pl.cells[i] {
			one := BlockedCell{Indicators: []string{m.Indicator}, Area: c.place.area, Sex: c.place.sex, Age: c.place.age + m.Split.Age, Category: m.Split.Category}
			at[cellLabel(m, c.place)] = []BlockedCell{one}
			for _, r := range c.columns {
				label := pl.tables[r.table].describe(&pl.tables[r.table].list[r.column])
				at[label] = append(at[label], one)
			}
		}
	}
	for _, t := range pl.tables {
		for i := range t.list {
			col := &t.list[i]
			if label := t.describe(col); at[label] == nil { // follows from shown ones, as the number of unknown sex does
				one := BlockedCell{Area: col.place.area, Sex: col.place.sex, Age: col.place.age}
				if total, ok := t.sibling(col, col.form, place{col.place.area, code.TotalSex, col.place.age}); ok {
					for _, c := range at[t.describe(&t.list[total])] {
						one.Indicators = append(one.Indicators, c.Indicators...)
					}
				}
				at[label] = []BlockedCell{one}
			}
		}
	}
	return at
}

// named finds the cells behind labels: of a difference or an insider's pair those
// of the first of two.
func named(names map[string][]BlockedCell, labels []string) []BlockedCell {
	var out []BlockedCell
	for _, label := range labels {
		label, _, _ = strings.Cut(strings.TrimSuffix(label, narrowMark), ", ")
		if _, own, found := strings.Cut(label, ": "); found {
			label = own // of an earlier release
		}
		out = append(out, names[label]...)
	}
	return joinCells(out)
}

// joinCells makes one of the cells of one place, in the order of the tables.
func joinCells(cells []BlockedCell) []BlockedCell {
	var out []BlockedCell
	type where struct {
		place
		category string
	}
	at := map[where]int{}
	for _, c := range cells {
		k := where{place{c.Area, c.Sex, c.Age}, c.Category}
		i, ok := at[k]
		if !ok {
			i = len(out)
			at[k] = i
			out = append(out, BlockedCell{Area: c.Area, Sex: c.Sex, Age: c.Age, Category: c.Category})
		}
		out[i].Indicators = append(out[i].Indicators, c.Indicators...)
	}
	for i := range out {
		slices.Sort(out[i].Indicators)
		out[i].Indicators = slices.Compact(out[i].Indicators)
	}
	slices.SortFunc(out, func(a, b BlockedCell) int {
		return cmp.Or(slices.Index(area.Grains, a.Area.Type)-slices.Index(area.Grains, b.Area.Type), cmp.Compare(a.Area.Code, b.Area.Code),
			cmp.Compare(a.Sex, b.Sex), cmp.Compare(a.Age, b.Age))
	})
	return out
}
