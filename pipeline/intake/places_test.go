package intake

import (
	"bytes"
	"encoding/csv"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"
	"github.com/xuri/excelize/v2"
)

// everyNumber puts every number of the open lists in every place of every format,
// instead of a sample.
var everyNumber = flag.Bool("every-number", false, "every official number in every place of every format")

// officialNumbers are Skatteverket's open test numbers, which belong to nobody.
func officialNumbers(t *testing.T) (numbers []string) {
	t.Helper()
	for _, name := range []string{"testpersonnummer_skatteverket.csv", "testsamordningsnummer_skatteverket.csv"} {
		file, err := os.Open(filepath.Join("../../../shared/data/identity", name))
		if err != nil {
			t.Skipf("the shared identity lists are absent: %v", err)
		}
		rows, err := csv.NewReader(file).ReadAll()
		must(t, errors.Join(err, file.Close()))
		for _, row := range rows[1:] {
			numbers = append(numbers, row[0])
		}
	}
	return numbers
}

// written are ways of writing a number that betray it by themselves; they take
// turns.
var written = []func(n string) string{
	func(n string) string { return n },
	func(n string) string { return n[:8] + "-" + n[8:] },
	func(n string) string { return n[2:8] + "-" + n[8:] },
	func(n string) string { return n[2:8] + "+" + n[8:] },
	func(n string) string { return n[:8] + " " + n[8:] },
	func(n string) string { return n[:8] + "\u2013" + n[8:] },
	func(n string) string { return "mor (" + n[2:8] + "-" + n[8:] + ") ringde" },
	func(n string) string { return n[:4] + "-" + n[4:6] + "-" + n[6:8] + "-" + n[8:] },
}

// place is somewhere in a file where a number can stand.
type place struct {
	name, file string
	put        func(t *testing.T, text string) string
}

// csvPlaces are written in no time.
func csvPlaces(good string) []place {
	const head = "arende;orsak"
	return []place{
		{"a cell of a column unknown to the contract", "missbruk_1280_2025_1.csv", func(_ *testing.T, x string) string { return head + ";egen\n" + good + ";alkohol;" + x + "\n" }},
		{"a cell of a stored text", "missbruk_1280_2025_1.csv", func(_ *testing.T, x string) string { return head + "\n" + good + ";" + x + "\n" }},
		{"a cell of a pseudonym", "missbruk_1280_2025_1.csv", func(_ *testing.T, x string) string { return head + "\n" + x + ";alkohol\n" }},
		{"a heading", "missbruk_1280_2025_1.csv", func(_ *testing.T, x string) string { return head + ";svar " + x + "\n" + good + ";alkohol;1\n" }},
		{"behind the last column", "missbruk_1280_2025_1.csv", func(_ *testing.T, x string) string { return head + "\n" + good + ";alkohol;;;" + x + "\n" }},
		{"above the headings", "missbruk_1280_2025_1.csv", func(_ *testing.T, x string) string { return "uttag " + x + "\n" + head + "\n" + good + ";alkohol\n" }},
		{"UTF-16", "missbruk_1280_2025_1.csv", func(_ *testing.T, x string) string {
			return utf16Text(head + ";egen\n" + good + ";alkohol;" + x + "\n")
		}},
	}
}

func utf16Text(text string) string {
	out := []byte{0xff, 0xfe}
	for _, r := range text {
		out = append(out, byte(r), byte(r>>8))
	}
	return string(out)
}

func bookPlaces(good string) []place {
	book := func(change func(t *testing.T, f *excelize.File, x string)) func(*testing.T, string) string {
		return func(t *testing.T, x string) string {
			f := workbookOf(t, sheetOf{"orsak", [][]any{{"arende", "orsak"}, {good, "alkohol"}}})
			change(t, f, x)
			return bytesOf(t, f)
		}
	}
	const file = "missbruk_1280_2025_1.xlsx"
	return []place{
		{"a cell outside the columns", file, book(func(t *testing.T, f *excelize.File, x string) { must(t, f.SetCellStr("orsak", "H7", x)) })},
		{"another sheet", file, book(func(t *testing.T, f *excelize.File, x string) {
			_, err := f.NewSheet("Blad")
			must(t, errors.Join(err, f.SetCellStr("Blad", "D9", x)))
		})},
		{"a comment", file, book(func(t *testing.T, f *excelize.File, x string) {
			must(t, f.AddComment("orsak", excelize.Comment{Cell: "A2", Author: "x", Text: x}))
		})},
		{"a property", file, book(func(t *testing.T, f *excelize.File, x string) {
			must(t, f.SetDocProps(&excelize.DocProperties{Description: x}))
		})},
		{"a list to choose from", file, book(func(t *testing.T, f *excelize.File, x string) {
			v := excelize.NewDataValidation(true)
			v.SetSqref("C2:C9")
			must(t, errors.Join(v.SetDropList([]string{"ja", x}), f.AddDataValidation("orsak", v)))
		})},
		{"a footer", file, book(func(t *testing.T, f *excelize.File, x string) {
			must(t, f.SetHeaderFooter("orsak", &excelize.HeaderFooterOptions{OddFooter: "&C" + x}))
		})},
		{"a link", file, book(func(t *testing.T, f *excelize.File, x string) {
			must(t, f.SetCellHyperLink("orsak", "A2", "https://example.invalid/"+x, "External"))
		})},
		{"a defined name", file, book(func(t *testing.T, f *excelize.File, x string) {
			must(t, f.SetDefinedName(&excelize.DefinedName{Name: "mor", RefersTo: `"` + x + `"`}))
		})},
		{"a formula", file, book(func(t *testing.T, f *excelize.File, x string) {
			must(t, f.SetCellFormula("orsak", "D2", `"`+x+`"`))
		})},
	}
}

