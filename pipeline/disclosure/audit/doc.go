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
//     involved are not too many. The second prime is asked where the first, and
//     bounds and pins, found nothing: what they found is to be mended anyway. A column that vanishes under neither is proved
//     safe from addition and subtraction unless both primes divide a
//     denominator of its combination.
//   - Insider: no primary column is determined by published ones together with
//     one hidden column of value 1, which its only contributor knows.
//   - Bounds: integer bounds of hidden columns that follow from the model's
//     equations by repeated substitution (hidden numbers are at least Least,
//     parts at most their total). A primary column whose bounds are narrower
//     than required is a failure.
//   - Pins: hidden numbers whose sum a reader can compute and is no more than the sum
//     of the least that they can be, and what follows from them; over all hidden
//     numbers at once, in exact integers (pinned.go). They are failures.
//   - Intervals, once nothing else was found. Wide bounds by substitution prove
//     nothing; what proves a column wide is a second table: other integers that
//     leave every published column as it is, every hidden one at least Least,
//     and the column different by the width. Such tables are looked for along
//     the kernel of the published columns: vectors found modulo a prime and
//     verified in integers, made short by taking them off each other
//     (shorten.go), added one at a time, then in long walks from table to table
//     (wander.go) and in walks towards one column (walk.go), each table serving
//     all columns at once. For what is left by then a table in fractions is looked
//     for, in floating point and for many columns at once, and checked in integers
//     (fractions.go, gradient.go); and last come the corners of linear
//     programmes in exact integers, one column at a time. A programme that comes to its end gives the
//     exact limits in fractions, whatever the size of the component; limits with
//     too few integers between them are a failure. The findings count what is
//     proven wide, what has room in fractions only, and what stays unproven
//     because a programme grew beyond its limits (programme.go): of these it says
//     how many can take another value in fractions (Loose). What is asked for is
//     each column's own Room, and Options.Width where it has none; Options.Amounts
//     asks the same of hidden sums, below and above, by the Reach of their rows.
//   - Told: with Options.Amounts every sum must keep its room before each of those who
//     know a part of others (Row.Knower), too (told.go).
//
// Unless Options.InnerCells says otherwise, rows may be negative in the interval
// audit: what the reader counts on is that columns are not. A second table is
// then one of columns that add up, not a list of persons: a reader who knows
// more of the cells within a column may exclude it.
//
// What is not checked: integer limits tighter than those in fractions (the
// columns counted as fractional), intervals of attackers with knowledge of
// their own but Knowers, coalitions of contributors, knowledge from outside the tables.
package audit
