package lake

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestAt(t *testing.T) {
	stockholm := time.FixedZone("stockholm", 3600)
	times := []time.Time{
		time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC), time.Date(2026, 3, 1, 23, 30, 0, 0, time.UTC),
		time.Date(2026, 3, 1, 6, 0, 0, 0, time.UTC), // the clock was set back
	}
	n := 0
	w := newWorkspace(t)
	w.now, w.day = func() time.Time { n++; return times[n-1] }, stockholm
	for i, id := range []string{"a1", "a2", "a3"} {
		w.commit(t, addiction(id, "1280", i+1, map[string]int{"arende": 1}))
	}
	for text, want := range map[string]int64{
		"0": 0, "1": 1, "3": 3, "4": -1, "x": -2, "2026-02-28": -1,
		"2026-03-01": 1, "2026-03-02": 3, // 23:30 UTC is the next day in Stockholm
		"2026-03-01T12:00:00Z": 1, "2026-03-01T11:59:59Z": -1, "2026-03-02T00:30:00+01:00": 2, "2027-01-01": 3,
	} {
		v, err := w.At(context.Background(), text)
		switch {
		case want == -1 && !errors.Is(err, ErrNoVersion), want == -2 && (err == nil || errors.Is(err, ErrNoVersion)):
			t.Errorf("At(%q): error %v", text, err)
		case want >= 0 && (err != nil || v.Number != want):
			t.Errorf("At(%q) = %d, %v, want %d", text, v.Number, err, want)
		}
	}
	all, err := w.Versions(context.Background())
	if err != nil || len(all) != 3 || !all[2].Committed.After(all[1].Committed) {
		t.Errorf("versions %v (%v): times must not go back", all, err)
	}
	sound(t, w.Lake)
}

