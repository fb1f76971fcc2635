package worker

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"jamfor/pipeline/validate"
)

// BenchmarkRun measures the same way through a child process, with its peak of
// resident memory and its processor time.
func BenchmarkRun(b *testing.B) {
	self, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	dir := b.TempDir()
	job := testJob("1280", testFile{"arende.csv", "arende", ""}, testFile{"matning.csv", "matning", ""})
	for i := range job.Files {
		job.Files[i].Path = filepath.Join(dir, job.Files[i].Name)
	}
	writeBenchCases(b, job.Files[0].Path, arendeHead, *benchRows/20)
	writeBenchExtract(b, job.Files[1].Path, *benchRows)
	for b.Loop() {
		r, err := Run(context.Background(), Config{Command: []string{self, "worker-child", "good"}, Dir: dir, Keys: [][]byte{testK2}}, job)
		if err != nil || r.Status != validate.Accepted {
			b.Fatalf("status %s, error %v, findings %q", r.Status, err, told(r))
		}
		b.ReportMetric(float64(r.Usage.PeakResident)/mebibyte, "MiB-peak")
		b.ReportMetric(float64(r.Usage.CPUMillis)/1000, "cpu-s")
		b.ReportMetric(float64(r.Rows)*1000/float64(r.Usage.WallMillis), "rows/s")
		if err := os.Remove(r.Staging); err != nil {
			b.Fatal(err)
		}
	}
}
