package compute

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/lake"
)

// told is a view of deliveries without files: "1280 missbruk 2025Q1 [zero]".
type told []string

func (v told) Columns(context.Context, string) ([]lake.Column, error) { return nil, nil }

func (v told) Files(context.Context, string, lake.Selection) ([]lake.File, error) { return nil, nil }

func (v told) Deliveries(context.Context, lake.Selection) ([]lake.InForce, error) {
	var all []lake.InForce
	for _, line := range v {
		f := strings.Fields(line)
		d := lake.InForce{Municipality: f[0], Collection: f[1], Period: f[2], Outcome: lake.AcceptedShare}
		if len(f) == 4 {
			d.Outcome = lake.ZeroShare
		}
		all = append(all, d)
	}
	return all, nil
}

func TestCoverageNeedsTheWholeYear(t *testing.T) {
	for _, c := range []struct {
		name       string
		deliveries told
		read       string // periods that are read
		want       []cell.Coverage
	}{
		{"a year", told{"1280 m 2025"}, "2025", []cell.Coverage{{Collection: "m", Delivered: []string{"1280"}}}},
		{"a zero report", told{"1280 m 2025 zero"}, "2025", []cell.Coverage{{Collection: "m", Delivered: []string{"1280"}, ZeroReport: []string{"1280"}}}},
		{"three quarters", told{"1280 m 2025Q1", "1280 m 2025Q2", "1280 m 2025Q4"}, "", nil},
		{"two halves", told{"1280 m 2025H2", "1280 m 2025H1"}, "2025H1 2025H2", []cell.Coverage{{Collection: "m", Delivered: []string{"1280"}}}},
		{"mixed lengths", told{"1280 m 2025H1", "1280 m 2025Q3", "1280 m 2025-10", "1280 m 2025-11", "1280 m 2025-12"}, "2025-10 2025-11 2025-12 2025H1 2025Q3", []cell.Coverage{{Collection: "m", Delivered: []string{"1280"}}}},
		{"the whole replaces its part", told{"1280 m 2025Q1", "1280 m 2025"}, "2025", []cell.Coverage{{Collection: "m", Delivered: []string{"1280"}}}},
		{"a part does not stand for what is missing", told{"1280 m 2025H1", "1280 m 2025Q1", "1280 m 2025Q2"}, "", nil},
		{"another year", told{"1280 m 2024", "1280 m 2026"}, "", nil},
		{
			"zero in one half only",
			told{"1280 m 2025H1 zero", "1280 m 2025H2", "1281 m 2025H1 zero", "1281 m 2025H2 zero"},
			"2025H1 2025H2",
			[]cell.Coverage{{Collection: "m", Delivered: []string{"1280", "1281"}, ZeroReport: []string{"1281"}}},
		},
	} {
		s, err := Select(t.Context(), c.deliveries, code.Year(2025))
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(s.periods(), " "); got != c.read {
			t.Errorf("%s: reads %q, want %q", c.name, got, c.read)
		}
		for i := range s.Coverage {
			if len(s.Coverage[i].ZeroReport) == 0 {
				s.Coverage[i].ZeroReport = nil
			}
		}
		if diff := cmp.Diff(c.want, s.Coverage); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestYearsLeaveReferencesOut(t *testing.T) {
	view := told{"1280 m 2025Q1", "1280 m 2023", "1280 befolkning 2024", "1281 m 2025"}
	years, err := Years(t.Context(), view, func(c string) bool { return c == "befolkning" })
	if err != nil || len(years) != 2 || years[0] != code.Year(2023) || years[1] != code.Year(2025) {
		t.Errorf("years = %v, %v", years, err)
	}
}

// TestSelectOtherPeriods: parts of a year are seen in a delivery of the year,
// several years need every one of them, and a delivery of several years tells of
// no part of them.
func TestSelectOtherPeriods(t *testing.T) {
	for _, c := range []struct {
		name       string
		deliveries told
		period     string
		read       string
		covered    int
	}{
		{"a quarter of a year", told{"1280 m 2025"}, "2025Q2", "2025", 1},
		{"a month of a quarter", told{"1280 m 2025Q1"}, "2025-03", "2025Q1", 1},
		{"a quarter of its months", told{"1280 m 2025-01", "1280 m 2025-02", "1280 m 2025-03"}, "2025Q1", "2025-01 2025-02 2025-03", 1},
		{"a month short", told{"1280 m 2025-01", "1280 m 2025-02"}, "2025Q1", "", 0},
		{"the whole replaces its part", told{"1280 m 2025", "1280 m 2025Q1"}, "2025Q1", "2025", 1},
		{"another quarter", told{"1280 m 2025Q2"}, "2025Q1", "", 0},
		{"three years", told{"1280 m 2023", "1280 m 2024H1", "1280 m 2024H2", "1280 m 2025"}, "2023-2025", "2023 2024H1 2024H2 2025", 1},
		{"a year short", told{"1280 m 2023", "1280 m 2025", "1281 m 2023", "1281 m 2024", "1281 m 2025"}, "2023-2025", "2023 2024 2025", 1},
		{"several years in one", told{"1280 m 2024-2025"}, "2025", "", 0},
		{"several years in one, wanted whole", told{"1280 m 2024-2025"}, "2024-2025", "2024-2025", 1},
	} {
		period, err := code.ParsePeriod(c.period)
		if err != nil {
			t.Fatal(err)
		}
		s, err := Select(t.Context(), c.deliveries, period)
		if err != nil {
			t.Fatal(err)
		}
		covered := 0
		for _, coverage := range s.Coverage {
			covered += len(coverage.Delivered)
		}
		if got := strings.Join(s.periods(), " "); got != c.read || covered != c.covered {
			t.Errorf("%s: reads %q and covers %d, want %q and %d", c.name, got, covered, c.read, c.covered)
		}
	}
	if _, err := Select(t.Context(), told{}, code.Period{}); err == nil {
		t.Error("no period must be an error")
	}
}
