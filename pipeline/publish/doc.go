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
//	jsonstat/<set>.<split>.json, px/…    the same with the classes of a split, where there are any
//	quality/<set>.html, .json            quality declaration by the concepts of SIMS
//	reports/kommun/<code>.html           a municipality beside nation, county, group and similar ones
//	reports/lan/<code>.html              a county beside the nation and the other counties
//	metadata/*.json                      definitions, areas, facts of the release
//	datapackage.json                     what files there are (Data Package 2.0)
//	index.html                           what the release says, in a page
//
// Catalogue makes the files that describe all releases together, which lie
// beside their folders: DCAT-AP-SE, release calendar, log of corrections, latest.
//
// Write lists its files for the manifest, which package release writes. The tabular
// formats write the texts of release.Columns, so they cannot disagree; a test
// reads each of them back.
//
// Files are deterministic: no wall time, no host, fixed properties and zip
// times, sorted keys. What is suppressed is not in an edition, so no format can
// give it away. The package computes one statistic, the unweighted mean of the
// values that similar municipalities show, and places shown values on charts; the
// other numbers that are not in the edition are numbers of rows, files and
// municipalities. Read makes an edition again from a folder, which proves it.
package publish
