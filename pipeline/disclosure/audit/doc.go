// Package audit attacks a suppression pattern and tells what the attack found.
// It shares the model's type with the suppressor and no code: it eliminates
// modulo primes instead of in integers, from short columns to long ones instead
// of from important ones to unimportant ones, and pivots on the least used row
// instead of the first.
//
// What is checked, for the outsider and for each of the model's attackers:
//
//   - Span: no hidden column is a combination of published ones; for attackers
//     with knowledge of their own, no primary column (a complementary one may
//     guard a number that such an attacker knows anyway). The test runs
//     modulo two primes of 61 bits; a column that vanishes under either one is
//     a failure, and is then confirmed in exact fractions where the equations
//     involved are not too many. A column that vanishes under neither is proved
//     safe from addition and subtraction unless both primes divide a
//     denominator of its combination.
//   - Insider: no primary column is determined by published ones together with
//     one hidden column of value 1, which its only contributor knows.
//   - Bounds: integer bounds of hidden columns that follow from the model's
//     equations by repeated substitution (hidden numbers are at least Least,
//     parts at most their total). A primary column whose bounds are narrower
//     than required is a failure.
//
// What is not checked: bounds that only a linear or integer programme finds
// (wide bounds by substitution prove nothing), coalitions of contributors,
// knowledge from outside the tables.
package audit
