package serve

import (
	"bytes"
	"compress/gzip"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

func unpack(t testing.TB, c coding, body string) string {
	t.Helper()
	var r io.Reader = strings.NewReader(body)
	var err error
	switch c {
	case gzipCoding:
		r, err = gzip.NewReader(r)
	case brotliCoding:
		r = brotli.NewReader(r)
	case zstdCoding:
		r, err = zstd.NewReader(r)
	}
	if err != nil {
		t.Fatal(err)
	}
	raw, err := io.ReadAll(r)
	if err != nil {
		t.Fatalf("%s: %v", c, err)
	}
	return string(raw)
}

// Files, pages and answers come compressed to those who ask, with the same
// content, their own tag, and the same bytes from every server.
func TestCompressedFormsAreTheSameContent(t *testing.T) {
	s, other := newServer(t, nil), newServer(t, nil)
	for _, target := range []string{
		"/", "/releases/" + secondID + "/", "/releases/" + secondID + "/data/missbruk.csv", "/releases/" + secondID + "/metadata/areas.json",
		"/v3/municipality", "/api/v1/observations?limit=200", "/api/v1/openapi.json", "/api/v1/observations?limit=100&format=csv",
	} {
		plain := get(t, s, target)
		for _, c := range codings() {
			a := get(t, s, target, "Accept-Encoding", string(c))
			if a.header.Get("Content-Encoding") != string(c) || unpack(t, c, a.body) != plain.body || len(a.body) >= len(plain.body) {
				t.Errorf("%s as %s: coding %q, %d bytes of %d", target, c, a.header.Get("Content-Encoding"), len(a.body), len(plain.body))
			}
			if a.header.Get("ETag") == plain.header.Get("ETag") || !strings.Contains(strings.Join(a.header.Values("Vary"), ","), "Accept-Encoding") {
				t.Errorf("%s as %s: %v", target, c, a.header)
			}
			if again := get(t, s, target, "Accept-Encoding", string(c), "If-None-Match", a.header.Get("ETag")); again.status != http.StatusNotModified {
				t.Errorf("%s as %s asked again: %d", target, c, again.status)
			}
			if get(t, other, target, "Accept-Encoding", string(c)).body != a.body {
				t.Errorf("%s as %s: another server makes other bytes", target, c)
			}
		}
	}
	for _, target := range []string{"/releases/" + secondID + "/data/missbruk.parquet", "/healthz"} {
		if a := get(t, s, target, "Accept-Encoding", "gzip, br, zstd"); a.header.Get("Content-Encoding") != "" {
			t.Errorf("%s is compressed", target)
		}
	}
	part := get(t, s, "/releases/"+secondID+"/data/missbruk.csv", "Accept-Encoding", "br", "Range", "bytes=0-8")
	if part.status != http.StatusPartialContent || part.body != "indicator" || part.header.Get("Content-Encoding") != "" {
		t.Errorf("part of a file: %d %q", part.status, part.body)
	}
}

func TestAcceptedCoding(t *testing.T) {
	for given, want := range map[string]coding{
		"": identity, "identity": identity, "gzip": gzipCoding, "gzip, deflate, br, zstd": brotliCoding, "gzip;q=1.0, br;q=0.5": gzipCoding,
		"*": brotliCoding, "br;q=0, *;q=0.1": zstdCoding, "BR": brotliCoding, "gzip;q=x": identity, "gzip;q=0": identity, "compress": identity, "gzip;q=NaN": identity,
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Header.Set("Accept-Encoding", given)
		if got := accepts(r); got != want {
			t.Errorf("%q: %q, want %q", given, got, want)
		}
	}
}

// An answer too large to keep comes whole, compressed or not, and is not kept.
func TestLargeAnswersAreSentWhileTheyAreMade(t *testing.T) {
	s := newServer(t, nil)
	target := "/api/v1/observations?limit=10000"
	plain := get(t, s, target)
	if len(plain.body) <= maxKept {
		t.Fatalf("%d bytes are not large", len(plain.body))
	}
	var o observationAnswer
	plain.into(t, &o)
	packed := get(t, s, target, "Accept-Encoding", "br;q=1, gzip;q=0.5")
	if packed.header.Get("Content-Encoding") != "gzip" || unpack(t, gzipCoding, packed.body) != plain.body {
		t.Errorf("compressed: %v", packed.header)
	}
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodHead, target, nil))
	if w.Code != 200 || w.Body.Len() != 0 {
		t.Errorf("head: %d, %d bytes", w.Code, w.Body.Len())
	}
	if len(s.answers.byKey) != 0 || len(s.answers.making) != 0 {
		t.Errorf("%d kept, %d being made", len(s.answers.byKey), len(s.answers.making))
	}
}

func TestKeptAnswersStayWithinTheirBudget(t *testing.T) {
	a := newAnswers()
	for i := range 120 {
		f := &finished{key: strings.Repeat("k", i+1), mediaType: "application/json", body: bytes.Repeat([]byte("x"), 1<<20)}
		a.keep(f)
		a.form(f, gzipCoding)
	}
	held := 0
	for _, e := range a.byKey {
		held += e.Value.(*finished).size()
	}
	if held != a.held || held > keptBudget || len(a.byKey) < 80 || a.used.Len() != len(a.byKey) {
		t.Errorf("%d answers hold %d, counted %d", len(a.byKey), held, a.held)
	}
	if _, kept := a.find("k"); kept {
		t.Error("the oldest is still there")
	}
}

func TestNothingIsLeftOrWrittenIntoReleases(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	before := listing(t, releasesDir(t))
	s, err := New(t.Context(), newServer(t, nil).config)
	if err != nil {
		t.Fatal(err)
	}
	get(t, s, "/releases/"+secondID+"/data/missbruk.csv", "Accept-Encoding", "gzip")
	if left, err := os.ReadDir(os.Getenv("TMPDIR")); err != nil || len(left) != 1 {
		t.Errorf("%d folders while serving: %v", len(left), err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if left, err := os.ReadDir(os.Getenv("TMPDIR")); err != nil || len(left) != 0 {
		t.Errorf("%d folders afterwards: %v", len(left), err)
	}
	if listing(t, releasesDir(t)) != before {
		t.Error("something was written into releases")
	}
}

// listing is every path below a folder.
func listing(t *testing.T, dir string) string {
	t.Helper()
	var names []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, _ fs.DirEntry, err error) error {
		names = append(names, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(names, "\n")
}
