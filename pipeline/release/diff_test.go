package release_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/observation"
	"jamfor/pipeline/release"
)

func TestDiffNamesWhatChanged(t *testing.T) {
	z := newZones(t)
	first := small(1)
	second := small(1)
	second.ID, second.Version, second.Replaces = "missbruk-2026-03-01-v2", 2, first.ID
	second.Cause = code.Text{SV: "Rättad leverans.", EN: "Corrected delivery."}
	rows := second.Sets[0].Observations
	i := slices.IndexFunc(rows, func(o observation.Observation) bool { return o.Status == code.OK && o.Lower95 == nil })
	value := *rows[i].Value + 1
	rows[i].Value = &value
	gone := rows[len(rows)-1]
	second.Sets[0].Observations = rows[:len(rows)-1]
	older, newer := z.publish(t, first), z.publish(t, second)

	var got []release.Change
	for c, err := range release.Diff(t.Context(), older, newer) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, c)
	}
	if len(got) != 2 {
		t.Fatalf("%d changes: %+v", len(got), got)
	}
	if got[0].Kind != release.Changed || got[0].Indicator != rows[i].Indicator || len(got[0].Columns) != 1 || got[0].Columns[0].Column != "value" {
		t.Errorf("first change %+v", got[0])
	}
	if got[1].Kind != release.Removed || got[1].Area != gone.Area || got[1].Period != gone.Period || got[1].Sex != gone.Sex {
		t.Errorf("second change %+v", got[1])
	}
	for c, err := range release.Diff(t.Context(), newer, older) {
		if err != nil {
			t.Fatal(err)
		}
		if c.Kind == release.Removed {
			t.Errorf("the other way round: %+v", c)
		}
	}
	for range release.Diff(t.Context(), newer, newer) {
		t.Error("a release differs from itself")
	}
	list, err := z.List()
	if err != nil {
		t.Fatal(err)
	}
	if latest, ok := release.Latest(list); !ok || latest.ID != second.ID {
		t.Errorf("latest is %s", latest.ID)
	}
	if by := release.SupersededBy(list, first.ID); by != second.ID {
		t.Errorf("superseded by %q", by)
	}
	if by := release.SupersededBy(list, second.ID); by != "" {
		t.Errorf("superseded by %q", by)
	}
}

func TestDiffOfASetThatIsNew(t *testing.T) {
	z := newZones(t)
	first, second := small(1), small(1)
	second.ID, second.Version = "missbruk-2026-03-01-v2", 2
	extra := second.Sets[0]
	extra.Name = "extra"
	second.Sets = append(second.Sets, extra)
	added := 0
	for c, err := range release.Diff(t.Context(), z.publish(t, first), z.publish(t, second)) {
		if err != nil {
			t.Fatal(err)
		}
		if c.Kind != release.Added || c.Set != "extra" {
			t.Fatalf("%+v", c)
		}
		added++
	}
	if added != len(extra.Observations) {
		t.Errorf("%d added, want %d", added, len(extra.Observations))
	}
}

func TestFind(t *testing.T) {
	z := newZones(t)
	e := small(1)
	dir := z.publish(t, e)
	for _, q := range []release.Query{
		{Indicator: "J35003", Area: area.ID{Code: "0114"}, Period: code.Year(2025), Sex: code.Women},
		{Indicator: "J35003", Area: area.ID{Type: area.County, Code: "01"}},
		{Indicator: "J35001", Period: code.Year(2024), Sex: code.TotalSex},
		{Indicator: "J35010"},
	} {
		var want []release.Found
		for _, o := range e.Sets[0].Observations {
			if o.Indicator == q.Indicator && (q.Area.Code == "" || o.Area.Code == q.Area.Code) && (q.Area.Type == "" || o.Area.Type == q.Area.Type) &&
				(q.Period.IsZero() || o.Period == q.Period) && (q.Sex == "" || o.Sex == q.Sex) {
				if o.Value == nil {
					o.Decimals = 0 // not in the file
				}
				want = append(want, release.Found{Set: "missbruk", Observation: o})
			}
		}
		got, err := release.Find(t.Context(), dir, q)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(code.Period{})); diff != "" || len(want) == 0 {
			t.Errorf("%+v: %d wanted; %s", q, len(want), diff)
		}
	}
	if got, err := release.Find(t.Context(), dir, release.Query{Indicator: "J99999"}); err != nil || len(got) != 0 {
		t.Error(got, err)
	}
	if _, err := release.Find(t.Context(), dir, release.Query{}); err == nil {
		t.Error("a query without indicator was taken")
	}
}

func TestListTellsOfBrokenFolders(t *testing.T) {
	z := newZones(t)
	e := small(1)
	z.publish(t, e)
	if err := os.Mkdir(filepath.Join(z.releases, "broken"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(z.Dir(e.ID), z.Dir("other-name")); err != nil {
		t.Fatal(err)
	}
	if list, err := z.List(); err == nil || len(list) != 0 {
		t.Error(list, err)
	}
	if err := os.Rename(z.Dir("other-name"), z.Dir(e.ID)); err != nil {
		t.Fatal(err)
	}
	if list, err := z.List(); err == nil || len(list) != 1 {
		t.Error("the good release is not listed beside the broken one:", list, err)
	}
}
