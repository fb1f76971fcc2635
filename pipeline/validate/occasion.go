package validate

import (
	"jamfor/pipeline/contract"
	"jamfor/pipeline/table"
)

// occasions finds measurements before (the rule's First, fore) that are dated
// after those after (Then, efter) of the same group: case, instrument, version,
// scale and rater, and the key columns behind the date, goal and intervention.
// Rows come in key order, so every Then of a group comes before every First, and
// both by date.
//
// Where even the first First lies after the last Then, the two are swapped: the
// rule of kind order. Where only some First lies after some Then, a second round
// may have begun: the rule of kind order_mixed, if there is one.
type occasions struct {
	findings *Findings
	rule     *contract.Rule // order
	mixed    *contract.Rule // order_mixed; nil for none
	names    []string       // of the group's columns, kommun first
	rest     []string       // of the key columns behind the date
	group    [groupColumns]string
	spans    map[[2]int64]*occasionSpan
	seen     bool
}

// groupColumns is the most columns that a group may have; the contract's has six.
const groupColumns = 8

// occasionSpan is what a group knows of one goal and intervention.
type occasionSpan struct {
	firstAfter, lastAfter int64
	seenBefore            bool
}

// maxOccasions bounds the goals and interventions followed within one group;
// the contract's ranges end far below.
const maxOccasions = 4096

func newOccasions(d *contract.Dataset, rule *contract.Rule, into *Findings) *occasions {
	o := &occasions{findings: into, rule: rule, spans: map[[2]int64]*occasionSpan{}}
	o.names = append([]string{"kommun"}, rule.Group...)
	o.rest = d.Key()[len(rule.Group)+2:]
	return o
}

func (o *occasions) check(s Sorted) {
	var columns [groupColumns]*table.Column
	for i, name := range o.names {
		columns[i] = s.Batch.Column(name)
	}
	occasion, date := s.Batch.Column(o.rule.Occasion), s.Batch.Column(o.rule.Column())
	var rest [2]*table.Column
	for i, name := range o.rest {
		rest[i] = s.Batch.Column(name)
	}
	for row := range s.Keys {
		if !occasion.Valid[row] || !date.Valid[row] {
			continue
		}
		var group [groupColumns]string
		for i, c := range columns {
			if c != nil && c.Valid[row] {
				group[i] = c.Text[row]
			}
		}
		if group != o.group {
			o.group = group
			clear(o.spans)
		}
		which := [2]int64{number(rest[0], row), number(rest[1], row)}
		switch occasion.Text[row] {
		case o.rule.Then:
			o.after(which, date.Int[row])
		case o.rule.First:
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
	if !o.seen {
		o.seen = true
		o.findings.Evaluated(o.rule.ID)
		if o.mixed != nil {
			o.findings.Evaluated(o.mixed.ID)
		}
	}
	first := !span.seenBefore
	span.seenBefore = true
	switch {
	case first && day > span.lastAfter:
		o.findings.Add(judged(o.rule, sortedAt(s, row, o.rule.Column())))
	case day > span.firstAfter && o.mixed != nil:
		o.findings.Add(judged(o.mixed, sortedAt(s, row, o.mixed.Column())))
	}
}
