package worker

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jamfor/pipeline/canonical"
	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/identity"
	"jamfor/pipeline/table"
)

var (
	testK1 = []byte("0123456789abcdef0123456789abcdef")
	testK2 = []byte("fedcba9876543210fedcba9876543210")
)

func testKeys(t testing.TB) *identity.Keyer {
	t.Helper()
	keys, err := identity.NewKeyer(testK2)
	if err != nil {
		t.Fatal(err)
	}
	return keys
}

// supplier writes files as a supplier would, with pseudonyms of its own key.
type supplier struct{ keys *identity.P1Keyer }

func newSupplier(t testing.TB, key []byte) supplier {
	t.Helper()
	keys, err := identity.NewP1Keyer(key)
	if err != nil {
		t.Fatal(err)
	}
	return supplier{keys}
}

func (s supplier) arende(kommun, id string) string { return s.keys.Local(identity.Case, kommun, id) }

func (s supplier) person(kommun, id string) string {
	return s.keys.Local(identity.LocalPerson, kommun, id)
}

// The heads of case files: in deliveries with measurements, and without any.
const (
	arendeHead = "nollrapport;insats\n" + arendeColumns
	aloneHead  = "nollrapport;insats;matning\n" + arendeColumns
)

const arendeColumns = "kommun;arende;person;person_idtyp;enhet;omrade;kon;fodelsear;start;slut;avslutsorsak\n"

// arende is one line; the case has the same id as its person.
func (s supplier) arendeLine(kommun, id, start, slut, orsak string) string {
	return strings.Join([]string{kommun, s.arende(kommun, id), s.person(kommun, id), "lokal", "Norr", "missbruk", "K", "1980", start, slut, orsak}, ";") + "\n"
}

const matningHead = "arende;instrument;instrumentversion;skala;skattare;tillfalle;datum;varde;saknadkod\n"

func (s supplier) matningLine(kommun, id, tillfalle, datum, varde string) string {
	return strings.Join([]string{s.arende(kommun, id), "audit", "1", "summa", "klient", tillfalle, datum, varde, ""}, ";") + "\n"
}

// testFile is a file of a delivery as text.
type testFile struct{ name, dataset, text string }

func year(y int) code.Period { return code.Year(y) }

func testJob(municipality string, files ...testFile) Job {
	job := Job{Version: JobVersion, Delivery: "d1", Name: "missbruk_" + municipality + "_2025_1", Collection: "missbruk", Municipality: municipality, Period: year(2025), Sequence: 1}
	if municipality == Multi {
		job.Municipality = ""
	}
	for _, f := range files {
		job.Files = append(job.Files, File{Name: f.name, Dataset: f.dataset})
	}
	return job
}

// memory is a file in memory.
type memory struct{ bytes []byte }

func (m *memory) WriteAt(p []byte, at int64) (int, error) {
	if end := int(at) + len(p); end > len(m.bytes) {
		m.bytes = append(m.bytes, make([]byte, end-len(m.bytes))...)
	}
	return copy(m.bytes[at:], p), nil
}

func (m *memory) ReadAt(p []byte, at int64) (int, error) {
	if at >= int64(len(m.bytes)) {
		return 0, io.EOF
	}
	n := copy(p, m.bytes[at:])
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

func processFiles(t testing.TB, job Job, files ...testFile) (Result, *memory) {
	t.Helper()
	staging := &memory{}
	in := Input{Keys: testKeys(t), Staging: staging, Spill: &memory{}}
	for _, f := range files {
		in.Files = append(in.Files, Source{strings.NewReader(f.text), int64(len(f.text))})
	}
	r, err := Process(context.Background(), job, in)
	if err != nil {
		t.Fatal(err)
	}
	return r, staging
}

// told lists findings as "rule severity municipality file row column".
func told(r Result) []string {
	var list []string
	for _, f := range r.Report.Findings {
		list = append(list, strings.Join(strings.Fields(fmt.Sprintf("%s %s %s %s %d %s", f.Rule, f.Severity, f.Municipality, f.File, f.Row, f.Column)), " "))
	}
	return list
}

// partRows reads the rows of a part, as text.
func partRows(t testing.TB, staging io.ReaderAt, p Part) []string {
	t.Helper()
	schema, err := canonical.NewSchema(contract.Core(), p.Dataset)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	err = canonical.Read(io.NewSectionReader(staging, p.Offset, p.Length), p.Length, schema, func(b *table.Batch) error {
		for row := range b.Row {
			var cells []string
			for _, c := range b.Columns {
				switch {
				case !c.Valid[row]:
					cells = append(cells, "·")
				case c.Kind == table.Text:
					cells = append(cells, c.Text[row])
				default:
					cells = append(cells, fmt.Sprint(c.Int[row]))
				}
			}
			lines = append(lines, strings.Join(cells, " "))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

func partsOf(r Result) []string {
	var list []string
	for _, p := range r.Parts {
		list = append(list, fmt.Sprintf("%s %s %d", p.Dataset, p.Municipality, p.Rows))
	}
	return list
}

// spillOnDisk gives benchmarks a real file.
func spillOnDisk(t testing.TB) *os.File {
	f, err := os.Create(filepath.Join(t.TempDir(), "spill"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}
