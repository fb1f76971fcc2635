package run

import (
	"slices"

	"jamfor/pipeline/code"
	"jamfor/pipeline/lake"
)

// State is where a delivery stands: received → checked → accepted or rejected →
// replaced or withdrawn. Next holds the whole machine.
type State string

// The states. A delivery is received while it lies in the inbox unjudged, and
// checked from its judgement until its rows are in the lake (seen only where an
// ingest was stopped between). Of a delivery of several municipalities that
// were not all accepted the state is partial. Repeated is content that was sent
// once more and changed nothing.
const (
	Received  State = "received"
	Checked   State = "checked"
	Accepted  State = "accepted"
	Partial   State = "partial"
	Rejected  State = "rejected"
	Replaced  State = "replaced"
	Withdrawn State = "withdrawn"
	Repeated  State = "repeated"
)

// States lists every state.
func States() []State {
	return []State{Received, Checked, Accepted, Partial, Rejected, Replaced, Withdrawn, Repeated}
}

// Next lists the states that a delivery in this one may go to; none means that the
// state is final. A new delivery with a higher number is always another delivery.
func (s State) Next() []State {
	switch s {
	case Received:
		return []State{Checked}
	case Checked:
		return []State{Accepted, Partial, Rejected, Repeated}
	case Accepted, Partial:
		return []State{Replaced, Withdrawn}
	}
	return nil
}

// May reports whether a delivery may go from this state to the other.
func (s State) May(next State) bool { return slices.Contains(s.Next(), next) }

// stateOf reads the state of a judged delivery from the register's counts of its
// municipalities' shares. While a share is in force the delivery is; after that it
// is withdrawn if any share was taken back.
func stateOf(d lake.Listed) State {
	switch {
	case d.Status == lake.Rejected:
		return Rejected
	case d.InForce > 0 && d.Rejected > 0:
		return Partial
	case d.InForce > 0:
		return Accepted
	case d.TakenBack > 0:
		return Withdrawn
	case d.Replaced > 0:
		return Replaced
	}
	return Repeated
}

// cannotWithdraw tells why a delivery in a state that may not become withdrawn
// cannot be.
func cannotWithdraw(s State) error {
	return &UserError{map[State]code.Text{
		Rejected: {SV: "Leveransen är underkänd: inget av den finns i lagret.", EN: "The delivery is rejected: nothing of it is in the lake."},
		Replaced: {SV: "Leveransen är ersatt av en senare. Återkalla den senare.", EN: "The delivery is replaced by a later one. Withdraw the later one."},
		Repeated: {SV: "Leveransen är en upprepning som inte ändrade något: det finns inget att återkalla.", EN: "The delivery is a repetition that changed nothing: there is nothing to withdraw."},
	}[s]}
}
