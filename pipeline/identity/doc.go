// Package identity keeps clear identities out of the system. It has two halves.
//
// Pseudonyms: a supplier turns a personal identity number into p1 with a key
// that the platform never holds (P1Keyer); intake turns p1 into p2 with a key
// that suppliers never hold (Keyer). Reversal takes both keys. p1 is never
// written to the lake; p2 is what the lake calls a person, a case, a household
// or an answer. Local ids, unique only within a municipality, are keyed on
// (municipality, id) under a context of their own, so the same local id means
// different things in different municipalities and kinds.
//
// The guard (Guard): finds Swedish personal identity numbers that should not be
// there, in cells, headers, names and metadata, also as spreadsheets damage
// them. It reports row, column, rule and a mask, never the value.
//
// Limits: the guard cannot find a name in free text, a reserve number without a
// date (only its column's name betrays it) or a number that was hashed with a
// key. It is the second net; the first is the contract, which lets only typed
// values through. The package is pure Go without processes, files or network.
package identity
