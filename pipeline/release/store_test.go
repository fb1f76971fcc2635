package release_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jamfor/pipeline/release"
)

// real is an edition that is not synthetic and therefore needs people.
func real(seed uint64) *release.Edition {
	e := small(seed)
	e.Synthetic = false
	for i := range e.Sets[0].Indicators {
		e.Sets[0].Indicators[i].EstimatedPopulation = false
	}
	return e
}

func TestReleaseNeedsTwoPersonsAndItsTime(t *testing.T) {
	z := newZones(t)
	e := real(1)
	announced := noon.Add(time.Hour)
	if _, err := z.Stage(t.Context(), e, release.Terms{Announced: announced}, csvWriter(e)); err != nil {
		t.Fatal(err)
	}
	wantErr := func(want error, err error) {
		t.Helper()
		if !errors.Is(err, want) {
			t.Errorf("got %v, want %v", err, want)
		}
	}
	_, err := z.ApproveSynthetic(e.ID, noon)
	wantErr(release.ErrNotApproved, err)
	_, err = z.Publish(t.Context(), e.ID, announced)
	wantErr(release.ErrNotApproved, err)
	if _, err := z.Approve(e.ID, release.Approval{Role: release.Owner, Name: "A. Ägare", At: noon}); err != nil {
		t.Fatal(err)
	}
	_, err = z.Publish(t.Context(), e.ID, announced)
	wantErr(release.ErrNotApproved, err)
	if _, err := z.Approve(e.ID, release.Approval{Role: release.DisclosureOfficer, Name: "a ägare", At: noon}); err == nil {
		t.Error("one person approved in both roles")
	}
	if _, err := z.Approve(e.ID, release.Approval{Role: release.DisclosureOfficer, Name: "  ", At: noon}); err == nil {
		t.Error("an approval without a name was taken")
	}
	if _, err := z.Approve(e.ID, release.Approval{Role: "chief", Name: "C. Chef", At: noon}); err == nil {
		t.Error("an unknown role was taken")
	}
	c, err := z.Approve(e.ID, release.Approval{Role: release.DisclosureOfficer, Name: "B. Granskare", At: noon})
	if err != nil || c.State() != "approved" {
		t.Fatal(c.State(), err)
	}
	_, err = z.Publish(t.Context(), e.ID, announced.Add(-time.Second))
	wantErr(release.ErrEmbargo, err)
	if got := names(t, z.releases); len(got) != 0 {
		t.Errorf("before its minute releases/ holds %v", got)
	}
	if _, err := z.Publish(t.Context(), e.ID, announced); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{e.ID}, names(t, z.releases)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"data", "manifest.json"}, names(t, z.Dir(e.ID))); diff != "" {
		t.Error("the public folder holds more than the public may see:", diff)
	}
	if _, err := z.Publish(t.Context(), e.ID, announced); err != nil {
		t.Error("publishing again:", err)
	}
	_, err = z.Approve(e.ID, release.Approval{Role: release.Owner, Name: "D. Efteråt", At: noon})
	wantErr(release.ErrImmutable, err)
	wantErr(release.ErrImmutable, z.Discard(e.ID))
	_, err = z.Publish(t.Context(), "annan-1", noon)
	wantErr(release.ErrNotFound, err)
}

func TestApprovalsBelongToTheBytes(t *testing.T) {
	z := newZones(t)
	e := real(1)
	z.stage(t, e)
	for role, name := range map[release.Role]string{release.Owner: "A. Ägare", release.DisclosureOfficer: "B. Granskare"} {
		if _, err := z.Approve(e.ID, release.Approval{Role: role, Name: name, At: noon}); err != nil {
			t.Fatal(err)
		}
	}
	if c := z.stage(t, e); !c.Approved() {
		t.Error("staging the same bytes lost the approvals")
	}
	other := real(2)
	if c := z.stage(t, other); c.Approved() || len(c.Approvals()) != 0 {
		t.Error("other bytes kept the approvals")
	}
}

