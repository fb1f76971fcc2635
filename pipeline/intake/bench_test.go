package intake

import (
	"bytes"
	"context"
	"fmt"
	"testing"

	"jamfor/pipeline/identity"
	"jamfor/pipeline/table"
)

// drain is a sink that counts.
type drain struct{ rows int }

func (d *drain) Batch(b *table.Batch) error { d.rows += b.Len(); return nil }
func (*drain) Finding(f table.Finding) error {
	return fmt.Errorf("unexpected finding %s %v", f.Rule, f)
}

// measurementCSV is n measurements of n/3 cases.
func measurementCSV(tb testing.TB, n int) []byte {
	keyer, err := identity.NewP1Keyer(testK1)
	must(tb, err)
	var b bytes.Buffer
	b.WriteString("arende;instrument;instrumentversion;skala;skattare;tillfalle;datum;mal_nr;insats_nr;varde;saknadkod\n")
	occasions := []string{"fore", "under", "efter"}
	for i := range n {
		id := keyer.Local(identity.Case, "1280", fmt.Sprint(i/3))
		fmt.Fprintf(&b, "%s;asi;2022;halsa_index;intervjuare;%s;2025-%02d-%02d;;;0,%03d;\n", id, occasions[i%3], i%12+1, i%28+1, i%1000)
	}
	return b.Bytes()
}

func BenchmarkReadCSV(b *testing.B) {
	content := measurementCSV(b, 100_000)
	b.SetBytes(int64(len(content)))
	b.ReportAllocs()
	for b.Loop() {
		sink := &drain{}
		if _, err := Read(context.Background(), File{"a.csv", bytes.NewReader(content), int64(len(content))}, options(b), sink); err != nil || sink.rows != 100_000 {
			b.Fatal(err, sink.rows)
		}
	}
}
