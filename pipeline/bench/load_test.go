package bench

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

// A server that answers at once holds the first rate; one that is too slow, or
// that refuses, holds none.
func TestRateIsHeldOrNot(t *testing.T) {
	answers := map[string]http.HandlerFunc{
		"quick":   func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("hello")) },
		"slow":    func(http.ResponseWriter, *http.Request) { time.Sleep(2 * latencyLimit) },
		"refuses": func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(len(r.URL.Path)%2*100 + 404) },
	}
	for name, answer := range answers {
		server := httptest.NewServer(answer)
		w, err := measureRate(t.Context(), server.Client(), 20, func(int) string { return server.URL })
		server.Close()
		switch {
		case name == "quick" && (err != nil || w.failed > 0 || w.bytes != 5 || w.rate > 25):
			t.Errorf("quick: %+v, %v", w, err)
		case name == "slow" && (err != nil || w.holds() || w.p99 < 2*latencyLimit):
			t.Errorf("slow: %+v, %v", w, err)
		case name == "refuses" && (err == nil || w.holds()):
			t.Errorf("refuses: %+v, %v", w, err)
		}
	}
}
