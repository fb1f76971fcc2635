package statistic

// Error is a reason why a statistic is not defined. Errors are constants and
// comparable, so callers branch with errors.Is(err, statistic.ErrZeroBase).
type Error string

// Error implements error.
func (e Error) Error() string { return string(e) }

// The reasons.
const (
	// ErrLevel: the confidence level is neither 0.9–1 nor 90–100.
	ErrLevel = Error("confidence level must be 0.9 to 1 or 90 to 100")
	// ErrNotFinite: an argument is NaN or infinite.
	ErrNotFinite = Error("argument is missing or not finite")
	// ErrNegative: a count, base, weight or variance is below zero.
	ErrNegative = Error("argument is negative")
	// ErrZeroBase: the denominator, base or population is zero.
	ErrZeroBase = Error("base is zero")
	// ErrAboveBase: the numerator exceeds the base of a proportion.
	ErrAboveBase = Error("numerator exceeds its base")
	// ErrTooFew: too few items, areas, points or groups for the method.
	ErrTooFew = Error("too few items")
	// ErrFewEvents: fewer events than a standardised rate may rest on.
	ErrFewEvents = Error("too few events")
	// ErrLength: lists that belong together differ in length.
	ErrLength = Error("lists differ in length")
	// ErrNoVariation: the spread that the method divides by is zero.
	ErrNoVariation = Error("no variation")
	// ErrTies: the exact method does not allow ties or zero differences.
	ErrTies = Error("ties or zeros")
	// ErrTooMany: beyond the size that an exact method handles.
	ErrTooMany = Error("too many items for the exact method")
	// ErrRange: a parameter lies outside the range that gives it meaning.
	ErrRange = Error("parameter out of range")
	// ErrInexact: exact parts that no list of numbers can have (Σx² too small,
	// a sum without its count).
	ErrInexact = Error("parts contradict each other")
	// ErrUnbounded: the interval is not a finite interval (Fieller with g >= 1).
	ErrUnbounded = Error("interval is unbounded")
)
