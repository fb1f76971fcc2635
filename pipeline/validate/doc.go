// Package validate holds a delivery against the contract: rules become
// findings, findings become a report in the supplier's words.
//
// Rows are judged twice: by themselves as they are read (code lists, ranges,
// required values, lengths, the contract's own rules), and in key order after
// sorting (unique keys, existing parents, measurements in order, one sex and
// year of birth per person). A finding of severity stop rejects its
// municipality's part of the delivery, all datasets of it, and nothing else; a
// stop that no municipality can be named for rejects the whole delivery.
//
// Figures of earlier deliveries come in as arguments; the package reads no
// file, starts nothing and keeps no state, so that the supplier's own check is
// the same as the national one. Findings never hold the offending value.
package validate
