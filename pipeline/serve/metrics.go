package serve

import (
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics counts what the server does. Labels are parts of the server, methods
// and statuses: nothing of what readers ask for or who they are.
type metrics struct {
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
	bytes    *prometheus.CounterVec
	kept     *prometheus.CounterVec
	limited  prometheus.Counter
	handler  http.Handler
}

// newMetrics registers the server's measures with a registry of its own.
func newMetrics(c *catalog, a *answers) *metrics {
	m := &metrics{
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "jamfor_http_requests_total", Help: "Requests by method, part of the server and status.",
		}, []string{"method", "route", "status"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "jamfor_http_request_duration_seconds", Help: "Time from request to the end of the answer.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10, 60},
		}, []string{"route"}),
		bytes: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "jamfor_http_response_bytes_total", Help: "Bytes of answers' bodies, as sent.",
		}, []string{"route"}),
		kept: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "jamfor_answers_total", Help: "Answers of the APIs and pages: kept (had before), made (kept from now on) or streamed (too large to keep).",
		}, []string{"how"}),
		limited: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "jamfor_http_rate_limited_total", Help: "Requests refused with 429.",
		}),
	}
	registry := prometheus.NewRegistry()
	registry.MustRegister( // two of one name are a bug that every test meets
		m.requests, m.seconds, m.bytes, m.kept, m.limited,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		gauge("jamfor_releases", "Releases that are served.", func() int { return len(c.now.Load().manifests) }),
		gauge("jamfor_indicators", "Indicators of the current view.", func() int { return len(c.now.Load().current.ids) }),
		gauge("jamfor_answers_kept_bytes", "Memory of kept answers.", func() int {
			a.mu.Lock()
			defer a.mu.Unlock()
			return a.held
		}),
	)
	m.handler = promhttp.HandlerFor(registry, promhttp.HandlerOpts{MaxRequestsInFlight: 2, DisableCompression: true})
	return m
}

func gauge(name, help string, value func() int) prometheus.GaugeFunc {
	return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, func() float64 { return float64(value()) })
}

// count notes one request.
func (m *metrics) count(method, route string, status int, bytes int64, took time.Duration) {
	m.requests.WithLabelValues(method, route, strconv.Itoa(status)).Inc()
	m.seconds.WithLabelValues(route).Observe(took.Seconds())
	m.bytes.WithLabelValues(route).Add(float64(bytes))
	if status == http.StatusTooManyRequests {
		m.limited.Inc()
	}
}

// measures answers Prometheus.
func (s *Server) measures(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	s.metrics.handler.ServeHTTP(w, r)
}
