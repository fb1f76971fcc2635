package intake

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/apache/arrow-go/v18/arrow/memory"
)

// arrowOf writes measurements as an Arrow file or stream.
func arrowOf(t testing.TB, file bool, n int, options ...ipc.Option) string {
	t.Helper()
	dict := &arrow.DictionaryType{IndexType: arrow.PrimitiveTypes.Int8, ValueType: arrow.BinaryTypes.String}
	schema := arrow.NewSchema([]arrow.Field{
		{Name: "arende", Type: arrow.BinaryTypes.String},
		{Name: "instrument", Type: dict},
		{Name: "instrumentversion", Type: arrow.PrimitiveTypes.Int16},
		{Name: "skala", Type: arrow.BinaryTypes.LargeString},
		{Name: "skattare", Type: arrow.BinaryTypes.String},
		{Name: "tillfalle", Type: arrow.BinaryTypes.String},
		{Name: "datum", Type: arrow.FixedWidthTypes.Date32},
		{Name: "varde", Type: &arrow.Decimal128Type{Precision: 10, Scale: 2}, Nullable: true},
	}, nil)
	b := array.NewRecordBuilder(memory.NewGoAllocator(), schema)
	for i := range n {
		b.Field(0).(*array.StringBuilder).Append(p1(t, "a"))
		must(t, b.Field(1).(*array.BinaryDictionaryBuilder).AppendString("asi"))
		b.Field(2).(*array.Int16Builder).Append(2022)
		b.Field(3).(*array.LargeStringBuilder).Append("halsa_index")
		b.Field(4).(*array.StringBuilder).Append("intervjuare")
		b.Field(5).(*array.StringBuilder).Append("fore")
		b.Field(6).(*array.Date32Builder).Append(20148)
		must(t, b.Field(7).AppendValueFromString([]string{"12.50", "(null)"}[i%2]))
	}
	var out bytes.Buffer
	options = append(options, ipc.WithSchema(schema))
	record := b.NewRecordBatch()
	if file {
		w, err := ipc.NewFileWriter(&out, options...)
		must(t, err)
		must(t, w.Write(record))
		must(t, w.Close())
	} else {
		w := ipc.NewWriter(&out, options...)
		must(t, w.Write(record))
		must(t, w.Close())
	}
	return out.String()
}

func TestArrow(t *testing.T) {
	for name, content := range map[string]string{
		"file":   arrowOf(t, true, 5000),
		"stream": arrowOf(t, false, 5000),
		"zstd":   arrowOf(t, true, 5000, ipc.WithZstd()),
		"lz4":    arrowOf(t, false, 5000, ipc.WithLZ4()),
	} {
		sink, s, err := readText(t, "missbruk_1280_2025_1.arrow", content, options(t))
		if err != nil {
			t.Fatalf("%s: %v\n%v", name, err, sink.findings)
		}
		rows := sink.rows()
		if s.Rows("matning") != 5000 || !strings.HasSuffix(rows[0], " asi 2022 halsa_index intervjuare fore 2025-03-01 · · 125000 ·") || !strings.HasSuffix(rows[4999], "2025-03-01 · · · ·") {
			t.Errorf("%s: %d rows, first %q, last %q", name, len(rows), rows[0], rows[len(rows)-1])
		}
	}
}

// TestArrowFlips holds that neither a wrong byte nor a missing end makes the
// reader fall, and that a cut file is refused.
func TestArrowFlips(t *testing.T) {
	for _, file := range []bool{true, false} {
		good := arrowOf(t, file, 3)
		for at := range len(good) {
			bad := good[:at] + string([]byte{good[at] ^ 0xff}) + good[at+1:]
			_, _, err := readText(t, "missbruk_1280_2025_1.arrow", bad, options(t))
			var refusal *Refusal
			if err != nil && !errors.As(err, &refusal) {
				t.Fatalf("byte %d: %v", at, err)
			}
		}
		_, _, err := readText(t, "missbruk_1280_2025_1.arrow", good[:len(good)-40], options(t))
		if err == nil {
			t.Errorf("a cut file (file form: %v) passes", file)
		}
	}
}
