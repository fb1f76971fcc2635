package publish

// ReadParquetTexts lets the tests of whole releases read Parquet as the tests of
// the format do: every column as text, decimals as integers with e-4.
var ReadParquetTexts = readParquetTexts

// CanonicalDecimals brings texts of the CSV to the form of ReadParquetTexts.
var CanonicalDecimals = canonicalDecimals
