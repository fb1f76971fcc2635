// Package suppress chooses which numbers of a table to hide beside those that
// a rule hides, so that no hidden number follows from the shown ones by
// addition and subtraction: the elimination of Langsrud (GaussSuppression,
// 2024), in exact integers.
//
// Columns are offered for publication from the most to the least important.
// Publishing a column tells it, and with it every combination with what was
// published before; so each published column is eliminated from all later and
// all primary ones. A column whose remainder is proportional to the remainder
// of a primary column would give that one away and is hidden instead. Primary
// columns are reduced at once, to be compared (guards.go); later ones when their
// turn comes (basis.go).
//
// Magnitudes are protected against contributors by making each lone contributor
// an attacker of the model (model.Contributors), who knows what is his own.
//
// Limits: the result is not the least possible number of hidden cells, and it
// guards against exact recovery only. Package audit checks both, by other code.
package suppress
