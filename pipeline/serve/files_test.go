package serve

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestEveryListedFileIsServedAsItLies(t *testing.T) {
	s := newServer(t, nil)
	for _, m := range s.catalog.now.Load().manifests {
		for _, f := range m.Files {
			a := get(t, s, "/releases/"+m.ID+"/"+f.Path)
			sum := sha256.Sum256([]byte(a.body))
			if a.status != 200 || hex.EncodeToString(sum[:]) != f.SHA256 {
				t.Errorf("%s: status %d, other bytes than released", f.Path, a.status)
			}
			if a.header.Get("ETag") != `"`+f.SHA256+`"` || a.header.Get("Content-Type") != f.MediaType || a.header.Get("Cache-Control") != cacheForever {
				t.Errorf("%s: headers %v", f.Path, a.header)
			}
			again := get(t, s, "/releases/"+m.ID+"/"+f.Path, "If-None-Match", a.header.Get("ETag"))
			if again.status != http.StatusNotModified || again.body != "" {
				t.Errorf("%s asked again: %d", f.Path, again.status)
			}
		}
	}
}

func TestRanges(t *testing.T) {
	s := newServer(t, nil)
	whole := get(t, s, "/releases/"+firstID+"/data/missbruk.parquet")
	tail := get(t, s, "/releases/"+firstID+"/data/missbruk.parquet", "Range", "bytes=-8")
	if tail.status != http.StatusPartialContent || tail.body != whole.body[len(whole.body)-8:] || !strings.HasSuffix(tail.body, "PAR1") {
		t.Errorf("last eight bytes: %d %q", tail.status, tail.body)
	}
	stale := get(t, s, "/releases/"+firstID+"/data/missbruk.parquet", "Range", "bytes=0-3", "If-Range", `"other"`)
	if stale.status != http.StatusOK || len(stale.body) != len(whole.body) {
		t.Errorf("range of another version: %d", stale.status)
	}
	beyond := get(t, s, "/releases/"+firstID+"/data/missbruk.parquet", "Range", "bytes=999999999-")
	if beyond.status != http.StatusRequestedRangeNotSatisfiable {
		t.Errorf("range beyond the end: %d", beyond.status)
	}
}

func TestOnlyListedFilesAreReached(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "releases"), os.DirFS(releasesDir(t))); err != nil {
		t.Fatal(err)
	}
	secret := filepath.Join(dir, "secret")
	if err := os.WriteFile(secret, []byte("HIDDEN"), 0o600); err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(dir, "releases", firstID)
	if err := os.WriteFile(filepath.Join(folder, "stray.txt"), []byte("HIDDEN"), 0o600); err != nil {
		t.Fatal(err)
	}
	// A listed file that has become a link out of the folder.
	listed := filepath.Join(folder, "data", "missbruk.parquet")
	if err := os.Remove(listed); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(secret, listed); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "releases", ".tmp-next"), 0o700); err != nil {
		t.Fatal(err)
	}
	s := newServer(t, func(c *Config) { c.Releases = filepath.Join(dir, "releases") })
	for _, target := range []string{
		"/releases/" + firstID + "/stray.txt", "/releases/" + firstID + "/data/missbruk.parquet",
		"/releases/" + firstID + "/../../secret", "/releases/" + firstID + "/%2e%2e/%2e%2e/secret",
		"/releases/" + firstID + "/data", "/releases/" + firstID + "/data/", "/releases/.tmp-next/manifest.json",
		"/releases/../secret", "/secret", "/releases/" + firstID + `/..\..\secret`, "/releases/none/x",
	} {
		a := get(t, s, target)
		if a.status < 300 || strings.Contains(a.body, "HIDDEN") {
			t.Errorf("%s: %d %.100s", target, a.status, a.body)
		}
	}
}

