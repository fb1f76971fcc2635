// Package canonical writes and reads the only data files the lake holds: Parquet
// of one dataset of the contract, sorted by key, with the contract's field ids.
//
// # The file
//
// Physical types: text, code, pseudonym and month are UTF-8 byte arrays,
// integer is INT64, year INT32, decimal DECIMAL(18,4) on INT64, date DATE on
// INT32. Columns that the contract requires, and the system columns leverans,
// insamling, kommun, period and ar (field ids 901–905), are required; all
// others are optional. Pages are compressed with zstd. Pseudonym columns carry
// a bloom filter when they are part of the key and never minimum and maximum;
// every other column has both, which the lake's partitions on kommun and ar
// need. The footer names the format ("jamfor canonical 1") and nothing of the
// machine or the hour: equal rows give equal bytes.
//
// # Sorting
//
// Sorter orders any number of rows by (kommun, key columns, source row) in
// bounded memory, spilling sorted runs to a file the caller gives. Its keys
// compare as bytes, so that streams of different datasets can be joined.
//
// The package knows the contract and the leaves; it opens no file by name and
// judges no row.
package canonical
