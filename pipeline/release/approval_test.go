package release_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jamfor/pipeline/release"
)

// stageUnproven stages an edition with so many unproven numbers.
func (z zones) stageUnproven(t *testing.T, e *release.Edition, n int) release.Candidate {
	t.Helper()
	c, err := z.Stage(t.Context(), e, release.Terms{Unproven: n}, csvWriter(e))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// approve lets both persons approve, the officer accepting the number.
func (z zones) approve(t *testing.T, id string, accepted int) release.Candidate {
	t.Helper()
	if _, err := z.Approve(id, release.Approval{Role: release.Owner, Name: "A. Ägare", At: noon}); err != nil {
		t.Fatal(err)
	}
	c, err := z.Approve(id, release.Approval{Role: release.DisclosureOfficer, Name: "B. Granskare", At: noon, Unproven: accepted})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestUnprovenNumbersAreAccepted: the disclosure officer accepts the exact number,
// and nobody else any.
func TestUnprovenNumbersAreAccepted(t *testing.T) {
	refused := func(unproven, accepted int) *release.UnprovenError {
		return &release.UnprovenError{Unproven: unproven, Accepted: accepted}
	}
	cases := map[string]struct {
		unproven int
		role     release.Role
		accepted int
		refused  *release.UnprovenError
		wrong    bool // refused as a mistake of the caller
	}{
		"nothing to accept":           {0, release.DisclosureOfficer, 0, nil, false},
		"accepts what is not there":   {0, release.DisclosureOfficer, 3, refused(0, 3), false},
		"says nothing":                {3, release.DisclosureOfficer, 0, refused(3, 0), false},
		"accepts fewer":               {3, release.DisclosureOfficer, 2, refused(3, 2), false},
		"accepts more":                {3, release.DisclosureOfficer, 4, refused(3, 4), false},
		"accepts a negative number":   {3, release.DisclosureOfficer, -3, refused(3, -3), false},
		"accepts them":                {3, release.DisclosureOfficer, 3, nil, false},
		"the owner is asked nothing":  {3, release.Owner, 0, nil, false},
		"the owner has none to allow": {3, release.Owner, 3, nil, true},
	}
	for what, c := range cases {
		t.Run(what, func(t *testing.T) {
			z := newZones(t)
			e := real(1)
			z.stageUnproven(t, e, c.unproven)
			_, err := z.Approve(e.ID, release.Approval{Role: c.role, Name: "B. Granskare", At: noon, Unproven: c.accepted})
			var got *release.UnprovenError
			errors.As(err, &got)
			if diff := cmp.Diff(c.refused, got); diff != "" {
				t.Error(diff)
			}
			if wantErr := c.wrong || c.refused != nil; (err != nil) != wantErr {
				t.Errorf("got %v, want an error: %t", err, wantErr)
			}
			after, err := z.Candidate(e.ID)
			if err != nil {
				t.Fatal(err)
			}
			if n := len(after.Approvals()); (n == 1) != (c.refused == nil && !c.wrong) {
				t.Errorf("%d approvals are kept", n)
			}
		})
	}
}

// TestDecisionIsRecorded: the approval says who accepted how many, and when; nothing of
// it is in the public folder.
func TestDecisionIsRecorded(t *testing.T) {
	z := newZones(t)
	e := real(1)
	z.stageUnproven(t, e, 12)
	c := z.approve(t, e.ID, 12)
	want := release.Approval{Role: release.DisclosureOfficer, Name: "B. Granskare", At: noon, Unproven: 12}
	got := c.Approvals()[0]
	if got.Manifest == "" {
		t.Error("the approval names no manifest")
	}
	if got.Manifest = ""; got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if _, err := z.Publish(t.Context(), e.ID, noon); err != nil {
		t.Fatal(err)
	}
	public, err := os.ReadFile(filepath.Join(z.Dir(e.ID), release.ManifestName))
	if err != nil || strings.Contains(string(public), "unproven") || strings.Contains(string(public), "Granskare") {
		t.Errorf("the manifest tells of the decision (%v)", err)
	}
	if c, err = z.Candidate(e.ID); err != nil || c.Unproven() != 12 || len(c.Approvals()) != 2 {
		t.Errorf("once released: %d unproven, %d approvals, %v", c.Unproven(), len(c.Approvals()), err)
	}
}

// TestAnotherNumberNeedsAnotherApproval: the same bytes with another number are
// another candidate; a release stays whatever its number is found to be.
func TestAnotherNumberNeedsAnotherApproval(t *testing.T) {
	z := newZones(t)
	e := real(1)
	z.stageUnproven(t, e, 3)
	z.approve(t, e.ID, 3)
	if c := z.stageUnproven(t, e, 3); !c.Approved() {
		t.Error("staging the same lost the approvals")
	}
	for _, n := range []int{4, 0} {
		if c := z.stageUnproven(t, e, n); c.Unproven() != n || len(c.Approvals()) != 0 {
			t.Errorf("%d unproven: %d are kept, with %d approvals", n, c.Unproven(), len(c.Approvals()))
		}
	}
	z.approve(t, e.ID, 0)
	if _, err := z.Publish(t.Context(), e.ID, noon); err != nil {
		t.Fatal(err)
	}
	if c := z.stageUnproven(t, e, 5); !c.Released || c.Unproven() != 0 || !c.Approved() {
		t.Error("a release was changed by another number")
	}
	if _, err := z.Stage(t.Context(), e, release.Terms{Unproven: -1}, csvWriter(e)); err == nil {
		t.Error("a negative number was staged")
	}
}

// TestNumberChangedByHand: an approval counts for the number that it accepted only.
func TestNumberChangedByHand(t *testing.T) {
	z := newZones(t)
	e := real(1)
	z.stageUnproven(t, e, 3)
	z.approve(t, e.ID, 3)
	z.editState(t, e.ID, `"unproven": 3,
  "approvals"`, `"unproven": 2,
  "approvals"`)
	c, err := z.Candidate(e.ID)
	if err != nil || c.Approved() || len(c.Approvals()) != 1 {
		t.Errorf("%d approvals count, %v", len(c.Approvals()), err)
	}
	if _, err := z.Publish(t.Context(), e.ID, noon); !errors.Is(err, release.ErrNotApproved) {
		t.Errorf("got %v, want ErrNotApproved", err)
	}
}

// TestSyntheticAcceptsItself: the record of made-up data says the number, and that no
// person accepted it.
func TestSyntheticAcceptsItself(t *testing.T) {
	z := newZones(t)
	e := small(1)
	z.stageUnproven(t, e, 7)
	c, err := z.ApproveSynthetic(e.ID, noon)
	if err != nil || !c.Approved() {
		t.Fatal(c.State(), err)
	}
	if a := c.Approvals()[0]; a.Role != release.DisclosureOfficer || a.Unproven != 7 || !strings.HasPrefix(a.Name, "automatic") {
		t.Errorf("the record is %+v", a)
	}
}

// editState changes a candidate's state.json.
func (z zones) editState(t *testing.T, id, old, now string) {
	t.Helper()
	name := filepath.Join(z.staged, id, "state.json")
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(replaceOnce(t, string(raw), old, now)), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestStateBeforeCounting: what was staged before unproven numbers were counted is read
// and approved as it was, keeps its approvals where none turn out to be unproven, and
// loses them where some do.
func TestStateBeforeCounting(t *testing.T) {
	for _, counted := range []int{0, 9} {
		z := newZones(t)
		e := real(1)
		z.stage(t, e)
		z.editState(t, e.ID, `"format": 2`, `"format": 1`)
		z.editState(t, e.ID, ",\n  \"unproven\": 0", "")
		if c := z.approve(t, e.ID, 0); c.Unproven() != 0 || !c.Approved() {
			t.Errorf("an old candidate: %d unproven, %s", c.Unproven(), c.State())
		}
		if c, err := z.Candidate(e.ID); err != nil || !c.Approved() {
			t.Fatal("an old candidate read again:", c.State(), err)
		}
		if c := z.stageUnproven(t, e, counted); c.Unproven() != counted || c.Approved() != (counted == 0) {
			t.Errorf("made anew with %d: %d, %s", counted, c.Unproven(), c.State())
		}
	}
}

// TestStateIsRefused: a state whose format and content do not go together is no state.
func TestStateIsRefused(t *testing.T) {
	edits := map[string][2]string{
		"unknown format":       {`"format": 2`, `"format": 3`},
		"the number is gone":   {",\n  \"unproven\": 4", ""},
		"old with a number":    {`"format": 2`, `"format": 1`},
		"a negative number":    {`"unproven": 4`, `"unproven": -4`},
		"the number is a text": {`"unproven": 4`, `"unproven": "4"`},
	}
	for what, edit := range edits {
		t.Run(what, func(t *testing.T) {
			z := newZones(t)
			e := real(1)
			if _, err := z.Stage(t.Context(), e, release.Terms{Announced: noon.Add(time.Hour), Unproven: 4}, csvWriter(e)); err != nil {
				t.Fatal(err)
			}
			z.editState(t, e.ID, edit[0], edit[1])
			if _, err := z.Candidate(e.ID); err == nil {
				t.Error("it was read")
			}
		})
	}
}
