package lake

import (
	"errors"
	"fmt"
	"strings"
)

// Errors that callers branch on.
var (
	// ErrStale: a delivery's sequence number is below the newest accepted one.
	ErrStale = errors.New("a newer delivery is in force")
	// ErrConflict: the same sequence number or delivery id came with other content.
	ErrConflict = errors.New("same number, other content")
	// ErrNoVersion: the lake has no such version.
	ErrNoVersion = errors.New("no such lake version")
	// ErrExpired: the version's rows were removed (Expire, FinishRewriting). It is
	// an ErrNoVersion too.
	ErrExpired = fmt.Errorf("its rows were removed: %w", ErrNoVersion)
	// ErrFormat: the register was written by another, unknown format version.
	ErrFormat = errors.New("unknown register format")
	// ErrReadOnly: the lake was opened for reading.
	ErrReadOnly = errors.New("lake is open for reading only")
	// ErrBroken: an earlier write failed; the lake must be opened anew.
	ErrBroken = errors.New("an earlier write failed, open the lake anew")
	// ErrDamaged: what lies on disk contradicts the register.
	ErrDamaged = errors.New("lake is damaged")
)

// Refusal tells why one municipality's part of a delivery cannot be taken.
// Reason is ErrStale or ErrConflict; Newest is the delivery in its way.
type Refusal struct {
	Delivery     string
	Municipality string
	Collection   string
	Period       string
	Sequence     int
	Reason       error
	Newest       Newest
}

// RefusedError lists every refusal of a Commit, which then changed nothing.
// errors.Is finds ErrStale and ErrConflict in it.
type RefusedError struct{ Refusals []Refusal }

func (e *RefusedError) Error() string {
	texts := make([]string, len(e.Refusals))
	for i, r := range e.Refusals {
		texts[i] = fmt.Sprintf("delivery %s, %s %s %s, sequence %d: %v (in force: %s, sequence %d)",
			r.Delivery, r.Municipality, r.Collection, r.Period, r.Sequence, r.Reason, r.Newest.Delivery, r.Newest.Sequence)
	}
	return strings.Join(texts, "; ")
}

// Unwrap gives the reasons.
func (e *RefusedError) Unwrap() []error {
	errs := make([]error, len(e.Refusals))
	for i, r := range e.Refusals {
		errs[i] = r.Reason
	}
	return errs
}

// InvalidError lists what is wrong with the deliveries handed to Commit: a
// mistake of the calling program, not of a supplier.
type InvalidError struct{ Problems []string }

func (e *InvalidError) Error() string {
	return "invalid deliveries: " + strings.Join(e.Problems, "; ")
}

// MismatchError lists how a part's file differs from what the contract and its
// key demand. Nothing was changed.
type MismatchError struct {
	Key      Key
	Problems []string
}

func (e *MismatchError) Error() string {
	return fmt.Sprintf("part %s: %s", e.Key, strings.Join(e.Problems, "; "))
}
