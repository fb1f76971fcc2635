// Package indicator holds the definitions of indicators: it reads the YAML of
// the indicator sets, expands what is written once for several service areas,
// and checks every definition against the models that it counts and against
// the core model, reporting all mistakes at once with file, line and column.
//
// A newcomer reads Definition first, then indicators/README.md. The package
// computes nothing from a database: package plan turns a checked definition's
// conditions and values (Definition.Base and the methods beside it) into SQL.
// Evaluate computes the same parts slowly and plainly over rows in memory: it
// is the oracle in tests and the engine of a supplier's local feedback.
//
// Everything loaded is immutable and may be used by several goroutines. The
// package is free of cgo, processes and the network.
package indicator
