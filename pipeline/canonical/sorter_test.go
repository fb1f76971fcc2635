package canonical

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jamfor/pipeline/contract"
	"jamfor/pipeline/table"
)

// testRow is a row as the oracle sees it: nil pointers are missing.
type testRow struct {
	Kommun   string
	Key      *string // pseudonym
	Kon      *string // code
	Number   *int64
	Name     *string // text
	Date     *int64
	File     string
	Row      int
	sequence int
}

func testLayout(t testing.TB) *Layout {
	c := contract.Core()
	l, err := MakeLayout("prov", []Column{
		{Name: "namn", Type: contract.Text},
		{Name: "nyckel", Type: contract.Pseudonym},
		{Name: "kon", Type: contract.Code, List: c.Lists["kon"]},
		{Name: "nr", Type: contract.Integer},
		{Name: "datum", Type: contract.Date},
	}, []string{"nyckel", "kon", "nr"})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func toBatch(rows []testRow) *table.Batch {
	b := &table.Batch{Dataset: "prov", File: rows[0].File}
	kommun := table.Column{Name: "kommun"}
	text := func(name string, get func(testRow) *string) table.Column {
		c := table.Column{Name: name}
		for _, r := range rows {
			v := get(r)
			c.Valid = append(c.Valid, v != nil)
			c.Text = append(c.Text, *cmp.Or(v, new(string)))
		}
		return c
	}
	number := func(name string, kind table.Kind, get func(testRow) *int64) table.Column {
		c := table.Column{Name: name, Kind: kind}
		for _, r := range rows {
			v := get(r)
			c.Valid = append(c.Valid, v != nil)
			c.Int = append(c.Int, *cmp.Or(v, new(int64)))
		}
		return c
	}
	for _, r := range rows {
		b.Row = append(b.Row, r.Row)
		kommun.Valid = append(kommun.Valid, r.Kommun != "")
		kommun.Text = append(kommun.Text, r.Kommun)
	}
	b.Columns = []table.Column{
		kommun,
		text("nyckel", func(r testRow) *string { return r.Key }),
		text("kon", func(r testRow) *string { return r.Kon }),
		number("nr", table.Int, func(r testRow) *int64 { return r.Number }),
		text("namn", func(r testRow) *string { return r.Name }),
		number("datum", table.Date, func(r testRow) *int64 { return r.Date }),
	}
	return b
}

func pointers[T cmp.Ordered](a, b *T) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return -1
	case b == nil:
		return 1
	}
	return cmp.Compare(*a, *b)
}

// oracle sorts with plain comparisons of the values themselves.
func oracle(rows []testRow) []testRow {
	rows = slices.Clone(rows)
	slices.SortStableFunc(rows, func(a, b testRow) int {
		return cmp.Or(cmp.Compare(a.Kommun, b.Kommun), pointers(a.Key, b.Key), pointers(a.Kon, b.Kon),
			pointers(a.Number, b.Number), cmp.Compare(a.sequence, b.sequence))
	})
	return rows
}

func readAll(t interface{ Fatal(...any) }, s *Sorter) []testRow {
	stream, err := s.Stream()
	if err != nil {
		t.Fatal(err)
	}
	var got []testRow
	var last []byte
	rows := s.NewRows()
	for {
		err := stream.Next(testContext, rows)
		if errors.Is(err, io.EOF) {
			return got
		}
		if err != nil {
			t.Fatal(err)
		}
		for i := range rows.Row {
			if bytes.Compare(last, rows.Keys[i]) > 0 {
				t.Fatal("keys do not rise")
			}
			last = append(last[:0], rows.Keys[i]...)
			got = append(got, fromBatch(rows, i))
		}
	}
}

func fromBatch(rows *Rows, i int) testRow {
	text := func(name string) *string {
		c := rows.Column(name)
		if !c.Valid[i] {
			return nil
		}
		return &c.Text[i]
	}
	number := func(name string) *int64 {
		c := rows.Column(name)
		if !c.Valid[i] {
			return nil
		}
		n := c.Int[i]
		return &n
	}
	file, _ := rows.Source(i)
	r := testRow{Key: text("nyckel"), Kon: text("kon"), Name: text("namn"), Number: number("nr"), Date: number("datum"), File: file, Row: rows.Row[i]}
	if k := text("kommun"); k != nil {
		r.Kommun = *k
	}
	for _, p := range []**string{&r.Key, &r.Kon, &r.Name} {
		if *p != nil {
			v := **p
			*p = &v
		}
	}
	return r
}