func TestAlteredCandidateIsNotPublished(t *testing.T) {
	change := map[string]func(t *testing.T, dir string){
		"a data file": func(t *testing.T, dir string) { appendTo(t, filepath.Join(dir, "data", "missbruk.csv"), "\n") },
		"a new file":  func(t *testing.T, dir string) { appendTo(t, filepath.Join(dir, "data", "more.csv"), "x") },
		"the manifest": func(t *testing.T, dir string) {
			name := filepath.Join(dir, release.ManifestName)
			raw, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			raw = []byte(replaceOnce(t, string(raw), `"version": 1`, `"version": 2`))
			if err := os.WriteFile(name, raw, 0o644); err != nil {
				t.Fatal(err)
			}
		},
	}
	for what, alter := range change {
		t.Run(what, func(t *testing.T) {
			z := newZones(t)
			e := small(1)
			z.stage(t, e)
			if _, err := z.ApproveSynthetic(e.ID, noon); err != nil {
				t.Fatal(err)
			}
			alter(t, z.CandidateDir(e.ID))
			if _, err := z.Publish(t.Context(), e.ID, noon); err == nil {
				t.Fatal("altered bytes were published")
			}
			if got := names(t, z.releases); len(got) != 0 {
				t.Errorf("releases/ holds %v", got)
			}
			z.stage(t, e) // staging again heals it
			if _, err := z.ApproveSynthetic(e.ID, noon); err != nil {
				t.Fatal(err)
			}
			if _, err := z.Publish(t.Context(), e.ID, noon); err != nil {
				t.Error("after staging again:", err)
			}
		})
	}
}

func TestReleasedNeverChanges(t *testing.T) {
	z := newZones(t)
	z.publish(t, small(1))
	same := small(1)
	if c := z.stage(t, same); !c.Released {
		t.Error("the same bytes are not recognised as released")
	}
	other := small(2)
	if _, err := z.Stage(t.Context(), other, release.Terms{}, csvWriter(other)); !errors.Is(err, release.ErrImmutable) {
		t.Errorf("got %v, want ErrImmutable", err)
	}
	if got := names(t, z.staged); slices.ContainsFunc(got, func(n string) bool { return n[0] == '.' }) {
		t.Errorf("staged/ holds %v", got)
	}
	// The record of approvals can be archived away: the release stands by itself.
	if err := os.RemoveAll(filepath.Join(z.staged, same.ID)); err != nil {
		t.Fatal(err)
	}
	if c, err := z.Candidate(same.ID); err != nil || c.State() != "released" {
		t.Error(c.State(), err)
	}
}

func TestFailedWritingLeavesNothing(t *testing.T) {
	z := newZones(t)
	e := small(1)
	boom := errors.New("disk full")
	_, err := z.Stage(t.Context(), e, release.Terms{}, func(ctx context.Context, dir string) ([]release.FileInfo, error) {
		if _, err := csvWriter(e)(ctx, dir); err != nil {
			return nil, err
		}
		return nil, boom
	})
	if !errors.Is(err, boom) {
		t.Errorf("got %v", err)
	}
	if got := names(t, z.staged); len(got) != 0 {
		t.Errorf("staged/ holds %v", got)
	}
}

func TestSweepRemovesWhatAKillLeft(t *testing.T) {
	z := newZones(t)
	e := small(1)
	z.stage(t, e)
	for _, dir := range []string{z.staged, z.releases} {
		if err := os.MkdirAll(filepath.Join(dir, ".tmp-dead", "release"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	swept, err := z.Sweep()
	if err != nil || len(swept) != 2 {
		t.Error(swept, err)
	}
	if diff := cmp.Diff([]string{e.ID}, names(t, z.staged)); diff != "" {
		t.Error(diff)
	}
	if err := z.Discard(e.ID); err != nil {
		t.Fatal(err)
	}
	if got := names(t, z.staged); len(got) != 0 {
		t.Errorf("after discard staged/ holds %v", got)
	}
}

// A kill between the rename and the rest leaves the folder in releases/ and the
// state in staged/: that is released, and the next run says so.
func TestKilledAfterTheRename(t *testing.T) {
	z := newZones(t)
	e := small(1)
	z.stage(t, e)
	if _, err := z.ApproveSynthetic(e.ID, noon); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(z.CandidateDir(e.ID), z.Dir(e.ID)); err != nil {
		t.Fatal(err)
	}
	if c := z.stage(t, e); !c.Released {
		t.Error("not recognised as released")
	}
	if _, err := z.Publish(t.Context(), e.ID, noon); err != nil {
		t.Error(err)
	}
	if list, err := z.Candidates(); err != nil || len(list) != 0 {
		t.Error("still waits:", list, err)
	}
}

func TestAnnouncedTimeCanMove(t *testing.T) {
	z := newZones(t)
	e := small(1)
	if _, err := z.Stage(t.Context(), e, release.Terms{Announced: noon}, csvWriter(e)); err != nil {
		t.Fatal(err)
	}
	if _, err := z.Stage(t.Context(), e, release.Terms{Announced: noon.Add(time.Hour)}, csvWriter(e)); err != nil {
		t.Fatal(err)
	}
	if c, err := z.Candidate(e.ID); err != nil || !c.Announced().Equal(noon.Add(time.Hour)) {
		t.Error(c.Announced(), err)
	}
}

func appendTo(t *testing.T, name, text string) {
	t.Helper()
	f, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString(text); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}
