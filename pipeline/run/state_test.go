package run

import (
	"testing"

	"pgregory.net/rapid"

	"jamfor/pipeline/lake"
)

// What may follow what: the whole table.
func TestStatesFollowTheMachine(t *testing.T) {
	allowed := map[[2]State]bool{
		{Received, Checked}: true,
		{Checked, Accepted}: true, {Checked, Partial}: true, {Checked, Rejected}: true, {Checked, Repeated}: true,
		{Accepted, Replaced}: true, {Accepted, Withdrawn}: true, {Partial, Replaced}: true, {Partial, Withdrawn}: true,
	}
	for _, from := range States() {
		for _, to := range States() {
			if from.May(to) != allowed[[2]State{from, to}] {
				t.Errorf("%s → %s: %v", from, to, from.May(to))
			}
		}
	}
	for _, s := range []State{Rejected, Replaced, Repeated} {
		if err := cannotWithdraw(s); err == nil || err.Error() == "" {
			t.Errorf("%s may not be withdrawn, and nobody says why", s)
		}
	}
}

// Whatever happens to a delivery's shares, and in whatever order, the state read
// from the register only ever goes where the machine allows.
func TestRegisteredStatesNeverGoAstray(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := lake.Listed{
			Rejected: rapid.IntRange(0, 3).Draw(t, "rejected"), InForce: rapid.IntRange(0, 4).Draw(t, "accepted"),
		}
		d.Status = lake.Accepted
		if d.InForce == 0 && (d.Rejected > 0 || rapid.Bool().Draw(t, "refused")) {
			d.Status = lake.Rejected
		}
		state := stateOf(d)
		if !Checked.May(state) {
			t.Fatalf("judged: %s of %+v", state, d)
		}
		for d.InForce > 0 {
			d.InForce--
			if rapid.Bool().Draw(t, "taken back") {
				d.TakenBack++
			} else {
				d.Replaced++
			}
			next := stateOf(d)
			if next != state && !state.May(next) {
				t.Fatalf("%s → %s of %+v", state, next, d)
			}
			state = next
		}
		if len(state.Next()) != 0 {
			t.Fatalf("nothing is in force, and %s is not final", state)
		}
	})
}