func columnarPlaces(good string) []place {
	return []place{
		{"Parquet's metadata", "missbruk_1280_2025_1.parquet", func(t *testing.T, x string) string {
			return parquetOf(t, new(zstd.Codec), scores(t, 2), parquet.KeyValueMetadata("kommentar", x))
		}},
		{"a cell of Parquet", "missbruk_1280_2025_1.parquet", func(t *testing.T, x string) string {
			type row struct {
				Arende string `parquet:"arende"`
				Orsak  string `parquet:"orsak"`
				Egen   string `parquet:"egen"`
			}
			return parquetOf(t, new(zstd.Codec), []row{{good, "alkohol", x}})
		}},
		{"Arrow's metadata", "missbruk_1280_2025_1.arrow", func(t *testing.T, x string) string { return arrowWith(t, good, "", x) }},
		{"a cell of Arrow", "missbruk_1280_2025_1.arrow", func(t *testing.T, x string) string { return arrowWith(t, good, x, "") }},
	}
}

func arrowWith(t *testing.T, good, cell, note string) string {
	t.Helper()
	metadata := arrow.NewMetadata([]string{"kommentar"}, []string{note})
	var fields []arrow.Field
	for _, name := range []string{"arende", "orsak", "egen"} {
		fields = append(fields, arrow.Field{Name: name, Type: arrow.BinaryTypes.String})
	}
	schema := arrow.NewSchema(fields, &metadata)
	b := array.NewRecordBuilder(memory.NewGoAllocator(), schema)
	for i, text := range []string{good, "alkohol", cell} {
		b.Field(i).(*array.StringBuilder).Append(text)
	}
	var out bytes.Buffer
	w, err := ipc.NewFileWriter(&out, ipc.WithSchema(schema))
	must(t, err)
	must(t, errors.Join(w.Write(b.NewRecordBatch()), w.Close()))
	return out.String()
}

// Every official number is refused wherever in a file it stands, and no finding
// repeats it.
func TestEveryNumberInEveryPlace(t *testing.T) {
	numbers := officialNumbers(t)
	good := p1(t, "a")
	fast, slow := 10, 100
	if *everyNumber {
		fast, slow = 1, 1
	}
	tried := 0
	for _, p := range csvPlaces(good) {
		for i := 0; i < len(numbers); i += fast {
			holdPlace(t, p, written[i/fast%len(written)](numbers[i]), numbers[i])
			tried++
		}
	}
	for _, p := range append(bookPlaces(good), columnarPlaces(good)...) {
		for i := 0; i < len(numbers); i += slow {
			holdPlace(t, p, written[i/slow%len(written)](numbers[i]), numbers[i])
			tried++
		}
	}
	t.Logf("%d numbers, %d files", len(numbers), tried)
}

func holdPlace(t *testing.T, p place, text, number string) {
	t.Helper()
	sink, _, err := readText(t, p.file, p.put(t, text), options(t))
	var refusal *Refusal
	if !errors.As(err, &refusal) {
		t.Fatalf("%s: a number is not refused: %v, findings %v", p.name, err, sink.rules())
	}
	for _, f := range sink.findings {
		if told := f.Message.SV + f.Message.EN + f.Remedy.SV + f.ValueClass + f.Column + f.Sheet + f.File; strings.Contains(told, number[2:8]) || strings.Contains(told, number[8:]) {
			t.Fatalf("%s: a finding of rule %s echoes the number", p.name, f.Rule)
		}
	}
}
