package publish_test

import (
	"runtime/metrics"
	"testing"
	"time"

	"jamfor/pipeline/publish"
	"jamfor/pipeline/release/releasetest"
)

// BenchmarkWrite writes a national set of 100 indicators and three years in all
// formats and tells the most memory in use beside the edition itself.
func BenchmarkWrite(b *testing.B) {
	e := releasetest.Edition(releasetest.Options{Copies: 10})
	before := heap()
	b.ReportMetric(float64(len(e.Sets[0].Observations)), "observations")
	for b.Loop() {
		stop := make(chan struct{})
		peak := make(chan uint64)
		go watch(stop, peak)
		if _, err := publish.Write(b.Context(), b.TempDir(), e, nil); err != nil {
			b.Fatal(err)
		}
		close(stop)
		b.ReportMetric(float64(<-peak-before)/(1<<20), "MiB-peak")
	}
}

// watch reports the largest heap it saw.
func watch(stop <-chan struct{}, peak chan<- uint64) {
	most := heap()
	for {
		select {
		case <-stop:
			peak <- most
			return
		case <-time.After(5 * time.Millisecond):
			most = max(most, heap())
		}
	}
}

func heap() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
