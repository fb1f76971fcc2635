package intake

import (
	"bytes"
	"errors"
	"os"
	"testing"
)

// seeds adds a small file of every format.
func seeds(f *testing.F) {
	f.Add("a.csv", []byte("arende;orsak\nx;y\n"))
	f.Add("a.txt", []byte("\xff\xfea\x00\t\x00b\x00\n\x00"))
	f.Add("a.xlsx", []byte(bytesOf(f, workbookOf(f, sheetOf{"orsak", [][]any{{"arende", "orsak"}, {"p1-x", "alkohol"}}}))))
	f.Add("a.parquet", []byte(parquetOf(f, nil, scores(f, 2))))
	f.Add("a.arrow", []byte(arrowOf(f, true, 2)))
	f.Add("a.arrows", []byte(arrowOf(f, false, 2)))
}

// small are limits that keep one fuzzed file cheap.
func small(o Options) Options {
	o.Limits.EmittedBytes, o.Limits.Rows = 1<<20, 10_000
	o.Limits.PageBytes, o.Limits.ZipTotalBytes = 1<<20, 4<<20
	return o
}

// onlyRefusals fails the test on an error that is no refusal.
func onlyRefusals(t *testing.T, err error) {
	t.Helper()
	var refusal *Refusal
	if err != nil && !errors.As(err, &refusal) {
		t.Fatalf("error of another kind: %v", err)
	}
}

var errEnoughRows = errors.New("enough rows")

// FuzzWalk holds that copying a file, whatever its kind, never falls, and that
// headings come once in a table and before what they name.
func FuzzWalk(f *testing.F) {
	seeds(f)
	o := small(options(f))
	f.Fuzz(func(t *testing.T, name string, content []byte) {
		rows, headings := 0, 0
		err := Walk(t.Context(), File{name, bytes.NewReader(content), int64(len(content))}, o, func(r SourceRow) error {
			if r.Row == 0 && r.Cells == nil {
				headings = 0 // another sheet
			}
			if r.Heading {
				headings++
			}
			if headings > 1 {
				t.Fatal("two heading rows in one table")
			}
			if rows++; rows > 20_000 {
				return errEnoughRows
			}
			return nil
		})
		if !errors.Is(err, errEnoughRows) {
			onlyRefusals(t, err)
		}
	})
}

// FuzzReadRaw holds that reading a file only to rewrite it never falls, and that
// every row has a cell for every heading.
func FuzzReadRaw(f *testing.F) {
	seeds(f)
	o := RawOptions{Options: small(options(f)), Words: []string{"personnummer"}}
	f.Fuzz(func(t *testing.T, name string, content []byte) {
		rows := 0
		_, err := ReadRaw(t.Context(), File{name, bytes.NewReader(content), int64(len(content))}, o, func(table *RawTable) error {
			if len(table.Known) != len(table.Header) {
				t.Fatalf("%d headings, %d judged", len(table.Header), len(table.Known))
			}
			return table.Each(func(_ int, cells [][]byte) error {
				if len(cells) != len(table.Header) {
					t.Fatalf("%d cells under %d headings", len(cells), len(table.Header))
				}
				if rows++; rows > 20_000 {
					return errEnoughRows
				}
				return nil
			})
		})
		if !errors.Is(err, errEnoughRows) {
			onlyRefusals(t, err)
		}
	})
}

// FuzzMappedRead holds that a mapping that is accepted can be applied to any
// file: reading and copying through it end with rows or a refusal.
func FuzzMappedRead(f *testing.F) {
	f.Add([]byte(smallMapping), []byte("nr;nar;dag;poang;extra\n1;1;2025-01-02;3;a\n2;2;2025-02-03;X;b\n"))
	for _, name := range Systems() {
		raw, _ := System(name)
		f.Add(raw, []byte("Ärendenummer;Personnummer\n1;x\n"))
	}
	raw, err := os.ReadFile("../../testdata/mappings/ctn0094.yaml")
	must(f, err)
	f.Add(raw, []byte("who,site_masked,sex,age\n1,2,K,30\n"))
	o := small(options(f))
	f.Fuzz(func(t *testing.T, mapping, content []byte) {
		m, err := ParseMapping(mapping, nil)
		if err != nil {
			return
		}
		o := o
		o.Mapping, o.Collection = m, m.Collection
		file := File{"a.csv", bytes.NewReader(content), int64(len(content))}
		_, err = Read(t.Context(), file, o, &heap{})
		onlyRefusals(t, err)
		onlyRefusals(t, Walk(t.Context(), file, o, func(SourceRow) error { return nil }))
	})
}

// FuzzLook holds that the search of what cannot be read ends on any bytes, and
// finds a number that stands in them as it is.
func FuzzLook(f *testing.F) {
	seeds(f)
	f.Add("a.xlsx", []byte("PK\x03\x04\x14\x00\x00\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xff\xff\xff\xff"))
	f.Add("a.csv", []byte("\x1f\x8b\x08\x00\x28\xb5\x2f\xfd\x04\x00"))
	o := small(options(f))
	const number = "\x01189001019802\x01" // Skatteverket's open list: it belongs to nobody
	f.Fuzz(func(t *testing.T, name string, content []byte) {
		for _, with := range []string{"", number} {
			data := append([]byte(with), content...)
			findings, err := Look(t.Context(), File{name, bytes.NewReader(data), int64(len(data))}, o.Limits, nil)
			if err != nil {
				t.Fatal(err)
			}
			if with != "" && len(findings) == 0 {
				t.Fatal("a number is not found")
			}
		}
	})
}
