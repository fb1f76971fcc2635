// Package expression is the small language in which indicator definitions and
// delivery rules speak about one row: conditions ("alder >= 18 AND slut IS
// NULL") and values ("efter - fore"). It looks like SQL and means what SQL
// means, with three-valued logic, but it is closed: there are no functions
// beyond COALESCE, no division (division happens once, last, elsewhere), no
// ordering of text (it depends on collation) and no comparison with NULL (it
// is never true).
//
//	expression = and { OR and }
//	and        = not { AND not }
//	not        = NOT not | predicate
//	predicate  = sum [ comparison ]
//	comparison = ( = | <> | < | <= | > | >= ) sum
//	           | [NOT] BETWEEN sum AND sum
//	           | [NOT] IN ( sum { , sum } )
//	           | IS [NOT] ( NULL | TRUE | FALSE )
//	sum        = product { ( + | - ) product }
//	product    = unary { * unary }
//	unary      = - unary | primary
//	primary    = 'text' | 12 | 1.5 | DATE 'YYYY-MM-DD' | TRUE | FALSE | NULL
//	           | column | ( expression ) | COALESCE ( expression { , expression } )
//	           | CASE WHEN expression THEN expression { WHEN … } [ ELSE expression ] END
//
// Keywords may be written in either case; columns are lower case without
// quotes. A quote inside a text is doubled.
//
// There is one tree. Parse reads it, Check holds it against the columns of a
// table and reports every mistake at once, and the checked tree is both
// compiled to SQL (Checked.SQL) and evaluated in Go (Checked.Eval). A property
// test holds the two against each other in DuckDB on random trees and rows.
//
// Numbers are exact. Every number has a statically known width: a literal its
// own digits, an Int column 19, a Decimal column 14 before and 4 after the
// point (DECIMAL(18,4)); sums and products widen. An expression that could
// need more than 38 digits is refused by Check, so nothing overflows at run
// time, neither here nor in the database.
//
// The package imports nothing of ours, keeps no state and touches no files.
package expression
