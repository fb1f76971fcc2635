// Package pseudonymise turns a supplier's own extract, with identity numbers and
// local ids in clear text, into a delivery without them. It runs at the supplier
// with the supplier's key and never writes a clear identity number anywhere:
// not to the delivery, not to the table of own ids, not to a message.
//
// Every file is read twice. The first reading changes nothing: every identity
// number must be readable, every id must have a municipality, and the guard of
// package identity looks at every cell that will be kept. Only a file without
// faults is read again and written. Columns that neither the contract, nor the
// mapping, nor the caller asked for are dropped: names and free text fall away
// because nobody named them, not because somebody recognised them.
//
// Memory is bounded whatever the size: a block of rows, a workbook's shared
// texts within intake's limits, and a fixed number of remembered ids.
//
// Limits: a person's name inside a column that is kept (a unit called after its
// manager) is not recognised. CSV, XLSX, Parquet and Arrow are read; a Parquet
// or Arrow file's own metadata is dropped with everything else that nobody named.
package pseudonymise
