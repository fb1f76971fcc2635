package canonical

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"jamfor/pipeline/contract"
	"jamfor/pipeline/table"
)

var testContext = context.Background()

var testIdentity = Identity{Delivery: "d1", Collection: "missbruk", Municipality: "0114", Period: "2025", Year: 2025}

// cases is a batch of n cases with every optional column missing in turn.
func cases(n int) *table.Batch {
	b := &table.Batch{Dataset: "arende"}
	s, _ := NewSchema(contract.Core(), "arende")
	for i := range n {
		b.Row = append(b.Row, i+2)
	}
	for ci, c := range s.Columns {
		if c.System {
			continue
		}
		col := newColumn(c, n)
		for i := range n {
			col.Valid[i] = c.Required || (i+ci)%3 != 0
			switch {
			case !col.Valid[i]:
			case c.List != nil:
				col.Text[i] = c.List.Entries[i%len(c.List.Entries)].Code
			case col.Kind == table.Text:
				col.Text[i] = fmt.Sprintf("p2-%026d%s", i, c.Name)
			default:
				col.Int[i] = int64(2000 + i%20)
			}
		}
		b.Columns = append(b.Columns, col)
	}
	return b
}

func write(t testing.TB, b *table.Batch) []byte {
	t.Helper()
	s, err := NewSchema(contract.Core(), b.Dataset)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w, err := NewWriter(&out, s, testIdentity)
	if err != nil {
		t.Fatal(err)
	}
	for from := 0; from < b.Len(); from += table.BatchRows {
		if err := w.Write(b, from, min(from+table.BatchRows, b.Len())); err != nil {
			t.Fatal(err)
		}
	}
	rows, err := w.Close()
	if err != nil || rows != int64(b.Len()) {
		t.Fatalf("closed with %d rows, error %v", rows, err)
	}
	return out.Bytes()
}

func TestWrittenRowsComeBack(t *testing.T) {
	for _, n := range []int{0, 1, table.BatchRows + 1, RowGroupRows + 5} {
		b := cases(n)
		raw := write(t, b)
		s, _ := NewSchema(contract.Core(), "arende")
		at := 0
		err := Read(bytes.NewReader(raw), int64(len(raw)), s, func(got *table.Batch) error {
			for _, c := range got.Columns {
				want := b.Column(c.Name)
				if want == nil {
					if c.Name == "kommun" && c.Text[0] != "0114" || c.Name == "ar" && c.Int[0] != 2025 {
						t.Errorf("system column %s is %v %v", c.Name, c.Text, c.Int)
					}
					continue
				}
				end := at + got.Len()
				if !slices.Equal(want.Valid[at:end], c.Valid) {
					t.Fatalf("%s: missing values differ in rows %d to %d", c.Name, at, end)
				}
				if c.Kind == table.Text && !slices.Equal(want.Text[at:end], c.Text) || c.Kind != table.Text && !slices.Equal(want.Int[at:end], c.Int) {
					t.Fatalf("%s: values differ in rows %d to %d", c.Name, at, end)
				}
			}
			at += got.Len()
			return nil
		})
		if err != nil || at != n {
			t.Fatalf("%d of %d rows read, error %v", at, n, err)
		}
	}
}

func TestEqualRowsGiveEqualBytes(t *testing.T) {
	if !bytes.Equal(write(t, cases(10_000)), write(t, cases(10_000))) {
		t.Error("two files of the same rows differ")
	}
}

