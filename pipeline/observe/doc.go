// Package observe turns cleared cells into observations: the published values
// with their limits, ranks, quarters, comparison with the nation, and, across
// periods, change and trend. It is the last place where numbers are made.
//
// # What goes in
//
// Only what disclosure control has cleared, and of that only the cells that are
// shown: a hidden cell's parts are never read, so nothing published can depend
// on them. Ranks, quarters and comparisons are made from the published (rounded)
// figures, so that a reader can make them again and no order betrays a hidden
// decimal.
//
// # Rules
//
//   - Arithmetic is exact: parts are integers, a value is one division of
//     rationals, rounded once, half away from zero, to the definition's
//     decimals. Limits are computed from the same parts, held around the exact
//     value and then rounded by the same rule, so lower <= value <= upper always.
//   - A value whose denominator is zero, lies below the minimum base, or whose
//     pairs are too few, is not applicable, with a reason and without numbers.
//   - Rank 1 is best. Only areas of one type with status ok, a denominator of at
//     least the rank base and full enough coverage are ranked; equal published
//     values share the smallest rank, and so the quarter. An indicator without a
//     direction has neither rank nor quarter, a count alone no comparison at all.
//   - An area is compared with the nation by its own 95 % interval against the
//     nation's published value of the same sex and age group.
//   - Above the municipality a row that rests on too few of its municipalities is
//     named for those that take part and is neither ranked nor compared.
//
// # Limits
//
// The package trusts the statuses it is given. It knows nothing of how parts
// were counted or why a cell was hidden.
package observe
