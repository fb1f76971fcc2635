package serve

import (
	"strings"
	"testing"
)

func TestMetricsTellOfTheServerAndNotOfReaders(t *testing.T) {
	s := newServer(t, func(c *Config) { c.Rate, c.Burst = 1, 6 })
	get(t, s, "/v3/kpi?title=needle", "User-Agent", "needle")
	get(t, s, "/v3/kpi?title=needle")
	get(t, s, "/needle")
	get(t, s, "/releases/"+firstID+"/data/missbruk.csv")
	get(t, s, "/api/v1/observations?limit=10000")
	said := get(t, s, "/metrics")
	get(t, s, "/healthz") // one too many
	for _, part := range []string{
		`jamfor_http_requests_total{method="GET",route="/v3",status="200"} 2`, `jamfor_http_requests_total{method="GET",route="other",status="404"} 1`,
		`jamfor_http_request_duration_seconds_count{route="/releases"} 1`, `jamfor_answers_total{how="kept"} 1`, `jamfor_answers_total{how="made"} 1`,
		`jamfor_answers_total{how="streamed"} 1`, "jamfor_releases 2", "jamfor_answers_kept_bytes", "go_goroutines", "process_resident_memory_bytes", "jamfor_http_rate_limited_total 0",
	} {
		if !strings.Contains(said.body, part) {
			t.Errorf("lacks %s", part)
		}
	}
	if said.status != 200 || !strings.HasPrefix(said.header.Get("Content-Type"), "text/plain") || strings.Contains(said.body, "needle") || strings.Contains(said.body, firstID) {
		t.Errorf("%d %v", said.status, said.header)
	}
}
