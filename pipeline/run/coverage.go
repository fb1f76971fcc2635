package run

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"slices"
	"time"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/lake"
	"jamfor/pipeline/workspace"
)

// CoverageState is where one municipality stands with one collection and period.
type CoverageState string

// The states of coverage. Zero was said on purpose; missing was never
// delivered, or not accepted, and is not due yet (or no day is set); late is
// missing after its day.
const (
	Delivered      CoverageState = "delivered"
	ZeroReported   CoverageState = "zero"
	TurnedDown     CoverageState = "rejected"
	TakenBack      CoverageState = "withdrawn"
	MissingStill   CoverageState = "missing"
	Late           CoverageState = "late"
	defaultDueDays               = 60
)

// CoverageLine is one municipality, collection and period. Delivery, Sequence,
// Received and Rows are of the delivery in force, else of the last that was
// tried.
type CoverageLine struct {
	Collection   string        `json:"collection"`
	Period       string        `json:"period"`
	Municipality string        `json:"municipality"`
	Name         string        `json:"name"`
	State        CoverageState `json:"state"`
	Late         bool          `json:"late"`          // due before today and nothing in force
	Due          string        `json:"due,omitempty"` // date
	Delivery     string        `json:"delivery,omitempty"`
	Sequence     int           `json:"sequence,omitempty"`
	Received     string        `json:"received,omitempty"` // date
	Rows         int64         `json:"rows,omitempty"`
}

// CoverageGroup is one collection and period.
type CoverageGroup struct {
	Collection string         `json:"collection"`
	Period     string         `json:"period"`
	Due        string         `json:"due,omitempty"` // the last day of all that are to deliver
	Expected   int            `json:"expected"`      // municipalities that are to deliver
	Delivered  int            `json:"delivered"`
	Zero       int            `json:"zero"`
	Rejected   int            `json:"rejected"`
	Withdrawn  int            `json:"withdrawn"`
	Missing    int            `json:"missing"` // late ones included
	LateCount  int            `json:"late"`
	Lines      []CoverageLine `json:"municipalities"` // ordered by code
}

// CoverageSelection narrows coverage; empty fields mean all.
type CoverageSelection struct{ Collection, Period string }

// Coverage tells who has delivered what and who is late, on the run's day. The
// periods are those that somebody has delivered for and those that
// intake.expected in the configuration makes due.
func (p *Pipeline) Coverage(ctx context.Context, s CoverageSelection) ([]CoverageGroup, error) {
	var attempts []lake.Attempt
	l, err := p.openLake(ctx, true)
	switch {
	case err == nil:
		defer l.Close()
		if attempts, err = l.Attempts(ctx); err != nil {
			return nil, err
		}
	case !errors.Is(err, fs.ErrNotExist):
		return nil, err
	}
	today, err := time.Parse(time.DateOnly, p.slot())
	if err != nil {
		return nil, userError("Dagen %q är inget datum.", "The day %q is no date.", p.slot())
	}
	c := coverage{pipeline: p, today: today, groups: map[groupKey]map[string]CoverageLine{}}
	for _, a := range attempts {
		c.take(a)
	}
	c.expect()
	return c.list(s), nil
}

type groupKey struct{ collection, period string }

type coverage struct {
	pipeline *Pipeline
	today    time.Time
	groups   map[groupKey]map[string]CoverageLine // by municipality
}

// take notes an attempt: what is in force wins, then the latest.
func (c *coverage) take(a lake.Attempt) {
	key := groupKey{a.Collection, a.Period}
	if a.Collection == "" || a.Period == "" {
		return // refused before anyone could tell what it was for
	}
	if !c.pipeline.areas.Known(area.ID{Type: area.Municipality, Code: a.Municipality}) {
		return
	}
	if c.groups[key] == nil {
		c.groups[key] = map[string]CoverageLine{}
	}
	before, found := c.groups[key][a.Municipality]
	if found && !a.Now && before.State != TurnedDown {
		return
	}
	state := TurnedDown
	switch {
	case a.Outcome == lake.WithdrawnShare:
		state = TakenBack
	case a.Now && a.Outcome == lake.ZeroShare:
		state = ZeroReported
	case a.Now:
		state = Delivered
	case a.Outcome != lake.RejectedShare:
		return // replaced, or sent twice: another attempt tells
	}
	c.groups[key][a.Municipality] = CoverageLine{
		State: state, Delivery: a.Delivery, Sequence: a.Sequence, Received: a.ReceivedSlot, Rows: a.Rows,
	}
}

