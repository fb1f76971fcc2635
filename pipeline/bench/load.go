package bench

import (
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"sync"
	"time"
)

// The search for the highest rate.
const (
	latencyLimit = 50 * time.Millisecond
	loadWindow   = 1500 * time.Millisecond
	loadWorkers  = 256
	firstRate    = 250.0
	lastRate     = 64_000.0
	bisections   = 4
	attempts     = 3 // of a rate: what else the machine does must not decide
)

// Load is the highest rate of requests at which 99 of 100 answers came within
// the limit, when requests arrive by the clock and not when earlier ones are
// done (open loop): waiting in line counts.
type Load struct {
	PerSecond float64 `json:"requests_per_second"`
	P99ms     float64 `json:"p99_ms"`
	P50ms     float64 `json:"p50_ms"`
	BodyBytes int     `json:"body_bytes"` // on average
}

// window is what one rate gave.
type window struct {
	rate     float64 // reached, not only asked for
	p50, p99 time.Duration
	bytes    int
	failed   int
}

func (w window) holds() bool { return w.failed == 0 && w.p99 <= latencyLimit }

// highest doubles the rate until it does not hold and halves the gap.
func highest(ctx context.Context, target func(int) string) (Load, error) {
	client := &http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{
		MaxIdleConns: loadWorkers, MaxIdleConnsPerHost: loadWorkers, MaxConnsPerHost: loadWorkers, DisableCompression: true,
	}}
	defer client.CloseIdleConnections()
	next := 0
	try := func(rate float64) (w window, err error) {
		for range attempts {
			begin := next
			next += int(rate * loadWindow.Seconds())
			w, err = measureRate(ctx, client, rate, func(i int) string { return target(begin + i) })
			if err != nil || w.holds() {
				break
			}
		}
		return w, err
	}
	if _, err := try(firstRate); err != nil { // warms up; its figures do not count
		return Load{}, err
	}
	var best window
	low, high := 0.0, 0.0
	for rate := firstRate; rate <= lastRate && high == 0; rate *= 2 {
		w, err := try(rate)
		switch {
		case err != nil:
			return Load{}, err
		case w.holds():
			low, best = rate, w
		default:
			high = rate
		}
	}
	for range bisections {
		if high == 0 {
			break
		}
		rate := (low + high) / 2
		w, err := try(rate)
		switch {
		case err != nil:
			return Load{}, err
		case w.holds():
			low, best = rate, w
		default:
			high = rate
		}
	}
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	return Load{PerSecond: best.rate, P99ms: ms(best.p99), P50ms: ms(best.p50), BodyBytes: best.bytes}, nil
}

// measureRate sends requests by the clock for a window. A request's time runs
// from when it was due.
func measureRate(ctx context.Context, client *http.Client, rate float64, target func(int) string) (window, error) {
	n := int(rate * loadWindow.Seconds())
	took := make([]time.Duration, n)
	sizes := make([]int, n)
	errs := make([]error, n)
	due := make(chan int, n)
	start := time.Now()
	moment := func(i int) time.Time { return start.Add(time.Duration(float64(i) / rate * float64(time.Second))) }
	var workers sync.WaitGroup
	for range min(loadWorkers, n) {
		workers.Go(func() {
			for i := range due {
				sizes[i], errs[i] = ask(ctx, client, target(i))
				took[i] = time.Since(moment(i))
			}
		})
	}
	for i := range n {
		if wait := time.Until(moment(i)); wait > 0 {
			time.Sleep(wait)
		}
		due <- i
	}
	close(due)
	workers.Wait()
	w := window{rate: float64(n) / time.Since(start).Seconds()}
	for i, err := range errs {
		w.bytes += sizes[i]
		if err == nil {
			continue
		}
		w.failed++
		var refused refusedError
		if w.failed == n || errors.As(err, &refused) { // the question is wrong, not the rate too high
			return w, err
		}
	}
	w.bytes /= n
	slices.Sort(took)
	w.p50, w.p99 = took[n/2], took[n*99/100]
	return w, ctx.Err()
}

func ask(ctx context.Context, client *http.Client, target string) (int, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, target, nil)
	if err != nil {
		return 0, err
	}
	answer, err := client.Do(request)
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	n, err := io.Copy(io.Discard, answer.Body)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = refusedError{target: target, status: answer.Status}
	}
	return int(n), err
}

// refusedError is an answer that is no success.
type refusedError struct{ target, status string }

func (e refusedError) Error() string { return e.target + ": " + e.status }