func TestFooterPublishesNoIdentifier(t *testing.T) {
	b := cases(5000)
	raw := write(t, b)
	footer, err := Inspect(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	s, _ := NewSchema(contract.Core(), "arende")
	if err := footer.Match(s); err != nil {
		t.Error(err)
	}
	if footer.Rows != 5000 || footer.CreatedBy != "jamfor canonical 1" {
		t.Errorf("rows %d, created by %q", footer.Rows, footer.CreatedBy)
	}
	for i, c := range footer.Columns {
		pseudonym := s.Columns[i].Type == contract.Pseudonym
		if c.Bounded == pseudonym {
			t.Errorf("%s: minimum and maximum published: %v", c.Name, c.Bounded)
		}
		if c.Bloom != (pseudonym && s.Columns[i].Key) {
			t.Errorf("%s: bloom filter: %v", c.Name, c.Bloom)
		}
	}
	// The footer and the page headers lie outside the compressed pages: no
	// pseudonym may stand there in clear.
	for _, text := range b.Column("person").Text[:100] {
		if bytes.Contains(raw, []byte(text)) {
			t.Fatal("a pseudonym stands in clear in the file's headers")
		}
	}
}

func TestRequiredValuesAreHeld(t *testing.T) {
	b := cases(3)
	b.Column("kon").Valid[1] = false
	s, _ := NewSchema(contract.Core(), "arende")
	w, err := NewWriter(&bytes.Buffer{}, s, testIdentity)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Write(b, 0, 3); !errors.Is(err, ErrRequired) {
		t.Errorf("error %v, want %v", err, ErrRequired)
	}
}

func TestEveryDatasetHasASchemaWithTheContractsFieldIDs(t *testing.T) {
	c := contract.Core()
	for _, name := range c.DatasetNames() {
		s, err := NewSchema(c, name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := NewLayout(c, name); err != nil {
			t.Error(err)
		}
		raw := write(t, &table.Batch{Dataset: name})
		footer, err := Inspect(bytes.NewReader(raw), int64(len(raw)))
		if err != nil {
			t.Fatal(err)
		}
		if err := footer.Match(s); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, v := range c.Datasets[name].Variables {
			if got := s.Column(v.Name); got == nil || got.ID != v.ID || got.Required != v.Required {
				t.Errorf("%s.%s: %+v", name, v.Name, got)
			}
		}
	}
}

func TestInspectRefusesOtherFiles(t *testing.T) {
	good := write(t, cases(10))
	broken := bytes.Clone(good)
	broken[len(broken)-12] ^= 0xff
	for name, raw := range map[string][]byte{
		"empty": nil, "text": []byte(strings.Repeat("arende;person\n", 10)),
		"truncated": good[:len(good)-3], "no head": good[4:], "footer of 4 GiB": append(bytes.Clone(good[:len(good)-8]), "\xff\xff\xff\xffPAR1"...),
	} {
		if _, err := Inspect(bytes.NewReader(raw), int64(len(raw))); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	s, _ := NewSchema(contract.Core(), "matning")
	footer, _ := Inspect(bytes.NewReader(good), int64(len(good)))
	if err := footer.Match(s); !errors.Is(err, ErrFormat) {
		t.Errorf("a file of another dataset matches: %v", err)
	}
}

func TestVerifyHoldsEveryDatasetAndSize(t *testing.T) {
	c := contract.Core()
	for _, name := range c.DatasetNames() {
		s, _ := NewSchema(c, name)
		raw := write(t, &table.Batch{Dataset: name})
		if err := Verify(bytes.NewReader(raw), int64(len(raw)), s, 0); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	s, _ := NewSchema(c, "arende")
	for _, n := range []int{1, 5000, RowGroupRows + 1} {
		raw := write(t, cases(n))
		if err := Verify(bytes.NewReader(raw), int64(len(raw)), s, int64(n)); err != nil {
			t.Errorf("%d rows: %v", n, err)
		}
		if err := Verify(bytes.NewReader(raw), int64(len(raw)), s, int64(n-1)); err == nil {
			t.Errorf("%d rows pass as %d", n, n-1)
		}
	}
}

// A list that claims two billion elements must be refused before anybody makes
// room for it.
func TestFooterCannotAskForMemory(t *testing.T) {
	for name, footer := range map[string][]byte{
		"list of structs": {0x29, 0xfc, 0xff, 0xff, 0xff, 0xff, 0x07, 0x00},
		"long text":       {0x18, 0xff, 0xff, 0xff, 0xff, 0x07, 0x00},
		"endless number":  {0x16, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff},
		"map":             {0x1b, 0x01, 0x88, 0x00},
		"no end":          {0x15, 0x02},
		"too deep":        bytes.Repeat([]byte{0x1c}, 1000),
		"something after": {0x00, 0x00},
	} {
		if err := checkFooter(footer); err == nil {
			t.Errorf("%s: accepted", name)
		}
		raw := append([]byte("PAR1"), footer...)
		raw = append(raw, byte(len(footer)), byte(len(footer)>>8), 0, 0)
		raw = append(raw, "PAR1"...)
		if _, err := Inspect(bytes.NewReader(raw), int64(len(raw))); !errors.Is(err, ErrFormat) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzInspect(f *testing.F) {
	f.Add(write(f, cases(5)))
	f.Add([]byte("PAR1PAR1"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		footer, err := Inspect(bytes.NewReader(raw), int64(len(raw)))
		if err == nil && footer.Rows < 0 {
			t.Error("negative number of rows accepted")
		}
	})
}
