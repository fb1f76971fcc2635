package serve

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jamfor/pipeline/publish"
	"jamfor/pipeline/release"
	"jamfor/pipeline/release/releasetest"
)

// Before its minute a release is nowhere: not its files, its id, or a count.
func TestEmbargoHoldsBecauseNothingIsThere(t *testing.T) {
	root := t.TempDir()
	store, err := release.NewStore(filepath.Join(root, "staged"), filepath.Join(root, "releases"))
	if err != nil {
		t.Fatal(err)
	}
	announced := time.Date(2026, 3, 1, 7, 0, 0, 0, time.UTC)
	e := releasetest.Edition(releasetest.Options{Years: 1, Seed: 5, Municipalities: 10})
	_, err = store.Stage(t.Context(), e, release.Terms{Announced: announced}, func(ctx context.Context, dir string) ([]release.FileInfo, error) {
		return publish.Write(ctx, dir, e, nil)
	})
	if err == nil {
		_, err = store.ApproveSynthetic(e.ID, announced.Add(-time.Hour))
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Publish(t.Context(), e.ID, announced.Add(-time.Second)); err == nil {
		t.Fatal("published a second too early")
	}
	s := newServer(t, func(c *Config) { c.Releases = filepath.Join(root, "releases") })
	id := e.Sets[0].Indicators[0].ID
	targets := []string{
		"/", "/healthz", "/metrics", "/releases/" + e.ID + "/", "/releases/latest/", "/releases/latest.json", "/datasets/dcat", "/api/v1/releases", "/api/v1/releases/x",
		"/api/v1/indicators", "/api/v1/observations", "/api/v1/observations?as_of=2099-01-01", "/api/v1/observations?indicator=" + id[:4], "/api/v1/openapi.json",
		"/v3/kpi", "/v3/kpi_groups", "/v3/data/?kpi_id=" + id + "&year=2025",
	}
	for _, target := range targets {
		a := get(t, s, target)
		body := strings.ReplaceAll(a.body, target, "") // what the reader wrote may come back
		if strings.Contains(body, e.ID) && !strings.Contains(target, e.ID) || strings.Contains(body, id) || strings.Contains(body, e.Sets[0].Title.SV) {
			t.Errorf("%s tells of it: %.300s", target, a.body)
		}
	}
	if _, err := store.Publish(t.Context(), e.ID, announced); err != nil {
		t.Fatal(err)
	}
	if err := s.catalog.refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	if a := get(t, s, "/v3/kpi/"+id); !strings.Contains(a.body, id) {
		t.Errorf("at its minute: %.200s", a.body)
	}
}

// listening is a server on loopback; its address.
func listening(t *testing.T, s *Server) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, listener) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return listener.Addr().String()
}

// say sends raw bytes and returns the answer's status, 0 where the connection
// was closed without one.
func say(t *testing.T, address, text string) int {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(20 * time.Second)) //nolint:errcheck // reading fails then
	if _, err := io.WriteString(conn, text); err != nil {
		return 0
	}
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		return 0
	}
	answer.Body.Close()
	return answer.StatusCode
}

// What is too large, malformed or hostile is refused before any work is done.
func TestConnectionsAreBounded(t *testing.T) {
	address := listening(t, newServer(t, nil))
	for _, c := range []struct {
		name, text string
		status     int
	}{
		{"plain", "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", 200},
		{"large header", "GET / HTTP/1.1\r\nHost: x\r\nX-Big: " + strings.Repeat("a", 64<<10) + "\r\n\r\n", 431},
		{"large address", "GET /" + strings.Repeat("a", 64<<10) + " HTTP/1.1\r\nHost: x\r\n\r\n", 431},
		{"no host", "GET / HTTP/1.1\r\n\r\n", 400},
		{"nonsense", "\x16\x03\x01\r\n\r\n", 400},
		{"a body", "POST /api/v1/observations HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc", 405},
		{"two lengths", "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", 400},
		{"null byte", "GET /releases/%00 HTTP/1.1\r\nHost: x\r\n\r\n", 404},
	} {
		if got := say(t, address, c.text); got != c.status {
			t.Errorf("%s: %d, want %d", c.name, got, c.status)
		}
	}
}

// A reader who sends a request drop by drop is cut off.
func TestSlowHeadersAreCutOff(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for the header's deadline: left out of -short")
	}
	t.Parallel()
	address := listening(t, newServer(t, nil))
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	begun := time.Now()
	if _, err := io.WriteString(conn, "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "); err != nil {
		t.Fatal(err)
	}
	conn.SetReadDeadline(time.Now().Add(4 * headerTimeout)) //nolint:errcheck // reading fails then
	if _, err := io.ReadAll(conn); err != nil {
		t.Errorf("not cut off: %v", err)
	}
	if took := time.Since(begun); took < headerTimeout/2 || took > 3*headerTimeout {
		t.Errorf("cut off after %v", took)
	}
}

// When all places are taken the next is told when to come again.
func TestBusyServerSaysWhenToComeAgain(t *testing.T) {
	s := newServer(t, func(c *Config) { c.Concurrent = 1 })
	inside, leave := make(chan struct{}), make(chan struct{})
	s.handler = s.chain(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		close(inside)
		<-leave
	}))
	go get(t, s, "/")
	<-inside
	busy := get(t, s, "/")
	close(leave)
	if busy.status != http.StatusServiceUnavailable || busy.header.Get("Retry-After") != "1" {
		t.Errorf("%d %v", busy.status, busy.header)
	}
}

// Answers of many at once are those of one alone.
func TestManyAtOnceGetTheSame(t *testing.T) {
	s := newServer(t, nil)
	address := listening(t, s)
	targets := []string{"/v3/municipality", "/api/v1/observations?limit=500", "/releases/" + secondID + "/data/missbruk.csv", "/api/v1/observations?format=arrow"}
	want := map[string]string{}
	for _, target := range targets {
		want[target] = get(t, newServer(t, func(c *Config) { c.PublicURL = "http://" + address }), target).body
	}
	errs := make(chan error)
	const each = 8
	for i := range each * len(targets) {
		go func() {
			target := targets[i%len(targets)]
			answer, err := http.Get("http://" + address + target) // unpacks gzip by itself
			if err != nil {
				errs <- err
				return
			}
			defer answer.Body.Close()
			body, err := io.ReadAll(answer.Body)
			if err == nil && string(body) != want[target] {
				err = fmt.Errorf("%s: %d bytes, want %d", target, len(body), len(want[target]))
			}
			errs <- err
		}()
	}
	for range each * len(targets) {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
}
