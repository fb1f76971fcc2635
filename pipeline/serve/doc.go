// Package serve answers over HTTP with what has been released, and with nothing
// else: it is given the folder releases/ and can open no other.
//
//	/                          a page for people: releases, sets, files, APIs, examples
//	/releases/{id}/{file}      the files of a release, as they are, with Range
//	/releases/latest/{file}    leads to the same file of the latest release
//	/v3/…                      Kolada's read API (version 3), so that its clients work
//	/api/v1/…                  the own API: observations, indicators, areas, releases
//	/healthz                   whether there is anything to serve
//	/metrics                   counts for Prometheus
//
// Every figure comes from the released CSV. The package computes one statistic:
// the unweighted mean that Kolada's groups of municipalities are, made of
// published values only, so it can say nothing that the files do not say. What
// is suppressed is not in a release, so no filter here protects it; and an
// embargo holds because the folder is not there before its minute.
//
// A release never changes, so its index is made once, kept in memory as packed
// text beside small keys, and shared by all requests. The current view is, for
// each set, the latest release that has it. A new folder is found within
// Config.Poll and shown when all of it is loaded.
//
// Answers are made once for all who ask the same (see answers) and files are
// compressed once (see packer), within budgets; large tables are written while
// they are read. So memory follows the releases and the budgets, not the readers.
//
// Nothing is stored about those who ask: the log has method, route, status and
// duration, never an address or a query; addresses live in memory for the rate
// limit only, for a minute.
package serve
