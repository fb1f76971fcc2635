package schedule

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"testing"
	"time"

	"jamfor/pipeline/workspace"
)

func civil(t *testing.T, text string) Civil {
	t.Helper()
	c, err := ParseCivil(text)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestCivilMinutesBecomeInstants(t *testing.T) {
	for _, c := range []struct{ name, civil, utc string }{
		{"winter", "2027-01-10T02:30", "2027-01-10T01:30:00Z"},
		{"summer", "2027-07-10T02:30", "2027-07-10T00:30:00Z"},
		{"skipped by spring: first instant after the gap", "2027-03-28T02:30", "2027-03-28T01:00:00Z"},
		{"start of the gap", "2027-03-28T02:00", "2027-03-28T01:00:00Z"},
		{"after the gap", "2027-03-28T03:00", "2027-03-28T01:00:00Z"},
		{"repeated in autumn: the first", "2027-10-31T02:30", "2027-10-31T00:30:00Z"},
		{"after the repeated hour", "2027-10-31T03:00", "2027-10-31T02:00:00Z"},
	} {
		if got := civil(t, c.civil).Instant().UTC().Format(time.RFC3339); got != c.utc {
			t.Errorf("%s: %s = %s, want %s", c.name, c.civil, got, c.utc)
		}
	}
}

// Ten years of nights: each civil date has exactly one slot, in order, however
// the ticks fall.
func TestEveryNightHasOneSlotForTenYears(t *testing.T) {
	plan, err := ParsePlan("30 2 * * *")
	if err != nil {
		t.Fatal(err)
	}
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	last, now := CivilOf(start), start
	var seen []string
	for now.Before(start.AddDate(10, 0, 0)) {
		now = now.Add(37 * time.Minute)
		for _, slot := range plan.Due(last, now, 10) {
			seen = append(seen, slot.Date())
			last = slot
		}
	}
	day := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for i, got := range seen {
		if want := day.AddDate(0, 0, i).Format(time.DateOnly); got != want {
			t.Fatalf("slot %d is %s, want %s", i, got, want)
		}
	}
	if len(seen) < 3650 {
		t.Fatalf("%d slots in ten years", len(seen))
	}
}

func TestCatchUpIsBounded(t *testing.T) {
	plan, _ := ParsePlan("0 2 * * *")
	now := time.Date(2027, 5, 10, 12, 0, 0, 0, time.UTC)
	due := plan.Due(civil(t, "2027-05-01T02:00"), now, 2)
	if len(due) != 2 || due[0].Date() != "2027-05-09" || due[1].Date() != "2027-05-10" {
		t.Errorf("due = %v, want the two newest", due)
	}
}

func TestDaemonRunsEachSlotOnceAndRetriesFailures(t *testing.T) {
	dir := t.TempDir()
	ledger, err := OpenLedger(dir)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2027, 3, 27, 12, 0, 0, 0, time.UTC)
	var ran []string
	fail := true
	d := &Daemon{
		Jobs:   []workspace.Job{{Name: "natt", Do: "run", Cron: "30 2 * * *"}},
		Ledger: ledger, Log: slog.New(slog.DiscardHandler), Now: func() time.Time { return now }, Started: CivilOf(now),
		Do: func(_ context.Context, _ workspace.Job, slot Civil) error {
			if fail {
				return errors.New("disk full")
			}
			ran = append(ran, slot.String())
			return nil
		},
	}
	tick := func() {
		t.Helper()
		if err := d.Tick(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	tick() // nothing due yet
	now = time.Date(2027, 3, 28, 1, 5, 0, 0, time.UTC)
	tick() // due, fails
	fail = false
	tick() // due still, runs
	tick() // recorded
	if d.Ledger, err = OpenLedger(dir); err != nil {
		t.Fatal(err)
	}
	tick() // a restart changes nothing
	if !slices.Equal(ran, []string{"2027-03-28T02:30"}) {
		t.Errorf("ran %v, want the skipped minute's slot once", ran)
	}
}