// expect adds the periods that are due by the configuration.
func (c *coverage) expect() {
	for _, e := range c.pipeline.Workspace.Config.Intake.Expected {
		from, err := code.ParsePeriod(e.From)
		if err != nil {
			continue // the configuration was checked when it was read
		}
		for p := from; p.End().Before(c.today); p = p.Next() {
			if key := (groupKey{e.Collection, p.String()}); c.groups[key] == nil {
				c.groups[key] = map[string]CoverageLine{}
			}
		}
	}
}

func (c *coverage) list(s CoverageSelection) []CoverageGroup {
	all := []CoverageGroup{}
	for key, lines := range c.groups {
		if s.Collection != "" && s.Collection != key.collection || s.Period != "" && s.Period != key.period {
			continue
		}
		all = append(all, c.group(key, lines))
	}
	slices.SortFunc(all, func(a, b CoverageGroup) int {
		return cmp.Or(cmp.Compare(a.Collection, b.Collection), cmp.Compare(a.Period, b.Period))
	})
	return all
}

// group judges every municipality that is to deliver, or has. Where the
// configuration says nothing of the collection, all are to and none is late.
func (c *coverage) group(key groupKey, lines map[string]CoverageLine) CoverageGroup {
	g := CoverageGroup{Collection: key.collection, Period: key.period, Lines: []CoverageLine{}}
	rules, ruled := c.rules(key)
	for _, m := range c.areas(key, lines).Municipalities {
		line, tried := lines[m.Code]
		due, expected := c.dueFor(rules, m.Code, key.period)
		expected = expected || !ruled
		if !tried && !expected {
			continue
		}
		if !tried {
			line.State = MissingStill
		}
		line.Collection, line.Period, line.Municipality, line.Name = key.collection, key.period, m.Code, m.Name
		if !due.IsZero() {
			line.Due = due.Format(time.DateOnly)
			g.Due = max(g.Due, line.Due)
		}
		inForce := line.State == Delivered || line.State == ZeroReported
		line.Late = !due.IsZero() && !inForce && due.Before(c.today)
		if line.Late && line.State == MissingStill {
			line.State = Late
		}
		g.count(line, expected)
	}
	return g
}

// areas are those of the period, with the parts that deliver apart.
func (c *coverage) areas(key groupKey, lines map[string]CoverageLine) *area.Registry {
	period, err := code.ParsePeriod(key.period)
	if err != nil {
		return c.pipeline.areas // the register holds only periods that were read
	}
	return c.pipeline.areas.For(area.Then, period, func(m string) bool { _, tried := lines[m]; return tried })
}

func (g *CoverageGroup) count(l CoverageLine, expected bool) {
	g.Lines = append(g.Lines, l)
	if expected {
		g.Expected++
	}
	if l.Late {
		g.LateCount++
	}
	switch l.State {
	case Delivered:
		g.Delivered++
	case ZeroReported:
		g.Zero++
	case TurnedDown:
		g.Rejected++
	case TakenBack:
		g.Withdrawn++
	case MissingStill, Late:
		g.Missing++
	}
}

// rules are the configuration's entries for a collection that have begun with the
// period; ruled tells whether there are any for the collection at all.
func (c *coverage) rules(key groupKey) (begun []workspace.Expected, ruled bool) {
	period, err := code.ParsePeriod(key.period)
	if err != nil {
		return nil, false // the register holds only periods that were read
	}
	for _, e := range c.pipeline.Workspace.Config.Intake.Expected {
		if e.Collection != key.collection {
			continue
		}
		ruled = true
		if from, err := code.ParsePeriod(e.From); err == nil && !period.Start().Before(from.Start()) {
			begun = append(begun, e)
		}
	}
	return begun, ruled
}

// dueFor is the last day for a municipality by the first entry that covers it.
func (c *coverage) dueFor(rules []workspace.Expected, municipality, period string) (time.Time, bool) {
	for _, e := range rules {
		if e.Covers(municipality) {
			return c.due(e, period), true
		}
	}
	return time.Time{}, false
}

// due is the last day for a period.
func (c *coverage) due(e workspace.Expected, period string) time.Time {
	p, err := code.ParsePeriod(period)
	if err != nil {
		return c.today // the register holds only periods that were read
	}
	return p.End().AddDate(0, 0, cmp.Or(e.Days, defaultDueDays))
}
