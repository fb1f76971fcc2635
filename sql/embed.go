// Package sql holds the SQL of the pipeline as files: models (the rows that
// indicators count, each declared in YAML beside its SELECT), checks that hold
// over them, and macros that name what SQL dialects write differently.
//
// The files are the source that people review and can run on their own; this
// package only embeds them and reads the declarations. It opens no database.
//
// To add a model: write models/<name>.yaml (what one row is, its key, the
// datasets it rests on, the models it uses, every column with type and label)
// and models/<name>.sql, one SELECT that gives exactly those columns. It finds
//
//   - the datasets as lake.<dataset>, with all rows of the deliveries that are read
//   - urval, one row: ar, period_start, period_slut
//   - leveranser: nr, kommun, insamling, period, ordning (later periods are
//     higher), ensam (the only one of its municipality and collection)
//   - other models as modell.<name>
//
// A promise that the result must keep goes into checks/<name>.sql: one number,
// 0 when it is kept. Write every rule of choice as a total order, and hold the
// model against plain Go in pipeline/compute (slow_test.go).
package sql

import "embed"

//go:embed models checks macros
var files embed.FS
