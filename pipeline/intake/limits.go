package intake

import "math"

// Limits bounds what one file may cost. DefaultLimits gives the house values;
// a zero field takes its default.
type Limits struct {
	FileBytes    int64 // size of the file as sent; default 16 GiB
	EmittedBytes int64 // bytes of raw cells after unpacking; default 1 GiB and 200 times the file, at most 64 GiB
	Rows         int64 // data rows of all sheets; default 400 million
	Line         int   // bytes of one row, and of one cell; default 1 MiB
	Fields       int   // columns; default 500
	FindingsRule int   // findings handed over per rule; the rest is counted; default 100

	ZipEntries    int   // entries of a workbook; default 2,000
	ZipEntryBytes int64 // unpacked bytes of one entry, claimed and true; default 200 MiB
	ZipTotalBytes int64 // unpacked bytes of all entries; default 500 MiB
	ZipRatio      int64 // unpacked : packed, for entries beyond 1 MiB; default 200
	SharedBytes   int64 // shared strings of a workbook in memory; default 128 MiB
	SheetRows     int   // rows of one sheet; default 1,048,576

	FooterBytes int64 // Parquet footer, Arrow metadata; default 8 MiB
	RowGroups   int   // Parquet row groups, Arrow batches × 10; default 10,000
	PageBytes   int64 // one unpacked Parquet page or Arrow body; default 64 MiB
}

// DefaultLimits are the house values, for files of any size.
func DefaultLimits() Limits { return Limits{}.withDefaults().forSize(math.MaxInt64 / emittedRatio / 2) }

// emittedRatio is how many bytes of cells a byte of a file may become: a
// dictionary can repeat a long text without end.
const emittedRatio = 200

// forSize fills the limits that depend on the file's size.
func (l Limits) forSize(size int64) Limits {
	const gib = 1 << 30
	if l.EmittedBytes <= 0 {
		l.EmittedBytes = min(64*gib, gib+emittedRatio*min(size, l.FileBytes))
	}
	return l
}

func (l Limits) withDefaults() Limits {
	const mib, gib = 1 << 20, 1 << 30
	orInt := func(v *int, d int) {
		if *v <= 0 {
			*v = d
		}
	}
	or64 := func(v *int64, d int64) {
		if *v <= 0 {
			*v = d
		}
	}
	or64(&l.FileBytes, 16*gib)
	or64(&l.Rows, 400_000_000)
	orInt(&l.Line, mib)
	orInt(&l.Fields, 500)
	orInt(&l.FindingsRule, 100)
	orInt(&l.ZipEntries, 2000)
	or64(&l.ZipEntryBytes, 200*mib)
	or64(&l.ZipTotalBytes, 500*mib)
	or64(&l.ZipRatio, 200)
	or64(&l.SharedBytes, 128*mib)
	orInt(&l.SheetRows, 1_048_576)
	or64(&l.FooterBytes, 8*mib)
	orInt(&l.RowGroups, 10_000)
	or64(&l.PageBytes, 64*mib)
	return l
}