func TestTags(t *testing.T) {
	ctx := context.Background()
	w := newWorkspace(t)
	v := w.commit(t, addiction("a1", "1280", 1, map[string]int{"arende": 1}))
	w.commit(t, addiction("a2", "1280", 2, map[string]int{"arende": 1}))
	for range 2 {
		if err := w.TagRelease(ctx, v.Number, "2025-1"); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.TagRelease(ctx, 2, "2025-1"); !errors.Is(err, ErrConflict) {
		t.Errorf("moved tag: %v", err)
	}
	if err := w.TagRelease(ctx, 9, "2025-2"); !errors.Is(err, ErrNoVersion) {
		t.Errorf("tag of nothing: %v", err)
	}
	tags, err := w.Tags(ctx)
	if diff := cmp.Diff([]Tag{{"2025-1", 1}}, tags); diff != "" || err != nil {
		t.Error(diff, err)
	}
}

func TestNewestAndHistory(t *testing.T) {
	ctx := context.Background()
	w := newWorkspace(t)
	if _, found, err := w.Newest(ctx, "1280", "missbruk", "2025"); found || err != nil {
		t.Errorf("newest of nothing: %t %v", found, err)
	}
	w.commit(t, addiction("a1", "1280", 1, map[string]int{"arende": 3}))
	w.commit(t, addiction("a2", "1280", 2, map[string]int{"arende": 4}), sent{id: "r3", municipality: "1280", collection: "missbruk", period: "2025", sequence: 3, rejected: true})
	n, found, err := w.Newest(ctx, "1280", "missbruk", "2025")
	if want := (Newest{"a2", 2, digestOf("a2"), AcceptedShare}); n != want || !found || err != nil {
		t.Errorf("newest = %v %t %v, want %v", n, found, err, want)
	}
	history, err := w.History(ctx, "1280", "missbruk", "2025")
	want := []Event{
		{"a1", "a1.csv", digestOf("a1"), 1, AcceptedShare, "2026-01-10", 1, 2},
		{"a2", "a2.csv", digestOf("a2"), 2, AcceptedShare, "2026-01-10", 2, 0},
		{"r3", "r3.csv", digestOf("r3"), 3, RejectedShare, "2026-01-10", 0, 0},
	}
	if diff := cmp.Diff(want, history); diff != "" || err != nil {
		t.Error(diff, err)
	}
}

func TestPrevious(t *testing.T) {
	ctx := context.Background()
	w := newWorkspace(t)
	in := func(id, period string, zero bool) sent {
		s := sent{id: id, municipality: "1280", collection: "missbruk", period: period, sequence: 1, zero: zero}
		if !zero {
			s.rows = map[string]int{"arende": 2, "insats": 3}
		}
		return s
	}
	w.commit(t, in("y2022", "2022", false), in("y2023", "2023", false), in("z2024", "2024", true), in("h1", "2024H2", false), in("y2026", "2026", false))
	for period, want := range map[string]string{"2025": "y2023", "2025H1": "h1", "2022": "", "2023": "y2022", "2026-03": "h1", "2027": "y2026"} {
		e, found, err := w.Previous(ctx, "1280", "missbruk", period)
		if err != nil || e.Delivery != want || found != (want != "") {
			t.Errorf("before %s: %q %t %v, want %q", period, e.Delivery, found, err, want)
		}
		if found && (string(e.Sketch) != "sketch of "+want || !cmp.Equal(e.Rows, map[string]int64{"arende": 2, "insats": 3})) {
			t.Errorf("before %s: sketch %q rows %v", period, e.Sketch, e.Rows)
		}
	}
	if _, _, err := w.Previous(ctx, "1280", "missbruk", "x"); err == nil {
		t.Error("a bad period was taken")
	}
}

func TestViewTellsWhoDelivered(t *testing.T) {
	ctx := context.Background()
	w := newWorkspace(t)
	v := w.commit(t,
		addiction("a1", "1280", 1, map[string]int{"arende": 3}),
		sent{id: "z1", municipality: "0180", collection: "missbruk", period: "2025", sequence: 1, zero: true},
		sent{id: "o1", municipality: "0180", collection: "missbruk", period: "2024", sequence: 1, rows: map[string]int{"arende": 1}},
		sent{id: "w1", municipality: "1480", collection: "missbruk", period: "2025", sequence: 1, withdrawn: true},
		sent{id: "e1", municipality: "1280", collection: "enkat", period: "2025", sequence: 1, rows: map[string]int{"enkatsvar": 1}},
	)
	view, err := w.Snapshot(ctx, v)
	if err != nil {
		t.Fatal(err)
	}
	selection := Selection{Collections: []string{"missbruk"}, Periods: []string{"2025"}}
	got, err := view.Deliveries(ctx, selection)
	want := []InForce{
		{"0180", "missbruk", "2025", ZeroShare, "z1", "z1.csv", 1, digestOf("z1"), "2026-01-10", 0},
		{"1280", "missbruk", "2025", AcceptedShare, "a1", "a1.csv", 1, digestOf("a1"), "2026-01-10", 3},
	}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	digests, err := view.ContentDigests(ctx, selection)
	if err != nil || len(digests) != 2 || digests[0] > digests[1] {
		t.Errorf("digests %v %v", digests, err)
	}
	files, err := view.Files(ctx, "arende", selection)
	if err != nil || len(files) != 1 || files[0].Delivery != "a1" || files[0].Rows != 3 {
		t.Errorf("files %v %v", files, err)
	}
	if files, err := view.Files(ctx, "mal", Selection{}); err != nil || len(files) != 0 {
		t.Errorf("files of an empty dataset: %v %v", files, err)
	}
	if _, err := view.Files(ctx, "nothing", Selection{}); err == nil {
		t.Error("an unknown dataset was taken")
	}
	if _, err := w.Snapshot(ctx, Version{Number: 7}); !errors.Is(err, ErrNoVersion) {
		t.Errorf("unknown version: %v", err)
	}
}
