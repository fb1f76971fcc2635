// Package statistic holds the statistical methods behind published figures:
// intervals, tests, ranks, trends, funnel limits, standardisation. Every
// function is pure: the same arguments give the same result, nothing is read,
// logged or kept. The package imports nothing of ours, no process, no network,
// and so runs wherever the supplier's tool runs.
//
// # Conventions
//
// A confidence [Level] may be written as a fraction (0.9 to 1) or in percent
// (90 to 100). Limits that a method does not define are NaN ([Interval.Lower],
// [Interval.Upper]); an upper limit can be +Inf where the method says so. What
// cannot be computed at all is an error of type [Error], a constant that callers
// compare with [errors.Is]; nothing panics, whatever the arguments. Errors never
// repeat the figures that caused them, because unpublished counts must not reach
// a log.
//
// # Limits
//
// The methods say how much a figure would vary if the process behind it ran
// again; they know nothing of non-response, coding errors or disclosure control.
// A comparison never rests on two overlapping intervals: use the difference and
// ratio methods. Quantiles of the normal, t, chi-squared, gamma, beta and F
// distributions agree with R to about 1e-10 for tail
// probabilities between 0.001 and 0.999; everything else is written here from
// the published formulas, which each function names.
package statistic