func TestLatestAndLandingAndHealth(t *testing.T) {
	s := newServer(t, nil)
	to := get(t, s, "http://data.example/releases/latest/data/missbruk.csv")
	if to.status != http.StatusFound || to.header.Get("Location") != "http://data.example/releases/"+secondID+"/data/missbruk.csv" {
		t.Errorf("latest: %d %s", to.status, to.header.Get("Location"))
	}
	if old := get(t, s, "/releases/"+firstID+"/"); !strings.Contains(old.header.Get("Link"), secondID) || !strings.Contains(old.body, "<html") {
		t.Errorf("a replaced release does not name its successor: %v", old.header)
	}
	page := get(t, s, "http://data.example/")
	for _, part := range []string{
		"lang=\"sv\"", firstID, secondID, "data/missbruk.parquet", "/v3/kpi", "/api/v1/openapi.json",
		"read_parquet(&#39;http://data.example/releases/" + secondID, "pd.read_csv", "Csv.Document", "read.csv", "curl -H", "SYNTETISKA",
	} {
		if !strings.Contains(page.body, part) {
			t.Errorf("the page lacks %q", part)
		}
	}
	if strings.Contains(page.body, "<script") || strings.Contains(page.body, "style=") {
		t.Error("the page breaks its own content policy")
	}
	if again := get(t, s, "http://data.example/", "If-None-Match", page.header.Get("ETag")); again.status != http.StatusNotModified {
		t.Errorf("page asked again: %d", again.status)
	}
	if h := get(t, s, "/healthz"); h.status != 200 || !strings.Contains(h.body, `"releases":2`) {
		t.Errorf("health: %d %s", h.status, h.body)
	}
	if style := get(t, s, "/assets/style.css"); style.status != 200 || !strings.HasPrefix(style.header.Get("Content-Type"), "text/css") {
		t.Errorf("style: %d", style.status)
	}
	empty := newServer(t, func(c *Config) { c.Releases = t.TempDir() })
	if h := get(t, empty, "/healthz"); h.status != http.StatusServiceUnavailable {
		t.Errorf("health of nothing: %d", h.status)
	}
	if page := get(t, empty, "/"); page.status != 200 || !strings.Contains(page.body, "Inget är publicerat än") {
		t.Errorf("page of nothing: %d", page.status)
	}
}

func TestSecurityHeadersAreEverywhere(t *testing.T) {
	s := newServer(t, func(c *Config) { c.PublicURL = "https://data.example/" })
	for _, target := range []string{"/", "/healthz", "/releases/" + firstID + "/", "/nothing", "/releases/latest/"} {
		a := get(t, s, target)
		for name, part := range map[string]string{
			"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
			"Access-Control-Allow-Origin": "*", "Strict-Transport-Security": "max-age",
		} {
			if !strings.Contains(a.header.Get(name), part) {
				t.Errorf("%s: %s is %q", target, name, a.header.Get(name))
			}
		}
		if a.header.Get("Set-Cookie") != "" || a.header.Get("Access-Control-Allow-Credentials") != "" {
			t.Errorf("%s: cookies or credentials", target)
		}
	}
}

func TestOnlyReading(t *testing.T) {
	s := newServer(t, nil)
	for method, status := range map[string]int{"POST": 405, "PUT": 405, "DELETE": 405, "TRACE": 405, "OPTIONS": 204, "HEAD": 200} {
		w := httptest.NewRecorder()
		s.Handler().ServeHTTP(w, httptest.NewRequest(method, "/", strings.NewReader("x")))
		if w.Code != status {
			t.Errorf("%s: %d, want %d", method, w.Code, status)
		}
	}
}

func TestRateLimit(t *testing.T) {
	c := &clock{now: time.Date(2026, 5, 1, 8, 0, 0, 0, time.UTC)}
	s := newServer(t, func(config *Config) { config.Rate, config.Burst, config.Now = 10, 5, c.Now })
	tag := get(t, s, "/releases/"+firstID+"/manifest.json").header.Get("ETag")
	for range 20 { // 304 costs nothing
		if a := get(t, s, "/releases/"+firstID+"/manifest.json", "If-None-Match", tag); a.status != http.StatusNotModified {
			t.Fatalf("status %d", a.status)
		}
	}
	for range 4 {
		get(t, s, "/healthz")
	}
	refused := get(t, s, "/healthz")
	if refused.status != http.StatusTooManyRequests || refused.header.Get("Retry-After") != "1" {
		t.Fatalf("sixth request: %d, Retry-After %q", refused.status, refused.header.Get("Retry-After"))
	}
	if a := get(t, s, "/v3/kpi"); a.status != http.StatusTooManyRequests || strings.Contains(a.body, `"values"`) {
		t.Errorf("on /v3: %d %s", a.status, a.body)
	}
	c.forward(time.Second)
	if a := get(t, s, "/healthz"); a.status != 200 {
		t.Errorf("a second later: %d", a.status)
	}
}

