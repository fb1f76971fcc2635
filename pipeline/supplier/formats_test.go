package supplier

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"
)

// extract is a case as a system would export it with types.
type extract struct {
	Case   string `parquet:"Ärendenummer"`
	Person int64  `parquet:"Personnummer"`
	Name   string `parquet:"Namn"`
	Unit   string `parquet:"Enhet"`
	Area   string `parquet:"omrade"`
	Start  int32  `parquet:"start,date"` // days from 1970
}

func (e extract) start() string {
	return time.Unix(int64(e.Start)*86400, 0).UTC().Format(time.DateOnly)
}

var extracts = []extract{
	{"A-1", 189001019802, "Test Testsson", "Centrum", "missbruk", 20103},
	{"A-2", 189001159806, "Test Två", "Norr", "missbruk", 20134},
}

// The same extract as text, workbook, Parquet, Arrow file and Arrow stream gives
// the same pseudonymised delivery, byte for byte, and no number or name.
func TestEveryFormatIsPseudonymisedAlike(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	want := ""
	for _, f := range []struct {
		ending string
		make   func(t *testing.T, path string)
	}{
		{".csv", writeExtractCSV},
		{".xlsx", writeExtractXLSX},
		{".parquet", writeExtractParquet},
		{".arrow", func(t *testing.T, path string) { writeExtractArrow(t, path, true) }},
		{".feather", func(t *testing.T, path string) { writeExtractArrow(t, path, false) }},
	} {
		path := filepath.Join(d.dir, "missbruk_1280_2025_1"+f.ending)
		f.make(t, path)
		out := filepath.Join(d.dir, "ut", f.ending[1:])
		d.run(exitDone, "pseudonymisera", path, "--nyckel", d.key, "--ut", out)
		raw, err := os.ReadFile(filepath.Join(out, "missbruk_1280_2025_1.csv"))
		if err != nil {
			t.Fatal(err)
		}
		if want == "" {
			want = string(raw)
		}
		if string(raw) != want || !strings.Contains(want, ";Centrum;missbruk;2025-01-15;1890;K;pnr\n") {
			t.Errorf("%s gives\n%s\nwant\n%s", f.ending, raw, want)
		}
	}
	d.grep("Testsson")
	for _, e := range extracts {
		d.grep(strconv.FormatInt(e.Person, 10))
	}
}

// A file of a typed format without columns that are known is told so.
func TestATypedFileWithoutKnownColumns(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	var out bytes.Buffer
	w := parquet.NewGenericWriter[struct{ A, B string }](&out)
	if _, err := w.Write([]struct{ A, B string }{{"1", "2"}}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	path := d.write("missbruk_1280_2025_1.parquet", out.String())
	d.run(exitRejected, "pseudonymisera", path, "--nyckel", d.key)
	if !strings.Contains(d.errs.String(), "ingen tabell vars rubriker känns igen") {
		t.Errorf("says %s", &d.errs)
	}
}

func writeExtractCSV(t *testing.T, path string) {
	text := "Ärendenummer;Personnummer;Namn;Enhet;omrade;start\n"
	for _, e := range extracts {
		text += strings.Join([]string{e.Case, strconv.FormatInt(e.Person, 10), e.Name, e.Unit, e.Area, e.start()}, ";") + "\n"
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func writeExtractXLSX(t *testing.T, path string) {
	book := excelize.NewFile()
	rows := [][]any{{"Ärendenummer", "Personnummer", "Namn", "Enhet", "omrade", "start"}}
	for _, e := range extracts {
		rows = append(rows, []any{e.Case, float64(e.Person), e.Name, e.Unit, e.Area, e.start()})
	}
	for i, row := range rows {
		if err := book.SetSheetRow("Sheet1", "A"+strconv.Itoa(i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	if err := book.SaveAs(path); err != nil {
		t.Fatal(err)
	}
}

func writeExtractParquet(t *testing.T, path string) {
	if err := parquet.WriteFile(path, extracts); err != nil {
		t.Fatal(err)
	}
}

func writeExtractArrow(t *testing.T, path string, file bool) {
	schema := arrow.NewSchema([]arrow.Field{
		{Name: "Ärendenummer", Type: arrow.BinaryTypes.String},
		{Name: "Personnummer", Type: arrow.PrimitiveTypes.Int64},
		{Name: "Namn", Type: arrow.BinaryTypes.String},
		{Name: "Enhet", Type: arrow.BinaryTypes.LargeString},
		{Name: "omrade", Type: arrow.BinaryTypes.String},
		{Name: "start", Type: arrow.FixedWidthTypes.Date32},
	}, nil)
	b := array.NewRecordBuilder(memory.NewGoAllocator(), schema)
	for _, e := range extracts {
		b.Field(0).(*array.StringBuilder).Append(e.Case)
		b.Field(1).(*array.Int64Builder).Append(e.Person)
		b.Field(2).(*array.StringBuilder).Append(e.Name)
		b.Field(3).(*array.LargeStringBuilder).Append(e.Unit)
		b.Field(4).(*array.StringBuilder).Append(e.Area)
		b.Field(5).(*array.Date32Builder).Append(arrow.Date32(e.Start))
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var w interface {
		Write(arrow.RecordBatch) error
		Close() error
	}
	w = ipc.NewWriter(f, ipc.WithSchema(schema))
	if file {
		if w, err = ipc.NewFileWriter(f, ipc.WithSchema(schema)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Write(b.NewRecordBatch()); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}
