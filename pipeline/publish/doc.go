// Package publish writes the files of a release, one file of this package per
// format, all from the same release.Edition.
//
// Write fills an empty folder with
//
//	tables/<set>.xlsx                    comparison workbook, for people
//	tables/<set>.excel.csv               every observation, for spreadsheets
//	data/<set>.csv, data/<set>.parquet   every observation, for machines
//	data/<set>.csv-metadata.json         what the CSV's columns are (CSVW)
//	jsonstat/<set>.json, px/<set>.px     values as a cube of area, sex, indicator, period
//	metadata/*.json                      definitions, areas, facts of the release
//	datapackage.json                     what files there are (Data Package 2.0)
//	index.html                           what the release says, in a page
//
// and lists them for the manifest, which package release writes. The tabular
// formats write the texts of release.Columns, so they cannot disagree; a test
// reads each of them back.
//
// Files are deterministic: no wall time, no host, fixed properties and zip
// times, sorted keys. What is suppressed is not in an edition, so no format can
// give it away. The package computes no statistic; the only numbers that are
// not in the edition are numbers of rows, files and municipalities.
package publish
