package pseudonymise

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/identity"
	"jamfor/pipeline/intake"
)

// endless is a CSV file that is made as it is read: a heading and rows of one
// length.
type endless struct {
	head string
	rows int64
}

const rowForm = "A-%09d;18900101-9802;Centrum;missbruk;2025-01-15\n"

var rowLength = int64(len(fmt.Sprintf(rowForm, 0)))

func (e endless) size() int64 { return int64(len(e.head)) + e.rows*rowLength }

func (e endless) ReadAt(p []byte, at int64) (n int, err error) {
	for n < len(p) && at < e.size() {
		piece := e.head
		from := at
		if at >= int64(len(e.head)) {
			row := (at - int64(len(e.head))) / rowLength
			piece, from = fmt.Sprintf(rowForm, row), at-int64(len(e.head))-row*rowLength
		}
		c := copy(p[n:], piece[from:])
		n, at = n+c, at+int64(c)
	}
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

// watching measures the heap while rows are written.
type watching struct {
	Output
	rows int
	peak uint64 // measured every so many rows
	each int
}

func (w *watching) Row(cells [][]byte) error {
	if w.rows++; w.rows%w.each == 0 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		w.peak = max(w.peak, m.HeapAlloc)
	}
	return w.Output.Row(cells)
}

func TestMemoryDoesNotGrowWithTheFile(t *testing.T) {
	if testing.Short() {
		t.Skip("works through 200,000 rows: left out of -short")
	}
	rows := 200_000
	if underRace {
		rows = 60_000 // more than one row group of Parquet
	}
	keyer, err := identity.NewP1Keyer([]byte(strings.Repeat("k", identity.MinKeyLength)))
	if err != nil {
		t.Fatal(err)
	}
	o := Options{Keyer: keyer, Contract: contract.Core(), Collection: "missbruk", Municipality: "1280", Period: code.Year(2025)}
	for _, open := range []func(io.Writer, []string, []string) (Output, error){NewCSV, NewParquet} {
		data := endless{head: "arende;person;enhet;omrade;start\n", rows: int64(rows)}
		file := intake.File{Name: "missbruk_1280_2025_1.csv", Data: data, Size: data.size()}
		w := &watching{each: rows / 4}
		tallies, err := Write(t.Context(), file, o, func(_ int, _ string, columns, zero []string) (Output, error) {
			var err error
			w.Output, err = open(io.Discard, columns, zero)
			return w, err
		}, nil)
		if err != nil || len(tallies) != 1 || tallies[0].Rows != data.rows || tallies[0].Persons != data.rows {
			t.Fatalf("tally %+v, %v", tallies, err)
		}
		const most = 64 << 20
		if w.peak == 0 || w.peak > most {
			t.Errorf("%T: the heap reached %d bytes, at most %d", w.Output, w.peak, most)
		}
	}
}
