package worker

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"jamfor/pipeline/validate"
)

// benchRows is the number of rows of the larger file of a benchmark.
var benchRows = flag.Int("rows", 1_000_000, "rows of a benchmark's larger file")

// BenchmarkProcess measures the whole way of a delivery in one process, from
// CSV on disk to canonical files on disk, all rules run.
func BenchmarkProcess(b *testing.B) {
	dir := b.TempDir()
	cases := filepath.Join(dir, "arende.csv")
	scores := filepath.Join(dir, "matning.csv")
	writeBenchCases(b, cases, aloneHead, *benchRows)
	few := filepath.Join(dir, "few.csv")
	writeBenchCases(b, few, arendeHead, *benchRows/20)
	writeBenchScores(b, scores, *benchRows)
	extract := filepath.Join(dir, "extract.csv")
	writeBenchExtract(b, extract, *benchRows)
	b.Run("uttag", func(b *testing.B) {
		benchProcess(b, File{Name: "arende.csv", Dataset: "arende", Path: few}, File{Name: "matning.csv", Dataset: "matning", Path: extract})
	})
	b.Run("arende", func(b *testing.B) { benchProcess(b, File{Name: "arende.csv", Dataset: "arende", Path: cases}) })
	b.Run("matning", func(b *testing.B) {
		benchProcess(b, File{Name: "arende.csv", Dataset: "arende", Path: few}, File{Name: "matning.csv", Dataset: "matning", Path: scores})
	})
}

func benchProcess(b *testing.B, files ...File) {
	b.ReportAllocs()
	for range b.N {
		job := testJob("1280")
		job.Files = files
		in := Input{Keys: testKeys(b), Spill: spillOnDisk(b), Staging: spillOnDisk(b)}
		var size int64
		for _, f := range files {
			file, err := os.Open(f.Path)
			if err != nil {
				b.Fatal(err)
			}
			defer file.Close()
			info, err := file.Stat()
			if err != nil {
				b.Fatal(err)
			}
			size += info.Size()
			in.Files = append(in.Files, Source{file, info.Size()})
		}
		b.SetBytes(size)
		r, err := Process(context.Background(), job, in)
		if err != nil || r.Status != validate.Accepted {
			b.Fatalf("status %s, error %v, findings %q", r.Status, err, told(r))
		}
		b.ReportMetric(float64(r.Rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	}
}

func writeBench(b *testing.B, path string, write func(*bufio.Writer)) {
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	w := bufio.NewWriterSize(f, 1<<20)
	write(w)
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
}

// scatter is a fixed permutation-like spread, so that files are not sorted.
func scatter(i, n int) int { return int(uint64(i) * 2654435761 % uint64(n)) }

func writeBenchCases(b *testing.B, path, head string, n int) {
	s := newSupplier(b, testK1)
	writeBench(b, path, func(w *bufio.Writer) {
		w.WriteString(head)
		for i := range n {
			id := strconv.Itoa(scatter(i, n))
			w.WriteString(s.arendeLine("1280", id, fmt.Sprintf("2025-%02d-%02d", 1+i%12, 1+i%28), "", ""))
		}
	})
}

func writeBenchScores(b *testing.B, path string, n int) {
	s := newSupplier(b, testK1)
	keys := make([]string, n/20)
	for i := range keys {
		keys[i] = s.arende("1280", strconv.Itoa(i))
	}
	occasions := []string{"fore", "under", "efter", "uppfoljning"}
	writeBench(b, path, func(w *bufio.Writer) {
		w.WriteString(matningHead)
		for i := range n {
			k := scatter(i, n)
			at := k / len(keys) // 0 … 19: occasion, then day
			fmt.Fprintf(w, "%s;audit;1;summa;klient;%s;2025-%02d-%02d;%d;\n", keys[k%len(keys)], occasions[at/5], 1+at/5*3, 1+at%5, i%41)
		}
	})
}

// writeBenchExtract writes measurements case by case, as an extract has them.
func writeBenchExtract(b *testing.B, path string, n int) {
	s := newSupplier(b, testK1)
	occasions := []string{"fore", "under", "efter", "uppfoljning"}
	writeBench(b, path, func(w *bufio.Writer) {
		w.WriteString(matningHead)
		for c := range n / 20 {
			key := s.arende("1280", strconv.Itoa(c))
			for at := range 20 {
				fmt.Fprintf(w, "%s;audit;1;summa;klient;%s;2025-%02d-%02d;%d;\n", key, occasions[at/5], 1+at/5*3, 1+at%5, (c+at)%41)
			}
		}
	})
}

// BenchmarkSmallDelivery measures what a delivery costs beside its rows: most
// municipalities are small.
func BenchmarkSmallDelivery(b *testing.B) {
	s := newSupplier(b, testK1)
	arende, matning := arendeHead, matningHead
	for i := range 20 {
		for _, kommun := range []string{"0114", "0115", "0117", "0120", "1280", "1281", "2580", "2581"} {
			id := strconv.Itoa(i)
			arende += s.arendeLine(kommun, id, "2025-02-01", "", "")
			matning += s.matningLine(kommun, id, "fore", "2025-02-01", "9")
		}
	}
	files := []testFile{{"arende.csv", "arende", arende}, {"matning.csv", "matning", matning}}
	b.ReportAllocs()
	for b.Loop() {
		r, _ := processFiles(b, testJob(Multi, files...), files...)
		if r.Status != validate.Accepted {
			b.Fatalf("findings %q", told(r))
		}
	}
}
