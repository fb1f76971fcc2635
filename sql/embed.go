// Package sql holds the SQL of the pipeline as files: models (the rows that
// indicators count, each declared in YAML beside its SELECT), checks that hold
// over them, and macros that name what SQL dialects write differently.
//
// The files are the source that people review and can run on their own; this
// package only embeds them and reads the declarations. It opens no database.
package sql

import "embed"

//go:embed models checks macros
var files embed.FS