func TestWhoAsks(t *testing.T) {
	plain, behind := &Server{}, &Server{config: Config{BehindProxy: true}}
	for _, c := range []struct {
		server              *Server
		remote, via, prefix string
	}{
		{plain, "192.0.2.7:123", "198.51.100.1", "192.0.2.7/32"},
		{plain, "[2001:db8:1:2:3::4]:123", "", "2001:db8:1:2::/64"},
		{plain, "[::ffff:192.0.2.7]:123", "", "192.0.2.7/32"},
		{behind, "10.0.0.1:1", "203.0.113.9, 198.51.100.1", "198.51.100.1/32"},
		{behind, "10.0.0.1:1", "nonsense", "invalid Prefix"},
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = c.remote
		r.Header.Set("X-Forwarded-For", c.via)
		if got := c.server.from(r).String(); got != c.prefix {
			t.Errorf("%s via %q: %s, want %s", c.remote, c.via, got, c.prefix)
		}
	}
}

func TestLogHoldsNothingAboutReaders(t *testing.T) {
	var lines strings.Builder
	s := newServer(t, func(c *Config) { c.Log = slog.New(slog.NewTextHandler(&lines, nil)) })
	get(t, s, "/releases/"+firstID+"/data/missbruk.csv?who=needle", "User-Agent", "needle", "X-Forwarded-For", "192.0.2.99")
	get(t, s, "/needle")
	if said := lines.String(); strings.Contains(said, "needle") || strings.Contains(said, "192.0.2") || !strings.Contains(said, "status=200") {
		t.Errorf("the log: %s", said)
	}
}

func TestNewReleaseIsShownAndStopIsGraceful(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "releases")
	if err := os.CopyFS(filepath.Join(dir, firstID), os.DirFS(filepath.Join(releasesDir(t), firstID))); err != nil {
		t.Fatal(err)
	}
	s := newServer(t, func(c *Config) { c.Releases, c.Poll = dir, 5*time.Millisecond })
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, listener) }()
	url := "http://" + listener.Addr().String() + "/healthz"
	if body := fetch(t, url); !strings.Contains(body, `"releases":1`) {
		t.Fatalf("before: %s", body)
	}
	next := filepath.Join(dir, ".tmp-x")
	if err := os.CopyFS(next, os.DirFS(filepath.Join(releasesDir(t), secondID))); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(next, filepath.Join(dir, secondID)); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(10 * time.Second); !strings.Contains(fetch(t, url), `"releases":2`); {
		if time.Now().After(deadline) {
			t.Fatal("the new release was not found")
		}
		time.Sleep(5 * time.Millisecond)
	}
	stop()
	if err := <-done; err != nil {
		t.Errorf("stop: %v", err)
	}
}

func TestReleaseThatCannotBeReadIsLeftOut(t *testing.T) {
	for _, broken := range []string{"data/missbruk.csv", "metadata/indicators.json", "manifest.json"} {
		dir := t.TempDir()
		if err := os.CopyFS(dir, os.DirFS(releasesDir(t))); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, secondID, filepath.FromSlash(broken)), []byte("indicator\nJ1\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		s := newServer(t, func(c *Config) { c.Releases = dir })
		if got := observations(t, s, "limit=1"); len(got.Releases) != 1 || got.Releases[0] != firstID || got.Total == 0 {
			t.Errorf("%s broken: %v", broken, got.Releases)
		}
		if a := get(t, s, "/releases/"+secondID+"/"); a.status != http.StatusNotFound {
			t.Errorf("%s broken: the release's files are served, %d", broken, a.status)
		}
	}
}

func fetch(t *testing.T, url string) string {
	t.Helper()
	response, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}
