// Package compute turns a version of the lake and the indicator sets into
// exact parts: one cell.Package per set and year. It materialises the SQL models
// that the sets need, one at a time, runs the plan's statements over them, and
// assembles what comes back in a fixed order.
//
// What compute guarantees:
//   - the same lake version and definitions give the same packages, whatever the
//     number of threads;
//   - a municipality whose collection did not cover the whole year has no atoms
//     and no sums: missing never looks like zero (see Selection);
//   - lists of replaced person keys are applied (see AliasShare), so that a person
//     whose number was changed is one person;
//   - every number is an integer; nothing is divided here;
//   - memory is bounded by the engine's limit plus the packages themselves:
//     rows never enter Go, save the lists of replaced person keys.
//
// What it does not do: decide what may be shown (package disclosure) or make
// statistics of parts (package observe).
package compute
