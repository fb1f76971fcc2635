// Package schedule decides when jobs run. Slots are civil: "natt at
// 2027-03-28 02:30" in Swedish time, whatever the clocks do that night. A slot
// ledger of create-only files remembers what has run; what is due is computed
// from it, so a missed night, a restart and a change of daylight saving are
// the same case. cron/v3 only reads the cron fields and wakes the daemon; it
// never decides.
package schedule

import (
	"fmt"
	"time"

	"github.com/robfig/cron/v3"

	"jamfor/pipeline/code"
)

// Civil is a wall-clock minute without a zone, held as a UTC time.
type Civil time.Time

const civilForm = "2006-01-02T15:04"

// String writes the minute as 2027-03-28T02:30.
func (c Civil) String() string { return time.Time(c).Format(civilForm) }

// Date writes the day as 2027-03-28.
func (c Civil) Date() string { return time.Time(c).Format(time.DateOnly) }

// ParseCivil reads what String wrote.
func ParseCivil(text string) (Civil, error) {
	t, err := time.Parse(civilForm, text)
	if err != nil {
		return Civil{}, fmt.Errorf("read slot %q: %w", text, err)
	}
	return Civil(t), nil
}

// CivilOf is the Swedish wall-clock minute of an instant.
func CivilOf(instant time.Time) Civil {
	t := instant.In(code.Stockholm())
	return Civil(time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), 0, 0, time.UTC))
}

// Instant is when the civil minute happens: the first of two in the repeated
// hour of autumn, and the first instant after the gap for a minute that spring
// skips.
func (c Civil) Instant() time.Time {
	u := time.Time(c)
	guess := time.Date(u.Year(), u.Month(), u.Day(), u.Hour(), u.Minute(), 0, 0, code.Stockholm())
	if CivilOf(guess) != c {
		// Skipped: the transition is the first instant at which the earlier
		// offset no longer holds.
		at := guess.Add(-3 * time.Hour)
		_, before := at.Zone()
		for _, after := at.Zone(); after == before; _, after = at.Zone() {
			at = at.Add(time.Minute)
		}
		return at.Truncate(time.Minute)
	}
	if earlier := guess.Add(-time.Hour); CivilOf(earlier) == c {
		return earlier
	}
	return guess
}

// Plan is a job's civil rhythm.
type Plan struct{ spec cron.Schedule }

// ParsePlan reads five cron fields (minute hour day month weekday).
func ParsePlan(fields string) (Plan, error) {
	parser := cron.NewParser(cron.Minute | cron.Hour | cron.Dom | cron.Month | cron.Dow | cron.Descriptor)
	spec, err := parser.Parse(fields)
	if err != nil {
		return Plan{}, fmt.Errorf("read cron fields %q: %w", fields, err)
	}
	if _, constant := spec.(cron.ConstantDelaySchedule); constant {
		return Plan{}, fmt.Errorf("read cron fields %q: @every has no civil slots; give minute hour day month weekday", fields)
	}
	return Plan{spec}, nil
}

// Next is the first slot after the given minute; ok is false when none comes
// within five years.
func (p Plan) Next(after Civil) (next Civil, ok bool) {
	t := p.spec.Next(time.Time(after))
	return Civil(t), !t.IsZero()
}

// Due lists the slots in (last, now], oldest first, and of them the newest
// catchUp at most: older ones are given up.
func (p Plan) Due(last Civil, now time.Time, catchUp int) []Civil {
	var due []Civil
	for slot, ok := p.Next(last); ok && !slot.Instant().After(now); slot, ok = p.Next(slot) {
		due = append(due, slot)
		if len(due) > catchUp {
			due = due[1:]
		}
	}
	return due
}