func spillFile(t testing.TB) *os.File {
	f, err := os.Create(filepath.Join(t.TempDir(), "spill"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// Whatever the rows, the sorter gives what sorting them in memory gives.
func TestSorterAgreesWithSortingInMemory(t *testing.T) {
	layout := testLayout(t)
	optional := func(g *rapid.Generator[string]) *rapid.Generator[*string] { return rapid.Ptr(g, true) }
	row := rapid.Custom(func(t *rapid.T) testRow {
		return testRow{
			Kommun: rapid.SampledFrom([]string{"", "0114", "0180", "1280", "2584"}).Draw(t, "kommun"),
			Key: optional(rapid.OneOf(
				rapid.SampledFrom([]string{"p2-A", "p2-B", "p2-", "p1-Z", "p2", "q", "", "p2-A\x00", "p2-A\x00\x01"}), rapid.String())).Draw(t, "nyckel"),
			Kon:    optional(rapid.SampledFrom([]string{"K", "M", "U"})).Draw(t, "kon"),
			Number: rapid.Ptr(rapid.OneOf(rapid.Int64Range(-300, 300), rapid.Int64()), true).Draw(t, "nr"),
			Name:   optional(rapid.String()).Draw(t, "namn"),
			Date:   rapid.Ptr(rapid.Int64Range(-30000, 30000), true).Draw(t, "datum"),
		}
	})
	file := spillFile(t)
	rapid.Check(t, func(rt *rapid.T) {
		rows := rapid.SliceOfN(row, 1, 60).Draw(rt, "rows")
		cut := rapid.IntRange(1, len(rows)).Draw(rt, "cut")
		spillAt := rapid.IntRange(0, 60).Draw(rt, "spill")
		for i := range rows {
			rows[i].sequence, rows[i].Row, rows[i].File = i, i+2, "a.csv"
			if i >= cut {
				rows[i].File, rows[i].Row = "b.csv", i-cut+2
			}
		}
		s := NewSorter(layout, NewSpill(file), 0)
		for i, r := range rows {
			if err := s.Add(testContext, toBatch([]testRow{r}), nil); err != nil {
				rt.Fatal(err)
			}
			if spillAt > 0 && i%spillAt == 0 { // as if the budget were reached here
				if err := s.spillFilling(); err != nil {
					rt.Fatal(err)
				}
			}
		}
		if err := s.Finish(testContext); err != nil {
			rt.Fatal(err)
		}
		want := oracle(rows)
		for i := range want {
			want[i].sequence = 0
		}
		if diff := gocmp.Diff(want, readAll(rt, s), gocmp.AllowUnexported(testRow{})); diff != "" {
			rt.Fatalf("order or content differs (-memory +sorter):\n%s", diff)
		}
	})
}

func TestSorterStaysWithinItsBudgetAndMergesInPasses(t *testing.T) {
	layout, file := testLayout(t), spillFile(t)
	s := NewSorter(layout, NewSpill(file), minMemory)
	const n = 160_000
	state := uint64(1)
	for at := 0; at < n; at += 4000 {
		rows := make([]testRow, 4000)
		for i := range rows {
			state = state*6364136223846793005 + 1442695040888963407
			number, key := int64(state>>40), "p2-"+string(rune('A'+state>>60))
			rows[i] = testRow{Kommun: "0114", Key: &key, Number: &number, Name: &key, File: "a.csv", Row: at + i}
		}
		if err := s.Add(testContext, toBatch(rows), nil); err != nil {
			t.Fatal(err)
		}
		if held := s.filling.used(); held > minMemory/2 {
			t.Fatalf("filling half holds %d bytes of %d", held, minMemory/2)
		}
	}
	if err := s.Finish(testContext); err != nil {
		t.Fatal(err)
	}
	if len(s.runs) < 3 || s.spill.Written() == 0 {
		t.Fatalf("%d runs: the test is too small to spill", len(s.runs))
	}
	if got := len(readAll(t, s)); got != n {
		t.Fatalf("%d rows came back of %d", got, n)
	}
}

func TestManyRunsAreMergedInPasses(t *testing.T) {
	s := NewSorter(testLayout(t), NewSpill(spillFile(t)), 0)
	const n = 3*fanIn + 7
	for i := range n {
		number := int64((i * 7919) % n)
		if err := s.Add(testContext, toBatch([]testRow{{Kommun: "0114", Number: &number, File: "a", Row: i}}), nil); err != nil {
			t.Fatal(err)
		}
		if err := s.spillFilling(); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Finish(testContext); err != nil {
		t.Fatal(err)
	}
	if len(s.runs) > fanIn {
		t.Errorf("%d runs left, at most %d can be read at once", len(s.runs), fanIn)
	}
	for i, r := range readAll(t, s) {
		if *r.Number != int64(i) {
			t.Fatalf("row %d holds number %d", i, *r.Number)
		}
	}
}

func TestSorterRefusesWhatHasNoPlace(t *testing.T) {
	huge := string(make([]byte, minMemory))
	for name, r := range map[string]testRow{
		"municipality of letters": {Kommun: "abcd"},
		"five digits":             {Kommun: "01140"},
		"a row beyond the budget": {Kommun: "0114", Name: &huge},
	} {
		s := NewSorter(testLayout(t), NewSpill(spillFile(t)), minMemory)
		err := s.Add(testContext, toBatch([]testRow{r}), nil)
		if !errors.Is(err, ErrMunicipality) && !errors.Is(err, ErrRow) {
			t.Errorf("%s: error %v", name, err)
		}
	}
}
