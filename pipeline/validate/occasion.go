package validate

import (
	"jamfor/pipeline/code"
	"jamfor/pipeline/table"
)

// occasions finds measurements before (fore) that are dated after those after
// (efter) of the same case, instrument, version, scale, rater, goal and
// intervention (D10). Rows come in key order, so every efter of a group comes
// before every fore, and both by date.
//
// Where even the first fore lies after the last efter, the two are swapped:
// stop. Where only some fore lies after some efter, a second round may have
// begun: warn.
type occasions struct {
	findings *Findings
	group    [6]string // municipality, case, instrument, version, scale, rater
	spans    map[[2]int64]*occasionSpan
}

// occasionSpan is what a group knows of one goal and intervention.
type occasionSpan struct {
	firstAfter, lastAfter int64
	seenBefore            bool
}

// maxOccasions bounds the goals and interventions followed within one group;
// the contract's ranges end far below.
const maxOccasions = 4096

func newOccasions(into *Findings) *occasions {
	return &occasions{findings: into, spans: map[[2]int64]*occasionSpan{}}
}

func (o *occasions) check(s Sorted) {
	names := [6]string{"kommun", "arende", "instrument", "instrumentversion", "skala", "skattare"}
	var columns [6]*table.Column
	for i, name := range names {
		columns[i] = s.Batch.Column(name)
	}
	occasion, date := s.Batch.Column("tillfalle"), s.Batch.Column("datum")
	goal, intervention := s.Batch.Column("mal_nr"), s.Batch.Column("insats_nr")
	for row := range s.Keys {
		if !occasion.Valid[row] || !date.Valid[row] {
			continue
		}
		var group [6]string
		for i, c := range columns {
			if c.Valid[row] {
				group[i] = c.Text[row]
			}
		}
		if group != o.group {
			o.group = group
			clear(o.spans)
		}
		which := [2]int64{number(goal, row), number(intervention, row)}
		switch occasion.Text[row] {
		case "efter":
			o.after(which, date.Int[row])
		case "fore":
			o.before(s, row, which, date.Int[row])
		}
	}
}

// number is a goal or intervention number, 0 where there is none.
func number(c *table.Column, row int) int64 {
	if c == nil || !c.Valid[row] {
		return 0
	}
	return c.Int[row]
}

func (o *occasions) after(which [2]int64, day int64) {
	span := o.spans[which]
	if span == nil {
		if len(o.spans) == maxOccasions {
			return
		}
		span = &occasionSpan{firstAfter: day}
		o.spans[which] = span
	}
	span.lastAfter = day
}

func (o *occasions) before(s Sorted, row int, which [2]int64, day int64) {
	span := o.spans[which]
	if span == nil {
		return
	}
	first := !span.seenBefore
	span.seenBefore = true
	f := sortedAt(s, row, "datum")
	f.Rule = ruleOccasion
	f.Remedy = code.Text{SV: "Kontrollera tillfälle och datum för mätningarna.", EN: "Check occasion and date of the measurements."}
	switch {
	case first && day > span.lastAfter:
		f.Severity = table.Stop
		f.Message = code.Text{
			SV: "Mätningen före är daterad efter mätningen efter på samma skala.",
			EN: "The measurement before is dated after the measurement after on the same scale.",
		}
	case day > span.firstAfter:
		f.Severity = table.Warn
		f.Message = code.Text{
			SV: "En mätning före ligger senare än en mätning efter på samma skala. Det är rätt bara om en ny omgång har börjat.",
			EN: "A measurement before lies later than a measurement after on the same scale. This is right only if a new round has begun.",
		}
	default:
		return
	}
	o.findings.Add(f)
}
