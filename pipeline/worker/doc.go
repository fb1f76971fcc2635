// Package worker turns one delivery's untrusted files into canonical Parquet,
// in a child process that can be killed.
//
// Process does the work: it reads every file of a Job through package intake,
// sorts and validates the rows, and writes one canonical Parquet file per
// municipality and dataset, one after the other, into a single staging file.
// Run is the parent's side: it starts jamfor-worker (or the caller's own
// executable with a hidden argument) with the input, staging and spill files as
// open descriptors, the job and the keys on pipes, under limits for memory,
// processor time, file size and wall time; it reads the result back and holds
// every part against its footer, row count and digest before the caller may
// commit it. Main is the child's side.
//
// A worker that dies, hangs or lies is a rejected delivery with a reason, never
// a stopped intake. The limits need Linux; elsewhere Run answers ErrUnsupported
// and Process can be called in process, within row and byte budgets.
//
// The package commits nothing: the caller moves accepted parts into the lake.
package worker
