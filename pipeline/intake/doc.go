// Package intake turns one supplied file (CSV, XLSX, Parquet or Arrow IPC) into
// batches of typed core-model rows, and into findings where it cannot.
//
// A file is untrusted. Read first looks at it from outside (preflight: kind,
// size, structure, codecs, limits), then streams it: raw cells pass the
// identity guard, are typed by the contract and leave as table.Batch with every
// variable of the dataset in contract order after kommun. Identifier columns
// hold p1 in the file and p2 in the batch: p1 never leaves this package. With a
// Mapping the file may be any table of a source system.
//
// What Read checks: file and sheet structure, which dataset it is, columns,
// types, code lists (not their validity in time), agreement with the delivery's
// municipality and period, identities. What it leaves to validate: required
// values, ranges, lengths, codes valid at a date, instruments, rules over several
// columns or rows, keys, parents, comparisons with earlier deliveries. A value
// that Read raised a finding about is missing in the batch, and the finding has
// reached the sink before the batch.
//
// Memory is bounded by Limits whatever the file's size. The package starts no
// process, opens no file and no connection, and is pure Go, so that the
// supplier's tool and a web page can run it.
package intake
