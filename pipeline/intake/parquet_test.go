package intake

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress"
	"github.com/parquet-go/parquet-go/compress/brotli"
	"github.com/parquet-go/parquet-go/compress/gzip"
	"github.com/parquet-go/parquet-go/compress/lz4"
	"github.com/parquet-go/parquet-go/compress/snappy"
	"github.com/parquet-go/parquet-go/compress/uncompressed"
	"github.com/parquet-go/parquet-go/compress/zstd"
)

type scoreRow struct {
	Arende            string    `parquet:"Ärende"`
	Instrument        string    `parquet:"instrument,dict"`
	Instrumentversion int32     `parquet:"instrumentversion"`
	Skala             string    `parquet:"skala"`
	Skattare          string    `parquet:"skattare"`
	Tillfalle         string    `parquet:"tillfalle"`
	Datum             int32     `parquet:"datum,date"`
	Varde             *float64  `parquet:"varde,optional"`
	InsatsNr          *int64    `parquet:"insats_nr,optional"`
	Skapad            time.Time `parquet:"skapad,timestamp(microsecond)"`
}

func scores(t testing.TB, n int) []scoreRow {
	value, number := 12.5, int64(3)
	rows := make([]scoreRow, n)
	for i := range rows {
		rows[i] = scoreRow{p1(t, "a"), "asi", 2022, "halsa_index", "intervjuare", "fore", 20148, &value, &number, time.Date(2025, 1, 1, 12, 0, 0, 0, time.UTC)}
		if i%2 == 1 {
			rows[i].Varde, rows[i].InsatsNr = nil, nil
		}
	}
	return rows
}

func parquetOf[T any](t testing.TB, codec compress.Codec, rows []T, options ...parquet.WriterOption) string {
	t.Helper()
	var b bytes.Buffer
	w := parquet.NewGenericWriter[T](&b, withCodec(codec, options)...)
	_, err := w.Write(rows)
	must(t, err)
	must(t, w.Close())
	return b.String()
}

func TestParquetCodecs(t *testing.T) {
	for _, codec := range []compress.Codec{new(uncompressed.Codec), new(snappy.Codec), new(gzip.Codec), new(zstd.Codec)} {
		for _, version := range []int{1, 2} {
			content := parquetOf(t, codec, scores(t, 10_000), parquet.DataPageVersion(version), parquet.MaxRowsPerRowGroup(3000))
			sink, s, err := readText(t, "missbruk_1280_2025_1.parquet", content, options(t))
			if err != nil {
				t.Fatalf("%s v%d: %v\n%v", codec, version, err, sink.findings)
			}
			rows := sink.rows()
			const first = " asi 2022 halsa_index intervjuare fore 2025-03-01 · 3 125000 ·"
			if s.Rows("matning") != 10_000 || !strings.HasSuffix(rows[0], first) || !strings.HasSuffix(rows[9_999], "2025-03-01 · · · ·") {
				t.Errorf("%s v%d: %d rows, first %q, last %q", codec, version, len(rows), rows[0], rows[len(rows)-1])
			}
		}
	}
}

func TestParquetRefused(t *testing.T) {
	good := parquetOf(t, new(zstd.Codec), scores(t, 100))
	type nested struct {
		Arende string   `parquet:"arende"`
		Orsak  []string `parquet:"orsak"`
	}
	number := "197803142392" // an official test number
	withMetadata := parquetOf(t, new(zstd.Codec), scores(t, 3), parquet.KeyValueMetadata("kommentar", "mor "+number))
	var longFooter [4]byte
	binary.LittleEndian.PutUint32(longFooter[:], 1<<31)
	for name, c := range map[string]struct{ content, rule string }{
		"brotli":     {parquetOf(t, new(brotli.Codec), scores(t, 100)), RuleForbidden},
		"lz4":        {parquetOf(t, new(lz4.Codec), scores(t, 100)), RuleForbidden},
		"truncated":  {good[:len(good)-100], RuleDamaged},
		"only magic": {"PAR1PAR1PAR1", RuleDamaged},
		"footer":     {good[:len(good)-8] + string(longFooter[:]) + "PAR1", RuleDamaged},
		"encrypted":  {good[:len(good)-4] + "PARE", RuleForbidden},
		"nested":     {parquetOf(t, new(zstd.Codec), []nested{{"a", []string{"b"}}}), RuleForbidden},
		"metadata":   {withMetadata, "G05"},
	} {
		_, _, err := readText(t, "missbruk_1280_2025_1.parquet", c.content, options(t))
		var refusal *Refusal
		if !errors.As(err, &refusal) || refusal.Findings[0].Rule != c.rule {
			t.Errorf("%s: err = %v, want %s", name, err, c.rule)
		}
	}
}

// TestParquetFlips holds that a wrong byte does not make the reader fall.
func TestParquetFlips(t *testing.T) {
	good := parquetOf(t, new(zstd.Codec), scores(t, 5))
	for at := 0; at < len(good); at += 7 {
		bad := good[:at] + string([]byte{good[at] ^ 0x55}) + good[at+1:]
		_, _, err := readText(t, "missbruk_1280_2025_1.parquet", bad, options(t))
		var refusal *Refusal
		if err != nil && !errors.As(err, &refusal) {
			t.Fatalf("byte %d: %v", at, err)
		}
	}
}

// TestParquetBombs holds that pages which unpack to more than they say, lists
// longer than the file and values repeated without end are refused before
// anything is unpacked whole.
func TestParquetBombs(t *testing.T) {
	type wide struct {
		Arende string `parquet:"arende,dict"`
		Orsak  string `parquet:"orsak,dict"`
	}
	bomb := make([]wide, 3_000)
	long := strings.Repeat("x", 300<<10)
	for i := range bomb {
		bomb[i] = wide{p1(t, "a"), long}
	}
	content := parquetOf(t, new(zstd.Codec), bomb, parquet.SkipPageBounds("orsak"))
	o := options(t)
	o.Limits.EmittedBytes = 64 << 20
	_, _, err := readText(t, "missbruk_1280_2025_1.parquet", content, o)
	var refusal *Refusal
	if !errors.As(err, &refusal) || refusal.Findings[0].Rule != RuleLimit {
		t.Errorf("dictionary bomb of %d bytes: err = %v", len(content), err)
	}
}

func withCodec(codec compress.Codec, options []parquet.WriterOption) []parquet.WriterOption {
	if codec == nil {
		return options
	}
	return append([]parquet.WriterOption{parquet.Compression(codec)}, options...)
}
