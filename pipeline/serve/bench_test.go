package serve

import (
	"fmt"
	"net/http/httptest"
	"testing"
)

// BenchmarkRequests times requests without a network: one that is kept and one
// that never was asked before.
func BenchmarkRequests(b *testing.B) {
	s := newServer(b, nil)
	id := s.catalog.now.Load().current.ids[0]
	for name, target := range map[string]func(int) string{
		"kept": func(int) string { return "/v3/municipality" },
		"filtered": func(i int) string {
			return fmt.Sprintf("/api/v1/observations?indicator=%s&area=0180&offset=0&limit=%d", id, 1+i%9999)
		},
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for i := range b.N {
				w := httptest.NewRecorder()
				s.Handler().ServeHTTP(w, httptest.NewRequest("GET", target(i), nil))
				if w.Code != 200 {
					b.Fatal(w.Code)
				}
			}
		})
	}
}
